"""Points and their places go in; the traces that draw them (dots with intervals, bands, diamonds) come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from interview_analytics.charts.frame import Drawing
from interview_analytics.charts.grid import Panel, in_place
from interview_analytics.charts.points import Point
from interview_analytics.charts.template import BAND, FIGURE, PAPER, QUIET


@dataclass(frozen=True)
class Placed:
    """A point and its place along the axis of groups, or of time."""

    point: Point
    place: int


def draw(
    drawing: Drawing, panel: Panel, placed: Sequence[Placed], *, upright: bool = False, line: bool = False
) -> None:
    """Draw one panel: what missing answers could change behind, intervals, dots, what chance would bring, and words.

    upright: figures are read from the vertical axis, and places run along the horizontal one (time).
    """
    told = [each for each in placed if each.point.value is not None]
    dots = list(placed) if line and told else told  # a place without a figure breaks the line
    traces = [_bands(told, upright), _dots(dots, upright, line), _chances(placed, upright)]
    drawing.traces.extend({**trace, "xaxis": panel.x, "yaxis": panel.y} for trace in traces if trace)
    for each in placed:
        if not each.point.told:
            in_place(drawing, panel, each.place, each.point.text, upright=upright)


def _along(values: list[Any], places: list[Any], upright: bool) -> dict[str, Any]:
    return {"y": values, "x": places} if upright else {"x": values, "y": places}


def _dots(told: Sequence[Placed], upright: bool, line: bool) -> dict[str, Any]:
    if not told:
        return {}
    points = [each.point for each in told]
    return {
        "type": "scatter",
        "mode": "lines+markers" if line else "markers",
        "cliponaxis": False,
        "marker": {"color": FIGURE, "size": 9, "line": {"color": PAPER, "width": 1}},
        "line": {"color": BAND, "width": 1.5},
        "hovertext": ["" if point.value is None else point.hover for point in points],
        "hoverinfo": "text",
        "error_y" if upright else "error_x": whiskers(points),
        **_along([point.value for point in points], [each.place for each in told], upright),
    }


def whiskers(points: Sequence[Point]) -> dict[str, Any]:
    """The intervals of points that are drawn, as plotly's error bars."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [_distance(point.value, point.high) for point in points],
        "arrayminus": [_distance(point.low, point.value) for point in points],
        "color": FIGURE,
        "thickness": 1.6,
        "width": 0,
    }


def _distance(below: float | None, above: float | None) -> float:
    """How far one end lies above the other; nothing without an interval."""
    return 0 if below is None or above is None else above - below


def _bands(told: Sequence[Placed], upright: bool) -> dict[str, Any]:
    """A pale stroke from the least to the most that it could be."""
    values, places = [], []
    for each in told:
        if each.point.least is not None and each.point.most is not None:
            values += [each.point.least, each.point.most, None]
            places += [each.place, each.place, None]
    if not values:
        return {}
    stroke = {"color": BAND, "width": 8 if upright else 15}
    return {"type": "scatter", "mode": "lines", "line": stroke, "hoverinfo": "skip", **_along(values, places, upright)}


def _chances(placed: Sequence[Placed], upright: bool) -> dict[str, Any]:
    expected = [each for each in placed if each.point.chance is not None]
    if not expected:
        return {}
    return {
        "type": "scatter",
        "mode": "markers",
        "marker": {"symbol": "diamond-open", "color": QUIET, "size": 10, "line": {"width": 1.6}},
        "hovertext": [each.point.hover for each in expected],
        "hoverinfo": "text",
        **_along([each.point.chance for each in expected], [each.place for each in expected], upright),
    }
