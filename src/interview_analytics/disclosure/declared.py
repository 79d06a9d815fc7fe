"""Tables and their measures' declarations go in; those about which these say too little, and why, come out."""

from __future__ import annotations

import pandas as pd

from interview_analytics.disclosure.together import Declarations, Tables
from interview_analytics.measures import Measure
from interview_analytics.measures.groups import FIGURES

NOT_SAID = "nothing is declared about how the rows go together"
NO_RULE = "there is no rule by which the estimates could be protected"
CURVE = {"outcome": "repeats", "month": "horizons"}
COUNTED = ("people", "status")  # what every table with figures has


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
    """Estimates can be medians of items, or curves that tell no counts."""
    if not _is_counted(table):
        return "count" not in table and dict(own.categories) == CURVE
    items = [name for name, kind in own.categories.items() if kind == "items"]
    estimated = table[table["estimate"].notna()]
    return len(items) == 1 and bool(estimated[items[0]].isin(own.medians).all())


def _is_counted(table: pd.DataFrame) -> bool:
    """A count, or shares with what they are shares of."""
    return "count" in table or {"numerator", "denominator", "share"} <= set(table)
