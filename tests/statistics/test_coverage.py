"""Sixty simulated programmes with known truth: how often the intervals hold it, and that the tempting ways do not."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.coverage import table


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return table(60)


@pytest.mark.parametrize(
    "way",
    [
        "time-varying Cox",
        "Aalen-Johansen",
        "group-time effect of the training",
        "within-specialist difference",
    ],
)
def test_intervals_hold_the_truth_in_at_least_85_of_100_programmes(found: pd.DataFrame, way: str) -> None:
    assert found.loc[way, "holds"] >= 0.85


def test_the_adjusted_log_ratio_is_on_average_less_than_8_hundredths_off(found: pd.DataFrame) -> None:
    assert abs(found.loc["time-varying Cox", "bias"]) < 0.08


@pytest.mark.parametrize("way", ["Cox, ever interviewed against never", "1 - Kaplan-Meier"])
def test_ways_that_forget_time_or_leaving_miss_it_in_more_than_9_of_10(found: pd.DataFrame, way: str) -> None:
    assert found.loc[way, "holds"] < 0.1


def test_motivation_that_nobody_records_makes_interviews_look_better_than_they_are(found: pd.DataFrame) -> None:
    assert found.loc["time-varying Cox, motivation unknown", "bias"] > 0.2
