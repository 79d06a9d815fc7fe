"""An InterviewLog and a template go in; one report's tables, for one audience and period, come out as a Release."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from interview_analytics import accounts, disclosure, periods, windows
from interview_analytics.accounts import ROWS
from interview_analytics.disclosure import Key, Ledger, Rule
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures import MEASURES
from interview_analytics.periods import Period
from interview_analytics.release.contents import INTERNAL, PUBLIC, Release
from interview_analytics.release.outside import Asked, Days, earlier_reports, for_outside, key_for
from interview_analytics.settings import Settings
from interview_analytics.templates import Entry, Template, refuse_unsuited, template

HIDING = "Hiding small numbers"
Progress = Callable[[str], object]


def release(
    log: InterviewLog,
    *,
    audience: str,
    settings: Settings | None = None,
    period: str | None = None,
    report: str | None = None,
    after: Sequence[str | Path | Ledger] = (),
    key: str | Path | Key | None = None,
    rule: str | Rule = "cms",
    progress: Progress | None = None,
) -> Release:
    """The tables of a report for one audience: each measure of its template, on the rows that the period selects.

    audience: "internal" shows everything and marks it; "public" hides every count that is small, or that would let a
    reader work a small one out, in all tables together, and calls specialists by letters.
    period, report: as the command line takes them; by default those of the settings, else all dates and "standard".
    key: from which the letters are drawn; without one they are drawn once, and no other report can use the same.
    rule: which counts are small; after: the folders of earlier reports, beside which nothing small may be worked out
    either. Like the key, they belong to public reports.
    progress: called with the heading of each table before it is counted.

    Raises ExportError for an audience, period, report, breakdown or rule that there is not; for a period of a kind that
    the report is not made for, or that the exports do not reach; for a key that is none or that others can read, and
    for earlier reports of another key.
    """
    refuse(audience, after=after, key=key)
    asked = _asked(log, after=after, key=key, rule=rule)
    chosen = settings or Settings()
    selected = periods.parse(label) if (label := period or chosen.period) else None
    layout, since = _laid_out(log, template(report or chosen.report), audience, selected, settings=chosen)
    days = {False: selected} | ({True: since} if since else {})
    full = _full(log, layout, days, settings=chosen, progress=progress)
    if audience == INTERNAL:
        return full
    (progress or (lambda _: None))(HIDING)
    stretches = {to_date: disclosure.stretch(each, log.as_of) for to_date, each in days.items()}
    return _public(full, stretches, asked, log)


def _asked(
    log: InterviewLog, *, after: Sequence[str | Path | Ledger], key: str | Path | Key | None, rule: str | Rule
) -> Asked:
    drawn_from = key_for(set(log.receipts["sha256"].dropna()), key)
    return Asked(
        drawn_from,
        disclosure.rule(rule),
        earlier_reports(after, drawn_from, disclosure.rule(rule)),
        specialists=frozenset(log.specialists["specialist_id"].dropna()),
        counted=partial(_between_reports, log),
    )


def _between_reports(log: InterviewLog, entry: Entry, gap: Period) -> pd.DataFrame:
    """The table of days that lie between two reports; nothing was counted before the exports begin."""
    return _table(log, entry, windows.clipped(log, gap), progress=None)


def _full(
    log: InterviewLog,
    layout: Template,
    days: Mapping[bool, Period | None],
    *,
    settings: Settings,
    progress: Progress | None,
) -> Release:
    """The release with every table as it is, for inside."""
    counted = {each.name: _table(log, each, days[each.to_date], progress=progress) for each in layout.entries}
    return Release(
        template=layout,
        audience=INTERNAL,
        settings=settings,
        period=days[False],
        as_of=log.as_of,
        as_of_origin=log.as_of_origin,
        inputs=_inputs(log.receipts),
        rows=MappingProxyType({name: int(log.receipts[name].sum()) for name in ROWS}),
        problem_counts=accounts.problem_counts(log.problems),
        receipts=log.receipts.copy(),
        problems=log.problems.copy(),
        tables=MappingProxyType(counted),
        since=days.get(True),
    )


def _public(full: Release, days: Days, asked: Asked, log: InterviewLog) -> Release:
    """The release as it may leave; the log only names what must not stand in it."""
    tables, outside = for_outside(full.tables, full.entries, days, asked)
    for table in tables.values():
        table.attrs["audience"] = PUBLIC
    outside = replace(outside, canaries=partial(disclosure.canaries, log))
    return replace(full, audience=PUBLIC, tables=MappingProxyType(tables), outside=outside)


def audit(release: Release) -> pd.DataFrame:
    """For each hidden cell of a public release the least and most that a reader of it can infer; for inside only.

    One row per cell: key, value, small, printed, low, high, rule, verdict. Raises ExportError for an internal release.
    """
    if release.outside is None:
        raise ExportError("An internal release hides nothing, so there is nothing to audit.", "Make a public one.")
    return release.outside.audit


def refuse(audience: str, *, after: Sequence[object] = (), key: object = None) -> None:
    """Raise ExportError for an audience that there is not, or for what belongs to the other one."""
    if audience not in (INTERNAL, PUBLIC):
        raise ExportError(f"There is no audience '{audience[:60]}'.", f"Choose {INTERNAL} or {PUBLIC}.")
    for name, value in (("after", after), ("key", key)):
        if value and audience == INTERNAL:
            raise ExportError(f"'{name}' belongs to public reports.", "Leave it out.")


def _laid_out(
    log: InterviewLog, layout: Template, audience: str, period: Period | None, *, settings: Settings
) -> tuple[Template, Period | None]:
    """The template with the tables that can be made, and the days of those to date."""
    refuse_unsuited(layout, audience, period)
    windows.refuse_beyond(log, period)
    since = windows.since(log, layout, period, settings)
    return (layout if since else layout.of_one_period()), since


def _table(log: InterviewLog, entry: Entry, period: Period | None, *, progress: Progress | None) -> pd.DataFrame:
    if progress:
        progress(entry.heading)
    own = MEASURES[entry.measure]
    part = periods.between(log, period, own.anchor)
    try:
        return windows.with_unfinished(own.table(part, by=entry.by or None), log.as_of)
    except ValueError as fault:
        if not str(fault).startswith("by:"):
            raise
        raise ExportError(f"The report's table '{entry.name}' cannot be made ({fault}).") from None


def _inputs(receipts: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    files = receipts[["file", "sha256"]].astype("object").drop_duplicates().sort_values(["file", "sha256"])
    return tuple((str(file), str(sha256)) for file, sha256 in files.itertuples(index=False))
