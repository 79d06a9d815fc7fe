"""Days to an event and which event it was go in; curves of incidence and survival with their limits come out."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from interview_analytics.statistics.arguments import finite, paired, truths, upper_tail
from interview_analytics.statistics.proportional_hazards import CoxFit, cox, expected_events
from interview_analytics.statistics.risk_sets import follow_up
from interview_analytics.statistics.splitting import landmark, split_at_interviews

__all__ = [
    "CoxFit",
    "cox",
    "cumulative_incidence",
    "expected_events",
    "kaplan_meier",
    "landmark",
    "split_at_interviews",
]

CAUSES = (1, 2)
ROUNDING = 1e-12  # of a sum of probabilities; the limits would take less than 1 for real doubt


def cumulative_incidence(
    days: ArrayLike, cause: ArrayLike, entry: ArrayLike | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Probability that each of two competing events has happened by each day (Aalen-Johansen).

    I_k(t) = Σ S(t_j-) d_kj / n_j over the days t_j <= t on which any event happens: d_kj events of cause k among the
    n_j people at risk, S the probability of no event so far. Standard error by the delta method, limits on the
    log(-log) scale; where an incidence is 0 or 1 both limits are that.

    days: last day of follow-up of each person, 0 or later.
    cause: what happened on it: 1 or 2, or 0 when the person was still waiting.
    entry: day after which each person was under observation, before `days`; None when all were from the beginning.
        A person is at risk on day t when entry < t <= days.

    Returns one row per day on which anyone had an event and cause 1, 2: `day, at_risk, cause, estimate, se, low, high`.
    No events, no rows; before the first row both incidences are 0. Raises ValueError naming the argument.
    Source: Aalen & Johansen (1978); variance as in Marubini & Valsecchi (1995), chapter 10.
    """
    last, causes, start = _checked(days, cause, entry)
    day, at_risk, events = _events(last, causes, start)
    estimate, se = _incidence(at_risk, events)
    low, high = _log_log(estimate, se, level)
    return pd.DataFrame(
        {
            "day": np.repeat(day, len(CAUSES)),
            "at_risk": np.repeat(at_risk.astype(np.int64), len(CAUSES)),
            "cause": np.tile(CAUSES, len(day)),
            "estimate": estimate.ravel(),
            "se": se.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
        }
    )


def kaplan_meier(start: ArrayLike, stop: ArrayLike, event: ArrayLike, level: float = 0.95) -> pd.DataFrame:
    """Probability that an event has not happened by each day, of rows that are at risk in (start, stop] (Kaplan-Meier).

    S(t) = Π (1 - d_j / n_j) over the days t_j <= t with d_j events among n_j rows at risk, those with
    start < t_j <= stop. Rows may begin late, and a person may leave one curve for another when something changes, as
    on the day of a first interview (Simon-Makuch). Standard error by Greenwood, limits on the log(-log) scale; where
    survival is 0 its standard error is 0 and both limits are 0.

    start, stop: days of each row, start < stop. event: 1 when it happened on `stop`, else 0.

    Returns one row per day with events: `day, at_risk, estimate, se, low, high`. No events, no rows; before the first
    row survival is 1. Raises ValueError naming the argument.
    Source: Kaplan & Meier (1958); Simon & Makuch (1984).
    """
    before, last = follow_up(start, stop)
    day, at_risk, events = _events(last, truths("event", event, len(last)).astype(np.int64), before)
    died, left = events[:, 0], at_risk - events[:, 0]
    estimate = np.cumprod(left / at_risk)
    greenwood = np.cumsum(np.divide(died, at_risk * left, out=np.zeros_like(died), where=left > 0))
    se = estimate * np.sqrt(greenwood)
    low, high = _log_log(estimate, se, level)
    columns = {
        "day": day,
        "at_risk": at_risk.astype(np.int64),
        "estimate": estimate,
        "se": se,
        "low": low,
        "high": high,
    }
    return pd.DataFrame(columns)


def _checked(days: ArrayLike, cause: ArrayLike, entry: ArrayLike | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    last = finite("days", days)
    if (last < 0).any():
        raise ValueError("days: must be 0 or later")
    causes = paired("cause", cause, len(last))
    if not np.isin(causes, (0, *CAUSES)).all():
        raise ValueError("cause: must be 0, 1 or 2, one per person")
    start = np.full(last.shape, -np.inf) if entry is None else paired("entry", entry, len(last))
    if not (start < last).all():
        raise ValueError("entry: must be before days")
    return last, causes, start


def _events(last: np.ndarray, causes: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The days with any event, the number at risk on each, and the events by day (rows) and cause (columns)."""
    day = np.unique(last[causes > 0])
    entered = np.searchsorted(np.sort(start), day, side="left")
    gone = np.searchsorted(np.sort(last), day, side="left")
    events = [np.bincount(np.searchsorted(day, last[causes == own]), minlength=len(day)) for own in CAUSES]
    return day, (entered - gone).astype(float), np.column_stack(events).astype(float)


def _incidence(at_risk: np.ndarray, events: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Incidence and its standard error by day and cause; the variance's sums over earlier days run as one sum each."""
    n, of_any = at_risk[:, None], events.sum(axis=1, keepdims=True)
    survival = np.cumprod(1 - of_any / n, axis=0)
    before = np.vstack([np.ones((min(1, len(n)), 1)), survival[:-1]])
    estimate = np.cumsum(before * events / n, axis=0)
    estimate[estimate > 1 - ROUNDING] = 1
    # once nobody is left the incidence stays as it is, so that the last day's share of the first term is 0
    left = n - of_any
    hazard = np.divide(of_any, n * left, out=np.zeros_like(n), where=left > 0)
    step = before * events / n**2
    variance = (
        estimate**2 * np.cumsum(hazard, axis=0)
        - 2 * estimate * np.cumsum(hazard * estimate + step, axis=0)
        + np.cumsum(hazard * estimate**2 + 2 * step * estimate + before * step * (n - events) / n, axis=0)
    )
    return estimate, np.sqrt(np.maximum(variance, 0))


def _log_log(estimate: np.ndarray, se: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    inner = (estimate > 0) & (estimate < 1)
    safe = np.where(inner, estimate, 0.5)
    wide = np.exp(stats.norm.ppf(upper_tail(level)) * se / np.abs(safe * np.log(safe)))
    return np.where(inner, safe**wide, estimate), np.where(inner, safe ** (1 / wide), estimate)
