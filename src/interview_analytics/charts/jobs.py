"""Tables of what the jobs are like and how long they last go in; their charts come out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.due import due
from interview_analytics.charts.frame import untold, without_figures
from interview_analytics.charts.grid import Scale, share_scale
from interview_analytics.charts.points import label, points

SCALES = {
    "hourly wage, US dollars": Scale("Median, US dollars an hour", ",.0f", prefix="$"),
    "hours a week": Scale("Median hours a week", ",d"),
    "20 or more hours a week": share_scale("Share of jobs where it is known"),
    "competitive integrated employment": share_scale("Share of jobs where it is known"),
}


def job_quality(table: pd.DataFrame) -> go.Figure:
    """What the jobs pay, how many hours they are for, and of which kind they are: a dot for each, in panels by unit."""
    if untold(table):
        return without_figures(table, "job_quality")
    found = points(table, words.groups(table, "job_quality"), "item", said=_said)
    scales = {label("item", item): scale for item, scale in SCALES.items()}
    return dots(table, "job_quality", found, scales=scales)


def _said(row: dict[str, Any]) -> str:
    if pd.isna(row["estimate"]):
        return words.fraction(row)
    known = f"known for {words.number(row['numerator'])} of {words.number(row['denominator'])}"
    return f"{words.figure(row['item'], row['estimate'])}{words.limits(row['item'], row)}\n{known}"


def retention(table: pd.DataFrame) -> go.Figure:
    """Which share of jobs lasted 90, 180 and 365 days, of those started long enough ago: a dot for each."""
    return due(table, "retention", "days", "still there", scale=share_scale("Share of jobs started long enough ago"))
