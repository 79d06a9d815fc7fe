"""A protected table goes in; what a reader is told about its hidden figures, and why they are hidden, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics import words


def nothing_shown(table: pd.DataFrame) -> bool:
    """Every figure of the table is hidden, or none could be told in the first place."""
    figures = [figure for figure in words.FIGURES if figure in table and figure != "status"]
    return bool(_hidden(table).any() and table[figures].isna().all(axis=None))


def withheld(table: pd.DataFrame, name: str) -> str:
    """The sentence of a table of which no figure is shown."""
    return f"{words.title(name)}: {all_hidden(table)}."


def all_hidden(table: pd.DataFrame) -> str:
    """That no figure of a table is shown, and why."""
    small, note = table.attrs.get("small"), table.attrs.get("note")
    if small:
        return f"all figures are hidden, because they, or figures that they would reveal, count {small} people"
    return f"all figures are hidden{f'; {note}' if note else ', to protect people'}"


def means(table: pd.DataFrame) -> str:
    """What "hidden" means in this table; nothing where all of it is shown."""
    if not _hidden(table).any():
        return ""
    small = table.attrs.get("small")
    return f"it, or a figure that it would reveal, counts {small} people" if small else "to protect people"


def rows_hidden(table: pd.DataFrame) -> str:
    """In how many rows a figure is hidden, and why, as a sentence of its own; nothing where all is shown."""
    why, number_of = means(table), int(_hidden(table).sum())
    if not why:
        return ""
    if len(table) == 1:
        return f" It is hidden {'because ' if why.startswith('it') else ''}{why}."
    rows = f"{words.number(number_of)} of {words.number(len(table))} rows"
    return f" In {rows} of the table a figure is hidden, {'because ' if why.startswith('it') else ''}{why}."


def _hidden(table: pd.DataFrame) -> pd.Series:
    return table["status"] == words.HIDDEN if "status" in table else pd.Series(False, table.index)
