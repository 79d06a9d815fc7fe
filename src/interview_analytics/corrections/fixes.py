"""Rows to mend go in; a workbook that explains itself, and that `load` reads as their corrections, comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from interview_analytics.corrections.to_mend import ToMend
from interview_analytics.errors import ExportError
from interview_analytics.load.returned import BEHIND, LEAD, TITLE, UNNAMED
from interview_analytics.report.native_table import NARROWEST
from interview_analytics.report.sheet_names import sheet_names
from interview_analytics.report.workbook import INERT

MOST = 10_000  # rows of one export in a workbook: more than anybody mends by hand
_WIDEST, _SAYING = 40, 60  # letters
_LONGEST_LIST = 255  # characters that a workbook takes as the choices of a cell
_COMMENT = {"author": "interview-analytics", "x_scale": 2.5, "y_scale": 1.2}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "heading": {"bold": True, "bottom": 1, "valign": "top", "text_wrap": True},
    "ours": {"font_color": "#595959", "valign": "top", "align": "left"},
    "text": {"num_format": "@", "valign": "top"},
    "to mend": {"num_format": "@", "valign": "top", "bg_color": "#FFD9B3", "border": 1, "border_color": "#B45F06"},
    "said": {"text_wrap": True, "valign": "top", "font_color": "#7F3F00"},
}
_HOW = (
    "Each of the other sheets holds rows of one exported file in which something could not be used as it stands.",
    "1. Look at the coloured cells. Their note and the last two columns say what is wrong, and what to do.",
    "2. Write the right thing over the wrong one. Where a cell offers a list, its words are always understood; your "
    "own words may stand there as well.",
    "3. A row that is no record at all, but a remark or a torn piece of another row: empty all its cells.",
    "4. You may sort the rows, hide columns, and delete rows that you cannot mend: what you delete or leave as it is "
    "stays as it is in the exported file, and is named again by the next check. Leave the headings and the first "
    "column alone, and do not remove columns.",
    "5. Save the workbook, under any name, in the folder in which the exported files lie. Leave those as they are.",
    "6. Run the check again. Each row that you changed now counts in place of the old one, once.",
    "Columns of names beside identifiers, social security numbers, birth dates, e-mail addresses, phones "
    "and the like are not shown here; nothing needs them. Even so, this workbook speaks of people: keep it inside.",
)


@dataclass(frozen=True)
class _Book:
    file: xlsxwriter.Workbook
    formats: dict[str, Format]


def refuse_name(path: Path) -> None:
    """Raise ExportError where no workbook can be written under this name, or one stands there already."""
    if path.suffix.lower() != ".xlsx":
        raise ExportError("A workbook of rows to mend ends in .xlsx.", "Call it fixes.xlsx, say.", file=path.name)
    if path.exists():
        raise ExportError(
            "There is such a file already, and it was left as it is: somebody may have mended rows in it.",
            "Give another name, or move the file away.",
            file=path.name,
        )
    if not path.parent.is_dir():
        raise ExportError("There is no such folder.", "Name one that is there.", file=str(path.parent))


def write_fixes(found: Sequence[ToMend], path: Path) -> int:
    """The number of rows in the workbook that was written to this path; without any, none is written.

    All cells are text, so that nothing in them is a formula or a link and what is typed stays as it was typed.
    """
    refuse_name(path)
    if not found:
        return 0
    names = list(sheet_names([TITLE, *(_name(number, own) for number, own in enumerate(found, start=1))]).values())
    with xlsxwriter.Workbook(str(path), INERT) as file:
        book = _Book(file, {name: file.add_format(form) for name, form in _FORMATS.items()})
        _instructions(book, found, names)
        for own, name in zip(found, names[1:], strict=True):
            _sheet(book, own, name)
    return sum(min(len(own), MOST) for own in found)


def _name(number: int, own: ToMend) -> str:
    return f"{number} {own.sheet or Path(own.file).stem}"


def _instructions(book: _Book, found: Sequence[ToMend], names: Sequence[str]) -> None:
    sheet = book.file.add_worksheet(names[0])
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, TITLE, book.formats["title"])
    lines = [*_HOW, "", "The sheets:", *(_listed(own, name) for own, name in zip(found, names[1:], strict=True))]
    for row, line in enumerate(lines, start=2):
        sheet.write_string(row, 0, line, book.formats["wrapped"])


def _listed(own: ToMend, name: str) -> str:
    place = f"{own.file}, sheet {own.sheet}" if own.sheet else own.file
    rest = f"; the first {MOST:,} are here, mend them and run the check again" if len(own) > MOST else ""
    return f"{name}: {len(own):,} {'row' if len(own) == 1 else 'rows'} of {place}{rest}"


def _sheet(book: _Book, own: ToMend, name: str) -> None:
    sheet = book.file.add_worksheet(name)
    headings = [*LEAD, *(heading or UNNAMED for heading, _ in own.places), *BEHIND]
    rows = min(len(own), MOST)
    for at, heading in enumerate(headings):
        sheet.write_string(0, at, heading, book.formats["heading"])
    _widths(book, sheet, own)
    _origins(book, sheet, own, rows)
    for at, texts in enumerate(own.texts, start=len(LEAD)):
        for row, text in enumerate(texts[:rows], start=1):
            sheet.write_string(row, at, text, book.formats["text"])
    _lists(sheet, own, rows)
    _sayings(book, sheet, own.told[own.told["row"] < rows], len(headings) - len(BEHIND))
    _colours(book, sheet, own, rows)
    sheet.autofilter(0, 0, rows, len(headings) - 1)
    sheet.freeze_panes(1, 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{rows + 1}"})


def _widths(book: _Book, sheet: Worksheet, own: ToMend) -> None:
    sheet.set_column(0, 0, NARROWEST, book.formats["ours"])
    sheet.set_column(1, len(LEAD) - 1, NARROWEST, book.formats["ours"], {"hidden": True})
    for at, ((heading, _), texts) in enumerate(zip(own.places, own.texts, strict=True), start=len(LEAD)):
        longest = max([min(len(heading), 20), *map(len, texts)])
        sheet.set_column(at, at, min(max(longest + 3, NARROWEST), _WIDEST), book.formats["text"])
    behind = len(LEAD) + len(own.places)
    sheet.set_column(behind, behind + len(BEHIND) - 1, _SAYING, book.formats["said"])


def _origins(book: _Book, sheet: Worksheet, own: ToMend, rows: int) -> None:
    """The line of each row for the reader; behind it, hidden, its mark and the place that it came from."""
    for row, (line, mark) in enumerate(zip(own.lines[:rows].tolist(), own.marks, strict=False), start=1):
        sheet.write_number(row, 0, line, book.formats["ours"])
        for at, text in enumerate((mark, own.file, own.sheet), start=1):
            sheet.write_string(row, at, text, book.formats["ours"])


def _lists(sheet: Worksheet, own: ToMend, rows: int) -> None:
    """The known words to choose from; others are taken too, as many agencies have words of their own."""
    for at, words in own.choices.items():
        if len(",".join(words)) <= _LONGEST_LIST:
            column = len(LEAD) + at
            sheet.data_validation(
                1, column, rows, column, {"validate": "list", "source": list(words), "error_type": "information"}
            )


def _sayings(book: _Book, sheet: Worksheet, told: pd.DataFrame, behind: int) -> None:
    """What is wrong and what to do, row by row, in the last two columns."""
    where = told["column"].map(lambda column: f"{column}: " if column else "")
    said = told.assign(problem=where + told["problem"], remedy=where + told["remedy"]).groupby("row")
    for row, own in said:
        for at, name in enumerate(("problem", "remedy")):
            text = "\n".join(own[name].drop_duplicates())
            sheet.write_string(int(row) + 1, behind + at, text, book.formats["said"])


def _colours(book: _Book, sheet: Worksheet, own: ToMend, rows: int) -> None:
    """Colour and comment the cells to mend; a problem of the whole row is said at its line."""
    for (row, column), said in own.told[own.told["row"] < rows].groupby(["row", "column"], dropna=False):
        text = "\n".join((said["problem"] + " " + said["remedy"]).drop_duplicates())
        cells = own.cells_of(column)
        for at in cells:
            sheet.write_string(row + 1, len(LEAD) + at, own.texts[at][row], book.formats["to mend"])
            sheet.write_comment(row + 1, len(LEAD) + at, text, _COMMENT)
        if not cells:
            sheet.write_number(row + 1, 0, int(own.lines[row]), book.formats["to mend"])
            sheet.write_comment(row + 1, 0, text, _COMMENT)
