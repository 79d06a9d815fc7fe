"""A delimited text file goes in; one sheet comes out: by pyarrow where the file is regular, else record by record."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from interview_analytics.errors import ExportError
from interview_analytics.reading.around import FOOTER, dropped
from interview_analytics.reading.dialect import LONGEST_CELL, Dialect, dialect_of
from interview_analytics.reading.encoding import UNREADABLE, as_utf8
from interview_analytics.reading.header import SAMPLE
from interview_analytics.reading.kinds import filled
from interview_analytics.reading.layout import laid_out, plain_header, tidied, with_problems
from interview_analytics.reading.quotes import halved, torn
from interview_analytics.reading.sheet import Cells, Problem, Sheet, cells_of, truths
from interview_analytics.reading.split import split

_HEAD, _TAIL = 1 << 18, 1 << 13
_STRETCH, _LINE_ENDS = 1 << 22, (10, 13)  # bytes that are looked at together; line feed, carriage return
_MOSTLY_DISTINCT = 0.99  # of a sample of hundreds; at fewer, some thousands of texts make the whole column


def read_text(path: Path) -> list[Sheet]:
    """The tables of a csv, tsv or txt file, in UTF-8, UTF-16 or cp1252, with any usual delimiter and quote."""
    source, damaged = as_utf8(path)
    _refuse_endless_line(source, path.name)
    head = _whole_lines(source)
    try:
        dialect = dialect_of(head)
        sheet = _read_at_once(source, head, dialect, path.name)
        sheets = [sheet] if sheet else _read_by_record(source, dialect, path.name)
    except csv.Error as error:
        raise ExportError(
            f"The text cannot be split into cells ({error}).", "Export it again as csv.", file=path.name
        ) from None
    if not any(sheet.header for sheet in sheets):
        raise ExportError("The file is empty.", "Export it again, or take it out of the folder.", file=path.name)
    return with_problems(sheets, [Problem(None, "", "", UNREADABLE)] if damaged else [])


def _refuse_endless_line(source: pa.Buffer, name: str) -> None:
    """Refuse a text with a line longer than any cell may be, which would fill the memory many times over."""
    letters = np.frombuffer(source, dtype=np.uint8)
    since = 0  # the first letter after the last line end so far
    for start in range(0, len(letters), _STRETCH):
        ends = np.flatnonzero(np.isin(letters[start : start + _STRETCH], _LINE_ENDS))
        if len(ends):
            since = start + int(ends[-1]) + 1
        if min(start + _STRETCH, len(letters)) - since > LONGEST_CELL:
            problem = f"A line is longer than {LONGEST_CELL // 1_000_000} million letters: this is no table."
            raise ExportError(problem, "Export it again as csv.", file=name)


def _whole_lines(source: pa.Buffer) -> str:
    """The first part of the text, up to the end of a line."""
    head = source.slice(0, min(_HEAD, source.size)).to_pybytes()
    if source.size > _HEAD:
        head = head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1]
    return head.decode("utf-8", errors="replace")


def _read_by_record(source: pa.Buffer, dialect: Dialect, name: str) -> list[Sheet]:
    """The careful way: any layout, record by record."""
    found = split(dialect.marked(source.to_pybytes().decode("utf-8")), dialect)
    records = [dialect.unmarked(record) for record in found.records] if dialect.written else found.records
    sheets = laid_out(records, found.lines, file=name, joint=dialect.written or dialect.delimiter)
    return with_problems(sheets, found.problems)


def _read_at_once(source: pa.Buffer, head: str, dialect: Dialect, name: str) -> Sheet | None:
    """The quick way, for a rectangle with titles above and footers below; None where the file is not one."""
    records = list(dialect.records(head))
    at = plain_header([record for _, record in records[:SAMPLE]])
    if at is None or at + 1 >= len(records) or not dialect.plain:
        return None
    header = [cell.strip() for cell in records[at][1]]
    first = records[at + 1][0]
    sample = [record for _, record in records[at + 1 : -1] or records[at + 1 :]]
    footers, end = _footers(source, dialect, len(header))
    start = _offset_of(head, first)
    body = source.slice(start, max(end - start, 0))
    columns = _arrow_columns(body, dialect, sample, len(header)) if body.size and not torn(body, dialect) else None
    if columns is None or _swallowed(columns, dialect) or halved(columns, dialect):
        return None
    lines, after = _first_lines(columns, first)
    around = [dropped(row, line, "title") for line, row in records[:at]]
    around += [dropped([text], after + i, "footer") for i, text in enumerate(footers)]
    made = tidied(Sheet(name, "", header, columns, lines, around, header_line=records[at][0]))
    return made if len(made.dropped) == len(around) else None  # rows between the records need a closer look


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
    kinds = {str(at): _text_type([row[at] for row in sample if at < len(row)]) for at in range(width)}
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(body),
            read_options=arrow_csv.ReadOptions(column_names=list(kinds)),
            parse_options=arrow_csv.ParseOptions(
                delimiter=dialect.delimiter, quote_char=dialect.quote, newlines_in_values=True, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(column_types=kinds, strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    columns = [cells_of(table[name]) for name in kinds]
    del table
    pa.default_memory_pool().release_unused()  # what reading needed on its way is as large as what came of it
    return columns


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
