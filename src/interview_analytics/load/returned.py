"""A file goes in; the sheets of it in which rows come back that had been handed out to be mended come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from interview_analytics.load.marks import Place, alike, places
from interview_analytics.reading import Sheet
from interview_analytics.reading.workbook import grids

# The headings of a workbook of rows to mend, in front of those of the export and behind them.
LINE, MARK, FILE, SHEET = "line of the original", "mark of the row", "file of the original", "sheet of the original"
LEAD = (LINE, MARK, FILE, SHEET)
BEHIND = ("problem", "what to do")
UNNAMED = "(no heading)"
TITLE = "Rows to mend"
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True, eq=False)
class Returned:
    """One sheet of a workbook that came back.

    rows_read: all its lines, headings and blank ones included
    rows: per row that came back, `LEAD` and `row`, the line that it stands in
    places: the export's headings; texts: for each of them, the text of each row
    """

    file: str
    sheet: str
    sha256: str
    rows_read: int
    rows: pd.DataFrame
    places: list[Place]
    texts: list[list[str]]


def came_back(path: Path, found: list[Sheet], sha256: str) -> tuple[list[Sheet], list[Returned]]:
    """The sheets of a file that are exports, and those in which rows come back, whatever the file is called."""
    if path.suffix.lower() not in _WORKBOOKS or not any(_tells(sheet) for sheet in found):
        return found, []
    told = {name: _returned((path.name, name, sha256), rows) for name, rows in grids(path)}
    returned = [own for own in told.values() if own]
    return [sheet for sheet in found if not told.get(sheet.sheet)], returned


def _tells(sheet: Sheet) -> bool:
    """Whether the sheet speaks of marks of rows anywhere in its headings or above them."""
    return any(MARK in text for text in [*sheet.header, *(drop.text for drop in sheet.dropped)])


def _returned(origin: tuple[str, str, str], rows: Sequence[Sequence[str]]) -> Returned | None:
    """The sheet's rows that came back; no rows for the sheet of instructions; None for any other."""
    header = next((at for at, row in enumerate(rows) if set(LEAD) <= {cell.strip() for cell in row}), None)
    if header is not None:
        return _read(origin, rows, header)
    if any(cell.strip() == TITLE for row in rows[:1] for cell in row):
        return Returned(*origin, len(rows), pd.DataFrame(columns=["row", *LEAD]), [], [])
    return None


def _read(origin: tuple[str, str, str], rows: Sequence[Sequence[str]], header: int) -> Returned:
    headings = [alike(cell) for cell in rows[header]]
    filled = {at + 1: row for at, row in enumerate(rows) if at > header and any(cell.strip() for cell in row)}
    columns = [[alike(row[at]) if at < len(row) else "" for row in filled.values()] for at in range(len(headings))]
    lead = {name: columns[headings.index(name)] for name in LEAD}
    own = _of_the_export(headings)
    named = places(["" if headings[at] == UNNAMED else headings[at] for at in own])
    frame = pd.DataFrame({"row": list(filled), **lead})
    return Returned(*origin, len(rows), frame, named, [columns[at] for at in own])


def _of_the_export(headings: list[str]) -> list[int]:
    """The positions of the export's own columns: those that we put in front and behind, and nameless ones, left out."""
    ours = {headings.index(name) for name in LEAD}
    ours |= {max(at for at, own in enumerate(headings) if own == name) for name in BEHIND if name in headings}
    return [at for at, heading in enumerate(headings) if heading and at not in ours]
