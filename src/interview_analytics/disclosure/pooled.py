"""Counts and which of them are hidden go in; the tables by period of which too little is left to show come out."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from interview_analytics.disclosure.together import Declarations
from interview_analytics.measures.groups import CALENDAR

MOST_HIDDEN = 0.5  # of the counts that are not 0


def blank(counts: pd.DataFrame, hidden: set[str], declarations: Declarations, gone: Iterable[str]) -> dict[str, str]:
    """Tables by a period and something else that are mostly hidden, each with the reason, which names the coarser one.

    counts: every printed count, with its `table`, `figure`, `value` and `key`; hidden: the keys of those not shown.
    """
    own = counts[(counts["figure"] != "people") & (counts["value"] > 0) & ~counts["table"].isin(list(gone))]
    share = own["key"].isin(hidden).groupby(own["table"]).mean()
    names = [str(name) for name in share.index[share > MOST_HIDDEN]]
    return {name: _reason(name, declarations) for name in names if _is_by_period(declarations[name][1])}


def _is_by_period(by: tuple[str, ...]) -> bool:
    return len(by) > 1 and any(name in CALENDAR for name in by)


def _reason(name: str, declarations: Declarations) -> str:
    own, by = declarations[name]
    whole = (own.name, {group for group in by if group not in CALENDAR})
    coarser = [other for other, (measure, groups) in declarations.items() if (measure.name, set(groups)) == whole]
    where = f"; {coarser[0]} holds all periods together" if coarser else ""
    return f"most of it would be hidden{where}"
