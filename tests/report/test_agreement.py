"""Whatever file of a report is opened, it tells the same figures."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from interview_analytics.release import Release
from interview_analytics.report.cells import shown
from interview_analytics.report.sheet_names import sheet_names
from tests import documents

TABLES = ("outreach", "pathway_by_specialist", "job_quality", "interviews_held_by_month", "interview_rate")


@pytest.fixture(scope="module")
def to_send(report: Path) -> Path:
    return report / "to-send"


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_workbook_hold_the_same_numbers(to_send: Path, released: Release, name: str):
    stored = pd.read_csv(to_send / "tables" / f"{name}.csv").select_dtypes("number")
    names = sheet_names(["Contents", "What was read", *released, "Data dictionary"])
    sheet = openpyxl.load_workbook(to_send / "report.xlsx")[names[name]]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7, max_row=6 + len(stored))]
    columns = [list(released[name]).index(column) for column in stored]
    written = pd.DataFrame([[row[at] for at in columns] for row in rows], columns=stored.columns, dtype="float64")
    pd.testing.assert_frame_equal(written, stored.astype("float64"), rtol=1e-14)


@pytest.mark.parametrize("name", TABLES)
def test_pdf_word_and_page_show_the_rows_of_the_csv(to_send: Path, released: Release, name: str):
    stored = pd.read_csv(to_send / "tables" / f"{name}.csv", dtype=released[name].dtypes.to_dict())
    stored = stored.map(lambda value: value.removeprefix("'") if isinstance(value, str) else value)
    rows = [[cell.text for cell in row] for row in shown(stored, released.entries[name].measure).rows]
    page, text = (to_send / "index.html").read_text(encoding="utf-8"), documents.text(to_send / "report.pdf")
    tables = [documents.rows(table)[1:] for table in documents.word(to_send / "report.docx").tables]
    assert rows in tables
    assert all("".join(row).replace(" ", "") in text.replace(" ", "") for row in rows)
    assert all(f">{cell}<" in page for row in rows for cell in row if not cell.startswith(("=", "<", "@")))
