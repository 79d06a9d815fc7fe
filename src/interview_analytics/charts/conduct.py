"""Tables of how interviews were prepared and conducted go in; their charts come out."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.answers import beside_yes
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import untold, without_figures
from interview_analytics.charts.grid import share_scale
from interview_analytics.charts.points import points


def preparation(table: pd.DataFrame) -> go.Figure:
    """How often the industry was researched and questions were written down: a dot for each, with what is not known."""
    return _with_bounds(table, "preparation", "item")


def core_questions(table: pd.DataFrame) -> go.Figure:
    """In which share of interviews 0, 1, 2 or all 3 core questions were asked: a dot for each number."""
    if untold(table):
        return without_figures(table, "core_questions")
    found = points(table, words.groups(table, "core_questions"), "questions_asked")
    return dots(table, "core_questions", found, scales=share_scale("Share of interviews"))


def drift(table: pd.DataFrame) -> go.Figure:
    """How often interviews turned into asking for a job, and how often the contact raised hiring: a dot for each."""
    return _with_bounds(table, "drift", "raised")


def _with_bounds(table: pd.DataFrame, measure: str, item: str) -> go.Figure:
    if untold(table):
        return without_figures(table, measure)
    by = words.groups(table, measure)
    found = points(beside_yes(table, [*by, item], "yes"), by, item)
    return dots(table, measure, found, scales=share_scale("Share of interviews where it was noted"))
