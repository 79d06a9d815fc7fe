"""Tables of how interviews were prepared and conducted go in; their charts come out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import without_figures
from interview_analytics.charts.grid import share_scale
from interview_analytics.charts.points import joined, points
from interview_analytics.tables import NOT_KNOWN


def preparation(table: pd.DataFrame) -> go.Figure:
    """How often the industry was researched and questions were written down: a dot for each, with what is not known."""
    return _with_bounds(table, "preparation", "item")


def core_questions(table: pd.DataFrame) -> go.Figure:
    """In which share of interviews 0, 1, 2 or all 3 core questions were asked: a dot for each number."""
    if table.empty:
        return without_figures(table, "core_questions")
    found = points(table, words.groups(table, "core_questions"), "questions_asked")
    return dots(table, "core_questions", found, scales=share_scale("Share of interviews"))


def drift(table: pd.DataFrame) -> go.Figure:
    """How often interviews turned into asking for a job, and how often the contact raised hiring: a dot for each."""
    return _with_bounds(table, "drift", "raised")


def _with_bounds(table: pd.DataFrame, measure: str, item: str) -> go.Figure:
    if table.empty:
        return without_figures(table, measure)
    by = words.groups(table, measure)
    found = points(_beside_yes(table, [*by, item]), by, item)
    return dots(table, measure, found, scales=share_scale("Share of interviews where it was noted"))


def _beside_yes(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The rows of "yes", each with its least and most, and a note of how many are not known."""
    parts = {answer: table[table["answer"] == answer] for answer in ("yes", NOT_KNOWN, "at least", "at most")}
    rows = joined(parts["yes"], parts["at least"], keys, column="share", name="least")
    rows = joined(rows, parts["at most"], keys, column="share", name="most")
    unknown = parts[NOT_KNOWN].assign(note=[_not_known(row) for row in parts[NOT_KNOWN].to_dict("records")])
    return joined(rows, unknown, keys, column="note", name="note")


def _not_known(row: dict[str, Any]) -> str:
    if row["status"] != "shown":
        return ""
    return f"not known for {words.number(row['numerator'])} of {words.number(row['denominator'])}"
