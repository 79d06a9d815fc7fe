"""Outcomes of units by period and the period in which each was trained go in; effects of the training come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from interview_analytics.statistics.arguments import finite, labels, paired, upper_tail
from interview_analytics.statistics.intervals import Estimate

CONTROLS = ("not_yet", "never")
METHOD = "group-time effects weighted by units, clustered by unit, t"


@dataclass(frozen=True, eq=False)
class GroupTime:
    """Effects of training by group (trained in the same period) and period, and what each unit adds to them.

    table: group, period, estimate, se; before the training the estimates are those of a period in which nothing should
        have happened yet. influence: a row per unit and a column per row of the table. trained_in: of each unit, NaN
        for those never trained while they were observed.
    """

    table: pd.DataFrame
    influence: np.ndarray
    trained_in: np.ndarray


def group_time_att(
    unit: ArrayLike, period: ArrayLike, outcome: ArrayLike, trained_in: ArrayLike, control: str = "not_yet"
) -> GroupTime:
    """Change in the outcome of units trained in the same period, less the change among units not trained (yet).

    ATT(g, t) = mean of Y(t) - Y(base) over the units trained in g, less the same over the controls; base is the period
    before g for t >= g, and the period before t for earlier t. A cell uses the units observed in both periods. Units
    trained in or before the first period are left out, for nobody knows how they were before.

    unit: label of each row. period: consecutive whole numbers; a unit has at most one row per period.
    outcome: a number. trained_in: the period in which the unit was trained, the same in all its rows; missing (NaN)
        when it never was.
    control: `not_yet` compares with units not trained by t (nor by the base period), `never` with those never trained
        up to the last period.

    Returns a GroupTime, by group and period; cells without units on one of both sides are absent. `se` takes units as
    independent. Raises ValueError naming the argument.
    Source: Callaway & Sant'Anna (2021), without covariates and anticipation.
    """
    if not (isinstance(control, str) and control in CONTROLS):
        raise ValueError("control: must be not_yet or never")
    wide, periods, trained = _wide(unit, period, outcome, trained_in)
    groups = np.unique(trained[np.isfinite(trained)])
    if len(groups) == 0:
        raise ValueError("trained_in: no unit is trained after the first period and up to the last")
    cells = [(group, at) for group in groups for at in range(1, len(periods))]
    found = [(*cell, *effect) for cell in cells if (effect := _effect(wide, periods, trained, cell, control))]
    if not found:
        raise ValueError("control: no unit is left to compare with")
    columns = [(int(group), int(periods[at]), estimate) for group, at, estimate, _ in found]
    influence = np.column_stack([own for *_, own in found])
    table = pd.DataFrame(columns, columns=["group", "period", "estimate"])
    table["se"] = np.sqrt((influence**2).sum(axis=0)) / len(trained)
    return GroupTime(table, influence, np.where(np.isfinite(trained), trained, np.nan))


def aggregate(att: GroupTime, by: str, level: float = 0.95) -> Any:
    """Mean effect of the training, over all trained units and periods, or by group, or by periods since the training.

    Means of ATT(g, t) over t >= g (by event time: over all t), each cell weighted by the number of units in its group;
    se from the summed influence of each unit, also on the weights, x √(G / (G - 1)); limits with t(G - 1), G units.

    att: what `group_time_att` returned.
    by: `overall`, `group` (period of training) or `event_time` (periods since the training, negative before it).

    Returns an Estimate for `overall`, otherwise a DataFrame `<by>, estimate, se, low, high`.
    Raises ValueError naming the argument. Source: Callaway & Sant'Anna (2021), section 3.
    """
    tail, table = upper_tail(level), att.table
    since = (table["period"] - table["group"]).to_numpy()
    keys = {"overall": np.zeros(len(table), dtype=int), "group": table["group"].to_numpy(), "event_time": since}
    if not (isinstance(by, str) and by in keys):
        raise ValueError("by: must be overall, group or event_time")
    used = (since >= 0) | (by == "event_time")
    if not used.any():
        raise ValueError("att: has no period from the training on")
    known = np.unique(keys[by][used])
    rows = np.array([_mean(att, np.flatnonzero(used & (keys[by] == key))) for key in known])
    units = len(att.trained_in)
    reach = stats.t.ppf(tail, units - 1) * rows[:, 1]
    low, high = rows[:, 0] - reach, rows[:, 0] + reach
    if by == "overall":
        estimate, se = map(float, rows[0])
        return Estimate(estimate, se, float(low[0]), float(high[0]), units, units, METHOD)
    return pd.DataFrame({by: known, "estimate": rows[:, 0], "se": rows[:, 1], "low": low, "high": high})


def _wide(
    unit: ArrayLike, period: ArrayLike, outcome: ArrayLike, trained_in: ArrayLike
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Outcomes, a row per unit and a column per period (NaN where not observed); the periods; when each was trained."""
    value = finite("outcome", outcome)
    size = len(value)
    when = paired("period", period, size)
    who, known = labels("unit", unit, size)
    periods, at = np.unique(when, return_inverse=True)
    if len(periods) < 2 or (periods != np.floor(periods)).any() or (np.diff(periods) != 1).any():
        raise ValueError("period: must be two or more consecutive whole numbers")
    if len(np.unique(who * len(periods) + at)) < size:
        raise ValueError("period: a unit has more than one row in a period")
    trained = _trained(trained_in, who, len(known))
    # a unit trained after the last period was never trained as far as these data go
    trained[trained > periods[-1]] = np.inf
    wide = np.full((len(known), len(periods)), np.nan)
    wide[who, at] = value
    kept = trained > periods[0]
    return wide[kept], periods, trained[kept]


def _trained(trained_in: ArrayLike, who: np.ndarray, units: int) -> np.ndarray:
    try:
        column = pd.Series(trained_in)
    except (TypeError, ValueError) as error:
        raise ValueError("trained_in: must be numbers, or missing, in one row") from error
    never = column.isna().to_numpy()
    given = np.where(never, np.inf, paired("trained_in", column.mask(never, 0), len(who)))
    trained = np.empty(units)
    trained[who] = given
    if (trained[who] != given).any():
        raise ValueError("trained_in: must be the same in all rows of a unit")
    if (np.isfinite(given) & (given != np.floor(given))).any():
        raise ValueError("trained_in: must be whole numbers")
    return trained


def _effect(
    wide: np.ndarray, periods: np.ndarray, trained: np.ndarray, cell: tuple[float, int], control: str
) -> tuple[float, np.ndarray] | None:
    """Estimate and influence of one cell: a group, and the position of a period; None without units on both sides."""
    group, at = cell
    base = int(np.searchsorted(periods, group)) - 1 if periods[at] >= group else at - 1
    change = wide[:, at] - wide[:, base]
    others = trained > max(periods[at], periods[base]) if control == "not_yet" else np.isinf(trained)
    own, other = (rows & np.isfinite(change) for rows in (trained == group, others & (trained != group)))
    if not own.any() or not other.any():
        return None
    means = change[own].mean(), change[other].mean()
    influence = np.zeros(len(trained))
    for rows, mean, sign in ((own, means[0], 1), (other, means[1], -1)):
        influence[rows] = sign * (change[rows] - mean) * len(trained) / rows.sum()
    return means[0] - means[1], influence


def _mean(att: GroupTime, cells: np.ndarray) -> tuple[float, float]:
    """Mean of some cells, weighted by the units of their groups, and its standard error with √(G / (G - 1))."""
    units = len(att.trained_in)
    member = att.trained_in[:, None] == att.table["group"].to_numpy()[cells]
    weight = member.sum(axis=0) / member.sum()
    estimates = att.table["estimate"].to_numpy()[cells]
    mean = weight @ estimates
    influence = att.influence[:, cells] @ weight + member @ (estimates - mean) * units / member.sum()
    return float(mean), float(np.sqrt((influence**2).sum() / (units * (units - 1))))
