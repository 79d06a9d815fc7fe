"""Canonical tables go in; one frozen InterviewLog, which every measure reads, comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from interview_analytics.tables import ORIGIN, Column

EFFECTS = ("row set aside", "duplicate", "cell blanked", "repaired", "noted")

EXPLORATIONS = (
    Column("learner", "choice", "who explored", ("job_seeker", "specialist")),
    Column("learner_id", "identifier", "identifier of that person"),
    Column("sector", "choice", "NAICS 2022 sector"),
    Column("first_on", "date", "day on which an interview first touched the sector"),
    Column("interview_id", "identifier", "that interview"),
    Column("how", "choice", "how the sector came up", ("interest", "sought", "discovered")),
)
CONTACTS = (
    Column("contact_id", "identifier", "a person who was interviewed"),
    Column("specialist_id", "identifier", "specialist of the first meeting"),
    Column("job_seeker_id", "identifier", "job seeker of the first meeting"),
    Column("contact_role", "choice", "role at the first meeting"),
    Column("sector", "choice", "sector of the first meeting"),
    Column("met_on", "date", "day of the first interview held with the contact"),
    Column("next_on", "date", "day of the next row of any kind with the contact; empty if there is none"),
)
INDUSTRY_CODES = (
    Column("text", "text", "industry as the agency wrote it"),
    Column("sector", "choice", "NAICS 2022 sector it was read as; empty if a person must decide"),
    Column("method", "choice", "how", ("code", "exact", "synonym", "near miss", "by hand", "not mapped")),
    Column("confidence", "number", "0-1"),
    Column("rows", "whole", "rows that hold this text"),
)
PROBLEMS = (
    *ORIGIN,
    Column("column", "text", "column as the agency names it"),
    Column("value", "text", "what stood there"),
    Column("rule", "text", "short name of the rule"),
    Column("problem", "text", "what is wrong, in plain words"),
    Column("remedy", "text", "what to do"),
    Column("effect", "choice", "what was done", EFFECTS),
)
RECEIPTS = (
    *ORIGIN[:2],
    Column("table", "text", "canonical table that the rows feed; several are joined by a comma"),
    Column("sha256", "text", "fingerprint of the file"),
    Column("rows_read", "whole", "records found below the header; the next five add up to it"),
    Column("rows_accepted", "whole", "records used as they stood"),
    Column("rows_repaired", "whole", "records used after a repair that problems names"),
    Column("rows_set_aside", "whole", "records that could not be used"),
    Column("rows_duplicate", "whole", "records that stood there before"),
    Column(
        "rows_not_data", "whole", "title, header, blank, subtotal, footer; rows of corrections, which count elsewhere"
    ),
)


@dataclass(frozen=True)
class Period:
    """A stretch of days, both ends included, under the name that the reader knows it by."""

    label: str
    first: dt.date
    last: dt.date

    @property
    def words(self) -> str:
        """Its name, as 2026Q3; its days where it was written as a rule that leads to them, as a grant's months are."""
        return f"{self.first} to {self.last}" if ":" in self.label or ".." in self.label else self.label


class Derived:
    """A table of the log: a frame, or the step that makes it, which is taken when the table is first read."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __set__(self, log: InterviewLog, given: pd.DataFrame | Callable[[], pd.DataFrame]) -> None:
        vars(log)[self.name] = given

    def __get__(self, log: InterviewLog | None, owner: type) -> pd.DataFrame:
        if log is None:
            raise AttributeError(self.name)  # by which a dataclass knows that the field has no default
        if not isinstance(vars(log)[self.name], pd.DataFrame):
            vars(log)[self.name] = vars(log)[self.name]()
        return vars(log)[self.name]


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class InterviewLog:
    """Everything that was read from one agency's exports: canonical tables, what was derived, and what was set aside.

    `recorded` names the columns that the exports hold, as `table.column`: what is missing because nobody asked is told
    apart from what is missing because nobody answered. `as_of` is the last day that the log speaks of. Where
    `periods.between` selected a period it is the `window`, and `whole` the log with what was before it.
    """

    interviews: pd.DataFrame
    discoveries: pd.DataFrame
    job_seekers: pd.DataFrame
    interests: pd.DataFrame
    specialists: pd.DataFrame
    assignments: Derived = Derived()
    placements: pd.DataFrame
    earnings: pd.DataFrame
    training: pd.DataFrame
    industry_codes: pd.DataFrame
    explorations: Derived = Derived()
    contacts: Derived = Derived()
    problems: pd.DataFrame
    receipts: pd.DataFrame
    as_of: dt.date
    as_of_origin: str
    recorded: frozenset[str]
    window: Period | None = None
    whole: InterviewLog | None = None

    def __repr__(self) -> str:
        return (
            f"{len(self.interviews):,} interviews, {len(self.job_seekers):,} job seekers, "
            f"{len(self.specialists):,} specialists, {len(self.placements):,} placements; "
            f"as of {self.as_of:%Y-%m-%d} ({self.as_of_origin}); {len(self.problems):,} problems noted"
        )
