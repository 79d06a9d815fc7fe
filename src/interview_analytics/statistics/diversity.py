"""Which units met which kinds, or how often each kind was met, go in; how many kinds, and how evenly, come out."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import integrate, special, stats

from interview_analytics.statistics.arguments import counting, finite, number, upper_tail, whole


def accumulation(incidence: ArrayLike, level: float = 0.95) -> pd.DataFrame:
    """Number of different kinds that h units meet together, expected of h units drawn at random, for h = 1, 2, ...

    τ(h) = Σ_k (1 - a_kh) s_k, s_k the kinds that k of the T units met, a_kh = C(T - k, h) / C(T, h) the chance that
    none of those is drawn (Mao tau). se² = Σ_k (1 - a_kh)² s_k - τ(h)² / S with S the number of kinds by Chao2, so
    that the limits stand for other units of the same sort, not only for other draws from these. Limits: estimate
    ± z se, not below 0.

    incidence: 0 or 1, a row per unit (such as a job seeker) and a column per kind (such as a sector).

    Returns one row per number of units: `units, estimate, se, low, high`, in kinds; the order of units makes no
    difference. Raises ValueError naming the argument. Source: Colwell, Mao & Chang (2004).
    """
    units, met = _met(incidence)
    z = stats.norm.ppf(upper_tail(level))
    k, kinds = np.unique(met, return_counts=True)
    drawn = np.arange(1, units + 1)
    # C(T - k, h) / C(T, h) is the product of (T - k - i) / (T - i) over i < h, and 0 once no unit is left
    missed = np.cumprod(np.maximum(units - k - drawn[:, None] + 1, 0) / (units - drawn[:, None] + 1), axis=0)
    estimate = (1 - missed) @ kinds
    total = _chao2(units, met)[0]
    variance = (1 - missed) ** 2 @ kinds - estimate**2 / max(total, 1)
    se = np.sqrt(np.maximum(variance, 0))
    low, high = np.maximum(estimate - z * se, 0), estimate + z * se
    return pd.DataFrame({"units": drawn, "estimate": estimate, "se": se, "low": low, "high": high})


def chao2(incidence: ArrayLike) -> tuple[float, float]:
    """Number of different kinds that there are at least, met or not yet, from those that one or two units met.

    S + A q1² / (2 q2), with S kinds met, q1 of them by one unit only, q2 by two, A = (T - 1) / T for T units; without
    q2: S + A q1 (q1 - 1) / 2.

    incidence: 0 or 1, a row per unit and a column per kind; two or more units.

    Returns (estimate, standard error), in kinds. Raises ValueError naming the argument. Source: Chao (1987).
    """
    units, met = _met(incidence)
    if units < 2:
        raise ValueError("incidence: must be two or more units")
    return _chao2(units, met)


def chao2_limits(incidence: ArrayLike, level: float = 0.95) -> tuple[float, float, float]:
    """Number of different kinds that there are at least, with limits that never lie below the number met.

    T = S + t, S met and t not met yet (Chao2); limits S + t / K and S + t K with K = exp(z √log(1 + se² / t²)), as
    though t were log-normal. Where nothing is left to meet, both limits are S.

    incidence: 0 or 1, a row per unit and a column per kind; two or more units.

    Returns (estimate, low, high), in kinds. Raises ValueError naming the argument. Source: Chao (1987).
    """
    estimate, se = chao2(incidence)
    met = len(_met(incidence)[1])
    left = estimate - met
    if left <= 0:
        return estimate, estimate, estimate
    ratio = np.exp(stats.norm.ppf(upper_tail(level)) * np.sqrt(np.log1p((se / left) ** 2)))
    return estimate, float(met + left / ratio), float(met + left * ratio)


def hill(counts: ArrayLike, order: float) -> float:
    """Number of equally common kinds that would be as diverse as those counted (Hill number).

    (Σ p^q)^(1 / (1 - q)) with p = counts / Σ counts: of order 0 the number of kinds, of order 1 exp(Shannon entropy),
    of order 2 the inverse of the chance that two draws are of one kind.

    counts: how often each kind was met; whole numbers, not all 0. order: q, 0 or more.

    Raises ValueError naming the argument. Source: Hill (1973).
    """
    met = _counts(counts)
    share = met / met.sum()
    if np.isscalar(order) and order == np.inf:
        return float(1 / share.max())
    q = number("order", order)
    if q < 0:
        raise ValueError("order: must be 0 or more")
    if q == 1:
        return float(np.exp(special.entr(share).sum()))
    excess = (share * np.expm1((q - 1) * np.log(share))).sum()  # Σ p^q less 1, also where q is near 1
    power = np.log1p(excess) if q < 2 else special.logsumexp(q * np.log(share))
    return float(np.exp(power / (1 - q)))


def hill_limits(incidence: ArrayLike, order: int, level: float = 0.95) -> tuple[float, float, float]:
    """Hill number of how many units met each kind, with limits that stand for other units of the same sort.

    Orders 1 and 2: linearised, se² = T / (T - 1) Σ_i (Σ_k x_ik ∂H / ∂c_k)² over the T units i, c_k the units that met
    kind k. Order 0: se² = S (1 - S / Chao2), the variance of `accumulation` at T. Limits: estimate ± z se, not below 1.

    incidence: 0 or 1, a row per unit and a column per kind; two or more units, one kind met. order: 0, 1 or 2.

    Returns (estimate, low, high), in kinds. Raises ValueError naming the argument.
    Source: Hill (1973); Colwell, Mao & Chang (2004); linearisation as for a ratio of totals, Cochran (1977).
    """
    if order not in (0, 1, 2):
        raise ValueError("order: must be 0, 1 or 2")
    units, met = _met(incidence)
    if units < 2 or not len(met):
        raise ValueError("incidence: must be two or more units that met something")
    estimate = hill(met, order)
    se = np.sqrt(max(estimate * (1 - estimate / _chao2(units, met)[0]), 0))
    if order:
        share = met / met.sum()
        steps = -np.log(share) - np.log(estimate) if order == 1 else 2 * (1 - share * estimate)
        cells = finite("incidence", incidence, 2)
        each = cells[:, cells.any(axis=0)] @ (steps * estimate / met.sum())
        se = np.sqrt(units / (units - 1) * (each**2).sum())
    wide = stats.norm.ppf(upper_tail(level)) * se
    return estimate, float(max(estimate - wide, 1)), float(estimate + wide)


def hill_asymptotic(counts: ArrayLike, order: float) -> float:
    """Hill number of all kinds that there are, also those not met yet, estimated from the counts of those met.

    Order 0: Chao1, S + A f1² / (2 f2), at least. Order 1: exp of the entropy estimate of Chao, Wang & Jost. Order 2:
    1 / Σ X (X - 1) / (n (n - 1)), infinite when no kind was met twice. f1, f2: kinds met once, twice; n = Σ X.

    counts: how often each kind was met; whole numbers, not all 0. order: 0, 1 or 2.

    Raises ValueError naming the argument. Source: Chao & Jost (2015).
    """
    met, order = _counts(counts), number("order", order)
    if order not in (0, 1, 2):
        raise ValueError("order: must be 0, 1 or 2")
    n = met.sum()
    if order == 0:
        return float(len(met) + _unseen(met))
    if order == 1:
        return float(np.exp((met / n * (special.digamma(n) - special.digamma(met))).sum() + _entropy_unseen(met)))
    pairs = (met * (met - 1)).sum()
    return float(n * (n - 1) / pairs) if pairs else float("inf")


def coverage(counts: ArrayLike) -> float:
    """Share of all that could be met that belongs to kinds already met: the chance that the next is of a known kind.

    1 - f1 / n x (n - 1) f1 / ((n - 1) f1 + 2 f2), with f1, f2 kinds met once, twice, of n in all; without f2
    1 - f1 / n x (n - 1) (f1 - 1) / ((n - 1) (f1 - 1) + 2).

    counts: how often each kind was met; whole numbers, not all 0.

    Returns a share 0-1. Raises ValueError naming the argument. Source: Chao & Jost (2012).
    """
    met = _counts(counts)
    n, once = met.sum(), (met == 1).sum()
    return float(1 - once / n * (1 - _new_per_single(met)))


def rarefy(counts: ArrayLike, size: int) -> tuple[float, float]:
    """Number of different kinds expected among `size` drawn at random, without putting back, from those counted.

    Σ (1 - a_i), a_i = C(n - X_i, size) / C(n, size) the chance that kind i is not drawn; the standard error is that
    of the number of kinds from draw to draw: 0 when all are drawn.

    counts: how often each kind was met; whole numbers, not all 0. size: 1 to Σ counts.

    Returns (estimate, standard error), in kinds. Raises ValueError naming the argument.
    Source: Hurlbert (1971); Heck, van Belle & Simberloff (1975).
    """
    met, drawn = _counts(counts), counting("size", size, 1)
    n = float(met.sum())
    if drawn > n:
        raise ValueError("size: must be a whole number from 1 to the sum of counts")
    missed = _none_drawn(met, n, drawn)
    neither = _none_drawn(met[:, None] + met, n, drawn)
    np.fill_diagonal(neither, missed)  # a kind with itself
    variance = (neither - np.outer(missed, missed)).sum()
    return float((1 - missed).sum()), float(np.sqrt(max(variance, 0)))


def _met(incidence: ArrayLike) -> tuple[int, np.ndarray]:
    """The number of units, and by how many of them each kind was met (kinds that nobody met left out)."""
    cells = finite("incidence", incidence, 2)
    if len(cells) == 0 or not np.isin(cells, (0, 1)).all():
        raise ValueError("incidence: must be 0 or 1, a row per unit and a column per kind")
    met = cells.sum(axis=0)
    return len(cells), met[met > 0]


def _chao2(units: int, met: np.ndarray) -> tuple[float, float]:
    kinds, once, twice, a = len(met), (met == 1).sum(), (met == 2).sum(), (units - 1) / units
    if twice:
        ratio = once / twice
        variance = twice * (a * ratio**2 / 2 + a**2 * (ratio**3 + ratio**4 / 4))
        return float(kinds + a * once * ratio / 2), float(np.sqrt(variance))
    estimate = kinds + a * once * (once - 1) / 2
    spread = a * once * (once - 1) / 2 + a**2 * once * (2 * once - 1) ** 2 / 4 - a**2 * once**4 / (4 * max(estimate, 1))
    return float(estimate), float(np.sqrt(max(spread, 0)))


def _counts(counts: ArrayLike) -> np.ndarray:
    met = whole("counts", counts)
    if met.ndim != 1 or not met.any():
        raise ValueError("counts: must be one whole number per kind, not all 0")
    return met[met > 0]


def _unseen(met: np.ndarray) -> float:
    """Kinds not met yet, at least (Chao1 less the kinds met)."""
    n, once, twice = met.sum(), (met == 1).sum(), (met == 2).sum()
    return (n - 1) / n * (once**2 / (2 * twice) if twice else once * (once - 1) / 2)


def _new_per_single(met: np.ndarray) -> float:
    """How common a kind met once is, in units of a kind met once in n (Chao & Jost's A)."""
    n, once, twice = met.sum(), (met == 1).sum(), (met == 2).sum()
    top, rest = (2 * twice, (n - 1) * once) if twice else (2, (n - 1) * max(once - 1, 0))
    return float(top / (rest + top))


def _entropy_unseen(met: np.ndarray) -> float:
    """The entropy that kinds not met yet add: f1 / n (1 - A)^(1 - n) (-log A - Σ_{r<n} (1 - A)^r / r)."""
    n, once, new = met.sum(), (met == 1).sum(), _new_per_single(met)

    # the bracket is the rest of a logarithm's series; as an integral of its terms, nothing large has to cancel
    def term(u: float) -> float:
        return np.exp(-u) * (1 - new) / (n * (new - (1 - new) * np.expm1(-u / n)))

    return (
        float(once / n * sum(integrate.quad(term, *ends, limit=200)[0] for ends in ((0, 1), (1, 60)))) if once else 0.0
    )


def _none_drawn(of_kind: np.ndarray, n: float, size: int) -> np.ndarray:
    """C(n - of_kind, size) / C(n, size), by ratios of factorials in which nothing large has to cancel."""
    few, many = np.minimum(of_kind, size), np.maximum(of_kind, size)
    enough = few + many <= n
    rest = np.where(enough, n - few - many, 0)
    log = few * np.log((rest + few) / n) - special.xlog1py(rest, -few / (rest + few))
    log += special.xlog1py(n - few, -few / n)
    log += _beyond_stirling(rest + few) - _beyond_stirling(rest) - _beyond_stirling(n) + _beyond_stirling(n - few)
    return np.where(enough, np.exp(log), 0.0)


def _beyond_stirling(z: np.ndarray | float) -> np.ndarray:
    """log z! - z log z + z."""
    large = np.maximum(z, 20)
    series = np.log(2 * np.pi * large) / 2 + 1 / (12 * large) - 1 / (360 * large**3) + 1 / (1260 * large**5)
    return np.where(np.asarray(z) < 20, special.gammaln(np.add(z, 1)) - special.xlogy(z, z) + z, series)
