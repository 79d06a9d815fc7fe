"""Tables of what funders ask for, people served and people in work after they left, go in; their charts come out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.answers import beside_yes, with_waiting
from interview_analytics.charts.bars import Tone, bars
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import untold, without_figures
from interview_analytics.charts.grid import Scale, share_scale
from interview_analytics.charts.points import label, points
from interview_analytics.charts.template import FIGURE, LATER, UNKNOWN
from interview_analytics.sentences.parts import amount

TONES = {"not in work at intake": Tone(FIGURE), "in work at intake": Tone(LATER), "not known": Tone(UNKNOWN, "/")}
AFTER_EXIT = share_scale("Share of job seekers whose quarter is over")


def unique_people_served(table: pd.DataFrame) -> go.Figure:
    """How many different job seekers were served: a bar for each group."""
    return _counted(table, "unique_people_served", "job seekers", Scale("Job seekers"))


def work_based_learning(table: pd.DataFrame) -> go.Figure:
    """How many interviews were held with the job seeker present: a bar for each group, or for each month."""
    return _counted(table, "work_based_learning", "interviews", Scale("Interviews"))


def job_starts(table: pd.DataFrame) -> go.Figure:
    """How many jobs were started, by people in work at intake or not: a bar for each, or stacked for each group."""
    if untold(table):
        return without_figures(table, "job_starts")
    found = points(table, words.groups(table, "job_starts"), "at_intake", said=_starts)
    tones = {label("at_intake", said): tone for said, tone in TONES.items()}
    return bars(table, "job_starts", found, scale=Scale("Job starts"), tones=tones)


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


def _counted(table: pd.DataFrame, measure: str, what: str, scale: Scale) -> go.Figure:
    if untold(table):
        return without_figures(table, measure)
    said = f"{{}} {what}".format
    found = points(table, words.groups(table, measure), "", said=lambda row: said(words.number(row["count"])))
    return bars(table, measure, found, scale=scale)


def _starts(row: dict[str, Any]) -> str:
    return f"{words.number(row['count'])} starts\n{amount(row['people'], 'people')}"


def _median(row: dict[str, Any]) -> str:
    known = f"known for {words.number(row['numerator'])} of {words.number(row['denominator'])}"
    item = "median_earnings_q2"
    return f"{words.figure(item, row['estimate'])}{words.limits(item, row)}\n{known}"
