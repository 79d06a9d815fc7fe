"""Exported logs of informational interviews go in; small tables, charts and one report come out.

The flow has four verbs: `load` exports into an `InterviewLog`, ask it for measures, `release` them, draw `charts`.
"""

from interview_analytics import charts
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog, Period
from interview_analytics.load import load
from interview_analytics.measures import (
    accumulation,
    breadth,
    contact_to_placement,
    contacts_alive,
    core_questions,
    discoveries,
    drift,
    drift_over_time,
    flows,
    follow_up,
    industries_explored,
    interview_rate,
    interviews_held,
    job_quality,
    job_starts,
    kept_after_drift,
    median_earnings_q2,
    minutes_held,
    outreach,
    pathway,
    placed_in_met_industry,
    placements,
    planned_to_discovered,
    preparation,
    referral_chains,
    retention,
    time_to_placement,
    transfer,
    unique_people_served,
    unseen,
    wioa_employment_q2,
    wioa_employment_q4,
    work_based_learning,
)
from interview_analytics.periods import between
from interview_analytics.release import Release, release
from interview_analytics.report import write_report
from interview_analytics.sentences import sentence
from interview_analytics.shipped import sample
from interview_analytics.show import (
    show,
    show_completeness,
    show_contents,
    show_problems,
    show_receipts,
    show_set_aside,
    show_training,
)
from interview_analytics.simulate import simulate

__all__ = [
    "ExportError",
    "InterviewLog",
    "Period",
    "Release",
    "accumulation",
    "between",
    "breadth",
    "charts",
    "contact_to_placement",
    "contacts_alive",
    "core_questions",
    "discoveries",
    "drift",
    "drift_over_time",
    "flows",
    "follow_up",
    "industries_explored",
    "interview_rate",
    "interviews_held",
    "job_quality",
    "job_starts",
    "kept_after_drift",
    "load",
    "median_earnings_q2",
    "minutes_held",
    "outreach",
    "pathway",
    "placed_in_met_industry",
    "placements",
    "planned_to_discovered",
    "preparation",
    "referral_chains",
    "release",
    "retention",
    "sample",
    "sentence",
    "show",
    "show_completeness",
    "show_contents",
    "show_problems",
    "show_receipts",
    "show_set_aside",
    "show_training",
    "simulate",
    "time_to_placement",
    "transfer",
    "unique_people_served",
    "unseen",
    "wioa_employment_q2",
    "wioa_employment_q4",
    "work_based_learning",
    "write_report",
]
