"""A reader with a pencil: linear programmes of scipy over nothing but the numbers that are shown."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.optimize import linprog

from interview_analytics.disclosure.linked import Relation


def inferred(
    shown: dict[str, float], unknown: dict[str, tuple[float, float]], relations: Iterable[Relation], wanted: list[str]
) -> dict[str, tuple[float, float]]:
    """The least and the most that each wanted cell can be, by what is shown and the limits of what is not."""
    names = sorted(unknown)
    place = {name: position for position, name in enumerate(names)}
    equal, equal_to, below, below_to = [], [], [], []
    for relation in relations:
        row, known = np.zeros(len(names)), 0.0
        for cell, weight in zip(relation.cells, relation.weights, strict=True):
            if cell in place:
                row[place[cell]] += weight
            else:
                known += weight * shown[cell]
        if relation.low == relation.high:
            equal.append(row)
            equal_to.append(relation.low - known)
            continue
        for sign, limit in ((1, relation.high), (-1, -relation.low)):
            if np.isfinite(limit):
                below.append(sign * row)
                below_to.append(limit - sign * known)
    matrices = {
        "A_eq": np.array(equal) if equal else None,
        "b_eq": equal_to or None,
        "A_ub": np.array(below) if below else None,
        "b_ub": below_to or None,
    }
    bounds = [(low, None if np.isinf(high) else high) for low, high in (unknown[name] for name in names)]
    return {cell: _limits(place[cell], len(names), matrices, bounds) for cell in wanted}


def _limits(position: int, size: int, matrices: dict, bounds: list) -> tuple[float, float]:
    weights = np.zeros(size)
    weights[position] = 1.0
    least = linprog(weights, bounds=bounds, **matrices)
    most = linprog(-weights, bounds=bounds, **matrices)
    assert least.status == 0
    return float(least.fun), float(-most.fun) if most.status == 0 else np.inf
