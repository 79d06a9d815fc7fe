"""Rows of a measure's table go in; the parts that sentences are made of come out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from interview_analytics import words
from interview_analytics.tables import NOT_KNOWN
from interview_analytics.words import number, percent

Row = dict[str, Any]
NO_ROW: Row = {"status": "too_few", "count": 0, "people": 0, "numerator": 0, "denominator": 0}


def rows(table: pd.DataFrame, **where: Any) -> list[Row]:
    """The rows that hold these values."""
    for column, wanted in where.items():
        table = table[table[column] == wanted]
    return table.to_dict("records")


def row(table: pd.DataFrame, **where: Any) -> Row:
    """The one row that holds these values; one that cannot tell anything if there is none."""
    return next(iter(rows(table, **where)), NO_ROW)


def told(found: Row) -> bool:
    """The row has a figure to show."""
    return found["status"] == "shown"


def silent(measure: str, found: Row) -> str:
    """The sentence of a measure that has nothing to say, and why."""
    return f"{words.title(measure)}: {words.status(found['status'])}."


def total(found: list[Row]) -> int:
    """What the counts of these rows add up to."""
    return sum(int(each["count"]) for each in found if not pd.isna(each["count"]))


def listed(parts: list[str]) -> str:
    """Parts of a sentence, joined by commas and an "and"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def of_all(found: Row) -> str:
    """How many of how many, without the share: "102 of 3,326"."""
    return f"{number(found['numerator'])} of {number(found['denominator'])}"


def number_and_share(found: Row) -> str:
    """The number and its share, where the sentence has named the whole already: "19 (32 %, 21–44 %)"."""
    if not told(found):
        return words.status(found["status"])
    return f"{number(found['numerator'])} ({words.with_interval(found['share'], found['low'], found['high'])})"


def fraction(found: Row, units: str) -> str:
    """The figures with what they are of: "19 of 60 placements (32 %, 21–44 %)"."""
    if not told(found):
        return f"{units}: {words.status(found['status'])}"
    return f"{of_all(found)} {units} ({words.with_interval(found['share'], found['low'], found['high'])})"


def unknown(found: Row, what: str) -> str:
    """For how many something was not noted."""
    return f"{what} for {of_all(found) if found['numerator'] else 'none'}"


def bounds(table: pd.DataFrame, **where: Any) -> str:
    """Where the share of all lies, whatever the missing answers are."""
    missing = row(table, answer=NOT_KNOWN, **where)
    if not missing["numerator"]:
        return "it is known for all of them"
    least, most = (row(table, answer=answer, **where) for answer in ("at least", "at most"))
    if not told(least) or not told(most):
        return f"it is not known for {of_all(missing)}"
    between = f"between {percent(least['share'])} and {percent(most['share'])}"
    return f"it is not known for {of_all(missing)}, so the share of all lies {between}"


def of_100(found: Row, units: str = "") -> str:
    """An expected share as people count it: "60 of 100 job seekers (48–72)"."""
    if not told(found):
        return words.status(found["status"])
    middle, low, high = (words.rounded(100 * found[name]) for name in ("estimate", "low", "high"))
    return f"{middle} of 100{units} ({low}–{high})"


def due(table: pd.DataFrame, yes: str, **where: Any) -> str:
    """The figures of what was followed for long enough, and how much is not yet due."""
    reached, waiting = row(table, answer=yes, **where), row(table, answer="not yet due", **where)
    share = words.fraction(reached)
    if not waiting["numerator"]:
        return share
    later = f"not yet due for {of_all(waiting)}"
    return f"{share}, {later}" if told(reached) else later
