"""The table of jobs by three rules of credit goes in; a chart with the three beside each other comes out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import framed, untold, without_figures
from interview_analytics.charts.grid import Panel, Scale, figures_axis, groups_axis, in_place
from interview_analytics.charts.industries import counted
from interview_analytics.charts.points import Point, distinct, heading, points, rows_height, time_of
from interview_analytics.charts.template import FIGURE, INK, LEFT, SMALL

MEASURE = "placement_credit"
SCALE = Scale("Jobs started since enrolment")
MARKS = {
    "on the day it began": {"symbol": "circle", "color": FIGURE, "size": 10},
    "by days served": {"symbol": "square-open", "color": INK, "size": 13, "line": {"width": 1.5}},
    "by interviews": {"symbol": "diamond", "color": LEFT, "size": 9},
}
LEGEND = 30  # pixels


def placement_credit(table: pd.DataFrame) -> go.Figure:
    """The jobs of each group by the three rules, as three marks in one row; without groups or in time, each apart."""
    if untold(table):
        return without_figures(table, MEASURE)
    by = words.groups(table, MEASURE)
    found = points(table, by, "rule", said=lambda row: counted(row, "jobs"))
    return _in_rows(table, found) if by and not time_of(by) else dots(table, MEASURE, found, scales=SCALE)


def _in_rows(table: pd.DataFrame, found: list[Point]) -> go.Figure:
    groups = distinct([point.group for point in found])
    plot = rows_height(groups, heading(table, MEASURE))
    drawing = framed(table, MEASURE, plot=plot, above=LEGEND)
    for rule, mark in MARKS.items():
        own = [point for point in found if point.panel == rule and point.told]
        drawing.traces.append(_marks(rule, own, groups, mark))
    for place, group in enumerate(groups):
        silent = [point for point in found if point.group == group and not point.told]
        if silent:
            rules = "" if len(silent) == len(MARKS) else f" {', '.join(point.panel for point in silent)}"
            in_place(drawing, Panel(), place, silent[0].text.partition("<br>")[0] + rules)
    drawing.axis("x", **figures_axis(SCALE))
    drawing.axis("y", **groups_axis(groups, heading(table, MEASURE)))
    legend = {"orientation": "h", "x": 0, "y": 1 + 4 / plot, "yanchor": "bottom", "font": {"size": SMALL}}
    drawing.layout.update(showlegend=True, legend=legend)
    return drawing.figure()


def _marks(rule: str, own: list[Point], groups: list[str], mark: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": rule,
        "x": [point.value for point in own],
        "y": [groups.index(point.group) for point in own],
        "marker": mark,
        "hovertext": [point.hover for point in own],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
