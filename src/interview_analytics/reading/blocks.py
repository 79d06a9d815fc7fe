"""The rows of a sheet go in; where one table ends and another begins, beside it or below it, comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from interview_analytics.reading.around import begins_with_total
from interview_analytics.reading.header import SAMPLE, header_of
from interview_analytics.reading.kinds import (
    CODE,
    NOTHING,
    TYPED,
    Row,
    cell_at,
    filled,
    kind_of,
    kinds_of_columns,
    several,
    used,
    wordy,
)

_FIRM = frozenset({*TYPED, CODE})


def side_by_side(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """The first and last column of each table that stands beside another; one stretch where there is one table.

    An empty column parts two tables only where they repeat a heading, or where one goes on below the end of the other:
    otherwise it is just an empty column.
    """
    width = max(map(used, rows[:SAMPLE]), default=0)
    empty = set(range(width))
    for row in rows:
        open_ = empty if len(empty) < len(row) else range(len(row))
        empty -= {at for at in open_ if cell_at(row, at)}
        if not empty:
            return [(0, width)]
    stretches = _between(sorted(empty), width)
    header = header_of(rows)
    if len(stretches) < 2 or header is None or not header.found:
        return [(0, width)]
    if any(sum(1 for at in range(*own) if cell_at(header.names, at)) < 2 for own in stretches):
        return [(0, width)]
    if _repeats(header.names, stretches) or _goes_on(rows[header.last + 1 :], stretches):
        bounds = [0, *(start for start, _ in stretches[1:]), max(map(used, rows))]
        return list(pairwise(bounds))
    return [(0, width)]


def _between(empty: list[int], width: int) -> list[tuple[int, int]]:
    """The stretches of columns between the empty ones, each with the column after its last."""
    edges = [-1, *empty, width]
    return [(left + 1, right) for left, right in pairwise(edges) if right - left > 1]


def _repeats(names: Sequence[str], stretches: list[tuple[int, int]]) -> bool:
    seen: set[str] = set()
    for start, end in stretches:
        own = {cell_at(names, at).casefold() for at in range(start, end)} - {""}
        if own & seen:
            return True
        seen |= own
    return False


def _goes_on(body: Sequence[Row], stretches: list[tuple[int, int]]) -> bool:
    """Whether the last rows fill only one of the stretches, and with more than one cell; a total tells nothing."""
    told = [row for row in body if several(row) and not begins_with_total(row)]
    last = [[filled(row[start:end]) for start, end in stretches] for row in told[-2:]]
    return bool(last) and all(sum(1 for count in counts if count) < len(counts) for counts in last[-1:])


def next_table(rows: Sequence[Row], start: int, names: Sequence[str]) -> int:
    """The row at which another table begins (with its titles) below the records that begin at `start`; the end if none.

    Another table begins with a row of words, no two alike, that stand where the records above hold numbers, days or
    codes, and with records of its own below it; without an empty row before it, at least two columns must show that.
    """
    kinds = kinds_of_columns(rows[start : start + SAMPLE], len(names), share=0.7)
    firm = {at: kind for at, kind in enumerate(kinds) if kind in _FIRM}
    first = next(iter(firm), 0)
    since: int | None = None  # the first empty row or single cell since the last record
    last = start
    for at in _unlike(rows, start, firm):
        since, last = (since if at == last + 1 else None), at
        if since is None and kind_of(cell_at(rows[at], first)) == firm.get(first):
            continue
        if filled(rows[at]) < 2:
            since = at if since is None else since
            continue
        begin = at if since is None else since
        if (
            at > start
            and _begins(rows, at, names, firm=firm, gap=since is not None)
            and _heads(rows[begin : begin + SAMPLE], at - begin)
        ):
            return begin
        since = None
    return len(rows)


def _unlike(rows: Sequence[Row], start: int, firm: Mapping[int, str]) -> Iterator[int]:
    """The rows that are not, at the first look, records like the others: those with one cell, or with another kind
    of cell in the firm column that is filled most often and repeats itself most, whose kinds are soonest told."""
    told = [[cell_at(row, at) for row in rows[start : start + SAMPLE]] for at in range(max(firm, default=0) + 1)]
    place = min(
        firm, key=lambda at: len(set(told[at])) + sum(kind_of(cell) != firm[at] for cell in told[at]), default=0
    )
    kind = firm.get(place)
    return (at for at in range(start, len(rows)) if kind_of(cell_at(rows[at], place)) != kind or not several(rows[at]))


def _heads(rows: Sequence[Row], at: int) -> bool:
    """Whether this row is the header of the rows."""
    header = header_of(rows)
    return header is not None and header.found and header.first <= at <= header.last


def _begins(rows: Sequence[Row], at: int, names: Sequence[str], *, firm: Mapping[int, str], gap: bool) -> bool:
    """Whether the row may be the headings of another table."""
    row = rows[at]
    told = {place: kind_of(cell_at(row, place)) for place in firm}
    if any(own in TYPED or own == firm[place] for place, own in told.items()) or not _like_headings(row, names):
        return False
    below = [later for later in rows[at + 1 : at + 4] if filled(later) > 1]
    own = kinds_of_columns(below, used(row))
    holds = sum(kind in _FIRM and bool(cell_at(row, place)) for place, kind in enumerate(own))
    against = sum(kind != NOTHING for kind in told.values())
    if gap:
        return holds > 0 and (against > 0 or used(row) != used(names))
    return holds >= 2 and against >= 2


def _like_headings(row: Row, names: Sequence[str]) -> bool:
    """Whether the row holds several words, no two alike, none long, and not just the headings again."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(cells) < 2 or not wordy(row) or len(set(cells)) < len(cells) or cells == [name for name in names if name]:
        return False
    return not any(kind_of(cell) == NOTHING or len(cell) > 80 for cell in cells)
