"""Tables of how many interviews were asked for, held, and how long they took go in; their charts come out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.bars import bars
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import untold, without_figures
from interview_analytics.charts.grid import Scale, share_scale
from interview_analytics.charts.points import points
from interview_analytics.charts.steps import steps
from interview_analytics.sentences.parts import amount


def outreach(table: pd.DataFrame) -> go.Figure:
    """How many of the interviews asked for were accepted and held: steps, or a dot for each group and step."""
    return steps(table, "outreach", scale=share_scale("Share of interviews asked for"))


def interviews_held(table: pd.DataFrame) -> go.Figure:
    """How many informational interviews were held: a bar for each group, or for each month."""
    if untold(table):
        return without_figures(table, "interviews_held")
    found = points(table, words.groups(table, "interviews_held"), "", said=_held)
    return bars(table, "interviews_held", found, scale=Scale("Interviews held"))


def _held(row: dict[str, Any]) -> str:
    return f"{words.number(row['count'])} interviews\n{amount(row['people'], 'people')}"


def minutes_held(table: pd.DataFrame) -> go.Figure:
    """Which share of interviews was under, within and over 15 to 20 minutes: a dot for each length."""
    if untold(table):
        return without_figures(table, "minutes_held")
    found = points(table, words.groups(table, "minutes_held"), "length")
    return dots(table, "minutes_held", found, scales=share_scale("Share of interviews"))
