"""A sheet goes in; the same sheet with the year put to days that were written without one, where only one can be meant,
comes out."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.headings import meanings
from interview_analytics.reading import Cells, Fault, Problem, Sheet
from interview_analytics.reading.sheet import REPAIRED, truths
from interview_analytics.tables import TABLES

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_BARE = r"(?i)^\s*(\d{1,2}[-/.]\d{1,2}|[a-z]{3,9}\.?\s+\d{1,2}(st|nd|rd|th)?|\d{1,2}[\s-][a-z]{3,9}\.?)\s*$"
_DAYS = {column.name for table in TABLES.values() for column in table.columns if column.kind == "date"}


def with_years(sheet: Sheet) -> Sheet:
    """Days such as `3/5` get the one year that titles, the sheet's or file's name, or else the column itself name."""
    for at, heading in enumerate(sheet.header):
        if any(meaning.column in _DAYS for meaning in meanings(heading).values()):
            sheet = _completed(sheet, at)
    return sheet


def _completed(sheet: Sheet, at: int) -> Sheet:
    cells = sheet.columns[at]
    bare = truths(pc.match_substring_regex(cells.distinct, _BARE)) if len(cells.distinct) else np.zeros(0, dtype=bool)
    year = _year(sheet, cells) if bare.any() else None
    if year is None:
        return sheet
    texts = cells.distinct.to_pylist()
    for one in np.flatnonzero(bare).tolist():
        texts[one] = _dated(texts[one].strip(), year)
    rows = np.flatnonzero(cells.rows_with(bare))
    fault = Fault(
        "year missing", f"The year is missing; {year} was taken, as no other is named.", "Write the year.", REPAIRED
    )
    told = [
        Problem(int(sheet.first_lines[row]), sheet.header[at], cells.distinct[int(cells.codes[row])].as_py(), fault)
        for row in rows
    ]
    columns = [*sheet.columns[:at], Cells(pa.array(texts, pa.string()), cells.codes), *sheet.columns[at + 1 :]]
    return replace(sheet, columns=columns, problems=[*sheet.problems, *told])


def _dated(text: str, year: str) -> str:
    sign = next((sign for sign in "/-." if sign in text.strip(".")), " ")
    return f"{text}{sign}{year}"


def _year(sheet: Sheet, cells: Cells) -> str | None:
    """The only year that is named; none where there are several."""
    around = [sheet.sheet, sheet.file, *(drop.text for drop in sheet.dropped if drop.kind == "title")]
    for texts in (around, cells.distinct.to_pylist()):
        years = {year for text in texts for year in _YEAR.findall(text)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None
