"""An InterviewLog and a template go in; one report's tables, for one audience and period, come out as a Release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from interview_analytics import periods
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import EFFECTS, InterviewLog
from interview_analytics.measures import MEASURES
from interview_analytics.periods import Period
from interview_analytics.settings import Settings
from interview_analytics.templates import Entry, Section, Template, refuse_unsuited, template

INTERNAL, PUBLIC = "internal", "public"
MARK = "Internal: may identify people"
ROWS = ("rows_read", "rows_accepted", "rows_repaired", "rows_set_aside", "rows_duplicate", "rows_not_data")
Progress = Callable[[str], object]


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
        return "all dates" if self.period is None else self.period.label

    @property
    def not_over(self) -> str:
        """Which part of the period is still to come, in one sentence; empty where it is over."""
        if self.period is None or self.period.last <= self.as_of:
            return ""
        return (
            f"{self.window} is not over: it ends on {self.period.last}, and the last day counted is {self.as_of}. "
            "Its figures say what had happened by then; the rest is not yet due."
        )

    @property
    def mark(self) -> str:
        """The words that every page, sheet and figure of this release carries."""
        return MARK


def release(
    log: InterviewLog,
    *,
    audience: str,
    settings: Settings | None = None,
    period: str | None = None,
    report: str | None = None,
    after: Sequence[object] = (),
    key: object = None,
    progress: Progress | None = None,
) -> Release:
    """The tables of a report for one audience: each measure of its template, on the rows that the period selects.

    audience: "internal", which shows everything and marks it; "public" is not available yet.
    period, report: as the command line takes them; by default those of the settings, else all dates and "standard".
    after, key: earlier reports and the key of aliases; they belong to public reports.
    progress: called with the heading of each table before it is counted.

    Raises ExportError for an audience, period, report or breakdown that there is not, for a period of a kind that the
    report is not made for, and for one that the exports do not reach.
    """
    refuse(audience, after=after, key=key)
    chosen = settings or Settings()
    layout = template(report or chosen.report)
    label = period or chosen.period
    selected = periods.parse(label) if label else None
    refuse_unsuited(layout, audience, selected)
    _refuse_beyond(log, selected)
    since = _since(log, layout, selected, chosen)
    layout = layout if since else layout.of_one_period()
    return Release(
        template=layout,
        audience=audience,
        settings=chosen,
        period=selected,
        as_of=log.as_of,
        as_of_origin=log.as_of_origin,
        inputs=_inputs(log.receipts),
        rows=MappingProxyType({name: int(log.receipts[name].sum()) for name in ROWS}),
        problem_counts=problem_counts(log.problems),
        receipts=log.receipts.copy(),
        problems=log.problems.copy(),
        tables=MappingProxyType(
            {entry.name: _table(log, entry, since if entry.to_date else selected, progress) for entry in layout.entries}
        ),
        since=since,
    )


def refuse(audience: str, *, after: Sequence[object] = (), key: object = None) -> None:
    """Raise ExportError for an audience that no release can be made for yet, or for what belongs to such a one."""
    if audience not in (INTERNAL, PUBLIC):
        raise ExportError(f"There is no audience '{audience[:60]}'.", f"Choose {INTERNAL}.")
    for name, value in (("after", after), ("key", key)):
        if value:
            raise ExportError(f"'{name}' belongs to public reports, which are not available yet.", "Leave it out.")
    if audience == PUBLIC:
        raise ExportError(
            "A public report is not available yet: its small numbers could identify people, unprotected as they are.",
            f"Use the audience '{INTERNAL}' and keep the report inside the agency.",
        )


def _since(log: InterviewLog, layout: Template, period: Period | None, settings: Settings) -> Period | None:
    """The days of the tables to date; none where the report has no such tables, or the period is all of these days."""
    if period is None or not layout.since:
        return None
    first, _ = _told(log) or (period.first, period.last)
    whole = periods.to_date(period, layout.since, first=first, grant_start=settings.first_day_of_grant)
    return None if whole.first == period.first else whole


def _told(log: InterviewLog) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of which the exports tell."""
    days = pd.concat([getattr(log, table)[day].dropna() for day, table in periods.ANCHORS.items()])
    return None if days.empty else (days.min().date(), max(days.max().date(), log.as_of))


def _refuse_beyond(log: InterviewLog, period: Period | None) -> None:
    """Raise ExportError for a period of which the exports tell nothing: its figures would all be 0."""
    told = _told(log)
    if period is None or told is None:
        return
    first, last = told
    if period.last < first or period.first > last:
        raise ExportError(
            f"The exports tell nothing of {period.label} ({period.first} to {period.last}): "
            f"their days reach from {first} to {last}.",
            "Choose another period.",
        )


def received(receipts: pd.DataFrame) -> str:
    """What became of every row that was read, in one sentence."""
    files, total = receipts["file"].nunique(), {name: f"{int(receipts[name].sum()):,}" for name in ROWS}
    return (
        f"{total['rows_read']} rows were read from {files} {'file' if files == 1 else 'files'}: "
        f"{total['rows_accepted']} were used as they stood, {total['rows_repaired']} after a repair, "
        f"{total['rows_set_aside']} could not be used and were set aside, "
        f"{total['rows_duplicate']} stood there before, "
        f"{total['rows_not_data']} were not data (headings, titles, blank rows, totals)."
    )


def _table(log: InterviewLog, entry: Entry, period: Period | None, progress: Progress | None) -> pd.DataFrame:
    if progress:
        progress(entry.heading)
    own = MEASURES[entry.measure]
    part = periods.between(log, period, own.anchor)
    try:
        return _with_unfinished(own.table(part, by=entry.by or None), log.as_of)
    except ValueError as fault:
        if not str(fault).startswith("by:"):
            raise
        raise ExportError(f"The report's table '{entry.name}' cannot be made ({fault}).") from None


def _with_unfinished(table: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """The table, its note naming the month or quarter that is not over on the last day counted."""
    day = pd.Series([pd.Timestamp(as_of)])
    for name, label in (("month", periods.month), ("quarter", periods.quarter)):
        current = label(day)[0]
        if name in table and table[name].eq(current).any() and as_of < periods.parse(current).last:
            own = table.attrs.get("note", "")
            said = f"{current} is not over on {as_of}, so the rest of it is not yet due"
            table.attrs["note"] = f"{own}; {said}" if own else said
    return table


def _inputs(receipts: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    files = receipts[["file", "sha256"]].astype("object").drop_duplicates().sort_values(["file", "sha256"])
    return tuple((str(file), str(sha256)) for file, sha256 in files.itertuples(index=False))


def problem_counts(problems: pd.DataFrame) -> pd.DataFrame:
    """How often each rule spoke, what keeps a row out of the report first."""
    counted = problems.groupby(["effect", "rule"]).size().rename("count").astype("Int64").reset_index()
    order = counted["effect"].map({effect: place for place, effect in enumerate(EFFECTS)})
    return counted.assign(order=order).sort_values(["order", "rule"], ignore_index=True)[["effect", "rule", "count"]]
