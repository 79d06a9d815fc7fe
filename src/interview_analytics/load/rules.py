"""Records go in; days that cannot be are taken out: ends before starts, days to come; early interviews are noted."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics import periods
from interview_analytics.errors import ExportError
from interview_analytics.load.record import REPAIRED, SET_ASIDE, Notes, Record
from interview_analytics.reading import Fault
from interview_analytics.reading import sheet as effects
from interview_analytics.reading.sheet import truths

_STRETCHES = {
    "job_seekers": ("enrolled_on", "exited_on"),
    "specialists": ("started_on", "ended_on"),
    "assignments": ("from_on", "to_on"),
    "placements": ("started_on", "ended_on"),
}
_STARTS = {"interviews": "held_on", "placements": "started_on", "job_seekers": "enrolled_on"}
_BACKWARDS = Fault(
    "ended before it started",
    "This day lies before the start in the same row.",
    "Correct one of the two.",
    effects.BLANKED,
)
_NO_DAY = Fault(
    "held without a day",
    "The interview was held, but no day is given; it counts in totals only.",
    "Add the day.",
    effects.NOTED,
)


def last_day(as_of: dt.date | str | None) -> dt.date:
    """The last day that may count: the one given, else today."""
    if as_of is None:
        return dt.date.today()
    if isinstance(as_of, dt.datetime):
        return as_of.date()
    if isinstance(as_of, dt.date):
        return as_of
    try:
        return periods.day(as_of)
    except (AttributeError, ValueError):
        raise ExportError(f"The last day to count, '{as_of}', is not a date.", "Write it as 2026-09-30.") from None


def mark_ends(record: Record, notes: Notes) -> None:
    """Blank the ends that lie before their start."""
    for table, (start, end) in _STRETCHES.items():
        columns = record.parts.get(table, {})
        if start in columns and end in columns:
            backwards = truths(pc.less(columns[end], columns[start]))
            columns[end] = _blanked(record, (table, end), backwards, _BACKWARDS, notes=notes)


def mark_days_to_come(record: Record, limit: dt.date, notes: Notes) -> None:
    """Set aside interviews held, jobs started and persons enrolled after the limit; blank exits after it."""
    for table, start in _STARTS.items():
        columns = record.parts.get(table, {})
        if start not in columns:
            continue
        late = truths(pc.greater(columns[start], pa.scalar(limit))) & _happened(table, columns)
        _refuse(record, table, late, _to_come(limit, effects.SET_ASIDE), notes=notes)
    columns = record.parts.get("job_seekers", {})
    if "exited_on" in columns:
        late = truths(pc.greater(columns["exited_on"], pa.scalar(limit)))
        columns["exited_on"] = _blanked(
            record, ("job_seekers", "exited_on"), late, _to_come(limit, effects.BLANKED), notes=notes
        )
    _note_undated(record, notes)


def note_early_interviews(records: list[Record], frames: dict[str, pd.DataFrame], notes: Notes) -> None:
    """Note interviews that were held before their job seeker was enrolled; they are accepted."""
    interviews, roster = frames.get("interviews"), frames.get("job_seekers")
    if (
        interviews is None
        or roster is None
        or not {"held_on", "job_seeker_id"} <= set(interviews)
        or "enrolled_on" not in roster
    ):
        return
    enrolled = (
        roster.dropna(subset=["job_seeker_id"])
        .drop_duplicates("job_seeker_id")
        .set_index("job_seeker_id")["enrolled_on"]
    )
    early = interviews["held_on"] < enrolled.reindex(interviews["job_seeker_id"]).array
    fault = Fault(
        "before enrolment",
        "The interview was held before the job seeker was enrolled.",
        "Check both days.",
        effects.NOTED,
    )
    headings = {(record.sheet.file, record.sheet.sheet): record.heading("interviews", "held_on") for record in records}
    for row in interviews.loc[early, ["file", "sheet", "line", "held_on"]].itertuples(index=False):
        column = headings[row.file, row.sheet]
        notes.add(row.file, fault, sheet=row.sheet, line=row.line, column=column, value=f"{row.held_on:%Y-%m-%d}")


def _happened(table: str, columns: dict[str, pa.Array]) -> np.ndarray | bool:
    """Per row, whether it tells of something that took place, rather than of a plan."""
    if table != "interviews" or "status" not in columns:
        return True
    return truths(pc.or_kleene(columns["status"].is_null(), pc.equal(columns["status"], "held")))


def _to_come(limit: dt.date, effect: str) -> Fault:
    problem = f"This day lies after {limit:%Y-%m-%d}, the last day to count."
    return Fault("day to come", problem, "Correct the day, or set a later last day.", effect)


def _refuse(record: Record, table: str, late: np.ndarray, fault: Fault, *, notes: Notes) -> None:
    """Set the rows aside in the sheet's main table; in a further one they just do not speak of it."""
    if not late.any():
        return
    rows = np.flatnonzero(late)
    column = _STARTS[table]
    main = table == record.main
    told = fault if main else fault._replace(effect=effects.BLANKED)
    values = record.parts[table][column].take(pa.array(rows))
    notes.add_rows(record.sheet, rows, told, column=record.heading(table, column), values=values)
    record.mark(rows, SET_ASIDE if main else REPAIRED)
    record.rows[table] = record.rows[table] & ~late


def _blanked(record: Record, place: tuple[str, str], wrong: np.ndarray, fault: Fault, *, notes: Notes) -> pa.Array:
    """The column without the wrong days."""
    table, column = place
    days = record.parts[table][column]
    if not wrong.any():
        return days
    rows = np.flatnonzero(wrong)
    if table != "assignments" or record.main == "assignments":  # a roster's own days are told of once
        notes.add_rows(
            record.sheet, rows, fault, column=record.heading(table, column), values=days.take(pa.array(rows))
        )
        record.mark(rows, REPAIRED)
    return pc.if_else(pa.array(wrong), pa.scalar(None, days.type), days)


def _note_undated(record: Record, notes: Notes) -> None:
    columns = record.parts.get("interviews", {})
    if "status" not in columns or record.main != "interviews":
        return
    held = truths(pc.equal(columns["status"], "held"))
    undated = held & truths(columns["held_on"].is_null()) if "held_on" in columns else held
    rows = np.flatnonzero(undated & record.usable)
    notes.add_rows(record.sheet, rows, _NO_DAY, column=record.heading("interviews", "held_on"))
