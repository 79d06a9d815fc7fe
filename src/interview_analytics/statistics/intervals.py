"""Counts go in; the limits of the shares and rates behind them come out."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats


def wilson(count: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Any, Any]:
    """Limits of a share: all shares p that the score test does not reject when `count` of `n` are counted.

    (count + z²/2 ± z √(count (n - count) / n + z²/4)) / (n + z²), with z the normal quantile of `level`, two-sided.

    count, n: whole numbers, 0 <= count <= n; single ones give floats, arrays of one shape give arrays of that shape.

    Returns (low, high), shares 0-1; (0, 1) where n is 0. Raises ValueError naming the argument.
    Source: Wilson (1927); Newcombe (1998), method 3.
    """
    given, of = np.broadcast_arrays(whole("count", count), whole("n", n))
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


def upper_tail(level: float) -> float:
    """The probability below the upper limit of a two-sided interval: .975 for .95. Raises ValueError outside 0-1."""
    if not 0 < level < 1:
        raise ValueError("level: must lie between 0 and 1")
    return (1 + level) / 2


def whole(name: str, numbers: ArrayLike) -> np.ndarray:
    """The numbers as an array of floats, each of them whole and not negative; else ValueError names the argument."""
    counts = np.asarray(numbers, dtype=float)
    if not (np.isfinite(counts) & (counts >= 0) & (counts == np.floor(counts))).all():
        raise ValueError(f"{name}: must be whole numbers, not negative")
    return counts
