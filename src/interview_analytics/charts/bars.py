"""Counts of groups go in; a figure of bars, in rows or along time, comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.frame import Drawing, Parts, framed, letters
from interview_analytics.charts.grid import (
    Panel,
    Scale,
    beside,
    figures_axis,
    groups_axis,
    in_place,
    like,
    panels,
    times_axis,
    titles,
)
from interview_analytics.charts.marks import Placed
from interview_analytics.charts.points import Point, distinct, heading, rows_height, time_of
from interview_analytics.charts.template import FIGURE, INK, QUIET, SMALL

WIDE_ROW, STRIP, GAP, LEGEND = 46, 150, 40, 30  # pixels
MOST_NUMBERED = 14  # bars beside each other that still have room for their numbers


@dataclass(frozen=True)
class Tone:
    """How the bars of one category look: a colour and, so that they can be told apart in grey, a pattern."""

    color: str
    pattern: str = ""

    @property
    def marker(self) -> dict[str, Any]:
        """The bar's filling, with a thin dark line around it."""
        hatch = {"shape": self.pattern, "fillmode": "overlay", "fgcolor": INK, "size": 7, "solidity": 0.12}
        return {"color": self.color, "line": {"color": INK, "width": 0.5}} | (
            {"pattern": hatch} if self.pattern else {}
        )


ONE_TONE = {"": Tone(FIGURE)}


def bars(
    table: pd.DataFrame, measure: str, found: Sequence[Point], *, scale: Scale, tones: dict[str, Tone] | None = None
) -> go.Figure:
    """Bars of counts from zero: own categories in rows, or stacked for each group, or each month from left to right.

    tones: how each own category looks, by its label, in the order in which they are stacked.
    """
    by = words.groups(table, measure)
    drawn = _over_time if time_of(by) else _in_rows if by else _of_all
    drawing = drawn(table, measure, found, tones or ONE_TONE)
    for axis in [name for name in drawing.layout if name.startswith("yaxis" if time_of(by) else "xaxis")]:
        drawing.layout[axis] |= figures_axis(scale)
    drawing.layout.update(barmode="stack", bargap=0.3)
    return drawing.figure()


def _of_all(table: pd.DataFrame, measure: str, found: Sequence[Point], tones: dict[str, Tone]) -> Drawing:
    drawing = framed(
        table, measure, plot=WIDE_ROW * len(found), right=28 + letters([point.text for point in found if point.told])
    )
    for place, point in enumerate(found):
        _add(drawing, Panel(), [Placed(point, place)], tones[point.panel])
        (beside if point.told else in_place)(drawing, Panel(), place, point.text)
    drawing.axis("x")
    drawing.axis("y", **groups_axis([point.panel or "all" for point in found]))
    return drawing


def _in_rows(table: pd.DataFrame, measure: str, found: Sequence[Point], tones: dict[str, Tone]) -> Drawing:
    groups = distinct([point.group for point in found])
    plot = rows_height(groups, heading(table, measure))
    drawing = framed(table, measure, plot=plot, above=LEGEND * (len(tones) > 1))
    _stack(drawing, Panel(), [Placed(point, groups.index(point.group)) for point in found], tones)
    drawing.axis("x")
    drawing.axis("y", **groups_axis(groups, heading(table, measure)))
    return _with_legend(drawing, tones, 4 / plot)


def _over_time(table: pd.DataFrame, measure: str, found: Sequence[Point], tones: dict[str, Tone]) -> Drawing:
    groups, times = distinct([point.group for point in found]), distinct([point.time for point in found])
    rows, above = len(groups), 24 * (len(groups) > 1)
    plot = (STRIP if rows > 1 else 2 * STRIP) * rows + GAP * (rows - 1)
    drawing = framed(table, measure, plot=plot, above=above + LEGEND * (len(tones) > 1))
    grid = panels(drawing, rows, between=GAP / plot if rows > 1 else 0)
    column = words.heading(time_of(words.groups(table, measure)))
    for panel, group in zip(grid, groups, strict=True):
        placed = [Placed(point, times.index(point.time)) for point in found if point.group == group]
        _stack(drawing, panel, placed, tones, upright=True)
        drawing.axis(panel.y, **like(grid[0], panel))
        drawing.axis(panel.x, **times_axis(times, column, titled=panel == grid[-1]))
    titles(drawing, grid, groups)
    return _with_legend(drawing, tones, (4 + above) / plot)


def _with_legend(drawing: Drawing, tones: dict[str, Tone], lifted: float) -> Drawing:
    legend = {"orientation": "h", "x": 0, "y": 1 + lifted, "yanchor": "bottom", "traceorder": "normal"}
    drawing.layout.update(showlegend=len(tones) > 1, legend=legend)
    return drawing


def _stack(
    drawing: Drawing, panel: Panel, placed: Sequence[Placed], tones: dict[str, Tone], *, upright: bool = False
) -> None:
    """Stack the bars of each place, write their sums, and the words where nothing can be told."""
    for name, tone in tones.items():
        part = [each for each in placed if each.point.panel == name]
        _add(drawing, panel, part, tone, name=name, upright=upright)
    if not upright or len({each.place for each in placed}) <= MOST_NUMBERED:
        _sums(drawing, panel, placed, upright)
    for place, parts in _by_place(placed).items():
        if not any(point.told for point in parts):
            in_place(drawing, panel, place, parts[0].text, upright=upright)
        elif not all(point.told for point in parts):
            _partly(drawing, panel, place, parts, upright=upright)


def _by_place(placed: Sequence[Placed]) -> dict[int, list[Point]]:
    return {
        place: [each.point for each in placed if each.place == place] for place in sorted({p.place for p in placed})
    }


def _partly(drawing: Drawing, panel: Panel, place: int, parts: Sequence[Point], *, upright: bool) -> None:
    """Say at the end of a bar that a part of it is not drawn, and which, since nobody can see what is missing."""
    silent = [point for point in parts if not point.told]
    length, text = sum(point.value or 0 for point in parts), silent[0].text.partition("<br>")[0]
    at: Parts = {"x": length, "y": place, "xanchor": "left", "xshift": 4}
    if upright:
        at = {"x": place, "y": length, "yanchor": "bottom"}
    at |= {"xref": panel.x, "yref": panel.y, "hovertext": f"{text}: {', '.join(point.panel for point in silent)}"}
    drawing.note(text[:1] if upright else f"+ {text}", color=QUIET, **at)


def _add(
    drawing: Drawing, panel: Panel, part: Sequence[Placed], tone: Tone, *, name: str = "", upright: bool = False
) -> None:
    told = [each for each in part if each.point.told]
    values, places = [each.point.value for each in told], [each.place for each in told]
    drawing.traces.append(
        {
            "type": "bar",
            "orientation": "v" if upright else "h",
            "x": places if upright else values,
            "y": values if upright else places,
            "marker": tone.marker,
            "name": name,
            "legendgroup": name,
            "showlegend": bool(name) and name not in [trace.get("name") for trace in drawing.traces],
            "hovertext": [each.point.hover for each in told],
            "hoverinfo": "text",
            "xaxis": panel.x,
            "yaxis": panel.y,
        }
    )


def _sums(drawing: Drawing, panel: Panel, placed: Sequence[Placed], upright: bool) -> None:
    silent = {each.place for each in placed if not each.point.told}
    told = [(each.place, each.point.value) for each in placed if each.place not in silent]
    sums = pd.DataFrame(told, columns=["place", "value"]).groupby("place")["value"].sum()
    values, places = sums.tolist(), sums.index.tolist()
    drawing.traces.append(
        {
            "type": "scatter",
            "mode": "text",
            "x": places if upright else values,
            "y": values if upright else places,
            "text": [("" if upright else " ") + words.number(value) for value in values],
            "textposition": "top center" if upright else "middle right",
            "textfont": {"size": SMALL, "color": INK},
            "cliponaxis": False,
            "hoverinfo": "skip",
            "showlegend": False,
            "xaxis": panel.x,
            "yaxis": panel.y,
        }
    )
