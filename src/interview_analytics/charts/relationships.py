"""The table of what became of contacts goes in; its chart comes out."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from interview_analytics.charts.due import due
from interview_analytics.charts.grid import share_scale


def contacts_alive(table: pd.DataFrame) -> go.Figure:
    """Which share of contacts was met again within 6 and 12 months, of those met long enough ago: a dot for each."""
    return due(
        table, "contacts_alive", "months", "met again", scale=share_scale("Share of contacts met long enough ago")
    )
