"""A table of nested steps goes in; a descending chart of how many took each step comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import framed, letters, untold, without_figures
from interview_analytics.charts.grid import Panel, Scale, beside, figures_axis, groups_axis, in_place
from interview_analytics.charts.marks import whiskers
from interview_analytics.charts.points import Point, points
from interview_analytics.charts.template import BAND, FIGURE

ROW = 48
WHOLES = ("requested", "enrolled")  # first steps: all that is counted


def steps(table: pd.DataFrame, measure: str, *, scale: Scale) -> go.Figure:
    """Bars that grow shorter from step to step, with intervals and n of N; broken down, a dot for each group and step.

    The first step is the whole, and is left out where groups stand beside each other: it is 100 % for each.
    """
    if untold(table):
        return without_figures(table, measure)
    by = words.groups(table, measure)
    found = points(table, by, "step", said=_said)
    if by:
        return dots(table, measure, [point for point in found if point.panel not in WHOLES], scales=scale)
    return _descending(table, measure, found, scale)


def _said(row: dict[str, Any]) -> str:
    """The figures of a step; of the first one, which is the whole, the number alone."""
    whole = row["numerator"] == row["denominator"] and row["step"] in WHOLES
    return f"all {words.number(row['denominator'])}" if whole else words.fraction(row)


def _unlimited(point: Point) -> Point:
    """The point; the whole has no interval, since it was not drawn from anything."""
    return replace(point, low=None, high=None) if point.panel in WHOLES else point


def _descending(table: pd.DataFrame, measure: str, found: list[Point], scale: Scale) -> go.Figure:
    drawing = framed(table, measure, plot=ROW * len(found), right=28 + letters([point.text for point in found]))
    told = [(place, point) for place, point in enumerate(found) if point.told]
    drawing.traces.append(
        {
            "type": "bar",
            "orientation": "h",
            "x": [point.value for _, point in told],
            "y": [place for place, _ in told],
            "width": 0.62,
            "marker": {"color": BAND, "line": {"color": FIGURE, "width": 1}},
            "error_x": whiskers([_unlimited(point) for _, point in told]),
            "hovertext": [point.hover for _, point in told],
            "hoverinfo": "text",
        }
    )
    for place, point in enumerate(found):
        (beside if point.told else in_place)(drawing, Panel(), place, point.text)
    drawing.axis("x", **figures_axis(scale))
    drawing.axis("y", **groups_axis([point.panel for point in found]))
    return drawing.figure()
