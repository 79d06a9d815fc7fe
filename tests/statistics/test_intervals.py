"""Published limits of shares and of Poisson means, and the laws that they keep."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from interview_analytics.statistics import poisson_exact, wilson

LEVELS = st.sampled_from([0.8, 0.95, 0.998])


@st.composite
def counted(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(1, 100_000))
    return draw(st.integers(0, n)), n


@pytest.mark.parametrize(
    ("count", "n", "low", "high"), [(81, 263, 0.2553, 0.3662), (0, 20, 0, 0.1611), (29, 29, 0.8830, 1)]
)
def test_wilson_gives_the_limits_of_newcombe_1998(count: int, n: int, low: float, high: float) -> None:
    assert wilson(count, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904)])
def test_poisson_exact_gives_the_published_limits(count: int, low: float, high: float) -> None:
    assert poisson_exact(count) == pytest.approx((low, high), abs=6e-5)


def test_of_nobody_any_share_is_possible() -> None:
    assert wilson(0, 0) == (0, 1)


def test_arrays_give_arrays_and_single_numbers_floats() -> None:
    low, high = wilson([81, 0], [263, 20])

    assert low.tolist() == [wilson(81, 263)[0], 0]
    assert high.tolist() == [wilson(81, 263)[1], wilson(0, 20)[1]]
    assert isinstance(wilson(1, 2)[0], float)
    assert poisson_exact([[0, 10]])[1].shape == (1, 2)


@given(counted(), LEVELS)
def test_wilson_agrees_with_statsmodels_and_holds_the_share(of: tuple[int, int], level: float) -> None:
    count, n = of
    low, high = wilson(count, n, level)

    assert (low, high) == pytest.approx(proportion_confint(count, n, 1 - level, method="wilson"), abs=1e-12)
    assert 0 <= low <= count / n <= high <= 1


@given(counted(), LEVELS)
def test_the_complement_has_the_complementary_limits(of: tuple[int, int], level: float) -> None:
    count, n = of
    low, high = wilson(count, n, level)

    assert wilson(n - count, n, level) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(st.integers(1, 100_000), LEVELS)
def test_at_its_limits_a_poisson_mean_has_exactly_half_the_error_in_each_tail(count: int, level: float) -> None:
    low, high = poisson_exact(count, level)

    assert low <= count <= high
    assert stats.poisson.sf(count - 1, low) == pytest.approx((1 - level) / 2, rel=1e-6)
    assert stats.poisson.cdf(count, high) == pytest.approx((1 - level) / 2, rel=1e-6)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("count", lambda: wilson(3, 2)),
        ("count", lambda: wilson(-1, 2)),
        ("count", lambda: wilson(0.5, 2)),
        ("n", lambda: wilson(1, np.nan)),
        ("level", lambda: wilson(1, 2, level=95)),
        ("count", lambda: poisson_exact(-1)),
        ("count", lambda: poisson_exact(np.inf)),
        ("level", lambda: poisson_exact(1, level=0)),
    ],
)
def test_a_wrong_argument_is_named(name: str, call: object) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
