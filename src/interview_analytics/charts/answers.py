"""A table of answers, some missing or still to come, goes in; one row per figure, with a note of those, comes out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from interview_analytics import words
from interview_analytics.charts.points import joined
from interview_analytics.sentences.parts import A_HIDDEN_NUMBER
from interview_analytics.tables import NOT_KNOWN


def beside_yes(table: pd.DataFrame, keys: list[str], yes: str) -> pd.DataFrame:
    """The rows of `yes`, each with its least and most, and a note of how many are not known."""
    parts = {answer: table[table["answer"] == answer] for answer in (yes, NOT_KNOWN, "at least", "at most")}
    rows = joined(parts[yes], parts["at least"], keys, column="share", name="least")
    rows = joined(rows, parts["at most"], keys, column="share", name="most")
    unknown = parts[NOT_KNOWN].assign(note=[_note(row, "not known for") for row in parts[NOT_KNOWN].to_dict("records")])
    return joined(rows, unknown, keys, column="note", name="note")


def with_waiting(rows: pd.DataFrame, table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The rows with a note of how many are not yet due, and `why` true where that is why a figure is missing."""
    later = table[table["answer"] == "not yet due"]
    later = later.assign(
        later=[_note(row, "not yet due:") for row in later.to_dict("records")],
        why=[row["status"] == "shown" and row["numerator"] > 0 for row in later.to_dict("records")],
    )
    for column in ("later", "why"):
        rows = joined(rows, later, keys, column=column, name=column)
    notes = rows[[name for name in ("note", "later") if name in rows]].fillna("").to_numpy().tolist()
    return rows.assign(note=["; ".join(filter(None, parts)) for parts in notes])


def _note(row: dict[str, Any], saying: str) -> str:
    if row["status"] == words.HIDDEN:
        return f"{saying} {A_HIDDEN_NUMBER}"
    if row["status"] != "shown":
        return ""
    return f"{saying} {words.number(row['numerator'])} of {words.number(row['denominator'])}"
