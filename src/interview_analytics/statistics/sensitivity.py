"""An estimate or its raw data go in; how much of it chance, or something unseen, could have given comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from interview_analytics.statistics.arguments import counting, finite, labels, number, positive, whole
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


def hazard_to_risk_ratio(ratio: ArrayLike) -> Any:
    """Ratio of risks that goes with a ratio of rates (hazards) when the event is common.

    (1 - .5^√r) / (1 - .5^√(1/r)).

    ratio: r, above 0; a single number gives a float, an array an array.

    Raises ValueError naming the argument. Source: VanderWeele (2017).
    """
    root = np.sqrt(positive("ratio", ratio))
    return (np.expm1(-root * np.log(2)) / np.expm1(-np.log(2) / root))[()]


def e_value(ratio: float, limit: float | None = None) -> tuple[float, float | None]:
    """Ratio of risks that something unseen must have with both exposure and outcome to explain an estimate away.

    r + √(r (r - 1)), with 1 / r in place of a ratio r below 1.

    ratio: estimated ratio of risks, above 0. limit: that limit of its interval which is nearer to 1.

    Returns the value for the estimate, and for the limit: 1 when the interval crosses 1, None without a limit.
    Raises ValueError naming the argument. Source: VanderWeele & Ding (2017).
    """
    estimate = float(positive("ratio", ratio, 0))
    own = _explained(max(estimate, 1 / estimate))
    if limit is None:
        return own, None
    near = float(positive("limit", limit, 0))
    if near > estimate > 1 or near < estimate < 1:
        raise ValueError("limit: must be the limit between the ratio and 1, or beyond 1")
    return own, _explained(max(1.0, min(near, estimate) if estimate >= 1 else 1 / near))


def benjamini_hochberg(p: ArrayLike, q: float) -> np.ndarray:
    """Which of several findings to keep so that at most the share `q` of those kept is expected to be false.

    Keeps the k smallest p, k being the largest number with p_(k) <= k / m x q, of m.

    p: probabilities 0-1, in any order. q: share, above 0, at most 1.

    Returns an array of bool, in the order given. Raises ValueError naming the argument.
    Source: Benjamini & Hochberg (1995).
    """
    given = finite("p", p)
    if not ((given >= 0) & (given <= 1)).all():
        raise ValueError("p: must be probabilities from 0 to 1")
    share = number("q", q)
    if not 0 < share <= 1:
        raise ValueError("q: must be above 0 and at most 1")
    smallest = np.sort(given)
    passes = np.flatnonzero(smallest <= np.arange(1, len(given) + 1) / max(len(given), 1) * share)
    return given <= smallest[passes[-1]] if len(passes) else np.zeros(len(given), dtype=bool)


def _explained(ratio: float) -> float:
    return ratio + float(np.sqrt(ratio * (ratio - 1)))


def share_above_chance(  # noqa: PLR0917 - the order in which the literature names them
    interest: ArrayLike, met: ArrayLike, placed: ArrayLike, permutations: int, seed: int, level: float = 0.95
) -> ChanceShare:
    """Share of placed people who were placed in a sector that they had met, beside the share expected by chance.

    Chance shuffles the placed sectors among people with the same first interest, so that popular sectors and the pull
    of the interest stay as they are. The expected number is exact: Σ over interests and sectors of (people who met the
    sector) x (people placed in it) / (people); p counts the observed arrangement among the `permutations` shuffled.
    The order of the people makes no difference, nor do the names of the interests.

    interest: first interest of each placed person, any labels.
    met: truth values, a row per person and a column per sector: the sectors met, without the interest.
    placed: position of the placed sector among the columns of `met`, one per person.
    permutations: how many shuffles. seed: where the random numbers start.

    Returns a ChanceShare; without people its estimate is missing (NaN), its limits 0 and 1, its p 1.
    Raises ValueError naming the argument. Source: Phipson & Smyth (2010) for p.
    """
    groups, met_by, placed_in = _checked(interest, met, placed)
    shuffles, first = (counting(*own) for own in (("permutations", permutations, 1), ("seed", seed, 0)))
    n = len(placed_in)
    count = int(met_by[np.arange(n), placed_in].sum())
    blocks = _blocks(groups, met_by, placed_in)
    expected = sum(_expected(*block) for block in blocks)
    as_many = _as_many(blocks, count, shuffles, first)
    low, high = wilson(count, n, level)
    share = count / n if n else float("nan")
    return ChanceShare(count, n, share, float(low), float(high), float(expected), (1 + as_many) / (1 + shuffles))


def _checked(interest: ArrayLike, met: ArrayLike, placed: ArrayLike) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    met_by, placed_in = finite("met", met, 2), whole("placed", placed)
    if not np.isin(met_by, (0, 1)).all():
        raise ValueError("met: must be truth values, a row per person and a column per sector")
    if placed_in.shape != met_by.shape[:1] or not (placed_in < met_by.shape[1]).all():
        raise ValueError("placed: must be the position of a column of met, one per person")
    return labels("interest", interest, len(placed_in))[0], met_by.astype(bool), placed_in.astype(np.int64)


def _blocks(groups: np.ndarray, met: np.ndarray, placed: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Per interest, what its people met and where its people were placed, each sorted: who is who no longer matters."""
    own = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    blocks = [(met[rows][np.lexsort(met[rows].T)], np.sort(placed[rows])) for rows in own]
    return sorted(blocks, key=lambda block: (block[0].tobytes(), block[1].tobytes()))


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
