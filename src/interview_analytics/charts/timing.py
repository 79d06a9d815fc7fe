"""The table of how long it takes to be placed goes in; its chart comes out."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from interview_analytics.charts.curves import Curve, incidence
from interview_analytics.charts.grid import share_scale
from interview_analytics.charts.template import FIGURE, LEFT

CURVES = {
    "placed": Curve(FIGURE, "rgba(21,80,125,.2)"),
    "left without a placement": Curve(LEFT, "rgba(176,90,20,.2)", dash="dash", symbol="square"),
}


def time_to_placement(table: pd.DataFrame) -> go.Figure:
    """By when job seekers are placed, or leave without: two curves with bands; broken down, dots at 12 months."""
    of = share_scale("Share of job seekers")
    return incidence(table, "time_to_placement", CURVES, of=of, since="Months since enrolment")
