"""How far people enrolled in a period came, and which way they went."""

from __future__ import annotations

from typing import Any

import pytest

from interview_analytics import periods
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures import flows, pathway
from tests.measures.logs import listed, log, roster

STEPS = ["enrolled", "interviewed", "second", "placed", "explored first", "90 days"]
TALKS = [{"held_on": "2026-01-10", "sector": "62"}, {"held_on": "2026-01-20", "sector": "72"}]
JOB = {"started_on": "2026-02-01", "sector": "72"}


def way(*, talks: list = TALKS, jobs: tuple = (JOB,), enrolled: str = "2026-01-01", **further: Any) -> InterviewLog:
    """The log of one job seeker, who takes every step unless something else is said."""
    return log(interviews=talks, placements=list(jobs), job_seekers=roster(J1=enrolled), **further)


def taken(rows: InterviewLog) -> int:
    """How many steps the one person took, who took no later step without all the earlier ones."""
    numbers = listed(pathway(rows), "numerator")
    assert numbers == sorted(numbers, reverse=True)
    assert listed(pathway(rows), "denominator") == [1] * 6
    return sum(numbers)


def test_every_step_in_its_order_is_a_whole_pathway() -> None:
    assert taken(way()) == 6


@pytest.mark.parametrize(
    ("talks", "steps"),
    [
        ([], 1),
        ([{**TALKS[0], "conducted_by": "specialist", "specialist_id": "S1"}], 1),
        ([{**TALKS[0], "status": "no_show"}], 1),
        (TALKS[:1], 2),
        ([TALKS[0], {**TALKS[1], "sector": None}], 2),
        ([TALKS[0], {**TALKS[1], "sector": "23"}], 4),
    ],
    ids=["no interview", "a specialist alone", "not held", "one industry", "the second unknown", "another industry"],
)
def test_a_step_that_is_missing_ends_the_pathway(talks: list, steps: int) -> None:
    assert taken(way(talks=talks)) == steps


def test_an_interview_on_the_day_of_placement_comes_too_late() -> None:
    late = [{**TALKS[0], "held_on": "2026-02-01"}]
    assert taken(way(talks=late)) == 1
    assert taken(way(talks=[TALKS[0], {**TALKS[1], "held_on": "2026-02-01"}])) == 2
    third = [{**TALKS[0], "sector": "23"}, {**TALKS[0], "held_on": "2026-01-15"}, {**TALKS[1], "held_on": "2026-02-01"}]
    assert taken(way(talks=third)) == 4


def test_an_interview_on_the_day_of_enrolment_or_before_it_counts() -> None:
    assert taken(way(enrolled="2026-01-10")) == taken(way(enrolled="2026-01-15")) == 6


def test_a_job_from_before_enrolment_is_no_placement_and_the_first_one_since_counts() -> None:
    before = {"started_on": "2025-06-01", "sector": "11"}
    assert taken(way(jobs=(before,))) == 3
    assert taken(way(jobs=(before, JOB))) == 6
    assert taken(way(jobs=({**JOB, "started_on": "2026-01-21"},), enrolled="2026-01-21")) == 6


def test_still_there_takes_ninety_days_and_those_whose_time_is_not_over_have_not_taken_it() -> None:
    assert taken(way(as_of="2026-05-02")) == 6  # 1 February and 90 days
    assert taken(way(as_of="2026-05-01")) == 5
    assert taken(way(jobs=({**JOB, "ended_on": "2026-05-02"},))) == 6
    assert taken(way(jobs=({**JOB, "ended_on": "2026-05-01"},))) == 5
    assert taken(way(jobs=({**JOB, "ended_on": "2027-01-01"},), as_of="2026-04-01")) == 5


def test_who_is_still_there_is_not_known_where_no_export_holds_the_last_day() -> None:
    table = pathway(way(unasked=("placements.ended_on",)))
    assert listed(table, "numerator")[:5] == [1] * 5
    assert listed(table, "denominator", "share", "status")[5:] == [(0, None, "not_known")]


def test_only_people_with_a_day_of_enrolment_are_a_cohort_and_a_period_chooses_among_them() -> None:
    rows = log(interviews=TALKS, job_seekers=roster(J1="2026-01-01", J2="2026-04-01", J3=None))
    assert listed(pathway(rows), "numerator") == [2, 1, 1, 0, 0, 0]
    assert listed(pathway(periods.between(rows, "2026Q2", "enrolled_on")), "numerator") == [1, 0, 0, 0, 0, 0]


def test_a_cohort_by_sector_is_by_first_interest_and_by_specialist_by_who_served_on_the_day_of_enrolment() -> None:
    interests = [
        {"job_seeker_id": "J1", "position": 2, "sector": "11"},
        {"job_seeker_id": "J1", "position": 1, "sector": "62"},
    ]
    served = [
        {"job_seeker_id": "J1", "specialist_id": "S1", "from_on": "2026-01-01", "to_on": "2026-01-05"},
        {"job_seeker_id": "J1", "specialist_id": "S2", "from_on": "2026-01-06", "to_on": None},
    ]
    rows = way(interests=interests, assignments=served)
    assert listed(pathway(rows, "sector"), "sector", "numerator", step="placed") == [("62", 1)]
    assert listed(pathway(rows, "specialist"), "specialist", "denominator", step="placed") == [("S1", 1), ("S2", 0)]


INTEREST = [{"job_seeker_id": "J1", "position": 1, "sector": "62"}]
TO, OUT = {"stage": "interest to explored"}, {"stage": "explored to outcome"}


def test_flows_lead_from_the_first_interest_over_each_industry_explored_to_what_came_of_it() -> None:
    table = flows(way(interests=INTEREST))
    assert listed(table, "source", "target", "count", "people", **TO) == [("62", "62", 1, 1), ("62", "72", 1, 1)]
    assert listed(table, "source", "target", "count", **OUT) == [
        ("62", "placed in another industry", 1), ("72", "placed in that industry", 1),
    ]  # fmt: skip


def test_without_an_interest_the_source_is_not_known_and_without_an_exploration_there_is_one_unit_of_none() -> None:
    table = flows(way(talks=[], jobs=()))
    assert listed(table, "source", "target", "count", **TO) == [("not known", "no industry explored", 1)]
    assert listed(table, "source", "target", "count", **OUT) == [("no industry explored", "still looking", 1)]


def test_an_industry_explored_on_the_day_of_placement_or_later_is_no_way_to_it() -> None:
    late = [TALKS[0], {**TALKS[1], "held_on": "2026-02-01"}]
    assert listed(flows(way(talks=late)), "source", "target", **OUT) == [("62", "placed in another industry")]
    table = flows(way(talks=late[1:]))
    assert listed(table, "source", "target", "count", **OUT) == [
        ("no industry explored", "placed without exploring any", 1)
    ]


def test_leaving_without_a_placement_is_an_outcome_and_a_job_of_unknown_industry_is_another() -> None:
    left = [{"job_seeker_id": "J1", "enrolled_on": "2026-01-01", "exited_on": "2026-03-01"}]
    table = flows(log(interviews=TALKS[:1], job_seekers=left))
    assert listed(table, "target", **OUT) == ["left without a placement"]
    assert listed(flows(way(talks=TALKS[:1], jobs=({"started_on": "2026-02-01"},))), "target", **OUT) == [
        "placed in another industry"
    ]
