"""Points with intervals go in; a figure of dots and whiskers, in rows or along time, comes out."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.frame import BELOW, LETTER, Drawing, framed, letters
from interview_analytics.charts.grid import (
    Panel,
    Scale,
    beside,
    figures_axis,
    groups_axis,
    like,
    panels,
    times_axis,
    titles,
)
from interview_analytics.charts.marks import Placed, draw
from interview_analytics.charts.points import Point, distinct, heading, rows_height, time_of

WIDE_ROW, STRIP, GAP = 46, 150, 40  # pixels for one of few rows, for one panel along time, and between those
AXIS_ROOM = 62  # pixels for an axis between panels one under another
MOST_BESIDE = 2  # own categories side by side along time; more of them stand one under another
NARROWEST = 660  # pixels: the width of a report on a small screen, which panels, their labels and titles must fit


def dots(table: pd.DataFrame, measure: str, found: Sequence[Point], *, scales: dict[str, Scale] | Scale) -> go.Figure:
    """Dots with intervals: own categories in rows, or groups in rows of several panels, or months from left to right.

    scales: the axis of figures, or one for each own category by its label where their units differ.
    """
    by = words.groups(table, measure)
    names = distinct([point.panel for point in found])
    own = dict.fromkeys(names, scales) if isinstance(scales, Scale) else {name: scales[name] for name in names}
    if time_of(by):
        return _over_time(table, measure, found, own)
    return _in_rows(table, measure, found, own) if by else _of_all(table, measure, found, own)


def _of_all(table: pd.DataFrame, measure: str, found: Sequence[Point], own: dict[str, Scale]) -> go.Figure:
    """Own categories in rows, the figures in words at the right; a panel for each scale."""
    scales = distinct(list(own.values()))
    parts = [[point for point in found if own[point.panel] == scale] for scale in scales]
    plot = WIDE_ROW * len(found) + AXIS_ROOM * (len(scales) - 1)
    drawing = framed(table, measure, plot=plot, right=28 + letters([point.text for point in found]))
    grid = _one_under_another(drawing, [len(part) for part in parts], plot)
    for panel, part, scale in zip(grid, parts, scales, strict=True):
        _row_by_row(drawing, panel, [Placed(point, place) for place, point in enumerate(part)])
        drawn = any(point.told for point in part)  # else its numbers would belong to nothing
        drawing.axis(panel.x, **figures_axis(scale) if drawn else {"visible": False})
        drawing.axis(panel.y, **groups_axis([point.panel or "all" for point in part]))
    return drawing.figure()


def _one_under_another(drawing: Drawing, rows: Sequence[int], plot: float) -> list[Panel]:
    """Panels as high as their rows need, with room for the axis of each."""
    grid, top = panels(drawing, len(rows)), 1.0
    for panel, count in zip(grid, rows, strict=True):
        foot = max(top - WIDE_ROW * count / plot, 0)
        drawing.axis(panel.y, domain=[foot, top])
        top = foot - AXIS_ROOM / plot
    return grid


def _row_by_row(drawing: Drawing, panel: Panel, placed: Sequence[Placed], *, lines: int = 9) -> None:
    """Draw the points and write their figures beside them, no more lines of them than a row has room for."""
    draw(drawing, panel, placed)
    for each in placed:
        if each.point.told:
            beside(drawing, panel, each.place, "<br>".join(each.point.text.split("<br>")[:lines]))


def _in_rows(table: pd.DataFrame, measure: str, found: Sequence[Point], own: dict[str, Scale]) -> go.Figure:
    """Groups in rows from the top down, a panel for each own category side by side."""
    groups, names, number = distinct([point.group for point in found]), list(own), len(own)
    width = max(10, int((NARROWEST - letters(groups)) / LETTER / number) - 3)
    headings, scales = _broken(names, width), [scale.wrapped(width) for scale in own.values()]
    drawing = framed(
        table,
        measure,
        plot=rows_height(groups, heading(table, measure)),
        right=24 if number > 1 else 28 + letters([point.text.partition("<br>")[0] for point in found if point.told]),
        above=0 if number == 1 else 12 + 16 * _lines(headings),
        below=BELOW + 15 * (_lines([scale.title for scale in scales]) - 1),
    )
    grid = panels(drawing, 1, number, across={1: 0, 2: 0.07, 3: 0.06}.get(number, 0.045))
    for panel, name, scale in zip(grid, names, scales, strict=True):
        placed = [Placed(point, groups.index(point.group)) for point in found if point.panel == name]
        draw(drawing, panel, placed) if number > 1 else _row_by_row(drawing, panel, placed, lines=1)
        drawing.axis(panel.x, **figures_axis(scale, narrow=number > 3))
        drawing.axis(panel.y, **groups_axis(groups, heading(table, measure), labelled=panel == grid[0]))
    titles(drawing, grid, headings if number > 1 else [""])
    return drawing.figure()


def _broken(texts: Sequence[str], width: int) -> list[str]:
    return ["<br>".join(wrap(text.replace("<br>", " "), width)) for text in texts]


def _lines(texts: Sequence[str]) -> int:
    return max(text.count("<br>") + 1 for text in texts)


def _over_time(table: pd.DataFrame, measure: str, found: Sequence[Point], own: dict[str, Scale]) -> go.Figure:
    """Months or quarters from left to right; a panel for each own category of each group."""
    groups, times = distinct([point.group for point in found]), distinct([point.time for point in found])
    cells = [(group, name) for group in groups for name in own]
    columns = len(own) if len(groups) > 1 and len(own) <= MOST_BESIDE else 1
    rows = len(cells) // columns
    plot = STRIP * rows + GAP * (rows - 1)
    drawing = framed(table, measure, plot=plot, above=24)
    grid = panels(drawing, rows, columns, across=0.06 if columns > 1 else 0, between=GAP / plot if rows > 1 else 0)
    column = words.heading(time_of(words.groups(table, measure)))
    for place, (panel, cell) in enumerate(zip(grid, cells, strict=True)):
        part = [Placed(each, times.index(each.time)) for each in found if (each.group, each.panel) == cell]
        draw(drawing, panel, part, upright=True, line=True)
        scale, first = own[cell[1]].wrapped(24), grid[list(own).index(cell[1])]
        drawing.axis(panel.y, **figures_axis(scale, titled=place % columns == 0), **like(first, panel))
        last = place >= (rows - 1) * columns
        drawing.axis(panel.x, **times_axis(times, column, titled=last, most=12 // columns))
    titles(drawing, grid, [" · ".join(part for part in cell if part).replace("<br>", " ") for cell in cells])
    return drawing.figure()
