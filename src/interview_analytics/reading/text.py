"""A delimited text file goes in; one sheet comes out: by pyarrow where the file is regular, else record by record."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from interview_analytics.errors import ExportError
from interview_analytics.reading.layout import FOOTER, filled, header_at, laid_out, tidied
from interview_analytics.reading.sheet import Cells, Dropped, Sheet, cells_of, truths

_HEAD, _TAIL = 1 << 18, 1 << 13
_BLOCK = 1 << 22  # bytes; larger than pyarrow's default, for fewer dictionaries to unite
_MOSTLY_DISTINCT = 0.9
_LONGEST_CELL = 1 << 24
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class Dialect:
    """How a text file marks its cells."""

    delimiter: str
    quote: str = '"'
    escape: str | None = None

    def records(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Each record with its first line."""
        csv.field_size_limit(_LONGEST_CELL)
        reader = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=self.delimiter,
            quotechar=self.quote,
            escapechar=self.escape,
            doublequote=self.escape is None,
        )
        line = 1
        for record in reader:
            yield line, record
            line = reader.line_num + 1


def read_text(path: Path) -> list[Sheet]:
    """The one sheet of a csv, tsv or txt file, in UTF-8, UTF-16 or cp1252, with any usual delimiter and quote."""
    source = _as_utf8(path)
    head = _whole_lines(source)
    dialect = dialect_of(head)
    try:
        sheet = _read_at_once(source, head, dialect, path.name) or _read_by_record(source, dialect, path.name)
    except csv.Error as error:
        raise ExportError(
            f"The text cannot be split into cells ({error}).", "Export it again as csv.", file=path.name
        ) from None
    if not sheet.header:
        raise ExportError("The file is empty.", "Export it again, or take it out of the folder.", file=path.name)
    return [sheet]


def _as_utf8(path: Path) -> pa.Buffer:
    """The file's text as UTF-8 without a byte order mark."""
    if path.stat().st_size >= 1 << 31:
        raise ExportError("The text file is larger than 2 GB.", "Export it by year, or as parquet.", file=path.name)
    with pa.memory_map(str(path)) as file:
        raw = file.read_buffer()
    start = raw.slice(0, min(4, raw.size)).to_pybytes()
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            body = raw.slice(len(mark))
            return body if encoding == "utf-8" else _transcoded(body, encoding)
    if b"\x00" in start:
        return _transcoded(raw, "utf-16-be" if start[0] == 0 else "utf-16-le")
    return raw if _is_utf8(raw) else _transcoded(raw, "cp1252")


def _transcoded(raw: pa.Buffer, encoding: str) -> pa.Buffer:
    return pa.py_buffer(raw.to_pybytes().decode(encoding, errors="replace").encode("utf-8"))


def _is_utf8(raw: pa.Buffer) -> bool:
    offsets = pa.py_buffer(np.array([0, raw.size], dtype=np.int32))
    try:
        pa.StringArray.from_buffers(1, offsets, raw).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _whole_lines(source: pa.Buffer) -> str:
    """The first part of the text, up to the end of a line."""
    head = source.slice(0, min(_HEAD, source.size)).to_pybytes()
    if source.size > _HEAD:
        head = head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1]
    return head.decode("utf-8", errors="replace")


def dialect_of(head: str) -> Dialect:
    """Delimiter and quote under which the first records agree best in their number of cells."""
    quote = "'" if '"' not in head and re.search(r"(^|[,;\t|])'[^'\n]*'($|[,;\t|])", head, re.MULTILINE) else '"'
    escape = "\\" if f"\\{quote}" in head and f"{quote}{quote}" not in head else None
    candidates = [Dialect(delimiter, quote, escape) for delimiter in ",;\t|"]
    return max(candidates, key=lambda dialect: _agreement(dialect, head))


def _agreement(dialect: Dialect, head: str) -> float:
    widths = Counter(
        len(record) for _, (_, record) in zip(range(200), dialect.records(head), strict=False) if filled(record)
    )
    if not widths:
        return 0.0
    width, rows = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    return 0.0 if width < 2 else rows / widths.total() + width / 1_000


def _read_by_record(source: pa.Buffer, dialect: Dialect, name: str) -> Sheet:
    """The careful way: any layout, record by record."""
    numbered = list(dialect.records(source.to_pybytes().decode("utf-8")))
    return laid_out([record for _, record in numbered], [line for line, _ in numbered], file=name)


def _read_at_once(source: pa.Buffer, head: str, dialect: Dialect, name: str) -> Sheet | None:
    """The quick way, for a rectangle with titles above and footers below; None where the file is not one."""
    records = list(dialect.records(head))
    at = header_at([record for _, record in records[:200]])
    if at is None or at + 1 >= len(records) or dialect.escape:
        return None
    header = [cell.strip() for cell in records[at][1]]
    first = records[at + 1][0]
    sample = [record for _, record in records[at + 1 : -1] or records[at + 1 :]]
    footers, end = _footers(source, dialect, len(header))
    start = _offset_of(head, first)
    columns = _arrow_columns(source.slice(start, end - start), dialect, sample, len(header)) if end > start else None
    if columns is None or _swallowed(columns, dialect):
        return None
    lines, after = _first_lines(columns, first)
    dropped = [
        Dropped(line, " ".join(cell for cell in row if cell.strip()).strip(), "title") for line, row in records[:at]
    ]
    dropped = [drop if drop.text else drop._replace(kind="blank") for drop in dropped]
    dropped += [Dropped(after + i, text, "footer" if text else "blank") for i, text in enumerate(footers)]
    return tidied(Sheet(name, "", header, columns, lines, dropped, header_line=records[at][0]))


def _footers(source: pa.Buffer, dialect: Dialect, width: int) -> tuple[list[str], int]:
    """The known footer lines at the end of the text, and the byte at which they begin."""
    tail = source.slice(max(source.size - _TAIL, 0)).to_pybytes()
    lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", tail)
    found: list[str] = []
    end = source.size
    while len(lines) > 1:
        raw = lines.pop()
        text = raw.decode("utf-8", errors="replace").strip(dialect.delimiter + dialect.quote + " \r\n\t")
        if (
            raw
            and text
            and (
                (raw.count(dialect.delimiter.encode()) >= max(width - 1, 1) and not _lone(raw, dialect))
                or not FOOTER.match(text)
            )
        ):
            break
        if raw:
            found.insert(0, text)
        end -= len(raw)
    return found, end


def _lone(raw: bytes, dialect: Dialect) -> bool:
    """Whether only the first cell of the line holds something."""
    record = next(
        csv.reader([raw.decode("utf-8", errors="replace")], delimiter=dialect.delimiter, quotechar=dialect.quote), []
    )
    return filled(record) == 1


def _offset_of(head: str, line: int) -> int:
    """The byte at which this physical line begins."""
    lines = io.StringIO(head, newline="")
    return sum(len(next(lines).encode("utf-8")) for _ in range(line - 1))


def _arrow_columns(body: pa.Buffer, dialect: Dialect, sample: list[list[str]], width: int) -> list[Cells] | None:
    names = [str(at) for at in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(body),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK),
            parse_options=arrow_csv.ParseOptions(
                delimiter=dialect.delimiter, quote_char=dialect.quote, newlines_in_values=True, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={
                    name: _text_type([row[at] for row in sample if at < len(row)]) for at, name in enumerate(names)
                },
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    return [cells_of(table[name]) for name in names]


def _text_type(sample: list[str]) -> pa.DataType:
    """Plain text where nearly every cell differs (an identifier), else text kept once per distinct value."""
    distinct = len(set(sample)) > _MOSTLY_DISTINCT * max(len(sample), 1) and len(sample) > 100
    return pa.string() if distinct else pa.dictionary(pa.int32(), pa.string())


def _swallowed(columns: list[Cells], dialect: Dialect) -> bool:
    """Whether a lone quote drew whole records into one cell."""
    for cells in columns:
        broken = truths(pc.match_substring(cells.distinct, "\n"))
        if broken.any():
            texts = cells.distinct.filter(pa.array(broken)).to_pylist()
            if any(text.count(dialect.delimiter) >= max(len(columns) - 1, 1) for text in texts):
                return True
    return False


def _first_lines(columns: list[Cells], first: int) -> tuple[np.ndarray, int]:
    """The first physical line of each record, line breaks inside cells counted, and the line after the last one."""
    lines = np.ones(len(columns[0]), dtype=np.int64)
    for cells in columns:
        breaks = pc.count_substring(cells.distinct, "\n").to_numpy(zero_copy_only=False)
        if breaks.any():
            lines += breaks[cells.codes]
    ends = first + np.cumsum(lines)
    return ends - lines, int(ends[-1]) if len(ends) else first
