"""Values in the order of time go in; the limits of ordinary variation, and what lies outside of it, come out."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from interview_analytics.statistics.arguments import finite, whole

PER_RANGE = 2.66  # three standard deviations, in mean moving ranges of two
LARGEST_RANGE = 3.267  # of a stable process, in mean moving ranges of two
RUN = 7
ROUNDING = 1e-12  # relative to the largest value


def xmr(values: ArrayLike) -> pd.DataFrame:
    """Limits within which single values of a stable process stay, from the steps between neighbours (XmR chart).

    centre = mean; limits = centre ± 2.66 x mean moving range, after steps above 3.267 x their mean were left out once.
    Limits are not cut, even where values cannot reach them. A stable chart of 24 values shows some signal in a fifth
    to a third of all cases.

    values: numbers in the order of time, two or more.

    Returns a row per value: `value, centre, lower, upper, signal, rule`. `rule` joins with commas what the value takes
    part in: `outside` (beyond a limit), `shift` (seven in succession on one side of the centre), `trend` (seven in
    succession, each above or each below the one before), `two_of_three` (two of three in succession beyond two thirds
    of the way to the same limit; those two are marked). Raises ValueError naming the argument.
    Source: Wheeler & Chambers (1992); NHS England, Making Data Count.
    """
    value = finite("values", values)
    if len(value) < 2:
        raise ValueError("values: must be two or more")
    steps = np.abs(np.diff(value))
    wide = PER_RANGE * steps[steps <= LARGEST_RANGE * steps.mean()].mean()
    centre = value.mean()
    rounding = ROUNDING * np.abs(value).max()
    away = value - centre
    side = np.where(np.abs(away) <= rounding, 0, np.sign(away))
    far = np.where(np.abs(away) > 2 / 3 * wide + rounding, side, 0)
    found = {
        "outside": np.abs(away) > wide + rounding,
        "shift": _in_run(side, RUN),
        "trend": _in_trend(value, rounding),
        "two_of_three": _two_of_three(far),
    }
    limits = (np.full(len(value), limit) for limit in (centre, centre - wide, centre + wide))
    return _chart(value, *limits, found=found)


def p_chart(count: ArrayLike, n: ArrayLike) -> pd.DataFrame:
    """Limits within which the shares of a stable process stay, wider where they are shares of few (p chart).

    centre = p = Σ count / Σ n; limits p ± 3 √(p (1 - p) / n), cut at 0 and 1.

    count, n: whole numbers in the order of time, 0 <= count <= n, n not always 0.

    Returns a row per share: `value, centre, lower, upper, signal, rule`; the only rule is `outside`. Where n is 0 the
    value is missing and the limits are 0 and 1. Raises ValueError naming the argument. Source: Montgomery (2019).
    """
    given, of = whole("count", count), whole("n", n)
    if given.ndim != 1 or given.shape != of.shape or (given > of).any():
        raise ValueError("count: must be one number per share, like n, and not exceed it")
    if not of.any():
        raise ValueError("n: must not be 0 throughout")
    share = given.sum() / of.sum()
    value = np.divide(given, of, out=np.full(len(of), np.nan), where=of > 0)
    wide = np.divide(3 * np.sqrt(share * (1 - share)), np.sqrt(of), out=np.ones(len(of)), where=of > 0)
    found = {"outside": np.abs(value - share) > wide + ROUNDING}
    lower, upper = np.maximum(share - wide, 0), np.minimum(share + wide, 1)
    return _chart(value, np.full(len(of), share), np.where(of > 0, lower, 0), np.where(of > 0, upper, 1), found=found)


def _chart(
    value: np.ndarray, centre: np.ndarray, lower: np.ndarray, upper: np.ndarray, *, found: dict[str, np.ndarray]
) -> pd.DataFrame:
    marks = zip(*found.values(), strict=True)
    rule = [",".join(name for name, met in zip(found, own, strict=True) if met) for own in marks]
    columns = {"value": value, "centre": centre, "lower": lower, "upper": upper}
    return pd.DataFrame(
        {**columns, "signal": np.any(list(found.values()), axis=0), "rule": pd.Series(rule, dtype="str")}
    )


def _in_run(side: np.ndarray, length: int) -> np.ndarray:
    """Which entries stand in `length` or more equal ones in succession, 0 excepted."""
    begins = np.append(np.ones(min(1, len(side)), dtype=bool), side[1:] != side[:-1])
    run = np.cumsum(begins) - 1
    return (np.bincount(run)[run] >= length) & (side != 0)


def _in_trend(value: np.ndarray, rounding: float) -> np.ndarray:
    step = np.diff(value)
    direction = np.where(np.abs(step) <= rounding, 0, np.sign(step))
    steady = _in_run(direction, RUN - 1)
    return np.append(steady, False) | np.append(False, steady)


def _two_of_three(far: np.ndarray) -> np.ndarray:
    """Which values lie far out on the side of a neighbour, or of the one after it, that does so too."""
    near = np.zeros(len(far), dtype=bool)
    for apart in (1, 2):
        together = (far[apart:] == far[:-apart]) & (far[apart:] != 0)
        near[apart:] |= together
        near[: len(far) - apart] |= together
    return near
