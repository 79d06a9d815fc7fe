"""A measure's table goes in; one honest sentence, which is also the alternative text of its chart, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics import words
from interview_analytics.sentences.breakdowns import breakdown
from interview_analytics.sentences.findings import FINDINGS

__all__ = ["sentence"]


def sentence(table: pd.DataFrame, measure: str | None = None) -> str:
    """What a measure's table says, in words: the finding with its denominator and interval, or what each group's figure is.

    measure: its name, for a table whose attrs were lost. Broken down into up to 12 groups, each group's figure is told in
    the table's order; into more, between which figures they lie. A table without rows tells its note.

    Raises ValueError if the table does not say which measure it answers and `measure` does not either.
    """
    name = words.measure_of(table, measure)
    if table.empty:
        return _nothing(table, name)
    by = words.groups(table, name)
    return breakdown(table, name, by) if by else FINDINGS[name](table)


def _nothing(table: pd.DataFrame, name: str) -> str:
    note = table.attrs.get("note") or "there is nothing to count"
    return f"{words.title(name)}: {note}."
