"""Canonical tables go in, as far as there are any; a whole InterviewLog, with all that follows from them, comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import duckdb
import pandas as pd
import pyarrow as pa

from interview_analytics import journeys, periods
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import CONTACTS, EXPLORATIONS, INDUSTRY_CODES, PROBLEMS, RECEIPTS, InterviewLog
from interview_analytics.tables import ASSIGNMENTS, ORIGIN, TABLES, Column, Table, completed, empty

GIVEN = "given"
NEWEST = "newest day in the exports"
TODAY = "today, as the exports hold no day"
ROSTERS = {
    "job_seekers": ("job_seeker_id", "job seekers", "Export the list of job seekers with their days of enrolment."),
    "specialists": (
        "specialist_id",
        "specialists",
        "Export the list of specialists with their first days in the post.",
    ),
}
DERIVED = {  # by name: the step, the tables that it takes, the columns that come of it
    "explorations": (journeys.explorations, ("interviews", "discoveries", "interests"), EXPLORATIONS),
    "contacts": (journeys.contacts, ("interviews", "placements"), CONTACTS),
    "assignments": (journeys.assignments, ("interviews", "job_seekers"), (*ASSIGNMENTS.columns, *ORIGIN)),
}

Frames = dict[str, pd.DataFrame]


def assemble(
    tables: Mapping[str, pd.DataFrame],
    *,
    problems: pd.DataFrame | None = None,
    receipts: pd.DataFrame | None = None,
    industry_codes: pd.DataFrame | None = None,
    as_of: dt.date | str | None = None,
    recorded: Iterable[str] | None = None,
) -> InterviewLog:
    """The log of these canonical tables: their columns completed, what was not exported derived from what was.

    tables: canonical tables by name (`tables.TABLES`); any table and any column may be absent. A roster that is absent
        or empty is made of the identifiers in the other tables, which `problems` notes; assignments likewise come from
        the interviews (`journeys.assignments`). An interview without `interview_id` gets one of its own. What is
        derived is made when the log is first asked for it.
    as_of: the last day that the log speaks of; by default the newest day on which an interview was held, a placement
        started or a job seeker left, not later than today.
    recorded: the columns that the exports hold, as `table.column`; by default those of `tables`.

    Raises ValueError for a table that is not canonical, ExportError for an `as_of` that is not a date.
    """
    frames = _whole(tables)
    if frames["interviews"]["interview_id"].hasnans:
        frames["interviews"] = _identified(frames["interviews"])
    notes = [_derived_roster(frames, name) for name in ROSTERS if frames[name].empty]
    day, origin = _last_day(frames, as_of)
    return InterviewLog(
        **frames | _to_derive(frames),
        industry_codes=_listed(industry_codes, INDUSTRY_CODES),
        problems=_listed(pd.concat([_listed(problems, PROBLEMS), *notes], ignore_index=True), PROBLEMS),
        receipts=_listed(receipts, RECEIPTS),
        as_of=day,
        as_of_origin=origin,
        recorded=frozenset(_columns(tables) if recorded is None else recorded),
    )


def _whole(tables: Mapping[str, pd.DataFrame]) -> Frames:
    unknown = ", ".join(sorted(set(tables) - set(TABLES)))
    if unknown:
        raise ValueError(f"tables: {unknown} not among {', '.join(TABLES)}")
    return {name: _completed(tables.get(name), table) for name, table in TABLES.items()}


def _identified(interviews: pd.DataFrame) -> pd.DataFrame:
    """Interviews without an identifier get one of their own, by their place in the table."""
    place = pd.Series(interviews.index + 1, interviews.index).astype("str").str.zfill(9)
    return interviews.assign(interview_id=interviews["interview_id"].fillna("row " + place))


def _completed(frame: pd.DataFrame | None, table: Table) -> pd.DataFrame:
    """The table's columns first, then its strata where it may have any, then where each row came from."""
    origin = [column.name for column in ORIGIN]
    whole = _listed(frame, [*table.columns, *ORIGIN])
    known = {*table.names, *origin}
    strata = [name for name in whole.columns if name not in known] if table.open_ended else []
    return whole[[*table.names, *strata, *origin]]


def _listed(frame: pd.DataFrame | None, columns: Iterable[Column]) -> pd.DataFrame:
    return empty(columns) if frame is None else completed(frame.reset_index(drop=True), columns)


def _columns(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    origin = {column.name for column in ORIGIN}
    return (f"{name}.{column}" for name, frame in tables.items() for column in frame.columns if column not in origin)


def _derived_roster(frames: Frames, name: str) -> pd.DataFrame:
    """The note on a roster that was put in place, made of the identifiers in the other tables; no rows without any."""
    identifier, people, remedy = ROSTERS[name]
    holders = [table for table, frame in frames.items() if identifier in frame and frame[identifier].notna().any()]
    found = sorted({person for table in holders for person in frames[table][identifier].unique().dropna().tolist()})
    frames[name] = _completed(pd.DataFrame({identifier: pd.Series(found, dtype="str")}), TABLES[name])
    problem = f"No export lists the {people}; {len(found):,} were taken from the {', '.join(holders)}, without dates."
    note = {"column": identifier, "rule": "roster derived", "problem": problem, "remedy": remedy, "effect": "noted"}
    return _listed(pd.DataFrame([note] if found else []), PROBLEMS)


def _to_derive(frames: Frames) -> dict[str, partial[pd.DataFrame]]:
    """For each table that the exports do not give, the step that makes it."""
    return {
        name: partial(_derived, name, [frames[source] for source in sources])
        for name, (_, sources, _) in DERIVED.items()
        if name not in frames or frames[name].empty
    }


def _derived(name: str, sources: Sequence[pd.DataFrame]) -> pd.DataFrame:
    step, _, columns = DERIVED[name]
    # DuckDB answers exactly as pandas does and, on a million interviews, several times sooner
    with duckdb.connect() as engine:
        _without_progress_bar(engine)
        answer = step(*(engine.from_arrow(_arrow(source)) for source in sources))
        return completed(answer.to_arrow_table().to_pandas(), columns)


def _without_progress_bar(engine: duckdb.DuckDBPyConnection) -> None:
    """A bar would stand in what a command prints; where it is off, as in Jupyter, it must not be set again."""
    if engine.execute("SELECT current_setting('enable_progress_bar')").fetchall() == [(True,)]:
        engine.execute("SET enable_progress_bar = false")


def _arrow(frame: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(frame, preserve_index=False)


def _last_day(frames: Frames, as_of: dt.date | str | None) -> tuple[dt.date, str]:
    if as_of is not None:
        return _day(as_of), GIVEN
    interviews = frames["interviews"]
    held = interviews["held_on"][interviews["status"].isna() | (interviews["status"] == "held")]
    today = dt.date.today()
    tomorrow = pd.Timestamp(today) + pd.Timedelta(days=1)
    days = (held, frames["placements"]["started_on"], frames["job_seekers"]["exited_on"])
    newest = pd.Series([known[known < tomorrow].max() for known in days]).max()
    return (today, TODAY) if pd.isna(newest) else (newest.date(), NEWEST)


def _day(as_of: dt.date | str) -> dt.date:
    if isinstance(as_of, dt.datetime):
        return as_of.date()
    if isinstance(as_of, dt.date):
        return as_of
    try:
        return periods.day(as_of)
    except (AttributeError, ValueError):
        raise ExportError(f"The last day to count, '{as_of}', is not a date.", "Write it as 2026-09-30.") from None
