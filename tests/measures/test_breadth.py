"""How broad the industries are that job seekers explored together."""

from __future__ import annotations

import math

import pytest

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures import accumulation, breadth, unseen
from tests.measures.logs import listed, log


def explorers(*sectors: str, specialist: str = "S1", first: int = 0) -> list[dict[str, str]]:
    """One interview of a job seeker of their own for each sector."""
    return [
        {"held_on": "2026-01-10", "job_seeker_id": f"J{first + number}", "sector": sector, "specialist_id": specialist}
        for number, sector in enumerate(sectors)
    ]


def ten() -> InterviewLog:
    """Ten job seekers: eight explored health care, one retail, one construction."""
    return log(interviews=explorers(*["62"] * 8, "44-45", "23"))


def test_one_job_seeker_meets_the_mean_and_all_of_them_everything_that_somebody_met() -> None:
    found = listed(accumulation(ten()), "units", "estimate", "people")
    assert [units for units, *_ in found] == ["1", "2", "3", "5", "7", "10"]
    assert (found[0][1], found[-1][1], found[0][2]) == (pytest.approx(1), pytest.approx(3), 10)
    # of two drawn: health care but for the 1 pair of 45 without, each of the others in 9 pairs
    assert found[1][1] == pytest.approx(44 / 45 + 9 / 45 + 9 / 45)


def test_groups_are_read_at_the_number_of_job_seekers_of_the_smallest_that_can_be_told() -> None:
    small, large = explorers(*["62"] * 10), explorers(*["62", "72"] * 6, specialist="S2", first=20)
    few = explorers("62", "23", specialist="S3", first=50)
    table = accumulation(log(interviews=small + large + few), "specialist")
    found = listed(table, "specialist", "units", "estimate", "people", "status")
    assert found[0] == ("S1", "10", pytest.approx(1), 10, "shown")
    assert found[1] == ("S2", "10", pytest.approx(2), 12, "shown")
    assert found[2] == ("S3", "10", None, 2, "too_few")


def test_breadth_counts_all_industries_and_as_how_many_equal_ones_they_count() -> None:
    shares = [0.8, 0.1, 0.1]
    entropy = -sum(share * math.log(share) for share in shares)
    expected = [3, math.exp(entropy), 1 / sum(share**2 for share in shares)]
    table = breadth(ten())
    assert listed(table, "which") == ["all industries", "common industries", "very common industries"]
    assert listed(table, "estimate") == [pytest.approx(value) for value in expected]


def test_what_nobody_met_is_judged_by_what_one_or_two_met() -> None:
    # 10 job seekers, two industries met by one each, none by two: Chao2 adds 9/10 x 2 x 1 / 2
    assert listed(unseen(ten()), "industries", "estimate") == [
        ("met by somebody", 3),
        ("not met yet, at least", pytest.approx(0.9)),
    ]


def test_what_nobody_met_is_never_more_than_is_left_of_the_twenty_industries() -> None:
    codes = "11 21 22 23 31-33 42 44-45 48-49 51 52 53 54 55 56 61 62 71 72".split()
    table = unseen(log(interviews=explorers(*codes)))
    assert listed(table, "estimate", industries="not met yet, at least") == [2]


def test_fewer_than_ten_job_seekers_are_too_few_to_tell() -> None:
    rows = log(interviews=explorers(*["62"] * 9))
    for measure in (accumulation, breadth, unseen):
        table = measure(rows)
        assert set(table["status"]) == {"too_few"}
        assert listed(table, "people")[0] == 9 and not table["estimate"].notna().any()


def test_what_a_specialist_explored_alone_does_not_broaden_job_seekers() -> None:
    alone = {"held_on": "2026-01-10", "specialist_id": "S1", "conducted_by": "specialist", "sector": "92"}
    table = breadth(log(interviews=[*explorers(*["62"] * 10), alone]))
    assert listed(table, "estimate", which="all industries") == [1]


def test_no_limits_are_given_where_the_method_leaves_no_doubt() -> None:
    table = unseen(log(interviews=explorers(*["62"] * 10)))
    assert listed(table, "estimate", "low", "high") == [(1, None, None), (0, None, None)]
    assert listed(breadth(log(interviews=explorers(*["62"] * 10))), "low", which="all industries") == [None]
