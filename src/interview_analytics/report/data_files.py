"""A table goes in; a csv text whose cells no spreadsheet will run as a formula comes out."""

from __future__ import annotations

from csv import QUOTE_NONNUMERIC
from typing import Any

import pandas as pd

LIVE = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet reads a cell that begins with one of these as a formula
INERT = "'"


def csv(table: pd.DataFrame) -> str:
    """The table as comma-separated text with LF line ends, its numbers in full precision.

    Text that begins like a formula gets an apostrophe in front, in headings too, as spreadsheets do; numbers do not.
    """
    columns = [table[name].astype("object").map(inert, na_action="ignore") for name in table.columns]
    safe = pd.concat(columns, axis="columns") if columns else pd.DataFrame()
    safe = safe.set_axis([inert(str(name)) for name in table.columns], axis="columns")
    # all text in quotes: a carriage return inside a cell would end the row otherwise
    return safe.to_csv(index=False, lineterminator="\n", quoting=QUOTE_NONNUMERIC)


def inert(value: Any) -> Any:
    """The value, with an apostrophe in front if it is text that begins like a formula."""
    return INERT + value if isinstance(value, str) and value.startswith(LIVE) else value
