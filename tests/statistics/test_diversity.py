"""All draws counted one by one, and the laws of diversity."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_analytics.statistics import (
    accumulation,
    chao2,
    chao2_limits,
    coverage,
    hill,
    hill_asymptotic,
    hill_limits,
    rarefy,
)

SPIDERS = [46, 22, 17, 15, 15, 9, 8, 6, 6, 4, 2, 2, 2, 2] + [1] * 12
COUNTS = st.lists(st.integers(0, 6), min_size=1, max_size=6).filter(lambda counts: 0 < sum(counts) < 14)
MET = st.integers(1, 7).flatmap(
    lambda units: st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=units, max_size=units)
)


def drawn(counts: list[int], size: int) -> np.ndarray:
    """The number of kinds in every draw of `size`."""
    each = np.repeat(np.arange(len(counts)), counts)
    return np.array([len(set(own)) for own in combinations(each, size)])


def entropy_as_published(counts: list[int]) -> float:
    """Chao, Wang & Jost's entropy with its sums written out."""
    met = np.array(counts)
    n, once, twice = met.sum(), (met == 1).sum(), (met == 2).sum()
    a = 2 * twice / ((n - 1) * once + 2 * twice) if twice else 2 / ((n - 1) * max(once - 1, 0) + 2)
    known = sum(x / n * sum(1 / k for k in range(x, n)) for x in counts if 0 < x < n)
    rest = -np.log(a) - sum((1 - a) ** r / r for r in range(1, n))
    return known + (once / n * (1 - a) ** (1 - n) * rest if once and a < 1 else 0)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=10).filter(any))
def test_the_asymptotic_entropy_is_the_published_sum(counts: list[int]) -> None:
    assert np.log(hill_asymptotic(counts, 1)) == pytest.approx(entropy_as_published(counts), abs=1e-9)


def test_very_many_counts_neither_overflow_nor_cancel() -> None:
    # with 3,000 kinds met once and one met twice, of a million: the sum over r is an integral to six digits
    found = hill_asymptotic([1_000_000, 2] + [1] * 3000, 1)

    assert 1 < hill([1_000_000, 2] + [1] * 3000, 1) < found < 1.1


@given(st.integers(1, 30), st.floats(0, 5), st.integers(1, 40))
def test_kinds_that_are_equally_common_count_fully(kinds: int, order: float, each: int) -> None:
    assert hill([each] * kinds, order) == pytest.approx(kinds)


def test_hill_numbers_are_richness_entropy_and_concentration() -> None:
    share = np.array([0.5, 0.25, 0.25])

    assert hill([2, 1, 1], 0) == pytest.approx(3)
    assert hill([2, 1, 1], 1) == pytest.approx(np.exp(-(share * np.log(share)).sum()))
    assert hill([2, 1, 1, 0], 2) == pytest.approx(1 / (share**2).sum())
    assert hill([2, 1, 1], np.inf) == pytest.approx(2)
    assert hill(SPIDERS, 1 + 1e-10) == pytest.approx(hill(SPIDERS, 1), abs=1e-6)


@given(COUNTS, st.floats(0, 3), st.floats(0, 3))
def test_diversity_falls_with_its_order_and_ignores_kinds_not_met(counts: list[int], one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert hill(counts, high) <= hill(counts, low) + 1e-9
    assert hill([0, *reversed(counts)], one) == pytest.approx(hill(counts, one))


def test_without_any_kind_met_twice_the_concentration_is_unknown() -> None:
    assert hill_asymptotic([1, 1, 1], 2) == float("inf")
    assert hill_asymptotic([1, 1, 1], 0) == pytest.approx(3 + 2 / 3 * 3)


@settings(deadline=None)
@given(COUNTS, st.integers(1, 13))
def test_rarefaction_is_the_mean_and_spread_over_every_draw(counts: list[int], size: int) -> None:
    size = min(size, sum(counts))

    estimate, se = rarefy(counts, size)

    every = drawn(counts, size)
    assert (estimate, se) == pytest.approx((every.mean(), every.std()), abs=1e-6)


@pytest.mark.parametrize("many", [10**6, 10**9, 10**12, 10**15])
def test_rarefaction_keeps_its_digits_when_one_kind_is_met_very_often(many: int) -> None:
    # 5 of n drawn: the rare kinds with 5, 2, 1, 1 of n are met with about 5 x / n each, to first order
    assert rarefy([many, 5, 2, 1, 1], 5)[0] - 1 == pytest.approx(45 / many, rel=1e-4, abs=1e-14)
    # half of all drawn: each of x is missed with 1 / 2^x
    assert rarefy([many, 5, 2, 1, 1], many // 2)[0] == pytest.approx(5 - 1 / 32 - 1 / 4 - 1, abs=20 / many)


def test_very_high_orders_count_the_most_common_kind_only() -> None:
    assert hill([5, 5, 5], 1000) == pytest.approx(3)
    assert hill([1, 10**6], 1e5) == pytest.approx(1, abs=1e-4)


def test_all_that_were_counted_hold_all_kinds_without_doubt() -> None:
    assert rarefy(SPIDERS, 168) == pytest.approx((26, 0))


@settings(deadline=None)
@given(MET)
def test_accumulation_is_the_mean_over_every_choice_of_units(met: list[list[bool]]) -> None:
    found = accumulation(met)

    rows = np.array(met)
    for units, estimate in zip(found["units"], found["estimate"], strict=True):
        every = [rows[list(chosen)].any(axis=0).sum() for chosen in combinations(range(len(rows)), units)]
        assert estimate == pytest.approx(np.mean(every))
    assert (found["low"].ge(0) & found["low"].le(found["estimate"]) & found["estimate"].le(found["high"])).all()


def test_accumulation_has_the_unconditional_standard_error_of_colwell() -> None:
    met = np.array([[1, 0, 0], [1, 1, 0], [1, 0, 0]])

    found = accumulation(met)

    # kinds met by 3 units and by 1; Chao2 without kinds met by 2: 2 + 2/3 x 0 = 2 kinds
    # one unit: a = 0 for the first, 2/3 for the second: variance 1 + 1/9 - (4/3)^2 / 2
    assert found["se"].tolist() == pytest.approx(
        [np.sqrt(1 + 1 / 9 - 8 / 9), np.sqrt(1 + 4 / 9 - 25 / 18), 0], abs=1e-9
    )


def test_units_other_than_those_seen_meet_a_mean_number_within_its_limits() -> None:
    """Programmes of 40 job seekers drawn from one law: the limits hold the mean as often as they say, or more."""
    draw = np.random.default_rng(2)
    chance = draw.beta(1, 3, 20)
    truth = (1 - (1 - chance) ** 20).sum()

    held = []
    for _ in range(300):
        row = accumulation(draw.random((40, 20)) < chance).iloc[19]
        held.append(row["low"] <= truth <= row["high"])

    assert np.mean(held) >= 0.93


def test_chao2_by_hand() -> None:
    # 4 units; kinds met by 1, 1, 1, 2, 4 of them: 5 + 3/4 x 9 / 2; variance with ratio 3
    met = np.array([[1, 0, 0, 1, 1], [0, 1, 0, 1, 1], [0, 0, 1, 0, 1], [0, 0, 0, 0, 1]])

    estimate, se = chao2(met)

    assert estimate == pytest.approx(5 + 0.75 * 9 / 2)
    assert se**2 == pytest.approx(0.75 / 2 * 9 + 0.75**2 * (27 + 81 / 4))


def test_chao2_without_kinds_met_by_two_units_stays_finite() -> None:
    estimate, se = chao2(np.eye(3))

    assert estimate == pytest.approx(3 + 2 / 3 * 3)
    assert se**2 == pytest.approx(2 / 3 * 3 + 4 / 9 * 3 * 25 / 4 - 4 / 9 * 81 / (4 * 5))


@given(MET.filter(lambda met: len(met) > 1), st.randoms(use_true_random=False))
def test_the_order_of_units_and_of_kinds_does_not_matter(met: list[list[bool]], random: Any) -> None:
    frame = pd.DataFrame(met, index=np.arange(len(met)) * 3 % 11)
    shuffled = frame.sample(frac=1, random_state=random.randint(0, 99))[[2, 0, 3, 1]]

    assert chao2(shuffled) == pytest.approx(chao2(frame))
    assert chao2(frame)[0] >= frame.any().sum()
    pd.testing.assert_frame_equal(accumulation(shuffled), accumulation(frame))


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("incidence", lambda: accumulation([[0, 2]])),
        ("incidence", lambda: accumulation([1, 0])),
        ("incidence", lambda: accumulation(np.zeros((0, 3)))),
        ("incidence", lambda: accumulation([[0, np.nan]])),
        ("level", lambda: accumulation([[0, 1]], 95)),
        ("incidence", lambda: chao2([[0, 1]])),
        ("counts", lambda: hill([0, 0], 1)),
        ("counts", lambda: hill([1, -1], 1)),
        ("counts", lambda: coverage([])),
        ("order", lambda: hill([1], -1)),
        ("order", lambda: hill([1], np.nan)),
        ("order", lambda: hill_asymptotic([1], 1.5)),
        ("size", lambda: rarefy([1, 2], 4)),
        ("size", lambda: rarefy([1, 2], 0)),
        ("size", lambda: rarefy([1, 2], 1.5)),
    ],
)
def test_a_wrong_argument_is_named(name: str, call: Any) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()


def test_limits_of_chao2_lie_above_the_kinds_met_and_widen_upwards() -> None:
    # 10 units; of 7 kinds 4 were met once and 2 twice: 7 + .9 x 16 / 4, variance 2 (.9 x 4 / 2 + .81 (8 + 16 / 4))
    cells = np.zeros((10, 7))
    for kind, times in enumerate((1, 1, 1, 1, 2, 2, 5)):
        cells[:times, kind] = 1
    factor = np.exp(1.959964 * np.sqrt(np.log(1 + 23.04 / 3.6**2)))
    assert chao2_limits(cells) == pytest.approx((10.6, 7 + 3.6 / factor, 7 + 3.6 * factor))


def test_where_every_kind_was_met_often_chao2_leaves_no_doubt() -> None:
    assert chao2_limits(np.ones((5, 3))) == (3, 3, 3)


@pytest.mark.parametrize("order", [1, 2])
def test_limits_of_a_hill_number_come_from_what_each_unit_adds_to_it(order: int) -> None:
    cells = (np.random.default_rng(1).random((30, 6)) < np.linspace(0.1, 0.7, 6)).astype(float)
    small = 1e-6
    met = cells.sum(axis=0)
    weighted = [_weighted_hill(met + small * unit, order) - _weighted_hill(met, order) for unit in cells]
    se = np.sqrt(30 / 29 * np.square(np.array(weighted) / small).sum())
    estimate, low, high = hill_limits(cells, order)
    assert estimate == pytest.approx(hill(met, order))
    assert (high - low) / 2 == pytest.approx(1.959964 * se, rel=1e-4)


def _weighted_hill(weights: np.ndarray, order: int) -> Any:
    share = weights / weights.sum()
    return np.exp(-(share * np.log(share)).sum()) if order == 1 else 1 / (share**2).sum()


def test_limits_of_the_number_of_kinds_are_those_at_the_end_of_the_accumulation_curve() -> None:
    cells = (np.random.default_rng(2).random((25, 9)) < 0.1).astype(float)
    last = accumulation(cells).iloc[-1]
    assert hill_limits(cells, 0) == pytest.approx((last["estimate"], max(last["low"], 1), last["high"]))


@pytest.mark.parametrize("order", [1, 2])
def test_limits_of_a_hill_number_cover_the_true_one(order: int) -> None:
    rng, chance = np.random.default_rng(3), np.linspace(0.05, 0.5, 12)
    true = _weighted_hill(chance, order)
    found = [hill_limits(rng.random((150, 12)) < chance, order) for _ in range(400)]
    assert 0.91 <= np.mean([low <= true <= high for _, low, high in found]) <= 0.98


@pytest.mark.parametrize(
    ("incidence", "order", "said"),
    [(np.ones((3, 2)), 3, "order"), (np.zeros((3, 2)), 1, "incidence"), ([[1]], 1, "inc")],
)
def test_a_hill_number_without_meaning_is_refused(incidence: Any, order: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        hill_limits(incidence, order)
