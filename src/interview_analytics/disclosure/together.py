"""A release's tables and their measures' declarations go in; their cells and the relations between them come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from interview_analytics.disclosure.figures import PEOPLE, figures
from interview_analytics.disclosure.formulas import LESS, contained_people, formulas
from interview_analytics.disclosure.linked import Relation, adds_up, contained
from interview_analytics.disclosure.margins import cyclic, joined
from interview_analytics.disclosure.rule import Rule
from interview_analytics.measures import MEASURES, Measure

Tables = Mapping[str, pd.DataFrame]
Declarations = Mapping[str, tuple[Measure, tuple[str, ...]]]  # by the name of the table: its measure, and `by`
SHORT = 40.0  # a count that is all a table holds costs so much more to hide than the same count in a long table
GROUP = " ["  # where a key's group begins


class DisagreementError(Exception):
    """Counts that do not go together as their measures declare."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(", ".join(keys[:4]))
        self.keys = keys

    def of(self, counts: pd.DataFrame) -> list[str]:
        """The tables that print counts of these kinds."""
        kinds = {key.split(GROUP)[0] for key in self.keys}
        return sorted(counts.loc[counts["what"].isin(kinds), "table"].unique())


def printed_counts(tables: Tables, declarations: Declarations) -> pd.DataFrame:
    """Every count that the tables print: table, row, figure, key, what, value, and its dimensions."""
    parts = [figures(name, table, *declarations[name]) for name, table in tables.items() if len(table)]
    parts = [part for part in parts if len(part)]  # columns of nothing would make objects of all numbers and words
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*NOT_GROUPS])


def crossing(counts: pd.DataFrame) -> list[str]:
    """Tables without which no others close a ring: by a and b, by b and c, by c and a.

    Of a ring the sums alone do not tell what a reader can infer: every cell of the cross of a, b and c is bounded by
    all three, and which of its cells are small nobody has counted. One table less, and any two that remain go together
    with some cross, so that the sums tell all. The one with the most small counts goes.
    """
    cells, gone = counts[~counts["what"].str.startswith(PEOPLE) & (counts["figure"] != "people")], list[str]()
    while rings := [what for what, part in cells.groupby("what") if cyclic(part)]:
        part = cells[cells["what"].isin(rings) & (cells["dims"].str.count(r"\|") > 1)]
        size = part["value"].sort_values().groupby(part["table"]).median()
        gone.append(str(size.sort_values(kind="stable").index[0]))
        cells = cells[cells["table"] != gone[-1]]
    return sorted(gone)


def linked_cells(
    tables: Tables, declarations: Declarations, counts: pd.DataFrame, withheld: Iterable[str]
) -> tuple[pd.DataFrame, list[Relation]]:
    """The cells (key, value, behind, printed, cost) that are printed or can be worked out, and what holds between them.

    Cells of tables that are withheld are printed nowhere. Raises DisagreementError where a sum does not add up.
    """
    cells = _distinct(counts, set(withheld))
    groups = [name for name in counts if name not in NOT_GROUPS]
    more, relations = _margins(cells, groups, declarations)
    cells = pd.concat([cells, more], ignore_index=True).drop_duplicates("key", ignore_index=True)
    known = dict(zip(cells["key"], cells["value"].astype("float64"), strict=True))
    unprinted, made = _populations(cells, declarations, known)
    relations += made
    suffixes = cells["key"].groupby(cells["what"]).agg(list).to_dict()
    suffixes = {what: [key[len(what) :] for key in keys] for what, keys in suffixes.items()}
    for name, table in tables.items():
        relations += _within(table, declarations[name][0], known=known, groups=suffixes, unprinted=unprinted)
        own = cells[cells["what"].isin(counts.loc[counts["table"] == name, "what"])]
        relations += _between(own, declarations[name][0], known=known, unprinted=unprinted)
    relations += [contained(PEOPLE + key, key) for key in known if PEOPLE + key in known]
    less = pd.DataFrame({"key": list(unprinted), "value": list(unprinted.values()), "printed": False})
    cells = pd.concat([cells[["key", "value", "behind", "printed", "cost"]], less], ignore_index=True)
    _check(cells, relations)
    return cells, relations


NOT_GROUPS = ("table", "row", "figure", "what", "value", "behind", "dims", "key", "printed", "cost")


def with_rule(cells: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """The cells with which of them are small: by their own count, or by the people known to be behind it."""
    value, behind = (cells[name].astype("Float64").to_numpy("float64", na_value=np.nan) for name in ("value", "behind"))
    small = rule.small(value) | ((value > 0) & (behind <= rule.most))
    return cells.assign(small=small, published=cells["printed"].astype(bool))


def _distinct(counts: pd.DataFrame, withheld: set[str]) -> pd.DataFrame:
    """One row per cell; of the people known to be behind a denominator those behind its largest part."""
    rows = counts.assign(printed=~counts["table"].isin(withheld))
    kept = [name for name in rows if name not in ("table", "row", "figure", "behind", "printed")]
    spread = rows.groupby("key")["value"].agg(["min", "max"])
    if not spread["min"].equals(spread["max"]):
        raise DisagreementError(list(spread.index[spread["min"] != spread["max"]]))
    rows = rows.assign(size=rows.groupby("table")["key"].transform("size"))
    found = rows.groupby("key").agg(behind=("behind", "max"), printed=("printed", "max"), size=("size", "min"))
    cells = rows[kept].drop_duplicates("key").merge(found.reset_index(), on="key")
    return cells.assign(cost=cells["value"] * (1 + SHORT / cells["size"] ** 2)).drop(columns="size")


def _margins(cells: pd.DataFrame, groups: list[str], declarations: Declarations) -> tuple[pd.DataFrame, list[Relation]]:
    overlap = {name for own, _ in declarations.values() for name in own.overlap}
    compared = {
        what for own, _ in declarations.values() for count in (*own.alike, *own.inside) for what in _of(own, count)
    }
    more, relations = [cells[:0]], []
    for what, part in cells.groupby("what"):
        shared = frozenset(groups) if str(what).startswith(PEOPLE) else frozenset(overlap)
        found, sums = joined(part, groups, shared, every=what in compared)
        more.append(found)
        relations += sums
    return pd.concat(more, ignore_index=True), relations


def _within(
    table: pd.DataFrame,
    own: Measure,
    *,
    known: dict[str, float],
    groups: dict[str, list[str]],
    unprinted: dict[str, float],
) -> Iterator[Relation]:
    """The relations within each group; what a reader could get by subtraction is added to `unprinted`."""
    for total, parts in formulas(table, own):
        for suffix in groups.get(total, ()):
            keys = [part + suffix for part in parts]
            if LESS in parts[-1] and keys[0] in known:
                unprinted[keys[1]] = known[total + suffix] - known[keys[0]]
            if all(key in known or key in unprinted for key in keys):
                yield adds_up(total + suffix, keys)
    for inner, outer in contained_people(table, own):
        for suffix in groups.get(inner, ()):
            yield from _fewer(outer + suffix, inner + suffix, known, unprinted)


def _fewer(outer: str, inner: str, known: dict[str, float], unprinted: dict[str, float]) -> Iterator[Relation]:
    """People behind a count and those behind a part of it: who is behind the count alone follows by subtraction."""
    if outer not in known or inner not in known:
        return
    rest = outer + LESS + inner
    unprinted[rest] = known[outer] - known[inner]
    yield adds_up(outer, [inner, rest])


def _between(
    counts: pd.DataFrame, own: Measure, *, known: dict[str, float], unprinted: dict[str, float]
) -> Iterator[Relation]:
    """What this measure's counts have to do with those of others; a difference of the two is added to `unprinted`."""
    alike = {what: population for count, population in own.alike.items() for what in _of(own, count)}
    inside = {what: population for count, population in own.inside.items() for what in _of(own, count)}
    counts = counts[~counts["what"].str.startswith(PEOPLE) & counts["value"].notna()]
    for key, what in zip(counts["key"], counts["what"], strict=True):
        suffix = key[len(what) :]
        same, around = (names.get(what, "") + suffix for names in (alike, inside))
        if known.get(same) == known[key]:
            yield adds_up(same, [key])
        elif known.get(around, -1) >= known[key]:
            yield from (contained(key, around), *_rest(around, key, known, unprinted))
        for population, marks in _marks(own).items():
            yield from _made(population, marks, key, known)
        if own.nested_in:
            outer = MEASURES[own.nested_in]
            wide = (outer.population or outer.name) + _without_own(suffix, own)
            if wide in known and wide != key and known[wide] >= known[key]:
                yield contained(key, wide)
                yield from _rest(wide, key, known, unprinted) if what in (own.name, f"{own.name}: all") else ()


def _of(own: Measure, count: str) -> tuple[str, str]:
    """What a count that a declaration names may be called: an answer, or one of an item."""
    return (f"{own.name}: {count}", f"{own.name}, {count}")


def _populations(
    cells: pd.DataFrame, declarations: Declarations, known: dict[str, float]
) -> tuple[dict[str, float], list[Relation]]:
    """Populations that no table prints, which other measures count and a reader can add up: they join `known`."""
    measures = {own.name: own for own, _ in declarations.values()}
    wanted = {what for own in measures.values() for what in (*own.alike.values(), *own.inside.values())}
    unprinted: dict[str, float] = {}
    relations: list[Relation] = []
    for own in measures.values():
        keys = cells.loc[cells["what"].isin([own.name, own.population, f"{own.name}: all"]), "key"]
        for population, marks in _marks(own).items():
            for key in keys if population in wanted else ():
                whole = population + key[key.index(GROUP) :].replace(marks[0], "")
                parts = [key.replace(marks[0], mark) for mark in marks]
                if marks[0] in key and whole not in known and all(part in known for part in parts):
                    known[whole] = unprinted[whole] = sum(known[part] for part in parts)
                    relations.append(adds_up(whole, parts))
    return unprinted, relations


def _marks(own: Measure) -> dict[str, list[str]]:
    """How the parts that make up each population are marked in the keys of this measure."""
    category = next(iter(own.categories), "")
    return {
        population: [f"{value}; " if "=" in value else f"{category}={value}; " for value in values]
        for population, values in own.makes.items()
    }


def _made(population: str, marks: list[str], key: str, known: dict[str, float]) -> Iterator[Relation]:
    """A population of another measure that some of these parts make up, asked for at the first of the parts."""
    if marks[0] not in key:
        return
    whole = population + key[key.index(GROUP) :].replace(marks[0], "")
    parts = [key.replace(marks[0], mark) for mark in marks]
    if whole in known and all(part in known for part in parts):
        rest = sum(known[part] for part in parts) - known[whole]  # events that nobody is known to have been at
        low, high = -np.inf if rest < 0 else 0.0, np.inf if rest > 0 else 0.0
        yield Relation((whole, *parts), (-1.0, *[1.0] * len(parts)), low, high)


def _rest(whole: str, part: str, known: dict[str, float], unprinted: dict[str, float]) -> Iterator[Relation]:
    """What a reader gets by taking a count from the one that contains it, in the same group."""
    if whole[whole.index(GROUP) :] == part[part.index(GROUP) :]:
        rest = whole[: whole.index(GROUP)] + LESS + part
        unprinted[rest] = known[whole] - known[part]
        yield adds_up(whole, [part, rest])


def _without_own(suffix: str, own: Measure) -> str:
    names = tuple(f"{name}=" for name, kind in own.categories.items() if kind == "parts")
    inside = suffix.removeprefix(GROUP).removesuffix("]")
    kept = [part for part in inside.split("; ") if part and not part.startswith(names or ("\0",))]
    return GROUP + "".join(f"{part}; " for part in kept) + "]"


def _check(cells: pd.DataFrame, relations: list[Relation]) -> None:
    value = dict(zip(cells["key"], cells["value"].astype("float64"), strict=True))
    for key in (key for key, number in value.items() if number < 0):
        raise DisagreementError(key.split(LESS))
    for relation in relations:
        total = sum(weight * value[cell] for cell, weight in zip(relation.cells, relation.weights, strict=True))
        if not relation.low - 1e-9 <= total <= relation.high + 1e-9:
            raise DisagreementError(list(relation.cells))
