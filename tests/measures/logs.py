"""A few literal rows go in; the log of a small programme, and a table's cells as plain values, come out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from interview_analytics.assemble import assemble
from interview_analytics.interview_log import InterviewLog
from interview_analytics.tables import TABLES

Rows = list[dict[str, Any]]
USUAL = {"status": "held", "kind": "informational_interview", "conducted_by": "job_seeker", "job_seeker_id": "J1"}
COLUMNS = frozenset(f"{table.name}.{column}" for table in TABLES.values() for column in table.names)


def log(*, as_of: str = "2026-06-30", unasked: tuple[str, ...] = (), **tables: Rows) -> InterviewLog:
    """The log of these rows by table; every column was asked for, but those in `unasked`.

    Interviews are held by job seeker J1 as far as the row does not say otherwise; interviews and placements are
    numbered I1, I2 … and P1, P2 …
    """
    tables["interviews"] = _numbered("interview_id", "I", tables.get("interviews", []), USUAL)
    tables["placements"] = _numbered("placement_id", "P", tables.get("placements", []), {"job_seeker_id": "J1"})
    frames = {name: _frame(name, rows) for name, rows in tables.items()}
    return assemble(frames, as_of=as_of, recorded=COLUMNS - set(unasked))


def _numbered(identifier: str, letter: str, rows: Rows, usual: dict[str, Any]) -> Rows:
    return [{identifier: f"{letter}{number}", **usual, **row} for number, row in enumerate(rows, start=1)]


def _frame(name: str, rows: Rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    days = [column.name for column in TABLES[name].columns if column.kind == "date" and column.name in frame]
    return frame.assign(**{day: pd.to_datetime(frame[day]) for day in days})


def roster(**enrolled: str | None) -> Rows:
    """Job seekers by the day of their enrolment."""
    return [{"job_seeker_id": person, "enrolled_on": day} for person, day in enrolled.items()]


def staff(*identifiers: str) -> Rows:
    """Specialists of whom only the identifier is known."""
    return [{"specialist_id": identifier} for identifier in identifiers]


def listed(table: pd.DataFrame, *columns: str, **where: Any) -> list[Any]:
    """The cells of the rows that hold these values, in order; missing ones as None, a single column without tuples."""
    for column, wanted in where.items():
        table = table[table[column] == wanted]
    cells = [[None if pd.isna(cell) else cell for cell in table[column].tolist()] for column in columns]
    return cells[0] if len(cells) == 1 else list(zip(*cells, strict=True))
