"""A model and what is hidden in it go in; the interval that a reader can infer for each hidden cell comes out."""

from __future__ import annotations

import numpy as np

from interview_analytics.disclosure.linked import Linked, apart
from interview_analytics.disclosure.programme import Deadline, Programme

CLOSE = 1e-6
ROUNDS = 6  # of programmes for many cells at once, before each cell gets its own
LOWEST, HIGHEST = 1.0, -1.0  # the weight of a cell in a programme that seeks the least


class Reader:
    """Who knows the relations, all that is shown, and the least and most that a hidden cell can be.

    Every solution is a table that this reader has to think possible, and speaks for all cells at once.
    """

    def __init__(self, model: Linked, hidden: np.ndarray, deadline: Deadline, free: np.ndarray | None = None) -> None:
        self.keeps = free is not None
        self.cells = np.flatnonzero(
            hidden if free is None else free
        )  # those of `free` that are shown can be hidden later
        part = model.part(self.cells)
        self.place = np.full(len(model), -1)
        self.place[self.cells] = np.arange(len(self.cells))
        self.values, self.floor = part.values, part.floor
        self.no_limit = 4.0 * float(model.values.max(initial=0.0)) + 1000.0
        self.ceiling = np.minimum(part.ceiling, self.no_limit)
        self.low, self.high = part.values.copy(), part.values.copy()
        self.tables: list[np.ndarray] = []
        self.group = apart(part.matrix)  # what is asked in one group leaves the others as they are
        columns = (
            np.where(hidden[self.cells], self.floor, self.values),
            np.where(hidden[self.cells], self.ceiling, self.values),
        )
        self.programme = Programme(part.matrix, rows=(part.low, part.high), columns=columns, deadline=deadline)

    def think(self, cells: np.ndarray, weight: float) -> np.ndarray:
        """The table in which these cells together are lowest, or highest."""
        costs = np.zeros(len(self.cells))
        costs[self.place[cells]] = weight
        self.programme.costs(costs)
        found = self.programme.least()
        self.consider(found)
        return found

    def consider(self, table: np.ndarray) -> None:
        """One more table that this reader has to think possible."""
        self.tables.append(table) if self.keeps else None
        self.low, self.high = np.minimum(self.low, table), np.maximum(self.high, table)

    def show(self, cell: int) -> None:
        """Let the reader see a cell."""
        place = self.place[cell]
        self.programme.limit(place, self.values[place], self.values[place])

    def hide(self, cell: int) -> None:
        """Hide a cell from the reader."""
        place = self.place[cell]
        self.programme.limit(place, self.floor[place], self.ceiling[place])

    def intervals(self, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The exact least and most of each of these hidden cells."""
        place = self.place[cells]
        low, high = self.reach(cells, self.floor[place], self.ceiling[place])
        return low, np.where(high >= self.no_limit - CLOSE, np.inf, high)

    def reach(self, cells: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The least and most of each of these hidden cells, as far as they lie within these limits."""
        self.stretch(cells, low, high)
        for weight, limits in ((LOWEST, low), (HIGHEST, high)):
            asked = np.zeros(len(cells), bool)
            while (short := self._short(cells, limits, weight) & ~asked).any():
                turn = self._one_of_each_group(cells, short)
                asked[turn] = True
                self.think(cells[turn], weight)
        place = self.place[cells]
        return np.maximum(self.low[place], low), np.minimum(self.high[place], high)

    def _one_of_each_group(self, cells: np.ndarray, among: np.ndarray) -> np.ndarray:
        """Of these cells the first in each group: asked together, each gives its own exact answer."""
        return np.flatnonzero(among)[np.unique(self.group[self.place[cells[among]]], return_index=True)[1]]

    def _short(self, cells: np.ndarray, limits: np.ndarray, weight: float) -> np.ndarray:
        """Which of these cells no table found so far has brought to its limit."""
        place = self.place[cells]
        return self.high[place] < limits - CLOSE if weight == HIGHEST else self.low[place] > limits + CLOSE

    def stretch(self, cells: np.ndarray, low: np.ndarray, high: np.ndarray, rounds: int = ROUNDS) -> None:
        """Move many cells towards these limits at once, until that brings no more of them there."""
        for weight, limits in ((HIGHEST, high), (LOWEST, low)):
            before = len(cells) + 1
            for _ in range(rounds):
                short = self._short(cells, limits, weight)
                if not short.any() or short.sum() >= before:
                    break
                before = short.sum()
                self.think(cells[short], weight)
