"""Grouped rows go in; the tables of counts and of shares that measures answer with, empty groups included, come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.groups import grouped, levels
from interview_analytics.statistics.intervals import wilson

Categories = Mapping[str, Sequence[str]]
FIGURES = ("count", "numerator", "denominator", "share", "estimate", "low", "high", "people", "status")


def count_table(
    log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], categories: Categories | None = None
) -> pd.DataFrame:
    """How many rows fall in each group and category, with the distinct persons behind them.

    `rows` holds one row per counted event, its `person`, and a column per category.
    """
    rows, cells = _crossed(log, rows, by, categories or {})
    keys = list(cells)
    counted = _tallied(rows, keys).rename(columns={"rows": "count"})
    return _filled(cells, counted, ["count", "people"]).assign(status="shown")


def share_table(
    log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], categories: Categories | None = None
) -> pd.DataFrame:
    """Which share of each group's rows hold true, with its 95 % Wilson interval.

    `rows` holds one row per unit of the denominator, its `person`, and `holds`: true, false, or missing. A missing one is
    left out of the share, yet keeps its group in the table. `people` counts the distinct persons behind the numerator.
    """
    rows, cells = _crossed(log, rows, by, categories or {})
    keys, known = list(cells), rows[rows["holds"].notna()]
    whole = _tallied(known, keys).rename(columns={"rows": "denominator"})[[*keys, "denominator"]]
    part = _tallied(known[known["holds"].astype(bool)], keys).rename(columns={"rows": "numerator"})
    table = _filled(_filled(cells, part, ["numerator", "people"]), whole, ["denominator"])
    return _with_shares(table[[*keys, "numerator", "denominator", "people"]])


def stacked(parts: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    """Tables of the same groups, one under another group by group; the own category `name` says which is which."""
    tables = [part.assign(**{name: label}) for label, part in parts.items()]
    table = pd.concat(tables).sort_index(kind="stable").reset_index(drop=True).astype({name: "str"})
    keys = [column for column in table if column not in FIGURES and column != name]
    return table[[*keys, name, *(figure for figure in FIGURES if figure in table)]]


def _with_shares(table: pd.DataFrame) -> pd.DataFrame:
    low, high = wilson(table["numerator"].to_numpy("int64"), table["denominator"].to_numpy("int64"))
    some = table["denominator"] > 0
    figures = {
        "share": (table["numerator"] / table["denominator"].where(some)).astype("Float64"),
        "low": pd.Series(low, table.index, dtype="Float64").where(some),
        "high": pd.Series(high, table.index, dtype="Float64").where(some),
    }
    order = [name for name in table if name != "people"]
    status = some.map({True: "shown", False: "too_few"}).astype("str")
    return table.assign(**figures, status=status)[[*order, *figures, "people", "status"]]


def _crossed(
    log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], categories: Categories
) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = grouped(log, rows, by)
    values = {name: levels(log, rows, name) for name in by} | {name: list(own) for name, own in categories.items()}
    if not values:
        return rows, pd.DataFrame(index=[0])
    cells = pd.MultiIndex.from_product(list(values.values()), names=list(values)).to_frame(index=False)
    return rows, cells.astype({name: "str" for name in values})


def _tallied(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    if not keys:
        return pd.DataFrame({"rows": [len(rows)], "people": [rows["person"].nunique()]})
    return rows.groupby(keys, observed=True).agg(rows=("person", "size"), people=("person", "nunique")).reset_index()


def _filled(cells: pd.DataFrame, counted: pd.DataFrame, figures: list[str]) -> pd.DataFrame:
    keys = [name for name in cells if name in counted]
    joined = cells.merge(counted, on=keys, how="left") if keys else cells.join(counted)
    return joined.assign(**{name: joined[name].fillna(0).astype("Int64") for name in figures})
