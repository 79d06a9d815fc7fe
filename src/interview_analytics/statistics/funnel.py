"""A target and how much was observed go in; the limits within which chance alone keeps a unit come out."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from interview_analytics.statistics.arguments import finite, number, of_one_shape, paired, positive, upper_tail, whole


def binomial_limits(target: ArrayLike, n: ArrayLike, level: float) -> tuple[Any, Any]:
    """Limits of the share that `n` people show when chance alone moves it about `target`.

    (r - a) / n, with r the smallest number with P(R <= r) >= p under the binomial distribution, and a =
    (P(R <= r) - p) / P(R = r), which interpolates between whole numbers; p = (1 ∓ level) / 2. Cut at 0 and 1.

    target: share 0-1. n: whole numbers; single ones give floats, arrays of one shape arrays of that shape.

    Returns (low, high), shares 0-1; (0, 1) where n is 0, the target itself where that is 0 or 1.
    Raises ValueError naming the argument. Source: Spiegelhalter (2005), appendix A.1.
    """
    share, of = of_one_shape(target=finite("target", target, None), n=whole("n", n))
    if not ((share >= 0) & (share <= 1)).all():
        raise ValueError("target: must be a share from 0 to 1")
    tail = upper_tail(level)
    low, high = (np.clip(_interpolated(share, of, p), 0, 1) for p in (1 - tail, tail))
    certain = np.isin(share, (0, 1)) & (of > 0)
    low = np.where(of == 0, 0.0, np.where(certain, share, low))
    high = np.where(of == 0, 1.0, np.where(certain, share, high))
    return low[()], high[()]


def _interpolated(share: np.ndarray, of: np.ndarray, p: float) -> np.ndarray:
    inner = np.where(np.isin(share, (0, 1)), 0.5, share)
    size = np.maximum(of, 1)
    r = stats.binom.ppf(p, size, inner)
    part = (stats.binom.cdf(r, size, inner) - p) / stats.binom.pmf(r, size, inner)
    return (r - part) / size


def poisson_limits(expected: ArrayLike, level: float) -> tuple[Any, Any]:
    """Limits of observed / expected events when chance alone moves the observed number about the expected one.

    Chi-square quantiles: that of (1 - level) / 2 with 2 E degrees of freedom, that of (1 + level) / 2 with 2 E + 2,
    both divided by 2 E.

    expected: E, events, above 0; a single number gives floats, an array arrays of its shape.

    Returns (low, high), ratios to the expected. Raises ValueError naming the argument.
    Source: Spiegelhalter (2005), appendix A.2.
    """
    events, tail = positive("expected", expected), upper_tail(level)
    low, high = stats.chi2.ppf(1 - tail, 2 * events), stats.chi2.ppf(tail, 2 * events + 2)
    return (low / (2 * events))[()], (high / (2 * events))[()]


def overdispersion(z: ArrayLike, standard_errors: ArrayLike, winsorise: float = 0.1) -> tuple[float, float]:
    """How much further units lie from the target than chance alone would put them: as a factor and as a variance.

    phi = Σ z² / I over the I units, z clipped at its quantiles `winsorise` and 1 - `winsorise` (type 7) so that a few
    units far away do not widen the limits for all. tau2 = (I phi - (I - 1)) / (Σ w - Σ w² / Σ w), w = 1 / se², the
    variance between units that explains phi; 0 when that is negative.

    z: distance from the target in standard errors, one per unit. standard_errors: those, above 0.

    Returns (phi, tau2); tau2 in squared units of the standard errors. Raises ValueError naming the argument, also for
    fewer than two units. Source: Spiegelhalter (2005); Spiegelhalter et al. (2012).
    """
    distance = finite("z", z)
    se = positive("standard_errors", paired("standard_errors", standard_errors, len(distance)))
    units = len(distance)
    if units < 2:
        raise ValueError("z: must be two or more units")
    part = number("winsorise", winsorise)
    if not 0 <= part < 0.5:
        raise ValueError("winsorise: must be 0 or more, and below 0.5")
    phi = float((np.clip(distance, *np.quantile(distance, [part, 1 - part])) ** 2).mean())
    weight = (se.min() / se) ** 2  # relative, so that very small standard errors do not overflow
    spread = weight.sum() - (weight**2).sum() / weight.sum()
    return phi, max(0.0, float((units * phi - (units - 1)) / spread * se.min() ** 2))
