"""Tables of how long it takes to be placed, without and with interviews, go in; their charts come out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import Drawing, Parts, framed, without_figures
from interview_analytics.charts.grid import figures_axis, share_scale
from interview_analytics.charts.points import points
from interview_analytics.charts.template import FIGURE, LEFT, PLAIN, QUIET

YEAR = 12
MARKED = (3, 6, 12)
NEXT = "\n"  # where a saying goes on in a next line
SCALE = share_scale("Share of job seekers")
HALF_YEAR = 6
CURVES: dict[str, dict[str, dict[str, str]]] = {
    "outcome": {
        "placed": {"color": FIGURE, "dash": "solid", "fill": "rgba(21,80,125,.2)", "symbol": "circle"},
        "left without a placement": {"color": LEFT, "dash": "dash", "fill": "rgba(176,90,20,.2)", "symbol": "square"},
    },
    "state": {
        "already interviewed": {
            "color": FIGURE,
            "dash": "solid",
            "fill": "rgba(21,80,125,.2)",
            "symbol": "circle",
            "text": "above",
        },
        "not yet interviewed": {"color": QUIET, "dash": "dash", "fill": "rgba(85,96,107,.2)", "symbol": "square"},
    },
}


def time_to_placement(table: pd.DataFrame) -> go.Figure:
    """By when job seekers are placed, or leave without: two curves with bands; broken down, dots at 12 months."""
    if table.empty:
        return without_figures(table, "time_to_placement")
    by = words.groups(table, "time_to_placement")
    if not by:
        return _curves(table, "time_to_placement", "outcome")
    rows = table[table["month"] == YEAR]
    named = rows.assign(outcome=rows["outcome"] + f" within {YEAR} months")
    found = points(named, by, "outcome", said=_said)
    return dots(table, "time_to_placement", found, scales=SCALE)


def placement_by_interview_state(table: pd.DataFrame) -> go.Figure:
    """By when people are placed before and after a first interview: two curves; broken down, dots at 6 months."""
    if table.empty:
        return without_figures(table, "placement_by_interview_state")
    by = words.groups(table, "placement_by_interview_state")
    if not by:
        return _curves(table, "placement_by_interview_state", "state")
    rows = table[table["month"] == HALF_YEAR]
    named = rows.assign(state=rows["state"] + f", within {HALF_YEAR} months")
    found = points(named, by, "state", said=_said)
    return dots(table, "placement_by_interview_state", found, scales=SCALE)


def _said(row: dict[str, Any]) -> str:
    share = words.with_interval(row["estimate"], row["low"], row["high"])
    return f"{share}\n{words.number(row['people'])} still followed"


def _curves(table: pd.DataFrame, measure: str, column: str) -> go.Figure:
    drawing = framed(table, measure, plot=360, right=150)
    for name, look in CURVES[column].items():
        rows = table[(table[column] == name) & (table["status"] == "shown")].sort_values("month")
        _curve(drawing, rows.to_dict("records"), name, look)
    last = int(table["month"].max())
    drawing.axis("x", title={"text": "Months since enrolment"}, range=[0, last + 0.3], dtick=3)
    drawing.axis("y", **figures_axis(SCALE))
    silent = table[(table["status"] != "shown").groupby(table["month"]).transform("all")]
    if len(silent):
        first = int(silent["month"].min())
        text = f"○ {words.status(silent['status'].iloc[0])} from {first} months on"
        drawing.note(text, color=QUIET, x=1, y=1, xref="paper", yref="paper", xanchor="right", yanchor="top")
    return drawing.figure()


def _curve(drawing: Drawing, rows: list[dict[str, Any]], name: str, look: dict[str, str]) -> None:
    """One curve with its band, its figures at the marked months, and its name at its end."""
    months = [0, *(int(row["month"]) for row in rows)]
    middle, low, high = ([0.0, *(float(row[own]) for row in rows)] for own in ("estimate", "low", "high"))
    bound = {"type": "scatter", "x": months, "mode": "lines", "hoverinfo": "skip", "line": {"shape": "hv", "width": 0}}
    drawing.traces.extend([{**bound, "y": high}, {**bound, "y": low, "fill": "tonexty", "fillcolor": look["fill"]}])
    said = ["", *(f"{name} within {row['month']} months<br>{_said(row).replace(NEXT, '<br>')}" for row in rows)]
    line = {"shape": "hv", "dash": look["dash"], "color": look["color"], "width": 2.5}
    sizes = [9 if month in MARKED else 0 for month in months]
    marker = {"size": sizes, "symbol": look["symbol"], "color": look["color"], "opacity": 1}
    curve = {"type": "scatter", "x": months, "y": middle, "mode": "lines+markers", "line": line, "marker": marker}
    drawing.traces.append({**curve, "hovertext": said, "hoverinfo": "text"})
    _name(drawing, name, look["color"], (months[-1], middle[-1]))
    for row in rows:
        if row["month"] in MARKED:
            _mark(drawing, row, look)


def _name(drawing: Drawing, name: str, color: str, at: tuple[int, float]) -> None:
    """Write what a curve is at its end."""
    text = name.replace(" without", "<br>without").replace(" interviewed", "<br>interviewed")
    end: Parts = {"x": at[0], "y": at[1], "xanchor": "left", "xshift": 8, "align": "left"}
    drawing.note(text, size=PLAIN, color=color, **end)


def _mark(drawing: Drawing, row: dict[str, Any], look: dict[str, str]) -> None:
    """Write the figure at one month where its curve, which only rises, cannot cross it: below, or above to the left."""
    text = words.with_interval(row["estimate"], row["low"], row["high"])
    at: Parts = {"y": float(row["low"]), "xanchor": "left", "yanchor": "top", "yshift": -2}
    if look.get("text") == "above":
        at = {"y": float(row["high"]), "xanchor": "right", "yanchor": "bottom", "yshift": 2}
    drawing.note(text, color=look["color"], x=int(row["month"]), **at)
