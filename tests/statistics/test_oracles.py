"""Two hundred random data sets, with ties, late entry and a stratum without events; statsmodels must say the same."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from interview_analytics.statistics import benjamini_hochberg, cox, cumulative_incidence, kaplan_meier, wilson

BLOCKS = [range(first, first + 20) for first in range(0, 200, 20)]
AFTER = 1e-6  # PHReg would count someone on the day on which a row begins


def people(seed: int, least: int = 60, most: int = 150) -> dict[str, np.ndarray]:
    """60 to 150 people with few different days, most of them tied; the one who is followed longest is censored."""
    draw = np.random.default_rng(seed)
    n = int(draw.integers(least, most))
    start = draw.integers(-1, 15, n)
    stop = start + draw.integers(1, 12, n)
    cause = draw.integers(0, 3, n)
    x = np.column_stack([draw.random(n) < 0.5, draw.normal(size=n)])
    stratum = draw.integers(0, 3, n)
    return {
        "start": np.append(start, -1),
        "stop": np.append(stop, 40),
        "cause": np.append(cause, 0),
        "x": np.vstack([x, [0, 0]]),
        "stratum": np.append(stratum, 0),
    }


@pytest.mark.parametrize("seeds", BLOCKS, ids=str)
def test_incidence_of_competing_events(seeds: range) -> None:
    for seed in seeds:
        own = people(seed)

        found = cumulative_incidence(own["stop"], own["cause"])

        oracle = CumIncidenceRight(own["stop"], own["cause"])
        rows = np.isin(oracle.times, found["day"])
        for cause in (1, 2):
            ours = found[found["cause"] == cause]
            assert ours["estimate"].to_numpy() == pytest.approx(oracle.cinc[cause - 1][rows], abs=1e-12)
            assert ours["se"].to_numpy() == pytest.approx(oracle.cinc_se[cause - 1][rows], abs=1e-12)


@pytest.mark.parametrize("seeds", BLOCKS, ids=str)
def test_survival_and_incidence_with_late_entry(seeds: range) -> None:
    for seed in seeds:
        own = people(seed)
        start, stop, event = own["start"], own["stop"], own["cause"] > 0

        found, incidence = kaplan_meier(start, stop, event), cumulative_incidence(stop, event, start)

        oracle = SurvfuncRight(stop, event, entry=start)
        rows = np.isin(oracle.surv_times, found["day"])
        told = oracle.surv_prob[rows] > 0  # with nobody left its standard error is missing, ours 0
        assert found["estimate"].to_numpy() == pytest.approx(oracle.surv_prob[rows], abs=1e-12)
        assert found["se"].to_numpy()[told] == pytest.approx(oracle.surv_prob_se[rows][told], abs=1e-12)
        placed = incidence.loc[incidence["cause"] == 1, "estimate"].to_numpy()
        assert 1 - placed == pytest.approx(oracle.surv_prob[rows], abs=1e-12)


@pytest.mark.parametrize("ties", ["efron", "breslow"])
@pytest.mark.parametrize("seeds", BLOCKS, ids=str)
def test_proportional_hazards_in_strata_of_which_one_has_no_events(seeds: range, ties: str) -> None:
    for seed in seeds:
        own = people(seed)
        event = (own["cause"] == 1) & (own["stratum"] < 2)

        fit = cox(own["start"], own["stop"], event, own["x"], ties=ties, strata=own["stratum"])

        timed = {"entry": own["start"] + 1 + AFTER, "strata": own["stratum"], "ties": ties}
        oracle = PHReg(own["stop"] + 1, own["x"], event.astype(int), **timed).fit(disp=0)
        assert fit.coefficients == pytest.approx(oracle.params, abs=1e-5)
        assert fit.standard_errors == pytest.approx(oracle.bse, rel=1e-4)
        assert fit.log_likelihood.fitted == pytest.approx(oracle.llf, abs=1e-6)


@pytest.mark.parametrize("seeds", BLOCKS, ids=str)
def test_a_ratio_is_refused_exactly_where_linear_programming_finds_no_largest_likelihood(seeds: range) -> None:
    for seed in seeds:
        own = people(seed, 8, 30)
        event, x = own["cause"] == 1, own["x"]
        alike = (own["stratum"] == own["stratum"][:, None]) & (own["start"] < own["stop"][:, None])
        pairs = np.argwhere(event[:, None] & alike & (own["stop"] >= own["stop"][:, None]))
        apart = x[pairs[:, 0]] - x[pairs[:, 1]]
        # a direction in which nobody at risk ever lies ahead of whoever has the event, and somebody behind
        ahead = -linprog(-apart.sum(axis=0), A_ub=-apart, b_ub=np.zeros(len(apart)), bounds=[(-1, 1)] * 2).fun
        refused = ""
        try:
            cox(own["start"], own["stop"], event, x, strata=own["stratum"])
        except ValueError as error:
            refused = str(error)
        assert ("separates" in refused) == (ahead > 1e-9) or "never varies" in refused or "each other" in refused


@pytest.mark.parametrize("seeds", BLOCKS, ids=str)
def test_limits_of_shares_and_findings_among_many(seeds: range) -> None:
    for seed in seeds:
        draw = np.random.default_rng(seed)
        n = draw.integers(1, 10_000, 20)
        count, p = draw.integers(0, n + 1), draw.beta(0.5, 3, 20)

        assert wilson(count, n)[0] == pytest.approx(proportion_confint(count, n, method="wilson")[0], abs=1e-12)
        assert wilson(count, n)[1] == pytest.approx(proportion_confint(count, n, method="wilson")[1], abs=1e-12)
        assert benjamini_hochberg(p, 0.1).tolist() == multipletests(p, 0.1, "fdr_bh")[0].tolist()
