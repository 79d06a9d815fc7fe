"""A published chart of single values, each rule on values made for it, and the laws of limits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_analytics.statistics import p_chart, xmr

NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
VALUES = st.lists(st.floats(-1000, 1000).map(lambda value: round(value, 2)), min_size=2, max_size=40)


def rules(values: Any) -> list[str]:
    return xmr(values)["rule"].tolist()


def test_the_individuals_chart_of_nist_6_3_2_2() -> None:
    found = xmr(NIST)

    assert found.columns.tolist() == ["value", "centre", "lower", "upper", "signal", "rule"]
    assert found["value"].tolist() == NIST
    assert found[["centre", "lower", "upper"]].drop_duplicates().to_numpy()[0] == pytest.approx(
        [50.81, 45.8151, 55.8049], abs=2e-3
    )
    assert not found["signal"].any()


def test_a_value_beyond_a_limit_is_outside() -> None:
    assert rules([5, 6, 5, 6, 5, 6, 5, 30, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6])[7] == "outside"


def test_a_step_far_above_the_others_is_left_out_of_the_limits_once() -> None:
    found = xmr([0, 1, 0, 1, 0, 1, 100, 101, 100, 101])

    # eight steps of 1 and one of 99; the mean step is 107 / 9 and only the large one exceeds 3.267 times that
    assert found["upper"].iloc[0] - found["centre"].iloc[0] == pytest.approx(2.66)


@pytest.mark.parametrize(("length", "signal"), [(6, False), (7, True)])
def test_seven_in_succession_on_one_side_are_a_shift(length: int, signal: bool) -> None:
    low = [-1, -3] * 3 + [-2, -1]
    values = [*low[: 8 - length % 2], 9, *low, *[1.5, 2.5, 1, 2, 1.2, 2.2, 1.1][:length], *low]

    marked = ["shift" in rule for rule in rules(values)]

    start = len(values) - len(low) - length
    assert all(marked[start : start + length]) == signal


@pytest.mark.parametrize(("length", "signal"), [(6, False), (7, True)])
@pytest.mark.parametrize("sign", [1, -1])
def test_seven_in_succession_each_above_or_each_below_the_one_before_are_a_trend(
    length: int, signal: bool, sign: int
) -> None:
    # up from 0 to length - 1, then down and up in turn
    values = sign * np.array([*range(length), 0, 6, 0, 6, 0, 6], dtype=float)

    marked = ["trend" in rule for rule in rules(values)]

    assert marked == [signal] * length + [False] * 6


def test_two_of_three_beyond_two_thirds_of_the_way_to_one_limit() -> None:
    values = np.array([0, 1, -1, 0, 1, -1, 0, 1, -1, 0, 4, 0, 4, 0, -1, 1, 0, -1, 1, 0, -1, 1])
    found = xmr(values)
    centre, upper = found["centre"].iloc[0], found["upper"].iloc[0]

    assert centre + 2 / 3 * (upper - centre) < 4 < upper
    assert found["rule"].tolist() == ["two_of_three" if value == 4 else "" for value in values]
    opposite = np.where(np.arange(22) == 12, -values, values)
    assert "two_of_three" not in rules(opposite)


def test_rules_that_meet_in_one_value_are_joined() -> None:
    values = [0, 1] * 7 + [0, 9, 9.5, 9, 9.5, 9, 9.5, 9]

    assert set(rules(values)[-6:]) <= {"shift", "shift,two_of_three", "outside,shift", "outside,shift,two_of_three"}
    assert "," in "".join(rules(values))


@pytest.mark.parametrize("value", [0.1, 0, -3, 1e9])
def test_values_that_never_change_have_no_signal(value: float) -> None:
    found = xmr([value] * 24)

    assert not found["signal"].any() and (found["rule"] == "").all()


@given(VALUES, st.floats(0.1, 10), st.floats(-100, 100))
def test_another_unit_moves_the_limits_with_the_values(values: list[float], times: float, plus: float) -> None:
    found, moved = xmr(values), xmr(np.array(values) * times + plus)

    for column in ("centre", "lower", "upper"):
        assert moved[column].to_numpy() == pytest.approx(found[column].to_numpy() * times + plus, abs=1e-6)


@given(VALUES)
def test_the_chart_upside_down_has_the_same_signals(values: list[float]) -> None:
    assert rules([-value for value in values]) == rules(values)
    found = xmr(values)
    assert (found["signal"] == found["rule"].ne("")).all()


def test_a_p_chart_by_hand() -> None:
    found = p_chart([10, 30, 20, 0], [50, 50, 100, 0])

    wide = 3 * np.sqrt(0.3 * 0.7 / np.array([50, 50, 100]))
    assert found["centre"].tolist() == [0.3] * 4
    assert found["lower"].tolist() == pytest.approx([*(0.3 - wide), 0])
    assert found["upper"].tolist() == pytest.approx([*(0.3 + wide), 1])
    assert found["rule"].tolist() == ["", "outside", "", ""]
    assert found["value"].isna().tolist() == [False, False, False, True]


def test_limits_of_a_p_chart_are_cut_at_0_and_1() -> None:
    assert p_chart([0, 1], [2, 2])["lower"].tolist() == [0, 0]
    assert p_chart([2, 1], [2, 2])["upper"].tolist() == [1, 1]
    assert not p_chart([3, 4], [3, 4])["signal"].any()


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("values", lambda: xmr([1])),
        ("values", lambda: xmr([1, np.nan])),
        ("values", lambda: xmr([[1, 2]])),
        ("count", lambda: p_chart([2], [1])),
        ("count", lambda: p_chart([1, 1], [1])),
        ("count", lambda: p_chart([0.5], [1])),
        ("n", lambda: p_chart([0], [0])),
        ("n", lambda: p_chart([0], [np.nan])),
    ],
)
def test_a_wrong_argument_is_named(name: str, call: Any) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
