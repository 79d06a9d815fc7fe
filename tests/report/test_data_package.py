"""The csv files are described as they are, by the rules of the standard that the description follows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from frictionless import validate

from interview_analytics.measures import MEASURES
from interview_analytics.measures.declare import STATUSES
from interview_analytics.release import Release, release
from interview_analytics.report import data_package
from interview_analytics.settings import Settings
from tests.small_logs import small


@pytest.fixture(scope="module")
def package(report: Path) -> dict:
    return json.loads((report / "to-send" / "datapackage.json").read_text(encoding="utf-8"))


def fields(package: dict, name: str) -> dict[str, dict]:
    table = next(each for each in package["resources"] if each["name"] == name)
    return {field["name"]: field for field in table["schema"]["fields"]}


def test_every_csv_file_keeps_to_its_description(report: Path, released: Release):
    found = validate(str(report / "to-send" / "datapackage.json"))
    assert found.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert {task.name for task in found.tasks} == set(released)


def test_a_file_that_strays_from_its_description_is_found(package: dict, report: Path, tmp_path: Path):
    """Else the test above could not fail."""
    stray = next(each for each in package["resources"] if each["name"] == "retention")
    (tmp_path / "tables").mkdir()
    text = (report / "to-send" / stray["path"]).read_text(encoding="utf-8")
    (tmp_path / stray["path"]).write_text(text.replace('"shown"', '"perhaps"', 1), encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(package | {"resources": [stray]}), encoding="utf-8")
    assert [each[0] for each in validate(str(tmp_path / "datapackage.json")).flatten(["fieldName"])] == ["status"]


def test_each_column_has_its_unit_and_meaning(package: dict, released: Release):
    wage = fields(package, "job_quality")["estimate"]
    assert (wage["type"], wage["unit"]) == ("number", "as the column 'item' says")
    assert fields(package, "placements")["count"]["unit"] == "placement"
    assert fields(package, "pathway")["share"]["constraints"] == {"minimum": 0, "maximum": 1}
    assert fields(package, "interviews_held_by_specialist")["specialist"]["type"] == "string"
    for each in package["resources"]:
        assert all(field["title"] and field["description"] for field in each["schema"]["fields"])
        assert each["description"].startswith(MEASURES[released.entries[each["name"]].measure].definition)


def test_the_package_says_of_which_days_it_speaks_and_for_whom(package: dict, released: Release):
    assert package["title"] == released.template.title
    assert package["description"] == (f"{released.mark}. Period: 2023-07-01 to 2026-06-30; as of {released.as_of}.")


def test_figures_to_date_say_since_when():
    settled = Settings(grant_start="2024-07-01")
    made = release(small(), audience="internal", report="money-follows-the-person", period="2025H1", settings=settled)
    told = fields(json.loads(data_package.descriptor(made)), "job_starts")
    assert told["count_to_date"]["title"] == "Count, since 2024-07-01"
    assert told["count_to_date"]["description"].endswith("Counted since 2024-07-01.")
    assert "since" not in told["count"]["title"]


def test_every_status_is_explained():
    assert tuple(data_package.STATUSES) == STATUSES
