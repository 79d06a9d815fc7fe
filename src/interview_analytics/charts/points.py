"""A measure's table goes in; the points that a chart draws, each with its words, come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import pandas as pd

from interview_analytics import words

TIMES = ("month", "quarter")
LONGEST_LABEL = 30


@dataclass(frozen=True)
class Point:
    """One figure of one group: where it stands, what it is, and what is said of it."""

    group: str  # the group's label; empty when there is but one
    time: str  # the month or quarter; empty when time is not an axis
    panel: str  # own category of the measure
    value: float | None  # nothing when it cannot be told
    low: float | None
    high: float | None
    least: float | None  # with `most`: what the missing answers could change
    most: float | None
    chance: float | None
    text: str  # the figures in words, or why there are none

    @property
    def told(self) -> bool:
        """Something is drawn at its place."""
        return self.value is not None or self.chance is not None

    @property
    def hover(self) -> str:
        """What a reader is told who points at it."""
        return "<br>".join(part for part in (self.time, self.group, self.panel, self.text) if part)


Saying = Callable[[dict[str, Any]], str]


def points(table: pd.DataFrame, by: Sequence[str], panel: str, *, said: Saying = words.fraction) -> list[Point]:
    """One point for each row of the table; `panel` names the own category that tells the panels apart, if there is one.

    The value is the share, else the estimate, else the count.
    """
    time = time_of(by)
    others = [name for name in by if name != time]
    return [_point(row, others, time=time, panel=panel, said=said) for row in table.to_dict("records")]


def time_of(by: Sequence[str]) -> str:
    """The column of `by` that becomes the time axis; empty if there is none."""
    return next((name for name in by if name in TIMES), "")


def _point(row: dict[str, Any], others: list[str], *, time: str, panel: str, said: Saying) -> Point:
    shown = row.get("status") == "shown"
    own = next((name for name in ("share", "estimate", "count") if _number(row.get(name)) is not None), "")
    figures = {name: _number(row.get(name)) if shown else None for name in ("low", "high", "least", "most", "chance")}
    text = said(row) if shown else _silence(row)
    return Point(
        group=" · ".join(label(name, row[name]) for name in others),
        time=label(time, row[time]) if time else "",
        panel=label(panel, row[panel]) if panel else "",
        value=_number(row.get(own)) if shown and own else None,
        text="<br>".join(plain(part) for part in (*text.split("\n"), row.get("note")) if part),
        **figures,
    )


def _silence(row: dict[str, Any]) -> str:
    """Why nothing is drawn: what is too few to tell may be still to come."""
    status, later = row.get("status", "too_few"), row.get("why")
    return words.in_its_place("not_yet_due" if status == "too_few" and later is True else status)


def _number(figure: Any) -> float | None:
    return None if figure is None or pd.isna(figure) else float(figure)


def label(column: str, value: Any) -> str:
    """A value as it stands on an axis: in words, long ones on several lines, never read as markup."""
    text = words.value(column, value)
    lines = wrap(text, LONGEST_LABEL, break_long_words=True) or [text]
    return "<br>".join(plain(line) for line in lines)


def plain(text: str) -> str:
    """A text that plotly is to show as it is, and not to read as markup or, between two dollar signs, as a formula."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("$", "&#36;")


def distinct(labels: Sequence[Any]) -> list[Any]:
    """The labels in the order in which they first occur."""
    return list(dict.fromkeys(labels))


def rows_height(labels: Sequence[str], title: str) -> int:
    """The height in pixels of one row for each label, so that neither labels nor the axis title touch."""
    row = max(26, 16 * max((label.count("<br>") + 1 for label in labels), default=1))
    return max(row * len(labels), 9 * len(title))


def heading(table: pd.DataFrame, measure: str) -> str:
    """The title of the axis that lists the groups of a table, time apart."""
    by = words.groups(table, measure)
    return " · ".join(plain(words.heading(name)) for name in by if name != time_of(by))


def joined(table: pd.DataFrame, other: pd.DataFrame, keys: list[str], *, column: str, name: str) -> pd.DataFrame:
    """The table with a column of another one, row by row of the same keys, under a name of its own."""
    part = other[[*keys, column]].rename(columns={column: name})
    return (
        table.merge(part, on=keys, how="left")
        if keys
        else table.assign(**{name: part[name].iloc[0] if len(part) else None})
    )
