"""A measure's table goes in; headings and cells as a reader sees them, each with its exact figures, come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from interview_analytics import words
from interview_analytics.charts.steps import WHOLES
from interview_analytics.measures import MEASURES
from interview_analytics.measures.answers import NOT_YET_DUE

INTERVAL = "95 % interval"
INTERVAL_HEADINGS = {"specialist_funnel": "95 % interval, or limits"}
FIGURE_HEADINGS = {
    "job_quality": "Median or share",
    "time_to_placement": "Expected share",
    "median_earnings_q2": "Median",
    "contact_to_placement": "Expected share",
    "interview_rate": "Interviews a month",
    "accumulation": "Industries",
    "breadth": "Industries",
    "unseen": "How many",
    "drift_over_time": "Share, or mean of the months",
    "kept_after_drift": "Share or difference",
    "placement_by_interview_state": "Chance",
    "interview_association": "Ratio",
    "specialist_funnel": "Ratio or number",
    "training_effect": "Share or change",
}
COUNTS = ("count", "numerator", "denominator")
MIDDLES = ("estimate", "share")  # a row has one of them
LIMITS = ("low", "high")
TOLD = ("shown", words.HIDDEN)  # of the others a reader is told why there is no figure
MEDIANS = ("job_quality", "median_earnings_q2")  # their estimates always have an interval


@dataclass(frozen=True)
class Cell:
    """What a reader sees, and the exact figures behind it; without figures it is text."""

    text: str
    figures: tuple[float, ...] = ()

    @property
    def hidden(self) -> bool:
        """A figure stood here that may not be shown."""
        return self == HIDDEN


HIDDEN = Cell(words.in_its_place(words.HIDDEN))


@dataclass(frozen=True)
class Shown:
    """A table as a reader sees it: the first `keys` columns say what a row is about, the others what is known."""

    headings: tuple[str, ...]
    keys: int
    rows: tuple[tuple[Cell, ...], ...]

    @cached_property
    def of_words(self) -> tuple[bool, ...]:
        """Which columns hold words; the others hold figures, some of them perhaps missing."""
        figures = {place for row in self.rows for place, cell in enumerate(row) if cell.figures or cell.hidden}
        return tuple(place < self.keys or place not in figures for place in range(len(self.headings)))


def shown(table: pd.DataFrame, measure: str) -> Shown:
    """A measure's table in readable words: interval limits in one column, nothing that another column says already."""
    text = readable(table, measure).set_axis(table.columns, axis="columns")
    names, gone = headings(table, measure), hidden(table, measure)
    keys = {names[name]: [Cell(value) for value in text[name]] for name in table if name not in words.FIGURES}
    columns = {
        **keys,
        **_counts(table, names, gone, COUNTS),
        **_middles(table, text, gone, measure),
        **_counts(table, names, gone, () if _of_people(table, measure) else ("people",)),
        **_statuses(table, text, names),
    }
    return Shown(tuple(columns), len(keys), tuple(zip(*columns.values(), strict=True)))


def _of_people(table: pd.DataFrame, measure: str) -> bool:
    """Whether the count itself is one of people."""
    return "count" in table and MEASURES[measure].counts == "people"


def hidden(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """For each cell of a measure's table whether its figure is hidden, and not just missing."""
    figures = [name for name in (*COUNTS, *MIDDLES, *LIMITS, "people") if name in table]
    gone = table.isna()
    rows = table["status"] == words.HIDDEN if "status" in table else pd.Series(False, table.index)
    there = table["status"].notna() if "status" in table else ~rows  # a row of other days has no status in these
    middles = [name for name in MIDDLES if name in table]
    untold = rows & gone[middles].all(axis="columns")
    kept = {name: gone[name] & (untold if name in middles else rows) for name in figures}
    if "people" in table:
        kept["people"] = gone["people"] & there  # how many stand behind a row is always known
    if measure in MEDIANS and "small" in table.attrs and not table.empty:
        kept |= {name: kept[name] | (gone[name] & ~gone["estimate"]) for name in LIMITS}
    return pd.DataFrame(kept, index=table.index).reindex(columns=table.columns, fill_value=False)


def readable(table: pd.DataFrame, measure: str | None = None) -> pd.DataFrame:
    """The whole table as a reader sees it: headings in words, every cell a text."""
    own = words.measure_of(table, measure)
    unit = words.UNITS.get(own, "")
    text = {column: [words.value(column, cell) for cell in table[column]] for column in table.columns}
    items = table[unit].tolist() if unit in table else [own] * len(table)
    for column in {"estimate", "low", "high"} & set(table):
        if unit in table or own in words.NO_SHARES:
            text[column] = [words.figure(item, cell) for item, cell in zip(items, table[column], strict=True)]
    frame = pd.DataFrame(text, index=table.index, dtype="str")
    return frame.set_axis([words.column_heading(own, name) for name in table.columns], axis="columns")


def headings(table: pd.DataFrame, measure: str) -> dict[str, str]:
    """The heading of each column of a measure's table, in words."""
    said = {name: words.column_heading(measure, name) for name in table.columns}
    return said | ({"estimate": FIGURE_HEADINGS.get(measure, said["estimate"])} if "estimate" in said else {})


def listed(table: pd.DataFrame, headings: Mapping[str, str], keys: int = 1) -> Shown:
    """A list of any kind, with the columns that `headings` names, in that order."""
    rows = [tuple(_plain(value) for value in row) for row in table[list(headings)].itertuples(index=False)]
    return Shown(tuple(headings.values()), keys, tuple(rows))


def _counts(
    table: pd.DataFrame, names: Mapping[str, str], gone: pd.DataFrame, counts: Iterable[str]
) -> dict[str, list[Cell]]:
    return {
        names[name]: [HIDDEN if away else _count(value) for value, away in zip(table[name], gone[name], strict=True)]
        for name in counts
        if name in table
    }


def _middles(table: pd.DataFrame, text: pd.DataFrame, gone: pd.DataFrame, measure: str) -> dict[str, list[Cell]]:
    """The estimate or share in one column, its limits in the next."""
    own = [name for name in MIDDLES if name in table]
    if not own:
        return {}
    title = FIGURE_HEADINGS.get(measure, words.heading(own[0]))
    rows = list(zip(table.to_dict("records"), text.to_dict("records"), strict=True))
    limits = INTERVAL_HEADINGS.get(measure, INTERVAL)
    middle, interval = gone[own].all(axis="columns"), gone[list(LIMITS)].all(axis="columns")
    return {
        title: [HIDDEN if away else _middle(*row, own) for row, away in zip(rows, middle, strict=True)],
        limits: [HIDDEN if away else _interval(*row, own) for row, away in zip(rows, interval, strict=True)],
    }


def _middle(exact: Mapping[Any, Any], text: Mapping[Any, Any], names: list[str]) -> Cell:
    name = _held(exact, names)
    if name is None:
        status = exact.get("status", "shown")
        return Cell(words.MISSING if pd.isna(status) or status in TOLD else words.status(status))
    return Cell(text[name], (float(exact[name]),))


def _interval(exact: Mapping[Any, Any], text: Mapping[Any, Any], names: list[str]) -> Cell:
    name, limits = _held(exact, names), (exact["low"], exact["high"])
    if pd.isna(limits[0]) or pd.isna(limits[1]) or exact.get("step") in WHOLES or exact.get("answer") == NOT_YET_DUE:
        return Cell(words.MISSING)  # all that is counted, or has to wait, was not drawn from anything
    if name is not None and text["low"].endswith("%"):
        said = words.with_interval(exact[name], *limits).partition(", ")[2]
    else:
        said = words.joined(text["low"], text["high"])
    return Cell(said or words.MISSING, (float(limits[0]), float(limits[1])))


def _held(exact: Mapping[Any, Any], names: list[str]) -> str | None:
    return next((name for name in names if not pd.isna(exact[name])), None)


def _statuses(table: pd.DataFrame, text: pd.DataFrame, names: Mapping[str, str]) -> dict[str, list[Cell]]:
    """Why a figure is missing, where there is no share or estimate in whose place it is said."""
    said = "status" in table and not (set(MIDDLES) & set(table) or table["status"].dropna().isin(TOLD).all())
    return {names["status"]: [Cell(value) for value in text["status"]]} if said else {}


def _count(value: Any) -> Cell:
    return Cell(words.MISSING) if pd.isna(value) else Cell(words.number(value), (int(value),))


def _plain(value: Any) -> Cell:
    if pd.isna(value):
        return Cell("")
    return Cell(value) if isinstance(value, str) else _count(value)
