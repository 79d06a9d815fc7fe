"""Interviews per month of caseload: which interviews count, which days, and whose they are."""

from __future__ import annotations

import pytest

from interview_analytics import periods
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures import interview_rate
from tests.measures.logs import listed, log, roster

FIGURES = ("numerator", "denominator", "people")


def talk(day: str, person: str = "J1", **further: str | None) -> dict[str, str | None]:
    return {"held_on": day, "job_seeker_id": person, "specialist_id": "S1", "sector": "62", **further}


def one(*talks: dict, people: list | None = None, **further: list) -> InterviewLog:
    people = people or roster(J1="2026-01-01")
    return log(interviews=list(talks), job_seekers=people, as_of="2026-03-31", **further)


def test_a_caseload_runs_from_enrolment_to_the_last_day_of_the_log_both_days_included() -> None:
    rows = one(talk("2026-01-01"), talk("2026-03-31"))
    assert listed(interview_rate(rows), *FIGURES) == [(2, 31 + 28 + 31, 1)]


def test_a_caseload_ends_with_the_exit_or_the_first_placement_and_what_comes_later_does_not_count() -> None:
    left = [{"job_seeker_id": "J1", "enrolled_on": "2026-01-01", "exited_on": "2026-01-31"}]
    assert listed(interview_rate(one(talk("2026-01-01"), talk("2026-02-01"), people=left)), *FIGURES) == [(1, 31, 1)]
    rows = one(talk("2026-01-01"), talk("2026-02-10"), talk("2026-02-11"), placements=[{"started_on": "2026-02-10"}])
    assert listed(interview_rate(rows), *FIGURES) == [(2, 41, 1)]


def test_days_before_the_log_begins_are_no_caseload() -> None:
    rows = one(talk("2026-03-01"), people=roster(J1="2025-01-01"))
    assert listed(interview_rate(rows), *FIGURES) == [(1, 31, 1)]


def test_only_interviews_with_the_job_seeker_present_that_were_held_count() -> None:
    others = [
        talk("2026-01-05", conducted_by="specialist"),
        talk("2026-01-06", status="cancelled"),
        talk("2026-01-07", kind="business_tour"),
        talk("2026-01-08", person="J9"),
    ]
    assert listed(interview_rate(one(talk("2026-01-01"), *others)), "numerator") == [1]


def test_a_day_and_its_interviews_belong_to_the_specialist_who_served_then() -> None:
    served = [
        {"job_seeker_id": "J1", "specialist_id": "S1", "from_on": "2026-01-01", "to_on": "2026-01-10"},
        {"job_seeker_id": "J1", "specialist_id": "S2", "from_on": "2026-01-11", "to_on": "2026-02-09"},
    ]
    rows = one(talk("2026-01-01"), talk("2026-01-10"), talk("2026-01-11"), assignments=served)
    found = listed(interview_rate(rows, "specialist"), "specialist", *FIGURES)
    assert found == [("S1", 2, 10, 1), ("S2", 1, 30, 1), ("not known", 0, 50, 1)]


def test_a_caseload_is_shared_out_over_months_and_cut_to_the_period() -> None:
    rows = one(talk("2026-01-01"), talk("2026-02-28"), talk("2026-03-01"))
    found = listed(interview_rate(rows, "month"), "month", *FIGURES)
    assert found == [("2026-01", 1, 31, 1), ("2026-02", 1, 28, 1), ("2026-03", 1, 31, 1)]
    part = interview_rate(periods.between(rows, "2026-01-31..2026-02-28", "held_on"))
    assert listed(part, *FIGURES) == [(1, 29, 1)]


def test_five_job_seekers_give_a_rate_and_four_are_too_few_to_tell() -> None:
    names = [f"J{number}" for number in range(5)]
    talks = [talk("2026-01-01", person) for person in names]
    people = roster(**dict.fromkeys(names, "2026-01-01"))
    told = interview_rate(one(*talks, people=people))
    assert listed(told, "estimate", "status") == [(pytest.approx(5 / (5 * 90 / 30.4375)), "shown")]
    silent = interview_rate(one(*talks[:4], people=people[:4]))
    assert listed(silent, "numerator", "estimate", "low", "status") == [(4, None, None, "too_few")]
