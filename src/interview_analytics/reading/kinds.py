"""Cells of text go in; the kind of each (number, day, code, text or nothing), and that of a column, come out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

NOTHING, NUMBER, DAY, CODE, TEXT = "nothing", "number", "day", "code", "text"
TYPED = frozenset({NUMBER, DAY})
Row = Sequence[str]

_EMPTY_WORDS = {"", "-", "--", "n/a", "na", "#n/a", "null", "none", "nan", "tbd", "?", ".", "unknown", "x"}
_NUMBER = re.compile(r"[(~+-]?\s?[$€£]?\s?-?(\d{1,3}(,\d{3})+|\d+)?([.,]\d+)?\)?\s?%?(e[+-]?\d+)?$", re.IGNORECASE)
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    rf"(\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|\d{{1,2}}[ -]{_MONTH}[ ,-]+\d{{2,4}}|{_MONTH} ?\d{{1,2}},? \d{{2,4}})"
    r"([ T,]+\d{1,2}:\d{2}.{0,30})?$|\d{1,2}:\d{2}(:\d{2})?( ?[ap]m)?$",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?![A-Za-z_]{3,}\d$)(?=\S*\d)[\w./#-]{1,40}$")
_SAMPLE = 500


@lru_cache(maxsize=1 << 16)
def kind_of(cell: str) -> str:
    """What a cell looks like: `3/5/2026` is a day, `$17.50` a number, `ES-41` a code, and `n/a` nothing."""
    text = cell.strip().strip("\"'")  # what is left of quotes that were written wrongly
    if text.casefold() in _EMPTY_WORDS:
        return NOTHING
    if len(text) > 60:
        return TEXT
    if _NUMBER.match(text) and any(letter.isdigit() for letter in text):
        return NUMBER
    if _DAY.match(text):
        return DAY
    return CODE if _CODE.match(text) else TEXT


def kinds_of_columns(rows: Sequence[Row], width: int, *, share: float = 0.9) -> list[str]:
    """For each column the kind that nearly all of its cells have; text where they differ, nothing where it is empty."""
    sample = rows if len(rows) <= _SAMPLE else rows[:: len(rows) // _SAMPLE]
    return [_common((row[at] for row in sample if at < len(row)), share) for at in range(width)]


def _common(cells: Iterable[str], share: float) -> str:
    counts = Counter(kind_of(cell) for cell in cells)
    counts.pop(NOTHING, None)
    if not counts:
        return NOTHING
    kind, times = counts.most_common(1)[0]
    return kind if times >= share * counts.total() else TEXT


def filled(row: Row) -> int:
    """How many cells of the row hold something."""
    return sum(map(bool, map(str.strip, row)))


def several(row: Row) -> bool:
    """Whether more than one cell of the row holds something."""
    told = filter(None, map(str.strip, row))
    return next(told, None) is not None and next(told, None) is not None


def used(row: Row) -> int:
    """The row's length without the empty cells at its end."""
    at = len(row)
    while at and not row[at - 1].strip():
        at -= 1
    return at


def wordy(row: Row) -> bool:
    """Whether the row holds words only: no number and no day, as headings do."""
    return all(kind_of(cell) not in TYPED for cell in row)


def cell_at(row: Row, at: int) -> str:
    """The trimmed cell at this position; empty where the row is shorter."""
    return row[at].strip() if at < len(row) else ""
