"""Tables and their measures' declarations go in; those about which these say too little, and why, come out."""

from __future__ import annotations

import pandas as pd

from interview_analytics.disclosure.figures import medians
from interview_analytics.disclosure.together import Declarations, Tables
from interview_analytics.measures import Measure
from interview_analytics.measures.groups import FIGURES

NOT_SAID = "nothing is declared about how the rows go together"
NO_RULE = "there is no rule by which the estimates could be protected"
COUNTED = ("people", "status")  # what every table with figures has


def broken_down(tables: Tables, declarations: Declarations) -> Declarations:
    """The declarations with what a table is broken down by when nobody says."""
    return {
        name: (own, by or tuple(group for group in own.default_by if group in tables[name]))
        for name, (own, by) in declarations.items()
    }


def unsaid(tables: Tables, declarations: Declarations) -> dict[str, str]:
    """Tables that cannot be protected as their measures are declared, and why: in doubt a table is not shown."""
    found = {name: _why(table, *declarations[name]) for name, table in tables.items()}
    return {name: why for name, why in found.items() if why}


def _why(table: pd.DataFrame, own: Measure, by: tuple[str, ...]) -> str:
    if not len(table):
        return ""
    rows = [name for name in table if name not in FIGURES]
    if own.own is None or set(rows) != {*by, *own.categories} or not set(COUNTED) <= set(table):
        return NOT_SAID
    if "estimate" in table and not _has_rule(table, own):
        return NO_RULE
    return "" if _is_counted(table) or "estimate" in table else NOT_SAID


def _has_rule(table: pd.DataFrame, own: Measure) -> bool:
    """What the estimates are is declared, and whether their rows hold the counts that they rest on."""
    if own.estimate in ("curve", "number"):
        return not {"count", "numerator"} & set(table)
    if own.estimate in ("rate", "ratio", "rest"):
        return "numerator" in table
    return _is_counted(table) and bool(medians(table, own)[table["estimate"].notna()].all())


def _is_counted(table: pd.DataFrame) -> bool:
    """A count, or what is a part of what."""
    return "count" in table or {"numerator", "denominator"} <= set(table)
