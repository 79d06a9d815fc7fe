"""Each export in tests/exports yields the rows, and reports the problems, that stand in the file beside it.

`name.csv` (or any other type) is the export, `name.expected.toml` what is expected of it: `says` (the rule), one
`[[table]]` for each table found (`sheet`, `rows` with the headings first, `lines`), `problems` and `dropped` as
`line: what`, and, where the export is also loaded, `[log]`: columns of canonical tables and `rules` that `problems`
must hold. A case is two files more; nothing here changes.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from interview_analytics.load import load
from interview_analytics.reading import read

FOLDER = Path(__file__).parent / "exports"
CASES = {path.name.removesuffix(".expected.toml"): path for path in sorted(FOLDER.glob("*.expected.toml"))}
EXPORTS = {path.stem: path for path in sorted(FOLDER.iterdir()) if not path.name.endswith(".expected.toml")}
LOADED = [name for name, path in CASES.items() if "log" in tomllib.loads(path.read_text(encoding="utf-8"))]


def expected(name):
    return tomllib.loads(CASES[name].read_text(encoding="utf-8"))


def as_text(values):
    """Values of a canonical column as they would be written down."""
    days = pd.api.types.is_datetime64_any_dtype(values)
    plain = values.dt.strftime("%Y-%m-%d") if days else values
    return ["" if pd.isna(value) else f"{value:g}" if isinstance(value, float) else str(value) for value in plain]


def test_every_export_stands_beside_what_is_expected_of_it():
    assert set(CASES) == set(EXPORTS)
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_an_export_yields_its_tables(name):
    tables = expected(name)["table"]
    sheets = read(EXPORTS[name])
    assert [sheet.rows for sheet in sheets] == [table["rows"] for table in tables]
    assert [sheet.sheet for sheet in sheets] == [table.get("sheet", "") for table in tables]
    assert [sheet.first_lines.tolist() for sheet in sheets] == [table["lines"] for table in tables]


@pytest.mark.parametrize("name", CASES)
def test_an_export_reports_its_problems(name):
    sheets = read(EXPORTS[name])
    problems = [
        f"{problem.line or '-'}: {problem.fault.rule}, {problem.fault.effect}"
        for sheet in sheets
        for problem in sheet.problems
    ]
    dropped = [f"{drop.line}: {drop.kind}" for sheet in sheets for drop in sheet.dropped]
    assert sorted(problems) == sorted(expected(name).get("problems", []))
    assert sorted(dropped) == sorted(expected(name).get("dropped", []))
    assert all(drop.reason for sheet in sheets for drop in sheet.dropped)


@pytest.mark.parametrize("name", LOADED)
def test_an_export_becomes_canonical_tables(name):
    said = expected(name)["log"]
    log = load(EXPORTS[name], as_of="2026-06-30")
    assert set(said.pop("rules", [])) <= set(log.problems["rule"])
    found = {
        table: {column: as_text(getattr(log, table)[column]) for column in columns} for table, columns in said.items()
    }
    assert found == said
