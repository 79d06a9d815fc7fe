"""What a public report told is kept, read back as it was, and refused when it was changed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from interview_analytics.disclosure import Ledger, entered, protect
from interview_analytics.disclosure.ledger import NAMES, _digest, ledgers, stretch, text
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import Period
from tests.disclosure.test_protect import held

FIRST = Period("2024Q1", dt.date(2024, 1, 1), dt.date(2024, 3, 31))


def told() -> Ledger:
    made = protect(**held(97, 60, A=(40, 30), B=(50, 35), C=(7, 5), D=(0, 0)), period=FIRST)
    return entered(made, {"programme": "North & South"})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "keep").mkdir()
    (tmp_path / "keep" / NAMES[0]).write_text(text(told()), encoding="utf-8")
    return tmp_path / "keep" / NAMES[0]


def test_a_ledger_holds_what_was_shown_and_what_was_hidden():
    cells = told().cells.set_index("key")
    assert cells.loc["interview held []", ["value", "told"]].tolist() == [97, "shown"]
    assert set(cells.loc[cells["value"].between(1, 10), "told"]) == {"hidden"}
    assert cells["small"].sum() == 2, "seven interviews, and the five people behind them"


@pytest.mark.parametrize("named", ["the file", "keep", "the report"])
def test_a_ledger_is_read_as_it_was_written(file: Path, named: str):
    place = {"the file": file, "keep": file.parent, "the report": file.parent.parent}[named]
    [again], before = ledgers(place), told()
    assert again.cells.astype("object").equals(before.cells.astype("object"))
    assert (again.period, again.rule, again.about) == (before.period, before.rule, before.about)
    assert set(again.relations) == set(before.relations)
    assert text(again) == text(before)


@pytest.mark.parametrize(
    ("old", "new"), [('", 50, ', '", 51, '), ('"hidden"', '"shown"'), ("2024-03-31", "2024-06-30")]
)
def test_a_ledger_that_somebody_changed_is_refused(file: Path, old: str, new: str):
    whole = file.read_text(encoding="utf-8")
    assert old in whole
    file.write_text(whole.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ExportError, match=r"ledger\.json: The ledger is not as it was written"):
        ledgers(file)


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        ("", "cannot be read"),
        ("{", "cannot be read"),
        ("[1]", "not the ledger"),
        ('{"kind": "ledger of a public report"}', "not as it was written"),
        ('{"package": "interview-analytics"}', "not the ledger"),
        ("[" * 100_000, "cannot be read"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path, whole: str, said: str):
    (tmp_path / NAMES[0]).write_text(whole, encoding="utf-8")
    with pytest.raises(ExportError, match=said):
        ledgers(tmp_path)


def test_a_half_written_ledger_is_refused(file: Path):
    file.write_bytes(file.read_bytes()[:500] + b"\xff\xfe")
    with pytest.raises(ExportError, match="damaged"):
        ledgers(file)


def test_a_ledger_whose_counts_do_not_add_up_is_refused(file: Path):
    """Its sum of contents is right, as if another program had written it."""
    body = json.loads(file.read_text(encoding="utf-8"))
    body.pop("sha256")
    body["cells"][0][1] += 5
    file.write_text(json.dumps({**body, "sha256": _digest(body)}), encoding="utf-8")
    with pytest.raises(ExportError, match="does not hold what a ledger holds"):
        ledgers(file)


def test_a_report_with_figures_to_date_has_two_ledgers(file: Path):
    (file.parent / NAMES[1]).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    assert len(ledgers(file.parent.parent)) == 2


def test_a_folder_without_a_ledger_is_refused(tmp_path: Path):
    with pytest.raises(ExportError, match="no ledger of an earlier report here"):
        ledgers(tmp_path)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (FIRST, (dt.date(2024, 1, 1), dt.date(2024, 2, 10))),
        (None, (dt.date.min, dt.date(2024, 2, 10))),
        (Period("2023Q4", dt.date(2023, 10, 1), dt.date(2023, 12, 31)), (dt.date(2023, 10, 1), dt.date(2023, 12, 31))),
    ],
)
def test_a_report_tells_of_no_day_after_the_last_that_the_log_speaks_of(period: Period | None, days: tuple):
    made = stretch(period, dt.date(2024, 2, 10))
    assert (made.first, made.last) == days
