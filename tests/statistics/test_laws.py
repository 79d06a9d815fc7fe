"""What must hold whatever the data: names, order and the unit of time make no difference, and more people say more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_analytics.statistics import (
    beta_binomial,
    binomial_limits,
    clustered_difference,
    clustered_rate,
    cox,
    cumulative_incidence,
    expected_events,
    kaplan_meier,
    poisson_exact,
    poisson_limits,
    share_above_chance,
    wilson,
)

SEEDS = st.integers(0, 10_000)
COUNTED = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
LEVELS = st.sampled_from([0.8, 0.95, 0.998])


def people(seed: int, n: int = 80) -> dict[str, Any]:
    draw = np.random.default_rng(seed)
    start = draw.integers(-1, 20, n)
    return {
        "start": start,
        "stop": start + draw.integers(1, 15, n),
        "event": draw.random(n) < 0.5,
        "covariates": np.column_stack([draw.random(n) < 0.5, draw.normal(size=n)]),
        "strata": draw.integers(0, 3, n),
        "cluster": draw.integers(0, 25, n),
    }


def causes(seed: int, n: int = 80) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    own = people(seed, n)
    return own["stop"], own["event"] * (1 + own["strata"] % 2), own["start"]


def talks(seed: int, n: int = 200) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    return draw.random(n) < 0.4, draw.random(n) < 0.5, draw.integers(0, 8, n)


def in_order(own: Any, order: np.ndarray) -> Any:
    return {name: column[order] for name, column in own.items()}


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_placed_left_and_still_waiting_are_everybody(seed: int) -> None:
    days, cause, entry = causes(seed)

    found = cumulative_incidence(days, cause, entry)

    waiting = kaplan_meier(entry, days, cause > 0)["estimate"].to_numpy()
    assert found.groupby("day")["estimate"].sum().to_numpy() + waiting == pytest.approx(np.ones(len(waiting)))


@settings(deadline=None, max_examples=20)
@given(SEEDS, st.sampled_from(["efron", "breslow"]))
def test_names_of_strata_and_clusters_and_the_order_of_rows_change_no_ratio(seed: int, ties: str) -> None:
    own = people(seed)
    order = np.random.default_rng(seed).permutation(80)
    named = in_order(own, order)
    named["strata"] = np.array(["Zoe", "Al", "Mo"])[named["strata"]]
    named["cluster"] = pd.Series(named["cluster"], index=order).map(lambda number: f"{(number * 7) % 25}")

    fit, other = cox(**own, ties=ties), cox(**named, ties=ties)

    assert other.coefficients == pytest.approx(fit.coefficients, abs=1e-9)
    assert other.robust_standard_errors == pytest.approx(fit.robust_standard_errors, abs=1e-9)
    assert other.score_test.chi2 == pytest.approx(fit.score_test.chi2)


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_names_of_specialists_and_the_order_of_interviews_change_no_difference(seed: int) -> None:
    outcome, exposed, desk = talks(seed)
    order = np.random.default_rng(seed).permutation(200)

    found = clustered_difference(outcome, exposed, desk)
    other = clustered_difference(outcome[order], exposed[order], np.array(list("qwertyui"))[desk][order])

    assert (other.estimate, other.se) == pytest.approx((found.estimate, found.se))


@settings(deadline=None, max_examples=20)
@given(SEEDS)
def test_names_of_interests_change_no_chance(seed: int) -> None:
    draw = np.random.default_rng(seed)
    interest, met, placed = draw.integers(0, 3, 20), draw.random((20, 4)) < 0.4, draw.integers(0, 4, 20)

    found = share_above_chance(interest, met, placed, 50, 1)
    other = share_above_chance(np.array(["retail", "1", "care"])[interest], met, placed, 50, 1)

    assert other.p == found.p and other.expected == pytest.approx(found.expected)


@settings(deadline=None, max_examples=20)
@given(SEEDS, st.sampled_from(["efron", "breslow"]))
def test_days_counted_in_a_thirtieth_of_a_day_move_times_and_not_ratios(seed: int, ties: str) -> None:
    own = people(seed)
    finer = own | {"start": own["start"] * 30, "stop": own["stop"] * 30}
    days, cause, entry = causes(seed)

    fit, other = cox(**own, ties=ties), cox(**finer, ties=ties)
    curve, slower = cumulative_incidence(days, cause, entry), cumulative_incidence(days * 30, cause, entry * 30)

    assert other.coefficients == pytest.approx(fit.coefficients, abs=1e-9)
    rows = ("start", "stop", "covariates", "strata")
    expected = expected_events(fit, *(own[name] for name in rows))
    assert expected_events(other, *(finer[name] for name in rows)) == pytest.approx(expected)
    pd.testing.assert_frame_equal(slower, curve.assign(day=curve["day"] * 30))


@given(COUNTED, LEVELS)
def test_limits_of_a_share_hold_it_and_narrow_with_the_number(of: tuple[int, int], level: float) -> None:
    count, n = of
    low, high = wilson([count, 4 * count], [n, 4 * n], level)

    assert (low <= count / n).all() and (count / n <= high).all()
    assert high[1] - low[1] < high[0] - low[0]


@given(st.integers(1, 5_000), LEVELS)
def test_limits_of_events_hold_them_and_narrow_against_their_number(events: int, level: float) -> None:
    low, high = poisson_exact([events, 4 * events], level)
    below, above = poisson_limits([events, 4 * events], level)

    assert low[0] < events < high[0] and (below < 1).all() and (above > 1).all()
    assert (high[1] - low[1]) / 4 < high[0] - low[0]
    assert above[1] - below[1] < above[0] - below[0]


@given(st.floats(0.1, 0.9), st.integers(20, 2_000), LEVELS)
def test_limits_of_a_funnel_hold_the_target_and_narrow_with_the_number(target: float, n: int, level: float) -> None:
    low, high = binomial_limits(target, [n, 4 * n], level)

    assert (low < target).all() and (target < high).all()
    assert high[1] - low[1] < high[0] - low[0]


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_four_times_the_same_people_halve_the_standard_errors_of_a_curve(seed: int) -> None:
    days, cause, entry = causes(seed)

    once, more = (cumulative_incidence(*(np.tile(own, k) for own in (days, cause, entry))) for k in (1, 4))
    alone, many = (kaplan_meier(*(np.tile(own, k) for own in (entry, days, cause > 0))) for k in (1, 4))

    assert more["se"].to_numpy() == pytest.approx(once["se"].to_numpy() / 2, abs=1e-9)
    assert many["se"].to_numpy() == pytest.approx(alone["se"].to_numpy() / 2)


@settings(deadline=None, max_examples=20)
@given(SEEDS)
def test_four_times_the_same_rows_halve_the_standard_errors_of_a_ratio(seed: int) -> None:
    own = people(seed)
    del own["cluster"]

    fit, more = cox(**own, ties="breslow"), cox(**in_order(own, np.tile(np.arange(80), 4)), ties="breslow")

    assert more.coefficients == pytest.approx(fit.coefficients, abs=1e-8)
    assert more.standard_errors == pytest.approx(fit.standard_errors / 2, abs=1e-8)


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_more_units_narrow_the_limits_of_rates_and_differences(seed: int) -> None:
    draw = np.random.default_rng(seed)
    exposure = draw.uniform(1, 9, 12)
    events = draw.poisson(exposure) + np.arange(12) % 2
    outcome, exposed, desk = talks(seed)

    once, more = clustered_rate(events, exposure), clustered_rate(np.tile(events, 4), np.tile(exposure, 4))
    few = clustered_difference(outcome, exposed, desk)
    many = clustered_difference(
        np.tile(outcome, 4), np.tile(exposed, 4), np.arange(4).repeat(200) * 8 + np.tile(desk, 4)
    )

    assert once[1] < more[1] <= once[0] <= more[2] < once[2]
    assert few.low < many.low <= few.estimate <= many.high < few.high


@settings(deadline=None, max_examples=5)
@given(st.lists(st.integers(1, 9), min_size=4, max_size=6))
def test_shrunken_shares_of_more_people_have_narrower_limits(counts: list[int]) -> None:
    few, many = (beta_binomial(np.array(counts) * k, np.full(len(counts), 10 * k)) for k in (1, 16))

    assert ((many["high"] - many["low"]) < (few["high"] - few["low"])).all()
