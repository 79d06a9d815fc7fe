"""Rows to be counted go in; the tables of counts and shares that measures answer with, empty groups too, come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.groups import FIGURES, grouped, levels
from interview_analytics.statistics.intervals import wilson

WILSON = "Wilson, 95 %"
Categories = Mapping[str, Sequence[str]]


@dataclass(frozen=True, eq=False)
class Cells:
    """Every combination of groups and categories, which of them each row falls in, and who is behind the row."""

    table: pd.DataFrame  # a row per combination, a text column per group and category
    of_row: np.ndarray  # position in `table`
    person: np.ndarray  # number of the person; -1 is nobody

    def rows(self, which: np.ndarray | slice = slice(None)) -> pd.array:
        """How many rows fall in each cell, of those that `which` marks."""
        return self._number(self.of_row[which])

    def people(self, which: np.ndarray | slice = slice(None)) -> pd.array:
        """How many distinct persons are behind them."""
        pairs = np.unique(np.column_stack([self.of_row[which], self.person[which]]), axis=0)
        return self._number(pairs[pairs[:, 1] >= 0, 0])

    def _number(self, of_row: np.ndarray) -> pd.array:
        return pd.array(np.bincount(of_row, minlength=len(self.table)), dtype="Int64")


def count_table(
    log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], categories: Categories | None = None
) -> pd.DataFrame:
    """How many rows fall in each group and category, with the distinct persons behind them.

    `rows` holds one row per counted event, its `person`, and a column per category.
    """
    cells = celled(log, rows, by, categories or {})
    table = cells.table.assign(count=cells.rows(), people=cells.people(), status="shown")
    return said(table, n=basis(rows), estimator="count")


def share_table(
    log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], categories: Categories | None = None
) -> pd.DataFrame:
    """Which share of each group's rows hold true, with its 95 % Wilson interval.

    `rows` holds one row per unit of the denominator, its `person`, and `holds`: true, false, or missing. A missing one
    is left out of the share, yet keeps its group in the table. `people` counts the distinct persons behind the
    numerator. A share of nobody is too few to tell; where all are missing it is not known.
    """
    table = _shares(celled(log, rows, by, categories or {}), rows["holds"], "not_known")
    return said(table, n=basis(rows), missing=_missing(rows["holds"]), estimator="share", interval=WILSON)


def share_tables(
    log: InterviewLog,
    rows: pd.DataFrame,
    by: tuple[str, ...],
    holds: Mapping[str, pd.Series],
    *,
    name: str,
    categories: Categories | None = None,
    missing: str = "not_known",
) -> pd.DataFrame:
    """Several shares of the same rows, one under another in each group; the own category `name` says which is which.

    `rows` as for `share_table`, with what `holds` by name; `missing` is the status where all of them are missing.
    """
    cells = celled(log, rows, by, categories or {})
    table = stacked({label: _shares(cells, true, missing) for label, true in holds.items()}, name)
    first = _missing(next(iter(holds.values())))
    return said(table, n=basis(rows), missing=first, estimator="share", interval=WILSON)


def stacked(parts: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    """Tables of the same groups, one under another in each group; the own category `name` says which is which."""
    tables = [part.assign(**{name: label}) for label, part in parts.items()]
    table = pd.concat(tables).sort_index(kind="stable").reset_index(drop=True).astype({name: "str"})
    keys = [column for column in table if column not in FIGURES and column != name]
    return table[[*keys, name, *(figure for figure in FIGURES if figure in table)]]


def said(table: pd.DataFrame, **words: str) -> pd.DataFrame:
    """The table with what only its computation knows, in words: n, missing, estimator, interval, note."""
    table.attrs |= words
    return table


def basis(rows: pd.DataFrame) -> str:
    """How many people and specialists a table rests on, in words; its own figures say how many events."""
    people, specialists = rows["person"].nunique(), rows["specialist_id"].nunique()
    who = f"{people:,} {'person' if people == 1 else 'people'}"
    return who + (f", {specialists:,} specialist{'s' * (specialists != 1)}" if specialists else "")


def _missing(holds: pd.Series) -> str:
    return f"{holds.isna().mean():.0%} not known" if len(holds) else ""


def celled(log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], categories: Categories) -> Cells:
    """The cells that rows to be counted fall in, one for each combination of groups and categories."""
    rows = grouped(log, rows, by)
    values = {name: levels(log, rows, name) for name in by} | dict(categories)
    codes = [pd.Categorical(rows[name], categories=own).codes for name, own in values.items()]
    of_row = np.ravel_multi_index(codes, [len(own) for own in values.values()]) if codes else np.zeros(len(rows), int)
    return Cells(combined(values), of_row, pd.factorize(rows["person"])[0])


def combined(values: Categories) -> pd.DataFrame:
    """A row for each combination of the values; a single one without columns where there are none."""
    if not values:
        return pd.DataFrame(index=[0])
    rows = pd.MultiIndex.from_product(values.values(), names=values).to_frame(index=False)
    return rows.astype(dict.fromkeys(values, "str"))


def _shares(cells: Cells, holds: pd.Series, missing: str) -> pd.DataFrame:
    known, true = holds.notna().to_numpy(), holds.eq(True).fillna(False).to_numpy(bool)
    numerator, denominator = cells.rows(true), cells.rows(known)
    some = denominator > 0
    low, high = wilson(numerator.to_numpy("int64"), denominator.to_numpy("int64"))
    figures = {"share": numerator / denominator, "low": pd.array(low, "Float64"), "high": pd.array(high, "Float64")}
    return cells.table.assign(
        numerator=numerator,
        denominator=denominator,
        **{name: pd.Series(figure, cells.table.index).where(some) for name, figure in figures.items()},
        people=cells.people(true),
        status=np.select([some, cells.rows() > 0], ["shown", missing], "too_few"),
    ).astype({"status": "str"})
