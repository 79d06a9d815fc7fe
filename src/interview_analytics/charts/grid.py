"""Numbers of panels, groups and months go in; the axes of a grid of panels come out, each with its title and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any

import pandas as pd

from interview_analytics import words
from interview_analytics.charts.frame import Drawing, Parts
from interview_analytics.charts.template import PLAIN, QUIET

PERCENT = ".0%"
RATIO = "ratio"  # the form of a logarithmic axis on which a half and a double lie equally far from 1
POINTS = "points"  # the form of an axis of differences between shares, in percentage points
POINT_TICKS = tuple(tick / 10 for tick in range(-10, 11))
RATIO_TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
MOST_TIME_LABELS = 12
TOPS = (0.25, 0.5, 1.0)  # where an axis of shares may end


@dataclass(frozen=True)
class Scale:
    """The axis along which figures are read: its title with the unit, and how its ticks are written."""

    title: str
    form: str = ",d"
    prefix: str = ""
    top: float | None = None  # where the axis ends, if that is fixed

    def wrapped(self, width: int) -> Scale:
        """The same axis, its title on as many lines as that many characters a line need."""
        return replace(self, title="<br>".join(wrap(self.title, width)))


def ratio_scale(title: str) -> Scale:
    """The axis of a ratio: logarithmic, so that a half lies as far from 1 as a double."""
    return Scale(title, RATIO)


def share_scale(title: str, within: pd.DataFrame | None = None) -> Scale:
    """The axis of a share: 0 to 100 %, so that charts can be compared.

    within: a table of shares so small that they could not be read on it; the axis ends at 25 or 50 % if all do.
    """
    shares = [] if within is None else [within[name].max() for name in ("share", "estimate", "high") if name in within]
    highest = max((float(share) for share in shares if pd.notna(share)), default=1.0)
    return Scale(title, PERCENT, top=next((top for top in TOPS if highest <= top), 1.0))


@dataclass(frozen=True)
class Panel:
    """One panel of a grid: the names of its two axes, as plotly knows them."""

    x: str = "x"
    y: str = "y"


def panels(drawing: Drawing, rows: int, columns: int = 1, *, across: float = 0, between: float = 0) -> list[Panel]:
    """Lay out a grid of panels, row by row from the top; gaps are parts of the whole."""
    width, height = (1 - across * (columns - 1)) / columns, (1 - between * (rows - 1)) / rows
    found = []
    for place in range(rows * columns):
        row, column = divmod(place, columns)
        number = "" if place == 0 else str(place + 1)
        left, top = column * (width + across), 1 - row * (height + between)
        panel = Panel(f"x{number}", f"y{number}")
        drawing.axis(panel.x, domain=[left, min(left + width, 1)], anchor=panel.y)
        drawing.axis(panel.y, domain=[max(top - height, 0), top], anchor=panel.x)
        found.append(panel)
    return found


def figures_axis(scale: Scale, *, titled: bool = True, narrow: bool = False) -> dict[str, Any]:
    """The layout of an axis along which figures are read; a share from 0 to 100 %, a ratio by multiples."""
    title = {"title": {"text": scale.title}} if titled else {}
    if scale.form == RATIO:
        return _marked(RATIO_TICKS, [f"{tick:g}" for tick in RATIO_TICKS]) | {"type": "log"} | title
    if scale.form == POINTS:
        points = [f"{100 * tick:+.0f}" if tick else "0" for tick in POINT_TICKS]
        return _marked(POINT_TICKS, points) | {"zeroline": True, "zerolinecolor": QUIET} | title
    if scale.form == PERCENT:
        return {**_shares(scale.top or 1.0, narrow=narrow), **title}
    ends = {"range": [-0.01 * scale.top, 1.03 * scale.top]} if scale.top else {"rangemode": "tozero"}
    ticks = {"tickformat": scale.form, "tickprefix": scale.prefix, "nticks": 4 if narrow else 6}
    return {**ticks, **ends, **title}


def _shares(top: float, *, narrow: bool) -> dict[str, Any]:
    """The ends and ticks of an axis of shares."""
    steps = (2 if top == 1 else 1) if narrow else (4 if top == 1 else 5)
    shares = [round(step * top / steps, 4) for step in range(steps + 1)]
    texts = [words.percent(share) for share in shares]
    if narrow:
        texts = [*(text.removesuffix(" %") for text in texts[:-1]), texts[-1]]
    return {"range": [-0.01 * top, 1.01 * top], "tickvals": shares, "ticktext": texts}


def _marked(ticks: Sequence[float], texts: list[str]) -> dict[str, Any]:
    return {"tickvals": list(ticks), "ticktext": texts}


def groups_axis(labels: Sequence[str], title: str = "", *, labelled: bool = True) -> dict[str, Any]:
    """The layout of an axis that lists groups from the top down, in the order given."""
    ticks = {"tickvals": list(range(len(labels))), "ticktext": list(labels), "range": [len(labels) - 0.5, -0.5]}
    return ticks | {"showgrid": len(labels) > 1, "showticklabels": labelled, "title": {"text": title * labelled}}


def times_axis(
    labels: Sequence[str], title: str, *, titled: bool = True, most: int = MOST_TIME_LABELS
) -> dict[str, Any]:
    """The layout of an axis of months or quarters, from left to right; only some are labelled when there are many."""
    every = next(step for step in (1, 2, 3, 6, 12, 24, len(labels)) if len(labels) / step <= most)
    begin = next((place for place, label in enumerate(labels[:every]) if label.startswith("Jan")), 0)
    marked = range(begin, len(labels), every)
    ticks = {"tickvals": list(marked), "ticktext": [labels[place].replace(" ", "<br>", 1) for place in marked]}
    ends = {"range": [-0.6, len(labels) - 0.4], "tickangle": 0, "showgrid": False}
    return ticks | ends | {"showticklabels": titled, "title": {"text": title * titled}}


def like(first: Panel, panel: Panel) -> dict[str, Any]:
    """The layout that gives a panel's vertical axis the ends of another's, so that they can be compared."""
    return {} if first == panel else {"matches": first.y}


def titles(drawing: Drawing, grid: Sequence[Panel], texts: Sequence[str]) -> None:
    """Write a title above each panel."""
    for panel, text in zip(grid, texts, strict=True):
        above: Parts = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 4, "align": "left"}
        drawing.note(text, size=PLAIN, xref=f"{panel.x} domain", yref=f"{panel.y} domain", **above)


def beside(drawing: Drawing, panel: Panel, place: float, text: str) -> None:
    """Write figures in words at the right of a row."""
    at: Parts = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 12, "y": place, "yref": panel.y}
    drawing.note(text, align="left", **at)


def in_place(drawing: Drawing, panel: Panel, place: float, text: str, *, upright: bool = False) -> None:
    """Write, where a figure would stand, why there is none: never at a value, since none is known."""
    at: Parts = {
        "xref": panel.x,
        "x": place,
        "yref": f"{panel.y} domain",
        "y": 0.04,
        "textangle": -90,
        "yanchor": "bottom",
    }
    if not upright:
        at = {"yref": panel.y, "y": place, "xref": f"{panel.x} domain", "x": 0.02, "xanchor": "left"}
    drawing.note(text.partition("<br>")[0], color=QUIET, hovertext=text, **at)
