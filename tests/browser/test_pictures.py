"""The charts as a real browser draws them for the documents: the same each time, told in words, and asked of nobody."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from docx.oxml.ns import qn

import interview_analytics as ia
from interview_analytics.release import Release
from interview_analytics.report import pictures
from interview_analytics.sentences import sentence
from tests import documents
from tests.report.test_write import contents
from tests.small_logs import hostile


@pytest.fixture(scope="module")
def released() -> Release:
    return ia.release(hostile(), audience="internal")


@pytest.fixture(scope="module")
def to_send(released: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ia.write_report(released, tmp_path_factory.mktemp("drawn") / "report") / "to-send"


@pytest.fixture(scope="module")
def said(released: Release) -> dict[str, str]:
    return {name: sentence(released[name], entry.measure) for name, entry in released.entries.items()}


def test_every_table_has_its_chart_as_svg_and_png(to_send: Path, released: Release):
    names = {path.name for path in (to_send / pictures.FOLDER).iterdir()}
    assert names == {f"{name}.{kind}" for name in released for kind in ("svg", "png")}
    heads = [pictures.pixels(to_send, name).read_bytes()[:24] for name in released]
    assert {int.from_bytes(head[16:20], "big") for head in heads} == {pictures.WIDTH * pictures.SHARPNESS // 96}


def test_an_svg_tells_its_sentence_and_loads_nothing(to_send: Path, said: dict[str, str]):
    for name in said:
        drawn = pictures.vector(to_send, name).read_text(encoding="utf-8")
        assert 'role="img"' in drawn
        assert "<desc>" in drawn
        assert "<script" not in drawn
        assert re.findall(r'(?:href|src)="(?!#|data:)[^"]*"|url\((?!.?#|&quot;#)[^)]*\)', drawn) == []


def test_a_second_report_has_the_same_bytes_with_its_pictures(released: Release, to_send: Path, tmp_path: Path):
    again = ia.write_report(released, tmp_path / "again")
    assert contents(again / "to-send") == contents(to_send)


def test_each_chart_of_the_pdf_has_its_sentence_as_alternative_text(to_send: Path, said: dict[str, str]):
    with pikepdf.open(to_send / "report.pdf") as opened:
        told = [str(tag["/Alt"]) for tag in documents.tags(opened) if tag["/S"] == "/Figure"]
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    assert told == list(said.values())


def test_each_chart_of_the_word_document_has_its_sentence_as_alternative_text(to_send: Path, said: dict[str, str]):
    drawn = documents.word(to_send / "report.docx").element.body.iter(qn("wp:docPr"))
    assert [own.get("descr") for own in drawn] == list(said.values())
