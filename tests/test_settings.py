"""What a working folder may settle, and what is said about a setting that does not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_analytics.errors import ExportError
from interview_analytics.settings import Settings, settings


def folder(at: Path, text: str) -> Path:
    at.mkdir(exist_ok=True)
    (at / "settings.toml").write_text(text, encoding="utf-8")
    return at


def test_without_a_file_the_defaults_hold(tmp_path):
    assert settings([tmp_path]) == Settings(programme="", as_of=None, period=None, report="standard")


def test_all_settings_are_read(tmp_path):
    text = 'programme = " North "\nas_of = "2026-06-30"\nperiod = "2026Q2"\nreport = "standard"'
    assert settings([folder(tmp_path, text)]) == Settings("North", "2026-06-30", "2026Q2", "standard")


def test_a_date_may_stand_without_quotes(tmp_path):
    assert settings([folder(tmp_path, "as_of = 2026-06-30")]).as_of == "2026-06-30"


def test_a_template_lies_beside_the_settings_that_name_it(tmp_path):
    assert settings([folder(tmp_path / "work", 'report = "mine.toml"')]).report == str(tmp_path / "work" / "mine.toml")


def test_the_first_day_of_a_grant_is_a_day(tmp_path):
    assert str(settings([folder(tmp_path, "grant_start = 2025-10-01")]).first_day_of_grant) == "2025-10-01"
    with pytest.raises(ExportError, match=r"settings\.toml: 'autumn' is not a day\. Write it as grant_start"):
        _ = settings([folder(tmp_path, 'grant_start = "autumn"')]).first_day_of_grant


def test_the_first_folder_that_has_settings_decides(tmp_path):
    first, second = tmp_path / "exports", folder(tmp_path / "work", 'programme = "second"')
    assert settings([first, second]).programme == "second"
    folder(first, 'programme = "first"')
    assert settings([first, second]).programme == "first"


def test_beside_a_single_export_its_folder_is_looked_at(tmp_path):
    folder(tmp_path, 'programme = "beside"')
    assert settings([tmp_path / "log.csv"]).programme == "beside"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('perod = "2026Q2"', "no setting 'perod'. There are: programme, as_of, period, report, grant_start"),
        ("period = 2026", "'period' is not a text"),
        ("period = 2026Q2", "cannot be read"),
    ],
)
def test_a_fault_is_named_with_the_file(tmp_path, text: str, said: str):
    with pytest.raises(ExportError) as fault:
        settings([folder(tmp_path, text)])
    assert said in str(fault.value)
    assert "settings.toml" in str(fault.value)
