"""The tables of a report and what belongs to them go in; one frozen mapping that can be shown and written comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from interview_analytics import accounts, windows
from interview_analytics.periods import Period
from interview_analytics.release.outside import Outside
from interview_analytics.settings import Settings
from interview_analytics.templates import Entry, Section, Template

INTERNAL, PUBLIC = "internal", "public"
MARK = "Internal: may identify people"
INSIDE = "How many rows were read, and what became of each, is written down inside the agency."


@dataclass(frozen=True, eq=False, repr=False)
class Release(Mapping[str, pd.DataFrame]):
    """The tables of one report by name, in the report's order, with what a reader has to know about them.

    Only a release can be written or shown. A table that is taken out is a copy: nothing changes the release.
    """

    template: Template
    audience: str
    settings: Settings
    period: Period | None
    as_of: dt.date
    as_of_origin: str
    inputs: tuple[tuple[str, str], ...]  # file and sha256
    rows: Mapping[str, int]  # the receipts' counts of records, summed over all files
    problem_counts: pd.DataFrame  # effect, rule, count
    receipts: pd.DataFrame
    problems: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    since: Period | None = None  # the days of the tables to date
    outside: Outside | None = None  # of a public release: what was hidden, and the proof; for inside only

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name].copy()

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def __repr__(self) -> str:
        return f"report '{self.template.name}', {self.audience}: {len(self)} tables, {self.window}, as of {self.as_of}"

    @property
    def sections(self) -> tuple[Section, ...]:
        """The report's questions, each with its entries."""
        return self.template.sections

    @property
    def entries(self) -> dict[str, Entry]:
        """What each table is: its measure, its groups, its heading and words."""
        return {entry.name: entry for entry in self.template.entries}

    @property
    def window(self) -> str:
        """The period in words."""
        return "all dates" if self.period is None else self.period.words

    @property
    def not_over(self) -> str:
        """Which part of the period is still to come, in words; empty where it is over."""
        return windows.not_over(self.period, self.as_of)

    @property
    def mark(self) -> str:
        """The words that every page, sheet and figure of this release carries; none where it may leave."""
        return MARK if self.audience == INTERNAL else ""

    @property
    def received(self) -> str:
        """What became of every row that was read, in one sentence; outside that it stays inside."""
        return accounts.received(self.receipts) if self.outside is None else INSIDE

    @property
    def found(self) -> pd.DataFrame:
        """How often each rule spoke; outside with no count that is small: effect, rule, count."""
        counted = self.problem_counts.copy()
        return counted if self.outside is None else accounts.in_bands(counted, self.outside.rule)

    @property
    def hidden(self) -> str:
        """How much a public release hides and why, and how it names specialists; empty for an internal one."""
        headings = {name: entry.heading for name, entry in self.entries.items()}
        return "" if self.outside is None else self.outside.said(headings)
