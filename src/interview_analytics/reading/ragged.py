"""Rows of unequal length go in; rows of the header's length come out, with a word on each that had more or fewer cells.

A cell is moved only where the columns of numbers, days and codes leave exactly one way to place it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from interview_analytics.reading.kinds import CODE, DAY, NOTHING, NUMBER, TEXT, Row, kind_of, kinds_of_columns, used
from interview_analytics.reading.sheet import REPAIRED, SET_ASIDE, Fault, Problem

_SHORT = Fault(
    "short row",
    "The row has fewer cells than the header; the missing ones were taken as empty.",
    "Check that no delimiter is missing in the row.",
    REPAIRED,
)
_LOST = Fault(
    "short row",
    "The row has fewer cells than the header, and not at its end: nobody can tell which cell belongs to which heading.",
    "Put the missing delimiter back.",
    SET_ASIDE,
)
_OPENED = Fault(
    "short row",
    "The row has fewer cells than the header; numbers and days show which ones are missing, and these were left empty.",
    "Put the missing delimiter back.",
    REPAIRED,
)
_LONG = Fault(
    "long row",
    "The row has more cells than the header, so that nobody can tell which cell belongs to which heading.",
    "Put quotes around the cell that holds a delimiter, or remove the extra cell.",
    SET_ASIDE,
)
_TRAILED = Fault(
    "long row",
    "The row has more cells than the others; the last ones are empty and were left out.",
    "Check that no cell of the row was moved.",
    REPAIRED,
)
_JOINED = Fault(
    "long row",
    "The row has more cells than the header; numbers and days show which ones belong together, and these were joined.",
    "Put quotes around the cell that holds a delimiter, or remove the extra cell.",
    REPAIRED,
)
_MOST = 3  # cells too few or too many that are looked into
_KEPT = 20  # cells too many that stay cells of their own; what is beyond them is put together
_WITNESSES = 3  # records from which a column's kind may be concluded


def squared(
    body: Sequence[Row], lines: Sequence[int], header: Sequence[str], *, joint: str = ","
) -> tuple[list[Row], list[Problem]]:
    """The rows, short and long ones mended as far as that is certain, and a problem for each of them."""
    least = used(header)
    usual = _usual_length(body, len(header))
    width = len(header) if least == len(header) else _reached(body, usual, least, len(header))
    odd = [at for at, row in enumerate(body) if 0 < len(row) != usual or (width < usual and used(row) > width)]
    if not odd:
        return list(body), []
    kinds = _kinds(body, usual, width) + [NOTHING] * (usual - width)
    rows, problems = list(body), []
    for at in odd:
        row = body[at]
        if len(row) > usual or used(row) > width or len(row) < least or _shifted(row, kinds, header):
            rows[at], fault = _mended(row, kinds, (width, usual), joint)
            problems.append(Problem(lines[at], "", "", fault))
    return rows, problems


def _reached(body: Sequence[Row], usual: int, least: int, length: int) -> int:
    """How many headings count: empty ones at the end do only where records of the usual length reach under them."""
    return min(length, max(least, max((used(row) for row in body if len(row) == usual), default=0)))


def _usual_length(body: Sequence[Row], length: int) -> int:
    """How many cells most records have, but not fewer than the header."""
    return max(length, Counter(map(len, body)).most_common(1)[0][0] if body else 0)


def _shifted(row: Row, kinds: list[str], header: Sequence[str]) -> bool:
    """Whether a row that is shorter than usual lacks more than the empty cells that some programs leave out."""
    if not row[-1].strip():
        return any(cell.strip() for cell in row)
    return not len(row) == len(header) == used(header) and _misfits(row, kinds) > 0


def _kinds(body: Sequence[Row], usual: int, width: int) -> list[str]:
    regular = [row for row in body if len(row) == usual and used(row) <= width]
    regular = regular if len(regular) >= _WITNESSES else [row for row in body if used(row) <= width]
    return kinds_of_columns(regular, width, share=0.75) if len(regular) >= _WITNESSES else [TEXT] * width


def _mended(row: Row, kinds: list[str], lengths: tuple[int, int], joint: str) -> tuple[Row, Fault]:
    width, usual = lengths
    if len(row) > usual and used(row) <= width and not _misfits(row, kinds):
        return row[:usual], _TRAILED
    if len(row) > usual:
        return _shortened(list(row), kinds, usual, joint)
    if used(row) > width:
        return _shortened(list(row[: used(row)]), kinds, width, joint)
    return _lengthened(list(row), kinds, width)


def _lengthened(row: list[str], kinds: list[str], width: int) -> tuple[Row, Fault]:
    missing = max(width - len(row), 0)
    padded = row + [""] * missing
    if not _misfits(padded, kinds) or len(row) < 2:
        return padded, _SHORT
    ways = [row[:at] + [""] * missing + row[at:] for at in range(len(row))] if missing <= _MOST else []
    fitting = _distinct([way for way in ways if not _misfits(way, kinds)])
    return (fitting[0], _OPENED) if len(fitting) == 1 else (padded, _LOST)


def _shortened(row: list[str], kinds: list[str], width: int, joint: str) -> tuple[Row, Fault]:
    extra = len(row) - width
    if extra > _MOST:
        return [*row[: width + _KEPT], *([joint.join(row[width + _KEPT :])] if extra > _KEPT else [])], _LONG
    ways = []
    for at in range(width):
        parts = row[at : at + extra + 1]
        if kinds[at] == TEXT or sum(bool(part.strip()) for part in parts) <= 1:
            ways.append([*row[:at], joint.join(part for part in parts if part.strip()), *row[at + extra + 1 :]])
    fitting = _distinct([way for way in ways if not _misfits(way, kinds)])
    return (fitting[0], _JOINED) if len(fitting) == 1 else (row, _LONG)


def _distinct(ways: list[list[str]]) -> list[list[str]]:
    return [list(way) for way in dict.fromkeys(map(tuple, ways))]


def _misfits(row: Row, kinds: list[str]) -> int:
    """How many cells are of another kind than their column; text stands anywhere, but a day in no column of words."""
    return sum(not _fits(kind_of(cell), kind) for cell, kind in zip(row, kinds, strict=False))


def _fits(own: str, column: str) -> bool:
    if NOTHING in (own, column) or own == column:
        return True
    if column == TEXT:
        return own != DAY
    return column == CODE and own == NUMBER
