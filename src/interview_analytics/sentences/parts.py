"""Rows of a measure's table go in; the parts that sentences are made of come out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from interview_analytics import words
from interview_analytics.tables import NOT_KNOWN
from interview_analytics.words import number, percent

Row = dict[str, Any]
A_HIDDEN_NUMBER = "a hidden number"
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


def hidden(found: Row) -> bool:
    """The row has a figure that may not be shown."""
    return found["status"] == words.HIDDEN


def silent(measure: str, found: Row) -> str:
    """The sentence of a measure that has nothing to say, and why."""
    return f"{words.title(measure)}: {words.status(found['status'])}."


def total(found: list[Row]) -> int | None:
    """What the counts of these rows add up to; nothing where one of them is hidden."""
    if any(hidden(each) for each in found):
        return None
    return sum(int(each["count"]) for each in found if not pd.isna(each["count"]))


def amount(count: float | None, units: str = "") -> str:
    """A count with its units in words: "12 people"; "a hidden number of people" where it may not be shown."""
    if count is None or pd.isna(count):
        return f"{A_HIDDEN_NUMBER} of {units}" if units else A_HIDDEN_NUMBER
    return f"{number(count)} {units}".rstrip()


def listed(parts: list[str]) -> str:
    """Parts of a sentence, joined by commas and an "and"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def of_all(found: Row) -> str:
    """How many of how many, without the share: "102 of 3,326"."""
    return f"{number(found['numerator'])} of {number(found['denominator'])}"


def number_and_share(found: Row) -> str:
    """The number and its share, where the sentence has named the whole already: "19 (32 %, 21–44 %)"."""
    if not told(found):
        return _untold(found)
    return f"{number(found['numerator'])} ({words.with_interval(found['share'], found['low'], found['high'])})"


def fraction(found: Row, units: str) -> str:
    """The figures with what they are of: "19 of 60 placements (32 %, 21–44 %)"."""
    if hidden(found):
        return amount(None, units)
    if not told(found):
        return f"{units}: {words.status(found['status'])}"
    return f"{of_all(found)} {units} ({words.with_interval(found['share'], found['low'], found['high'])})"


def unknown(found: Row, what: str) -> str:
    """For how many something was not noted."""
    if hidden(found):
        return f"{what} for {A_HIDDEN_NUMBER}"
    return f"{what} for {of_all(found) if found['numerator'] else 'none'}"


def bounds(table: pd.DataFrame, **where: Any) -> str:
    """Where the share of all lies, whatever the missing answers are."""
    missing = row(table, answer=NOT_KNOWN, **where)
    if hidden(missing):
        return f"it is not known for {A_HIDDEN_NUMBER}"
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
        return _untold(found)
    middle = f"{words.rounded(100 * found['estimate'])} of 100{units}"
    if pd.isna(found["low"]):
        return middle
    low, high = (words.rounded(100 * found[name]) for name in ("low", "high"))
    return f"{middle} ({low}–{high})"


def followed(found: Row, units: str, month: int) -> str:
    """How many were still followed so many months on, as a sentence of its own; nothing where it is not told."""
    if pd.isna(found["people"]):
        return ""
    return f" {number(found['people'])} {units} were still followed at {month} months."


def latest(table: pd.DataFrame, within: int, **where: Any) -> Row:
    """The row of that month; where it cannot be told, the last one before it that is."""
    wanted = row(table, month=within, **where)
    earlier = [each for each in rows(table, **where) if told(each) and each["month"] < within]
    return max(earlier, key=lambda each: each["month"]) if earlier and not told(wanted) else wanted


def due(table: pd.DataFrame, yes: str, **where: Any) -> str:
    """The figures of what was followed for long enough, and how much is not yet due."""
    reached, waiting = row(table, answer=yes, **where), row(table, answer="not yet due", **where)
    share = words.fraction(reached)
    if hidden(waiting):
        return f"{share}, not yet due for {A_HIDDEN_NUMBER}"
    if not waiting["numerator"]:
        return share
    later = f"not yet due for {of_all(waiting)}"
    return f"{share}, {later}" if told(reached) or hidden(reached) else later


def estimated(measure: str, found: Row) -> str:
    """An estimate that is no share, with its interval; "a hidden number" where it may not be shown."""
    return words.estimated(measure, found) if told(found) else _untold(found)


def _untold(found: Row) -> str:
    return A_HIDDEN_NUMBER if hidden(found) else words.status(found["status"])
