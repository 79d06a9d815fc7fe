"""The first rows of a table go in; where its headings stand, in one row or several, and what they say, come out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from statistics import median

from interview_analytics.reading.kinds import (
    CODE,
    NOTHING,
    TEXT,
    TYPED,
    Row,
    cell_at,
    filled,
    kind_of,
    kinds_of_columns,
    used,
    wordy,
)

SAMPLE = 200  # rows that are looked at
_LONG_LIST = 20  # single cells one below the other from which on they are a list and no titles
_NEAR = 10  # rows between lines of two cells, such as filters, and the headings that they stand above
Spans = Mapping[tuple[int, int], int]  # (row, column) of a merged cell -> its last column
_IMPORT_ID = re.compile(r'\{\s*""?ImportId""?')
_NUMBERED = re.compile(r"(Q(ID)?)?\d+([_.#]\w+)*$", re.IGNORECASE)
_ANSWERS = {"response", "open-ended response"}
_EMPTY_LABELS = _ANSWERS | {"date / time"}
_UNIT = re.compile(r"[(\[].+[)\]]$")
_YEAR = re.compile(r"(19|20)\d\d$")


@dataclass(frozen=True)
class Header:
    """Where headings stand (first and last row; last is before first where there are none) and what they say."""

    first: int
    last: int
    names: list[str]

    @property
    def found(self) -> bool:
        """Whether the sheet has headings at all."""
        return self.last >= self.first


def header_of(rows: Sequence[Row], spans: Spans | None = None) -> Header | None:
    """The headings of the first table in these rows; None where all rows are blank.

    The header is the first row of words at least half as full as the typical row. A row of group labels above it and
    further rows of words below it belong to it, where columns of numbers or days show that the records begin later.
    """
    rows, spans = rows[:SAMPLE], spans or {}
    at = header_at(rows)
    if at is None:
        return None
    if _is_record(rows, at):
        width = max(used(rows[at]), Counter(map(len, rows[at:])).most_common(1)[0][0])
        return Header(at, at - 1, [f"Column {place + 1}" for place in range(width)])
    if ids := _import_ids(rows, at):
        return Header(ids - 2, ids, _questions(rows[ids - 2], rows[ids - 1]))
    first, last = _upwards(rows, at, spans), _downwards(rows, at)
    return Header(first, last, _names(rows, first, last, spans))


def header_at(rows: Sequence[Row]) -> int | None:
    """The row that is most likely the header; None where all are blank."""
    counts = [filled(row) for row in rows]
    listed = next((at for at, count in enumerate(counts) if count != 1), len(counts))
    least = 2 if max(counts, default=0) > 1 and listed < _LONG_LIST else 1
    typical = median([count for count in counts if count >= least] or [0])
    half = [at for at, count in enumerate(counts) if count >= least and (2 * count >= typical or _opens(rows, at))]
    fitting = [at for at in half if wordy(rows[at]) and all(counts[i] < counts[at] for i in half if i < at)]
    if not fitting:
        return half[0] if half else None
    fuller = [at for at in fitting if counts[at] >= 1.5 * counts[fitting[0]] and at - fitting[0] <= _NEAR]
    return fuller[0] if fuller and counts[fitting[0]] <= 2 and not _opens(rows, fitting[0]) else fitting[0]


def _opens(rows: Sequence[Row], at: int) -> bool:
    """Whether a smaller table, with headings of its own, begins in this row above a wider one."""
    count = filled(rows[at])
    if count < 3 or not wordy(rows[at]):
        return False
    below = list(takewhile(filled, rows[at + 1 :]))
    return bool(below) and all(3 * filled(row) >= 2 * count and used(row) <= used(rows[at]) for row in below)


def _is_record(rows: Sequence[Row], at: int) -> bool:
    """Whether the row is a record like those below it: days over days, numbers over numbers, never a word over them."""
    below = [row for row in rows[at + 1 :] if 2 * filled(row) >= filled(rows[at])]
    kinds = kinds_of_columns(below, used(rows[at]))
    pairs = [
        (kind_of(cell), kind) for cell, kind in zip(rows[at], kinds, strict=False) if kind in TYPED or kind == CODE
    ]
    pairs = [(own, kind) for own, kind in pairs if own != NOTHING]
    years = sum(1 for cell in rows[at] if _YEAR.match(cell.strip()))
    same = sum(own == kind for own, kind in pairs if own in TYPED)
    return same > years and all(own == kind for own, kind in pairs)


def _import_ids(rows: Sequence[Row], at: int) -> int | None:
    """The third header row of a Qualtrics export."""
    near = range(max(at, 2), min(at + 3, len(rows)))
    return next((i for i in near if any(_IMPORT_ID.match(cell.strip()) for cell in rows[i])), None)


def _questions(codes: Row, texts: Row) -> list[str]:
    """The agency's own column names, and the wording of the question where the name is only a number."""
    both = zip(codes, texts, strict=False)
    return [text.strip() if _NUMBERED.match(code.strip()) and text.strip() else code.strip() for code, text in both]


def _upwards(rows: Sequence[Row], at: int, spans: Spans) -> int:
    """The first row of group labels right above the header."""
    first = at
    while first > 0 and at - first < 2 and _groups(rows, first - 1, at, spans):
        first -= 1
    return first


def _groups(rows: Sequence[Row], above: int, at: int, spans: Spans) -> bool:
    """Whether a row holds labels of groups of headings: spread out over them, or merged over several."""
    row, header = rows[above], rows[at]
    places = [place for place, cell in enumerate(row) if cell.strip()]
    labels = [row[place].strip() for place in places]
    if not places or not wordy(row) or any(label.endswith(":") for label in labels) or places[-1] >= used(header):
        return False
    merged = [place for place in places if (above, place) in spans]
    if merged:
        return any(spans[above, place] - place + 1 < filled(header) for place in merged)
    headings = [cell.strip().casefold() for cell in header if cell.strip()]
    doubled = len(set(headings)) < len(headings)
    apart = places != list(range(places[0], places[-1] + 1)) and len(set(labels)) == len(labels)
    return places[-1] >= 1 and len(labels) <= len(headings) and (doubled if len(labels) == 1 else apart)


def _downwards(rows: Sequence[Row], at: int) -> int:
    """The last header row: further rows of words, where the columns below them hold numbers or days."""
    last = at
    while last - at < 2 and last + 2 < len(rows) and _continues(rows, at, last + 1):
        last += 1
    return last


def _continues(rows: Sequence[Row], at: int, row: int) -> bool:
    own = rows[row]
    if row == at + 1 and _units(own):
        return True
    if not filled(own) or not wordy(own) or not any(cell.strip() for cell in own):
        return False
    below = [later for later in rows[row + 1 :] if filled(later) > 1]
    kinds = kinds_of_columns(below, max(used(own), used(rows[at])), share=0.8)
    over = [kind_of(cell) for cell, kind in zip(own, kinds, strict=False) if kind in TYPED]
    if _answers(own):
        return True
    if TEXT not in over or any(kind == CODE for kind in over):
        return False
    open_places = [place for place in range(used(own)) if own[place].strip() and not cell_at(rows[at], place)]
    headings = [cell.strip().casefold() for cell in rows[at] if cell.strip()]
    if open_places or len(set(headings)) < len(headings):
        return True
    return len(over) >= 2 and all(kind == TEXT for kind in over) and 2 * filled(own) >= filled(rows[at])


def _units(row: Row) -> bool:
    """Whether the row holds nothing but units in brackets, and none below the first heading."""
    return not cell_at(row, 0) and filled(row) > 0 and all(_UNIT.match(cell.strip()) for cell in row if cell.strip())


def _answers(row: Row) -> bool:
    """Whether the row is the second header row of a SurveyMonkey export."""
    labels = {cell.strip().casefold() for cell in row}
    return bool(labels & _ANSWERS) and wordy(row)


def _names(rows: Sequence[Row], first: int, last: int, spans: Spans) -> list[str]:
    """One heading per column: its group's label before its own."""
    if first == last:
        return [cell.strip() for cell in rows[first]]
    width = max(used(row) for row in rows[first : last + 1])
    spread = [_spread(rows, i, last, spans) for i in range(first, last + 1)]
    return [_joined([cell_at(row, place) for row in spread]) for place in range(width)]


def _spread(rows: Sequence[Row], at: int, last: int, spans: Spans) -> list[str]:
    """A row of group labels with each label over all the columns of its group."""
    width = max(used(row) for row in rows[at : last + 1])
    told, label, end = [], "", width
    for place in range(width):
        own = cell_at(rows[at], place)
        if own:
            label, end = own, spans.get((at, place), place if _merged(at, spans) else width)
        beneath = any(cell_at(row, place) for row in rows[at + 1 : last + 1])
        told.append(own or (label if beneath and place <= end else ""))
    return told


def _merged(at: int, spans: Spans) -> bool:
    return any(row == at for row, _ in spans)


def _joined(labels: list[str]) -> str:
    kept = [label for label in dict.fromkeys(labels) if label and label.casefold() not in _EMPTY_LABELS]
    return ": ".join(kept)
