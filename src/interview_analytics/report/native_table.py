"""A grid and a sheet go in; a native table of the workbook, as wide as its page allows, comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from math import ceil
from textwrap import wrap
from typing import Any

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from interview_analytics.report.grid import Grid

STYLE = "Table Style Light 1"  # bands of grey: legible in print and without colour
LINE = 15  # points
NARROWEST, WIDEST = 9, 60  # letters


def native_table(sheet: Worksheet, row: int, grid: Grid, formats: Mapping[str, Format]) -> int:
    """Write a native table whose headings stand in `row`; the row below it is returned."""
    if not grid.rows:
        sheet.write_string(row, 0, "None.")
        return row + 1
    headings = _distinct(grid.headings)
    last = row + len(grid.rows)
    over = zip(headings, _over(grid, formats), strict=True)
    columns = [{"header": name, "header_format": form} for name, form in over]
    sheet.add_table(
        row, 0, last, len(headings) - 1, {"columns": columns, "style": STYLE, "description": grid.alt[:250]}
    )
    for at, (values, own) in enumerate(zip(grid.rows, grid.formats, strict=True), start=row + 1):
        for column, (value, form) in enumerate(zip(values, own, strict=True)):
            _cell(sheet, (at, column), value, formats[form])
        if "wrapped" in own:
            sheet.set_row(at, LINE * max(ceil(len(str(value)) / (WIDEST - 8)) for value in values))
    sheet.set_row(row, LINE * max(len(_lines(heading)) for heading in headings))
    _widen(sheet, headings, grid)
    return last + 1


def _over(grid: Grid, formats: Mapping[str, Format]) -> list[Format]:
    """A heading stands over its figures on the right, over words on the left."""
    words_below = ("text", "wrapped", "month")
    return [formats["text heading" if form in words_below else "figure heading"] for form in grid.formats[0]]


def _cell(sheet: Worksheet, place: tuple[int, int], value: Any, form: Format) -> None:
    if isinstance(value, str):
        sheet.write_string(*place, value, form)
    elif isinstance(value, dt.date):
        sheet.write_datetime(*place, dt.datetime.combine(value, dt.time()), form)
    elif not pd.isna(value):
        sheet.write_number(*place, float(value), form)


def _distinct(headings: Sequence[str]) -> list[str]:
    """A native table refuses two headings that differ in nothing but case."""
    low = [name.lower() for name in headings]
    earlier = [low[:place].count(name) for place, name in enumerate(low)]
    return [f"{name} ({times + 1})" if times else name for name, times in zip(headings, earlier, strict=True)]


def _lines(heading: str) -> list[str]:
    """A heading that says of which days its figures speak goes over lines, or twice the columns fill no page."""
    return wrap(heading, 10) if ", " in heading else [heading]


def _widen(sheet: Worksheet, headings: Sequence[str], grid: Grid) -> None:
    for column, name in enumerate(headings):
        texts = [row[column] for row in grid.rows if isinstance(row[column], str)]
        longest = max(max(map(len, _lines(name))) + 3, *map(len, texts), 0)
        sheet.set_column(column, column, min(max(longest + 1, NARROWEST), WIDEST))
