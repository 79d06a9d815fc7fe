"""The records of a grouped report go in; the same records with the value of their group in each of them come out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from interview_analytics.reading.kinds import CODE, NOTHING, TEXT, Row, cell_at, filled, kind_of, several
from interview_analytics.reading.sheet import REPAIRED, Fault, Problem

_PRINTED_ONCE = Fault(
    "value printed once",
    "The value of a group is printed only in its first row; it was taken for the rows below it too.",
    "Export the report with the value in every row (details only, no grouping).",
    REPAIRED,
)
_LABELLED = re.compile(r"([^\W\d][^:=]{1,40})\s*[:=]\s*(\S.{0,60}?)\s*(\(\d[\d,]* \w+\)|- \d+ records?)?$")
_COUNT = re.compile(r"\s*(\(\d[\d,]*( \w+)?\)|- \d+ records?)$")
_OWN_KEY = re.compile(
    r"(?i)\b(interview|record|response|placement|submission|entry|row|delivery|event)\W*(id|number|no|name|#)\b|^id$|^#$"
)


def labelled(cell: str) -> tuple[str, str] | None:
    """A title or group line such as `Employment Specialist: ES-41 (12 records)` as its label and its value."""
    match = _LABELLED.match(cell.strip())
    return (match.group(1).strip(), match.group(2).strip()) if match else None


def group_lines(body: Sequence[Row], names: Sequence[str]) -> dict[int, tuple[int, str]]:
    """The rows that name the group of the rows below them: for each, the column (-1: one of its own) and the value.

    A group line stands alone in its row; either it has a label, the same in each such line, or the column that it
    stands in is empty in the other rows, or such lines begin with the first row and are unlike the records.
    """
    alone = {at: _only(row) for at, row in enumerate(body) if not several(row) and filled(row)}
    if not alone or len(alone) == len(body):
        return {}
    pairs = {at: labelled(cell) for at, (_, cell) in alone.items()}
    labels = {pair[0].casefold() for pair in pairs.values() if pair}
    if all(pairs.values()) and len(labels) == 1 and filled(names) > 2:
        return {at: (-1, pair[1]) for at, pair in pairs.items() if pair}
    places = {place for place, _ in alone.values()}
    records = [row for at, row in enumerate(body) if at not in alone and filled(row)]
    if len(places) == 1 and filled(names) > 2 and records:
        [place] = places
        left = next((at for at, name in enumerate(names) if name.strip()), 0)
        taken = sum(bool(cell_at(row, place)) for row in records)
        if place < 2 and not taken and all(kind_of(cell) in (CODE, TEXT) for _, cell in alone.values()):
            return {at: (place, _COUNT.sub("", cell)) for at, (_, cell) in alone.items()}
        if place < left + 2 and _opens_groups(body, alone, place, filled(names)):
            return {at: (-1, cell.rstrip(": ")) for at, (_, cell) in alone.items()}
    return {}


def _opens_groups(body: Sequence[Row], alone: Mapping[int, tuple[int, str]], place: int, width: int) -> bool:
    """Whether single cells of words head the rows below them: the first row is one, the last is none, none of them
    says what a record says there, and the records are mostly full."""
    told = [at for at, row in enumerate(body) if filled(row)]
    records = [body[at] for at in told if at not in alone]
    if told[0] not in alone or told[-1] in alone or 2 * len(alone) > len(told):
        return False
    said = {cell_at(row, place) for row in records}
    words = all(kind_of(cell) == TEXT and cell not in said for _, cell in alone.values())
    return words and sum(map(filled, records)) >= 0.6 * width * len(records)


def _only(row: Row) -> tuple[int, str]:
    return next((place, cell.strip()) for place, cell in enumerate(row) if cell.strip())


def filled_down(
    body: Sequence[Row], lines: Sequence[int], names: Sequence[str], *, grouped: bool
) -> tuple[list[Row], list[Problem]]:
    """The rows with the values that stand only in the first row of each group, and a problem for each row so completed.

    grouped: whether subtotals show that the report is grouped; without them the first column must be empty in half
    of the rows, never repeat itself, be no identifier of the records, and the others must be nearly full.
    """
    rows: list[Row] = list(body)
    touched: set[int] = set()
    for place in range(min(3, len(names))):
        if not _once_per_group(rows, place, names, grouped=grouped):
            break
        last = ""
        for at, row in enumerate(rows):
            if cell_at(row, place):
                last = row[place]
            elif several(row):
                rows[at] = [*row[:place], last, *row[place + 1 :]]
                touched.add(at)
    return rows, [Problem(lines[at], "", "", _PRINTED_ONCE) for at in sorted(touched)]


def _once_per_group(rows: Sequence[Row], place: int, names: Sequence[str], *, grouped: bool) -> bool:
    if all(cell_at(row, place) or not several(row) for row in rows):
        return False
    records = [row for row in rows if several(row)]
    values = [cell_at(row, place) for row in records]
    told = [value for value in values if value]
    if not told or not values[0] or _OWN_KEY.search(names[place]):
        return False
    if any(kind_of(value) == NOTHING for value in told):
        return False
    if grouped:
        return all(left != right for left, right in pairwise(values) if left)
    others = [filled(row[place + 1 :]) for row in records]
    nearly_full = sum(others) >= 0.8 * len(others) * max(filled(names) - place - 1, 1)
    return place == 0 and len(told) > 1 and 2 * len(told) <= len(values) and len(set(told)) == len(told) and nearly_full
