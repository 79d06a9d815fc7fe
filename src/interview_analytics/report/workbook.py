"""A release goes in; one workbook, a sheet per table with a contents sheet and a data dictionary, comes out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from interview_analytics import words
from interview_analytics.measures import MEASURES
from interview_analytics.release import Release
from interview_analytics.report.bars import barred, bars
from interview_analytics.report.cells import HIDDEN, headings, hidden, readable
from interview_analytics.report.grid import Grid, beside
from interview_analytics.report.native_table import LINE, native_table
from interview_analytics.report.outline import LONG, reading
from interview_analytics.report.sheet_names import sheet_names
from interview_analytics.report.side_by_side import both, printed, said

CONTENTS, READ, DICTIONARY = "Contents", "What was read", "Data dictionary"
INERT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NOT_SCALED = {"scale_with_doc": False}
ACROSS, ACROSS_COLUMNS = 90, 7  # letters of a sentence to a line, and the columns that hold it
FIRST_ROW = 5  # of a table's headings; the mark, the heading, the sentence and the way back stand above it
FORMATS: dict[str, dict[str, Any]] = {
    "mark": {"bold": True, "font_color": "#8A1C1C"},
    "heading": {"bold": True, "font_size": 14},
    "link": {"underline": 1, "font_color": "#1F4E8C"},
    "text": {"valign": "top", "align": "left", "indent": 1},
    "wrapped": {"valign": "top", "text_wrap": True},
    "text heading": {"bold": True, "bottom": 1, "align": "left", "indent": 1, "text_wrap": True},
    "hidden": {"valign": "top", "align": "right", "font_color": "#4C5666"},
    "month": {"num_format": "mmm yyyy", "valign": "top", "align": "left", "indent": 1},
    "figure heading": {"bold": True, "bottom": 1, "align": "right", "text_wrap": True},
    "count": {"num_format": "#,##0", "valign": "top"},
    "share": {"num_format": "0.0%", "valign": "top"},
    "hourly wage, US dollars": {"num_format": "$#,##0.00", "valign": "top"},
    "hours a week": {"num_format": "#,##0.0", "valign": "top"},
    **{name: {"num_format": f"#,##0.{'0' * digits}", "valign": "top"} for name, digits in words.DIGITS.items()},
}


@dataclass(frozen=True)
class Book:
    """A workbook while it is written: where it goes, what each sheet must carry, and the formats."""

    file: xlsxwriter.Workbook
    release: Release
    formats: dict[str, Format] = field(default_factory=dict)


def write(release: Release, path: Path) -> None:
    """Write the workbook. Text from the exports is written as text, never as a formula, a link or a number."""
    with xlsxwriter.Workbook(str(path), INERT) as file:
        file.set_properties(_properties(release))
        book = Book(file, release, {name: file.add_format(form) for name, form in FORMATS.items()})
        names = sheet_names([CONTENTS, READ, *printed(release), DICTIONARY])
        _contents(book, names)
        _what_was_read(book)
        for name in printed(release):
            _table(book, name, names[name])
        _dictionary(book)


def _properties(release: Release) -> dict[str, Any]:
    return {
        "title": release.template.title,
        "subject": release.settings.programme,
        "comments": release.mark or "Small numbers are hidden",
        "created": dt.datetime.combine(release.as_of, dt.time()),  # fixed, so that the same report has the same bytes
    }


def _sheet(book: Book, name: str, title: str, said: str = "") -> Worksheet:
    """A sheet with the mark in its first row and on each printed page, its heading, and a sentence."""
    sheet = book.file.add_worksheet(name)
    if book.release.mark:
        sheet.write_string(0, 0, book.release.mark, book.formats["mark"])
    sheet.write_string(1, 0, title, book.formats["heading"])
    _across(book, sheet, said)
    sheet.set_header(f"&C{_printed(book.release.mark)}", NOT_SCALED)
    sheet.set_footer(
        f"&L{_printed(book.release.mark)}&C{_printed(book.release.template.title)}&RPage &P of &N", NOT_SCALED
    )
    sheet.set_landscape()
    sheet.set_paper(1)  # US letter
    sheet.fit_to_pages(1, 0)
    return sheet


def _across(book: Book, sheet: Worksheet, said: str) -> None:
    """A long sentence goes over several columns and lines, or it would set the width of the printed page."""
    if len(said) > ACROSS:
        sheet.merge_range(2, 0, 2, ACROSS_COLUMNS - 1, said, book.formats["wrapped"])
        sheet.set_row(2, LINE * ceil(len(said) / ACROSS))
    else:
        sheet.write_string(2, 0, said)


def _printed(text: str) -> str:
    """A header reads & as the start of a code."""
    return text.replace("&", "&&")[:80]


def _contents(book: Book, names: dict[str, str]) -> None:
    release = book.release
    sheet = _sheet(book, names[CONTENTS], release.template.title, _about(release))
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 70)
    row = _link(book, sheet, 4, to=names[READ], text="What was read and what was set aside")
    for section in release.sections:
        sheet.write_string(row + 1, 0, section.heading, book.formats["heading"])
        row += 2
        for entry in (entry for entry in section.entries if entry.name in names):
            sheet.write_string(row, 1, entry.name, book.formats["text"])
            row = _link(book, sheet, row, to=names[entry.name], text=entry.heading)
    row = _link(book, sheet, row + 1, to=names[DICTIONARY], text="How each figure is counted")
    for at, note in enumerate(release.template.notes, start=row + 1):
        sheet.merge_range(at, 0, at, 1, note, book.formats["wrapped"])
        sheet.set_row(at, LINE * ceil(len(note) / ACROSS))


def _link(book: Book, sheet: Worksheet, row: int, *, to: str, text: str = "Back to the contents") -> int:
    place = to.replace("'", "''")
    sheet.write_url(row, 0, f"internal:'{place}'!A1", book.formats["link"], text)
    return row + 1


def _about(release: Release) -> str:
    parts = [release.settings.programme, f"Period: {release.window}", f"as of {release.as_of} ({release.as_of_origin})"]
    since = f"to date: {release.since.first} to {release.since.last}" if release.since else ""
    return f"{'; '.join(part for part in (*parts, since) if part)}. {release.not_over}".strip()


def _what_was_read(book: Book) -> None:
    release = book.release
    outside = f"{release.received} {release.hidden}"
    said = outside if release.hidden else "Unit: rows, those that are no data included."
    sheet = _sheet(book, READ, "What was read and what was set aside", said)
    _link(book, sheet, 3, to=CONTENTS)
    below = FIRST_ROW - 2
    if release.mark:
        receipts = release.receipts.drop(columns="sha256")
        below = native_table(
            sheet, FIRST_ROW, _list(receipts, "Rows read from each file, and what became of them"), book.formats
        )
    problems = _list(release.found, "Problems by what was done and by rule, with how often")
    native_table(sheet, below + 2, problems, book.formats)


def _list(frame: pd.DataFrame, alt: str) -> Grid:
    rows = frame.astype("object").to_numpy().tolist()
    formats = [["text" if isinstance(value, str) else "count" for value in row] for row in rows]
    return Grid([words.heading(name) for name in frame], rows, formats, alt)


def _table(book: Book, name: str, sheet_name: str) -> None:
    table, entry = book.release[name], book.release.entries[name]
    told = said(book.release, name)
    sheet = _sheet(book, sheet_name, entry.heading, told)
    _link(book, sheet, 3, to=CONTENTS)
    tables = both(book.release, name)
    if table.empty and len(tables) == 1:
        sheet.write_string(FIRST_ROW, 0, "There are no rows to show.")
        return
    alt = f"{entry.heading}. {told}"
    grids = {title: _measured(each, entry.measure, alt) for title, each in tables.items()}
    keys = [column for column in table if column not in words.FIGURES]
    below = native_table(sheet, FIRST_ROW, beside(grids, len(keys)), book.formats)
    if len(tables) == 1 and barred(table):
        drawn = bars(book.file, table, entry, sheet=sheet_name, row=FIRST_ROW + 1)
        sheet.insert_chart(below + 1, 0, drawn, {"description": told})
        sheet.set_h_pagebreaks([below + 1] if len(table) > LONG else [])  # no print tears it
    sheet.freeze_panes(FIRST_ROW + 1, 0)
    sheet.repeat_rows(FIRST_ROW)


def _measured(table: pd.DataFrame, measure: str, alt: str) -> Grid:
    """The table with its keys and status in words and its figures exact, each in the number format of its unit.

    A hidden figure is said to be hidden; a month is a day, its first, so that it can be sorted and drawn.
    """
    text = readable(table, measure).set_axis(table.columns, axis="columns")
    worded = [name for name in table if name not in words.FIGURES or name == "status"]
    exact = table.astype("object").assign(**{name: text[name].astype("object") for name in worded})
    exact = exact.assign(**{name: _times(table[name], text[name]) for name in ("month", "units") if name in table})
    exact = exact.mask(hidden(table, measure), HIDDEN.text)
    items = table["item"] if "item" in table else [measure] * len(table)
    rows = exact.to_numpy().tolist()
    formats = [
        [_format(name, item, value) for name, value in zip(table, row, strict=True)]
        for item, row in zip(items, rows, strict=True)
    ]
    return Grid(list(headings(table, measure).values()), rows, formats, alt)


def _times(values: pd.Series, text: pd.Series) -> pd.Series:
    """Months of the calendar as their first day, numbers as numbers, any other as its words."""
    told = values.astype("str")
    days = pd.to_datetime(told.where(told.str.fullmatch(r"\d{4}-\d{2}")), format="%Y-%m")
    numbers = pd.to_numeric(told.where(told.str.fullmatch(r"\d+")))
    own = text.astype("object").mask(days.notna(), days.dt.date.astype("object"))
    return own.mask(numbers.notna(), numbers.astype("object"))


def _format(column: str, item: str, value: Any) -> str:
    if isinstance(value, str) and value == HIDDEN.text:
        return "hidden"
    if isinstance(value, dt.date):
        return "month"
    if column in ("month", "units") and not isinstance(value, str):
        return "count"
    if column in ("count", "numerator", "denominator", "people"):
        return "count"
    if column not in ("share", "estimate", "low", "high"):
        return "text"
    return item if item in FORMATS and column != "share" else "share"


def _dictionary(book: Book) -> None:
    sheet = _sheet(book, DICTIONARY, "How each figure is counted", "One row for each table of this workbook.")
    _link(book, sheet, 3, to=CONTENTS)
    rows = [_defined(book.release, name) for name in printed(book.release)]
    alt = "For each table: the measure, its definition, what one count is, the date that selects it, and its columns"
    headings = ("Table", "Measure", "Definition", "One count is one", "Selected by", "Columns")
    formats = [["wrapped"] * len(headings)] * len(rows)
    below = native_table(sheet, FIRST_ROW, Grid(headings, rows, formats, alt), book.formats)
    sheet.write_string(below + 1, 0, "How to read the figures", book.formats["heading"])
    for row, own in enumerate(reading(book.release), start=below + 2):
        sheet.write_string(row, 0, own)
    sheet.freeze_panes(FIRST_ROW + 1, 0)


def _defined(release: Release, name: str) -> list[str]:
    entry = release.entries[name]
    own = MEASURES[entry.measure]
    columns = "; ".join(f"{column} = {said}" for column, said in headings(release[name], own.name).items())
    return [name, own.name, own.definition, own.unit, words.value("anchor", own.anchor), columns]
