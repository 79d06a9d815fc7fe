"""Counted rows and the names to break them down by go in; the same rows with a column per name, and the full list of its values, come out."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from interview_analytics import periods
from interview_analytics.interview_log import InterviewLog
from interview_analytics.tables import INTERVIEWS, NOT_KNOWN

_NOT_STRATA = ("job_seeker_id", "enrolled_on", "exited_on", "exit_reason", "region", "file", "sheet", "line")
OWN_CHOICES = ("conducted_by", "contact_role")
CALENDAR = {"month": periods.months, "quarter": periods.quarters}


def strata(log: InterviewLog) -> list[str]:
    """The columns of the roster that job seekers can be grouped by, beside region."""
    return [name for name in log.job_seekers.columns if name not in _NOT_STRATA]


def grouped(log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    """The rows with one text column per name in `by`; what cannot be told is "not known".

    `rows` holds `job_seeker_id`, `specialist_id`, `on` (the event's day) and, where `by` asks for them, `sector`,
    `conducted_by` and `contact_role`.
    """
    return rows.assign(**{name: _group(log, rows, name).fillna(NOT_KNOWN).astype("str") for name in by})


def _group(log: InterviewLog, rows: pd.DataFrame, name: str) -> pd.Series:
    if name == "specialist":
        return credited(log, rows)
    if name in ("month", "quarter"):
        return getattr(periods, name)(rows["on"])
    if name == "region":
        return _of_person(log, rows, name).fillna(_of_specialist(log, rows, name))
    return rows[name] if name in rows else _of_person(log, rows, name)


def _of_person(log: InterviewLog, rows: pd.DataFrame, name: str) -> pd.Series:
    return rows["job_seeker_id"].map(log.job_seekers.set_index("job_seeker_id")[name])


def _of_specialist(log: InterviewLog, rows: pd.DataFrame, name: str) -> pd.Series:
    return rows["specialist_id"].map(log.specialists.set_index("specialist_id")[name])


def credited(log: InterviewLog, rows: pd.DataFrame) -> pd.Series:
    """The specialist each row is credited to: who served the job seeker on that day, else who stands in the row."""
    dated = rows[["job_seeker_id", "on"]].assign(position=range(len(rows))).dropna().sort_values("on", kind="stable")
    served = log.assignments.dropna(subset=["job_seeker_id", "specialist_id"])
    served = served[["job_seeker_id", "specialist_id", "from_on", "to_on"]]
    served = served.assign(from_on=served["from_on"].fillna(pd.Timestamp.min.as_unit("us"))).sort_values("from_on")
    met = pd.merge_asof(dated, served, left_on="on", right_on="from_on", by="job_seeker_id")
    met = met[met["to_on"].isna() | (met["on"] <= met["to_on"])]
    assigned = met.set_index("position")["specialist_id"].reindex(range(len(rows))).set_axis(rows.index)
    return assigned.fillna(rows["specialist_id"])


def of_each(rows: pd.DataFrame, cells: pd.DataFrame, by: tuple[str, ...]) -> list[pd.DataFrame]:
    """The grouped rows that belong to each row of `cells`, in that order; no rows for an empty group."""
    if not by:
        return [rows]
    parts = dict(list(rows.groupby(list(by))))
    return [parts.get(tuple(cell), rows[:0]) for cell in cells[list(by)].itertuples(index=False)]


def levels(log: InterviewLog, rows: pd.DataFrame, name: str) -> list[str]:
    """Every value that a group may take, from the roster and the calendar and not only from the rows, in order."""
    found = set(rows[name])
    known = sorted(found | _expected(log, rows, name)) if name not in OWN_CHOICES else list(INTERVIEWS[name].choices)
    return [level for level in known if level != NOT_KNOWN] + ([NOT_KNOWN] if NOT_KNOWN in found else [])


def _expected(log: InterviewLog, rows: pd.DataFrame, name: str) -> set[str]:
    if name == "specialist":
        return set(log.specialists["specialist_id"].dropna())
    if name in CALENDAR and rows["on"].notna().any():
        return set(CALENDAR[name](*_span(log, rows["on"])))
    return set(log.job_seekers[name].dropna().astype("str")) if name in log.job_seekers else set()


def _span(log: InterviewLog, days: pd.Series) -> tuple[dt.date, dt.date]:
    """First and last day: those of the window, as far as the log speaks of it; of the rows where there is none."""
    return (log.window.first, min(log.window.last, log.as_of)) if log.window else (days.min(), days.max())
