"""Tables of the time until a first job go in; their charts come out."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from interview_analytics.charts.curves import Curve, incidence
from interview_analytics.charts.grid import share_scale
from interview_analytics.charts.template import FIGURE, LEFT, QUIET

OUTCOMES = {
    "placed": Curve(FIGURE, "rgba(21,80,125,.2)"),
    "left without a placement": Curve(LEFT, "rgba(176,90,20,.2)", dash="dash", symbol="square"),
}
STATES = {
    "already interviewed": Curve(FIGURE, "rgba(21,80,125,.2)", above=True),
    "not yet interviewed": Curve(QUIET, "rgba(85,96,107,.2)", dash="dash", symbol="square"),
}
SCALE = share_scale("Share of job seekers")
SINCE = "Months since enrolment"
HALF_YEAR = 6


def time_to_placement(table: pd.DataFrame) -> go.Figure:
    """By when job seekers are placed or leave: a curve for each; broken down, dots at 12 months."""
    return incidence(table, "time_to_placement", OUTCOMES, of=SCALE, since=SINCE)


def placement_by_interview_state(table: pd.DataFrame) -> go.Figure:
    """By when people are placed before and after a first interview: two curves; broken down, dots at 6 months."""
    name = "placement_by_interview_state"
    return incidence(table, name, STATES, of=SCALE, since=SINCE, column="state", read_at=HALF_YEAR)
