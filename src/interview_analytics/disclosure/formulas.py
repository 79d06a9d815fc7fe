"""Measures' declarations and their printed counts go in; the relations between counts of the same group come out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pandas as pd

from interview_analytics.disclosure.figures import PEOPLE, narrowing, whats
from interview_analytics.measures import Measure
from interview_analytics.measures.answers import AT_MOST
from interview_analytics.tables import NOT_KNOWN

LESS = " less "
Formula = tuple[str, tuple[str, ...]]  # what is the total, and what are its parts, in one and the same group


def formulas(table: pd.DataFrame, own: Measure) -> list[Formula]:
    """What adds up to what within a group; a part called "a less b" is printed nowhere, yet a reader can subtract."""
    told = whats(table, own)
    if "denominator" not in told:
        return []
    numerator, denominator = told["numerator"], told["denominator"]
    pairs = dict.fromkeys(zip(denominator, numerator, strict=True))
    found = [_split(whole, part) for whole, part in pairs if whole != part and table["numerator"].notna().any()]
    kinds = {kind: name for name, kind in own.categories.items()}
    if "steps" in kinds:
        found += [_split(a, b) for a, b in itertools.pairwise(narrowing(numerator, table["numerator"]))]
    if "answers" in kinds:
        found += _answers(numerator, denominator)
    if "horizons" in kinds:
        known = denominator.str.endswith(": known")
        longer = narrowing(denominator[known], table.loc[known, "denominator"])
        found += [_split(a, b) for a, b in itertools.pairwise(longer)]
    return list(dict.fromkeys(found))


def _split(whole: str, part: str) -> Formula:
    return (whole, (part, f"{whole}{LESS}{part}"))


def _answers(numerator: pd.Series, denominator: pd.Series) -> Iterator[Formula]:
    """All are those known and those not; the upper bound is yes and not known; several answers are all the known."""
    known = [what for what in dict.fromkeys(denominator) if what.endswith(": known")]
    everyone = next(what for what in denominator if not what.endswith(": known"))
    for whole in known:
        stem = whole.removesuffix("known")
        own = [what for what in dict.fromkeys(numerator) if what.startswith(stem)]
        missing, most = stem + NOT_KNOWN, stem + AT_MOST
        yes = tuple(what for what in own if what not in (missing, most))
        yield (everyone, (whole, missing))
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
