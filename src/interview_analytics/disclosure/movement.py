"""A small cell and how far from the truth it must seem possible go in; the cheapest cells to hide come out."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from interview_analytics.disclosure.linked import Linked
from interview_analytics.disclosure.programme import DUAL_SIMPLEX, Deadline, Programme
from interview_analytics.disclosure.reader import CLOSE

UP, DOWN = 0, 1
FAR = 1e6


class Movement:
    """How cells can move together, each upwards or downwards at its own cost; hidden ones move for nothing."""

    def __init__(self, model: Linked, hidden: np.ndarray, deadline: Deadline) -> None:
        self.model = model
        room = [np.minimum(model.ceiling - model.values, FAR), model.values - model.floor]
        self.room = [np.where(model.hideable, np.maximum(own, 0.0), 0.0) for own in room]
        now = model.matrix @ model.values
        self.programme = Programme(
            sparse.hstack([model.matrix, -model.matrix]).tocsr(),
            rows=(model.low - now, model.high - now),
            columns=(np.zeros(2 * len(model)), np.concatenate(self.room)),
            deadline=deadline,
            simplex=DUAL_SIMPLEX,
        )
        self.costs = np.tile(np.where(hidden, 0.0, model.cost), 2)
        self.programme.costs(self.costs)

    def free(self, cells: np.ndarray) -> None:
        """Let these cells, which are hidden now, move for nothing."""
        for column in (*cells, *(cells + len(self.model))):
            self.costs[column] = 0.0
            self.programme.cost(column, 0.0)

    def cheapest(self, cell: int, direction: int, distance: float) -> np.ndarray:
        """By how much every cell moves when this one moves so far at the least cost."""
        self._steer(cell, direction, distance)
        found = self.programme.least()
        self._let_go(cell)
        moves = found[: len(self.model)] - found[len(self.model) :]
        return np.where(np.abs(moves) > CLOSE, moves, 0.0)

    def _steer(self, cell: int, direction: int, distance: float) -> None:
        """Only in this direction, and at least this far."""
        against = cell + (1 - direction) * len(self.model)
        self.programme.limit(cell + direction * len(self.model), distance, max(distance, self.room[direction][cell]))
        self.programme.limit(against, 0.0, 0.0)

    def _let_go(self, cell: int) -> None:
        for direction in (UP, DOWN):
            self.programme.limit(cell + direction * len(self.model), 0.0, self.room[direction][cell])
