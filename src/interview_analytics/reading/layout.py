"""Rows of text go in; the tables that they hold come out, each with headings, records, and all that is neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.errors import ExportError
from interview_analytics.reading.around import begins_with_total, dropped, footer_start, is_total, totals
from interview_analytics.reading.blocks import next_table, side_by_side
from interview_analytics.reading.extent import MOST_CELLS, SPARSE
from interview_analytics.reading.groups import filled_down, group_lines, labelled
from interview_analytics.reading.header import SAMPLE, Header, Spans, header_of
from interview_analytics.reading.kinds import Row, filled, used
from interview_analytics.reading.marks import unmarked
from interview_analytics.reading.ragged import squared
from interview_analytics.reading.sheet import NOTED, Cells, Dropped, Fault, Problem, Sheet, cells_once, truths
from interview_analytics.reading.sums import sums

_ADDED = "each of its figures is the sum of those in the rows above or below it"
_UNDER_A_GROUP = Fault(
    "group without a heading",
    "A row above this one names its group; the name was put into a column of its own, which has no heading.",
    "Give the group a column, or read it as a title.",
    NOTED,
)
_STRETCH = 4_096  # rows that are turned into columns together, while they are near at hand
MOST_COLUMNS = 16_384  # as many as a workbook can have
_NO_HEADINGS = Fault(
    "no headings",
    "No row of headings was found; the columns were numbered from 1.",
    "Add a row of headings, or say in mapping.toml what 'Column 1' is.",
    NOTED,
)
_SEVERAL = Fault(
    "headings in several rows",
    "The headings stand in several rows; they were read together, column by column.",
    "",
    NOTED,
)
_UNNAMED = Fault(
    "heading missing",
    "This column has no heading.",
    "Give it one, so that it can be read.",
    NOTED,
)


def plain_header(records: Sequence[Row]) -> int | None:
    """The position of the header where the first records make one plain table; None where they need a closer look."""
    header = header_of(records)
    if header is None or header.first != header.last or len(side_by_side(records)) > 1:
        return None
    body = records[header.last + 1 : -1]
    if next_table(body, 0, header.names) < len(body) or group_lines(body, header.names) or not _whole(body, header):
        return None
    if filled(records[-1]) == 1 < len(header.names) or sums(records[header.last + 1 :], len(header.names)):
        return None
    return header.first


def _whole(body: Sequence[Row], header: Header) -> bool:
    """Whether every column has a heading and no row holds a total."""
    return all(header.names) and not any(
        _is_total(row, header.names) for row in body if filled(row) < len(header.names)
    )


def laid_out(
    rows: Sequence[Row],
    lines: Sequence[int],
    *,
    file: str,
    sheet: str = "",
    serial_base: int = 1900,
    spans: Spans | None = None,
    joint: str = ",",
) -> list[Sheet]:
    """The tables that these rows make, from left to right and from above; a sheet without headings where all is blank.

    rows: texts; they may differ in length. lines: the first line of each. spans: merged cells. joint: the sign to put
    between cells that belong together.
    """
    _refuse_too_wide(rows, file)
    made = []
    blocks = side_by_side(rows)
    for start, end in blocks:
        own = rows if len(blocks) == 1 else [row[start:end] for row in rows]
        moved = {(row, at - start): last - start for (row, at), last in (spans or {}).items() if start <= at < end}
        made += _stacked(own, lines, moved, joint)
    named = [replace(one, file=file, sheet=sheet, serial_base=serial_base) for one in made]
    return named or [_blank(lines, file, sheet)]


def _refuse_too_wide(rows: Sequence[Row], file: str) -> None:
    header = header_of(rows)
    width = len(header.names) if header else 0
    if width > MOST_COLUMNS:
        raise ExportError(f"The table has {width:,} columns.", "Export only those that are needed.", file=file)
    if width * len(rows) > MOST_CELLS and width * len(rows) > SPARSE * sum(map(len, rows)):
        problem = f"The table has {width:,} columns, and most of its {len(rows):,} rows fill hardly any of them."
        raise ExportError(problem, "Export only the columns that are needed.", file=file)


def _blank(lines: Sequence[int], file: str, sheet: str) -> Sheet:
    blank = [dropped([], line, "blank") for line in lines]
    return Sheet(file, sheet, [], [], np.array([], dtype=np.int64), blank)


def _stacked(rows: Sequence[Row], lines: Sequence[int], spans: Spans, joint: str) -> list[Sheet]:
    """The tables that stand below each other."""
    made: list[Sheet] = []
    start = 0
    while start < len(rows):
        own = {(row - start, at): last for (row, at), last in spans.items() if row >= start} if spans else {}
        header = header_of(rows[start : start + SAMPLE], own)
        if header is None:
            break
        end = next_table(rows, start + header.last + 1, header.names)
        made.append(_table(rows[start:end], lines[start:end], header, joint))
        start = end
    return made


def _table(rows: Sequence[Row], lines: Sequence[int], header: Header, joint: str) -> Sheet:
    """One table: titles, headings, records, footers."""
    above = [dropped(rows[at], lines[at], "title") for at in range(header.first)]
    above += [dropped(rows[at], lines[at], "header") for at in range(header.first, header.last)]
    begin = header.last + 1
    end = begin + footer_start(rows[begin:], filled(header.names))
    below = [dropped(rows[at], lines[at], "footer") for at in range(end, len(rows))]
    body = _Body(rows[begin:end], lines[begin:end], header.names)
    body.take_out_groups()
    body.take_out_totals()
    body.fill_down()
    body.square(joint)
    names = body.names + [""] * (_widest(body.rows, len(body.names)) - len(body.names))
    sheet = Sheet(
        "",
        "",
        names,
        _columns(body.rows, len(names)),
        np.array(body.lines, dtype=np.int64),
        [*above, *body.dropped, *below],
        [*_of_headings(header, body, lines), *body.problems],
        header_line=lines[header.last] if header.found else None,
    )
    return tidied(sheet)


def _widest(rows: Sequence[Row], least: int) -> int:
    """How many cells the widest of the rows uses, but not fewer than so many."""
    return max((used(row) for row in rows if len(row) > least), default=least)


class _Body:
    """The rows between headings and footers, from which step by step only records are left."""

    def __init__(self, rows: Sequence[Row], lines: Sequence[int], names: list[str]) -> None:
        self.rows, self.lines, self.names = list(rows), list(lines), list(names)
        self.dropped: list[Dropped] = []
        self.problems: list[Problem] = []
        self.grouped = False

    def take_out_groups(self) -> None:
        """Rows that name a group become a column: one of their own, or the empty one that they stand in."""
        groups = group_lines(self.rows, self.names)
        if not groups:
            return
        place, value, label = -1, "", ""
        for at, row in enumerate(self.rows):
            if at in groups:
                place, value = groups[at]
                label = (labelled(" ".join(row).strip()) or ("", ""))[0] or label
                self.dropped.append(dropped(row, self.lines[at], "title", "it names the group of the rows below it"))
            elif value and filled(row):
                own = len(self.names) if place < 0 else place
                self.rows[at] = _with(row, own, value)
        if place < 0:
            self.names.append(label)
        if place < 0 and not label:
            under = [line for at, line in enumerate(self.lines) if at not in groups and filled(self.rows[at])]
            self.problems += [Problem(line, "", "", _UNDER_A_GROUP) for line in under]
        self._keep([at not in groups for at in range(len(self.rows))])
        self.grouped = True

    def take_out_totals(self) -> None:
        """Totals between and below the records: by their word, or because their figures add up."""
        named = {at for at, row in enumerate(self.rows) if _is_total(row, self.names)}
        others = [at for at in range(len(self.rows)) if at not in named]
        added = {others[at] for at in sums([self.rows[at] for at in others], len(self.names))}
        self.dropped += [dropped(self.rows[at], self.lines[at], "subtotal") for at in sorted(named)]
        self.dropped += [dropped(self.rows[at], self.lines[at], "subtotal", _ADDED) for at in sorted(added)]
        self.grouped = self.grouped or len(named) > 1
        gone = named | added
        self._keep([at not in gone for at in range(len(self.rows))])

    def fill_down(self) -> None:
        """The values that stand only in the first row of their group."""
        self.rows, told = filled_down(self.rows, self.lines, self.names, grouped=self.grouped)
        self.problems += told

    def square(self, joint: str) -> None:
        """Rows that are too short or too long."""
        self.rows, told = squared(self.rows, self.lines, self.names, joint=joint)
        self.problems += told

    def _keep(self, kept: list[bool]) -> None:
        self.rows = [row for row, keep in zip(self.rows, kept, strict=True) if keep]
        self.lines = [line for line, keep in zip(self.lines, kept, strict=True) if keep]


def _with(row: Row, place: int, value: str) -> list[str]:
    padded = [*row, *[""] * (place + 1 - len(row))]
    return [*padded[:place], value, *padded[place + 1 :]]


def _is_total(row: Row, names: Sequence[str]) -> bool:
    return begins_with_total(row) and is_total(row, names)


def _of_headings(header: Header, body: _Body, lines: Sequence[int]) -> Iterable[Problem]:
    """Problems of headings that are missing or spread over several rows."""
    if not header.found:
        return [Problem(None, "", "", _NO_HEADINGS)]
    told_of = {at for row in body.rows for at, cell in enumerate(row) if cell.strip()} if "" in header.names else set()
    unnamed = [at for at, name in enumerate(header.names) if not name and at in told_of]
    told = [Problem(lines[header.last], f"column {at + 1}", "", _UNNAMED) for at in unnamed]
    return [*told, *([Problem(lines[header.last], "", "", _SEVERAL)] if header.last > header.first else [])]


def with_problems(sheets: list[Sheet], problems: Sequence[Problem]) -> list[Sheet]:
    """The sheets, each with those of the problems that concern a line of its records, or no line at all."""
    if not problems:
        return sheets
    return [replace(sheet, problems=[*_concerning(sheet, problems), *sheet.problems]) for sheet in sheets]


def _concerning(sheet: Sheet, problems: Sequence[Problem]) -> list[Problem]:
    own = {*sheet.first_lines.tolist(), sheet.header_line, None}
    return [problem for problem in problems if problem.line in own]


def tidied(sheet: Sheet) -> Sheet:
    """The sheet without blank rows, repeated headers, totals, and columns that hold nothing at all."""
    kinds = _kinds_of_rows(sheet)
    keep = kinds == ""
    lost, columns = sheet.dropped, sheet.columns
    if not keep.all():
        at = np.flatnonzero(~keep)
        texts = [cells.kept(at).texts() for cells in columns]
        rows = zip(at, zip(*texts, strict=True), strict=True)
        lost = [*lost, *(dropped(row, int(sheet.first_lines[i]), kinds[i]) for i, row in rows)]
        columns = [cells.kept(keep) for cells in columns]
    gone = {drop.line for drop in lost}
    problems = [problem for problem in sheet.problems if problem.line not in gone]
    in_use = [i for i, cells in enumerate(columns) if sheet.header[i] or not cells.blank.all()]
    header, columns = [sheet.header[i] for i in in_use], [columns[i] for i in in_use]
    lines = sheet.first_lines[keep]
    made = replace(sheet, header=header, columns=columns, first_lines=lines, dropped=sorted(lost), problems=problems)
    return unmarked(made)


def _kinds_of_rows(sheet: Sheet) -> np.ndarray:
    """Per row, `blank`, `header` or `subtotal`; the empty text for a record."""
    kinds = np.full(len(sheet), "", dtype=object)
    open_rows = np.ones(len(sheet), dtype=bool)  # rows in which no cell so far held anything
    for heading, cells in zip(sheet.header, sheet.columns, strict=True):
        if not open_rows.any():
            return kinds
        for row in np.flatnonzero(open_rows & cells.rows_with(totals(cells))):
            if is_total(_text_of(sheet, int(row)), sheet.header):
                kinds[row] = "subtotal"
        repeated = open_rows & cells.rows_with(truths(pc.equal(cells.distinct, heading)))
        for row in np.flatnonzero(repeated) if heading else ():
            if _text_of(sheet, int(row)) == sheet.header:
                kinds[row] = "header"
        open_rows &= cells.blank
    kinds[open_rows] = "blank"
    return kinds


def _text_of(sheet: Sheet, row: int) -> list[str]:
    return [cells.distinct[int(cells.codes[row])].as_py().strip() for cells in sheet.columns]


def _columns(body: Sequence[Row], width: int) -> list[Cells]:
    padded = [row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for row in body]
    stretches = [padded[start : start + _STRETCH] for start in range(0, len(padded), _STRETCH)]
    arrays = [[pa.array(column, pa.string()) for column in zip(*rows, strict=True)] for rows in stretches]
    turned = zip(*arrays, strict=True) if arrays else [()] * width
    return [cells_once(pa.chunked_array(parts, pa.string())) for parts in turned]
