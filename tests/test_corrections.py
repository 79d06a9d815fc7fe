"""Rows that cannot be used come back in a workbook, are mended there, and count in place of the old ones."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from interview_analytics.corrections import to_mend, write_fixes
from interview_analytics.errors import ExportError
from interview_analytics.load import examined, load, originals
from tests.test_pollution import CLASSES, EXAMPLES, HEADER, WIDELY, exports, put

LOG = "Interview ID,Client ID,Interview Date,Status,Duration\n"
FINE = "I1,C1,2026-03-05,Held,20\nI2,C2,2026-03-06,Held,15\n"
LEAD = 4  # line, mark, file and sheet stand before the columns of the export


def handed_back(folder, path, **options):
    """How many rows `check --fix` hands back."""
    log, _ = examined(folder, **options)
    return write_fixes(to_mend(originals(folder), log.problems), path)


def mended(path, to, change):
    """The workbook, saved elsewhere, once `change` was called with each row: the line, and the cells by heading."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        headings = [cell.value for cell in sheet[1]]
        for row in list(sheet.iter_rows(min_row=2)):
            change(int(row[0].value), dict(zip(headings, row, strict=True)))
    book.save(to)


def exported(folder, text, name="log.csv"):
    (folder / "exports").mkdir(exist_ok=True)
    (folder / "exports" / name).write_text(text, encoding="utf-8")
    return folder / "exports"


def put_back(folder, changes, name="back.xlsx"):
    """Hand the rows of the exports back, write these texts into them (by line and heading), and lay them beside."""
    handed_back(folder / "exports", folder / "fixes.xlsx")

    def change(line, cells):
        for heading, text in changes.get(line, {}).items():
            cells[heading].value = text

    mended(folder / "fixes.xlsx", folder / "exports" / name, change)
    (folder / "fixes.xlsx").unlink()
    return load(folder / "exports")


def cells(path):
    """By sheet, all cells of a workbook."""
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in openpyxl.load_workbook(path)}


def everything(path):
    """All that stands in a workbook, comments included, as one text."""
    book = openpyxl.load_workbook(path)
    rows = [cell for sheet in book for row in sheet for cell in row]
    return " ".join(f"{cell.value} {cell.comment.text if cell.comment else ''}" for cell in rows)


def told(frame):
    """An interview as it counts, wherever it was read from."""
    plain = frame.drop(columns=["interview_id", "file", "sheet", "line"])
    return plain.sort_values("job_seeker_id", ignore_index=True)


@st.composite
def polluted(draw):
    """A clean log polluted in its layout, and in some of its cells."""
    export = draw(exports())
    bad = st.sampled_from(["TBD", "", "99999", "2026-13-45", "15-20", "about 20", "=1+1", "no idea"])
    for number, (text, record) in enumerate(export.lines):
        if record is not None and text.startswith(export.written(record)) and draw(st.booleans()):
            at = draw(st.integers(0, len(HEADER) - 1))
            padding = text[len(export.written(record)) :]
            export.lines[number] = (export.written([*record[:at], draw(bad), *record[at + 1 :]]) + padding, record)
    return export


def clean(export):
    """The same log as it would have been exported without any fault."""
    own = type(export)(export.delimiter, export.quoting)
    own.add(HEADER)
    for _, record in export.lines:
        if record is not None:
            own.add(record)
    return own


@given(polluted())
@settings(WIDELY, max_examples=EXAMPLES // 2)
def test_a_polluted_log_with_its_rows_mended_tells_what_the_clean_log_tells(export):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "exports"
        folder.mkdir()
        put(folder, export)
        records = export.records()
        log, _ = examined(folder, as_of="2026-06-30")
        found = to_mend(originals(folder), log.problems)

        def change(line, row):
            for heading, text in zip(HEADER, records[line], strict=True):
                row[heading].value = text
            for heading, cell in row.items():
                if heading == "(no heading)":
                    cell.value = None

        if write_fixes(found, Path(place) / "fixes.xlsx"):
            mended(Path(place) / "fixes.xlsx", folder / "back.xlsx", change)
        result = load(folder, as_of="2026-06-30")
        shutil.rmtree(folder)
        folder.mkdir()
        put(folder, clean(export))
        expected = load(folder, as_of="2026-06-30")
    pd.testing.assert_frame_equal(told(result.interviews), told(expected.interviews))
    assert set(result.job_seekers["job_seeker_id"]) == set(expected.job_seekers["job_seeker_id"])
    assert (result.receipts[CLASSES].sum(axis=1) == result.receipts["rows_read"]).all()
