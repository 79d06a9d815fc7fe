"""A measure's table goes in; one plotly Figure, with its title, units, intervals and alternative text, comes out."""

from interview_analytics.charts.association import interview_association
from interview_analytics.charts.cohorts import flows, pathway
from interview_analytics.charts.conduct import core_questions, drift, preparation
from interview_analytics.charts.credit import placement_credit
from interview_analytics.charts.funnel import specialist_funnel
from interview_analytics.charts.industries import discoveries, industries_explored, planned_to_discovered
from interview_analytics.charts.interviews import interviews_held, minutes_held, outreach
from interview_analytics.charts.jobs import job_quality, retention
from interview_analytics.charts.placements import placed_in_met_industry, placements
from interview_analytics.charts.relationships import contacts_alive
from interview_analytics.charts.specialists import specialist_rates, training_effect
from interview_analytics.charts.timing import placement_by_interview_state, time_to_placement

__all__ = [
    "contacts_alive",
    "core_questions",
    "discoveries",
    "drift",
    "flows",
    "industries_explored",
    "interview_association",
    "interviews_held",
    "job_quality",
    "minutes_held",
    "outreach",
    "pathway",
    "placed_in_met_industry",
    "placement_by_interview_state",
    "placement_credit",
    "placements",
    "planned_to_discovered",
    "preparation",
    "retention",
    "specialist_funnel",
    "specialist_rates",
    "time_to_placement",
    "training_effect",
]
