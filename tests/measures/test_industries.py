"""Industries explored, opened in conversations, and discovered beside what was planned."""

from __future__ import annotations

import pytest

from interview_analytics import periods
from interview_analytics.measures import discoveries, industries_explored, planned_to_discovered, transfer
from tests.measures.logs import listed, log, roster

TALKS = [
    {"held_on": "2026-01-10", "sector": "62", "specialist_id": "S1"},
    {"held_on": "2026-02-10", "sector": "72", "specialist_id": "S1"},
    {"held_on": "2026-03-10", "sector": "62", "specialist_id": "S2"},
    {"held_on": "2026-04-10", "sector": None, "specialist_id": "S2"},
]
OPENED = [
    {"interview_id": "I1", "sector": "62"},  # the interview's own industry
    {"interview_id": "I2", "sector": "23"},  # new
    {"interview_id": "I3", "sector": "23"},  # met in the second interview
    {"interview_id": "I3", "sector": "11"},  # a stated interest
    {"interview_id": "I4", "sector": None},  # nobody knows which
]
STATED = [
    {"job_seeker_id": "J1", "position": 1, "sector": "62"},
    {"job_seeker_id": "J1", "position": 2, "sector": "11"},
]
WAY = log(interviews=TALKS, discoveries=OPENED, interests=STATED, job_seekers=roster(J1="2026-01-01"))


def test_each_industry_counts_once_for_each_job_seeker_by_how_it_first_came_up() -> None:
    table = industries_explored(WAY)
    assert listed(table, "how", "count", "people") == [("interest", 2, 1), ("sought", 1, 1), ("discovered", 1, 1)]


def test_an_industry_counts_on_its_first_day_for_the_specialist_of_that_interview() -> None:
    assert listed(industries_explored(periods.between(WAY, "2026Q1", "first_on")), "count") == [2, 1, 1]
    assert listed(industries_explored(periods.between(WAY, "2026-01", "first_on")), "count") == [1, 0, 0]
    by = industries_explored(WAY, "sector")
    assert [sector for sector, count in listed(by, "sector", "count", how="interest") if count] == ["11", "62"]


def test_what_a_specialist_explored_alone_is_no_industry_of_a_job_seeker() -> None:
    alone = {"held_on": "2026-01-10", "sector": "62", "specialist_id": "S1", "conducted_by": "specialist"}
    assert listed(industries_explored(log(interviews=[alone])), "count") == [0, 0, 0]


def test_a_discovery_is_an_industry_that_is_no_interest_and_met_in_no_earlier_interview() -> None:
    table = discoveries(WAY)
    assert listed(table, "interview_number", "numerator", "denominator") == [
        ("1", 0, 1),
        ("2", 1, 1),
        ("3 or more", 0, 2),
    ]


def test_interviews_are_numbered_over_all_dates_and_not_within_a_period() -> None:
    table = discoveries(periods.between(WAY, "2026-02", "held_on"))
    assert listed(table, "interview_number", "numerator", "denominator") == [
        ("1", 0, 0),
        ("2", 1, 1),
        ("3 or more", 0, 0),
    ]


def test_only_interviews_with_a_job_seeker_on_a_known_day_can_open_an_industry() -> None:
    rows = [{"held_on": "2026-01-01"}, {"held_on": None}, {"held_on": "2026-01-02", "conducted_by": "specialist"}]
    opened = [{"interview_id": f"I{number}", "sector": "23"} for number in (1, 2, 3)]
    table = discoveries(log(interviews=rows, discoveries=opened))
    assert listed(table, "numerator", "denominator") == [(1, 1), (0, 0), (0, 0)]


def test_without_identifiers_each_interview_is_one_of_its_own() -> None:
    rows = [{**talk, "interview_id": None} for talk in TALKS]
    assert listed(discoveries(log(interviews=rows)), "denominator") == [1, 1, 2]
    assert listed(industries_explored(log(interviews=rows, interests=STATED)), "count") == [1, 1, 0]


def test_planned_to_discovered_joins_the_first_interest_to_what_only_came_up_in_the_talk() -> None:
    table = planned_to_discovered(WAY)
    assert listed(table, "planned", "discovered", "count", "people") == [("62", "23", 1, 1)]


@pytest.mark.parametrize("stated", [[], [{"job_seeker_id": "J1", "position": 1, "sector": None}, STATED[1]]])
def test_planned_is_not_known_without_a_first_interest_or_where_its_industry_is_not(stated: list) -> None:
    table = planned_to_discovered(log(interviews=TALKS, discoveries=OPENED[1:2], interests=stated))
    assert listed(table, "planned", "discovered", "count") == [("not known", "23", 1)]


ALONE = {"conducted_by": "specialist", "job_seeker_id": None, "specialist_id": "S1"}


def moved(*rows: dict, **further: list) -> list[tuple[int, int]]:
    return listed(transfer(log(interviews=list(rows), **further)), "numerator", "denominator")


def test_an_industry_learnt_alone_moves_on_if_a_job_seeker_of_that_specialist_explores_it_on_a_later_day() -> None:
    learnt = {**ALONE, "held_on": "2026-01-10", "sector": "62"}
    theirs = {"held_on": "2026-01-11", "sector": "62", "specialist_id": "S1"}
    assert moved(learnt) == [(0, 1)]
    assert moved(learnt, theirs) == [(1, 1)]
    assert moved(learnt, {**theirs, "held_on": "2026-01-10"}) == [(0, 1)]
    assert moved(learnt, {**theirs, "specialist_id": "S2"}) == [(0, 1)]
    assert moved(learnt, {**theirs, "sector": "72"}) == [(0, 1)]


def test_what_a_specialist_learnt_beside_a_job_seeker_was_not_learnt_alone() -> None:
    together = {"held_on": "2026-01-09", "sector": "62", "specialist_id": "S1", "conducted_by": "both"}
    assert moved(together, {**ALONE, "held_on": "2026-01-10", "sector": "62"}) == [(0, 0)]


def test_what_came_up_in_the_talk_of_a_specialist_alone_was_learnt_alone_too() -> None:
    learnt = {**ALONE, "held_on": "2026-01-10", "sector": "62"}
    assert moved(learnt, discoveries=[{"interview_id": "I1", "sector": "23"}]) == [(0, 2)]


def test_an_industry_moves_on_after_the_period_in_which_it_was_learnt_as_well() -> None:
    rows = log(
        interviews=[
            {**ALONE, "held_on": "2026-01-10", "sector": "62"},
            {"held_on": "2026-03-01", "sector": "62", "specialist_id": "S1"},
        ]
    )
    part = transfer(periods.between(rows, "2026-01", "first_on"), "specialist")
    assert listed(part, "specialist", "numerator", "denominator") == [("S1", 1, 1)]
