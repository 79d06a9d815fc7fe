"""A release's tables go in; the same tables protected together come out, or fewer where that cannot be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pandas as pd

from interview_analytics.disclosure.consecutive import ALL, Past
from interview_analytics.disclosure.declared import broken_down, unsaid
from interview_analytics.disclosure.estimates import Figures, empty, unlabelled, withheld, words
from interview_analytics.disclosure.figures import PEOPLE
from interview_analytics.disclosure.inference import COLUMNS, LEAKS, intervals
from interview_analytics.disclosure.ledger import Ledger, entry
from interview_analytics.disclosure.linked import Linked, linked
from interview_analytics.disclosure.pooled import blank
from interview_analytics.disclosure.programme import Deadline, TimeUp
from interview_analytics.disclosure.rule import Rule
from interview_analytics.disclosure.rule import rule as named
from interview_analytics.disclosure.suppression import suppress
from interview_analytics.disclosure.together import (
    Declarations,
    DisagreementError,
    Tables,
    crossing,
    linked_cells,
    printed_counts,
    with_rule,
)
from interview_analytics.interview_log import Period

SECONDS, FOREVER = 120.0, 1e9
COARSER = 5.0  # seconds: what is left after finer tables went is proved quickly, or goes too
RING = "with the others it would tell of a finer cross of groups, which nobody has counted"
TWO_CURVES = "its steps, beside those of a curve that was told before, could tell of too few people"
NOT_SAFE = "no way was found to show part of it without giving small counts away"
NOTHING_LEFT = "each of its figures is small, or would let a reader work out one that is"
DISAGREE = "the counts do not go together with others as the measures say"


@dataclass(frozen=True, eq=False)
class Protected:
    """A release's tables as they may leave, with what is needed to prove it."""

    tables: Mapping[str, pd.DataFrame]
    reasons: Mapping[str, str]  # why, for each table of which nothing is shown
    rule: Rule
    counts: pd.DataFrame  # every printed count as it truly is: inside only
    model: Linked
    audit: pd.DataFrame  # what a reader can infer of each hidden cell: inside only
    past: Past
    further: int = 0  # counts hidden only because of what earlier reports told

    @property
    def withheld(self) -> tuple[str, ...]:
        """The tables of which nothing is shown."""
        return tuple(self.reasons)

    def said(self, headings: Mapping[str, str]) -> str:
        """How much is hidden, and why, with a heading for each table's name that has one."""
        number = int(self.audit["printed"].sum())
        said = f"{number:,} cells are hidden because they, or a cell they would reveal, count {self.rule.words} people."
        if number == 1:
            said = f"1 cell is hidden because it, or a cell it would reveal, counts {self.rule.words} people."
        if number == 0:
            said = f"No cell is hidden: none counts {self.rule.words} people."
        said += self._beside(number)
        for reason in dict.fromkeys(self.reasons.values()):
            names = [headings.get(name, name) for name, own in self.reasons.items() if own == reason]
            said += f" Not shown at all, because {reason}: {'; '.join(names)}."
        return said

    def _beside(self, number: int) -> str:
        """What the figures of other periods have to do with it."""
        labels = self.past.labels
        if not labels:
            return ""
        if not self.further:
            return f" This holds beside what was told of {labels}, too."
        return (
            f" Of these {number:,}, {self.further:,} would be shown if nothing had been told of {labels}: "
            f"what lies between could be worked out as the difference."
        )


def protect(
    tables: Tables,
    declarations: Declarations,
    *,
    rule: str | Rule = "cms",
    seconds: float = SECONDS,
    period: Period = ALL,
    earlier: Sequence[Ledger] = (),
) -> Protected:
    """The tables with every count hidden that is small, or that would let a reader work a small one out.

    tables: measures' tables by name; declarations: for each its measure and its `by`; seconds: how long to search.
    What cannot be protected, or not in that time, is withheld, the finest tables first; and so is every table whose
    measure declares too little, or whose counts do not go together as declared, or of which no figure is left. A table
    by period and something else that is mostly hidden gives way to the one over all periods. Raises ExportError for a
    rule that there is not.
    period: the days that the tables tell of (`stretch`); earlier: what was told before (`ledgers`), which counts as
    known to every reader, also by subtracting one period from another.
    """
    declarations = broken_down(tables, declarations)
    own, refused = named(rule), unsaid(tables, declarations)
    bare = {name: table.set_flags(allows_duplicate_labels=True) for name, table in tables.items()}
    for table in bare.values():
        table.attrs = {}  # else pandas copies the words at every step
    past = Past(period, tuple(earlier))
    if past.near:
        curves = [name for name, (measure, _) in declarations.items() if measure.estimate == "curve"]
        refused |= {name: TWO_CURVES for name in curves if name in tables and name not in refused}
    while True:
        try:
            kept = {name: table for name, table in bare.items() if name not in refused}
            made = _together(kept, declarations, own, past=past, seconds=seconds)
        except DisagreementError as error:
            refused |= dict.fromkeys(error.of(printed_counts(kept, declarations)) or kept, DISAGREE)
            continue
        told = {
            name: withheld(unlabelled(bare[name], *declarations[name]), f"this table is not shown: {why}")
            for name, why in refused.items()
        }
        reasons = refused | dict(made.reasons)
        shown = {name: (told | dict(made.tables))[name] for name in tables}
        for name, table in shown.items():
            small = {} if name in reasons else {"small": own.words}
            table.attrs = words(tables[name]) | small | table.attrs
        return replace(made, tables=MappingProxyType(shown), reasons=MappingProxyType(reasons))


def _together(tables: Tables, declarations: Declarations, own: Rule, *, past: Past, seconds: float) -> Protected:
    """What `protect` makes of tables whose measures say enough."""
    counts = printed_counts(tables, declarations)
    gone = dict.fromkeys(crossing(counts), RING)
    while True:
        cells, relations = linked_cells(tables, declarations, counts, gone)
        cells = with_rule(cells, own)
        model = linked(*past.joined(cells, relations, own), own)
        hidden, found, unsafe = _searched(model, own, Deadline.after(seconds))
        finest = _finest(set(model.keys[unsafe]), counts, declarations, gone)
        more = dict.fromkeys(finest, NOT_SAFE) or blank(counts, set(model.keys[hidden]), declarations, gone)
        if not more:
            break
        gone, seconds = gone | more, max(seconds / 2, COARSER)
    keys = set(model.keys[~hidden & model.published])
    told = {
        name: _told(table, counts[counts["table"] == name], keys, Figures(*declarations[name], own))
        for name, table in tables.items()
    }
    gone |= {name: NOTHING_LEFT for name, table in told.items() if name not in gone and empty(table, tables[name])}
    told |= {name: withheld(told[name], f"this table is not shown: {why}") for name, why in gone.items()}
    further = _further(model, hidden, linked(cells, relations, own), rule=own, seconds=seconds) if past.ledgers else 0
    return Protected(told, gone, own, counts, model, found, past, further)


def _further(model: Linked, hidden: np.ndarray, alone: Linked, *, rule: Rule, seconds: float) -> int:
    """How many counts are hidden that would be shown, had there been no earlier report."""
    pattern = suppress(alone, exact=rule.protection == "exact", deadline=Deadline.after(seconds))
    shown = alone.keys[alone.published & ~pattern.hidden & ~_behind(alone, pattern.hidden)]
    return int(np.isin(model.keys[hidden & model.published], shown).sum())


def entered(protected: Protected, about: Mapping[str, str] | None = None) -> Ledger:
    """The ledger of a report, from which later ones learn what it told; `about`: what else is worth knowing of it."""
    shown, own = shown_keys(protected), protected
    return entry(own.model, shown, period=own.past.period, rule=own.rule, about=about or {})


def audit(protected: Protected) -> pd.DataFrame:
    """For each hidden cell the interval that a reader of the protected tables can infer: one row per cell.

    key, value, small, printed, low, high, rule, verdict. It looks at nothing but what the tables show.
    """
    hidden = ~np.isin(protected.model.keys, list(shown_keys(protected))) & ~protected.model.frozen
    return intervals(protected.model, hidden, protected.rule, deadline=Deadline.after(FOREVER))


def shown_keys(protected: Protected) -> set[str]:
    """The cells that at least one protected table shows."""
    shown = [
        part.loc[protected.tables[name][str(figure)].notna().to_numpy()[part["row"].to_numpy("int64")], "key"]
        for (name, figure), part in protected.counts.groupby(["table", "figure"])
    ]
    return set().union(*shown)


def _searched(model: Linked, rule: Rule, deadline: Deadline) -> tuple[np.ndarray, pd.DataFrame, np.ndarray]:
    """What to hide, what a reader then infers, and the cells of those groups in which that is too much."""
    pattern = suppress(model, exact=rule.protection == "exact", deadline=deadline)
    unsafe, hidden = pattern.unfinished.copy(), pattern.hidden | _behind(model, pattern.hidden)
    try:
        found = intervals(model, hidden, rule, deadline=deadline)
    except TimeUp:
        return hidden, pd.DataFrame(columns=list(COLUMNS)), np.ones(len(model), bool)
    leaking = np.isin(model.keys, found.loc[found["verdict"].isin(LEAKS), "key"].to_numpy("object"))
    for group in model.parts():
        unsafe[group] |= leaking[group].any()
    return hidden, found, unsafe & model.published


def _behind(model: Linked, hidden: np.ndarray) -> np.ndarray:
    """The people behind a hidden count go with it, which nobody misses; a told 0 stays."""
    keys = [PEOPLE + key for key in model.keys[hidden & model.published]]
    return np.isin(model.keys, np.array(keys, "object")) & model.hideable & (model.values > 0)


def _finest(unsafe: set[str], counts: pd.DataFrame, declarations: Declarations, gone: Iterable[str]) -> list[str]:
    """Of the tables with unsafe cells those that are broken down furthest, as they go first."""
    names = sorted(set(counts.loc[counts["key"].isin(unsafe), "table"]) - set(gone))
    depth = {name: len(declarations[name][1]) for name in names}
    return [name for name in names if depth[name] == max(depth.values())]


def _told(table: pd.DataFrame, counts: pd.DataFrame, keys: set[str], figures: Figures) -> pd.DataFrame:
    """The table without the counts that are hidden, and without the figures that rested on them."""
    told = table.copy()
    for figure, part in counts[~counts["key"].isin(keys)].groupby("figure"):
        told.iloc[part["row"].to_numpy("int64"), told.columns.get_loc(str(figure))] = pd.NA
    return figures.finished(told, table)
