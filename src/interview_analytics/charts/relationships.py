"""Tables of what became of contacts go in; their charts come out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.curves import Curve, incidence
from interview_analytics.charts.dots import dots
from interview_analytics.charts.due import due
from interview_analytics.charts.frame import untold, without_figures
from interview_analytics.charts.grid import Scale, share_scale
from interview_analytics.charts.points import label, points
from interview_analytics.charts.template import FIGURE, LEAD

CURVES = {
    "lead or placement": Curve(LEAD, "rgba(125,106,43,.2)", dash="dash", symbol="square"),
    "placement": Curve(FIGURE, "rgba(21,80,125,.2)", above=True),
}
DIFFERENCE = "difference within specialists"
FIRST_STEPS = ("introduced by an earlier contact", "led on to another contact")


def contacts_alive(table: pd.DataFrame) -> go.Figure:
    """Which share of contacts was met again within 6 and 12 months, of those met long enough ago: a dot for each."""
    return due(
        table, "contacts_alive", "months", "met again", scale=share_scale("Share of contacts met long enough ago")
    )


def referral_chains(table: pd.DataFrame) -> go.Figure:
    """Which share of contacts was introduced, how often in a row, and led on: a dot for each; by group, first steps."""
    if untold(table):
        return without_figures(table, "referral_chains")
    by = words.groups(table, "referral_chains")
    rows = table[table["chain"].isin(FIRST_STEPS)] if by else table
    return dots(
        table, "referral_chains", points(rows, by, "chain"), scales=share_scale("Share of contacts", within=rows)
    )


def kept_after_drift(table: pd.DataFrame) -> go.Figure:
    """After which share of interviews the contact was met again, and how far both kinds lie apart: a dot for each."""
    if untold(table):
        return without_figures(table, "kept_after_drift")
    by = words.groups(table, "kept_after_drift")
    told = (table["after"] == DIFFERENCE) & (table["status"] == "shown")
    rows = table if told.any() or not by else table[table["after"] != DIFFERENCE]  # no panel of nothing but silence
    share, apart = share_scale("Share of interviews"), Scale("Difference of the shares", "+.0%")
    scales = {label("after", after): apart if after == DIFFERENCE else share for after in table["after"]}
    return dots(table, "kept_after_drift", points(rows, by, "after", said=_compared), scales=scales)


def _compared(row: dict[str, Any]) -> str:
    if row["after"] != DIFFERENCE:
        return words.fraction(row)
    return words.points(row["estimate"], row["low"], row["high"])


def follow_up(table: pd.DataFrame) -> go.Figure:
    """After which share of interviews the contact was thanked within 7 days: a dot, and how many are not yet due."""
    return due(table, "follow_up", "", "thanked", scale=share_scale("Share of interviews held 7 days ago or earlier"))


def contact_to_placement(table: pd.DataFrame) -> go.Figure:
    """By when contacts bring a lead or a job: two curves with bands; broken down, dots at 12 months."""
    of = share_scale("Share of contacts", within=table)
    return incidence(table, "contact_to_placement", CURVES, of=of, since="Months since first meeting")
