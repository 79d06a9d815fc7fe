"""Periods as funders write them, the rows that lie in them, and the labels of months and quarters."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_analytics import periods
from interview_analytics.assemble import assemble
from interview_analytics.errors import ExportError
from interview_analytics.periods import Period


def days(*texts: str | None) -> pd.Series:
    return pd.Series(pd.to_datetime(list(texts)), dtype="datetime64[us]")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026Q3", "2026-07-01", "2026-09-30"),
        ("2026q4", "2026-10-01", "2026-12-31"),
        ("2026H1", "2026-01-01", "2026-06-30"),
        ("2026H2", "2026-07-01", "2026-12-31"),
        ("CY2026", "2026-01-01", "2026-12-31"),
        ("SFY2026", "2025-07-01", "2026-06-30"),
        ("FFY2026", "2025-10-01", "2026-09-30"),
        ("PY2026", "2026-07-01", "2027-06-30"),
        ("2026-01-15..2026-07-14", "2026-01-15", "2026-07-14"),
        ("grant:2025-10-01+12m", "2025-10-01", "2026-09-30"),
        ("grant:2026-01-31+1m", "2026-01-31", "2026-02-27"),
        ("grant:2025-10-01+7..12m", "2026-04-01", "2026-09-30"),
        ("7/15/2025..6/30/2026", "2025-07-15", "2026-06-30"),
        (" PY2026 ", "2026-07-01", "2027-06-30"),
    ],
)
def test_each_way_of_writing_a_period_has_its_first_and_last_day(text: str, first: str, last: str) -> None:
    assert periods.parse(text) == Period(text.strip(), dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["", "2026Q5", "2026-13", "2026H3", "SFY26", "2026-02-30..2026-03-01", "grant:2025-10-01+0m", "0000Q1",
     "grant:2025-10-01+7..6m", "grant:2025-10-01+0..6m", "13/13/2026..12/31/2026",
     "SFY0001", "PY9999", "9999-12", "last year", "2026Q1; drop"],
)  # fmt: skip
def test_a_text_that_is_no_period_is_answered_with_the_grammar(text: str) -> None:
    with pytest.raises(ExportError, match=r"is not a period\. Write 2026-03 .* grant:2025-10-01\+12m"):
        periods.parse(text)


@pytest.mark.parametrize("text", ["2026", "FY2026", "fy 2026"])
def test_a_bare_year_is_answered_with_the_years_that_it_may_be(text: str) -> None:
    with pytest.raises(ExportError, match=r"may be several periods\. Say which: CY2026 .* PY2026 \(WIOA"):
        periods.parse(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-30", "2026-06-30"),
        ("6/30/2026", "2026-06-30"),
        ("30/6/2026", "2026-06-30"),
        ("5/5/2026", "2026-05-05"),
    ],
)
def test_a_day_may_be_written_with_slashes_where_it_can_be_only_one(text: str, day: str) -> None:
    assert periods.day(text) == dt.date.fromisoformat(day)


def test_a_day_that_may_be_two_is_answered_with_both() -> None:
    with pytest.raises(ExportError, match=r"may be two days\. Write 2026-06-05 for June 5, 2026-05-06 for May 6"):
        periods.day("6/5/2026")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026-03", "month"),
        ("2026Q3", "quarter"),
        ("2026h1", "half-year"),
        ("CY2026", "calendar year"),
        ("SFY2026", "state fiscal year"),
        ("FFY2026", "federal fiscal year"),
        ("PY2026", "program year"),
        ("2026-01-15..2026-07-14", "two days"),
        ("grant:2025-10-01+7..12m", "grant months"),
    ],
)
def test_a_period_is_of_the_kind_that_it_is_written_as(text: str, kind: str) -> None:
    assert periods.kind(periods.parse(text)) == kind


def test_every_kind_of_period_has_an_example_of_that_kind() -> None:
    assert [periods.kind(periods.parse(example)) for example in periods.KINDS.values()] == list(periods.KINDS)


@pytest.mark.parametrize(
    ("text", "since", "begun"),
    [
        ("2026Q1", "calendar year", "2026-01-01"),
        ("2026Q1", "federal fiscal year", "2025-10-01"),
        ("2026Q1", "program year", "2025-07-01"),
        ("2026Q3", "state fiscal year", "2026-07-01"),
        ("2026H1", "all dates", "2024-02-01"),
        ("2026H1", "grant start", "2025-04-01"),
        ("grant:2025-10-01+7..12m", "grant start", "2025-10-01"),
    ],
)
def test_figures_to_date_begin_where_the_funder_begins_to_count(text: str, since: str, begun: str) -> None:
    period = periods.parse(text)
    told, grant = dt.date(2024, 2, 29), dt.date(2025, 4, 1)

    whole = periods.to_date(period, since, first=told, grant_start=grant)

    assert (whole.first.isoformat(), whole.last) == (begun, period.last)
    assert periods.parse(whole.label) == whole


@pytest.mark.parametrize(
    ("text", "since", "said"),
    [
        ("CY2026", "federal fiscal year", "CY2026 lies in more than one federal fiscal year"),
        ("2026H1", "grant start", "need the first day of the grant.*grant_start"),
    ],
)
def test_figures_to_date_without_one_beginning_are_refused(text: str, since: str, said: str) -> None:
    with pytest.raises(ExportError, match=said):
        periods.to_date(periods.parse(text), since, first=dt.date(2024, 1, 1))


def test_a_period_before_the_grant_has_no_figures_to_date() -> None:
    with pytest.raises(ExportError, match="2026H1 begins before the grant does, on 2026-04-01"):
        periods.to_date(
            periods.parse("2026H1"), "grant start", first=dt.date(2024, 1, 1), grant_start=dt.date(2026, 4, 1)
        )


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ExportError, match="ends before it begins"):
        periods.parse("2026-07-14..2026-01-15")


def test_an_anchor_selects_its_own_table_by_both_ends_and_leaves_the_others_whole() -> None:
    log = assemble({
        "interviews": pd.DataFrame({
            "interview_id": ["before", "first", "last", "after", "undated"],
            "job_seeker_id": ["J"] * 5,
            "held_on": days("2026-06-30", "2026-07-01", "2026-09-30", "2026-10-01", None),
        }),
        "placements": pd.DataFrame({"job_seeker_id": ["J"], "started_on": days("2026-01-01")}),
    })  # fmt: skip

    within = periods.between(log, "2026Q3", "held_on")

    assert within.interviews["interview_id"].tolist() == ["first", "last"]
    assert within.interviews.index.tolist() == [1, 2], "rows keep their index"
    assert within.placements is log.placements
    assert within.job_seekers is log.job_seekers
    assert periods.between(log, periods.parse("CY2026"), "started_on").placements.equals(log.placements)
    assert periods.between(log, "CY2025", "started_on").placements.empty


def test_a_request_without_a_day_counts_on_the_day_of_the_interview() -> None:
    log = assemble({
        "interviews": pd.DataFrame({
            "interview_id": ["asked earlier", "held only", "declined", "undated"],
            "job_seeker_id": ["J"] * 4,
            "requested_on": days("2026-06-20", None, "2026-07-05", None),
            "held_on": days("2026-07-03", "2026-07-09", None, None),
        }),
    })  # fmt: skip

    within = periods.between(log, "2026Q3", "requested_on")

    assert within.interviews["interview_id"].tolist() == ["held only", "declined"]


def test_without_a_period_the_log_stays_as_it_is() -> None:
    log = assemble({})

    assert periods.between(log, None, "enrolled_on") is log


def test_an_unknown_anchor_is_named() -> None:
    with pytest.raises(ValueError, match="anchor: 'completed_on' is not among held_on"):
        periods.between(assemble({}), "2026Q3", "completed_on")


def test_days_have_a_month_and_a_quarter_and_missing_days_have_none() -> None:
    given_days = days("2026-03-31", None, "2026-04-01", "2025-12-31")

    assert periods.month(given_days).fillna("-").tolist() == ["2026-03", "-", "2026-04", "2025-12"]
    assert periods.quarter(given_days).fillna("-").tolist() == ["2026Q1", "-", "2026Q2", "2025Q4"]
    assert periods.quarter(days()).dtype == "str"


def test_labels_run_from_the_first_day_to_the_last() -> None:
    assert periods.months(dt.date(2025, 11, 30), dt.date(2026, 2, 1)) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert periods.quarters(dt.date(2025, 11, 30), dt.date(2026, 4, 1)) == ["2025Q4", "2026Q1", "2026Q2"]


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31)))
def test_every_day_lies_in_the_month_and_quarter_that_it_is_given(day: dt.date) -> None:
    given_day = days(day.isoformat())

    for label in (periods.month(given_day)[0], periods.quarter(given_day)[0]):
        period = periods.parse(label)
        assert period.first <= day <= period.last
