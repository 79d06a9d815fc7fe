"""Tables of how far enrolled job seekers came, and which way they went, go in; their charts come out."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.bars import Tone, bars
from interview_analytics.charts.frame import untold, without_figures
from interview_analytics.charts.grid import Scale, share_scale
from interview_analytics.charts.industries import summed
from interview_analytics.charts.points import points
from interview_analytics.charts.sankey import OUTCOME_COLORS, sankey
from interview_analytics.charts.steps import steps

PATTERNS = {"placed in another industry": "/", "placed without exploring any": "x", "still looking": "."}


def pathway(table: pd.DataFrame) -> go.Figure:
    """How many of those enrolled took each step to a lasting job: descending steps, or dots for each group."""
    return steps(table, "pathway", scale=share_scale("Share of job seekers enrolled"))


def flows(table: pd.DataFrame) -> go.Figure:
    """Which way job seekers went from first interest to outcome: a flow; broken down, stacked bars of the outcomes."""
    if untold(table):
        return without_figures(table, "flows")
    by = words.groups(table, "flows")
    if not by:
        shown = table["status"].eq("shown").any()
        return sankey(table) if shown else without_figures(table, "flows")
    ends = summed(table[table["stage"] == "explored to outcome"], [*by, "target"])
    found = points(ends, by, "target", said=lambda row: words.number(row["count"]))
    there = {point.panel for point in found}
    tones = {name: Tone(color, PATTERNS.get(name, "")) for name, color in OUTCOME_COLORS.items() if name in there}
    return bars(table, "flows", found, scale=Scale("Industries explored, by what came of it"), tones=tones)
