"""A reader with a pencil: linear programmes of scipy over nothing but the numbers that are shown."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from interview_analytics.disclosure.linked import Relation

FAR = 1e5  # of what could be any number


def inferred(
    shown: dict[str, float], unknown: dict[str, tuple[float, float]], relations: Iterable[Relation], wanted: list[str]
) -> dict[str, tuple[float, float]]:
    """The least and the most that each wanted cell can be, by what is shown and the limits of what is not."""
    names = sorted(unknown)
    place = {name: position for position, name in enumerate(names)}
    equal, below = [], []
    for relation in relations:
        row, known = np.zeros(len(names)), 0.0
        for cell, weight in zip(relation.cells, relation.weights, strict=True):
            if cell in place:
                row[place[cell]] += weight
            else:
                known += weight * shown[cell]
        if relation.low == relation.high:
            equal.append((row, relation.low - known))
            continue
        for sign, limit in ((1, relation.high), (-1, -relation.low)):
            if np.isfinite(limit):
                below.append((sign * row, limit - sign * known))
    bounds = np.array([unknown[name] for name in names]).reshape(-1, 2).clip(max=FAR)
    asked = np.array([place[cell] for cell in wanted], int)
    low, high = (_limits(sign, asked, {"eq": equal, "ub": below}, bounds) for sign in (1, -1))
    return dict(
        zip(wanted, zip(low.tolist(), np.where(high < FAR / 2, high, np.inf).tolist(), strict=True), strict=True)
    )


def _limits(sign: int, asked: np.ndarray, rows: dict[str, list], bounds: np.ndarray) -> np.ndarray:
    """Each cell is asked of its own copy of the tables, all of them in one programme."""
    if not len(asked):
        return np.zeros(0)
    own = np.arange(len(asked))
    weights = np.zeros((len(asked), len(bounds)))
    weights[own, asked] = sign
    copies = {f"A_{kind}": _copies(len(asked), [row for row, _ in held]) for kind, held in rows.items() if held}
    sums = {f"b_{kind}": np.tile([total for _, total in held], len(asked)) for kind, held in rows.items() if held}
    found = linprog(weights.ravel(), bounds=np.tile(bounds, (len(asked), 1)), **copies, **sums)
    assert found.status == 0
    return found.x.reshape(weights.shape)[own, asked]


def _copies(number: int, rows: list[np.ndarray]) -> sparse.csr_array:
    return sparse.kron(sparse.eye_array(number), sparse.csr_array(np.array(rows)), format="csr")
