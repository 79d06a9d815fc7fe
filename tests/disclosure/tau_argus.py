"""A second reader with a pencil: the audit of Tau-Argus, which shares no code with ours, over the same numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pytauargus._tauargus import audit_jj

from interview_analytics.disclosure.linked import Linked, Relation

FAR = 1e5  # of what could be any number
CELL = "{place} {value:.0f} 1 {status} {low:.0f} {high:.0f} 0 0 0"


def inferred(
    model: Linked, unknown: dict[str, tuple[float, float]], relations: list[Relation], file: Path
) -> dict[str, tuple[float, float]]:
    """The least and the most that each unknown cell can be; a sum between two limits has a cell of its own."""
    place = {key: number for number, key in enumerate(model.keys)}
    cells = [(value, unknown.get(key)) for key, value in zip(model.keys, model.values, strict=True)]
    sums = []
    for relation in relations:
        terms = dict(zip(map(place.get, relation.cells), relation.weights, strict=True))
        if relation.low < relation.high:
            terms[len(cells)] = -1.0
            held = sum(weight * cells[at][0] for at, weight in terms.items() if at < len(cells))
            cells.append((held, (relation.low, relation.high)))
        sums.append(terms)
    file.write_text(_written(cells, sums), encoding="utf-8")
    limits = {row["cell"]: (row["min"], row["max"] if row["max"] < FAR / 2 else np.inf) for row in audit_jj(str(file))}
    return {key: limits[place[key]] for key in unknown}


def _written(cells: list[tuple[float, tuple[float, float] | None]], sums: list[dict[int, float]]) -> str:
    """What is shown is `s`, what is hidden `m`; a sum is 0 whatever is hidden."""
    lines = ["0", str(len(cells))]
    for number, (value, limits) in enumerate(cells):
        low, high = np.clip(limits or (0, FAR), -FAR, FAR)
        lines.append(CELL.format(place=number, value=value, status="m" if limits else "s", low=low, high=high))
    lines.append(str(len(sums)))
    lines += [f"0 {len(own)} : " + " ".join(f"{at} ({weight:g})" for at, weight in own.items()) for own in sums]
    return "\n".join(lines) + "\n"
