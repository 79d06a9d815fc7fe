"""Exported logs of informational interviews go in; small tables, charts and one report come out.

The flow has four verbs: `load` exports into an `InterviewLog`, ask it for measures, `release` them, draw `charts`.
"""

from interview_analytics import charts
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog, Period
from interview_analytics.load import load
from interview_analytics.measures import (
    adjustable,
    contacts_alive,
    core_questions,
    discoveries,
    drift,
    flows,
    industries_explored,
    interview_association,
    interviews_held,
    job_quality,
    minutes_held,
    outreach,
    pathway,
    placed_in_met_industry,
    placement_by_interview_state,
    placement_credit,
    placements,
    planned_to_discovered,
    preparation,
    retention,
    specialist_funnel,
    specialist_rates,
    time_to_placement,
    training_effect,
)
from interview_analytics.periods import between
from interview_analytics.planning import how_large
from interview_analytics.release import Release, release
from interview_analytics.report import write_report
from interview_analytics.sentences import sentence
from interview_analytics.shipped import sample
from interview_analytics.show import (
    show,
    show_completeness,
    show_contents,
    show_how_large,
    show_measure,
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
    "adjustable",
    "between",
    "charts",
    "contacts_alive",
    "core_questions",
    "discoveries",
    "drift",
    "flows",
    "how_large",
    "industries_explored",
    "interview_association",
    "interviews_held",
    "job_quality",
    "load",
    "minutes_held",
    "outreach",
    "pathway",
    "placed_in_met_industry",
    "placement_by_interview_state",
    "placement_credit",
    "placements",
    "planned_to_discovered",
    "preparation",
    "release",
    "retention",
    "sample",
    "sentence",
    "show",
    "show_completeness",
    "show_contents",
    "show_how_large",
    "show_measure",
    "show_problems",
    "show_receipts",
    "show_set_aside",
    "show_training",
    "simulate",
    "specialist_funnel",
    "specialist_rates",
    "time_to_placement",
    "training_effect",
    "write_report",
]
