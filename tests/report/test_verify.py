"""A report made again is the same, or it is said which number differs and what is not as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview_analytics.disclosure import make_key
from interview_analytics.errors import ExportError
from interview_analytics.load import load
from interview_analytics.release import release
from interview_analytics.report import write_report
from interview_analytics.report.verify import verify

LOG = """Interview ID,Interview Date,Status,Client ID,Specialist ID,Industry,Duration (Minutes)
I1,2026-03-05,Held,C1,S1,Hospital,20
I2,2026-03-25,Held,C1,S1,Restaurant,15
I3,2026-04-02,Declined,C2,S2,Hospital,
"""
LAYOUT = """
title = "T"
to_date = "state fiscal year"
[[sections]]
heading = "S"
words = "W"
[[sections.entries]]
measure = "interviews_held"
heading = "H"
words = "W"
cumulative = true
[[sections.entries]]
measure = "interviews_held"
by = "specialist"
heading = "H"
words = "W"
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "log.csv").write_text(LOG, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(LAYOUT, encoding="utf-8")
    log, layout = load(tmp_path / "exports"), str(tmp_path / "mine.toml")
    return write_report(release(log, audience="internal", report=layout, period="2026Q1"), tmp_path / "report")


def changed(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_a_report_of_the_same_exports_is_the_same(report: Path):
    found = verify(report)
    assert (found.differences, found.changed) == ((), ())


def test_a_changed_export_is_named_with_each_number_that_it_changes(report: Path):
    changed(report.parent / "exports" / "log.csv", "I1,2026-03-05,Held", "I1,2026-03-05,Declined")
    found = verify(report)
    assert found.differences[:2] == (
        "interviews_held: count was 2, is 1",
        "interviews_held: count_to_date was 2, is 1",
    )
    assert "interviews_held_by_specialist, specialist S1: count was 2, is 1" in found.differences
    assert found.changed == ("the export log.csv has changed",)


def test_a_number_that_was_changed_in_the_report_is_found(report: Path):
    changed(report / "to-send" / "tables" / "interviews_held.csv", "2,1,", "3,1,")
    found = verify(report)
    assert found.differences[0] == "interviews_held: count was 3, is 2"
    assert found.changed == ("the report's own file tables/interviews_held.csv is not as it was written",)


def test_another_version_and_another_template_are_named(report: Path):
    kept = report / "keep" / "manifest.json"
    told = json.loads(kept.read_text(encoding="utf-8"))
    told["versions"]["pandas"] = "1.5.3"
    kept.write_text(json.dumps(told), encoding="utf-8")
    changed(report.parent / "mine.toml", 'title = "T"', 'title = "Another"')
    version, template = verify(report).changed
    assert version.startswith("version of pandas: 1.5.3 then, ")
    assert template.startswith("template: ")


def test_letters_that_were_drawn_once_cannot_be_drawn_again_and_those_of_a_key_can(report: Path, tmp_path: Path):
    log, layout = load(tmp_path / "exports"), str(tmp_path / "mine.toml")
    once = release(log, audience="public", report=layout, period="2026Q1")
    write_report(once, tmp_path / "once", draw=False)
    with pytest.raises(ExportError, match=r"letters of this report were drawn by chance.*name it: --key"):
        verify(tmp_path / "once")
    (tmp_path / "safe").mkdir()
    key = make_key(tmp_path / "safe" / "key.txt")
    kept = release(log, audience="public", report=layout, period="2026Q1", key=key)
    write_report(kept, tmp_path / "kept", draw=False)
    assert verify(tmp_path / "kept", key=key).differences == ()


def test_exports_that_are_not_found_are_asked_for(report: Path, tmp_path: Path):
    (tmp_path / "exports").rename(tmp_path / "elsewhere")
    with pytest.raises(ExportError, match=r"exports of this report were not found\. Say where they lie: --exports"):
        verify(report)
    assert verify(report, exports=tmp_path / "elsewhere").differences == ()


def test_a_folder_without_a_report_is_refused(tmp_path: Path):
    with pytest.raises(ExportError, match="no manifest of a report"):
        verify(tmp_path)
