"""Tables of how broad the industries explored are go in; their charts come out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import framed, untold, without_figures
from interview_analytics.charts.grid import Panel, Scale, in_place, share_scale
from interview_analytics.charts.points import Point, points
from interview_analytics.charts.template import DISCOVERED, PAPER
from interview_analytics.sentences.parts import amount

ALL = 20  # industries that there are
UNSEEN = "not met yet, at least"
BAND = "rgba(15,79,67,.2)"


def accumulation(table: pd.DataFrame) -> go.Figure:
    """How many industries so many job seekers explore together: a curve with its band; by group, dots at equal n."""
    if untold(table):
        return without_figures(table, "accumulation")
    by = words.groups(table, "accumulation")
    found = points(table, by, "units", said=_said("accumulation", " industries"))
    if by:
        at = next(units for units in table["units"] if units != words.HIDDEN)
        title = f"Industries expected of {words.number(int(at))} job seekers"
        return dots(table, "accumulation", _unnamed(found), scales=Scale(title, top=ALL))
    return _curve(table, found)


def _said(measure: str, units: str = "") -> Any:
    """How the figures of a row are said: the estimate with its interval, and the job seekers behind it."""
    return lambda row: f"{words.estimated(measure, row)}{units}\nfrom {amount(row['people'], 'job seekers')}"


def _unnamed(found: list[Point]) -> list[Point]:
    """The points without a panel of their own: all are read at one number of job seekers."""
    return [replace(point, panel="") for point in found]


def _curve(table: pd.DataFrame, found: list[Point]) -> go.Figure:
    """The numbers of job seekers stand at equal steps, since most is learnt from the first few."""
    drawing = framed(table, "accumulation", plot=340)
    told = [(place, point) for place, point in enumerate(found) if point.told]
    places = [place for place, _ in told]
    bound = {"type": "scatter", "x": places, "mode": "lines", "hoverinfo": "skip", "line": {"width": 0}}
    ends = [(point.value, point.value) if point.low is None else (point.low, point.high) for _, point in told]
    low, high = ([end[side] for end in ends] for side in (0, 1))
    drawing.traces.extend([{**bound, "y": high}, {**bound, "y": low, "fill": "tonexty", "fillcolor": BAND}])
    drawing.traces.append(
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": places,
            "y": [point.value for _, point in told],
            "line": {"color": DISCOVERED, "width": 2},
            "marker": {"color": DISCOVERED, "size": 8, "line": {"color": PAPER, "width": 1}},
            "hovertext": [point.hover for _, point in told],
            "hoverinfo": "text",
        }
    )
    for place, point in enumerate(found):
        if not point.told:
            in_place(drawing, Panel(), place, point.text, upright=True)
    labels = ["all of them" if units == words.HIDDEN else words.number(int(units)) for units in table["units"]]
    ticks = {"tickvals": list(range(len(found))), "ticktext": labels, "range": [-0.5, len(found) - 0.5]}
    drawing.axis("x", title={"text": "Job seekers, drawn at random"}, **ticks)
    drawing.axis("y", title={"text": "Industries explored between them"}, range=[0, ALL + 0.5], tickformat=",d")
    return drawing.figure()


def breadth(table: pd.DataFrame) -> go.Figure:
    """How many industries were explored, and as how many equally common ones they count: a dot for each."""
    return _numbers(table, "breadth", "which")


def unseen(table: pd.DataFrame) -> go.Figure:
    """How many industries somebody met, and how many more there are to meet: a dot for each; by group, the latter."""
    if words.groups(table, "unseen") and not untold(table):
        left = table[table["industries"] == UNSEEN]
        found = points(left, words.groups(table, "unseen"), "", said=_said("unseen"))
        return dots(table, "unseen", found, scales=Scale("Industries not met yet, at least", top=ALL))
    return _numbers(table, "unseen", "industries")


def _numbers(table: pd.DataFrame, measure: str, category: str) -> go.Figure:
    if untold(table):
        return without_figures(table, measure)
    found = points(table, words.groups(table, measure), category, said=_said(measure))
    return dots(table, measure, found, scales=Scale("Industries", top=ALL))


def transfer(table: pd.DataFrame) -> go.Figure:
    """Which share of industries that specialists met alone reached a job seeker of theirs: a dot for each group."""
    if untold(table):
        return without_figures(table, "transfer")
    found = points(table, words.groups(table, "transfer"), "")
    return dots(table, "transfer", found, scales=share_scale("Share of industries met alone"))
