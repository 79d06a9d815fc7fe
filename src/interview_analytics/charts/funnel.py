"""The table of placements observed and expected goes in; a funnel within which chance keeps specialists comes out."""

from __future__ import annotations

from dataclasses import replace
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import SUBTITLE_WIDTH, Drawing, Parts, framed, letters, untold, without_figures
from interview_analytics.charts.grid import Scale
from interview_analytics.charts.points import Point, joined, points, time_of
from interview_analytics.charts.template import BAND, FIGURE, INK, PAPER, QUIET

MEASURE = "specialist_funnel"
OBSERVED, EXPECTED = "observed to expected", "expected placements"
WITHIN, ALARM = "within 95 % limits", "within 99.8 % limits"
SCALE = Scale("Observed, as a multiple of expected", ".2~g")
LINES = {WITHIN: ("95 %", "dash", QUIET), ALARM: ("99.8 %", "solid", INK)}
HEIGHT, WIDTH = 420, 700  # pixels, the second about


def specialist_funnel(table: pd.DataFrame) -> go.Figure:
    """Each specialist at the placements expected and the multiple observed, in a funnel; other groups in rows."""
    if untold(table):
        return without_figures(table, MEASURE)
    by = words.groups(table, MEASURE)
    if len(by) == 1 and not time_of(by):
        return _funnel(table, by[0])
    ratio = table[table["figure"] == OBSERVED]
    limits = table[table["figure"] == WITHIN]
    rows = joined(ratio, limits, by, column="low", name="least")
    rows = joined(rows, limits, by, column="high", name="most")
    rows = joined(rows, _noted(table), by, column="note", name="note")
    return dots(table, MEASURE, points(rows, by, "", said=_said), scales=SCALE)


def _noted(table: pd.DataFrame) -> pd.DataFrame:
    rows = table[table["figure"] == EXPECTED]
    told = rows["status"] == "shown"
    return rows.assign(
        note=[
            f"{words.rounded(value, 1)} expected" if own else ""
            for value, own in zip(rows["estimate"], told, strict=True)
        ]
    )


def _said(row: dict[str, Any]) -> str:
    return f"{words.ratio(row['estimate'])}{words.limits(words.RATIO, row)}\n{words.number(row['numerator'])} placed"


def _funnel(table: pd.DataFrame, name: str) -> go.Figure:
    """The groups by the number expected, and the limits, which come closer the more is expected."""
    ratio = joined(table[table["figure"] == OBSERVED], _noted(table), [name], column="note", name="note")
    expected = joined(ratio, table[table["figure"] == EXPECTED], [name], column="estimate", name="expected")
    found = points(ratio, [name], "", said=_said)
    both = list(zip(found, expected["expected"], strict=True))
    told = [(point, float(x)) for point, x in both if point.told and not pd.isna(x)]
    drawing = framed(table, MEASURE, plot=HEIGHT)
    _limits(drawing, table, name)
    drawing.traces.append(_dots(told))
    _names(drawing, told)
    _silent(drawing, [replace(point, text=_unplaced(point)) for point, x in both if not point.told or pd.isna(x)])
    drawing.axis("x", title={"text": "First placements expected from the case mix"}, rangemode="tozero")
    drawing.axis("y", title={"text": SCALE.title}, rangemode="tozero", tickformat=SCALE.form)
    return drawing.figure()


def _unplaced(point: Point) -> str:
    """Why a group has no place in the funnel: its ratio, or the number expected, is not told."""
    return words.in_its_place(words.HIDDEN) if point.told else point.text


def _dots(told: list[tuple[Any, float]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for _, x in told],
        "y": [point.value for point, _ in told],
        "marker": {"color": FIGURE, "size": 10, "line": {"color": PAPER, "width": 1}},
        "hovertext": [point.hover for point, _ in told],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _names(drawing: Drawing, told: list[tuple[Any, float]]) -> None:
    """Write each name beside its dot, on the side where it meets the fewest dots and names written before it."""
    across = WIDTH / max([x for _, x in told], default=1)
    up = HEIGHT / max([point.value for point, _ in told], default=1) / 1.5
    taken = [(x * across, point.value * up) for point, x in told]
    for point, x in told:
        reach = letters([point.group]) / 2 + 8
        sides = [
            (reach, 0.0),
            (-reach, 0.0),
            (0.0, 13.0),
            (0.0, -13.0),
            (reach, 11.0),
            (reach, -11.0),
            (-reach, 11.0),
            (-reach, -11.0),
            (0.0, 25.0),
        ]
        at = (x * across, point.value * up)
        right, above = min(sides, key=lambda side: _met(taken, (at[0] + side[0], at[1] + side[1]), 2 * reach))
        taken += [(at[0] + right + part * reach / 2, at[1] + above) for part in (-1, 0, 1)]
        drawing.note(point.group, x=x, y=point.value, xshift=right, yshift=above)


def _met(taken: list[tuple[float, float]], at: tuple[float, float], width: float) -> int:
    return sum(abs(x - at[0]) < width / 2 + 4 and abs(y - at[1]) < 12 for x, y in taken)


def _limits(drawing: Drawing, table: pd.DataFrame, name: str) -> None:
    """Draw both pairs of limits through those of the groups, and the line of what is expected."""
    known = table[table["status"] == "shown"]
    expected = known[known["figure"] == EXPECTED].set_index(name)["estimate"]
    for figure, (text, dash, color) in LINES.items():
        own = (
            known[known["figure"] == figure]
            .assign(expected=lambda rows: rows[name].map(expected))
            .dropna(subset=["expected", "low", "high"])
            .sort_values("expected")
        )
        for side in ("low", "high"):
            drawing.traces.append(_line(own["expected"].tolist(), own[side].tolist(), dash, color))
            if len(own):
                end: Parts = {"x": float(own["expected"].iloc[0]), "y": float(own[side].iloc[0])}
                drawing.note(text, color=color, xanchor="right", xshift=-6, **end)
    if len(expected):
        ends = [float(expected.min()), float(expected.max())]
        drawing.traces.append(_line(ends, [1, 1], "dot", BAND))


def _line(x: list[float], y: list[float], dash: str, color: str) -> dict[str, Any]:
    look = {"dash": dash, "color": color, "width": 1.5}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": look, "hoverinfo": "skip"}


def _silent(drawing: Drawing, found: list[Any]) -> None:
    """Name those of whom nothing can be told, and why."""
    reasons: dict[str, list[str]] = {}
    for point in found:
        reasons.setdefault(point.text.partition("<br>")[0], []).append(point.group)
    lines = [line for why, names in reasons.items() for line in wrap(f"{why}: {', '.join(names)}", SUBTITLE_WIDTH)]
    if lines:
        at: Parts = {
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "top",
            "align": "left",
        }
        drawing.note("<br>".join(lines), color=QUIET, **at)
