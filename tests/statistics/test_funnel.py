"""The distribution behind funnel limits, and the laws of limits and of overdispersion."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from interview_analytics.statistics import binomial_limits, overdispersion, poisson_exact, poisson_limits

LEVELS = st.sampled_from([0.8, 0.95, 0.998])


@given(st.integers(1, 5000), LEVELS)
def test_poisson_limits_of_a_whole_number_are_the_exact_limits_divided_by_it(expected: int, level: float) -> None:
    assert np.array(poisson_limits(expected, level)) * expected == pytest.approx(poisson_exact(expected, level))


@given(st.floats(0.02, 0.98), st.integers(1, 2000), LEVELS)
def test_between_whole_numbers_the_binomial_distribution_is_interpolated(target: float, n: int, level: float) -> None:
    low, high = binomial_limits(target, n, level)

    assert 0 <= low <= high <= 1
    below = [
        np.interp(limit * n, np.arange(n + 1), stats.binom.cdf(np.arange(n + 1), n, target)) for limit in (low, high)
    ]
    if low > 0:
        assert below[0] == pytest.approx((1 - level) / 2, abs=1e-9)
    if 0 < high < 1:
        assert below[1] == pytest.approx((1 + level) / 2, abs=1e-9)


def test_limits_of_many_lie_within_those_of_few() -> None:
    low, high = binomial_limits(0.3, [20, 200, 2000], 0.95)

    assert low.tolist() == sorted(low) and high.tolist() == sorted(high, reverse=True)
    assert isinstance(binomial_limits(0.3, 20, 0.95)[0], float)


def test_of_nobody_any_share_is_possible_and_a_certain_target_leaves_no_room() -> None:
    assert binomial_limits(0.3, 0, 0.95) == (0, 1)
    assert binomial_limits(0, 7, 0.95) == (0, 0)
    assert binomial_limits(1, 7, 0.95) == (1, 1)


def test_overdispersion_by_hand() -> None:
    # without clipping: phi = (1 + 4 + 9 + 4) / 4; w = 1, 1, 1/4, 1/4: sum 2.5 less 2.125 / 2.5
    phi, tau2 = overdispersion([1, -2, 3, -2], [1, 1, 2, 2], winsorise=0)

    assert (phi, tau2) == pytest.approx((4.5, (18 - 3) / (2.5 - 2.125 / 2.5)))


def test_a_tenth_at_either_end_is_clipped_at_the_type_7_quantiles() -> None:
    z = np.arange(11.0) - 5  # quantiles at positions 1 and 9: -4 and 4

    assert overdispersion(z, np.ones(11))[0] == pytest.approx((2 * (16 + 16 + 9 + 4 + 1)) / 11)


def test_less_than_chance_means_no_variance_between_units() -> None:
    assert overdispersion([0.1, -0.1, 0.2], [1, 1, 1])[1] == 0


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=20), st.floats(0.1, 10), st.randoms(use_true_random=False))
def test_the_variance_is_in_squared_units_and_order_does_not_matter(z: list[float], unit: float, random: Any) -> None:
    se = [0.5 + index % 3 for index in range(len(z))]
    order = random.sample(range(len(z)), len(z))

    phi, tau2 = overdispersion(z, se)

    moved = overdispersion([z[at] for at in order], [se[at] * unit for at in order])
    assert moved == pytest.approx((phi, tau2 * unit**2), abs=1e-9)


def test_a_variance_between_units_is_found_again() -> None:
    draw = np.random.default_rng(3)
    se = draw.uniform(0.5, 1.5, 20_000)
    z = (draw.normal(0, 2, 20_000) + draw.normal(0, se)) / se

    assert overdispersion(z, se, winsorise=0)[1] == pytest.approx(4, rel=0.05)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("target", lambda: binomial_limits(1.2, 10, 0.95)),
        ("target", lambda: binomial_limits(np.nan, 10, 0.95)),
        ("n", lambda: binomial_limits(0.5, -1, 0.95)),
        ("level", lambda: binomial_limits(0.5, 10, 95)),
        ("expected", lambda: poisson_limits(0, 0.95)),
        ("expected", lambda: poisson_limits([1, np.nan], 0.95)),
        ("level", lambda: poisson_limits(1, 1)),
        ("z", lambda: overdispersion([1], [1])),
        ("z", lambda: overdispersion([1, np.nan], [1, 1])),
        ("standard_errors", lambda: overdispersion([1, 2], [1, 0])),
        ("standard_errors", lambda: overdispersion([1, 2], [1])),
        ("winsorise", lambda: overdispersion([1, 2], [1, 1], 0.5)),
    ],
)
def test_a_wrong_argument_is_named(name: str, call: Any) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
