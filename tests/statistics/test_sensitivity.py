"""Placed people and the sectors that they had met; the share that chance alone would give."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from interview_analytics.statistics import (
    benjamini_hochberg,
    e_value,
    hazard_to_risk_ratio,
    share_above_chance,
    wilson,
)

INTEREST = ["a", "a", "a", "a", "b", "b"]
MET = np.array([[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 0], [1, 1, 1], [0, 0, 1]], dtype=bool)
PLACED = [0, 1, 2, 0, 0, 2]


@st.composite
def placed_people(draw: st.DrawFn) -> tuple[list[str], np.ndarray, list[int]]:
    n = draw(st.integers(1, 12))
    cells = st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=n, max_size=n)
    interest = draw(st.lists(st.sampled_from("xyz"), min_size=n, max_size=n))
    return interest, np.array(draw(cells)), draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))


def arrangements() -> list[int]:
    """How many people are placed in a sector they had met, in each arrangement that chance could have made."""
    return [
        sum(MET[person, sector] for person, sector in enumerate([*first, *second]))
        for first in permutations(PLACED[:4])
        for second in permutations(PLACED[4:])
    ]


def test_count_share_and_limits_are_those_of_the_people_placed_where_they_had_met() -> None:
    found = share_above_chance(INTEREST, MET, PLACED, 100, 1)

    assert (found.count, found.n, found.estimate) == (4, 6, 4 / 6)
    assert (found.low, found.high) == wilson(4, 6)


def test_the_expected_number_is_the_mean_over_all_arrangements_within_the_interests() -> None:
    found = share_above_chance(INTEREST, MET, PLACED, 100, 1)

    assert found.expected == pytest.approx(np.mean(arrangements()))


def test_p_is_the_share_of_arrangements_with_as_many_or_more() -> None:
    found = share_above_chance(INTEREST, MET, PLACED, 40_000, 1)

    exact = np.mean(np.array(arrangements()) >= 4)
    assert found.p == pytest.approx(exact, abs=4 * np.sqrt(exact * (1 - exact) / 40_000))


def test_people_who_are_alone_with_their_interest_tell_nothing() -> None:
    found = share_above_chance(["a", "b"], np.eye(2), [0, 1], 50, 1)

    assert (found.count, found.expected, found.p) == (2, 2, 1)


def test_without_people_nothing_is_known() -> None:
    found = share_above_chance([], np.zeros((0, 3)), [], 10, 1)

    assert (found.count, found.n, found.low, found.high, found.expected, found.p) == (0, 0, 0, 1, 0, 1)
    assert np.isnan(found.estimate)


def test_under_chance_alone_small_p_are_as_rare_as_they_should_be() -> None:
    draw = np.random.default_rng(5)
    interest, met = draw.integers(0, 3, 60), draw.random((60, 5)) < 0.3

    p = [share_above_chance(interest, met, draw.integers(0, 5, 60), 199, seed).p for seed in range(300)]

    # 300 draws at 5 %: 15 expected, standard deviation 3.8; ties make p larger, never smaller
    assert np.mean(np.array(p) <= 0.05) <= 0.05 + 3 * 3.8 / 300


@settings(deadline=None)
@given(placed_people(), st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(people: tuple[list[str], np.ndarray, list[int]], random: Any) -> None:
    interest, met, placed = people
    order = random.sample(range(len(placed)), len(placed))

    shuffled = share_above_chance([interest[at] for at in order], met[order], [placed[at] for at in order], 50, 3)

    found = share_above_chance(interest, met, placed, 50, 3)
    assert (shuffled.count, shuffled.p) == (found.count, found.p)
    assert shuffled.expected == pytest.approx(found.expected)


@settings(deadline=None)
@given(placed_people())
def test_p_is_a_probability_above_zero_and_the_share_lies_within_its_limits(people: Any) -> None:
    found = share_above_chance(*people, 20, 3)

    assert 1 / 21 <= found.p <= 1
    assert found.low <= found.estimate <= found.high
    assert 0 <= found.expected <= found.n


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("interest", (["a"], MET[:2], [0, 1], 10, 1)),
        ("met", (["a", "b"], [0, 1], [0, 1], 10, 1)),
        ("met", (["a", "b"], [[0, 2], [0, 1]], [0, 1], 10, 1)),
        ("placed", (["a", "b"], MET[:2], [0, 3], 10, 1)),
        ("placed", (["a", "b"], MET[:2], [0, -1], 10, 1)),
        ("placed", (["a", "b"], MET[:2], [0.0, np.nan], 10, 1)),
        ("interest", (["a", None], MET[:2], [0, 1], 10, 1)),
        ("seed", (["a", "b"], MET[:2], [0, 1], 10, -1)),
        ("permutations", (["a", "b"], MET[:2], [0, 1], 2.5, 1)),
        ("permutations", (["a", "b"], MET[:2], [0, 1], 0, 1)),
        ("level", (["a", "b"], MET[:2], [0, 1], 10, 1, 2)),
    ],
)
def test_a_wrong_argument_is_named(name: str, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        share_above_chance(*arguments)


def test_e_values_of_vanderweele_and_ding() -> None:
    assert e_value(3.9, 1.8) == pytest.approx((7.26, 3.0), abs=6e-3)
    assert e_value(3.9) == (pytest.approx(7.26, abs=6e-3), None)


def test_an_interval_that_crosses_1_needs_nothing_unseen() -> None:
    assert e_value(1.4, 0.9)[1] == e_value(0.7, 1.2)[1] == e_value(1.4, 1)[1] == 1
    assert e_value(1, 0.8) == e_value(1, 1.2) == (1, 1)


@given(st.floats(1.01, 50), st.floats(0.02, 50))
def test_a_protective_ratio_has_the_e_value_of_its_inverse(ratio: float, part: float) -> None:
    limit = 1 + (ratio - 1) * min(part, 1)

    found = e_value(ratio, limit)

    assert e_value(1 / ratio, 1 / limit) == pytest.approx(found)
    # the bound of a confounder as strong as that on both sides is the ratio itself
    assert found[0] ** 2 / (2 * found[0] - 1) == pytest.approx(ratio)


def test_a_ratio_of_rates_becomes_the_ratio_of_risks_of_its_definition() -> None:
    halves = (1 - 0.5 ** np.sqrt(2)) / (1 - 0.5 ** np.sqrt(1 / 2))

    assert hazard_to_risk_ratio(2) == pytest.approx(halves)
    assert hazard_to_risk_ratio([1, 0.5]) == pytest.approx([1, 1 / halves])


@given(st.lists(st.one_of(st.floats(0, 1), st.sampled_from([0.01, 0.02, 0.05])), max_size=30), st.floats(0.01, 0.5))
def test_benjamini_hochberg_agrees_with_statsmodels(p: list[float], q: float) -> None:
    oracle = multipletests(p, q, "fdr_bh")[0].tolist() if p else []

    assert benjamini_hochberg(p, q).tolist() == oracle


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("ratio", lambda: e_value(0)),
        ("ratio", lambda: e_value(float("nan"))),
        ("limit", lambda: e_value(2, 2.5)),
        ("limit", lambda: e_value(0.5, 0.4)),
        ("limit", lambda: e_value(2, -1)),
        ("ratio", lambda: hazard_to_risk_ratio([1, 0])),
        ("p", lambda: benjamini_hochberg([0.1, float("nan")], 0.1)),
        ("p", lambda: benjamini_hochberg([0.1, 1.1], 0.1)),
        ("q", lambda: benjamini_hochberg([0.1], 0)),
    ],
)
def test_a_wrong_ratio_or_p_is_named(name: str, call: Any) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
