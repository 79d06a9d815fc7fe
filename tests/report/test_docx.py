"""What a word processor and a screen reader find in the Word document."""

from __future__ import annotations

import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from interview_analytics.release import MARK, Release
from interview_analytics.report.outline import Outline, outline
from tests import documents


@pytest.fixture(scope="module")
def document(report: Path) -> Document:
    return documents.word(report / "to-send" / "report.docx")


@pytest.fixture(scope="module")
def told(released: Release) -> Outline:
    return outline(released)


def test_title_and_language_are_told(document: Document, released: Release):
    assert document.core_properties.title == released.template.title
    assert document.core_properties.language == "en-US"
    spoken = {own.get(qn("w:val")) for own in document.styles.element.iter(qn("w:lang"))}
    assert spoken == {"en-US"}
    assert document.paragraphs[0].style.name == "Title"


def test_headings_are_styled_as_headings_and_skip_no_level(document: Document, told: Outline):
    names = [paragraph.style.name for paragraph in document.paragraphs]
    levels = [int(name[-1]) for name in names if name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 2"]
    assert set(headings) >= {part.heading for part in told.parts}


def test_each_table_has_the_rows_of_the_release(document: Document, told: Outline):
    tables = [own.table for own in told.accounts]
    tables += [part.table for part in told.parts if part.table.rows and not part.long]
    tables += [part.table for part in told.parts if part.long]
    expected = [[list(table.headings), *[[cell.text for cell in row] for row in table.rows]] for table in tables]
    assert [documents.rows(table) for table in document.tables] == expected


def test_the_first_row_of_each_table_comes_again_on_every_page_and_no_row_is_torn(document: Document):
    for table in document.tables:
        rows = table._tbl.tr_lst
        assert [bool(row.findall(f".//{qn('w:tblHeader')}")) for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.findall(f".//{qn('w:cantSplit')}") for row in rows)


def test_each_table_has_an_alternative_text(document: Document):
    told = [table._tbl.tblPr.find(qn("w:tblDescription")) for table in document.tables]
    assert told
    assert all(own is not None and own.get(qn("w:val")) for own in told)


def test_the_mark_stands_on_every_page(document: Document):
    assert [section.header.paragraphs[0].text for section in document.sections] == [MARK]


def test_text_from_an_export_is_text_and_no_field_runs_it(document: Document, report: Path):
    named = {text for table in document.tables for row in documents.rows(table) for text in row}
    assert {"=1+1", "<script>alert(1)</script>", "@SUM(A1)"} <= named
    fields = [own.get(qn("w:instr")) for own in document.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE"]
    with zipfile.ZipFile(report / "to-send" / "report.docx") as packed:
        whole = packed.read("word/document.xml").decode()
        assert "w:instr" not in whole
        assert 'TargetMode="External"' not in packed.read("word/_rels/document.xml.rels").decode()


def test_without_pictures_it_says_so(document: Document):
    assert [text for text in (own.text for own in document.paragraphs) if text.startswith("There are no charts")]
