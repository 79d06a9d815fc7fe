"""What the command line writes, what it says about a fault, and with which exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from jupyterlab.handlers.announcements import NeverCheckForUpdate
from jupyterlab.labapp import LabApp

from interview_analytics import shipped
from interview_analytics.cli import LAB_CONFIG, LAB_QUIET, main

LOG = """Interview ID,Interview Date,Status,Client ID,Specialist ID,Industry,Duration (Minutes)
I1,2026-03-05,Held,C1,S1,Hospital,20
I2,2026-03-25,Held,C1,S1,Restaurant,15
I3,2026-04-02,Declined,C2,S2,Hospital,
"""
INTERNAL = ("--audience", "internal")


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    return folder(tmp_path / "exports", LOG)


def folder(at: Path, text: str) -> Path:
    at.mkdir()
    (at / "log.csv").write_text(text, encoding="utf-8")
    return at


def status(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


def test_a_report_is_written_its_page_is_named_and_it_is_replaced_only_by_force(
    exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture
):
    command = ("report", exports, "--out", tmp_path / "report", *INTERNAL)
    assert status(*command) == 0
    assert capsys.readouterr().out == f"The report stands in {tmp_path / 'report' / 'to-send' / 'index.html'}\n"
    assert (tmp_path / "report" / "to-send" / "report.xlsx").exists()
    assert status(*command) == 2
    assert "Add --force to replace it" in capsys.readouterr().err
    assert status(*command, "--force") == 0


def test_a_report_is_public_unless_it_is_asked_to_be_internal(
    exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture
):
    assert status("key", tmp_path / "key.txt") == 0
    assert status("report", exports, "--out", tmp_path / "report", "--key", tmp_path / "key.txt") == 0
    assert "cells are hidden because they" in capsys.readouterr().err
    told = json.loads((tmp_path / "report" / "to-send" / "manifest.json").read_text(encoding="utf-8"))
    assert told["parameters"]["audience"] == "public"
    assert told["parameters"]["rule"] == "cms"
    assert len(told["parameters"]["key"]) == 16 and "counts" not in told and "inputs" not in told
    assert status("report", exports, "--out", tmp_path / "inside", *INTERNAL) == 0
    assert "Internal: may identify people" in capsys.readouterr().err


def test_what_the_settings_say_reaches_the_report(exports: Path, tmp_path: Path):
    (exports / "settings.toml").write_text(
        'programme = "North"\nas_of = "2026-06-30"\nperiod = "2026Q1"\n', encoding="utf-8"
    )
    assert status("report", exports, "--out", tmp_path / "report", *INTERNAL) == 0
    told = json.loads((tmp_path / "report" / "keep" / "manifest.json").read_text(encoding="utf-8"))
    for name in ("as_of_origin", "template"):
        told["parameters"].pop(name)
    assert told["parameters"] == {
        "report": "standard",
        "audience": "internal",
        "programme": "North",
        "period": "2026Q1",
        "first_day": "2026-01-01",
        "last_day": "2026-03-31",
        "since": None,
        "as_of": "2026-06-30",
    }
    assert [each["file"] for each in told["inputs"]] == ["log.csv"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((*INTERNAL, "--after", "earlier"), "'after' belongs to public reports"),
        ((*INTERNAL, "--key", "key.txt"), "'key' belongs to public reports"),
        (("--key", "nowhere.txt"), "nowhere.txt: There is no key here that can be read"),
        (("--rule", "lt99"), "no rule 'lt99'"),
        ((*INTERNAL, "--period", "soon"), "'soon' is not a period"),
        ((*INTERNAL, "--report", "annual"), "no report called 'annual'"),
        ((*INTERNAL, "--as-of", "June"), "June"),
        (("--audience", "press"), "press"),
    ],
)
def test_a_fault_in_the_arguments_is_said_and_nothing_is_written(
    exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture, more: tuple[str, ...], said: str
):
    assert status("report", exports, "--out", tmp_path / "report", *more) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err
    assert told.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["exports"]


def test_a_folder_of_somebody_s_is_refused_before_anything_is_read(tmp_path: Path, capsys: pytest.CaptureFixture):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "thesis.txt").write_text("mine", encoding="utf-8")
    assert status("report", "no-such-folder", "--out", tmp_path / "own", *INTERNAL, "--force") == 2
    assert "not a report of ours" in capsys.readouterr().err
    assert (tmp_path / "own" / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_an_export_that_is_not_there_is_one_sentence_from_the_installed_command(tmp_path: Path):
    command = [sys.executable, "-m", "interview_analytics", "report", "nowhere", "--out", "report", *INTERNAL]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "nowhere" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_of_clean_exports_ends_with_0(exports: Path, capsys: pytest.CaptureFixture):
    (exports / "people.csv").write_text("Client ID,Enrollment Date\nC1,2026-01-05\nC2,2026-01-06\n", encoding="utf-8")
    staff = "Specialist ID,Start Date,FTE\nS1,2025-01-06,1\nS2,2025-01-06,1\n"
    (exports / "staff.csv").write_text(staff, encoding="utf-8")
    assert status("check", exports, "--as-of", "2026-06-30") == 0
    said = capsys.readouterr().out
    assert "log.csv: interviews\n  4 rows read: 3 used as they stood, 0 after a repair, 0 set aside" in said
    assert "No problems were found." in said


def test_check_names_each_problem_with_its_place_and_remedy_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture
):
    bad = "".join(f"I{number},2026-13-45,Held,C1,S1,Hospital,20\n" for number in range(10, 16))
    assert status("check", folder(tmp_path / "exports", LOG + bad)) == 1
    said = capsys.readouterr().out
    assert "cell blanked, 6 times" in said
    assert "log.csv, line 5, column 'Interview Date': " in said
    assert "and 3 more; -v lists them all" in said


def test_check_lists_every_case_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture):
    bad = "".join(f"I{number},2026-13-45,Held,C1,S1,Hospital,20\n" for number in range(10, 16))
    assert status("check", folder(tmp_path / "exports", LOG + bad), "-v") == 1
    assert all(f"line {line}, column 'Interview Date'" in capsys.readouterr().out for line in (10,))


def test_check_of_what_cannot_be_used_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture):
    assert status("check", folder(tmp_path / "exports", "Colour,Shape\nred,round\n")) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "log.csv" in said.err


def test_check_hands_back_the_rows_to_mend_and_reads_them_once_they_are_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture
):
    exports = folder(tmp_path / "exports", LOG + "I4,2026-13-45,Held,C1,S1,Hospital,20\n")
    fixes = tmp_path / "fixes.xlsx"
    assert status("check", exports, "--fix", fixes) == 1
    assert f"1 row to mend in {fixes}. Mend, then save it beside the exports." in capsys.readouterr().out
    book = openpyxl.load_workbook(fixes)
    next(cell for row in book["1 log"] for cell in row if cell.value == "2026-13-45").value = "2026-03-30"
    book.save(exports / "mended.xlsx")
    assert status("check", exports, "--fix", fixes) == 2
    assert "There is such a file already" in capsys.readouterr().err
    status("check", exports, "--fix", tmp_path / "more.xlsx")
    said = capsys.readouterr().out
    assert "5 rows read: 3 used as they stood, 1 after a repair, 0 set aside" in said
    assert "There is no row to mend, so more.xlsx was not written." in said


def test_check_writes_down_what_is_unclear_even_where_nothing_can_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture
):
    exports = folder(tmp_path / "exports", "Colour,Shape\nred,round\n")
    assert status("check", exports, "--write-mapping") == 2
    said = capsys.readouterr().err
    assert f"What is unclear stands in {exports / 'mapping.toml'}. Edit it, and check again." in said
    assert '# "Colour" = ""' in (exports / "mapping.toml").read_text(encoding="utf-8")
    assert status("check", exports, "--write-mapping") == 2
    assert "There is a mapping beside the exports already" in capsys.readouterr().err


def test_lab_makes_what_is_missing_and_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture):
    shipped_names = {path.name for path in shipped.notebooks().glob("*.ipynb")}
    assert status("lab", tmp_path / "work", "--no-open") == 0
    assert {path.name for path in (tmp_path / "work").iterdir()} == shipped_names | {"exports", "settings.toml"}
    for name in shipped_names:
        (tmp_path / "work" / name).write_text("edited", encoding="utf-8")
    assert status("lab", tmp_path / "work", "--no-open") == 0
    assert "has everything already" in capsys.readouterr().out
    assert all((tmp_path / "work" / name).read_text(encoding="utf-8") == "edited" for name in shipped_names)


def test_a_working_folder_s_own_exports_and_settings_make_the_report_which_verifies(
    tmp_path: Path, capsys: pytest.CaptureFixture
):
    work = tmp_path / "work"
    assert status("new", work) == 0
    assert f"Put your exports into {work / 'exports'}." in capsys.readouterr().out
    (work / "exports" / "log.csv").write_text(LOG, encoding="utf-8")
    (work / "settings.toml").write_text('programme = "North"\nperiod = "2026Q1"', encoding="utf-8")
    assert status("report", work, "--out", work / "spring", *INTERNAL) == 0
    told = json.loads((work / "spring" / "keep" / "manifest.json").read_text(encoding="utf-8"))
    assert (told["parameters"]["programme"], told["parameters"]["period"]) == ("North", "2026Q1")
    assert status("verify", work / "spring") == 0
    assert capsys.readouterr().out.endswith("Every number is the same.\n")
    (work / "exports" / "log.csv").write_text(LOG.replace("I1,2026-03-05,Held", "I1,2026-03-05,Declined"))
    assert status("verify", work / "spring") == 1
    said = capsys.readouterr().out
    assert "interviews_held: count was 2, is 1\n" in said
    assert "Not as it was: the export log.csv has changed.\n" in said
    assert status("verify", work / "exports") == 2


def test_lab_refuses_a_file(tmp_path: Path, capsys: pytest.CaptureFixture):
    (tmp_path / "work").touch()
    assert status("lab", tmp_path / "work", "--no-open") == 2
    assert "This is a file" in capsys.readouterr().err


def test_jupyterlab_is_told_to_ask_nothing_of_the_network():
    lab = LabApp()
    lab.parse_command_line(list(LAB_QUIET))
    assert lab.news_url is None
    assert issubclass(lab.check_for_updates_class, NeverCheckForUpdate)
    page = json.loads((LAB_CONFIG / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
    assert page["disabledExtensions"]["@jupyterlab/apputils-extension:announcements"] is True


def test_version_and_help_are_told_without_a_command(capsys: pytest.CaptureFixture):
    assert status("--version") == 0
    assert capsys.readouterr().out.startswith("interview-analytics 0.")
    assert status() == 0
    assert "report" in capsys.readouterr().out


def test_check_tells_with_v_how_each_heading_was_read(exports: Path, capsys: pytest.CaptureFixture):
    status("check", exports)
    assert "How each heading was read: -v tells." in capsys.readouterr().out
    status("check", exports, "-v")
    said = capsys.readouterr().out
    assert "log.csv: 'Client ID' was read as interviews.job_seeker_id (the job seeker's identifier" in said
