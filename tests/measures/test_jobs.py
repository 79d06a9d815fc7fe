"""What jobs are like and how long they last."""

from __future__ import annotations

import pytest

from interview_analytics.measures import job_quality, retention
from tests.measures.logs import listed, log, roster

DAY = {"started_on": "2026-03-01"}


def test_the_median_is_of_the_known_and_its_limits_are_order_statistics() -> None:
    # of 11 values the 2nd and the 10th enclose the median with 98.8 %, the 3rd and the 9th only with 93.5 %
    wages = [*range(10, 21), None]
    table = job_quality(log(placements=[{**DAY, "hourly_wage": wage} for wage in wages]))
    figures = ("estimate", "low", "high", "numerator", "denominator", "status")
    assert listed(table, *figures, item="hourly wage, US dollars") == [(15, 11, 19, 11, 12, "shown")]


def test_fewer_than_six_values_have_no_median_and_none_at_all_is_not_known() -> None:
    table = job_quality(log(placements=[{**DAY, "hourly_wage": wage} for wage in (10, 11, 12, 13, 14)]))
    assert listed(table, "item", "estimate", "numerator", "denominator", "status")[:2] == [
        ("hourly wage, US dollars", None, 5, 5, "too_few"), ("hours a week", None, 0, 5, "not_known"),
    ]  # fmt: skip
    six = job_quality(log(placements=[{**DAY, "hours_per_week": hours} for hours in (10, 11, 12, 14, 15, 16)]))
    assert listed(six, "estimate", "low", "high", item="hours a week") == [(13, 10, 16)]


def test_twenty_hours_and_integrated_jobs_are_shares_of_the_known() -> None:
    rows = [(19.5, "yes"), (20, "no"), (40, "unknown"), (None, None)]
    table = job_quality(
        log(placements=[{**DAY, "hours_per_week": hours, "competitive_integrated": said} for hours, said in rows])
    )
    assert listed(table, "item", "numerator", "denominator", "share")[2:] == [
        ("20 or more hours a week", 2, 3, pytest.approx(2 / 3)), ("competitive integrated employment", 1, 2, 0.5),
    ]  # fmt: skip


def test_later_jobs_count_and_those_from_before_enrolment_do_not() -> None:
    jobs = [{"started_on": day, "hours_per_week": 30} for day in ("2025-01-01", "2026-01-01", "2026-02-01")]
    rows = log(placements=jobs, job_seekers=roster(J1="2026-01-01"))
    assert listed(job_quality(rows), "denominator") == [2, 2, 2, 0]
    assert listed(retention(rows), "numerator", "denominator", days="90") == [(2, 2), (0, 2)]


def lasted(ended_on: str | None, as_of: str) -> list[tuple]:
    rows = log(placements=[{"started_on": "2026-01-01", "ended_on": ended_on}], as_of=as_of)
    return listed(retention(rows), "numerator", "denominator", "status", days="90")


def test_a_job_lasted_ninety_days_when_its_last_day_is_the_ninetieth_after_the_first() -> None:
    assert lasted("2026-04-01", "2026-06-30") == [(1, 1, "shown"), (0, 1, "shown")]
    assert lasted("2026-03-31", "2026-06-30") == [(0, 1, "shown"), (0, 1, "shown")]
    assert lasted(None, "2026-06-30") == [(1, 1, "shown"), (0, 1, "shown")]


def test_a_recent_job_is_not_yet_due_whether_it_lasted_or_not() -> None:
    for ended_on in (None, "2026-01-05"):
        assert lasted(ended_on, "2026-03-31") == [(0, 0, "not_yet_due"), (1, 1, "shown")]
        assert lasted(ended_on, "2026-04-01")[1] == (0, 1, "shown")


def test_each_length_of_time_has_its_own_denominator() -> None:
    table = retention(log(placements=[{"started_on": day} for day in ("2025-06-30", "2026-01-01", "2026-04-01")]))
    assert listed(table, "days", "answer", "numerator", "denominator") == [
        ("90", "still there", 3, 3), ("90", "not yet due", 0, 3),
        ("180", "still there", 2, 2), ("180", "not yet due", 1, 3),
        ("365", "still there", 1, 1), ("365", "not yet due", 2, 3),
    ]  # fmt: skip
