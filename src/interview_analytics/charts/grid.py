"""Numbers of panels, groups and months go in; the axes of a grid of panels come out, each with its title and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.template import INK, PLAIN, QUIET, SMALL

GAP = 26  # pixels between panels side by side
MOST_TIME_LABELS = 12


@dataclass(frozen=True)
class Scale:
    """The axis along which figures are read: its title with the unit, and how its ticks are written."""

    title: str
    form: str = ",d"
    prefix: str = ""


PERCENT = ".0%"


def share_scale(title: str) -> Scale:
    """The axis of a share: 0 to 100 percent, whole, so that charts can be compared."""
    return Scale(title, PERCENT)


@dataclass(frozen=True)
class Panel:
    """One panel of a grid: the names of its two axes, as plotly knows them."""

    x: str
    y: str


def panels(
    rows: int, columns: int, *, across: float = 0.04, between: float = 0.0
) -> tuple[list[Panel], dict[str, Any]]:
    """The panels of a grid, row by row from the top, and the layout of their axes; gaps as parts of the whole."""
    found, layout = [], {}
    width, height = (1 - across * (columns - 1)) / columns, (1 - between * (rows - 1)) / rows
    for place in range(rows * columns):
        row, column = divmod(place, columns)
        number = "" if place == 0 else str(place + 1)
        left, top = column * (width + across), 1 - row * (height + between)
        layout[f"xaxis{number}"] = {"domain": [left, min(left + width, 1)], "anchor": f"y{number}"}
        layout[f"yaxis{number}"] = {"domain": [max(top - height, 0), top], "anchor": f"x{number}"}
        found.append(Panel(f"x{number}", f"y{number}"))
    return found, layout


def axis_key(name: str) -> str:
    """The layout's key of an axis: "x2" is "xaxis2"."""
    return f"{name[0]}axis{name[1:]}"


def figures_axis(scale: Scale, *, titled: bool = True, narrow: bool = False) -> dict[str, Any]:
    """The layout of an axis along which figures are read; a share runs from 0 to 100 %, with few marks where it is narrow."""
    title = {"title": {"text": scale.title}} if titled else {}
    if scale.form != PERCENT:
        return {"tickformat": scale.form, "tickprefix": scale.prefix, "rangemode": "tozero", "nticks": 5, **title}
    shares = [0, 0.5, 1] if narrow else [0, 0.25, 0.5, 0.75, 1]
    texts = ["0", "50", "100 %"] if narrow else [words.percent(share) for share in shares]
    return {"range": [-0.01, 1.01], "tickvals": shares, "ticktext": texts, **title}


def groups_axis(labels: Sequence[str], title: str, *, labelled: bool = True) -> dict[str, Any]:
    """The layout of an axis that lists groups from the top down, in the order given."""
    ticks = {"tickvals": list(range(len(labels))), "ticktext": list(labels), "range": [len(labels) - 0.5, -0.5]}
    return ticks | {
        "showgrid": len(labels) > 1,
        "showticklabels": labelled,
        "title": {"text": title if labelled else ""},
    }


def times_axis(labels: Sequence[str], title: str, *, titled: bool = True) -> dict[str, Any]:
    """The layout of an axis of months or quarters, from left to right; only some are labelled when there are many."""
    every = next(step for step in (1, 2, 3, 6, 12, 24, len(labels)) if len(labels) / step <= MOST_TIME_LABELS)
    begin = next((place for place, label in enumerate(labels[:every]) if label.startswith("Jan")), 0)
    marked = list(range(begin, len(labels), every)) if every > 1 else list(range(len(labels)))
    ticks = {"tickvals": marked, "ticktext": [_on_two_lines(labels[place]) for place in marked]}
    ends = {"range": [-0.6, len(labels) - 0.4], "tickangle": 0, "showgrid": False}
    return ticks | ends | {"showticklabels": titled, "title": {"text": title if titled else ""}}


def _on_two_lines(label: str) -> str:
    return "<br>".join(label.split(" ", 1))


def titles(figure: go.Figure, grid: Sequence[Panel], texts: Sequence[str], *, width: int = 24) -> None:
    """Write a title above each panel."""
    for panel, text in zip(grid, texts, strict=False):
        figure.add_annotation(
            text="<br>".join(wrap(text.replace("<br>", " "), width)), xref=f"{panel.x} domain", yref=f"{panel.y} domain",
            x=0, y=1, xanchor="left", yanchor="bottom", yshift=4, align="left", showarrow=False,
            font={"size": PLAIN, "color": INK},
        )  # fmt: skip


def words_in_place(figure: go.Figure, panel: Panel, place: float, text: str, *, upright: bool = False) -> None:
    """Write, where a figure would stand, why there is none: never at a value, since none is known."""
    own = {"xref": panel.x, "x": place, "yref": f"{panel.y} domain", "y": 0.04, "textangle": -90, "yanchor": "bottom"}
    if not upright:
        own = {"yref": panel.y, "y": place, "xref": f"{panel.x} domain", "x": 0.02, "xanchor": "left"}
    figure.add_annotation(text=f"○ {text}", showarrow=False, font={"size": SMALL, "color": QUIET}, **own)
