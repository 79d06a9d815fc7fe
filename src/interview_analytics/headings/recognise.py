"""The header of a sheet goes in; the canonical tables that it feeds, column by column, come out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from interview_analytics.headings.mapping import Mapping
from interview_analytics.headings.words import Meaning, meanings, near, normalised
from interview_analytics.tables import TABLES

# A sheet speaks of a table only if it holds one of these columns: identifiers alone stand everywhere.
_SIGNATURES: dict[str, set[str]] = {
    "interviews": {column.name for column in TABLES["interviews"].columns}
    - {"status", "kind", "employer", "industry", "sector", "referral_source", "notes"}
    - {"job_seeker_id", "specialist_id", "contact_id", "referred_by_contact_id"},
    "discoveries": {"text"},
    "job_seekers": set(TABLES["job_seekers"].names) - {"job_seeker_id", "region"},
    "interests": {"text"},
    "specialists": {"started_on", "ended_on", "full_time_equivalent"},
    "assignments": {"from_on", "to_on"},
    "placements": {"placement_id", "started_on", "ended_on", "job_title", "hourly_wage", "hours_per_week"},
    "earnings": {"amount"},
    "training": {"course"},
}
_TELLING = {"held_on", "requested_on", "interview_id"}  # without one, another table's row tells of no interview
_BARE_STRETCH = {"job_seeker_id", "specialist_id", "started_on", "ended_on"}
_SEVERAL = ("interests", "discoveries")  # tables whose text may stand in several columns side by side


@dataclass(frozen=True)
class Part:
    """One canonical table as a sheet holds it: for each canonical column, the positions of the columns that give it."""

    table: str
    columns: dict[str, list[int]]


@dataclass(frozen=True)
class Recognised:
    """What a sheet's headings mean.

    parts: the tables it feeds, the one that its rows are about first; none where nothing was recognised
    unused: positions of headings that nothing knows, with the columns that they look like
    doubled: positions of headings that mean a column which another heading gives already
    names_used, names_left: positions of columns of names that serve as identifier, and that were left out
    strata: further columns of a roster by the name they are kept under
    """

    parts: list[Part]
    unused: dict[int, list[str]]
    doubled: list[int]
    names_used: list[int]
    names_left: list[int]
    strata: dict[str, int]


def recognised(header: Sequence[str], mapping: Mapping, *, without: Collection[int] = ()) -> Recognised:
    """The tables that a sheet with these headings feeds; `without` are positions that must not be read."""
    known = {at: _meanings(heading, mapping) for at, heading in enumerate(header) if at not in without and heading}
    candidates = {name: _part(name, known) for name in TABLES}
    signed = [part for part in candidates.values() if part and _signed(part)]
    possible = [part for part in signed if _complete(part)]
    if not possible:
        strangers = _unknown(header, known, mapping, without={at for at, own in known.items() if own})
        return Recognised([], strangers, [], [], [], {})
    main = max(possible, key=lambda part: _score(part, known))
    claimed = _positions(main)
    extras = [own for part in signed if part is not main and (own := _further(part, main, known))]
    main, extras = _enrolled(main, extras)
    parts = [main, *extras, *_assigned(main, extras, known)]
    used = {at for part in parts for at in _positions(part)}
    names = [at for at, own in known.items() if own and all(meaning.is_name for meaning in own.values())]
    doubled = [at for at in known if at not in {*used, *claimed, *names} and _given(known[at], parts)]
    unused = _unknown(header, known, mapping, without={*used, *claimed, *names, *doubled})
    strata = _strata(header, unused) if TABLES[main.table].open_ended else {}
    return Recognised(
        parts,
        {at: near for at, near in unused.items() if at not in strata.values()},
        doubled,
        [at for at in names if at in used],
        [at for at in names if at not in used],
        strata,
    )


def _meanings(heading: str, mapping: Mapping) -> dict[str, Meaning]:
    target = mapping.headings.get(normalised(heading))
    if target is None:
        return meanings(heading)
    table, _, column = target.rpartition(".")
    tables = [table] if table else [name for name, own in TABLES.items() if column in own.names]
    return {name: Meaning(column, -1) for name in tables} if target else {}


def _part(name: str, known: dict[int, dict[str, Meaning]]) -> Part | None:
    """The table's columns with the surest heading for each."""
    columns: dict[str, list[int]] = {}
    for at in sorted((at for at, own in known.items() if name in own), key=lambda at: known[at][name].rank):
        column = known[at][name].column
        if column not in columns or (name in _SEVERAL and column == "text"):
            columns.setdefault(column, []).append(at)
    return Part(name, {column: sorted(at) for column, at in columns.items()}) if columns else None


def _positions(part: Part) -> set[int]:
    return {at for positions in part.columns.values() for at in positions}


def _complete(part: Part) -> bool:
    """Whether every required group of columns is there; a sector may come from an industry's text."""
    return all(any(column in part.columns for column in group) for group in TABLES[part.table].required)


def _signed(part: Part) -> bool:
    return any(column in part.columns for column in _SIGNATURES[part.table])


def _score(part: Part, known: dict[int, dict[str, Meaning]]) -> tuple[bool, float, float]:
    """Whether the day of an interview is there (then a placement beside it is what came of it); how many headings speak
    for the table, each shared among the tables it may speak for; then how whole the table is."""
    weight = sum(1 / len(known[at]) for at in _positions(part))
    days = part.columns.get("held_on", []) if part.table == "interviews" else []
    dated = any(len(known[at]) == 1 and not known[at][part.table].is_stamp for at in days)
    return dated, round(weight, 6), len(part.columns) / len(TABLES[part.table].columns)


def _further(part: Part, main: Part, known: dict[int, dict[str, Meaning]]) -> Part | None:
    """The part without what belongs to the main table; None where nothing of its own is left."""
    identifiers = {column.name for column in TABLES[part.table].columns if column.kind == "identifier"}
    columns = {
        column: [
            at
            for at in positions
            if not known[at][part.table].is_stamp and (column in identifiers or main.table not in known[at])
        ]
        for column, positions in part.columns.items()
    }
    own = Part(part.table, {column: positions for column, positions in columns.items() if positions})
    if part.table == "interviews" and not _TELLING & set(own.columns):
        return None
    return own if (_complete(own) or _beside(own, main)) and _signed(own) else None


def _beside(part: Part, main: Part) -> bool:
    """Whether the part hangs on the interviews of its own rows, which need no identifier for that."""
    return part.table == "discoveries" and main.table == "interviews"


def _enrolled(main: Part, extras: list[Part]) -> tuple[Part, list[Part]]:
    """A roster without days of enrolment, such as one of engagements in a program, means them by start and end, where
    nothing else tells of a job."""
    days = {"enrolled_on": "started_on", "exited_on": "ended_on"}
    jobs = next((part for part in extras if part.table == "placements"), None)
    if main.table != "job_seekers" or "enrolled_on" in main.columns or not jobs or set(jobs.columns) - _BARE_STRETCH:
        return main, extras
    own = {ours: jobs.columns[theirs] for ours, theirs in days.items() if theirs in jobs.columns}
    return Part(main.table, own | main.columns), [part for part in extras if part is not jobs]


def _assigned(main: Part, extras: list[Part], known: dict[int, dict[str, Meaning]]) -> list[Part]:
    """A roster that names a specialist says who served whom, from enrolment to exit."""
    named = sorted(
        (own["assignments"].rank, at) for at, own in known.items() if _means(own, "assignments", "specialist_id")
    )
    if main.table != "job_seekers" or not named or "assignments" in {part.table for part in extras}:
        return []
    days = {"from_on": "enrolled_on", "to_on": "exited_on"}
    stretch = {ours: main.columns[theirs] for ours, theirs in days.items() if theirs in main.columns}
    identifiers = {"job_seeker_id": main.columns["job_seeker_id"], "specialist_id": [named[0][1]]}
    return [Part("assignments", identifiers | stretch)]


def _means(own: dict[str, Meaning], table: str, column: str) -> bool:
    return table in own and own[table].column == column


def _strata(header: Sequence[str], unused: dict[int, list[str]]) -> dict[str, int]:
    known: set[str] = {column for table in TABLES.values() for column in table.names}
    strata: dict[str, int] = {}
    for at in unused:
        name = normalised(header[at]).replace(" ", "_")
        if name and name not in strata and name not in known:
            strata[name] = at
    return strata


def _given(own: dict[str, Meaning], parts: list[Part]) -> bool:
    """Whether the sheet has the column already that this heading means."""
    return any(_means(own, part.table, column) for part in parts for column in part.columns)


def _unknown(
    header: Sequence[str], known: dict[int, dict[str, Meaning]], mapping: Mapping, *, without: Collection[int]
) -> dict[int, list[str]]:
    """Headings that nothing knows, or that mean something only where a sheet holds more; with what they may mean."""
    left_out = {heading for heading, target in mapping.headings.items() if not target}
    rest = [at for at in known if at not in without and normalised(header[at]) not in left_out]
    return {
        at: [f"{name}.{meaning.column}" for name, meaning in known[at].items()][:4] or near(header[at]) for at in rest
    }
