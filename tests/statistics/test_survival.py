"""Curves of competing events by hand, libraries as oracles where they can be had, and the laws of such curves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

from interview_analytics.statistics import cumulative_incidence, kaplan_meier

People = list[tuple[int, int, int]]
PEOPLE = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 2), st.integers(1, 6)).map(
        lambda own: (own[0], own[1], own[0] - own[2])
    ),
    min_size=1,
    max_size=40,
)


def curve(people: People, **named: Any) -> pd.DataFrame:
    days, cause, entry = np.array(people).T
    return cumulative_incidence(days, cause, entry, **named)


def random_people(seed: int, n: int = 300) -> tuple[np.ndarray, np.ndarray]:
    """Days with many ties; the person who is followed longest is censored, so that somebody is always left."""
    draw = np.random.default_rng(seed)
    return np.append(draw.integers(0, 30, n), 31), np.append(draw.integers(0, 3, n), 0)


def test_a_curve_by_hand_counts_those_at_risk_after_entry_up_to_and_on_the_day() -> None:
    people = [(0, 1, -1), (2, 2, -1), (2, 0, -1), (4, 1, 1), (4, 0, 2), (5, 0, 4)]

    found = curve(people)

    # day 0: 3 at risk; day 2: 2 of those and the one who entered after day 1; day 4: those of day 4, not the last one
    assert found[["day", "at_risk", "cause"]].values.tolist() == [
        [0, 3, 1],
        [0, 3, 2],
        [2, 3, 1],
        [2, 3, 2],
        [4, 2, 1],
        [4, 2, 2],
    ]
    half = 2 / 3 * 2 / 3 * 1 / 2
    assert found["estimate"].tolist() == pytest.approx([1 / 3, 0, 1 / 3, 2 / 9, 1 / 3 + half, 2 / 9])


@pytest.mark.parametrize("seed", range(4))
def test_estimates_and_standard_errors_agree_with_statsmodels_on_tied_days(seed: int) -> None:
    days, cause = random_people(seed)

    found = cumulative_incidence(days, cause)

    oracle = CumIncidenceRight(days, cause)
    rows = np.isin(oracle.times, found["day"])
    for own in (1, 2):
        ours = found[found["cause"] == own]
        assert ours["estimate"].to_numpy() == pytest.approx(oracle.cinc[own - 1][rows], abs=1e-12)
        assert ours["se"].to_numpy() == pytest.approx(oracle.cinc_se[own - 1][rows], abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_with_one_cause_and_delayed_entry_it_is_one_minus_kaplan_meier_with_greenwood(seed: int) -> None:
    days, cause = random_people(seed)
    entry = days - np.random.default_rng(seed).integers(1, 40, len(days))

    found = cumulative_incidence(days, cause > 0, entry)

    oracle = SurvfuncRight(days, cause > 0, entry=entry)
    ours = found[found["cause"] == 1]
    rows = np.isin(oracle.surv_times, ours["day"])
    assert ours["estimate"].to_numpy() == pytest.approx(1 - oracle.surv_prob[rows], abs=1e-12)
    assert ours["se"].to_numpy() == pytest.approx(oracle.surv_prob_se[rows], abs=1e-12)


@given(PEOPLE)
def test_both_incidences_and_survival_add_up_to_one(people: People) -> None:
    found = curve(people)

    survival = 1.0
    for day, rows in found.groupby("day"):
        events = sum(own_day == day and cause > 0 for own_day, cause, _ in people)
        survival *= 1 - events / rows["at_risk"].iloc[0]
        assert rows["estimate"].sum() + survival == pytest.approx(1)


@given(PEOPLE, st.sampled_from([0.8, 0.95, 0.998]))
def test_incidence_never_falls_and_lies_within_its_limits(people: People, level: float) -> None:
    found = curve(people, level=level)

    assert (found.groupby("cause")["estimate"].diff().fillna(0) >= 0).all()
    assert ((found["low"] <= found["estimate"]) & (found["estimate"] <= found["high"])).all()
    assert found["low"].ge(0).all() and found["high"].le(1).all() and found["se"].ge(0).all()


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(people: People, random: Any) -> None:
    shuffled = random.sample(people, len(people))

    pd.testing.assert_frame_equal(curve(shuffled), curve(people))


@given(PEOPLE)
def test_exchanging_the_causes_exchanges_the_curves(people: People) -> None:
    exchanged = [(day, (0, 2, 1)[cause], entry) for day, cause, entry in people]

    found, other = curve(people), curve(exchanged)

    assert found[found["cause"] == 1]["se"].tolist() == other[other["cause"] == 2]["se"].tolist()
    assert found[found["cause"] == 2]["high"].tolist() == other[other["cause"] == 1]["high"].tolist()


def test_where_nothing_happened_there_are_no_rows() -> None:
    assert cumulative_incidence([3, 5], [0, 0]).empty
    assert cumulative_incidence([], []).columns.tolist() == ["day", "at_risk", "cause", "estimate", "se", "low", "high"]


def test_when_everybody_had_the_event_rounding_leaves_no_doubt_about_it() -> None:
    # 1/5 of all, then three quarters of what is left, and so on: the sum misses 1 by its rounding
    found = curve([(1, 0, 0), (1, 1, 0), (2, 1, 0), (2, 1, 0), (2, 1, 0)])

    assert found[["estimate", "low", "high"]].iloc[2].tolist() == [1, 1, 1]


def test_an_event_on_the_first_day_counts() -> None:
    assert cumulative_incidence([0, 9], [1, 0])["estimate"].tolist() == [0.5, 0]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("days", ([1, np.nan], [0, 1])),
        ("days", ([[1, 2]], [[0, 1]])),
        ("days", ([1, -1], [0, 1])),
        ("days", (["1", "2"], [0, 1])),
        ("cause", ([1, 2], [0, 3])),
        ("cause", ([1, 2], [0])),
        ("cause", ([1, 2], [0, np.nan])),
        ("entry", ([1, 2], [0, 1], [0, 2])),
        ("entry", ([1, 2], [0, 1], [0, np.nan])),
        ("entry", ([1, 2], [0, 1], [0])),
        ("entry", ([1, 2], [0, 1], ["0", "1"])),
        ("level", ([1, 2], [0, 1], None, 1)),
    ],
)
def test_a_wrong_argument_is_named(name: str, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        cumulative_incidence(*arguments)


@pytest.mark.parametrize("seed", range(4))
def test_kaplan_meier_agrees_with_statsmodels_with_ties_and_delayed_entry(seed: int) -> None:
    days, cause = random_people(seed)
    entry = days - np.random.default_rng(seed).integers(1, 40, len(days))

    found = kaplan_meier(entry, days, cause > 0)

    oracle = SurvfuncRight(days, cause > 0, entry=entry)
    rows = np.isin(oracle.surv_times, found["day"])
    assert found["estimate"].to_numpy() == pytest.approx(oracle.surv_prob[rows], abs=1e-12)
    assert found["se"].to_numpy() == pytest.approx(oracle.surv_prob_se[rows], abs=1e-12)
    assert found["at_risk"].to_numpy() == pytest.approx(oracle.n_risk[rows])


def test_kaplan_meier_limits_are_those_of_the_log_of_minus_log() -> None:
    found = kaplan_meier([-1] * 10, range(10), [1, 0] * 5).iloc[0]

    # 1 of 10: survival .9, se of log(-log S) = sqrt(1 / (10 x 9)) / |log .9|
    spread = 1.959964 * np.sqrt(1 / 90) / abs(np.log(0.9))
    assert (found["low"], found["high"]) == pytest.approx((0.9 ** np.exp(spread), 0.9 ** np.exp(-spread)), abs=1e-6)


def test_someone_who_leaves_one_curve_for_another_is_at_risk_in_one_of_them_on_each_day() -> None:
    # interviewed on day 3, placed on day 5; another one still waiting on day 9, never interviewed
    before, after = kaplan_meier([-1, -1], [3, 9], [0, 0]), kaplan_meier([3], [5], [1])

    assert before.empty
    assert after[["day", "at_risk", "estimate", "se", "low", "high"]].values.tolist() == [[5, 1, 0, 0, 0, 0]]


@given(PEOPLE)
def test_survival_is_what_both_incidences_leave(people: People) -> None:
    days, cause, entry = np.array(people).T

    found = kaplan_meier(entry, days, cause > 0)

    assert found["estimate"].tolist() == pytest.approx((1 - curve(people).groupby("day")["estimate"].sum()).tolist())
    assert found["low"].le(found["estimate"]).all() and found["estimate"].le(found["high"]).all()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("stop", ([1, 2], [2, 2], [0, 1])),
        ("stop", ([1, 2], [2, np.nan], [0, 1])),
        ("start", ([1], [2, 3], [0, 1])),
        ("event", ([1, 1], [2, 3], [0, 2])),
        ("event", ([1, 1], [2, 3], [0])),
        ("level", ([1, 1], [2, 3], [0, 1], 95)),
    ],
)
def test_a_wrong_argument_of_kaplan_meier_is_named(name: str, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        kaplan_meier(*arguments)
