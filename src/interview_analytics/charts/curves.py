"""A table of what has come about by each month goes in; a chart of curves with bands comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import Drawing, Parts, framed, untold, without_figures
from interview_analytics.charts.grid import Scale, figures_axis
from interview_analytics.charts.points import points
from interview_analytics.charts.template import PLAIN, QUIET

YEAR = 12
MARKED = (3, 6, 12)
NEXT = "\n"  # where a saying goes on in a next line


@dataclass(frozen=True)
class Curve:
    """How the curve of one outcome looks: a colour, the filling of its band, and, for grey, a dash and a symbol."""

    color: str
    fill: str
    dash: str = "solid"
    symbol: str = "circle"
    above: bool = False  # its figures stand above it, to the left


def incidence(
    table: pd.DataFrame,
    measure: str,
    looks: Mapping[str, Curve],
    *,
    of: Scale,
    since: str,
    column: str = "outcome",
    read_at: int = YEAR,
) -> go.Figure:
    """By when each outcome has come about: a curve with its band for each; broken down, dots at one month.

    of: the axis of shares. since: the title of the axis of months. column: the own category that names the curves.
    read_at: the month that the dots are read at.
    """
    if untold(table):
        return without_figures(table, measure)
    by = words.groups(table, measure)
    if not by:
        drawing = framed(table, measure, plot=360, right=150)
        return _curves(drawing, table.assign(outcome=table[column]), looks, (of, since))
    rows = table[table["month"] == read_at]
    named = rows.assign(**{column: rows[column] + f" within {read_at} months"})
    return dots(table, measure, points(named, by, column, said=_said), scales=of)


def _said(row: dict[str, Any]) -> str:
    share = words.with_interval(row["estimate"], row["low"], row["high"])
    return share if pd.isna(row["people"]) else f"{share}\n{words.number(row['people'])} still followed"


def _curves(drawing: Drawing, table: pd.DataFrame, looks: Mapping[str, Curve], axes: tuple[Scale, str]) -> go.Figure:
    for outcome, look in looks.items():
        rows = table[(table["outcome"] == outcome) & (table["status"] == "shown")].sort_values("month")
        if not rows.empty:
            _curve(drawing, rows.to_dict("records"), outcome, look)
    last = int(table["month"].max())
    drawing.axis("x", title={"text": axes[1]}, range=[0, last + 0.3], dtick=3)
    drawing.axis("y", **figures_axis(axes[0]))
    if lines := [*_untold(table), *_silent(table)]:
        at: Parts = {"x": 1, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "top"}
        drawing.note("<br>".join(lines), color=QUIET, align="right", **at)
    return drawing.figure()


def _untold(table: pd.DataFrame) -> list[str]:
    """The outcomes that have no curve, each with the reason of its first month."""
    silent = table[(table["status"] != "shown").groupby(table["outcome"]).transform("all")]
    silent = silent if len(silent) < len(table) else silent[:0]  # where there is no curve at all the months tell why
    firsts = silent.drop_duplicates("outcome")
    reasons = (words.in_its_place(str(status)) for status in firsts["status"])
    return [f"{outcome}: {reason}" for outcome, reason in zip(firsts["outcome"], reasons, strict=True)]


def _silent(table: pd.DataFrame) -> list[str]:
    """At which months no curve can be read, for each reason."""
    silent = table[(table["status"] != "shown").groupby(table["month"]).transform("all")]
    months = silent.drop_duplicates("month").groupby("status", sort=False)["month"]
    last = int(table["month"].max())
    return [f"{words.in_its_place(str(status))}{_when(own, last)}" for status, own in months]


def _when(months: pd.Series, last: int) -> str:
    """Which months, or from which one on."""
    first = int(months.min())
    return f" from {first} months on" if len(months) == last - first + 1 else f": months {_stretches(months)}"


def _stretches(months: pd.Series) -> str:
    """Whole numbers as a reader writes them: "1–3, 7"."""
    own = months.astype("int64").sort_values()
    ends = own.groupby((own.diff() != 1).cumsum()).agg(["min", "max"])
    return ", ".join(str(low) if low == high else f"{low}–{high}" for low, high in ends.itertuples(index=False))


def _curve(drawing: Drawing, rows: list[dict[str, Any]], outcome: str, look: Curve) -> None:
    """One curve with its band, its figures at the marked months, and its name at its end.

    Between months that are not told it goes straight: where it rises between them, nobody is told.
    """
    gaps = [int(row["month"]) for row in rows] != list(range(1, len(rows) + 1))
    shape = "linear" if gaps else "hv"
    months = [0, *(int(row["month"]) for row in rows)]
    middle, low, high = ([0.0, *(_end(row, name) for row in rows)] for name in ("estimate", "low", "high"))
    bound = {"type": "scatter", "x": months, "mode": "lines", "hoverinfo": "skip", "line": {"shape": shape, "width": 0}}
    drawing.traces.extend([{**bound, "y": high}, {**bound, "y": low, "fill": "tonexty", "fillcolor": look.fill}])
    said = ["", *(f"{outcome} within {row['month']} months<br>{_said(row).replace(NEXT, '<br>')}" for row in rows)]
    line = {"shape": shape, "dash": look.dash, "color": look.color, "width": 2.5}
    sizes = [9 if month in MARKED else 5 if gaps and month else 0 for month in months]
    marker = {"size": sizes, "symbol": look.symbol, "color": look.color, "opacity": 1}
    curve = {"type": "scatter", "x": months, "y": middle, "mode": "lines+markers", "line": line, "marker": marker}
    drawing.traces.append({**curve, "hovertext": said, "hoverinfo": "text"})
    _name(drawing, outcome, look, (months[-1], middle[-1] if not gaps else high[-1]))
    for row in rows:
        if row["month"] in MARKED:
            _mark(drawing, row, look)


def _end(row: dict[str, Any], name: str) -> float:
    return float(row["estimate"] if pd.isna(row[name]) else row[name])


def _name(drawing: Drawing, outcome: str, look: Curve, end: tuple[int, float]) -> None:
    """Write what a curve is at its end."""
    text = outcome
    for word in (" without", " or ", " interviewed"):
        text = text.replace(word, f"<br>{word.lstrip()}")
    at: Parts = {"x": end[0], "y": end[1], "xanchor": "left", "xshift": 8, "align": "left"}
    drawing.note(text, size=PLAIN, color=look.color, **at)


def _mark(drawing: Drawing, row: dict[str, Any], look: Curve) -> None:
    """Write the figure at one month where its curve, which only rises, cannot cross it: below, or above to the left."""
    text = words.with_interval(row["estimate"], row["low"], row["high"])
    at: Parts = {"y": _end(row, "low"), "xanchor": "left", "yanchor": "top", "yshift": -2}
    if look.above:
        at = {"y": _end(row, "high"), "xanchor": "right", "yanchor": "bottom", "yshift": 2}
    drawing.note(text, color=look.color, x=int(row["month"]), **at)
