"""The table of how long it takes to be placed goes in; its chart comes out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import framed, without_figures
from interview_analytics.charts.grid import figures_axis, share_scale
from interview_analytics.charts.points import points
from interview_analytics.charts.template import FIGURE, INK, LEFT, SMALL

YEAR = 12
MARKED = (3, 6, 12)
SCALE = share_scale("Share of job seekers")
CURVES = {
    "placed": {"color": FIGURE, "dash": "solid", "fill": "rgba(21,80,125,.2)", "symbol": "circle"},
    "left without a placement": {"color": LEFT, "dash": "dash", "fill": "rgba(176,90,20,.2)", "symbol": "square"},
}


def time_to_placement(table: pd.DataFrame) -> go.Figure:
    """By when job seekers are placed or leave without a placement: two curves with bands; broken down, dots at 12 months."""
    if table.empty:
        return without_figures(table, "time_to_placement")
    by = words.groups(table, "time_to_placement")
    if not by:
        return _curves(table)
    rows = table[table["month"] == YEAR]
    named = rows.assign(outcome=rows["outcome"] + f" within {YEAR} months")
    found = points(named, by, "outcome", said=_said)
    return dots(table, "time_to_placement", found, scales=SCALE)


def _said(row: dict[str, Any]) -> str:
    share = words.with_interval(row["estimate"], row["low"], row["high"])
    return f"{share}\n{words.number(row['people'])} still followed"


def _curves(table: pd.DataFrame) -> go.Figure:
    figure = framed(table, "time_to_placement", plot=360, right=150)
    for outcome, look in CURVES.items():
        rows = table[(table["outcome"] == outcome) & (table["status"] == "shown")].sort_values("month")
        _curve(figure, rows.to_dict("records"), outcome, look)
    last = int(table["month"].max())
    figure.update_layout(xaxis=_months(last), yaxis=figures_axis(SCALE))
    return figure


def _months(last: int) -> dict[str, Any]:
    return {
        "title": {"text": "Months since enrolment"},
        "range": [0, last + 0.3],
        "tickvals": list(range(0, last + 1, 3)),
    }


def _curve(figure: go.Figure, rows: list[dict[str, Any]], outcome: str, look: dict[str, str]) -> None:
    months = [0, *(int(row["month"]) for row in rows)]
    middle, low, high = ([0.0, *(float(row[name]) for row in rows)] for name in ("estimate", "low", "high"))
    shape = {"shape": "hv", "dash": look["dash"], "color": look["color"]}
    said = ["", *(f"{outcome} within {row['month']} months<br>{_said(row)}" for row in rows)]
    sizes = [9 if month in MARKED else 0 for month in months]
    bound = {"mode": "lines", "hoverinfo": "skip", "line": {"shape": "hv", "width": 0}}
    figure.add_scatter(x=months, y=high, **bound)
    figure.add_scatter(x=months, y=low, fill="tonexty", fillcolor=look["fill"], **bound)
    figure.add_scatter(
        x=months, y=middle, mode="lines+markers", line=shape | {"width": 2.5}, hovertext=said, hoverinfo="text",
        marker={"size": sizes, "symbol": look["symbol"], "color": look["color"], "opacity": 1},
    )  # fmt: skip
    for row in rows:
        if row["month"] in MARKED:
            figure.add_annotation(**_mark(row, look["color"]))
    figure.add_annotation(
        x=months[-1], y=middle[-1], text=outcome.replace(" without", "<br>without"), xanchor="left", xshift=8, align="left", showarrow=False,
        font={"size": SMALL + 1, "color": look["color"]},
    )  # fmt: skip


def _mark(row: dict[str, Any], color: str) -> dict[str, Any]:
    text = words.with_interval(row["estimate"], row["low"], row["high"])
    own = {"x": int(row["month"]), "y": float(row["estimate"]), "text": text, "yshift": 14, "xanchor": "right"}
    return own | {"showarrow": False, "font": {"size": SMALL, "color": INK}, "bgcolor": "rgba(255,255,255,.7)"}
