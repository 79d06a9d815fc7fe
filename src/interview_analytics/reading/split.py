"""The text of a file goes in; its records, with their first lines, and where a stray quote or another delimiter was
mended, come out."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import StringIO
from itertools import chain, islice

from interview_analytics.reading.dialect import Dialect
from interview_analytics.reading.kinds import Row
from interview_analytics.reading.sheet import NOTED, REPAIRED, SET_ASIDE, Fault, Problem

_STRAY = Fault(
    "stray quote",
    "A quote in this row opens or ends no cell; it was taken as a letter.",
    "Remove the quote, or write it twice inside quotes.",
    REPAIRED,
)
_TORN = Fault(
    "stray quote",
    "A quote in this row opens or ends no cell, and without it the row does not have as many cells as the others.",
    "Remove the quote, or write it twice inside quotes.",
    SET_ASIDE,
)
_HALF = Fault(
    "stray quote",
    "A quote mark in this row has no partner; it was taken as a letter.",
    "Remove the quote if it is not meant.",
    NOTED,
)
_OTHER = Fault(
    "other delimiter",
    "This row is divided by another sign than the others; it was split at that sign.",
    "Export the file again, with one delimiter.",
    REPAIRED,
)
_OTHER_QUOTE = Fault(
    "other quote",
    "The cells of this row stand in other quotes than those of the others; these were taken off.",
    "Export the file again, with one kind of quotes.",
    REPAIRED,
)
_STRETCH = 200  # lines that are first read together, as if each of them were a record
_MOST_LINES, _FEWEST_LINES = 1_000, 4  # that one record may take; halved at each stray quote, so that time stays linear
_SAMPLE = 300  # lines from which the usual number of cells is taken
_LONGEST_TORN = 20_000  # characters; a longer line is split without regard to quotes
_SIGNS = ",;\t|"
_OTHERS = {'"': "'", "'": '"'}


@dataclass
class Split:
    """Records, the first line of each, and what was mended."""

    records: list[Row] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, record: Row, fault: Fault | None) -> None:
        """Take in one record."""
        self.records.append(record)
        self.lines.append(line)
        if fault:
            self.problems.append(Problem(line, "", "", fault))

    def add_stretch(self, line: int, records: list[Row], faults: dict[int, Fault]) -> None:
        """Take in records that stand one in each line."""
        self.records += records
        self.lines += range(line, line + len(records))
        self.problems += [Problem(line + at, "", "", fault) for at, fault in faults.items()]


class _Lines:
    """Physical lines, of which the reader may take only so many for one record, and which can be put back."""

    def __init__(self, text: str) -> None:
        self.texts = StringIO(text, newline="").readlines()
        self.at, self.stop = 0, len(self.texts)
        self.most = _MOST_LINES

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.at >= self.stop:
            raise StopIteration
        self.at += 1
        return self.texts[self.at - 1]

    def mark(self) -> int:
        """The line that comes next, from which the reader may now take as many as a record may have."""
        self.stop = min(self.at + self.most, len(self.texts))
        return self.at

    def put_back(self, at: int) -> None:
        """Go on from this line, and let later records have fewer."""
        self.at, self.most = at, max(self.most // 2, _FEWEST_LINES)


def split(text: str, dialect: Dialect) -> Split:
    """All records of the text.

    A record that a quote makes run over lines which are records themselves, or whose quotes are not well formed, is
    read again from its first line alone.
    """
    lines, found = _Lines(text), Split()
    width = _usual_width(lines.texts, dialect)
    reader = dialect.reader(lines, strict=True)
    once: dict[str, str] = {}
    while lines.at < len(lines.texts):
        start = lines.at
        stretch = lines.texts[start : start + _STRETCH]
        if records := _one_a_line(stretch, dialect, once):
            found.add_stretch(start + 1, records, _mended_in(stretch, records, width, dialect))
            lines.at += len(stretch)
        while lines.at < start + len(stretch):
            line = lines.mark()
            found.add(line + 1, *_next(lines, reader, width, dialect))
    return found


def _one_a_line(texts: list[str], dialect: Dialect, once: dict[str, str]) -> list[Row]:
    """The records of these lines where each line is one, well formed; none where that is not so.

    once: each text that has occurred so far, which stands for all that are equal: most cells repeat another one.
    """
    try:
        # tuples of texts, unlike lists, are nothing that Python's search for circles comes back to
        read = dialect.reader(iter(texts), strict=True)
        records: list[Row] = [tuple(map(once.setdefault, record, record)) for record in read]
    except csv.Error:
        return []
    return records if len(records) == len(texts) else []


def _mended_in(texts: list[str], records: list[Row], width: int, dialect: Dialect) -> dict[int, Fault]:
    """The faults of these records, each by its place; the records are mended where they stand."""
    whole = "".join(chain.from_iterable(records))
    quoted = any(quote in whole for quote in (dialect.quote, *_OTHERS))
    faults = {}
    for at, record in enumerate(records):
        if len(record) != width or (quoted and _unusual(record, width, dialect)):
            records[at], fault = _checked([texts[at]], record, width, dialect)
            if fault:
                faults[at] = fault
    return faults


def _next(lines: _Lines, reader: Iterator[list[str]], width: int, dialect: Dialect) -> tuple[Row, Fault | None]:
    """The record that begins in the next line, whatever its quotes say, and its fault."""
    start = lines.at
    try:
        record = next(reader)
        torn = lines.at - start > 1 and _swallowed(lines.texts[start : lines.at], record, width, dialect)
    except (csv.Error, StopIteration):
        torn = True
    if torn:
        record, taken, fault = _mended(lines.texts[start : start + 20], width, dialect)
        lines.put_back(start + taken)
        return record, fault
    if _unusual(record, width, dialect):
        return _checked(lines.texts[start : lines.at], record, width, dialect)
    return record, None


def _unusual(record: Row, width: int, dialect: Dialect) -> bool:
    """Whether a well-formed record has another width than most, or quotes in its cells or around itself."""
    return len(record) != width or dialect.quote in (whole := "".join(record)) or _quoted_otherwise(whole, dialect)


def _usual_width(texts: list[str], dialect: Dialect) -> int:
    """How many cells most records have, each line taken for itself unless a quote is open at its end."""
    widths: Counter[int] = Counter()
    for _, record in islice(dialect.records("".join(texts[:_SAMPLE])), _SAMPLE):
        widths[len(record)] += 1
    for text in texts[:_SAMPLE]:
        if text.count(dialect.quote) % 2 == 0:
            widths[len(next(dialect.reader(iter([text])), []))] += 1
    return max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0))[0]


def _swallowed(texts: list[str], record: list[str], width: int, dialect: Dialect) -> bool:
    """Whether a record that runs over several lines took in lines that are records themselves."""
    whole = sum(_alone(text, width, dialect) for text in texts[1:])
    if len(record) == width:
        return whole > 0 and width > 2
    return whole > 0 or any(_nearly(text, width, dialect) for text in texts[1:])


def _alone(text: str, width: int, dialect: Dialect) -> bool:
    if text.count(dialect.delimiter) < width - 1:
        return False
    try:
        return len(next(dialect.reader(iter([text]), strict=True))) >= width
    except (csv.Error, StopIteration):
        return False


def _nearly(text: str, width: int, dialect: Dialect) -> bool:
    """Whether the line has almost as many delimiters as a record."""
    return text.count(dialect.delimiter) >= max(width - 2, 2)


def _mended(texts: list[str], width: int, dialect: Dialect) -> tuple[list[str], int, Fault]:
    """The record that begins in the first line, how many lines it takes, and the fault to speak of."""
    ways = [_tolerant(texts[0], dialect), _bare(texts[0], dialect)]
    nearest = min(ways, key=lambda record: abs(len(record) - width))
    if len(nearest) == width:
        return nearest, 1, _STRAY
    if other := _by_other_sign(texts[0], width, dialect):
        return other, 1, _OTHER
    for end in range(2, len(texts) + 1):
        if _nearly(texts[end - 1], width, dialect):
            break
        record = _tolerant("".join(texts[:end]), dialect)
        if len(record) == width:
            return record, end, _STRAY
    return nearest, 1, _TORN


def _tolerant(text: str, dialect: Dialect) -> list[str]:
    """The text split where a quote opens a cell only at its start, and closes it only before a delimiter or the end."""
    text = text.rstrip("\r\n")
    if len(text) > _LONGEST_TORN:
        return text.split(dialect.delimiter)
    quote, delimiter = re.escape(dialect.quote), re.escape(dialect.delimiter)
    end = rf"(?={delimiter}|\Z)"
    cell = re.compile(
        rf"{quote}(?P<inner>(?>[^{quote}]+|{quote}{quote}|{quote}(?!{delimiter}|\Z))*+){quote}{end}|[^{delimiter}]*"
    )
    cells, at = [], 0
    while at <= len(text):
        match = cell.match(text, at)
        if match is None:
            break
        inner = match.group("inner")
        cells.append(match.group() if inner is None else inner.replace(dialect.quote * 2, dialect.quote))
        at = match.end() + 1
    return cells


def _bare(text: str, dialect: Dialect) -> list[str]:
    """The text split at each delimiter, whatever its quotes say; quotes around a whole cell are taken off."""
    return [_unquoted(cell, dialect.quote) for cell in text.rstrip("\r\n").split(dialect.delimiter)]


def _unquoted(cell: str, quote: str) -> str:
    inner = cell[1:-1]
    whole = len(cell) > 1 and cell[0] == cell[-1] == quote and inner.replace(quote * 2, "").count(quote) == 0
    return inner.replace(quote * 2, quote) if whole else cell


def _checked(texts: list[str], record: Row, width: int, dialect: Dialect) -> tuple[Row, Fault | None]:
    """A well-formed record of an unusual width or with quotes in its cells, mended where that makes it usual."""
    text = texts[0].rstrip("\r\n")
    if len(texts) == 1 and _quoted_otherwise(text, dialect) and (other := _by_other_quote(text, width, dialect)):
        return other, _OTHER_QUOTE
    if len(texts) == 1 and width > 2 and len(record) != width and any(cell.strip() for cell in record):
        if dialect.quote in text and len(bare := _bare(text, dialect)) == width:
            return bare, _STRAY
        if len(record) == 1 and (other := _by_other_sign(text, width, dialect)):
            return other, _OTHER
    lone = not dialect.escape and sum(text.count(dialect.quote) for text in texts) % 2
    return record, _HALF if lone or any(_half(cell, dialect.quote) for cell in record) else None


def _half(cell: str, quote: str) -> bool:
    return cell.count(quote) == 1 and (cell.startswith(quote) or cell.endswith(quote))


def _quoted_otherwise(text: str, dialect: Dialect) -> bool:
    """Whether a record begins and ends with a quote of the other kind."""
    return text[:1] == text[-1:] == _OTHERS.get(dialect.quote)


def _by_other_quote(text: str, width: int, dialect: Dialect) -> list[str] | None:
    """The record of the usual width whose cells all stand in quotes of the other kind."""
    quote = _OTHERS[dialect.quote]
    if text.count(f"{quote}{dialect.delimiter}{quote}") < width - 1:
        return None
    record: list[str] = next(replace(dialect, quote=quote).reader(iter([text])), [])
    return record if len(record) == width else None


def _by_other_sign(text: str, width: int, dialect: Dialect) -> list[str] | None:
    for sign in _SIGNS:
        if sign != dialect.delimiter and text.count(sign) >= width - 1:
            record: list[str] = next(Dialect(sign, dialect.quote, dialect.escape).reader(iter([text])), [])
            if len(record) == width:
                return record
    return None
