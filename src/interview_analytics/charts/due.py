"""A table of what has come true after so much time goes in; a chart of dots that says what is not yet due comes out."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.answers import with_waiting
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import untold, without_figures
from interview_analytics.charts.grid import Scale
from interview_analytics.charts.points import points


def due(table: pd.DataFrame, measure: str, span: str, yes: str, *, scale: Scale) -> go.Figure:
    """A dot for each span of time, of what was followed for that long; beside it how much is not yet due.

    span: the own category that names the spans; empty if there is but one.
    """
    if untold(table):
        return without_figures(table, measure)
    by = words.groups(table, measure)
    rows = with_waiting(table[table["answer"] == yes], table, [*by, span] if span else by)
    return dots(table, measure, points(rows, by, span), scales=scale)
