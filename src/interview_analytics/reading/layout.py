"""Rows of text go in; which of them is the header, and which are titles, blank, totals or footers, come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.reading.sheet import (
    REPAIRED,
    SET_ASIDE,
    Cells,
    Dropped,
    Fault,
    Problem,
    Sheet,
    cells_from,
    truths,
)

Row = Sequence[str]

FOOTER = re.compile(
    r"^\W*(grand totals?\b.*|total records?\b.*|confidential\b.*|copyright\b.*|©.*|end of report.*"
    r"|(report )?(generated|exported|printed|created|run)( on| by| at)\b.*|report (generated|run|created)\b.*"
    r"|page \d+( of \d+)?|\(?\d[\d,]* (records?|rows?)\)?)\W*$",
    re.IGNORECASE,
)
_TOTAL = (
    r"(?i)^\W*((grand|sub|column|report)[ -]?totals?\b.*|totals?\W*(\(.*\))?|totals? (records?|for|rows?)\b.*"
    r"|.*\bsubtotal)\W*$"
)
_SHORT = Fault(
    "short row",
    "The row has fewer cells than the header; the missing ones were taken as empty.",
    "Check that no delimiter is missing in the row.",
    REPAIRED,
)
_LONG = Fault(
    "long row",
    "The row has more cells than the header, so that nobody can tell which cell belongs to which heading.",
    "Put quotes around the cell that holds a delimiter, or remove the extra cell.",
    SET_ASIDE,
)


def filled(row: Row) -> int:
    """How many cells of the row hold something."""
    return sum(1 for cell in row if cell.strip())


def header_at(rows: Sequence[Row]) -> int | None:
    """The position of the header: the first row at least half as full as the typical row; None where all are blank.

    Rows of one cell are titles and footers, unless there are no others.
    """
    counts = [filled(row) for row in rows]
    least = 2 if max(counts, default=0) > 1 else 1
    typical = median([count for count in counts if count >= least] or [0])
    return next((at for at, count in enumerate(counts) if count >= least and 2 * count >= typical), None)


def laid_out(
    rows: Sequence[Row], lines: Sequence[int], *, file: str, sheet: str = "", serial_base: int = 1900
) -> Sheet:
    """The sheet that these rows make; rows may differ in length. `lines` holds the first line of each."""
    at = header_at(rows[:200]) if rows else None
    if at is None:
        blank = [Dropped(line, "", "blank") for line in lines]
        return Sheet(file, sheet, [], [], np.array([], dtype=np.int64), blank, [], serial_base)
    titles = [_dropped(rows[i], lines[i], "title") for i in range(at)]
    end = _footer_start(rows, at)
    footers = [_dropped(rows[i], lines[i], "footer") for i in range(end, len(rows))]
    body, header = rows[at + 1 : end], [cell.strip() for cell in rows[at]]
    width = max([len(header), *map(_used, body)])
    columns = _columns(body, width)
    problems = _ragged(body, lines[at + 1 : end], header)
    padded = header + [""] * (width - len(header))
    first_lines = np.array(lines[at + 1 : end], dtype=np.int64)
    return tidied(Sheet(file, sheet, padded, columns, first_lines, titles + footers, problems, serial_base, lines[at]))


def tidied(sheet: Sheet) -> Sheet:
    """The sheet without blank rows, repeated headers, totals, and columns that hold nothing at all."""
    kinds = _kinds_of_rows(sheet)
    keep = kinds == ""
    dropped = sheet.dropped
    columns = sheet.columns
    if not keep.all():
        at = np.flatnonzero(~keep)
        texts = [cells.kept(at).texts() for cells in columns]
        told = (
            _dropped(row, int(sheet.first_lines[i]), kinds[i])
            for i, row in zip(at, zip(*texts, strict=True), strict=True)
        )
        dropped = sorted([*dropped, *told])
        columns = [cells.kept(keep) for cells in columns]
    gone = {drop.line for drop in dropped}
    problems = [problem for problem in sheet.problems if problem.line not in gone]
    used = [i for i, cells in enumerate(columns) if sheet.header[i] or not cells.blank.all()]
    header, columns = [sheet.header[i] for i in used], [columns[i] for i in used]
    lines = sheet.first_lines[keep]
    return replace(sheet, header=header, columns=columns, first_lines=lines, dropped=dropped, problems=problems)


def _kinds_of_rows(sheet: Sheet) -> np.ndarray:
    """Per row, `blank`, `header` or `subtotal`; the empty text for a record."""
    kinds = np.full(len(sheet), "", dtype=object)
    open_rows = np.ones(len(sheet), dtype=bool)  # rows in which no cell so far held anything
    for cells in sheet.columns:
        if not open_rows.any():
            return kinds
        totals = open_rows & cells.rows_with(_totals(cells))
        for row in np.flatnonzero(totals):
            if _sparse(sheet, int(row)):
                kinds[row] = "subtotal"
        repeated = open_rows & cells.rows_with(truths(pc.equal(cells.distinct, sheet.header[_at(sheet, cells)])))
        for row in np.flatnonzero(repeated):
            if _text_of(sheet, int(row)) == sheet.header:
                kinds[row] = "header"
        open_rows &= cells.blank
    kinds[open_rows] = "blank"
    return kinds


def _at(sheet: Sheet, cells: Cells) -> int:
    return next(i for i, own in enumerate(sheet.columns) if own is cells)


def _totals(cells: Cells) -> np.ndarray:
    chosen = truths(pc.match_substring(cells.distinct, "total", ignore_case=True))
    at = np.flatnonzero(chosen)
    if len(at):
        chosen[at] = truths(pc.match_substring_regex(cells.distinct.take(pa.array(at)), _TOTAL))
    return chosen


def _text_of(sheet: Sheet, row: int) -> list[str]:
    return [cells.distinct[int(cells.codes[row])].as_py().strip() for cells in sheet.columns]


def _sparse(sheet: Sheet, row: int) -> bool:
    """Whether the row is less full than the header: a total, not a record that begins with the word."""
    return filled(_text_of(sheet, row)) < filled(sheet.header)


def _footer_start(rows: Sequence[Row], header: int) -> int:
    """The position after the last record: behind it stand only blank rows, known footers, and single cells of prose."""
    end = len(rows)
    while end > header + 1 and _is_footer(rows[end - 1], filled(rows[header])):
        end -= 1
    while end < len(rows) and not filled(rows[end]):
        end += 1  # blank rows between the records and the footer are blank, not footer
    return end


def _is_footer(row: Row, width: int) -> bool:
    cells = [cell for cell in row if cell.strip()]
    if not cells:
        return True
    if len(cells) <= max(1, width // 4) and FOOTER.match(cells[0].strip()):
        return True
    return len(cells) == 1 and width >= 4 and len(cells[0].split()) >= 3


def _dropped(row: Row, line: int, kind: str) -> Dropped:
    text = " ".join(cell.strip() for cell in row if cell.strip())
    return Dropped(line, text, kind if text else "blank")


def _used(row: Row) -> int:
    """The row's length without the empty cells at its end."""
    return max((at + 1 for at, cell in enumerate(row) if cell.strip()), default=0)


def _columns(body: Sequence[Row], width: int) -> list[Cells]:
    padded = [list(row[:width]) + [""] * (width - len(row)) for row in body]
    if not padded:
        return [cells_from([]) for _ in range(width)]
    return [cells_from(column) for column in zip(*padded, strict=True)]


def _ragged(body: Sequence[Row], lines: Sequence[int], header: Row) -> list[Problem]:
    """A problem for each row that has fewer or more cells than the header."""
    width = len(header)
    least = _used(header)
    long = [Problem(line, "", "", _LONG) for row, line in zip(body, lines, strict=True) if _used(row) > width]
    short = [Problem(line, "", "", _SHORT) for row, line in zip(body, lines, strict=True) if 0 < len(row) < least]
    return sorted(long + short, key=lambda problem: problem.line or 0)
