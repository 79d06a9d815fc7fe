"""Interviews before and after a first course, beside specialists who had not taken one."""

from __future__ import annotations

import pytest

from interview_analytics import measures, sentence
from interview_analytics.interview_log import InterviewLog
from tests.measures.logs import Rows, listed, log, staff

CHANGE = "change beyond that of others"


def interviews(specialist: str, day: str, drifted: int) -> Rows:
    """Five interviews of a specialist on a day, so many of which asked for a job."""
    drift = ["full"] * drifted + ["none"] * (5 - drifted)
    return [{"held_on": day, "specialist_id": specialist, "drift": each, "researched": "yes"} for each in drift]


def programme(trained: int, others: int) -> InterviewLog:
    """Trained specialists ask for a job in 4 of 5 interviews before and 1 of 5 after; the others in 4, then 3."""
    taught, rest = [f"T{n}" for n in range(trained)], [f"U{n}" for n in range(others)]
    rows = [row for who in (*taught, *rest) for row in interviews(who, "2026-01-15", 4)]
    rows += [row for who in taught for row in interviews(who, "2026-05-15", 1)]
    rows += [row for who in rest for row in interviews(who, "2026-05-15", 3)]
    courses = [{"specialist_id": who, "course": "Basics", "completed_on": "2026-04-02"} for who in taught]
    return log(interviews=rows, training=courses, specialists=staff(*taught, *rest))


def test_the_change_of_the_others_is_taken_off() -> None:
    table = measures.training_effect(programme(4, 5))
    assert listed(table, "estimate", practice="asked for a job", figure=CHANGE) == [pytest.approx(-0.6 + 0.2)]
    assert listed(table, "estimate", practice="industry researched", figure=CHANGE) == [0]


def test_before_and_after_are_shares_of_trained_specialists_only() -> None:
    table = measures.training_effect(programme(4, 5))
    assert listed(table, "numerator", "denominator", practice="asked for a job", figure="before the training") == [
        (16, 20)
    ]
    assert listed(table, "numerator", "denominator", practice="asked for a job", figure="after the training") == [
        (4, 20)
    ]


@pytest.mark.parametrize(("trained", "others"), [(3, 4), (2, 6), (6, 2)])
def test_below_eight_specialists_three_trained_and_three_not_only_the_shares_are_told(
    trained: int, others: int
) -> None:
    table = measures.training_effect(programme(trained, others))
    assert set(listed(table, "status", figure=CHANGE)) == {"too_few"}
    assert listed(table, "status", practice="asked for a job", figure="after the training") == ["shown"]
    assert "beyond the change of others: too few to tell" in sentence(table)


def test_a_quarter_with_fewer_than_five_interviews_does_not_count() -> None:
    whole = programme(4, 5)
    part = whole.interviews[~whole.interviews["interview_id"].isin(["I1", "I6"])]  # 4 are left of T0 and of T1
    fewer = log(
        interviews=part.assign(held_on=part["held_on"].astype("str")).to_dict("records"),
        training=whole.training[["specialist_id", "course", "completed_on"]]
        .astype({"completed_on": "str"})
        .to_dict("records"),
        specialists=staff(*whole.specialists["specialist_id"]),
    )
    assert listed(measures.training_effect(fewer), "people", practice="asked for a job", figure=CHANGE) == [9]
    assert listed(measures.training_effect(fewer), "estimate", practice="asked for a job", figure=CHANGE)[0] is not None


def test_training_of_nobody_is_no_fault() -> None:
    assert set(measures.training_effect(programme(0, 8))["status"]) == {"too_few"}
