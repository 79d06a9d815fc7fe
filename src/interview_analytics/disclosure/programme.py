"""Limits on columns and on weighted sums of them go in; the least of any weighting of the columns comes out."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from scipy import sparse

DUAL_SIMPLEX, PRIMAL_SIMPLEX = 1, 4  # quick from the last solution on when limits change; when costs change
OPTIONS: dict[str, Any] = {"output_flag": False, "presolve": "off", "threads": 1}


class TimeUp(Exception):  # noqa: N818 – an end, not an error
    """The time that a search was given is over."""


@dataclass
class Deadline:
    """The moment after which no further linear programme is begun, by this process's own clock.

    Neighbours on a busy machine take none of its time, so that they change nothing of what is hidden.
    """

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """So many seconds of the processor from now."""
        return cls(time.process_time() + seconds)

    @property
    def left(self) -> float:
        """Seconds of the processor left. Raises TimeUp when there are none."""
        left = self.at - time.process_time()
        if left <= 0:
            raise TimeUp
        return left


class _Silent(highspy.Highs):
    """The solver, which else prints its name as soon as it prepares for callbacks; none are used here."""

    def enableCallbacks(self) -> None:  # noqa: N802 – the library's name
        self.silent()


class Programme:
    """A linear programme that stays warm between solutions: only costs and limits of single columns change."""

    def __init__(
        self,
        matrix: sparse.csr_matrix,
        *,
        rows: tuple[np.ndarray, np.ndarray],
        columns: tuple[np.ndarray, np.ndarray],
        deadline: Deadline,
        simplex: int = PRIMAL_SIMPLEX,
    ) -> None:
        self.deadline = deadline
        self.solver = _Silent()
        for option, value in {**OPTIONS, "simplex_strategy": simplex}.items():
            self.solver.setOptionValue(option, value)
        self.solver.passModel(_model(matrix, rows, columns))
        self.all = np.arange(matrix.shape[1], dtype=np.int32)

    def costs(self, costs: np.ndarray) -> None:
        """Weigh all columns anew."""
        self.solver.changeColsCost(len(costs), self.all, costs.astype("float64"))

    def cost(self, column: int, cost: float) -> None:
        """Weigh one column anew."""
        self.solver.changeColCost(int(column), float(cost))

    def limit(self, column: int, low: float, high: float) -> None:
        """Limit one column anew."""
        self.solver.changeColBounds(int(column), float(low), float(high))

    def least(self) -> np.ndarray:
        """The columns where their weighted sum is least.

        Raises TimeUp after the deadline, ArithmeticError where no columns keep the limits.
        """
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + self.deadline.left)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kTimeLimit:
            raise TimeUp
        if status != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"a linear programme ended as {self.solver.modelStatusToString(status)}")
        return np.array(self.solver.getSolution().col_value)


def _model(
    matrix: sparse.csr_matrix, rows: tuple[np.ndarray, np.ndarray], columns: tuple[np.ndarray, np.ndarray]
) -> highspy.HighsLp:
    by_column = matrix.tocsc()
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_ = np.zeros(matrix.shape[1])
    (model.row_lower_, model.row_upper_), (model.col_lower_, model.col_upper_) = rows, columns
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = by_column.indptr.astype(np.int32)
    model.a_matrix_.index_ = by_column.indices.astype(np.int32)
    model.a_matrix_.value_ = by_column.data
    return model
