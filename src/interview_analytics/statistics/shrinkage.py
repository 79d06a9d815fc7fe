"""Counts of several units go in; their shares, drawn towards each other as far as the data are few, come out."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special
from scipy.optimize import elementwise

from interview_analytics.statistics.arguments import upper_tail, whole

STEP = 0.4  # of the grid, in log(a + b)
REACH = np.arange(-10, 10.5, 0.5)  # of the grid, in standard deviations of logit(a / (a + b)) given a + b
LEAST_WEIGHT = 1e-8  # of a grid point, relative to the largest


def beta_binomial(count: ArrayLike, n: ArrayLike, level: float = 0.95) -> pd.DataFrame:
    """Shares of several units, each as likely as its own count and those of all other units make it (shrunken).

    count_i ~ Binomial(n_i, share_i), share_i ~ Beta(a, b), prior of a, b proportional to (a + b)^(-5/2); the posterior
    is summed over a grid of a and b, so that the uncertainty about them is in the limits (exact to about .0005).

    count, n: whole numbers, one per unit, 0 <= count <= n; at least one count must lie between 0 and n, because
    without that the data do not tell how much units differ.

    Returns `mean, low, high`, shares 0-1: posterior mean and quantiles of each unit, in the order given.
    Raises ValueError naming the argument. Source: Gelman et al. (2013), section 5.3.
    """
    given, of, tail = whole("count", count), whole("n", n), upper_tail(level)
    if given.ndim != 1 or given.shape != of.shape or (given > of).any():
        raise ValueError("count: must be one number per unit, like n, and not exceed it")
    if not ((given > 0) & (given < of)).any():
        raise ValueError("count: at least one must lie between 0 and n")
    pairs, place, units = np.unique(np.column_stack([given, of]), axis=0, return_inverse=True, return_counts=True)
    yes, no = pairs[:, 0], pairs[:, 1] - pairs[:, 0]
    a, b, weight = _grid(yes, no, units)
    mean = weight @ ((a[:, None] + yes) / ((a + b)[:, None] + yes + no))
    low, high = (_quantile(p, (a, b, weight), yes, no) for p in (1 - tail, tail))
    return pd.DataFrame({"mean": mean, "low": low, "high": high}).iloc[place.ravel()].reset_index(drop=True)


def _grid(yes: np.ndarray, no: np.ndarray, units: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points a, b and their posterior weights, which add up to 1: for each a + b the likely a."""
    size = np.exp(np.arange(np.log(1e-4), np.log(1e4 * (yes + no).max()) + STEP, STEP))
    middle = elementwise.find_root(lambda m, s: _slope(m, s, yes, no, units), (-40.0, 40.0), args=(size,)).x
    bend = (_slope(middle - 1e-3, size, yes, no, units) - _slope(middle + 1e-3, size, yes, no, units)) / 2e-3
    spread = 1 / np.sqrt(bend)
    logit = middle[:, None] + spread[:, None] * REACH
    log = np.stack([_log_posterior(*point, yes, no, units) for point in zip(logit, size, strict=True)])
    interval = np.full(len(size), STEP)
    # beyond both ends the posterior falls as a power of a + b, so that what is left there is known
    interval[0] = STEP / 2 + 1 / (units[(yes > 0) & (no > 0)].sum() - 0.5)
    interval[-1] = STEP / 2 + 2
    weight = np.exp(log - log.max()) * (interval * spread)[:, None]
    kept = weight > LEAST_WEIGHT * weight.max()
    total = np.broadcast_to(size[:, None], logit.shape)[kept]
    return total * special.expit(logit[kept]), total * special.expit(-logit[kept]), weight[kept] / weight[kept].sum()


def _log_posterior(logit: np.ndarray, size: float, yes: np.ndarray, no: np.ndarray, units: np.ndarray) -> np.ndarray:
    """Log density of logit(a / (a + b)) and log(a + b), for a line of grid points with one a + b."""
    share, rest = special.expit(logit), special.expit(-logit)
    a, b = size * share[:, None], size * rest[:, None]
    data = (special.betaln(a + yes, b + no) - special.betaln(a, b)) @ units
    return data + np.log(share * rest) - np.log(size) / 2


def _slope(logit: np.ndarray, size: np.ndarray, yes: np.ndarray, no: np.ndarray, units: np.ndarray) -> np.ndarray:
    """How steeply the log density rises with logit(a / (a + b)), a + b being given."""
    share, rest = special.expit(logit)[:, None], special.expit(-logit)[:, None]
    a, b = size[:, None] * share, size[:, None] * rest
    up = special.digamma(a + yes) - special.digamma(a)
    down = special.digamma(b + no) - special.digamma(b)
    return ((a * rest * (up - down)) @ units) + (rest - share)[:, 0]


def _quantile(
    p: float, points: tuple[np.ndarray, np.ndarray, np.ndarray], yes: np.ndarray, no: np.ndarray
) -> np.ndarray:
    """The share below which each unit's posterior, a mixture of Beta distributions, has probability p."""
    a, b, weight = points

    def below(share: np.ndarray, own: np.ndarray, other: np.ndarray) -> np.ndarray:
        return special.betainc(a + own[:, None], b + other[:, None], share[:, None]) @ weight - p

    return elementwise.find_root(below, (0.0, 1.0), args=(yes, no), tolerances={"xatol": 1e-10, "xrtol": 1e-8}).x
