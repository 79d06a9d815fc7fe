"""Tables of what funders ask for, people served and people in work after they left, go in; their charts come out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.answers import beside_yes, with_waiting
from interview_analytics.charts.bars import bars
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import untold, without_figures
from interview_analytics.charts.grid import Scale, share_scale
from interview_analytics.charts.points import points
from interview_analytics.sentences.parts import amount

Said = Callable[[dict[str, Any]], str]
AFTER_EXIT = share_scale("Share of job seekers whose quarter is over")


def unique_people_served(table: pd.DataFrame) -> go.Figure:
    """How many different job seekers were served: a bar for each group."""
    return _counted(table, "unique_people_served", _number("job seekers"), Scale("Job seekers"))


def work_based_learning(table: pd.DataFrame) -> go.Figure:
    """How many interviews were held with the job seeker present: a bar for each group, or for each month."""
    return _counted(table, "work_based_learning", _number("interviews"), Scale("Interviews"))


def job_starts(table: pd.DataFrame) -> go.Figure:
    """How many jobs were started, and by how many people: a bar for each group."""
    return _counted(table, "job_starts", _starts, Scale("Job starts"))


def wioa_employment_q2(table: pd.DataFrame) -> go.Figure:
    """Which share of those who left was in work in the 2nd quarter after: a dot for each group."""
    return _employment(table, "wioa_employment_q2")


def wioa_employment_q4(table: pd.DataFrame) -> go.Figure:
    """Which share of those who left was in work in the 4th quarter after: a dot for each group."""
    return _employment(table, "wioa_employment_q4")


def median_earnings_q2(table: pd.DataFrame) -> go.Figure:
    """What those in work earned in the 2nd quarter after they left, in the middle: a dot for each group."""
    if untold(table):
        return without_figures(table, "median_earnings_q2")
    found = points(table, words.groups(table, "median_earnings_q2"), "", said=_median)
    return dots(table, "median_earnings_q2", found, scales=Scale("US dollars in the quarter", ",.0f", prefix="$"))


def _employment(table: pd.DataFrame, measure: str) -> go.Figure:
    if untold(table):
        return without_figures(table, measure)
    by = words.groups(table, measure)
    rows = with_waiting(beside_yes(table, by, "employed"), table, by)
    return dots(table, measure, points(rows, by, ""), scales=AFTER_EXIT)


def _counted(table: pd.DataFrame, measure: str, said: Said, scale: Scale) -> go.Figure:
    if untold(table):
        return without_figures(table, measure)
    return bars(table, measure, points(table, words.groups(table, measure), "", said=said), scale=scale)


def _number(what: str) -> Said:
    return lambda row: f"{words.number(row['count'])} {what}"


def _starts(row: dict[str, Any]) -> str:
    return f"{words.number(row['count'])} starts\n{amount(row['people'], 'people')}"


def _median(row: dict[str, Any]) -> str:
    known = f"known for {words.number(row['numerator'])} of {words.number(row['denominator'])}"
    item = "median_earnings_q2"
    return f"{words.figure(item, row['estimate'])}{words.limits(item, row)}\n{known}"
