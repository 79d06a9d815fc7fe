"""Counts go in; the limits of the shares and rates behind them come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from interview_analytics.statistics.arguments import SMALLEST, finite, labels, of_one_shape, truths, upper_tail, whole


@dataclass(frozen=True)
class Estimate:
    """An estimate and how sure it is: `estimate` with its standard error `se` and its limits `low` and `high`.

    `n` entries and `clusters` independent units stand behind it; `method` names estimator and interval.
    """

    estimate: float
    se: float
    low: float
    high: float
    n: int
    clusters: int
    method: str


def wilson(count: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Any, Any]:
    """Limits of a share: all shares p that the score test does not reject when `count` of `n` are counted.

    (count + z²/2 ± z √(count (n - count) / n + z²/4)) / (n + z²), with z the normal quantile of `level`, two-sided.

    count, n: whole numbers, 0 <= count <= n; single ones give floats, arrays of one shape give arrays of that shape.

    Returns (low, high), shares 0-1; (0, 1) where n is 0. Raises ValueError naming the argument.
    Source: Wilson (1927); Newcombe (1998), method 3.
    """
    given, of = of_one_shape(count=whole("count", count), n=whole("n", n))
    if (given > of).any():
        raise ValueError("count: must not exceed n")
    square = stats.norm.ppf(upper_tail(level)) ** 2
    middle = given + square / 2
    spread = np.sqrt(square * (given * (of - given) / np.maximum(of, 1) + square / 4))
    low = np.where(given == 0, 0.0, (middle - spread) / (of + square))
    high = np.where(given == of, 1.0, (middle + spread) / (of + square))
    return low[()], high[()]


def poisson_exact(count: ArrayLike, level: float = 0.95) -> tuple[Any, Any]:
    """Limits of a Poisson mean: all means under which `count` events, or a more extreme number, is not too rare.

    Half the chi-square quantile with 2 count degrees of freedom (0 where count is 0), and with 2 count + 2.

    count: whole number of events, or an array of them.

    Returns (low, high) in events. Raises ValueError naming the argument. Source: Garwood (1936).
    """
    events = whole("count", count)
    tail = upper_tail(level)
    low = np.where(events == 0, 0.0, stats.chi2.ppf(1 - tail, 2 * np.maximum(events, 1)) / 2)
    high = stats.chi2.ppf(tail, 2 * events + 2) / 2
    return low[()], high[()]


def clustered_rate(events: ArrayLike, exposure: ArrayLike, level: float = 0.95) -> tuple[float, float, float]:
    """Events per unit of exposure over all units, with limits that allow events to come in clusters within units.

    rate = Σ events / Σ exposure; se = √(G / (G - 1) Σ (events - rate x exposure)²) / Σ exposure; limits
    rate x exp(± t se / rate), t with G - 1 degrees of freedom. G units: those with events or exposure; the others say
    nothing.

    events: whole number of events of each unit. exposure: its time at risk, not negative, in any unit of time.

    Returns (rate, low, high) per unit of exposure. Without events low is 0 and high the exact Poisson limit.
    Raises ValueError naming the argument, also for fewer than two units.
    Source: Cochran (1977), section 6.3 (ratio of two totals), on the log scale.
    """
    count, time = whole("events", events), finite("exposure", exposure)
    if count.shape != time.shape:
        raise ValueError("events: must be one number per unit, like exposure")
    tail, units = upper_tail(level), int(((count > 0) | (time > 0)).sum())
    if (time < 0).any() or units < 2 or time.sum() < SMALLEST:
        raise ValueError("exposure: must be time of two or more units, not negative")
    rate = count.sum() / time.sum()
    if rate == 0:
        return 0.0, 0.0, float(poisson_exact(0, level)[1] / time.sum())
    se = np.sqrt(units / (units - 1) * ((count - rate * time) ** 2).sum()) / time.sum()
    wide = np.exp(stats.t.ppf(tail, units - 1) * se / rate)
    return float(rate), float(rate / wide), float(rate * wide)


def clustered_difference(outcome: ArrayLike, exposed: ArrayLike, cluster: ArrayLike, level: float = 0.95) -> Estimate:
    """Share with the outcome among the exposed less that among the others, compared within clusters only.

    Least squares with an intercept for each cluster: Σ x y / Σ x², x and y exposure and outcome less their means in
    the cluster; se = √(G / (G - 1) Σ_g (Σ_i x_i e_i)²) / Σ x² (CR1, e the residuals); limits with t(G - 1).
    Clusters in which all or none are exposed cannot say anything; `n` and `clusters` (G) count only the others.

    outcome, exposed: 0 or 1 of each entry. cluster: its label, of any kind.

    Returns an Estimate between -1 and 1. Raises ValueError naming the argument, also for fewer than two such clusters.
    Source: Cameron & Miller (2015), sections II and III.
    """
    size, tail = len(finite("outcome", outcome)), upper_tail(level)
    y, x = (truths(*pair, size).astype(float) for pair in (("outcome", outcome), ("exposed", exposed)))
    group, known = labels("cluster", cluster, size)
    if len(known) < 2:
        raise ValueError("cluster: must be two or more clusters")
    members = np.bincount(group)
    shares = np.bincount(group, x) / members
    telling = (shares > 0) & (shares < 1)
    count = int(telling.sum())
    if count < 2:
        raise ValueError("exposed: must differ within two or more clusters")
    own = np.where(telling[group], x - shares[group], 0.0)
    other = y - (np.bincount(group, y) / members)[group]
    square = (own**2).sum()
    estimate = float((own * other).sum() / square)
    scores = np.bincount(group, own * (other - estimate * own))
    se = float(np.sqrt(count / (count - 1) * (scores**2).sum()) / square)
    wide = stats.t.ppf(tail, count - 1) * se
    method = "within-cluster risk difference, CR1, t"
    return Estimate(estimate, se, estimate - wide, estimate + wide, int(members[telling].sum()), count, method)
