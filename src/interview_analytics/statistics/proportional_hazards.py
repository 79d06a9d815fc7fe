"""Rows of follow-up with covariates go in; Cox's ratios of rates, and the events that they lead to expect, come out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from interview_analytics.statistics.arguments import finite, labels, truths
from interview_analytics.statistics.partial_likelihood import Likelihood, highest, likelihood, terms
from interview_analytics.statistics.risk_sets import EventDays, RiskSets, follow_up, risk_sets
from interview_analytics.statistics.score_residuals import robust_errors, score_residuals

TIES = ("efron", "breslow")
LEAST_INFORMATION = 1e-10  # of a covariate with standard deviation 1, per event
LARGEST_EXPONENT = 700  # exp of more is no number
LEAST_EIGENVALUE = 1e-9  # of the correlations between covariates


class ScoreTest(NamedTuple):
    """The test that no covariate makes a difference: chi-square, its degrees of freedom, its p."""

    chi2: float
    df: int
    p: float


class LogLikelihood(NamedTuple):
    """The log partial likelihood without covariates and with them."""

    null: float
    fitted: float


@dataclass(frozen=True, eq=False)
class Baseline:
    """The Breslow hazard of a fit, on each day with an event, for someone at the centre of the covariates."""

    strata: np.ndarray | None  # labels; None when the fit had none
    cells: EventDays
    hazard: np.ndarray  # before the first cell (0), then up to and with each
    centres: np.ndarray  # a row per stratum


@dataclass(frozen=True, eq=False)
class CoxFit:
    """A fitted Cox model. `coefficients` are logarithms of ratios of rates, in the order of `names`.

    covariance, standard_errors: from the information of the partial likelihood.
    robust_standard_errors: allow rows of one cluster to depend on each other (sandwich); None without clusters.
    score_test: (chi2, df, p) at coefficients 0, with the chosen ties; for one 0/1 covariate the log-rank test.
    log_likelihood: (null, fitted). events, clusters: how many; clusters is None without clusters.
    effective_events: 4 Σ p (1 - p) over the events, p the share at risk that is exposed on the first covariate: as many
        events would say the same if half were always exposed. NaN when that covariate is not 0 or 1.
    """

    names: tuple[str, ...]
    coefficients: np.ndarray
    covariance: np.ndarray
    standard_errors: np.ndarray
    robust_standard_errors: np.ndarray | None
    score_test: ScoreTest
    log_likelihood: LogLikelihood
    events: int
    clusters: int | None
    effective_events: float
    baseline: Baseline


def cox(  # noqa: PLR0917 - the order in which the literature names them
    start: ArrayLike,
    stop: ArrayLike,
    event: ArrayLike,
    covariates: pd.DataFrame | ArrayLike,
    ties: str = "efron",
    strata: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
) -> CoxFit:
    """Ratios of the rates of an event between people who differ by one in a covariate, the others being equal (Cox).

    Maximises Π over events of exp(x b) / Σ at risk exp(x b), within strata. A row is at risk on day t when
    start < t <= stop, so that a person may have several rows, one after the other, with changing covariates.

    start, stop: days of each row, start < stop; start may be negative. event: 1 when it happened on `stop`, else 0.
    covariates: a column per covariate; a DataFrame gives them its names, an array x1, x2, ...
    ties: `efron` or `breslow`, for several events on a day.
    strata, cluster: labels of each row; hazards are compared within strata, clusters give robust standard errors.

    Returns a CoxFit. Raises ValueError naming the argument: also without events, for a covariate that never varies
    among those at risk or that others already give, and for one that separates events from the rest.
    Source: Cox (1972); Efron (1977); Breslow (1974); Lin & Wei (1989).
    """
    if not (isinstance(ties, str) and ties in TIES):
        raise ValueError("ties: must be efron or breslow")
    before, last = follow_up(start, stop)
    died, (x, names) = truths("event", event, len(last)), _columns(covariates, len(last))
    if not died.any():
        raise ValueError("event: must happen at least once")
    codes, known = _groups("strata", strata, len(last))
    clusters = None if cluster is None else _clusters(cluster, len(last))
    sets, cells = risk_sets(codes, before, last, died)
    centres, scale, design = _standardised(sets, x[sets.kept], names, len(known))
    at = partial(likelihood, sets, terms(sets.deaths, ties), design)
    null = _estimable(at(np.zeros(len(names))), names, sets)
    coefficients, fitted = highest(at, null, names)
    inverse = np.linalg.inv(fitted.information)
    covariance, robust = inverse / np.outer(scale, scale), None
    if clusters is not None:
        robust = robust_errors(score_residuals(sets, design, fitted), inverse, clusters[sets.kept]) / scale
    return CoxFit(
        names=names,
        coefficients=coefficients / scale,
        covariance=covariance,
        standard_errors=np.sqrt(np.diag(covariance)),
        robust_standard_errors=robust,
        score_test=_score_test(null),
        log_likelihood=LogLikelihood(null.value, fitted.value),
        events=int(died.sum()),
        clusters=None if clusters is None else int(clusters.max()) + 1,
        effective_events=_effective_events(sets, x[:, 0]),
        baseline=Baseline(None if strata is None else known, cells, _breslow(sets, fitted), centres),
    )


def expected_events(
    fit: CoxFit,
    start: ArrayLike,
    stop: ArrayLike,
    covariates: Any,
    strata: ArrayLike | None = None,
) -> np.ndarray:
    """Events that a fitted Cox model leads to expect in each row: those of like people followed for the same days.

    exp(x b) Σ events / Σ at risk exp(x b) over the days of the fit in (start, stop] (Breslow's cumulative hazard). Over
    the rows of the fit they add up to the number of events.

    fit: what `cox` returned. start, stop, covariates, strata: as in `cox`; a DataFrame may have its columns in any
    order, and further ones. Days after the last event of the fit add nothing.

    Returns an array, one number per row. Raises ValueError naming the argument.
    """
    before, last = follow_up(start, stop)
    named = isinstance(covariates, pd.DataFrame) and set(fit.names) <= set(map(str, covariates))
    if named:
        covariates = covariates.set_axis(map(str, covariates), axis=1)[list(fit.names)]
    x, _ = _columns(covariates, len(last))
    if x.shape[1] != len(fit.names):
        raise ValueError(f"covariates: must be {', '.join(fit.names)}")
    codes = _known_strata(fit.baseline.strata, strata, len(last))
    first, end = fit.baseline.cells.spans(codes, before, last)
    rise = fit.baseline.hazard[end] - fit.baseline.hazard[first]
    linear = np.where(rise > 0, (x - fit.baseline.centres[codes]) @ fit.coefficients, 0)
    if (linear > LARGEST_EXPONENT).any():
        raise ValueError("covariates: must not lie so far from those of the fit")
    return np.exp(linear) * rise


def _columns(covariates: Any, size: int) -> tuple[np.ndarray, tuple[str, ...]]:
    framed = isinstance(covariates, pd.DataFrame)
    # column by column: a frame of mixed kinds would become an array of objects
    parts = [covariates.iloc[:, [place]] for place in range(covariates.shape[1])] if framed else []
    x = np.hstack([finite("covariates", part, 2) for part in parts]) if parts else finite("covariates", covariates, 2)
    if len(x) != size or x.shape[1] == 0:
        raise ValueError(f"covariates: must be {size} rows like the other arguments, and one or more columns")
    names = map(str, covariates) if framed else (f"x{number + 1}" for number in range(x.shape[1]))
    return x, tuple(names)


def _groups(name: str, given: Any, size: int) -> tuple[np.ndarray, np.ndarray]:
    return (np.zeros(size, dtype=np.int64), np.zeros(1, dtype=object)) if given is None else labels(name, given, size)


def _clusters(cluster: Any, size: int) -> np.ndarray:
    codes, known = labels("cluster", cluster, size)
    if len(known) < 2:
        raise ValueError("cluster: must be two or more clusters")
    return codes


def _known_strata(known: np.ndarray | None, given: Any, size: int) -> np.ndarray:
    if (known is None) != (given is None):
        raise ValueError("strata: must be given when, and only when, the fit had them")
    codes, labelled = _groups("strata", given, size)
    places = np.zeros(1, dtype=np.int64) if known is None else pd.Index(known).get_indexer(pd.Index(labelled))
    if (places < 0).any():
        raise ValueError("strata: must be among those of the fit")
    return places[codes]


def _standardised(
    sets: RiskSets, x: np.ndarray, names: tuple[str, ...], strata: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Centres (by stratum), scales and the covariates less and by them: large numbers lose digits, and say no more."""
    size = np.maximum(np.bincount(sets.stratum, minlength=strata), 1)
    centres = np.column_stack([np.bincount(sets.stratum, column, strata) / size for column in x.T])
    centred = x - centres[sets.stratum]
    scale = np.sqrt((centred**2).mean(axis=0))
    for place in np.flatnonzero(scale <= 1e-12 * np.abs(x).max(axis=0)):
        raise ValueError(f"covariates: {names[place]!r} never varies among those at risk")
    return centres, scale, np.asfortranarray(centred / scale)


def _estimable(null: Likelihood, names: tuple[str, ...], sets: RiskSets) -> Likelihood:
    own = np.diag(null.information)
    for place in np.flatnonzero(own <= LEAST_INFORMATION * sets.deaths.sum()):
        raise ValueError(f"covariates: {names[place]!r} never varies among those at risk")
    values, vectors = np.linalg.eigh(null.information / np.sqrt(np.outer(own, own)))
    if values[0] < LEAST_EIGENVALUE:
        part = ", ".join(repr(names[place]) for place in np.flatnonzero(np.abs(vectors[:, 0]) > 0.01))
        raise ValueError(f"covariates: {part} give each other, so their ratios cannot be told apart")
    return null


def _score_test(null: Likelihood) -> ScoreTest:
    chi2 = float(null.score @ np.linalg.solve(null.information, null.score))
    return ScoreTest(chi2, len(null.score), float(stats.chi2.sf(chi2, len(null.score))))


def _breslow(sets: RiskSets, fitted: Likelihood) -> np.ndarray:
    risk = np.maximum(sets.sums(fitted.weights, sets.from_front(fitted.weights)), sets.sums_of_events(fitted.weights))
    return np.concatenate([[0.0], np.cumsum(sets.deaths / risk)])


def _effective_events(sets: RiskSets, exposed: np.ndarray) -> float:
    if not np.isin(exposed, (0, 1)).all():
        return float("nan")
    number = exposed[sets.kept]
    share = sets.sums(number, sets.from_front(number)) / sets.at_risk
    return float(4 * (sets.deaths * share * (1 - share)).sum())
