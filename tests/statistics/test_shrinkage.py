"""A plain grid as a check, and the laws of shrunken shares."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from interview_analytics.statistics import beta_binomial

DEATHS = [0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24]
OPERATIONS = [47, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360]


@st.composite
def counted(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Units of which at least one has a count between 0 and n."""
    others = st.integers(0, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
    return [(draw(st.integers(1, 8)), 9), *draw(st.lists(others, max_size=6))]


def plain_grid(count: list[int], n: list[int]) -> list[float]:
    """Posterior means summed over one fine rectangle of logit(a / (a + b)) and log(a + b)."""
    size = np.exp(np.arange(-9, 25, 0.05))[:, None]
    share = special.expit(np.arange(-9, 9, 0.02))
    a, b = size * share, size * (1 - share)
    log = np.log(share * (1 - share)) - np.log(size) / 2
    log = log + sum(
        special.betaln(a + yes, b + of - yes) - special.betaln(a, b) for yes, of in zip(count, n, strict=True)
    )
    weight = np.exp(log - log.max()) / np.exp(log - log.max()).sum()
    return [float((weight * (a + yes) / (size + of)).sum()) for yes, of in zip(count, n, strict=True)]


@pytest.mark.parametrize(
    ("count", "n"), [([1, 0, 2, 3], [10, 5, 2, 40]), ([3, 3, 3, 3], [10, 10, 10, 10]), (DEATHS, OPERATIONS)]
)
def test_means_agree_with_a_plain_grid(count: list[int], n: list[int]) -> None:
    assert beta_binomial(count, n)["mean"].tolist() == pytest.approx(plain_grid(count, n), abs=2e-4)


def test_limits_hold_the_true_shares_as_often_as_they_say() -> None:
    draw = np.random.default_rng(4)
    share = draw.beta(4, 8, (8, 40))
    n = draw.integers(5, 60, (8, 40))
    held = []
    for own, of in zip(share, n, strict=True):
        found = beta_binomial(draw.binomial(of, own), of, level=0.8)
        held += (found["low"].le(own) & found["high"].ge(own)).tolist()

    assert np.mean(held) == pytest.approx(0.8, abs=4 * np.sqrt(0.8 * 0.2 / 320))


def test_few_are_drawn_further_towards_the_others_than_many() -> None:
    mean = beta_binomial([5, 50, 4, 2, 6, 3], [5, 50, 20, 20, 20, 20])["mean"]

    assert mean[0] < mean[1] < 1


@settings(deadline=None, max_examples=10)
@given(counted(), st.sampled_from([0.8, 0.95, 0.998]), st.randoms(use_true_random=False))
def test_limits_enclose_the_mean_and_the_order_of_units_does_not_matter(units: Any, level: float, random: Any) -> None:
    order = random.sample(range(len(units)), len(units))

    found = beta_binomial(*zip(*units, strict=True), level=level)

    assert ((found["low"] < found["mean"]) & (found["mean"] < found["high"])).all()
    assert found["low"].ge(0).all() and found["high"].le(1).all()
    moved = beta_binomial(*zip(*(units[at] for at in order), strict=True), level=level)
    pd.testing.assert_frame_equal(moved, found.iloc[order].reset_index(drop=True), atol=1e-7)


@settings(deadline=None, max_examples=6)
@given(counted())
def test_the_shares_without_the_outcome_are_the_complement(units: Any) -> None:
    count, n = np.array(units).T

    found, other = beta_binomial(count, n), beta_binomial(n - count, n)

    assert other["mean"].to_numpy() == pytest.approx(1 - found["mean"].to_numpy(), abs=1e-6)
    assert other["high"].to_numpy() == pytest.approx(1 - found["low"].to_numpy(), abs=1e-5)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("count", ([3], [2])),
        ("count", ([0, 2], [5, 2])),
        ("count", ([1, 2], [5])),
        ("count", ([1, np.nan], [5, 5])),
        ("n", ([1, 1], [5, 5.5])),
        ("level", ([1, 1], [5, 5], 95)),
    ],
)
def test_a_wrong_argument_is_named(name: str, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        beta_binomial(*arguments)
