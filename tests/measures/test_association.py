"""Placement before and after a first interview: who counts where, what is told, and when nothing is."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from interview_analytics import measures, sentence
from interview_analytics.interview_log import InterviewLog
from tests.measures.logs import Rows, listed, log

SINCE = "since the first interview"


def people(letter: str, number: int, **facts: Any) -> Rows:
    return [{"job_seeker_id": f"{letter}{n}", "enrolled_on": "2026-01-01", **facts} for n in range(number)]


def held(letter: str, number: int, on: str) -> Rows:
    return [{"job_seeker_id": f"{letter}{n}", "held_on": on} for n in range(number)]


def placed(letter: str, number: int, on: str) -> Rows:
    return [{"job_seeker_id": f"{letter}{n}", "started_on": on} for n in range(number)]


def both(**further: Rows) -> InterviewLog:
    """Ten people interviewed on the day of enrolment, of whom two are placed; ten never, of whom one is."""
    return log(
        job_seekers=people("E", 10) + people("N", 10) + further.get("job_seekers", []),
        interviews=held("E", 10, "2026-01-01") + further.get("interviews", []),
        placements=placed("E", 2, "2026-01-26") + placed("N", 1, "2026-01-21") + further.get("placements", []),
    )


def test_a_state_is_told_as_long_as_ten_are_in_it() -> None:
    more = both(job_seekers=people("F", 10), interviews=held("F", 10, "2026-01-01"))
    table = measures.placement_by_interview_state(more)
    assert listed(table, "estimate", "people", month=1, state="already interviewed") == [(pytest.approx(0.1), 18)]
    assert listed(table, "status", month=1, state="not yet interviewed") == ["too_few"]  # 9 of 10 are left


def test_an_interview_on_the_day_of_the_placement_comes_too_late() -> None:
    late = both(interviews=held("N", 1, "2026-01-21"))
    assert listed(measures.interview_association(late), "numerator", "denominator", analysis=SINCE) == [(2, 3)]


def test_an_interview_held_by_a_specialist_alone_exposes_nobody() -> None:
    alone = [{**row, "conducted_by": "specialist"} for row in held("N", 1, "2026-01-10")]
    assert listed(measures.interview_association(both(interviews=alone)), "numerator", analysis=SINCE) == [2]


def test_people_enrolled_before_the_log_begins_are_left_out_with_their_number() -> None:
    early = [{"job_seeker_id": "X", "enrolled_on": "2025-06-01"}]
    table = measures.interview_association(both(job_seekers=early))
    assert table.attrs["note"] == "1 person enrolled before the log begins left out"
    assert listed(table, "people", analysis=SINCE) == [20]


def test_below_forty_placements_no_ratio_is_told_but_the_counts_are() -> None:
    table = measures.interview_association(both())
    assert set(table["status"]) == {"too_few"}
    assert table[["estimate", "low", "high"]].isna().all(axis=None)
    assert sentence(table) == (
        "Too few placements (3, 2 of them after a first interview) to tell a halving from a doubling; "
        "counts are shown instead."
    )


def test_ten_placements_on_either_side_are_needed() -> None:
    many = log(
        job_seekers=people("E", 60) + people("N", 60),
        interviews=held("E", 60, "2026-01-01"),
        placements=placed("E", 50, "2026-02-01") + placed("N", 9, "2026-02-01"),
    )
    assert listed(measures.interview_association(many), "status", analysis=SINCE) == ["too_few"]


def test_everybody_placed_without_having_been_interviewed_is_too_few_and_no_fault() -> None:
    never = log(job_seekers=people("N", 60), placements=placed("N", 60, "2026-02-01"))
    assert set(measures.interview_association(never)["status"]) == {"too_few"}


def test_nobody_placed_is_too_few_and_no_fault() -> None:
    table = measures.interview_association(log(job_seekers=people("N", 60), interviews=held("N", 30, "2026-01-05")))
    assert set(table["status"]) == {"too_few"}


@pytest.mark.parametrize(
    ("adjust", "message"),
    [
        ("county", "adjust: there is no column 'county'; there are region"),
        (("region", "region"), "adjust: the same column twice"),
        (("age_group",), "adjust: 'age_group' has 1 different values"),
    ],
)
def test_a_column_that_cannot_serve_is_refused_by_name(adjust: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        measures.interview_association(both(), adjust=adjust)


def test_columns_that_can_serve_are_those_in_which_people_differ() -> None:
    rows = people("E", 5, age_group="18-24", region="East") + people("N", 5, age_group="25-34", region="East")
    told = log(job_seekers=rows, interviews=held("E", 5, "2026-01-01"))
    assert measures.adjustable(told, "age_group", "region", "county") == ["age_group"]


def test_the_order_of_comparisons_begins_with_the_wrong_one_and_ends_with_the_unseen_reason() -> None:
    names = listed(measures.interview_association(both()), "analysis")
    assert names[0] == "ever against never interviewed"
    assert names[-1] == "an unseen reason would need"
    assert pd.Series(names).is_unique
