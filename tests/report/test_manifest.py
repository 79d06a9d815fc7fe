"""What makes a report traceable, and what a manifest must not tell."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from interview_analytics.errors import ExportError
from interview_analytics.release import Release
from interview_analytics.report.manifest import outputs


def stored(report: Path, part: str) -> dict:
    return json.loads((report / part / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", ["to-send", "keep"])
def test_every_file_is_named_with_its_sha256(report: Path, part: str):
    found = {path.relative_to(report / part).as_posix(): path for path in (report / part).rglob("*") if path.is_file()}
    del found["manifest.json"]
    assert stored(report, part)["outputs"] == {
        name: sha256(path.read_bytes()).hexdigest() for name, path in found.items()
    }


def test_the_inputs_are_named_only_in_what_is_kept(report: Path):
    assert "inputs" not in stored(report, "to-send")
    assert stored(report, "keep")["inputs"] == [
        {"file": "jobs.xlsx", "sha256": "b" * 64},
        {"file": "log.csv", "sha256": "a" * 64},
    ]


def test_parameters_counts_and_versions_are_told(report: Path, released: Release):
    told = stored(report, "to-send")
    assert told["package"] == "interview-analytics"
    assert {"interview-analytics", "python", "pandas", "plotly"} <= set(told["versions"])
    assert told["parameters"]["audience"] == "internal"
    assert told["parameters"]["first_day"] == "2023-07-01"
    assert told["parameters"]["as_of"] == released.as_of.isoformat()
    assert told["counts"]["problems"] == {"row set aside": 1, "cell blanked": 2}
    assert told["tables"]["pathway"] == len(released["pathway"])


def test_no_manifest_tells_where_it_was_written(report: Path):
    for part in ("to-send", "keep"):
        assert str(report.parent) not in (report / part / "manifest.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"package": "other", "outputs": {}}'])
def test_another_s_manifest_is_not_ours(tmp_path: Path, text: str):
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(ExportError, match="no manifest of a report"):
        outputs(tmp_path)
