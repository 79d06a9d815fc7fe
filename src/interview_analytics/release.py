"""An InterviewLog and a template go in; one report's tables, for one audience and period, come out as a Release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from interview_analytics import accounts, disclosure, periods, shipped, windows
from interview_analytics.accounts import ROWS
from interview_analytics.disclosure import Key, Ledger, Protected, Rule
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures import MEASURES, Measure
from interview_analytics.periods import Period
from interview_analytics.settings import Settings
from interview_analytics.templates import Entry, Section, Template, refuse_unsuited, template

INTERNAL, PUBLIC = "internal", "public"
MARK = "Internal: may identify people"
HIDING = "Hiding small numbers"
KEY = "key"  # under which a ledger notes whose letters it uses
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
    protected: Protected | None = None  # of a public release: what was hidden, and the proof; for inside only
    key: Key | None = None  # from which the aliases were drawn
    aliases: Mapping[str, str] = field(default_factory=dict)  # specialist -> the letter that stands for the name

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
        """Which part of the period is still to come, in words; empty where it is over."""
        return windows.not_over(self.period, self.as_of)

    @property
    def mark(self) -> str:
        """The words that every page, sheet and figure of this release carries; none where it may leave."""
        return MARK if self.audience == INTERNAL else ""

    @property
    def ledger(self) -> Ledger:
        """What a public release tells and hides, for the reports that follow it. Raises ExportError for another."""
        if self.protected is None or self.key is None:
            raise ExportError("Only a public release has a ledger.", "Make a public one.")
        letters = disclosure.by_pseudonym(self.aliases, self.key)
        return disclosure.entered(self.protected, {KEY: self.key.fingerprint, **letters})

    @property
    def received(self) -> str:
        """What became of every row that was read, or outside how many were read, in one sentence."""
        if self.protected is None:
            return accounts.received(self.receipts)
        return accounts.read(self.receipts, self.protected.rule)

    @property
    def found(self) -> pd.DataFrame:
        """How often each rule spoke; outside with no count that is small: effect, rule, count."""
        counted = self.problem_counts.copy()
        return counted if self.protected is None else accounts.without_small(counted, self.protected.rule)

    @property
    def hidden(self) -> str:
        """How much a public release hides and why, and how it names specialists; empty for an internal one."""
        if self.protected is None or self.key is None:
            return ""
        headings = {name: entry.heading for name, entry in self.entries.items()}
        return f"{self.protected.said(headings)} {_named(self.aliases, self.key)}".strip()


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

    Raises ExportError for an audience, period, report, breakdown or rule that there is not, for a period that the
    report is not made for or the exports do not reach; for a key that is none or that others can read, and for earlier
    reports of another key.
    """
    refuse(audience, after=after, key=key)
    small, drawn_from = disclosure.rule(rule), _key(log, key)
    earlier = [each if isinstance(each, Ledger) else disclosure.read(each) for each in after]
    _refuse_strangers(earlier, drawn_from)
    chosen = settings or Settings()
    label = period or chosen.period
    selected = periods.parse(label) if label else None
    layout, since = _laid_out(log, template(report or chosen.report), audience, selected, settings=chosen)
    made = Release(
        template=layout,
        audience=INTERNAL,
        settings=chosen,
        period=selected,
        as_of=log.as_of,
        as_of_origin=log.as_of_origin,
        inputs=_inputs(log.receipts),
        rows=MappingProxyType({name: int(log.receipts[name].sum()) for name in ROWS}),
        problem_counts=accounts.problem_counts(log.problems),
        receipts=log.receipts.copy(),
        problems=log.problems.copy(),
        tables=MappingProxyType(
            {entry.name: _table(log, entry, since if entry.to_date else selected, progress) for entry in layout.entries}
        ),
        since=since,
    )
    if audience == INTERNAL:
        return made
    if progress:
        progress(HIDING)
    return _for_outside(made, drawn_from, small, earlier)


def _laid_out(
    log: InterviewLog, layout: Template, audience: str, period: Period | None, *, settings: Settings
) -> tuple[Template, Period | None]:
    """The template with the tables that can be made, and the days of those to date.

    A report for outside has none of these: all of its tables, of one period, are protected together.
    """
    refuse_unsuited(layout, audience, period)
    windows.refuse_beyond(log, period)
    since = windows.since(log, layout, period, settings) if audience == INTERNAL else None
    return (layout if since else layout.of_one_period()), since


def audit(release: Release) -> pd.DataFrame:
    """For each hidden cell of a public release the least and most that a reader of it can infer; for inside only.

    One row per cell: key, value, small, printed, low, high, rule, verdict. Raises ExportError for an internal release.
    """
    if release.protected is None:
        raise ExportError("An internal release hides nothing, so there is nothing to audit.", "Make a public one.")
    return disclosure.audit(release.protected)


def refuse(audience: str, *, after: Sequence[object] = (), key: object = None) -> None:
    """Raise ExportError for an audience that there is not, or for what belongs to the other one."""
    if audience not in (INTERNAL, PUBLIC):
        raise ExportError(f"There is no audience '{audience[:60]}'.", f"Choose {INTERNAL} or {PUBLIC}.")
    for name, value in (("after", after), ("key", key)):
        if value and audience == INTERNAL:
            raise ExportError(f"'{name}' belongs to public reports.", "Leave it out.")


def _refuse_strangers(earlier: Sequence[Ledger], key: Key) -> None:
    """Raise ExportError for earlier reports in which the same letter may stand for somebody else."""
    if earlier and not key.linkable:
        remedy = "Make one, and use it for all reports: interview-analytics key FILE."
        raise ExportError("Reports that follow one another need a key, by which letters stay the same.", remedy)
    for ledger in earlier:
        if ledger.about.get(KEY) != key.fingerprint:
            problem = f"The earlier report ({ledger.period.label}) was made with another key, or with none."
            raise ExportError(problem, "Use the key that it was made with.")


def _for_outside(made: Release, key: Key, rule: Rule, earlier: Sequence[Ledger]) -> Release:
    """The release with letters for specialists and without small counts, all of its tables protected together."""
    before = {name: alias for ledger in earlier for name, alias in ledger.about.items() if name != KEY}
    given = disclosure.aliases(disclosure.named(made.tables), key, before)
    declared = {name: _declared(entry) for name, entry in made.entries.items()}
    renamed = {name: disclosure.aliased(table, declared[name][1], given) for name, table in made.tables.items()}
    period = disclosure.stretch(made.period, made.as_of)
    protected = disclosure.protect(renamed, declared, rule=rule, period=period, earlier=earlier)
    for table in protected.tables.values():
        table.attrs["audience"] = PUBLIC
    return replace(
        made, audience=PUBLIC, tables=protected.tables, protected=protected, key=key, aliases=MappingProxyType(given)
    )


def _declared(entry: Entry) -> tuple[Measure, tuple[str, ...]]:
    own = MEASURES[entry.measure]
    return own, entry.by or own.default_by


def _key(log: InterviewLog, given: str | Path | Key | None) -> Key:
    """The key that was given; the sample has its own, and for other exports one is drawn that is used once."""
    if given:
        return given if isinstance(given, Key) else disclosure.key(given)
    known = {sha256(file.read_bytes()).hexdigest() for file in shipped.sample().iterdir() if file.is_file()}
    read = set(log.receipts["sha256"])
    return disclosure.SAMPLE if read and read <= known else disclosure.drawn()


def _named(aliases: Mapping[str, str], key: Key) -> str:
    if not aliases:
        return ""
    said = "Specialists are called by letters, in an order drawn by chance"
    return (
        f"{said}; every report made with the same key uses the same."
        if key.linkable
        else (f"{said} for this report alone: in another one the same letter may stand for somebody else.")
    )


def _table(log: InterviewLog, entry: Entry, period: Period | None, progress: Progress | None) -> pd.DataFrame:
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
