"""The table of how placement goes with interviews goes in; one chart, with what is wrong struck out, comes out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import BELOW, Drawing, Parts, framed, letters, untold, without_figures
from interview_analytics.charts.grid import Panel, beside, figures_axis, groups_axis, in_place, ratio_scale
from interview_analytics.charts.marks import Placed, draw, whiskers
from interview_analytics.charts.points import Point, label, plain, points
from interview_analytics.charts.template import PAPER, QUIET, UNKNOWN

MEASURE = "interview_association"
ROW = 46
SCALE = ratio_scale("Rate of first placements, as a multiple of that of people not interviewed")
WRONG, UNSEEN = (label("analysis", row) for row in ("ever against never interviewed", "an unseen reason would need"))
MAIN = ("since the first interview", "the same, adjusted")
BECAUSE = "wrong: who was placed early<br>had no time for an interview"


def interview_association(table: pd.DataFrame) -> go.Figure:
    """Every comparison in a row of its own, on a logarithmic axis; broken down, the main ones for each group."""
    if untold(table):
        return without_figures(table, MEASURE)
    by = words.groups(table, MEASURE)
    if by:
        main = table[table["analysis"].isin(MAIN)]
        return dots(table, MEASURE, points(main, by, "analysis", said=_said), scales=SCALE)
    return _argument(table, points(table, by, "analysis", said=_said))


def _said(row: dict[str, Any]) -> str:
    ratio = words.ratio(row["estimate"])
    if label("analysis", row["analysis"]) == UNSEEN:
        limit = "" if pd.isna(row["low"]) else f" ({words.ratio(row['low'])} for the limit)"
        return f"{ratio} with both{limit}"
    after = f"{words.number(row['numerator'])} of {words.number(row['denominator'])} placements"
    return f"{ratio}{words.limits(words.RATIO, row)}\n{after}"


def _argument(table: pd.DataFrame, found: list[Point]) -> go.Figure:
    rows = [point.panel for point in found]
    texts = [_beside(point) for point in found]
    drawing = framed(table, MEASURE, plot=ROW * len(found), right=28 + letters([*texts, BECAUSE]))
    rightly = [Placed(point, place) for place, point in enumerate(found) if point.panel not in (WRONG, UNSEEN)]
    draw(drawing, Panel(), rightly)
    for place, (point, text) in enumerate(zip(found, texts, strict=True)):
        if point.told:
            beside(drawing, Panel(), place, text)
        elif point.panel in (WRONG, UNSEEN):
            in_place(drawing, Panel(), place, point.text)
    _strike(drawing, [Placed(point, place) for place, point in enumerate(found) if point.panel == WRONG and point.told])
    _method(drawing, table.attrs.get("estimator", ""))
    drawing.axis("x", **figures_axis(SCALE))
    drawing.axis("y", **groups_axis([f"<s>{row}</s>" if row == WRONG else row for row in rows]))
    one = {"type": "line", "x0": 1, "x1": 1, "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    drawing.layout["shapes"] = [{**one, "line": {"color": QUIET, "width": 1.5, "dash": "dot"}}]
    return drawing.figure()


def _method(drawing: Drawing, estimator: str) -> None:
    """Write at the foot how the ratios were reached, and what they were adjusted for."""
    foot: Parts = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    if estimator:
        drawing.note(plain(estimator), color=QUIET, yshift=6 - BELOW, **foot)


def _beside(point: Point) -> str:
    """The figures of a row; of the wrong one struck out, with why."""
    return f"<s>{point.text.partition('<br>')[0]}</s><br>{BECAUSE}" if point.panel == WRONG else point.text


def _strike(drawing: Drawing, placed: list[Placed]) -> None:
    """Draw a figure as one that does not count: pale, hollow and crossed out."""
    for each in placed:
        marks = {"type": "scatter", "mode": "markers", "x": [each.point.value], "y": [each.place], "cliponaxis": False}
        cross = {"symbol": "x-thin", "size": 15, "line": {"color": QUIET, "width": 2}}
        hollow = {"symbol": "circle", "color": PAPER, "size": 9, "line": {"color": QUIET, "width": 1.5}}
        pale = whiskers([each.point]) | {"color": UNKNOWN}
        said = {"hovertext": [each.point.hover], "hoverinfo": "text"}
        drawing.traces.extend(
            [{**marks, **said, "marker": hollow, "error_x": pale}, {**marks, **said, "marker": cross}]
        )
