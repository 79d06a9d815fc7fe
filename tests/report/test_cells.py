"""How the figures of a measure's table read, and that the exact ones stand behind them."""

from __future__ import annotations

import pandas as pd

from interview_analytics.report.cells import Cell, listed, shown


def shares(**more: list) -> pd.DataFrame:
    row = {"numerator": [19], "denominator": [60], "share": [19 / 60], "low": [0.2131], "high": [0.4424]}
    return pd.DataFrame({"step": ["held"], **row, "people": [12], "status": ["shown"]} | more)


def test_an_interval_reads_as_one_cell_with_both_limits_behind_it():
    table = shown(shares(), "outreach")
    assert table.headings == ("Step", "Number", "Of", "Share", "95 % interval", "People")
    assert table.rows[0][1:] == (
        Cell("19", (19,)),
        Cell("60", (60,)),
        Cell("32 %", (19 / 60,)),
        Cell("21–44 %", (0.2131, 0.4424)),
        Cell("12", (12,)),
    )


def test_why_there_is_no_share_stands_in_its_place():
    missing = {name: [None] for name in ("share", "low", "high")}
    table = shown(shares(status=["too_few"], **missing), "outreach")
    assert [cell.text for cell in table.rows[0][3:]] == ["too few to tell", "–", "12"]


def test_a_row_that_only_other_days_have_is_blank_and_neither_hidden_nor_without_a_number():
    figures = {
        name: pd.array([None], "Float64") for name in ("numerator", "denominator", "share", "low", "high", "people")
    }
    table = shown(pd.DataFrame({"step": ["held"], **figures, "status": pd.array([None], "str")}), "outreach")
    assert [cell.text for cell in table.rows[0][1:]] == ["–"] * 5
    counts = pd.DataFrame({"region": ["North"], "count": pd.array([None], "Int64"), "status": pd.array([None], "str")})
    assert shown(counts, "interviews_held").headings == ("Region", "Count")


def test_status_is_a_column_only_where_a_count_is_missing_for_another_reason_than_that_it_is_hidden():
    for status, told in (("shown", False), ("hidden", False), ("not_known", True)):
        counts = pd.DataFrame({"specialist": ["S1"], "count": pd.array([None], "Int64"), "status": [status]})
        assert ("Status" in shown(counts, "interviews_held").headings) == told


def test_a_median_reads_in_its_own_unit():
    items = ["hourly wage, US dollars", "hours a week", "20 or more hours a week"]
    figures = {
        "share": [None, None, 0.5],
        "estimate": [17.25, 18.5, None],
        "low": [16, 17, 0.4],
        "high": [18.5, 20, 0.6],
    }
    table = pd.DataFrame({"item": items, **figures, "status": "shown"})
    rows = shown(table, "job_quality").rows
    assert [row[1].text for row in rows] == ["$17.25", "18.5", "50 %"]
    assert [row[2].text for row in rows] == ["$16.00–18.50", "17–20", "40–60 %"]
    assert shown(table, "job_quality").headings[1] == "Median or share"


def test_months_since_enrolment_are_not_read_as_calendar_months():
    table = pd.DataFrame({"outcome": ["placed"], "month": [12], "estimate": [0.5], "low": [0.4], "high": [0.6]})
    cells = shown(table, "time_to_placement")
    assert cells.headings[:3] == ("Outcome", "Months since enrolment", "Expected share")
    assert cells.rows[0][1].text == "12"


def test_a_list_keeps_the_columns_that_are_named_in_their_order():
    table = listed(pd.DataFrame({"b": [1200], "a": ["x"], "c": [None]}), {"a": "A", "b": "B", "c": "C"})
    assert table.headings == ("A", "B", "C")
    assert table.rows == ((Cell("x"), Cell("1,200", (1200,)), Cell("")),)
