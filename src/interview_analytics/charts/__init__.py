"""A measure's table goes in; one plotly Figure, with its title, units, intervals and alternative text, comes out."""

from interview_analytics.charts.association import interview_association
from interview_analytics.charts.breadth import accumulation, breadth, transfer, unseen
from interview_analytics.charts.cohorts import flows, pathway
from interview_analytics.charts.conduct import core_questions, drift, preparation
from interview_analytics.charts.credit import placement_credit
from interview_analytics.charts.funnel import specialist_funnel
from interview_analytics.charts.grant import (
    job_starts,
    median_earnings_q2,
    unique_people_served,
    wioa_employment_q2,
    wioa_employment_q4,
    work_based_learning,
)
from interview_analytics.charts.industries import discoveries, industries_explored, planned_to_discovered
from interview_analytics.charts.interviews import interviews_held, minutes_held, outreach
from interview_analytics.charts.jobs import job_quality, retention
from interview_analytics.charts.placements import placed_in_met_industry, placements
from interview_analytics.charts.practice import drift_over_time, interview_rate
from interview_analytics.charts.relationships import (
    contact_to_placement,
    contacts_alive,
    follow_up,
    kept_after_drift,
    referral_chains,
)
from interview_analytics.charts.specialists import specialist_rates, training_effect
from interview_analytics.charts.timing import placement_by_interview_state, time_to_placement

__all__ = [
    "accumulation",
    "breadth",
    "contact_to_placement",
    "contacts_alive",
    "core_questions",
    "discoveries",
    "drift",
    "drift_over_time",
    "flows",
    "follow_up",
    "industries_explored",
    "interview_association",
    "interview_rate",
    "interviews_held",
    "job_quality",
    "job_starts",
    "kept_after_drift",
    "median_earnings_q2",
    "minutes_held",
    "outreach",
    "pathway",
    "placed_in_met_industry",
    "placement_by_interview_state",
    "placement_credit",
    "placements",
    "planned_to_discovered",
    "preparation",
    "referral_chains",
    "retention",
    "specialist_funnel",
    "specialist_rates",
    "time_to_placement",
    "training_effect",
    "transfer",
    "unique_people_served",
    "unseen",
    "wioa_employment_q2",
    "wioa_employment_q4",
    "work_based_learning",
]
