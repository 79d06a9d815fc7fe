"""Risk sets, covariates and coefficients go in; Cox's partial likelihood, its slopes and its largest value come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from interview_analytics.statistics.risk_sets import RiskSets

MOST_STEPS = 25
LEAST_LEFT = 1e-8  # of the information at coefficients 0; where events are separated it vanishes, step by step
NO_INFORMATION = 1e-30
SMALL_STEP = 1e-6  # in standard deviations of the covariate; Newton's next step is then the square of it


class Terms(NamedTuple):
    """The terms of the log likelihood: its cell, the part of the cell's own events left out, how often it counts."""

    cell: np.ndarray
    left_out: np.ndarray
    weight: np.ndarray


@dataclass(frozen=True, eq=False)
class Likelihood:
    """The log partial likelihood at some coefficients, with what its slopes are made of."""

    terms: Terms
    value: float
    score: np.ndarray
    information: np.ndarray
    weights: np.ndarray  # exp(x b) of each row
    risk: np.ndarray  # of each term: the sum of weights at risk
    means: np.ndarray  # of each term: the weighted means of the covariates


def terms(deaths: np.ndarray, ties: str) -> Terms:
    """Breslow counts each event day once with all its events, Efron takes its events out one after the other."""
    cells = np.arange(len(deaths))
    if ties == "breslow":
        return Terms(cells, np.zeros(len(deaths)), deaths.astype(float))
    before = np.arange(deaths.sum()) - np.repeat(np.cumsum(deaths) - deaths, deaths)
    return Terms(np.repeat(cells, deaths), before / np.repeat(deaths, deaths), np.ones(len(before)))


def likelihood(sets: RiskSets, of: Terms, x: np.ndarray, coefficients: np.ndarray) -> Likelihood:
    """The partial likelihood of the rows `x` (a column per covariate, contiguous) at the coefficients."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        linear = x @ coefficients
        weights = np.exp(linear)
        front = sets.from_front(weights)
        own = (1 - of.left_out) * sets.sums_of_events(weights)[of.cell]  # the least there can be, whatever the rounding
        risk = np.maximum(_left(sets, of, weights, front), own)
        moments = [weights * column for column in x.T]
        means = np.column_stack([_left(sets, of, moment, front) for moment in moments]) / risk[:, None]
        squares = np.empty((len(moments), len(moments)))
        for row, moment in enumerate(moments):
            for column in range(row + 1):
                second = _left(sets, of, moment * x[:, column], front)
                squares[row, column] = squares[column, row] = of.weight @ (second / risk)
        return Likelihood(
            terms=of,
            value=float(linear[sets.died].sum() - of.weight @ np.log(risk)),
            score=x[sets.died].sum(axis=0) - of.weight @ means,
            information=squares - means.T @ (of.weight[:, None] * means),
            weights=weights,
            risk=risk,
            means=means,
        )


def _left(sets: RiskSets, of: Terms, values: np.ndarray, front: np.ndarray) -> np.ndarray:
    """The sum of values at risk for each term, less the part of the day's own events that it leaves out."""
    return sets.sums(values, front)[of.cell] - of.left_out * sets.sums_of_events(values)[of.cell]


def highest(
    at: Callable[[np.ndarray], Likelihood], null: Likelihood, names: tuple[str, ...]
) -> tuple[np.ndarray, Likelihood]:
    """The coefficients with the largest likelihood, by Newton's method with steps halved until they lead upwards.

    Raises ValueError naming the covariate whose coefficient runs away, because it separates events from the rest.
    """
    coefficients, here = np.zeros(len(names)), null
    for _ in range(MOST_STEPS):
        step, before = _newton(here), here
        coefficients, here = _upwards(at, coefficients, here, step)
        found = np.abs(step).max() < SMALL_STEP
        if found or here is before:
            break
    left, direction = _flattest(null, here)
    if not found or left < LEAST_LEFT:
        runaway = names[int(np.abs(direction).argmax())]
        raise ValueError(f"covariates: {runaway!r} separates rows with an event from others: no ratio can be estimated")
    return coefficients, here


def _flattest(null: Likelihood, here: Likelihood) -> tuple[float, np.ndarray]:
    """The direction that has lost most of its information since coefficients 0, and the share of it that is left."""
    root = np.linalg.cholesky(null.information)
    values, vectors = np.linalg.eigh(np.linalg.solve(root, np.linalg.solve(root, here.information).T))
    return float(values[0]), np.linalg.solve(root.T, vectors[:, 0])


def _newton(here: Likelihood) -> np.ndarray:
    scale = np.sqrt(np.maximum(np.diag(here.information), NO_INFORMATION))
    return np.linalg.lstsq(here.information / np.outer(scale, scale), here.score / scale, rcond=None)[0] / scale


def _upwards(
    at: Callable[[np.ndarray], Likelihood], coefficients: np.ndarray, here: Likelihood, step: np.ndarray
) -> tuple[np.ndarray, Likelihood]:
    slack = 1e-10 * (1 + abs(here.value))  # rounding alone may lower the likelihood by so much
    for _ in range(30):
        there = at(coefficients + step)
        if there.value >= here.value - slack and np.isfinite(there.information).all():
            return coefficients + step, there
        step = step / 2
    return coefficients, here
