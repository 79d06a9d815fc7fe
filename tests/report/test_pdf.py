"""What software that reads a PDF aloud finds in ours, and that no row is lost on the way to its pages."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from interview_analytics.release import MARK, Release
from interview_analytics.report.cells import Cell, Shown
from interview_analytics.report.outline import Outline, Titled, outline
from interview_analytics.report.pdf import pdf
from tests import documents

DAY = dt.date(2026, 6, 30)


@pytest.fixture(scope="module")
def file(report: Path) -> Path:
    return report / "to-send" / "report.pdf"


@pytest.fixture(scope="module")
def told(released: Release) -> Outline:
    return outline(released)


def little(told: Outline, *rows: str) -> Outline:
    """A report of one list, which is quickly set."""
    listed = Titled("A list", Shown(("Name", "Count"), 1, tuple((Cell(row), Cell("1", (1.0,))) for row in rows)))
    return replace(told, glance=(), chapters=(), definitions=(), accounts=(listed,))


def test_it_is_tagged_and_says_title_language_and_standard(file: Path, released: Release):
    with pikepdf.open(file) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "en-US"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        with opened.open_metadata() as told:
            assert told["dc:title"] == released.template.title
            assert told["pdfuaid:part"] == "1"


def test_headings_lists_and_tables_are_marked_as_what_they_are(file: Path, told: Outline):
    with pikepdf.open(file) as opened:
        kinds = Counter(str(tag["/S"])[1:] for tag in documents.tags(opened))
    held = [part for part in told.parts if part.table.rows]
    assert kinds["Table"] == len(held) + len(told.accounts)
    assert kinds["H1"] + kinds["Title"] >= len(told.chapters)
    assert kinds["H2"] >= len(told.parts)
    assert kinds["TOC"] and kinds["L"]


def test_every_heading_of_a_column_is_marked_as_one(file: Path, told: Outline):
    with pikepdf.open(file) as opened:
        heads = [documents.scopes(tag) for tag in documents.tags(opened) if tag["/S"] == "/TH"]
    tables = [part.table for part in told.parts if part.table.rows] + [own.table for own in told.accounts]
    assert len(heads) == sum(len(table.headings) for table in tables)
    assert all(scope == ["Column"] for scope in heads)


def test_every_row_of_every_table_stands_in_the_text_layer(file: Path, told: Outline):
    text = documents.text(file).replace(" ", "")
    for part in told.parts:
        for row in part.table.rows:
            assert "".join(cell.text for cell in row).replace(" ", "") in text, part.name


def test_a_table_of_many_pages_loses_no_row_and_repeats_its_headings(told: Outline, tmp_path: Path):
    names = [f"row-{number}-of-400" for number in range(400)]
    (tmp_path / "a.pdf").write_bytes(pdf(little(told, *names), DAY, tmp_path))
    text = documents.text(tmp_path / "a.pdf")
    assert [name for name in names if name not in text] == []
    assert text.count("Name Count") > 5


def test_the_mark_and_the_number_stand_on_every_page(file: Path):
    with documents.pypdfium2.PdfDocument(file) as opened:
        pages = [documents.flat(page.get_textpage().get_text_range()) for page in opened]
    assert [number for number, page in enumerate(pages, start=1) if MARK not in page] == []
    assert [n for n, page in enumerate(pages, start=1) if f"Page {n} of {len(pages)}" not in page] == []


def test_the_sentences_and_the_note_on_missing_charts_are_there(file: Path, told: Outline):
    text = documents.text(file).replace(" ", "")
    assert [part.name for part in told.parts if part.said.replace(" ", "") not in text] == []
    assert "Therearenochartsinthisfile" in text


@pytest.mark.parametrize("name", ['#panic("x")', "*b* _i_ $x$ `c`", "= a", "@ref <label>", "\\u{41}", 'a"b'])
def test_text_from_an_export_is_never_run(told: Outline, tmp_path: Path, name: str):
    (tmp_path / "a.pdf").write_bytes(pdf(little(told, name), DAY, tmp_path))
    assert documents.flat(name) in documents.text(tmp_path / "a.pdf")


def test_letters_that_no_font_has_do_not_stop_the_report(told: Outline, tmp_path: Path):
    made = pdf(little(told, "\U00013000 hieroglyph"), DAY, tmp_path)
    (tmp_path / "a.pdf").write_bytes(made)
    assert "hieroglyph" in documents.text(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as opened:
        assert opened.Root.MarkInfo.Marked


def test_nothing_in_it_runs_or_leads_outside(file: Path):
    with pikepdf.open(file) as opened:
        actions = [link.get("/A", {}) for page in opened.pages for link in page.get("/Annots", [])]
        assert all(action.get("/S") in (None, "/GoTo") for action in actions)
        assert "/OpenAction" not in opened.Root
        assert "/JavaScript" not in opened.Root.get("/Names", {})
