"""The first part of a text file goes in; the delimiter, quote and escape that explain it best come out."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from interview_analytics.reading.kinds import TEXT, TYPED, Row, filled, kind_of

LONGEST_CELL = 1 << 24
_USUAL = ",;\t|"
_RARE = ("^", "~", "\x1f", "\x1e", "\x01", "§", "¦", "::", "^^", "~~", "##", "\\t")  # in no prose, no time, no number
_IN_PROSE = (":", "#", "*", "!", "&", " ")
_STANDS_FOR = "\ue000"  # one letter in place of a delimiter of several, which no library splits at
_SAMPLE = 200
_CONSISTENT = 0.95  # share of records with the same number of cells, from which a rare delimiter is believed
_TYPED_SHARE = 0.3  # share of numbers, days and codes, from which a sign of prose is believed to be a delimiter


@dataclass(frozen=True)
class Dialect:
    """How a text file marks its cells; `spaced` where blanks behind a delimiter belong to no cell.

    written: a delimiter of several letters as it stands in the file; `delimiter` is then the letter that replaces it.
    """

    delimiter: str
    quote: str = '"'
    escape: str | None = None
    spaced: bool = False
    written: str = ""

    @property
    def plain(self) -> bool:
        """Whether every reader of csv knows it: one byte parts the cells, and quotes in them are doubled."""
        return not (self.escape or self.spaced or self.written) and len(self.delimiter.encode()) == 1

    def marked(self, text: str) -> str:
        """The text with one letter in place of each delimiter of several."""
        return text.replace(self.written, self.delimiter) if self.written else text

    def unmarked(self, record: Row) -> Row:
        """The record with delimiters of several letters inside its cells as they were."""
        return [cell.replace(self.delimiter, self.written) for cell in record] if self.written else record

    def reader(self, lines: Iterator[str], *, strict: bool = False):
        """The standard library's reader with this dialect."""
        csv.field_size_limit(LONGEST_CELL)
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            escapechar=self.escape,
            skipinitialspace=self.spaced,
            strict=strict,
        )

    def records(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Each record with its first line."""
        reader = self.reader(io.StringIO(text, newline=""))
        line = 1
        for record in reader:
            yield line, record
            line = reader.line_num + 1


class _Rating(NamedTuple):
    """How well a dialect explains a text: as a whole, and by what."""

    whole: float
    width: int = 1
    consistent: float = 0.0
    typed: float = 0.0


def dialect_of(head: str) -> Dialect:
    """The dialect under which the first records agree best in their number of cells, and hold most numbers and days.

    A rare delimiter counts only where it parts nearly all records alike and into more cells than a usual one does; a
    sign that stands in prose, too, only where many of the parted cells are numbers, days or codes, or in quotes.
    """
    usual = [_candidate(head, sign, quote) for quote in _quotes(head) for sign in _USUAL]
    rated = [(_rating(dialect, head), -at) for at, dialect in enumerate(usual)]
    best, at = max(rated)
    found, most = usual[-at], best.whole
    for dialect in _rare(head):
        own = _rating(dialect, dialect.marked(head))
        better = own.whole > most and (own.width > best.width or best.whole < _CONSISTENT / 2)
        seldom = (dialect.written or dialect.delimiter) in _RARE
        half = dialect.delimiter in found.written  # a colon is no better than the two that it is half of
        if better and not half and own.consistent >= _CONSISTENT and (seldom or _believed(own, dialect, head)):
            found, most = dialect, own.whole
    return found


def _rare(head: str) -> list[Dialect]:
    """The dialects with a rare delimiter, and those in which blanks beside each other count as one."""
    made = [_candidate(head, sign, _quotes(head)[0]) for sign in (*_RARE, *_IN_PROSE) if sign in head]
    return [*made, *(replace(own, spaced=True) for own in made if own.delimiter == " ")]


def _believed(own: _Rating, dialect: Dialect, head: str) -> bool:
    """Whether a sign that stands in prose, too, is a delimiter here."""
    lines = [line for line in head.splitlines()[1:_SAMPLE] if line.strip()]
    if not lines or sum(kind_of(line) in TYPED for line in lines) > len(lines) / 2:
        return False  # the lines are days, times or numbers as they stand
    quoted = head.count(dialect.quote + dialect.delimiter) + head.count(dialect.delimiter + dialect.quote)
    always = (own.width > 2 or own.consistent == 1) and dialect.delimiter != " "
    return always or own.typed >= _TYPED_SHARE or quoted >= len(head.splitlines()) / 2


def _quotes(head: str) -> str:
    """The double quote, and the single one where it stands around cells and the double one does not."""
    around = r"(?m)(?:^|[,;\t|])\s?{0}[^{0}\n]*{0}(?=$|[,;\t|\r])"
    single = len(re.findall(around.format("'"), head))
    return "'\"" if single > len(re.findall(around.format('"'), head)) else '"'


def _candidate(head: str, sign: str, quote: str) -> Dialect:
    escape = "\\" if sign != "\\t" and _escaped(head, quote) else None
    spaced = sign not in "\t " and f"{sign} {quote}" in head
    return Dialect(_STANDS_FOR, quote, escape, spaced, sign) if len(sign) > 1 else Dialect(sign, quote, escape, spaced)


def _escaped(head: str, quote: str) -> bool:
    """Whether quotes inside cells are marked by a backslash: one that does not end its cell."""
    found = re.findall(rf"\\{quote}(?=[^,;\t|\r\n])", head)
    return len(found) > len(re.findall(rf"[^,;\t|\r\n]{quote}{quote}[^,;\t|\r\n]", head))


def _rating(dialect: Dialect, head: str) -> _Rating:
    records = [record for _, record in islice(dialect.records(head), _SAMPLE) if filled(record)]
    widths = Counter(map(len, records))
    if not widths:
        return _Rating(0.0)
    width, rows = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    if width < 2:
        return _Rating(0.0)
    own = [record for record in records if len(record) == width]
    cells = [cell for record in own[1:] or own for cell in record]
    typed = sum(kind_of(cell) != TEXT for cell in cells) / len(cells)
    torn = sum(cell.count(dialect.quote) % 2 for cell in cells) / len(cells)
    consistent = rows / len(records)
    whole = consistent + 0.2 * typed + min(width, 50) / 1_000 - torn - _stray(dialect, head) / len(records)
    return _Rating(whole, width, consistent, typed)


def _stray(dialect: Dialect, head: str) -> int:
    """How many quotes of the first records stand beside a foreign sign and neither beside a delimiter nor an end."""
    quote, sign = re.escape(dialect.quote), re.escape(dialect.delimiter)
    return len(re.findall(rf"(?<=\w){quote}(?=[^\w\s.{quote}])(?!{sign})", head[: _SAMPLE * 100]))
