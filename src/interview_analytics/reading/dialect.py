"""The first part of a text file goes in; the delimiter, quote and escape that explain it best come out."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from interview_analytics.reading.kinds import TEXT, filled, kind_of

LONGEST_CELL = 1 << 24
_USUAL, _RARE = ",;\t|", "^~:"
_SAMPLE = 200


@dataclass(frozen=True)
class Dialect:
    """How a text file marks its cells; `spaced` where a blank stands behind each delimiter."""

    delimiter: str
    quote: str = '"'
    escape: str | None = None
    spaced: bool = False

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


def dialect_of(head: str) -> Dialect:
    """The dialect under which the first records agree best in their number of cells, and hold most numbers and days.

    A rare delimiter counts only where no usual one splits the records at all.
    """
    usual = [own for quote in _quotes(head) for sign in _USUAL for own in _candidates(head, sign, quote)]
    rated = [(_rating(dialect, head), -at) for at, dialect in enumerate(usual)]
    best, at = max(rated)
    if best >= 0.5:
        return usual[-at]
    rare = [dialect for sign in _RARE for dialect in _candidates(head, sign, '"')]
    found = max(rare, key=lambda dialect: _rating(dialect, head))
    return found if _rating(found, head) > max(best, 0.95) else usual[-at]


def _quotes(head: str) -> str:
    """The double quote, and the single one where it stands around cells and the double one does not."""
    around = r"(?m)(?:^|[,;\t|])\s?{0}[^{0}\n]*{0}(?=$|[,;\t|\r])"
    single = len(re.findall(around.format("'"), head))
    return "'\"" if single > len(re.findall(around.format('"'), head)) else '"'


def _candidates(head: str, delimiter: str, quote: str) -> list[Dialect]:
    escape = "\\" if _escaped(head, quote) else None
    spaced = delimiter != "\t" and f"{delimiter} {quote}" in head
    return [Dialect(delimiter, quote, escape, spaced)]


def _escaped(head: str, quote: str) -> bool:
    """Whether quotes inside cells are marked by a backslash: one that does not end its cell."""
    found = re.findall(rf"\\{quote}(?=[^,;\t|\r\n])", head)
    return len(found) > len(re.findall(rf"[^,;\t|\r\n]{quote}{quote}[^,;\t|\r\n]", head))


def _rating(dialect: Dialect, head: str) -> float:
    records = [record for _, record in islice(dialect.records(head), _SAMPLE) if filled(record)]
    widths = Counter(map(len, records))
    if not widths:
        return 0.0
    width, rows = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    if width < 2:
        return 0.0
    cells = [cell for record in records if len(record) == width for cell in record]
    typed = sum(kind_of(cell) != TEXT for cell in cells) / len(cells)
    torn = sum(cell.count(dialect.quote) % 2 for cell in cells) / len(cells)
    return rows / len(records) + 0.2 * typed + min(width, 50) / 1_000 - torn
