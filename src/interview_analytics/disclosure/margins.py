"""Cells of one kind in several tables go in; the margins that join them, and what adds up to what, come out."""

from __future__ import annotations

import itertools

import pandas as pd

from interview_analytics.disclosure.figures import keyed
from interview_analytics.disclosure.linked import Relation, adds_up, overlapping

Sets = list[frozenset[str]]


def joined(
    cells: pd.DataFrame, groups: list[str], shared: frozenset[str], *, every: bool = False
) -> tuple[pd.DataFrame, list[Relation]]:
    """Cells that no table prints although two tables meet in them, and the sums between all of them.

    cells: of one kind, one row per key; `shared`: dimensions whose groups may share people. Counts of people in groups
    that overlap have no margins beyond those printed. `every`: all margins are wanted, as another measure counts them.
    """
    printed = _sets(cells)
    sets = _subsets(printed) if every else _closed(printed)
    unprinted = [] if shared >= frozenset(groups) else [own for own in sets if own not in printed]
    more = [_summed(cells, own, groups) for own in unprinted]
    known = pd.concat([cells, *more], ignore_index=True) if more else cells
    every_set = [*printed, *unprinted]
    relations = [
        relation
        for inner, outer in itertools.permutations(every_set, 2)
        if inner < outer and not any(inner < between < outer for between in every_set)
        for relation in _sums(known, inner, outer, shared)
    ]
    return (pd.concat(more, ignore_index=True) if more else cells[:0]), relations


def cyclic(cells: pd.DataFrame) -> bool:
    """Whether the tables close a ring (a by b, b by c, c by a): then their sums alone do not tell what is possible."""
    left = _sets(cells)
    while True:
        alone = {name for own in left for name in own if sum(name in other for other in left) == 1}
        shrunk = {own - alone for own in left}
        fewer = [own for own in shrunk if not any(own < other for other in shrunk)]
        if len(fewer) <= 1:
            return False
        if set(fewer) == set(left):
            return True
        left = fewer


def _sets(cells: pd.DataFrame) -> Sets:
    return [frozenset(name for name in dims.split("|") if name) for dims in sorted(cells["dims"].unique())]


def _closed(sets: Sets) -> Sets:
    """With every intersection of any of them."""
    found = set(sets)
    while more := {a & b for a, b in itertools.combinations(found, 2)} - found:
        found |= more
    return sorted(found, key=sorted)


def _subsets(sets: Sets) -> Sets:
    """With everything that any of them can be summed to."""
    found = {
        frozenset(part) for own in sets for size in range(len(own) + 1) for part in itertools.combinations(own, size)
    }
    return sorted(found, key=sorted)


def _dims(own: frozenset[str]) -> str:
    return "".join(f"{name}|" for name in sorted(own))


def _summed(cells: pd.DataFrame, own: frozenset[str], groups: list[str]) -> pd.DataFrame:
    """The cells of a margin, summed over the table that has the fewest dimensions beyond it."""
    finer = min((other for other in _sets(cells) if own < other), key=lambda other: (len(other), sorted(other)))
    part = cells[cells["dims"] == _dims(finer)]
    by = ["what", *sorted(own)]
    table = part.groupby(by, sort=True)["value"].sum().reset_index()
    table = table.reindex(columns=["what", "value", *groups])
    return keyed(table, groups).assign(printed=False)


def _sums(cells: pd.DataFrame, inner: frozenset[str], outer: frozenset[str], shared: frozenset[str]) -> list[Relation]:
    by = ["what", *sorted(inner)]
    totals, parts = (cells.loc[cells["dims"] == _dims(own), ["key", *by]] for own in (inner, outer))
    listed = parts.groupby(by)["key"].agg(list).to_dict()
    relations: list[Relation] = []
    for group, key in totals.set_index(by)["key"].items():
        if group not in listed:
            continue  # nothing of it is listed
        held = listed[group]
        relations += overlapping(key, held) if (outer - inner) & shared else [adds_up(key, held)]
    return relations
