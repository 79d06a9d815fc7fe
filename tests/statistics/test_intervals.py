"""Limits of shares, Poisson means, rates and differences, counted otherwise, and the laws that they keep."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.api import GLM, OLS, families
from statsmodels.stats.proportion import proportion_confint

from interview_analytics.statistics import clustered_difference, clustered_rate, poisson_exact, wilson

LEVELS = st.sampled_from([0.8, 0.95, 0.998])


@st.composite
def counted(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(1, 100_000))
    return draw(st.integers(0, n)), n


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


def units(seed: int, n: int = 30) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    exposure = draw.uniform(1, 20, n)
    return draw.poisson(exposure * draw.gamma(2, 0.1, n)), exposure


@pytest.mark.parametrize("seed", range(3))
def test_a_clustered_rate_is_that_of_a_poisson_model_with_clustered_errors(seed: int) -> None:
    events, exposure = units(seed)

    rate, low, high = clustered_rate(events, exposure)

    model = GLM(events, np.ones(30), family=families.Poisson(), offset=np.log(exposure))
    oracle = model.fit(cov_type="cluster", cov_kwds={"groups": np.arange(30)}, tol=1e-12)
    log_limits = oracle.params[0] + stats.t.ppf([0.025, 0.975], 29) * oracle.bse[0]
    assert (rate, low, high) == pytest.approx((np.exp(oracle.params[0]), *np.exp(log_limits)), rel=1e-6)


def test_the_rate_of_two_units_by_hand() -> None:
    # 3 events in 10 months: residuals 2 - 0.3 x 5 and 1 - 0.3 x 5, so se = sqrt(2 / 1 x 0.5) / 10 = 0.1
    rate, low, high = clustered_rate([2, 1], [5, 5])

    wide = np.exp(stats.t.ppf(0.975, 1) * 0.1 / 0.3)
    assert (rate, low, high) == pytest.approx((0.3, 0.3 / wide, 0.3 * wide))


def test_without_events_the_upper_limit_is_the_exact_one() -> None:
    assert clustered_rate([0, 0, 0], [4, 5, 1.5]) == pytest.approx((0, 0, 3.6889 / 10.5), abs=1e-5)


def test_a_unit_without_events_and_exposure_says_nothing() -> None:
    events, exposure = units(1)

    assert clustered_rate([*events, 0], [*exposure, 0]) == pytest.approx(clustered_rate(events, exposure))


@given(st.permutations(range(30)), st.floats(0.01, 100))
def test_order_makes_no_difference_to_a_rate_and_the_unit_of_time_rescales_it(order: list[int], times: float) -> None:
    events, exposure = units(2)

    found = clustered_rate(events[order], exposure[order] * times)

    assert np.array(found) * times == pytest.approx(clustered_rate(events, exposure))


def interviews(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    specialist = draw.integers(0, 12, 300)
    exposed = draw.random(300) < 0.2 + 0.05 * specialist
    return draw.random(300) < 0.3 + 0.2 * exposed + 0.02 * specialist, exposed, specialist


@pytest.mark.parametrize("seed", range(3))
def test_a_clustered_difference_is_least_squares_with_an_intercept_for_each_cluster(seed: int) -> None:
    outcome, exposed, specialist = interviews(seed)

    found = clustered_difference(outcome, exposed, np.array(list("abcdefghijkl"))[specialist])

    own = np.eye(12)[specialist]
    y, x = (column - own @ (own.T @ column / own.sum(axis=0)) for column in (outcome, exposed))
    oracle = OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": specialist}, use_t=True)
    assert (found.estimate, found.se) == pytest.approx((oracle.params[0], oracle.bse[0]))
    assert (found.low, found.high) == pytest.approx(tuple(oracle.conf_int()[0]))
    assert (found.n, found.clusters) == (300, 12)
    assert OLS(outcome, np.column_stack([exposed, own])).fit().params[0] == pytest.approx(found.estimate)


def test_clusters_in_which_all_or_none_are_exposed_change_nothing() -> None:
    outcome, exposed, specialist = interviews(1)

    more = clustered_difference(
        [*outcome, 1, 1, 0, 1], [*exposed, 1, 1, 0, 0], [*specialist.tolist(), "all", "all", "none", "none"]
    )

    found = clustered_difference(outcome, exposed, specialist)
    assert (more.estimate, more.se, more.low) == pytest.approx((found.estimate, found.se, found.low))
    assert (more.n, more.clusters) == (found.n, found.clusters)


def test_differences_between_clusters_are_not_mistaken_for_the_exposure() -> None:
    # specialist a: 1 of 2 with either; specialist b: 0 of 2 with either, and exposed more often
    found = clustered_difference([1, 0, 1, 0, 0, 0, 0, 0], [1, 1, 0, 0, 1, 1, 0, 0], list("aaaabbbb"))

    assert (found.estimate, found.n, found.clusters) == (0, 8, 2)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("count", lambda: wilson(3, 2)),
        ("count", lambda: wilson(-1, 2)),
        ("count", lambda: wilson(0.5, 2)),
        ("n", lambda: wilson(1, np.nan)),
        ("n", lambda: wilson([1, 2], [3, 4, 5])),
        ("level", lambda: wilson(1, 2, level=95)),
        ("level", lambda: wilson(1, 2, level="95 %")),
        ("count", lambda: poisson_exact(-1)),
        ("count", lambda: poisson_exact(np.inf)),
        ("level", lambda: poisson_exact(1, level=0)),
        ("events", lambda: clustered_rate([1, -1], [1, 1])),
        ("events", lambda: clustered_rate([1, np.nan], [1, 1])),
        ("events", lambda: clustered_rate([1, 1, 1], [1, 1])),
        ("exposure", lambda: clustered_rate([1], [1])),
        ("exposure", lambda: clustered_rate([1, 0], [1, -1])),
        ("exposure", lambda: clustered_rate([1, 0], [1, np.inf])),
        ("exposure", lambda: clustered_rate([0, 0], [0, 0])),
        ("level", lambda: clustered_rate([1, 0], [1, 1], level=1)),
        ("outcome", lambda: clustered_difference([0, 2], [0, 1], [1, 2])),
        ("exposed", lambda: clustered_difference([0, 1], [0, 0.5], [1, 2])),
        ("exposed", lambda: clustered_difference([0, 1], [0, 1], [1, 2])),
        ("exposed", lambda: clustered_difference([0, 1, 1], [0, 1], [1, 2, 2])),
        ("cluster", lambda: clustered_difference([0, 1], [0, 1], [1, 1])),
        ("cluster", lambda: clustered_difference([0, 1], [0, 1], [1, None])),
        ("cluster", lambda: clustered_difference([0, 1], [0, 1], [1])),
    ],
)
def test_a_wrong_argument_is_named(name: str, call: object) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
