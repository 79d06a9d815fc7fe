"""Sheets go in; the same sheets with what stands around their records as columns of their own come out.

A specialist in a title line or in the sheet's name, first and last names, a quantity with its unit, and the year of
days that were written without one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pyarrow as pa

from interview_analytics.headings import meanings, normalised, private_kind
from interview_analytics.load.record import Sourced
from interview_analytics.load.years import with_years
from interview_analytics.reading import Cells, Fault, Problem, Sheet
from interview_analytics.reading.groups import labelled
from interview_analytics.reading.kinds import CODE, kind_of
from interview_analytics.reading.sheet import NOTED, cells_from

_CONTEXT = ("specialist_id", "job_seeker_id", "region", "program")
NAMES = "First Name, Last Name"  # as headings.toml lists it
QUANTITY = "Quantity, Unit of Measurement"
_SHORT_CODE = re.compile(r"(?!(fy|cy|py|sfy|q|week|w)[-_ ]?\d)[a-z]{1,4}[-_ ]?\d{1,5}$", re.IGNORECASE)
_PERSON = re.compile(r"[A-Z][\w'’.-]*(,? [A-Z][\w'’.-]*){0,2}$")
_NO_PERSON = re.compile(
    r"(?i)\b(sheet|tab|table|data|log|list|report|export|interviews?|clients?|job|jobs|placements?|staff|specialists?|raw|all|"
    r"north|south|east|west|central|region|site|office|county|team|archive|closed|open|active|current|new|old|summary|total|"
    r"jan\w*|feb\w*|mar(ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|spring|summer|fall|winter|quarter|"
    r"notes?|form|responses?|tracker|copy|draft|template)\b|\d"
)
_TIME = re.compile(r"(hours?|hrs?|minutes?|mins?)\W*$", re.IGNORECASE)


def in_context(sourced: Sequence[Sourced]) -> list[Sourced]:
    """Each sheet with a column for what its titles, its name or several of its columns say together."""
    shared = Counter((own.sheet.file, _shape(own.sheet)) for own in sourced if own.sheet.sheet)
    return [
        own._replace(sheet=_completed(own.sheet, alike=shared[own.sheet.file, _shape(own.sheet)] > 1))
        for own in sourced
    ]


def _shape(sheet: Sheet) -> tuple[str, ...]:
    return tuple(sorted(map(normalised, sheet.header)))


def _completed(sheet: Sheet, *, alike: bool) -> Sheet:
    for step in (_with_titles, _with_whole_names, _with_amounts, with_years):
        sheet = step(sheet)
    return _with_sheet_name(sheet, alike=alike)


@lru_cache(maxsize=4_096)
def meant(heading: str) -> frozenset[str]:
    """The canonical columns that a heading can mean, whatever the table."""
    return frozenset(meaning.column for meaning in meanings(heading).values())


def _known(sheet: Sheet) -> frozenset[str]:
    return frozenset().union(*map(meant, filter(None, sheet.header)))


def _with_titles(sheet: Sheet) -> Sheet:
    """`Employment Specialist: ES-41` above the headings holds for every record below them."""
    for drop in sheet.dropped:
        pair = labelled(drop.text) if drop.kind == "title" else None
        if pair and not private_kind(pair[0]) and (meant(pair[0]) & set(_CONTEXT)) - _known(sheet):
            problem = f"'{pair[0]}' stands in a title line only; it was taken for every record."
            sheet = _with_constant(sheet, pair[0], pair[1], problem, line=drop.line)
    return sheet


def _with_sheet_name(sheet: Sheet, *, alike: bool) -> Sheet:
    """A sheet named after a specialist, beside others of the same headings, tells who the specialist was."""
    name = sheet.sheet.strip()
    if not name or "specialist_id" in _known(sheet) or "job_seeker_id" not in _known(sheet):
        return sheet
    person = alike and bool(_PERSON.match(name)) and not _NO_PERSON.search(name)
    code = (
        kind_of(name.replace(" ", "-")) == CODE and bool(_SHORT_CODE.match(name)) and not _NO_PERSON.search(name[:-1])
    )
    if not person and not (_SHORT_CODE.match(name) and not re.match(r"(?i)(sheet|tab|table)", name)) and not code:
        return sheet
    problem = f"No column names the specialist; the sheet's name, '{name}', was taken for every record."
    return _with_constant(sheet, "Employment Specialist (sheet name)", name, problem)


def _with_constant(sheet: Sheet, heading: str, value: str, problem: str, *, line: int | None = None) -> Sheet:
    cells = Cells(pa.array([value], pa.string()), np.zeros(len(sheet), dtype=np.int32))
    fault = Fault("said once", problem, "If that is wrong, add a column to the export.", NOTED)
    return _with(sheet, heading, cells, Problem(line, heading, value, fault))


def _with(sheet: Sheet, heading: str, cells: Cells, *problems: Problem) -> Sheet:
    return replace(
        sheet,
        header=[*sheet.header, heading],
        columns=[*sheet.columns, cells],
        problems=[*sheet.problems, *problems],
    )


def _with_whole_names(sheet: Sheet) -> Sheet:
    """First and last name together name a person where nothing else does; both columns give way to the new one."""
    parts = whole_names(sheet)
    if not parts:
        return sheet
    pairs = zip(*(sheet.columns[at].texts() for at in parts), strict=True)
    cells = cells_from([" ".join(part.strip() for part in pair if part.strip()) for pair in pairs])
    return _with(_without(sheet, set(parts)), NAMES, cells)


def whole_names(sheet: Sheet) -> tuple[int, ...]:
    """The positions of first and last name where the two identify the job seeker; none where something else does."""
    if "job_seeker_id" in _known(sheet) or not len(sheet):
        return ()
    first, last = (_ending(sheet, *words) for words in (("first name", "given name"), ("last name", "surname")))
    return () if first is None or last is None else (first, last)


def _ending(sheet: Sheet, *words: str) -> int | None:
    headings = [normalised(heading) for heading in sheet.header]
    own = (at for at, heading in enumerate(headings) if heading.endswith(words) and "contact" not in heading)
    return next(own, None)


def _without(sheet: Sheet, gone: set[int]) -> Sheet:
    kept = [at for at in range(len(sheet.header)) if at not in gone]
    return replace(sheet, header=[sheet.header[at] for at in kept], columns=[sheet.columns[at] for at in kept])


def _with_amounts(sheet: Sheet) -> Sheet:
    """A quantity beside its unit of measurement, as in the Program Management Module, is a length where it is time."""
    headings = [normalised(heading) for heading in sheet.header]
    amount = next((at for at, heading in enumerate(headings) if heading.endswith("quantity")), None)
    unit = next(
        (at for at, heading in enumerate(headings) if heading.endswith(("unit of measurement", "unit of measure"))),
        None,
    )
    if amount is None or unit is None or not len(sheet):
        return sheet
    units = sheet.columns[unit].texts()
    if not any(_TIME.search(text) for text in units):
        return sheet
    pairs = zip(sheet.columns[amount].texts(), units, strict=True)
    cells = cells_from([f"{number.strip()} {unit.strip()}".strip() if number.strip() else "" for number, unit in pairs])
    return _with(_without(sheet, {amount, unit}), QUANTITY, cells)
