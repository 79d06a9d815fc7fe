"""An InterviewLog goes in; one small table per measure comes out."""

from interview_analytics.measures.adjust import adjustable
from interview_analytics.measures.after_contact import contact_to_placement, kept_after_drift
from interview_analytics.measures.association import interview_association
from interview_analytics.measures.breadth import accumulation, breadth, unseen
from interview_analytics.measures.caseload import interview_rate
from interview_analytics.measures.cohorts import flows, pathway
from interview_analytics.measures.conduct import core_questions, drift, preparation
from interview_analytics.measures.declare import MEASURES, Measure
from interview_analytics.measures.grant import (
    job_starts,
    median_earnings_q2,
    unique_people_served,
    wioa_employment_q2,
    wioa_employment_q4,
    work_based_learning,
)
from interview_analytics.measures.industries import discoveries, industries_explored, planned_to_discovered, transfer
from interview_analytics.measures.interviews import interviews_held, minutes_held, outreach
from interview_analytics.measures.jobs import job_quality, retention
from interview_analytics.measures.over_time import drift_over_time
from interview_analytics.measures.placements import placed_in_met_industry, placement_credit, placements
from interview_analytics.measures.relationships import contacts_alive, follow_up, referral_chains
from interview_analytics.measures.specialists import specialist_funnel, specialist_rates
from interview_analytics.measures.timing import placement_by_interview_state, time_to_placement
from interview_analytics.measures.training import training_effect

__all__ = [
    "MEASURES",
    "Measure",
    "accumulation",
    "adjustable",
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
