"""Measures' declarations and their printed counts go in; the relations between counts of the same group come out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pandas as pd

from interview_analytics.disclosure.figures import DUE, KNOWN, PEOPLE, narrowing, whats
from interview_analytics.measures import Measure
from interview_analytics.measures.answers import AT_MOST, NOT_YET_DUE
from interview_analytics.tables import NOT_KNOWN

LESS = " less "
Formula = tuple[str, tuple[str, ...]]  # what is the total, and what are its parts, in one and the same group


def formulas(table: pd.DataFrame, own: Measure) -> list[Formula]:
    """What adds up to what within a group; a part called "a less b" is printed nowhere, yet a reader can subtract."""
    told = whats(table, own)
    if "numerator" not in told or own.estimate == "rate":
        return []
    numerator, denominator = told["numerator"], told.get("denominator", told["people"])
    pairs = dict.fromkeys(zip(denominator, numerator, strict=True))
    if own.estimate == "ratio":
        pairs |= dict.fromkeys(zip(told["people"], numerator, strict=True))
        pairs |= dict.fromkeys((f"{own.name}, {item}: people", f"{own.name}, {item}: all") for item in _wholes(own))
    found = [_split(whole, part) for whole, part in pairs if whole != part and table["numerator"].notna().any()]
    kinds = {kind: name for name, kind in own.categories.items()}
    found += _items(own)
    if "steps" in kinds and not own.ladders:
        found += [_split(a, b) for a, b in itertools.pairwise(narrowing(numerator, table["numerator"]))]
    if "answers" in kinds:
        found += _answers(numerator, denominator)
    if "horizons" in kinds:
        known = denominator.str.endswith(": known")
        longer = narrowing(denominator[known], table.loc[known, "denominator"])
        found += [_split(a, b) for a, b in itertools.pairwise(longer)]
    return list(dict.fromkeys(found))


def _items(own: Measure) -> Iterator[Formula]:
    """What is declared of items by name: those that make up another, and those that contain the next."""
    for item, parts in own.sums.items():
        yield (f"{own.name}, {item}: yes", tuple(f"{own.name}, {part}: yes" for part in parts))
    for ladder in own.ladders:
        for wide, narrow in itertools.pairwise(ladder):
            if "steps" in own.categories.values():
                yield _split(f"{own.name}: {wide}", f"{own.name}: {narrow}")
                continue
            for count in ("all", "people"):
                yield _split(f"{own.name}, {wide}: {count}", f"{own.name}, {narrow}: {count}")


def _wholes(own: Measure) -> list[str]:
    """Items whose people hold all that is counted: those of a part hold the numerator alone."""
    parts = {part for held in own.sums.values() for part in held}
    return [item for ladder in own.ladders for item in ladder if item not in parts]


def _split(whole: str, part: str) -> Formula:
    return (whole, (part, f"{whole}{LESS}{part}"))


def _answers(numerator: pd.Series, denominator: pd.Series) -> Iterator[Formula]:
    """All are those known and those not; the upper bound is yes and not known; several answers are all the known."""
    known = [what for what in dict.fromkeys(denominator) if what.endswith(KNOWN)]
    everyone = next(what for what in denominator if not what.endswith((KNOWN, DUE)))
    for whole in known:
        stem, asked = whole.removesuffix("known"), whole.removesuffix(KNOWN) + DUE
        own = [what for what in dict.fromkeys(numerator) if what.startswith(stem)]
        missing, most, wait = stem + NOT_KNOWN, stem + AT_MOST, stem + NOT_YET_DUE
        yes = tuple(what for what in own if what not in (missing, most, wait))
        if wait in own:
            yield (everyone, (asked, wait))
        yield (asked if wait in own else everyone, (whole, missing))
        if most in own:
            yield (most, (*yes, missing))
        if len(yes) > 1:
            yield (whole, yes)


def contained_people(table: pd.DataFrame, own: Measure) -> list[tuple[str, str]]:
    """Pairs of (inner, outer) groups of people behind counts of the same group."""
    if own.counts == "people" or "numerator" not in table:
        return []
    numerator = narrowing(whats(table, own)["numerator"], table["numerator"])
    kinds = {kind: name for name, kind in own.categories.items()}
    if "steps" in kinds:
        return [(PEOPLE + b, PEOPLE + a) for a, b in itertools.pairwise(numerator)]
    bounds = [what for what in numerator if what.endswith(": " + AT_MOST)]
    return [
        (PEOPLE + what, PEOPLE + most)
        for most in bounds
        for what in numerator
        if what != most and what.startswith(most.removesuffix(AT_MOST))
    ]
