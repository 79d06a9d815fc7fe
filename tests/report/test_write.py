"""A report appears whole or not at all, the same bytes each time, and nothing of anybody's is overwritten."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest

from interview_analytics.errors import ExportError
from interview_analytics.release import Release
from interview_analytics.report import pictures
from interview_analytics.report import write_report as written
from interview_analytics.report.write import WORDS, parts

SEND = {"index.html", "report.pdf", "report.docx", "report.xlsx", "manifest.json", "tables", "datapackage.json"}
KEEP = {"manifest.json", "problems.csv", "receipts.csv"}


write_report = partial(written, draw=False)  # tests/browser draws


@pytest.fixture
def little(released: Release) -> Release:
    """A release of one table, which is quickly written."""
    section = released.sections[0]
    template = replace(released.template, sections=(replace(section, entries=section.entries[:1]),))
    return replace(released, template=template, tables=MappingProxyType({"outreach": released["outreach"]}))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_may_be_sent_and_what_is_kept_stand_apart(report: Path, released: Release):
    assert {path.name for path in report.iterdir()} == {"to-send", "keep"}
    assert {path.name for path in (report / "to-send").iterdir()} == SEND
    assert {path.name for path in (report / "keep").iterdir()} == KEEP
    assert {path.stem for path in (report / "to-send" / "tables").iterdir()} == set(released)


def test_a_second_report_has_the_same_bytes(report: Path, released: Release, tmp_path: Path):
    assert contents(write_report(released, tmp_path / "again")) == contents(report)


def test_a_failure_on_the_way_leaves_nothing_behind(little: Release, tmp_path: Path):
    broken = replace(little, receipts=pd.DataFrame())
    with pytest.raises(KeyError):
        write_report(broken, tmp_path / "report")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_an_earlier_report_as_it_was(little: Release, tmp_path: Path):
    before = contents(write_report(little, tmp_path / "report"))
    with pytest.raises(KeyError):
        write_report(replace(little, receipts=pd.DataFrame()), tmp_path / "report", force=True)
    assert contents(tmp_path / "report") == before
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_an_earlier_report_is_replaced_only_when_asked(little: Release, tmp_path: Path):
    write_report(little, tmp_path / "report")
    with pytest.raises(ExportError, match="Add --force"):
        write_report(little, tmp_path / "report")
    assert write_report(little, tmp_path / "report", force=True) == tmp_path / "report"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_of_somebody_s_is_left_alone(little: Release, tmp_path: Path, force: bool):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="own: The folder holds files that are not a report"):
        write_report(little, tmp_path / "own", force=force)
    assert contents(tmp_path / "own") == {"thesis.txt": b"mine"}


def test_a_file_that_was_put_into_a_report_is_not_lost_by_replacing_it(little: Release, tmp_path: Path):
    write_report(little, tmp_path / "report")
    (tmp_path / "report" / "to-send" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match=r"'to-send/notes\.txt' does not belong to the report"):
        write_report(little, tmp_path / "report", force=True)
    assert (tmp_path / "report" / "to-send" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_what_a_file_browser_leaves_behind_does_not_stand_in_the_way(little: Release, tmp_path: Path):
    write_report(little, tmp_path / "report")
    (tmp_path / "report" / ".DS_Store").touch()
    write_report(little, tmp_path / "report", force=True)


def test_an_empty_folder_may_be_filled_and_a_file_may_not(little: Release, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    write_report(little, tmp_path / "empty")
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="not a folder"):
        write_report(little, tmp_path / "file", force=True)


def test_each_part_is_announced_before_it_is_written(little: Release, tmp_path: Path):
    told: list[str] = []
    write_report(little, tmp_path / "report", progress=told.append)
    assert told == [WORDS, *parts(draw=False)]
    assert told[1:4] == ["the page", "the documents", "the workbook"]
    assert list(parts())[:3] == ["the page", "the pictures", "the documents"]


@pytest.mark.parametrize("browser", ["no-such-browser", sys.executable])
def test_without_a_browser_that_works_a_report_is_whole_but_for_its_pictures(
    little: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: str
):
    monkeypatch.setenv("BROWSER_PATH", browser)
    to_send = written(little, tmp_path / "report") / "to-send"
    assert not pictures.drawn(to_send)
    assert {path.name for path in to_send.iterdir()} == SEND
