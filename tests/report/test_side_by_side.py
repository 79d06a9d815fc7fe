"""Figures of the period and to date stand in one row, on the page, in the workbook and in the csv file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pandas as pd
import pytest

from interview_analytics.release import Release, release
from interview_analytics.report import side_by_side, write_report
from interview_analytics.report.sheet_names import sheet_names
from tests.small_logs import small

LAYOUT = """
title = "T"
notes = ["The rules of nobody."]
to_date = "state fiscal year"
[[sections]]
heading = "S"
words = "W"
"""
ENTRY = '[[sections.entries]]\nmeasure = "{}"\nheading = "{}"\nwords = "W"\ncumulative = {}\n'


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Release:
    entries = (("placements", "true"), ("planned_to_discovered", "true"), ("drift", "false"))
    file = tmp_path_factory.mktemp("own") / "mine.toml"
    file.write_text(LAYOUT + "".join(ENTRY.format(name, name, flag) for name, flag in entries), encoding="utf-8")
    return release(small(), audience="internal", report=str(file), period="2025Q2")


@pytest.fixture(scope="module")
def written(both: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(both, tmp_path_factory.mktemp("written") / "report") / "to-send"


def test_each_row_holds_the_figures_of_both_stretches_of_days(both: Release):
    told = side_by_side.whole(both, "placements")
    assert told["count"].tolist() == both["placements"]["count"].tolist()
    assert told["count_to_date"].tolist() == both["placements_to_date"]["count"].tolist()
    assert (told["count"] <= told["count_to_date"]).all()


def test_what_occurred_only_before_the_period_counts_0_in_it(both: Release):
    told = side_by_side.whole(both, "planned_to_discovered")
    own, to_date = both["planned_to_discovered"], both["planned_to_discovered_to_date"]
    assert len(own) < len(told) == len(to_date)
    assert (told["count"].sum(), told["count_to_date"].sum()) == (own["count"].sum(), to_date["count"].sum())


def test_rows_of_the_same_name_stand_beside_each_other_in_their_order(both: Release):
    alike = pd.DataFrame({"how": ["hidden", "hidden"], "count": pd.array([20, 30], "Int64"), "status": "shown"})
    tables = {**both.tables, "placements": alike, "placements_to_date": alike.assign(count=alike["count"] * 2)}
    told = side_by_side.whole(replace(both, tables=MappingProxyType(tables)), "placements")
    assert told[["count", "count_to_date"]].to_numpy().tolist() == [[20, 40], [30, 60]]


def test_a_table_without_figures_to_date_stays_as_it_is(both: Release):
    assert side_by_side.printed(both) == ["placements", "planned_to_discovered", "drift"]
    pd.testing.assert_frame_equal(side_by_side.whole(both, "drift"), both["drift"])


def test_page_workbook_and_csv_hold_the_same_figures_side_by_side(both: Release, written: Path):
    stored = pd.read_csv(written / "tables" / "placements.csv")
    assert stored["count_to_date"].tolist() == both["placements_to_date"]["count"].tolist()
    sheet = openpyxl.load_workbook(written / "report.xlsx")[sheet_names(["placements"])["placements"]]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert rows[0] == [
        "Start", "Count, this period", "People, this period", "Status, this period",
        "Count, to date", "People, to date", "Status, to date",
    ]  # fmt: skip
    assert [row[4] for row in rows[1:]] == stored["count_to_date"].tolist()
    shown = side_by_side.cells(both, "placements")
    assert shown.headings[1:] == (
        "Count, this period",
        "People, this period",
        "Count, to date",
        "People, to date",
    )
    page = (written / "index.html").read_text(encoding="utf-8")
    assert all(f">{heading}</th>" in page for heading in shown.headings)
    assert not [path for path in (written / "tables").iterdir() if path.stem.endswith("_to_date")]


def test_the_sentence_tells_both_and_the_page_the_days_and_the_notes(both: Release, written: Path):
    told = side_by_side.said(both, "placements")
    assert told.startswith("2025Q2: ")
    assert " Since 2024-07-01: " in told
    page = (written / "index.html").read_text(encoding="utf-8")
    assert "<dt>To date</dt><dd>2024-07-01 to 2025-06-30</dd>" in page
    assert "<li>The rules of nobody.</li>" in page
