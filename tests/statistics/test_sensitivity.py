"""Placed people and the sectors that they had met; the share that chance alone would give."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_analytics.statistics import share_above_chance, wilson

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
        ("permutations", (["a", "b"], MET[:2], [0, 1], 0, 1)),
        ("level", (["a", "b"], MET[:2], [0, 1], 10, 1, 2)),
    ],
)
def test_a_wrong_argument_is_named(name: str, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        share_above_chance(*arguments)
