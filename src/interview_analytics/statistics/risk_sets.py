"""Rows of follow-up (start, stop] go in; who is at risk on each day with an event, and sums over them, come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from interview_analytics.statistics.arguments import finite, paired


@dataclass(frozen=True, eq=False)
class EventDays:
    """The days on which anybody had an event, stratum by stratum: one cell for each."""

    days: np.ndarray  # in order, over all strata
    keys: np.ndarray  # one per cell: stratum x number of days + position of the cell's day, in order

    def spans(self, stratum: np.ndarray, start: np.ndarray, stop: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The cells on which each row is at risk, first <= cell < last: those with start < day <= stop."""
        first, last = (
            np.searchsorted(self.keys, stratum * len(self.days) + np.searchsorted(self.days, day, side="right"))
            for day in (start, stop)
        )
        return first, last

    def stratum(self) -> np.ndarray:
        """The stratum of each cell."""
        return self.keys // len(self.days)


@dataclass(frozen=True, eq=False)
class RiskSets:
    """The rows at risk on at least one day with an event, and on which ones."""

    kept: np.ndarray  # positions of these rows among all rows
    stratum: np.ndarray  # of each row kept
    first: np.ndarray  # of each row kept: at risk in the cells first <= cell < last
    last: np.ndarray
    died: np.ndarray  # positions, among the rows kept, of those with an event
    deaths: np.ndarray  # events of each cell
    at_risk: np.ndarray  # rows at risk of each cell

    @property
    def cell(self) -> np.ndarray:
        """The cell of each event."""
        return self.last[self.died] - 1

    def sums(self, values: np.ndarray, from_front: np.ndarray) -> np.ndarray:
        """The sum of the values of the rows at risk, for each cell, run from the front or from the back."""
        front, back = _running(self.first, self.last, len(self.deaths), values)
        return np.where(from_front, front, back)

    def from_front(self, weights: np.ndarray) -> np.ndarray:
        """In which cells sums of so weighted values lose less when they are run from the front."""
        front, back = _running(self.first, self.last, len(self.deaths), weights)
        return np.maximum.accumulate(front) <= np.maximum.accumulate(back[::-1])[::-1]

    def sums_of_events(self, values: np.ndarray) -> np.ndarray:
        """The sum of the values of the rows with an event, for each cell; `values` has one per row."""
        return np.bincount(self.cell, values[self.died], len(self.deaths))


def risk_sets(
    stratum: np.ndarray, start: np.ndarray, stop: np.ndarray, event: np.ndarray
) -> tuple[RiskSets, EventDays]:
    """The risk sets of rows (start, stop] with their events, and the days with events that they belong to."""
    days, day = np.unique(stop[event], return_inverse=True)
    keys, deaths = np.unique(stratum[event] * len(days) + day, return_counts=True)
    cells = EventDays(days, keys)
    first, last = cells.spans(stratum, start, stop)
    kept = np.flatnonzero(first < last)
    first, last, died = first[kept], last[kept], np.flatnonzero(event[kept])
    at_risk, _ = _running(first, last, len(keys), np.ones(len(kept)))
    return RiskSets(kept, stratum[kept], first, last, died, deaths, at_risk), cells


def _running(first: np.ndarray, last: np.ndarray, size: int, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same sums over the rows at risk twice, run from the first cell and from the last.

    A running sum carries the rounding of the largest sum that it has met, so that a small risk set after a large one
    is told better from the back.
    """
    change = np.bincount(first, values, size + 1) - np.bincount(last, values, size + 1)
    return np.cumsum(change)[:-1], -np.cumsum(change[::-1])[::-1][1:]


def follow_up(start: Any, stop: Any) -> tuple[np.ndarray, np.ndarray]:
    """Start and stop of rows (start, stop] as arrays of floats; ValueError names the argument."""
    last = finite("stop", stop)
    before = paired("start", start, len(last))
    if not (before < last).all():
        raise ValueError("stop: must be after start")
    return before, last
