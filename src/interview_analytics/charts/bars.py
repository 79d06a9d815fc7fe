"""Counts of groups go in; a figure of bars, in rows or along time, comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.frame import framed, letters
from interview_analytics.charts.grid import (
    Panel,
    Scale,
    axis_key,
    figures_axis,
    groups_axis,
    panels,
    times_axis,
    titles,
    words_in_place,
)
from interview_analytics.charts.points import Point, distinct, time_of
from interview_analytics.charts.template import FIGURE, INK, SMALL

ROW, WIDE_ROW, STRIP = 26, 46, 150
LEGEND = 30
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
        shape = {"pattern": hatch} if self.pattern else {}
        return {"color": self.color, "line": {"color": INK, "width": 0.5}} | shape


ONE_TONE = Tone(FIGURE)


def bars(
    table: pd.DataFrame, measure: str, found: Sequence[Point], *, scale: Scale, tones: dict[str, Tone] | None = None
) -> go.Figure:
    """Bars of counts from zero: own categories in rows, or stacked for each group in rows or each month from left to right.

    tones: how each own category looks, by its label, in the order in which they are stacked.
    """
    tones = tones or {"": ONE_TONE}
    by = words.groups(table, measure)
    if time_of(by):
        return _over_time(table, measure, found, scale, tones)
    return _in_rows(table, measure, found, scale, tones) if by else _of_all(table, measure, found, scale, tones)


def _of_all(
    table: pd.DataFrame, measure: str, found: Sequence[Point], scale: Scale, tones: dict[str, Tone]
) -> go.Figure:
    names = [point.panel or "all" for point in found]
    figure = framed(table, measure, plot=WIDE_ROW * len(found), right=28 + letters([point.text for point in found]))
    for place, point in enumerate(found):
        _add(figure, Panel("x", "y"), [(point, place)], tones.get(point.panel, ONE_TONE), name=point.panel)
        figure.add_annotation(**_text_at(point, place))
    return figure.update_layout(xaxis=figures_axis(scale), yaxis=groups_axis(names, ""), bargap=0.35)


def _text_at(point: Point, place: int) -> dict[str, Any]:
    own = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 12, "y": place, "yref": "y", "align": "left"}
    return own | {"text": point.text, "showarrow": False, "font": {"size": SMALL, "color": INK}}


def _in_rows(
    table: pd.DataFrame, measure: str, found: Sequence[Point], scale: Scale, tones: dict[str, Tone]
) -> go.Figure:
    groups, several = distinct([point.group for point in found]), len(tones) > 1
    lines = max((group.count("<br>") + 1 for group in groups), default=1)
    plot = max(ROW, 16 * lines) * len(groups)
    figure = framed(table, measure, plot=plot, above=LEGEND if several else 0)
    _stack(figure, Panel("x", "y"), found, groups, tones)
    heading = words.broken_down(words.groups(table, measure)).removeprefix("by ").capitalize()
    figure.update_layout(xaxis=figures_axis(scale), yaxis=groups_axis(groups, heading), bargap=0.3)
    return _with_legend(figure, plot) if several else figure


def _over_time(
    table: pd.DataFrame, measure: str, found: Sequence[Point], scale: Scale, tones: dict[str, Tone]
) -> go.Figure:
    groups, times = distinct([point.group for point in found]), distinct([point.time for point in found])
    several, rows = len(tones) > 1, len(groups)
    plot = (STRIP if rows > 1 else 2 * STRIP) * rows + 40 * (rows - 1)
    figure = framed(table, measure, plot=plot, above=(LEGEND if several else 0) + (24 if rows > 1 else 0))
    grid, layout = panels(rows, 1, between=40 / plot if rows > 1 else 0)
    figure.update_layout(layout, bargap=0.25)
    column = time_of(words.groups(table, measure))
    for place, (panel, group) in enumerate(zip(grid, groups, strict=True)):
        part = [point for point in found if point.group == group]
        _stack(figure, panel, part, times, tones, upright=True, legend=place == 0)
        figure.layout[axis_key(panel.y)].update(figures_axis(scale))
        figure.layout[axis_key(panel.x)].update(times_axis(times, words.heading(column), titled=place == rows - 1))
    if rows > 1:
        titles(figure, grid, groups, width=60)
    return _with_legend(figure, plot, lifted=24 if rows > 1 else 0) if several else figure


def _with_legend(figure: go.Figure, plot: float, *, lifted: float = 0) -> go.Figure:
    legend = {"orientation": "h", "x": 0, "y": 1 + (4 + lifted) / plot, "yanchor": "bottom", "traceorder": "normal"}
    return figure.update_layout(showlegend=True, legend=legend)


def _stack(
    figure: go.Figure, panel: Panel, found: Sequence[Point], order: Sequence[str], tones: dict[str, Tone],
    *, upright: bool = False, legend: bool = True,
) -> None:  # fmt: skip
    """Stack the bars of each place, write their sums, and the words where nothing can be told."""
    places = {name: place for place, name in enumerate(order)}
    placed = [(point, places[point.time if upright else point.group]) for point in found]
    for name, tone in tones.items():
        part = [(point, place) for point, place in placed if point.panel == name]
        _add(figure, panel, part, tone, name=name, upright=upright, legend=legend)
    if not upright or len(order) <= MOST_NUMBERED:
        _sums(figure, panel, placed, upright)
    for place in sorted({place for point, place in placed if point.value is None}):
        text = next(point.text for point, where in placed if where == place and point.value is None)
        words_in_place(figure, panel, place, text, upright=upright)


def _add(
    figure: go.Figure, panel: Panel, part: Sequence[tuple[Point, int]], tone: Tone, *, name: str, upright: bool = False,
    legend: bool = False,
) -> None:  # fmt: skip
    told = [(point, place) for point, place in part if point.value is not None]
    values, places = [point.value for point, _ in told], [place for _, place in told]
    figure.add_bar(
        x=places if upright else values, y=values if upright else places, orientation="v" if upright else "h",
        marker=tone.marker, name=name, legendgroup=name, showlegend=legend, hoverinfo="text",
        hovertext=[point.hover for point, _ in told], xaxis=panel.x, yaxis=panel.y,
    )  # fmt: skip
    figure.update_layout(barmode="stack")


def _sums(figure: go.Figure, panel: Panel, placed: Sequence[tuple[Point, int]], upright: bool) -> None:
    told = [(place, point.value) for point, place in placed if point.value is not None]
    sums = pd.DataFrame(told, columns=["place", "value"]).groupby("place")["value"].sum()
    values, places = sums.tolist(), sums.index.tolist()
    figure.add_scatter(
        x=places if upright else values, y=values if upright else places, mode="text", cliponaxis=False,
        text=[f"{words.number(value)}" if upright else f" {words.number(value)}" for value in values], textposition="top center" if upright else "middle right",
        textfont={"size": SMALL, "color": INK}, hoverinfo="skip", showlegend=False, xaxis=panel.x, yaxis=panel.y,
    )  # fmt: skip
