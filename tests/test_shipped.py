"""The folders that come with the package are found, or it is said that they are missing."""

from __future__ import annotations

import pytest

from interview_analytics import shipped
from interview_analytics.errors import ExportError


def test_the_sample_holds_five_exports_and_their_description():
    assert sorted(file.name for file in shipped.sample().iterdir()) == [
        "README.md",
        "informational-interviews.csv",
        "job-seekers.csv",
        "placements-and-specialists.xlsx",
        "quarterly-earnings.csv",
        "settings.toml",
        "training-form-responses.csv",
    ]


def test_the_notebooks_come_along():
    assert shipped.notebooks().is_dir()


def test_the_folder_is_found_from_the_package_not_from_where_one_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert shipped.sample().is_absolute()
    assert shipped.sample().is_dir()


def test_a_folder_that_did_not_come_along_is_named_with_what_to_do():
    with pytest.raises(ExportError, match=r"'nothing/there' did not come with the package.*Install"):
        shipped.folder("nothing", "there")
