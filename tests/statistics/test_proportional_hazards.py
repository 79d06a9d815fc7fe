"""Follow-up drawn at random, statsmodels as an oracle, and the laws of partial likelihood."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from statsmodels.duration.hazard_regression import PHReg

from interview_analytics.statistics import CoxFit, cox, expected_events

AFTER = 1e-6  # PHReg would count someone on the day on which a row begins


def follow_up(seed: int, n: int = 400, strata: int = 1) -> dict[str, np.ndarray]:
    """Rows with many ties, delayed entry, three covariates and, with several strata, one without any event."""
    draw = np.random.default_rng(seed)
    start = draw.integers(-1, 20, n)
    x = np.column_stack([draw.random(n) < 0.4, draw.normal(size=n), draw.normal(2026, 3, n)])
    stop = start + 1 + draw.geometric(0.05 * np.exp(0.5 * x[:, 0] - 0.3 * x[:, 1]).clip(0, 10))
    stratum = draw.integers(0, strata, n)
    event = (draw.random(n) < 0.7) & (stratum < max(1, strata - 1))
    return {"start": start, "stop": stop, "event": event, "covariates": x, "strata": stratum}


def oracle(rows: dict[str, np.ndarray], ties: str) -> Any:
    entry, stop = rows["start"] + 1 + AFTER, rows["stop"] + 1  # PHReg takes no day below 0
    centred = rows["covariates"] - rows["covariates"].mean(axis=0)
    return PHReg(stop, centred, rows["event"].astype(int), entry=entry, strata=rows["strata"], ties=ties).fit()


def fitted(rows: dict[str, np.ndarray], **named: Any) -> CoxFit:
    return cox(**{**rows, **named})


def ordered(rows: dict[str, np.ndarray], order: np.ndarray) -> dict[str, np.ndarray]:
    return {name: column[order] for name, column in rows.items()}


@pytest.mark.parametrize("ties", ["efron", "breslow"])
@pytest.mark.parametrize("strata", [1, 5])
@pytest.mark.parametrize("seed", range(3))
def test_it_agrees_with_statsmodels_with_ties_delayed_entry_and_a_stratum_without_events(
    seed: int, strata: int, ties: str
) -> None:
    rows = follow_up(seed, strata=strata)

    fit, expected = fitted(rows, ties=ties), oracle(rows, ties)

    assert fit.coefficients == pytest.approx(expected.params, abs=1e-6)
    assert fit.standard_errors == pytest.approx(expected.bse, rel=1e-5)
    assert fit.log_likelihood.fitted == pytest.approx(expected.llf, abs=1e-6)
    null = expected.model.loglike(np.zeros(3))
    gradient, hessian = expected.model.score(np.zeros(3)), expected.model.hessian(np.zeros(3))
    assert fit.log_likelihood.null == pytest.approx(null, abs=1e-6)
    assert fit.score_test.chi2 == pytest.approx(gradient @ np.linalg.solve(-hessian, gradient), rel=1e-5)


@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_three_events_on_a_day_by_hand(ties: str) -> None:
    """Four at risk, three with an event, one of them exposed: the likelihood written out and maximised."""
    x = np.array([1.0, 0, 0, 1])

    fit = cox([-1] * 4, [5, 5, 5, 9], [1, 1, 1, 0], x[:, None], ties=ties)

    def against(b: np.ndarray) -> float:
        risk, own = 2 * np.exp(b[0]) + 2, np.exp(b[0]) + 2
        taken = [0, own / 3, 2 * own / 3] if ties == "efron" else [0, 0, 0]
        return -(b[0] - sum(np.log(risk - part) for part in taken))

    assert fit.coefficients[0] == pytest.approx(minimize(against, [0.0], tol=1e-12).x[0], abs=1e-5)


def test_the_score_test_of_one_exposure_without_ties_is_the_log_rank_test() -> None:
    draw = np.random.default_rng(2)
    stop, event, exposed = draw.permutation(60), draw.random(60) < 0.6, draw.random(60) < 0.5

    fit = cox(np.full(60, -1), stop, event, exposed[:, None].astype(float))

    observed, variance = 0.0, 0.0
    for day in stop[event]:
        share = exposed[stop >= day].mean()
        observed, variance = observed + exposed[stop == day][0] - share, variance + share * (1 - share)
    assert fit.score_test.chi2 == pytest.approx(observed**2 / variance)
    assert fit.effective_events == pytest.approx(4 * variance)


def test_effective_events_are_missing_when_the_first_covariate_is_not_0_or_1() -> None:
    rows = follow_up(1)

    assert np.isnan(fitted(rows, covariates=rows["covariates"][:, [1, 0]]).effective_events)
    assert 0 < fitted(rows).effective_events < rows["event"].sum()


@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_robust_standard_errors_are_close_to_leaving_one_cluster_out_at_a_time(ties: str) -> None:
    rows = follow_up(4, 600)
    cluster = np.arange(600) % 150

    fit = fitted(rows, ties=ties, cluster=cluster)

    left = [fitted(ordered(rows, cluster != own), ties=ties).coefficients for own in range(150)]
    assert fit.robust_standard_errors == pytest.approx(np.sqrt(((left - fit.coefficients) ** 2).sum(axis=0)), rel=0.05)


def test_a_row_split_in_two_tells_nothing_new() -> None:
    rows = follow_up(5)
    middle = (rows["start"] + rows["stop"]) // 2
    long = np.flatnonzero(middle > rows["start"])
    first = ordered(rows, long) | {"stop": middle[long], "event": np.zeros(len(long), dtype=bool)}
    second = {**rows, "start": np.where(middle > rows["start"], middle, rows["start"])}
    split = {name: np.concatenate([first[name], second[name]]) for name in rows}
    people = np.concatenate([long, np.arange(len(middle))])

    once, twice = fitted(rows, cluster=np.arange(len(middle))), fitted(split, cluster=people)

    assert twice.coefficients == pytest.approx(once.coefficients, abs=1e-9)
    assert twice.robust_standard_errors == pytest.approx(once.robust_standard_errors, abs=1e-9)
    assert twice.effective_events == pytest.approx(once.effective_events)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from(["efron", "breslow"]), st.sampled_from([0, 738_000, -50]))
def test_order_of_rows_and_the_day_on_which_counting_begins_make_no_difference(
    seed: int, ties: str, later: int
) -> None:
    rows = follow_up(seed, 150, strata=3)
    moved = ordered(rows, np.random.default_rng(seed).permutation(150))
    moved |= {"start": moved["start"] + later, "stop": moved["stop"] + float(later)}

    fit, other = fitted(rows, ties=ties), fitted(moved, ties=ties)

    assert other.coefficients == pytest.approx(fit.coefficients, abs=1e-8)
    assert other.effective_events == pytest.approx(fit.effective_events)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from(["efron", "breslow"]), st.sampled_from([1, 4]))
def test_expected_events_add_up_to_the_events_in_each_stratum(seed: int, ties: str, strata: int) -> None:
    rows = follow_up(seed, 150, strata)
    fit = fitted(rows, ties=ties)

    expected = expected_events(fit, rows["start"], rows["stop"], rows["covariates"], rows["strata"])

    observed = np.bincount(rows["strata"], rows["event"])
    assert np.bincount(rows["strata"], expected) == pytest.approx(observed, abs=1e-8)
    assert (expected >= 0).all()


def test_expected_events_of_a_split_row_add_up_and_new_rows_may_be_expected() -> None:
    rows = follow_up(6)
    fit = fitted(rows, strata=None)
    x = rows["covariates"][:1]

    whole = expected_events(fit, [0], [30], x)
    parts = expected_events(fit, [0, 11.5], [11.5, 30], np.repeat(x, 2, axis=0))
    doubled = expected_events(fit, [0], [30], x + np.array([1, 0, 0]))

    assert parts.sum() == pytest.approx(whole[0])
    assert doubled / whole == pytest.approx(np.exp(fit.coefficients[0]))
    assert expected_events(fit, [10_000], [20_000], x) == pytest.approx([0])


def test_columns_are_found_by_name_and_strata_by_label_whatever_the_index() -> None:
    rows = follow_up(7, strata=3)
    frame = pd.DataFrame(rows["covariates"], columns=["exposed", "mood", "year"], index=np.arange(400) * 7 % 401)
    frame["exposed"] = frame["exposed"].astype(bool)
    letters = np.array(["a", "b", "c"])[rows["strata"]]
    fit = fitted(rows, covariates=frame, strata=pd.Series(letters, index=frame.index))

    some = expected_events(
        fit, rows["start"][:9], rows["stop"][:9], frame[["year", "exposed", "mood"]].head(9), letters[:9]
    )

    assert fit.coefficients == pytest.approx(fitted(rows).coefficients)
    assert some == pytest.approx(
        expected_events(fitted(rows), rows["start"], rows["stop"], rows["covariates"], rows["strata"])[:9]
    )


def test_a_few_people_left_after_a_crowd_are_told_as_well_as_alone() -> None:
    """Five people are at risk long after 300,000 others left without an event."""
    crowd = np.random.default_rng(1).normal(size=300_000)
    x = np.concatenate([[1, 0, 1, 0, 0], 0.3 * crowd])[:, None]
    stop, event = np.append(np.arange(5000, 5005), np.full(300_000, 10)), np.append([1, 1, 1, 1], np.zeros(300_001))

    alone = cox(np.full(5, -1), stop[:5], event[:5], x[:5])
    both = cox(np.full(300_005, -1), stop, event, x)

    assert both.coefficients == pytest.approx(alone.coefficients, abs=1e-9)
    assert both.standard_errors == pytest.approx(alone.standard_errors, abs=1e-9)


ONE = np.array([[0.0], [1], [0], [1], [0], [1]])
START, STOP, EVENT = [-1] * 6, [3, 4, 5, 6, 7, 8], [1, 1, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("stop", {"stop": [3, 4, -1, 6, 7, 8]}),
        ("stop", {"stop": [3, 4, np.nan, 6, 7, 8]}),
        ("start", {"start": [-1] * 5}),
        ("start", {"start": [-1, -1, np.nan, -1, -1, -1]}),
        ("event", {"event": [0] * 6}),
        ("event", {"event": [0, 1, 2, 0, 0, 0]}),
        ("event", {"event": [0, 1, np.nan, 0, 0, 0]}),
        ("covariates", {"covariates": ONE[:4]}),
        ("covariates", {"covariates": ONE[:, 0]}),
        ("covariates", {"covariates": np.where(STOP, np.nan, ONE.T).T}),
        ("covariates", {"covariates": np.full((6, 1), 0.1)}),
        ("covariates", {"covariates": np.hstack([ONE, 1 - ONE])}),
        ("covariates", {"covariates": pd.DataFrame({"who": list("abcdef")})}),
        ("covariates", {"covariates": pd.DataFrame({"known": pd.array([1, None, 0, 1, 0, 1], dtype="Int64")})}),
        ("covariates", {"covariates": np.zeros((6, 0))}),
        ("ties", {"ties": "exact"}),
        ("strata", {"strata": ["a", None, "a", "b", "b", "b"]}),
        ("strata", {"strata": ["a"]}),
        ("cluster", {"cluster": ["a"] * 6}),
        ("cluster", {"cluster": [1, 2, 3, 4, 5, np.nan]}),
    ],
)
def test_a_wrong_argument_is_named(name: str, named: dict[str, Any]) -> None:
    arguments: dict[str, Any] = {"start": START, "stop": STOP, "event": EVENT, "covariates": ONE}
    with pytest.raises(ValueError, match=f"^{name}: "):
        cox(**(arguments | named))


def test_a_covariate_that_varies_only_where_nobody_has_an_event_is_named() -> None:
    frame = pd.DataFrame({"exposed": ONE[:, 0], "late": [0, 0, 0, 0, 1, 0]})

    with pytest.raises(ValueError, match=r"^covariates: 'late' never varies"):
        cox([-1, -1, -1, -1, 8, -1], [3, 4, 5, 6, 9, 8], [1, 1, 0, 1, 0, 1], frame)


@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_a_covariate_that_separates_is_named_instead_of_a_ratio_without_end(ties: str) -> None:
    rows = follow_up(8)
    frame = pd.DataFrame({"mood": rows["covariates"][:, 1], "never": ~rows["event"] & (rows["covariates"][:, 0] > 0)})

    with pytest.raises(ValueError, match=r"^covariates: 'never' separates"):
        fitted(rows, covariates=frame, ties=ties)


def test_separation_by_several_covariates_together_is_noticed_too() -> None:
    """Whoever has the event first has the largest sum of both covariates, neither of which separates alone."""
    x = np.array([[9.0, 1], [2, 7], [6, 2], [1, 6], [4, 2], [2, 3]])

    with pytest.raises(ValueError, match=r"^covariates: .* separates"):
        cox([-1] * 6, [1, 2, 3, 4, 5, 6], [1] * 6, x)


@pytest.mark.parametrize("seed", range(40))
def test_few_rows_give_a_fit_whose_score_vanishes_or_an_error(seed: int) -> None:
    rows = follow_up(seed, 12, strata=3)
    rows["covariates"] = rows["covariates"][:, :2]
    try:
        fit = fitted(rows, ties="breslow")
    except ValueError as error:
        assert str(error).startswith(("covariates: ", "event: "))
        return
    model = PHReg(
        rows["stop"] + 1,
        rows["covariates"],
        rows["event"].astype(int),
        entry=rows["start"] + 1 + AFTER,
        strata=rows["strata"],
    )
    assert model.score(fit.coefficients) == pytest.approx([0, 0], abs=1e-6)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("stop", ([0], [0], ONE[:1])),
        ("covariates", ([0], [1], np.zeros((1, 2)))),
        ("covariates", ([0, 0], [9, 9], [[1e9], [-1e9]])),
        ("strata", ([0], [1], ONE[:1], ["a"])),
    ],
)
def test_a_wrong_argument_of_expected_events_is_named(name: str, arguments: tuple[Any, ...]) -> None:
    fit = cox(START, STOP, EVENT, ONE)
    with pytest.raises(ValueError, match=f"^{name}: "):
        expected_events(fit, *arguments)


def test_a_stratum_that_the_fit_has_not_seen_is_named() -> None:
    fit = cox(START, STOP, EVENT, ONE, strata=list("aaabbb"))

    with pytest.raises(ValueError, match=r"^strata: "):
        expected_events(fit, [0], [1], ONE[:1], ["c"])
    with pytest.raises(ValueError, match=r"^strata: "):
        expected_events(fit, [0], [1], ONE[:1])
