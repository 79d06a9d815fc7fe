"""Tables, the names of specialists and a key go in; the same tables with letters in place of the names come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from interview_analytics.disclosure.keys import Key
from interview_analytics.tables import NOT_KNOWN

COLUMN, PURPOSE = "specialist", "specialist"


def aliases(names: Iterable[str], key: Key, earlier: Mapping[str, str] | None = None) -> dict[str, str]:
    """For each name "Specialist A", "Specialist B" …, in an order that the key draws and that says nothing.

    earlier: aliases by pseudonym, as earlier reports gave them; whoever has one keeps it, and others get new letters.
    """
    kept = dict(earlier or {})
    drawn = sorted({key.pseudonym(PURPOSE, name): name for name in names}.items())
    fresh = (alias for number in range(len(kept) + len(drawn)) if (alias := _alias(number)) not in kept.values())
    return {name: kept[pseudonym] if pseudonym in kept else next(fresh) for pseudonym, name in drawn}


def by_pseudonym(given: Mapping[str, str], key: Key) -> dict[str, str]:
    """The aliases as a later report needs them: by pseudonym, so that no name has to be written down."""
    return {key.pseudonym(PURPOSE, name): alias for name, alias in given.items()}


def named(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """The specialists whom these tables name."""
    return {str(name) for table in tables.values() if COLUMN in table for name in table[COLUMN].unique()} - {NOT_KNOWN}


def aliased(table: pd.DataFrame, by: tuple[str, ...], given: Mapping[str, str]) -> pd.DataFrame:
    """The table with aliases for names, its rows in the order of the aliases: the order of the names would tell."""
    if COLUMN not in table:
        return table
    names = table[COLUMN].map({**given, NOT_KNOWN: NOT_KNOWN}).astype(table[COLUMN].dtype)
    renamed = table.assign(**{COLUMN: names}).reset_index(drop=True)
    places = pd.DataFrame({name: _places(renamed[name], name) for name in by})
    ordered = renamed.iloc[places.sort_values(list(by), kind="stable").index].reset_index(drop=True)
    ordered.attrs = dict(table.attrs)
    return ordered


def _alias(number: int) -> str:
    return f"Specialist {xl_col_to_name(number)}"


def _places(column: pd.Series, name: str) -> pd.Series:
    """Where each value stands among the others: aliases by length and letters, what is not known last."""
    if name != COLUMN:
        return pd.Series(pd.factorize(column)[0], column.index)
    ordered = sorted(column.unique(), key=lambda alias: (alias == NOT_KNOWN, len(alias), alias))
    return column.map({alias: place for place, alias in enumerate(ordered)}).astype("int64")
