"""Rows of one table go in; which of them are the sums of the rows above or below them comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from interview_analytics.reading.kinds import NOTHING, NUMBER, Row, cell_at, kind_of

MOST_ROWS = 5_000  # of a table that people drew up; no one adds up a longer one line by line
_LEVELS = 5  # sums of sums of sums
_MASKS = 20  # different sets of filled columns that are looked into
_DIGITS = 6  # that must agree beyond those that some stretch of the table would agree in by chance
_PLACES = 4
_SIGN = re.compile(r"[^\d.-]")


def sums(rows: Sequence[Row], width: int) -> set[int]:
    """The rows whose every figure is the sum of those in two or more rows right above or right below them.

    Sums of sums count as well. Rows count only where so many digits agree that chance does not explain it.
    """
    if not 3 <= len(rows) <= MOST_ROWS:
        return set()
    figures = _figures(rows, width)
    alive, found = np.arange(len(rows)), set[int]()
    for _ in range(_LEVELS):
        here = {int(alive[at]) for at in _summed(figures[alive])} if figures.shape[1] else set()
        if not here:
            break
        found |= here
        alive = np.array([at for at in alive if int(at) not in found], dtype=int)
    return found


def _figures(rows: Sequence[Row], width: int) -> np.ndarray:
    """The columns of numbers, in units of the last decimal place; missing where a cell holds none."""
    columns = [[cell_at(row, at) for row in rows] for at in range(width)]
    numeric = [cells for cells in columns if all(kind_of(cell) in (NUMBER, NOTHING) for cell in cells)]
    parsed = [[_number(cell) for cell in cells] for cells in numeric]
    return np.round(np.array(parsed, dtype=float).T.reshape(len(rows), -1) * 10**_PLACES)


def _number(cell: str) -> float:
    if kind_of(cell) == NOTHING:
        return np.nan
    plain = _SIGN.sub("", cell)
    try:
        return -float(plain) if cell.strip().startswith("(") else float(plain)
    except ValueError:
        return np.nan


def _summed(figures: np.ndarray) -> Iterator[int]:
    """The rows that are sums of rows which are none themselves."""
    masks = ~np.isnan(figures)
    for mask in np.unique(masks, axis=0)[:_MASKS]:
        if mask.any():
            whole = np.where(masks, figures, 0)[:, mask]
            upto = np.vstack([np.zeros(whole.shape[1]), np.cumsum(whole, axis=0)])
            stretches = {sum_.tobytes(): at for at, sum_ in enumerate(upto)}
            telling = np.log10(1 + np.abs(whole) / 10**_PLACES).sum(axis=1) > _DIGITS + np.log10(len(figures))
            for row in np.flatnonzero((masks == mask).all(axis=1) & telling).tolist():
                above = stretches.get((upto[row] - whole[row] + 0.0).tobytes(), row)
                below = stretches.get((upto[row + 1] + whole[row] + 0.0).tobytes(), row)
                if above <= row - 2 or below >= row + 3:
                    yield row
