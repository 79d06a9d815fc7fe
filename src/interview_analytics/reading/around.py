"""Rows of one table go in; which of them are titles, totals or footers rather than records, and why, come out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.reading.kinds import (
    CODE,
    NOTHING,
    NUMBER,
    TEXT,
    TYPED,
    Row,
    cell_at,
    filled,
    kind_of,
    kinds_of_columns,
    several,
    used,
)
from interview_analytics.reading.sheet import Cells, Dropped, truths

FOOTER = re.compile(
    r"^\W*(grand totals?\b.*|total records?\b.*|confidential\b.*|copyright\b.*|©.*|\(c\) .*|end of (report|file).*"
    r"|(report )?(generated|exported|printed|created|run)( on| by| at)\b.*|report (generated|run|created)\b.*"
    r"|page \d+( of \d+)?|\(?\d[\d,]* (records?|rows?|items?|results?)\)?( returned| found)?"
    r"|(records?|rows?) ?(returned|found|:).*|(source|notes?|nb|legend|prepared by|data as of|as of)\b ?:.*"
    r"|data as of .*|\*+ .*|† ?.*)\W*$",
    re.IGNORECASE,
)
_TOTAL = (
    r"(?i)^\W*((grand|sub|column|report|overall|page)[ -]?totals?\b.*|totals?\W*(\(.*\))?"
    r"|totals? (records?|for|rows?)\b.*|totals? [\w' -]+:\W*\d*|.*\bsub-?totals?|.*\btotals?\W*"
    r"|(sum|average|avg\.?|mean|median|count|minimum|maximum)\W*\d*)\W*$"
)
_WORDS = r"(?i)\b(sub-?total|total|sum|average|avg|mean|median|count|minimum|maximum)s?\b"
_TOTAL_WORD, _WHOLE_TOTAL = re.compile(_WORDS), re.compile(_TOTAL)
_BARE_TOTAL = re.compile(r"(.*\W)?(sub-?)?totals?\W*$|\W*totals? (for|of)\b.*|\W*sums?\W*$", re.IGNORECASE)
_NEAR = 200  # records above a row that tell what its column holds
_FEW = 3  # words of the shortest sentence
REASONS = {
    "title": "it stands above the headings",
    "header": "it is a row of headings",
    "blank": "nothing stands in it",
    "subtotal": "it begins with a word for a total and is not as full as a record",
    "footer": "it stands below the last record and reads like a closing line",
    "group": "it stands alone in its row and names the rows below it",
}


def dropped(row: Row, line: int, kind: str, reason: str = "") -> Dropped:
    """The row as a line that is no record."""
    text = " ".join(cell.strip() for cell in row if cell.strip())
    kind = kind if text else "blank"
    return Dropped(line, text, kind, reason if reason and text else REASONS[kind])


def footer_start(rows: Sequence[Row], width: int) -> int:
    """The position after the last record: behind it stand only blank rows, known footers, and single cells of prose.

    width: how many headings are filled. A short row is a footer only by what it says, never for being short.
    """
    end, records = len(rows), _Records(rows)
    while end > 0 and _is_footer(records, end - 1, width):
        end -= 1
    while end < len(rows) and not filled(rows[end]):
        end += 1  # blank rows between the records and the footer are blank, not footer
    return end


@dataclass(frozen=True)
class _Records:
    """The rows of a table, and those of them that hold more than one cell, looked through once however many ask."""

    rows: Sequence[Row]

    @cached_property
    def places(self) -> list[int]:
        return [at for at, row in enumerate(self.rows) if several(row)]

    @cached_property
    def _first_seen(self) -> dict[tuple[int, str], int]:
        return {(place, cell): at for at in reversed(self.places) for place, cell in enumerate(self.rows[at])}

    def near(self, at: int) -> list[Row]:
        """The records nearest above the row, as many as tell what a column holds."""
        end = bisect_left(self.places, at)
        return [self.rows[place] for place in self.places[max(0, end - _NEAR) : end]]

    def holds(self, place: int, cell: str, at: int) -> bool:
        """Whether a record above the row has this cell in that column."""
        return self._first_seen.get((place, cell), at) < at


def _is_footer(records: _Records, at: int, width: int) -> bool:
    rows = records.rows
    cells = [cell.strip() for cell in rows[at] if cell.strip()]
    if not cells:
        return True
    if len(cells) <= max(1, width // 4) and FOOTER.match(cells[0]):
        return True
    if len(cells) == 1 and width >= 2:
        after_gap = at > 0 and not filled(rows[at - 1])
        return _is_stranger(records, at, after_gap=after_gap)
    return len(cells) == 2 and width >= 3 and cells[0].endswith(":")


def _is_stranger(records: _Records, at: int, *, after_gap: bool) -> bool:
    """Whether the only cell of the last row says nothing that the column above it says: words below numbers or codes,
    or words that occur nowhere above, where all records are at least half full."""
    row, above = records.rows[at], records.near(at)
    place = used(row) - 1
    cell = row[place].strip()
    if kind_of(cell) in TYPED or at == 0:
        return False
    column = [cell_at(other, place) for other in above]
    [kind] = kinds_of_columns([[own] for own in column], 1, share=0.8)
    if kind in (*TYPED, CODE):
        return kind_of(cell) == TEXT
    if not column or records.holds(place, cell, at) or kind_of(cell) != TEXT:
        return False
    full = max(map(filled, above))
    return (
        after_gap
        or (len(cell.split()) >= _FEW and full > 2)
        or (full > _FEW and all(2 * filled(other) >= full for other in above))
    )


def totals(cells: Cells) -> np.ndarray:
    """Per distinct text, whether it is a word for a total."""
    chosen = truths(pc.match_substring_regex(cells.distinct, _WORDS))
    at = np.flatnonzero(chosen)
    if len(at):
        chosen[at] = truths(pc.match_substring_regex(cells.distinct.take(pa.array(at)), _TOTAL))
    return chosen


def begins_with_total(row: Row) -> bool:
    """Whether the first cell that holds something is a word for a total."""
    first = next(filter(str.strip, row), "")[:200]
    return bool(_TOTAL_WORD.search(first) and _WHOLE_TOTAL.match(first.strip()))


def is_total(row: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row that begins with a word for a total is one: not as full as the header, or nothing but numbers."""
    cells = [cell for cell in row if cell.strip()]
    if len(cells) < filled(header):
        return len(cells) <= 2 or all(_is_figure(cell) or _TOTAL_WORD.search(cell) for cell in cells[1:])
    return bool(_BARE_TOTAL.match(cells[0])) and all(map(_is_figure, cells[1:]))


def _is_figure(cell: str) -> bool:
    return kind_of(cell) in (NUMBER, NOTHING)
