"""Asking for a job, month by month: shares, centre, limits and signals."""

from __future__ import annotations

import pandas as pd
import pytest

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures import drift_over_time
from tests.measures.logs import listed, log


def months(asked: list[int], of: int = 4, **further: str) -> InterviewLog:
    """In each month so many of the interviews asked for a job."""
    days = pd.date_range("2025-01-10", periods=len(asked), freq="MS").strftime("%Y-%m-%d")
    drift = [("full" if place < number else "none") for number in asked for place in range(of)]
    rows = [{"held_on": day, "drift": kind, **further} for day, kind in zip(days.repeat(of), drift, strict=True)]
    return log(interviews=rows)


def test_each_month_is_a_share_of_what_was_noted_and_an_empty_month_is_too_few_to_tell() -> None:
    rows = [
        {"held_on": "2026-01-10", "drift": "full"},
        {"held_on": "2026-01-11", "drift": "none"},
        {"held_on": "2026-01-12", "drift": "unknown"},
        {"held_on": "2026-01-13", "drift": "brief", "drift_raised_by": "contact"},
        {"held_on": "2026-03-10", "drift": "unknown"},
        {"held_on": None, "drift": "full"},
    ]
    found = listed(drift_over_time(log(interviews=rows)), "month", "numerator", "denominator", "status")
    assert found[:3] == [("2026-01", 1, 3, "shown"), ("2026-02", 0, 0, "too_few"), ("2026-03", 0, 0, "not_known")]
    assert found[3][0] == "all months"


def test_twelve_months_have_the_mean_and_the_limits_of_moving_ranges() -> None:
    # shares 1/4 and 2/4 in turn: mean 3/8, every step 1/4, limits 3/8 ± 2.66/4 cut at 0 and 1
    line = listed(drift_over_time(months([1, 2] * 6)), "estimate", "low", "high", month="all months")
    assert line == [(pytest.approx(0.375), 0, 1)]
    calm = listed(drift_over_time(months([40, 41] * 6, of=80)), "estimate", "low", "high", month="all months")
    assert calm == [tuple(pytest.approx(value) for value in (0.50625, 0.50625 - 2.66 / 80, 0.50625 + 2.66 / 80))]


def test_fewer_than_six_months_have_the_median_and_no_limits() -> None:
    line = drift_over_time(months([0, 1, 4, 1, 1]))
    assert listed(line, "estimate", "low", "high", "status", month="all months") == [(0.25, None, None, "shown")]
    assert set(line["signal"]) == {"none"}
    assert len(listed(drift_over_time(months([0, 1, 4, 1, 1, 0])), "low", month="all months")) == 1


def test_one_month_is_too_few_to_tell_anything_over_time() -> None:
    assert listed(drift_over_time(months([1])), "status", "estimate", month="all months") == [("too_few", None)]


def test_a_month_far_outside_and_seven_on_one_side_are_signals() -> None:
    table = drift_over_time(months([10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 60], of=80))
    assert listed(table, "signal")[-2:] == ["outside the limits", "none"]  # the last month, and the row of limits
    shifted = drift_over_time(months([10, 11] * 4 + [30, 31] * 4, of=80))
    assert all("seven on one side" in signal for signal in listed(shifted, "signal")[:-1])


def test_limits_are_those_of_each_group() -> None:
    one, two = (months([number] * 12, specialist_id=name).interviews for name, number in (("S1", 1), ("S2", 3)))
    frames = pd.concat([one, two.assign(interview_id="T" + two["interview_id"], job_seeker_id="J2")])
    both = log(interviews=frames.drop(columns=["file", "sheet", "line"]).to_dict("records"))
    table = drift_over_time(both, "specialist")
    found = listed(table, "specialist", "estimate", "low", "high", month="all months")
    assert found == [("S1", 0.25, 0.25, 0.25), ("S2", 0.75, 0.75, 0.75)]


def test_the_note_says_that_signals_come_by_chance_and_that_short_limits_are_on_trial() -> None:
    note = drift_over_time(months([1, 2])).attrs["note"]
    assert "trial limits" in note and "21 to 33 of 100" in note
