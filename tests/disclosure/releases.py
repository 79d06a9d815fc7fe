"""Linked tables as a report could hold them, and what a reader knows of what is hidden in them."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from interview_analytics.disclosure.linked import Linked, Relation, adds_up, contained, linked, overlapping
from interview_analytics.disclosure.programme import Deadline
from interview_analytics.disclosure.rule import CMS


def minute() -> Deadline:
    return Deadline.after(60)


def with_margins(inner: np.ndarray, *, printed: tuple[int, ...] | None = None) -> tuple[pd.DataFrame, list[Relation]]:
    """Cells and relations of a cross with all its margins, T for total; `printed`: the depths of those printed."""
    full = inner
    for axis in range(inner.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    rows = [
        (key_of(place, inner.shape), int(full[place]), _depth(place, inner.shape)) for place in np.ndindex(full.shape)
    ]
    cells = pd.DataFrame(rows, columns=["key", "value", "depth"])
    cells["published"] = cells["depth"].isin(printed) if printed else True
    return cells.drop(columns="depth"), _sums(inner.shape)


def key_of(place: tuple[int, ...], shape: tuple[int, ...]) -> str:
    return " ".join("T" if own == size else str(own) for own, size in zip(place, shape, strict=True))


def _depth(place: tuple[int, ...], shape: tuple[int, ...]) -> int:
    return sum(own == size for own, size in zip(place, shape, strict=True))


def _sums(shape: tuple[int, ...]) -> list[Relation]:
    relations = []
    for axis, size in enumerate(shape):
        others = [range(own + 1) for position, own in enumerate(shape) if position != axis]
        for other in itertools.product(*others):
            line = [key_of((*other[:axis], own, *other[axis:]), shape) for own in range(size + 1)]
            relations.append(adds_up(line[-1], line[:-1]))
    return relations


def random_release(seed: int) -> tuple[Linked, list[Relation]]:
    """One to three dimensions, small and large counts, some margins unprinted, and people who overlap."""
    rng = np.random.default_rng(seed)
    dimensions = int(rng.integers(1, 4))
    shape = tuple(rng.integers(2, 5, size=dimensions)) if dimensions < 3 else (2, 2, 3)
    inner = rng.poisson(rng.gamma(1, 12, size=shape))
    depths = [depth for depth in range(len(shape) + 1) if rng.random() < 0.8] or [0]
    cells, relations = with_margins(inner, printed=tuple(depths))
    parts = [key_of(place, shape) for place in np.ndindex(shape)]
    people = np.minimum(inner.ravel(), rng.integers(1, 40, size=inner.size))
    total = int(rng.integers(people.max(initial=0), people.sum() + 1))
    behind = pd.DataFrame({"key": [f"people {part}" for part in parts], "value": people})
    behind = pd.concat([behind, pd.DataFrame({"key": ["people"], "value": [total]})]).assign(published=True)
    relations += overlapping("people", list(behind["key"][:-1]))
    relations += [contained(f"people {part}", part) for part in parts]
    return linked(pd.concat([cells, behind], ignore_index=True), relations, CMS), relations


def unknown(model: Linked, hidden: np.ndarray) -> dict[str, tuple[float, float]]:
    """The hidden counts and what a reader knows of each: a printed one is no 0, and a small one says that it is."""
    return {
        key: (1.0 if printed else 0.0, 10.0 if printed and value <= 10 and small else np.inf)
        for key, value, small, printed in zip(
            model.keys[hidden], model.values[hidden], model.small[hidden], model.published[hidden], strict=True
        )
    }
