"""Cells and what holds between them go in; one model of everything that a reader can add and subtract comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from interview_analytics.disclosure.rule import Rule

EARLIER = "earlier report "  # how the keys of counts begin that belong to other reports than this one


@dataclass(frozen=True)
class Relation:
    """A weighted sum of cells that lies between two limits, whatever the cells hold."""

    cells: tuple[str, ...]
    weights: tuple[float, ...]
    low: float = 0.0
    high: float = 0.0


def adds_up(total: str, parts: Sequence[str]) -> Relation:
    """Parts that share nothing make up the total."""
    return Relation((total, *parts), (-1.0, *[1.0] * len(parts)))


def contained(inner: str, outer: str) -> Relation:
    """The inner count is one of a part of what the outer one counts."""
    return Relation((outer, inner), (1.0, -1.0), 0.0, np.inf)


def overlapping(total: str, parts: Sequence[str]) -> list[Relation]:
    """Parts that may share people: none is larger than the total, and together they are no less."""
    least = Relation((total, *parts), (-1.0, *[1.0] * len(parts)), 0.0, np.inf)
    return [least, *(contained(part, total) for part in parts)]


@dataclass(frozen=True, eq=False)
class Linked:
    """Cells in the order of their keys, and the relations between them: low <= matrix x values <= high."""

    keys: np.ndarray
    values: np.ndarray
    small: np.ndarray  # counts that may not be told, or that so few people stand behind
    published: np.ndarray  # False: a count that no table prints, yet nobody may work out
    frozen: np.ndarray  # told in an earlier report: cannot be hidden any more
    cost: np.ndarray  # of hiding each
    floor: np.ndarray  # what a reader knows of a hidden cell
    ceiling: np.ndarray
    target_low: np.ndarray  # what a reader must at least think possible of a small cell
    target_high: np.ndarray
    matrix: sparse.csr_matrix
    low: np.ndarray
    high: np.ndarray

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def own(self) -> np.ndarray:
        """Cells of this report; the others are of earlier ones, or what their numbers and these differ by."""
        return np.array([not str(key).startswith(EARLIER) for key in self.keys], bool)

    @property
    def hideable(self) -> np.ndarray:
        """Cells that are hidden or could be: a told 0 stays told where the rule tells zeros."""
        return ~self.frozen & (~self.published | (self.values >= self.floor))

    def part(self, cells: np.ndarray) -> Linked:
        """These cells alone; what they are related to outside of them counts as known."""
        rows = np.flatnonzero(self.matrix[:, cells].getnnz(axis=1))
        kept = self.matrix[rows][:, cells].tocsr()
        outside = self.matrix[rows] @ self.values - kept @ self.values[cells]
        own = {name: getattr(self, name)[cells] for name in PER_CELL}
        return replace(self, **own, matrix=kept, low=self.low[rows] - outside, high=self.high[rows] - outside)

    def parts(self) -> list[np.ndarray]:
        """The hideable cells in groups that no relation joins, each with its positions."""
        free = np.flatnonzero(self.hideable)
        labels = apart(self.matrix[:, free])
        order = np.argsort(labels, kind="stable")
        return np.split(free[order], np.flatnonzero(np.diff(labels[order])) + 1) if len(free) else []


def apart(matrix: sparse.csr_matrix) -> np.ndarray:
    """For each column the number of its group: columns of two groups meet in no row, nor by way of others."""
    if not matrix.shape[0]:
        return np.arange(matrix.shape[1])
    both = sparse.block_array([[None, matrix.T], [matrix, None]])
    return connected_components(both, directed=False)[1][: matrix.shape[1]]


PER_CELL = (
    "keys", "values", "small", "published", "frozen", "cost", "floor", "ceiling", "target_low", "target_high",
)  # fmt: skip


def linked(cells: pd.DataFrame, relations: Iterable[Relation], rule: Rule) -> Linked:
    """The model of these cells and relations.

    cells: one row per cell with `key` (unique text) and `value` (whole number), and where they differ from what is
    usual `people` (distinct persons behind the value), `published` (True), `frozen` (False), `cost` (of hiding it; the
    value), `small` (as the rule says), `floor` and `ceiling` (what a reader knows of it when it is hidden),
    `target_low` and `target_high` (what a reader must at least think possible).
    """
    cells = cells.sort_values("key", ignore_index=True)
    values, small = cells["value"].to_numpy("float64"), _small(cells, rule)
    published = _column(cells, "published", True).astype(bool)
    tight = small & published & (values <= rule.most)
    wide = np.where(values > rule.most, rule.most // 2 + 0.0, np.nan)
    usual = {
        "small": small,
        "published": published,
        "frozen": False,
        "cost": np.maximum(values, 1.0),
        "floor": np.where(published, float(rule.least), 0.0),
        "ceiling": np.where(tight, float(rule.most), np.inf),
        "target_low": np.where(np.isnan(wide), rule.least, values - wide),
        "target_high": np.where(np.isnan(wide), rule.most, values + wide),
    }
    own = {name: _column(cells, name, value) for name, value in usual.items()}
    own["frozen"] = own["frozen"].astype(bool)
    own["cost"] = own["cost"] * (1 + 1e-4 * _draw(cells["key"]))
    return Linked(cells["key"].to_numpy("object"), values, **own, **_rows(cells["key"], relations))


def _small(cells: pd.DataFrame, rule: Rule) -> np.ndarray:
    if "small" in cells:
        return cells["small"].to_numpy(bool)
    people = _column(cells, "people", np.nan).astype("float64")
    return rule.small(cells["value"].to_numpy("float64")) | rule.small(people)


def _column(cells: pd.DataFrame, name: str, usual: object) -> np.ndarray:
    """The column as it was given, with what is usual where it says nothing."""
    values = np.broadcast_to(np.asarray(usual), len(cells))
    if name not in cells:
        return values.copy()
    said = cells[name]
    return np.where(said.notna(), said.astype("object").where(said.notna(), 0), values).astype(values.dtype)


def _draw(keys: pd.Series) -> np.ndarray:
    """A number from 0 to 1 for each key, always the same: it decides between patterns of the same cost."""
    return pd.util.hash_array(keys.to_numpy("object")).astype("float64") / 2**64


def _rows(keys: pd.Series, relations: Iterable[Relation]) -> dict[str, Any]:
    ordered = sorted(set(relations), key=lambda relation: (relation.cells, relation.weights))
    place = {key: position for position, key in enumerate(keys)}
    columns = np.array([place[cell] for relation in ordered for cell in relation.cells], dtype="int64")
    weights = np.array([weight for relation in ordered for weight in relation.weights])
    starts = np.cumsum([0, *(len(relation.cells) for relation in ordered)])
    matrix = sparse.csr_matrix((weights, columns, starts), shape=(len(ordered), len(keys)))
    return {
        "matrix": matrix,
        "low": np.array([relation.low for relation in ordered]),
        "high": np.array([relation.high for relation in ordered]),
    }
