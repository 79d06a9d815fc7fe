"""Points with intervals go in; a figure of dots and whiskers, in rows or along time, comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.frame import BELOW, framed, letters
from interview_analytics.charts.grid import (
    Panel,
    Scale,
    axis_key,
    figures_axis,
    groups_axis,
    panels,
    times_axis,
    titles,
)
from interview_analytics.charts.marks import Placed, draw
from interview_analytics.charts.points import Point, distinct, time_of
from interview_analytics.charts.template import INK, SMALL

ROW, WIDE_ROW, STRIP = 26, 46, 150  # pixels for one group among many, for one of few, for one panel along time


def dots(table: pd.DataFrame, measure: str, found: Sequence[Point], *, scales: dict[str, Scale] | Scale) -> go.Figure:
    """Dots with intervals: own categories in rows, groups in rows beside each other's panels, or months from left to right.

    scales: the axis of figures, or one for each panel where their units differ.
    """
    by = words.groups(table, measure)
    own = {name: _scale(scales, name) for name in distinct([point.panel for point in found])}
    if time_of(by):
        return _over_time(table, measure, found, own)
    if by:
        return _in_rows(table, measure, found, own)
    return _of_all(table, measure, found, own)


def _scale(scales: dict[str, Scale] | Scale, panel: str) -> Scale:
    return scales if isinstance(scales, Scale) else scales[panel]


def _of_all(table: pd.DataFrame, measure: str, found: Sequence[Point], own: dict[str, Scale]) -> go.Figure:
    """Own categories in rows, the figures in words at the right; a panel for each scale."""
    scales = list(dict.fromkeys(own.values()))
    parts = [[point for point in found if own[point.panel] == scale] for scale in scales]
    right, plot = 28 + letters([point.text for point in found]), WIDE_ROW * len(found) + 62 * (len(scales) - 1)
    figure = framed(table, measure, plot=plot, right=right)
    grid = _stacked([len(part) for part in parts], figure, plot)
    for panel, part, scale in zip(grid, parts, scales, strict=True):
        placed = [Placed(point, place) for place, point in enumerate(part)]
        draw(figure, panel, placed)
        figure.layout[axis_key(panel.x)].update(figures_axis(scale))
        figure.layout[axis_key(panel.y)].update(groups_axis([point.panel for point in part], ""))
        _at_the_right(figure, panel, placed)
    return figure


def _stacked(rows: Sequence[int], figure: go.Figure, plot: float) -> list[Panel]:
    """Panels one under another, each as high as its rows need, with room for the axis of each."""
    grid, layout = panels(len(rows), 1)
    top = 1.0
    for panel, count in zip(grid, rows, strict=True):
        bottom = max(top - WIDE_ROW * count / plot, 0)
        layout[axis_key(panel.y)]["domain"] = [bottom, top]
        top = bottom - 62 / plot
    figure.update_layout(layout)
    return grid


def _at_the_right(figure: go.Figure, panel: Panel, placed: Sequence[Placed], *, lines: int = 9) -> None:
    """Write each point's figures beside it, no more lines of them than its row has room for."""
    for each in placed:
        if each.point.told:
            figure.add_annotation(
                text="<br>".join(each.point.text.split("<br>")[:lines]), x=1, xref="paper", xanchor="left", xshift=12, y=each.place, yref=panel.y, align="left",
                showarrow=False, font={"size": SMALL, "color": INK},
            )  # fmt: skip


def _in_rows(table: pd.DataFrame, measure: str, found: Sequence[Point], own: dict[str, Scale]) -> go.Figure:
    """Groups in rows from the top down, a panel for each own category side by side."""
    groups, names = distinct([point.group for point in found]), list(own)
    lines = max((group.count("<br>") + 1 for group in groups), default=1)
    beside = len(names) == 1
    right = 28 + letters([point.text for point in found if point.value is not None]) if beside else 24
    below = BELOW + 15 * (max(_wrapped(scale, len(names)).title.count("<br>") for scale in own.values()))
    above = 0 if beside else 26 + 16 * max(len(name) // 18 for name in names)
    figure = framed(table, measure, plot=max(ROW, 16 * lines) * len(groups), right=right, above=above, below=below)
    grid, layout = panels(1, len(names), across={1: 0, 2: 0.07, 3: 0.06}.get(len(names), 0.035))
    figure.update_layout(layout)
    heading = words.broken_down(words.groups(table, measure)).removeprefix("by ").capitalize()
    for place, (panel, name) in enumerate(zip(grid, names, strict=True)):
        placed = [Placed(point, groups.index(point.group)) for point in found if point.panel == name]
        draw(figure, panel, placed)
        figure.layout[axis_key(panel.x)].update(figures_axis(_wrapped(own[name], len(names)), narrow=len(names) > 3))
        figure.layout[axis_key(panel.y)].update(groups_axis(groups, heading, labelled=place == 0))
        if beside:
            _at_the_right(figure, panel, placed, lines=1)
    if not beside:
        titles(figure, grid, names, width=max(14, 96 // len(names)))
    return figure


def _wrapped(scale: Scale, panels_beside: int) -> Scale:
    """The axis with its title on as many lines as its panel needs."""
    return replace(scale, title="<br>".join(wrap(scale.title, 96 // panels_beside)))


def _over_time(table: pd.DataFrame, measure: str, found: Sequence[Point], own: dict[str, Scale]) -> go.Figure:
    """Months or quarters from left to right; a row of panels for each group, a panel for each own category in it."""
    groups, names = distinct([point.group for point in found]), list(own)
    times = distinct([point.time for point in found])
    cells = [(group, name) for group in groups for name in names]
    columns = 1 if len(groups) == 1 else len(names)
    rows = len(cells) // columns
    plot = STRIP * rows + 40 * (rows - 1)
    figure = framed(table, measure, plot=plot, above=24)
    grid, layout = panels(rows, columns, across=0.06 if columns > 1 else 0, between=40 / plot if rows > 1 else 0)
    figure.update_layout(layout)
    column = time_of(words.groups(table, measure))
    for place, (panel, (group, name)) in enumerate(zip(grid, cells, strict=True)):
        part = [point for point in found if (point.group, point.panel) == (group, name)]
        draw(figure, panel, [Placed(each, times.index(each.time)) for each in part], upright=True, line=True)
        figure.layout[axis_key(panel.y)].update(figures_axis(own[name], titled=place % columns == 0))
        last = place >= (rows - 1) * columns
        figure.layout[axis_key(panel.x)].update(times_axis(times, words.heading(column), titled=last))
    titles(figure, grid, [" · ".join(part for part in cell if part) for cell in cells], width=60 // columns)
    return figure
