"""Tables of interviews by caseload and from month to month go in; their charts come out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import Drawing, Parts, framed, untold, without_figures
from interview_analytics.charts.grid import Panel, Scale, figures_axis, in_place, share_scale, times_axis
from interview_analytics.charts.points import Point, points
from interview_analytics.charts.template import BAND, FIGURE, PAPER, QUIET, SIGNAL
from interview_analytics.sentences.parts import amount

ALL_MONTHS = "all months"


def interview_rate(table: pd.DataFrame) -> go.Figure:
    """How many interviews a month of caseload brings: a dot for each group, or for each month."""
    if untold(table):
        return without_figures(table, "interview_rate")
    found = points(table, words.groups(table, "interview_rate"), "", said=_rate)
    return dots(table, "interview_rate", found, scales=Scale("Interviews per month of caseload", ".1f"))


def _rate(row: dict[str, Any]) -> str:
    counted = f"{words.number(row['numerator'])} interviews in {words.number(row['denominator'])} days"
    return f"{words.estimated('interview_rate', row)}\n{counted}\nof {amount(row['people'], 'job seekers')}"


def drift_over_time(table: pd.DataFrame) -> go.Figure:
    """Which share of interviews asked for a job, month by month, within its limits; by group, a dot for the mean."""
    if untold(table):
        return without_figures(table, "drift_over_time")
    by = words.groups(table, "drift_over_time")
    line = table[table["month"] == ALL_MONTHS]
    if by:
        found = points(line, by, "", said=_mean)
        return dots(table, "drift_over_time", found, scales=share_scale("Mean of the months"))
    months = table[table["month"] != ALL_MONTHS]
    return _by_month(table, points(months, by, "month", said=_month), months["signal"].tolist(), line)


def _mean(row: dict[str, Any]) -> str:
    return words.with_interval(row["estimate"], row["low"], row["high"])


def _month(row: dict[str, Any]) -> str:
    return words.fraction(row) + (f"\n{row['signal']}" if row["signal"] != "none" else "")


def _by_month(table: pd.DataFrame, found: list[Point], signals: list[str], line: pd.DataFrame) -> go.Figure:
    drawing = framed(table, "drift_over_time", plot=320, right=150, above=30)
    centre = line.iloc[0].to_dict()
    of_few = pd.isna(centre["low"]) and words.HIDDEN not in set(table["status"])
    _limits(drawing, centre, len(found), middle=of_few)
    told = [(place, point) for place, point in enumerate(found) if point.told]
    unlike = {place for place, signal in enumerate(signals) if signal not in ("none", words.HIDDEN)}
    drawing.traces.append(_stroke(found))
    for name, look, where in _looks(unlike):
        drawing.traces.append(_marks([each for each in told if where(each[0])], name, look))
    for place, point in enumerate(found):
        if not point.told:
            in_place(drawing, Panel(), place, point.text, upright=True)
    drawing.axis("x", **times_axis([point.panel for point in found], "Month"))
    drawn = table.assign(high=line["high"].iloc[0])  # the interval of a single month is not
    drawing.axis("y", **figures_axis(share_scale("Share of interviews where it was noted", within=drawn)))
    legend = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False}
    drawing.layout.update(showlegend=bool(unlike), legend=legend)
    return drawing.figure()


def _looks(unlike: set[int]) -> list[tuple[str, dict[str, Any], Any]]:
    """How months look: a dot within ordinary variation, a diamond where there is a signal."""
    usual = {"color": FIGURE, "symbol": "circle", "size": 9, "line": {"color": PAPER, "width": 1}}
    signal = {"color": SIGNAL, "symbol": "diamond", "size": 11, "line": {"color": PAPER, "width": 1}}
    return [
        ("ordinary variation", usual, lambda place: place not in unlike),
        ("signal of a change", signal, lambda place: place in unlike),
    ]


def _stroke(found: list[Point]) -> dict[str, Any]:
    """The line through the months; one without a figure breaks it."""
    line = {"color": BAND, "width": 1.5}
    values = {"x": list(range(len(found))), "y": [point.value for point in found]}
    return {"type": "scatter", "mode": "lines", "line": line, "hoverinfo": "skip", "showlegend": False, **values}


def _marks(told: list[tuple[int, Point]], name: str, look: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "marker": look,
        "x": [place for place, _ in told],
        "y": [point.value for _, point in told],
        "hovertext": [point.hover for _, point in told],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _limits(drawing: Drawing, line: dict[str, Any], months: int, *, middle: bool) -> None:
    """The mean of the months as a line, and the limits of ordinary variation dashed, each with its name at the end.

    middle: of fewer than six months there are no limits, and the line is that of the middle month.
    """
    names = {"estimate": "mean", "low": "lower limit", "high": "upper limit"}
    if middle:
        names = {"estimate": "middle month"}
    for column, name in names.items():
        if line["status"] != "shown" or pd.isna(line[column]):
            continue
        dash = {"color": QUIET, "width": 1.5, "dash": "solid" if column == "estimate" else "dash"}
        ends = {"x": [-0.5, months - 0.5], "y": [float(line[column])] * 2}
        drawing.traces.append(
            {"type": "scatter", "mode": "lines", "line": dash, "hoverinfo": "skip", "showlegend": False, **ends}
        )
        at: Parts = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "y": float(line[column])}
        drawing.note(f"{name} {words.percent(line[column])}", color=QUIET, **at)
