"""A table of how often columns were filled in goes in; what it says, in two sentences, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics import words
from interview_analytics.sentences.parts import listed
from interview_analytics.words import number, percent

WHOLE = 0.9  # share of rows from which a column counts as nearly always filled in
LEAST = 3  # columns that are named


def completeness_sentence(table: pd.DataFrame, rows: str) -> str:
    """How many columns are nearly always filled in, which are least often, and which stopped for whole months.

    rows: what one row is, in the plural, as "interviews held".
    """
    if table.empty:
        return f"No {rows} have a day, so nothing can be said of their months."
    totals = table.groupby("column", sort=False)[["numerator", "denominator"]].sum()
    share = (totals["numerator"] / totals["denominator"]).sort_values(kind="stable")
    first, last = (words.value("month", month) for month in (table["month"].iloc[0], table["month"].iloc[-1]))
    of = number(totals["denominator"].iloc[0])
    opening = f"Of {of} {rows} from {first} to {last}, {number(int(share.ge(WHOLE).sum()))} of {number(len(share))}"
    rare = [f"{_named(name)} ({_said(totals.loc[name])})" for name in share[share < WHOLE].index[:LEAST]]
    rest = f"; least often {listed(rare)}" if rare else ""
    return f"{opening} columns are filled in for at least {percent(WHOLE)}{rest}. {_gaps(table)}"


def _said(total: pd.Series) -> str:
    share = percent(total["numerator"] / total["denominator"])
    return f"{share}, {number(total['numerator'])} of {number(total['denominator'])}"


def _gaps(table: pd.DataFrame) -> str:
    """Which columns are empty in whole months, though in others they are filled in."""
    some = table[table["denominator"] > 0]
    used = some.groupby("column")["numerator"].transform("sum") > 0
    gaps = some[used & (some["numerator"] == 0)].groupby("column", sort=False).size().sort_values(ascending=False)
    if gaps.empty:
        return "No column that is used at all is empty in a whole month."
    months = some["month"].nunique()
    told = [f"{_named(name)} in {number(count)} of {number(months)}" for name, count in gaps[:LEAST].items()]
    more = f" and {number(len(gaps) - LEAST)} more" if len(gaps) > LEAST else ""
    return f"Empty in whole months, though filled in in others: {listed(told)} months{more}."


def _named(column: object) -> str:
    return str(column).replace("_", " ")
