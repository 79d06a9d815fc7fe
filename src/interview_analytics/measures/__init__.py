"""An InterviewLog goes in; one small table per measure comes out."""

from interview_analytics.measures.adjust import adjustable
from interview_analytics.measures.association import interview_association
from interview_analytics.measures.cohorts import flows, pathway
from interview_analytics.measures.conduct import core_questions, drift, preparation
from interview_analytics.measures.declare import MEASURES, Measure
from interview_analytics.measures.industries import discoveries, industries_explored, planned_to_discovered
from interview_analytics.measures.interviews import interviews_held, minutes_held, outreach
from interview_analytics.measures.jobs import job_quality, retention
from interview_analytics.measures.placements import placed_in_met_industry, placement_credit, placements
from interview_analytics.measures.relationships import contacts_alive
from interview_analytics.measures.specialists import specialist_funnel, specialist_rates
from interview_analytics.measures.timing import placement_by_interview_state, time_to_placement
from interview_analytics.measures.training import training_effect

__all__ = [
    "MEASURES",
    "Measure",
    "adjustable",
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
