"""How long it takes from enrolment to a first placement, or to leaving without one."""

from __future__ import annotations

from typing import Any

import pytest

from interview_analytics import periods
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures import time_to_placement
from tests.measures.logs import listed, log, roster

BEGUN = [{"held_on": "2026-01-01", "job_seeker_id": None, "specialist_id": "S1", "conducted_by": "specialist"}]


def person(who: str, enrolled: str, *, left: str | None = None, **strata: str) -> dict[str, Any]:
    return {"job_seeker_id": who, "enrolled_on": enrolled, "exited_on": left, **strata}


def job(who: str, day: str) -> dict[str, str]:
    return {"job_seeker_id": who, "started_on": day}


FOUR = log(
    interviews=BEGUN,
    job_seekers=[
        person("J1", "2026-01-01", region="East"),
        person("J2", "2026-01-01", region="East", left="2026-03-02"),
        person("J3", "2026-01-01", region="West"),
        person("J4", "2026-01-01", region="West"),
    ],
    placements=[job("J1", "2026-01-31"), job("J3", "2026-04-01")],
)


def at(rows: InterviewLog, month: int, outcome: str = "placed") -> tuple[float | None, int]:
    """The estimate at a month, and how many were still followed."""
    return listed(time_to_placement(rows), "estimate", "people", outcome=outcome, month=month)[0]


def test_the_incidence_is_aalen_johansens() -> None:
    # day 30: 1 of 4 placed; day 60: 1 of the 3 left; day 90: 1 of the 2 placed: .25 + .75 x 2/3 x 1/2 = .5
    assert [at(FOUR, month) for month in (1, 2, 3, 5)] == [
        (0.25, 4), (0.25, 3), (pytest.approx(0.5), 1), (pytest.approx(0.5), 1),
    ]  # fmt: skip
    assert [at(FOUR, month, "left without a placement")[0] for month in (1, 2, 5)] == [0, 0.25, 0.25]


def test_every_month_to_the_twenty_fourth_is_there_and_those_that_nobody_reached_are_too_few() -> None:
    table = time_to_placement(FOUR)
    assert listed(table, "month", outcome="placed") == list(range(1, 25))
    after = listed(table, "estimate", "low", "high", "people", "status")[5]  # day 182 of 180
    assert after == (None, None, None, 0, "too_few")
    assert listed(table, "status", outcome="placed") == ["shown"] * 5 + ["too_few"] * 19


def test_while_nobody_was_placed_the_upper_limit_is_wilsons_for_none_of_those_still_followed() -> None:
    people = [person(f"J{number}", "2026-01-01") for number in (1, 2, 3)]
    table = time_to_placement(log(interviews=BEGUN, job_seekers=people))
    z = 1.959964
    limits = (0, 0, pytest.approx(z**2 / (3 + z**2), abs=1e-6), 3)
    assert listed(table, "estimate", "low", "high", "people", outcome="placed", month=5) == [limits]


def test_each_group_has_a_curve_of_its_own() -> None:
    table = time_to_placement(FOUR, "region")
    assert listed(table, "region", "estimate", "people", outcome="placed", month=2) == [
        ("East", 0.5, 1),
        ("West", 0, 2),
    ]
    assert listed(table, "region")[::48] == ["East", "West"]


def test_who_left_first_is_not_placed_and_a_job_on_the_day_of_leaving_is_a_placement() -> None:
    people = [person("J1", "2026-01-01", left="2026-01-10"), person("J2", "2026-01-01", left="2026-01-20")]
    rows = log(interviews=BEGUN, job_seekers=people, placements=[job("J1", "2026-01-12"), job("J2", "2026-01-20")])
    begun = listed(time_to_placement(rows), "status", month=1)
    assert begun == ["too_few", "too_few"]  # both journeys are over by then
    rows = log(
        interviews=BEGUN,
        job_seekers=[*people, person("J3", "2026-01-01")],
        placements=[job("J1", "2026-01-12"), job("J2", "2026-01-20")],
    )
    assert (at(rows, 1)[0], at(rows, 1, "left without a placement")[0]) == (pytest.approx(1 / 3), pytest.approx(1 / 3))


def test_a_placement_on_the_day_of_enrolment_counts_and_a_job_from_before_it_does_not() -> None:
    people = [person(who, "2026-01-05") for who in ("J1", "J2", "J3")]
    rows = log(interviews=BEGUN, job_seekers=people, placements=[job("J1", "2026-01-05"), job("J2", "2026-01-04")])
    assert at(rows, 1) == (pytest.approx(1 / 3), 2)


def test_who_was_enrolled_before_the_log_begins_joins_on_its_first_day() -> None:
    people = [person("J1", "2026-01-01"), person("J2", "2025-01-01"), person("J3", "2026-01-01")]
    rows = log(
        interviews=BEGUN,
        job_seekers=people,
        placements=[job("J1", "2026-01-31"), job("J2", "2010-01-01")],  # a memory does not begin the log
    )
    assert at(rows, 1) == (0.5, 2)
    assert at(rows, 11) == (None, 0)
    assert at(rows, 12) == (0.5, 1)  # 365 days after 1 January 2025 the log begins


def test_a_period_chooses_by_enrolment_and_keeps_what_came_later() -> None:
    people = [person("J1", "2026-01-01"), person("J2", "2026-02-01")]
    rows = log(interviews=BEGUN, job_seekers=people, placements=[job("J1", "2026-04-20")])
    assert at(periods.between(rows, "2026-01", "enrolled_on"), 2) == (0, 1)
    assert at(periods.between(rows, "2026-02", "enrolled_on"), 4) == (0, 1)


def test_without_any_dated_row_of_the_log_people_are_followed_from_enrolment() -> None:
    assert at(log(job_seekers=roster(J1="2026-01-01", J2="2026-01-01")), 1) == (0, 2)


def test_people_enrolled_after_the_last_day_are_not_there_yet() -> None:
    assert at(log(job_seekers=roster(J1="2026-01-01", J2="2026-08-01"), as_of="2026-06-30"), 1) == (0, 1)
