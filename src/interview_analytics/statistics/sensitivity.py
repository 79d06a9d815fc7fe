"""An estimate's raw data go in; how much of it chance alone would give comes out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from interview_analytics.statistics.intervals import wilson

CELLS_AT_ONCE = 4_000_000  # permuted cells held in memory


@dataclass(frozen=True)
class ChanceShare:
    """A share, and what would stand in its place if only chance had put people where they are.

    `count` of `n` people, `estimate` = count / n with `low` and `high` (Wilson); `expected` people by chance alone;
    `p`, the probability under chance alone of as many or more.
    """

    count: int
    n: int
    estimate: float
    low: float
    high: float
    expected: float
    p: float


def share_above_chance(  # noqa: PLR0917 - the order in which the literature names them
    interest: ArrayLike, met: ArrayLike, placed: ArrayLike, permutations: int, seed: int, level: float = 0.95
) -> ChanceShare:
    """Share of placed people who were placed in a sector that they had met, beside the share expected by chance.

    Chance shuffles the placed sectors among people with the same first interest, so that popular sectors and the pull
    of the interest stay as they are. The expected number is exact: Σ over interests and sectors of (people who met the
    sector) x (people placed in it) / (people); p counts the observed arrangement among the `permutations` shuffled.
    The order of the people makes no difference.

    interest: first interest of each placed person, any labels.
    met: truth values, a row per person and a column per sector: the sectors met, without the interest.
    placed: position of the placed sector among the columns of `met`, one per person.
    permutations: how many shuffles. seed: where the random numbers start.

    Returns a ChanceShare; without people its estimate is missing (NaN), its limits 0 and 1, its p 1.
    Raises ValueError naming the argument. Source: Phipson & Smyth (2010) for p.
    """
    groups, met_by, placed_in = _checked(interest, met, placed)
    if permutations < 1:
        raise ValueError("permutations: must be at least 1")
    n = len(placed_in)
    count = int(met_by[np.arange(n), placed_in].sum())
    blocks = _blocks(groups, met_by, placed_in)
    expected = sum(_expected(*block) for block in blocks)
    as_many = _as_many(blocks, count, permutations, seed)
    low, high = wilson(count, n, level)
    share = count / n if n else float("nan")
    return ChanceShare(count, n, share, float(low), float(high), float(expected), (1 + as_many) / (1 + permutations))


def _checked(interest: ArrayLike, met: ArrayLike, placed: ArrayLike) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    met_by, placed_in, labels = np.asarray(met), np.asarray(placed), np.asarray(interest, dtype=object)
    if met_by.ndim != 2 or not np.isin(met_by, (0, 1)).all():
        raise ValueError("met: must be truth values, a row per person and a column per sector")
    positions = placed_in.astype(np.int64) if placed_in.size == 0 or placed_in.dtype.kind in "iu" else np.full(1, -1)
    if positions.shape != met_by.shape[:1] or not ((positions >= 0) & (positions < met_by.shape[1])).all():
        raise ValueError("placed: must be the position of a column of met, one per person")
    if labels.shape != positions.shape:
        raise ValueError("interest: must be one per person")
    return np.unique(labels.astype(str), return_inverse=True)[1], met_by.astype(bool), positions


def _blocks(groups: np.ndarray, met: np.ndarray, placed: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Per interest, what its people met and where its people were placed, each sorted: who is who no longer matters."""
    own = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    return [(met[rows][np.lexsort(met[rows].T)], np.sort(placed[rows])) for rows in own]


def _expected(met: np.ndarray, placed: np.ndarray) -> float:
    return float(met.sum(axis=0) @ np.bincount(placed, minlength=met.shape[1]) / len(placed))


def _as_many(blocks: list[tuple[np.ndarray, np.ndarray]], count: int, permutations: int, seed: int) -> int:
    """In how many shuffles at least `count` people are placed in a sector that they had met."""
    random = np.random.default_rng(seed)
    at_once = max(1, CELLS_AT_ONCE // max(1, sum(len(placed) for _, placed in blocks)))
    sizes = [min(at_once, permutations - done) for done in range(0, permutations, at_once)]
    return sum(int((_shuffled(blocks, size, random) >= count).sum()) for size in sizes)


def _shuffled(blocks: list[tuple[np.ndarray, np.ndarray]], size: int, random: np.random.Generator) -> np.ndarray:
    counts = np.zeros(size, dtype=np.int64)
    for met, placed in blocks:
        chance = random.permuted(np.broadcast_to(placed, (size, len(placed))), axis=1)
        counts += met[np.arange(len(placed)), chance].sum(axis=1)
    return counts
