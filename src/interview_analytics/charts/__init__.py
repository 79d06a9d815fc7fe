"""A measure's table goes in; one plotly Figure, with its title, units, intervals and alternative text, comes out."""

from interview_analytics.charts.cohorts import flows, pathway
from interview_analytics.charts.conduct import core_questions, drift, preparation
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
from interview_analytics.charts.relationships import contacts_alive
from interview_analytics.charts.timing import time_to_placement

__all__ = [
    "contacts_alive",
    "core_questions",
    "discoveries",
    "drift",
    "flows",
    "industries_explored",
    "interviews_held",
    "job_quality",
    "job_starts",
    "median_earnings_q2",
    "minutes_held",
    "outreach",
    "pathway",
    "placed_in_met_industry",
    "placements",
    "planned_to_discovered",
    "preparation",
    "retention",
    "time_to_placement",
    "unique_people_served",
    "wioa_employment_q2",
    "wioa_employment_q4",
    "work_based_learning",
]
