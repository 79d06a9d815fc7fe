"""A table of what has come true after so much time goes in; a chart of dots that says what is not yet due comes out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import without_figures
from interview_analytics.charts.grid import Scale
from interview_analytics.charts.points import joined, points


def due(table: pd.DataFrame, measure: str, span: str, yes: str, *, scale: Scale) -> go.Figure:
    """A dot for each span of time, of what was followed for that long; beside it how much is not yet due.

    span: the own category that names the spans; empty if there is but one.
    """
    if table.empty:
        return without_figures(table, measure)
    by = words.groups(table, measure)
    keys = [*by, span] if span else by
    open_rows = table[table["answer"] == "not yet due"]
    told = [_not_yet(row) for row in open_rows.to_dict("records")]
    rows = joined(table[table["answer"] == yes], open_rows.assign(note=told), keys, column="note", name="note")
    rows = joined(
        rows, open_rows.assign(why=[_why(row) for row in open_rows.to_dict("records")]), keys, column="why", name="why"
    )
    return dots(table, measure, points(rows, by, span), scales=scale)


def _not_yet(row: dict[str, Any]) -> str:
    if row["status"] != "shown":
        return ""
    return f"not yet due: {words.number(row['numerator'])} of {words.number(row['denominator'])}"


def _why(row: dict[str, Any]) -> str:
    """Why a figure is missing where all of it is still to come."""
    waiting = row["status"] == "shown" and row["numerator"] > 0
    return words.status("not_yet_due") if waiting else ""
