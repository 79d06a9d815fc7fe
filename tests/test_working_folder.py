"""A working folder is made whole and never overwritten; what lies in it is found, or the sample in its place."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from interview_analytics import shipped
from interview_analytics.errors import ExportError
from interview_analytics.settings import Settings
from interview_analytics.working_folder import BLANK, make, working_folder


def test_what_is_missing_is_made_and_nothing_is_overwritten(tmp_path: Path):
    notebooks = sorted(path.name for path in shipped.notebooks().glob("*.ipynb"))
    assert make(tmp_path / "work") == ["exports", *notebooks, "settings.toml"]
    (tmp_path / "work" / "settings.toml").write_text('programme = "Mine"', encoding="utf-8")
    (tmp_path / "work" / notebooks[0]).unlink()
    assert make(tmp_path / "work") == [notebooks[0]]
    assert (tmp_path / "work" / "settings.toml").read_text(encoding="utf-8") == 'programme = "Mine"'


def test_where_a_file_stands_no_folder_is_made(tmp_path: Path):
    (tmp_path / "work").touch()
    with pytest.raises(ExportError, match="work: This is a file"):
        make(tmp_path / "work")


def test_the_blank_settings_name_every_setting_and_make_none():
    text = BLANK.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {}
    made = tomllib.loads("\n".join(re.findall(r"^# (\w+ = .*)$", text, re.M)))
    assert list(made) == [field.name for field in fields(Settings)]


def test_the_exports_here_are_read_once_there_are_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    make(tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    assert working_folder().exports == shipped.sample()
    (tmp_path / "work" / "exports" / "mapping.toml").touch()
    (tmp_path / "work" / "exports" / ".DS_Store").touch()
    assert working_folder().exports == shipped.sample(), "these are no exports"
    (tmp_path / "work" / "settings.toml").write_text('programme = "Mine"', encoding="utf-8")
    assert working_folder().settings.programme != "Mine", "they are not settings of the sample"
    (tmp_path / "work" / "exports" / "log.csv").touch()
    assert working_folder().exports.resolve() == tmp_path / "work" / "exports"
    assert working_folder().settings.programme == "Mine"


@pytest.mark.parametrize("given", ["work", "work/exports", "work/exports/log.csv"])
def test_a_working_folder_its_exports_or_one_of_them_may_be_named(tmp_path: Path, given: str):
    make(tmp_path / "work")
    (tmp_path / "work" / "settings.toml").write_text('programme = "Mine"', encoding="utf-8")
    (tmp_path / "work" / "exports" / "log.csv").touch()
    found = working_folder(tmp_path / given)
    assert found.exports == tmp_path / ("work/exports" if given == "work" else given)
    assert found.settings.programme == ("" if given.endswith(".csv") else "Mine")
