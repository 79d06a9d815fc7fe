"""Rows to be counted and the names to break them down by go in; a column per name, and all its values, come out."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from interview_analytics import periods
from interview_analytics.interview_log import InterviewLog
from interview_analytics.tables import INTERVIEWS, NOT_KNOWN, TABLES

FIGURES = ("count", "numerator", "denominator", "share", "estimate", "low", "high", "people", "status")
OWN_CHOICES = ("conducted_by", "contact_role")
OF_THE_ROW = ("sector", *OWN_CHOICES)
CALENDAR = {"month": periods.months, "quarter": periods.quarters}
UNKNOWN = "unknown"  # as yes/no columns hold it
STRATA = ("employed_at_intake", "program", "age_group", "disability_group")
# a further column of the roster that bears the name of something else in a measure's rows cannot be told from it
TAKEN = {column for table in TABLES.values() for column in table.names} | {
    *FIGURES, *CALENDAR, "specialist", "on", "person", "holds", "cause", "entry", "file", "sheet", "line",
    "step", "length", "item", "answer", "questions_asked", "raised", "how", "interview_number", "planned", "discovered",
    "stage", "source", "target", "start", "outcome", "basis", "days", "months", "amount",
    "units", "which", "industries", "chain", "after", "signal",
    "interviews", "until", "followed", "asked", "met_again", "with_whom", "lead or placement", "placement",
    "state", "analysis", "figure", "rule", "stop", "event", "credited",
}  # fmt: skip


def strata(log: InterviewLog) -> list[str]:
    """The columns of the roster that job seekers can be grouped by, beside region."""
    return [name for name in log.job_seekers.columns if name in STRATA or name not in TAKEN]


def grouped(log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    """The rows with one text column per name in `by`; what cannot be told is "not known".

    `rows` holds `job_seeker_id`, `specialist_id`, `on` (the event's day) and, where `by` asks for them, `sector`,
    `conducted_by` and `contact_role`; `credited` where a rule of its own says which specialist a row counts for.
    """
    return rows.assign(**{name: _group(log, rows, name).astype("str").fillna(NOT_KNOWN) for name in by})


def _group(log: InterviewLog, rows: pd.DataFrame, name: str) -> pd.Series:
    if name == "specialist":
        return rows["credited"] if "credited" in rows else credited(log, rows)
    if name in CALENDAR:
        return getattr(periods, name)(rows["on"])
    if name in OF_THE_ROW:
        return rows[name]
    own = _known(of_these(rows["job_seeker_id"], _roster(log), name))
    return own.fillna(of_these(rows["specialist_id"], log.specialists, name)) if name == "region" else own


def _known(facts: pd.Series) -> pd.Series:
    """The facts of a roster; one that was recorded as unknown is missing like one that was not recorded."""
    return facts.mask(facts.astype("str") == UNKNOWN)


def of_these(identifiers: pd.Series, facts: pd.DataFrame, name: str) -> pd.Series:
    """A column of `facts`, one row per identifier, for each of these identifiers; missing where there is none."""
    return facts.set_index(identifiers.name)[name].reindex(identifiers).set_axis(identifiers.index)


def _roster(log: InterviewLog) -> pd.DataFrame:
    return (log.whole or log).job_seekers


def credited(log: InterviewLog, rows: pd.DataFrame) -> pd.Series:
    """The specialist each row is credited to: who served the job seeker on that day, else who stands in the row.

    Of several who served on that day, the one who began last.
    """
    dated = rows[["job_seeker_id", "on"]].assign(position=range(len(rows))).dropna()
    served = log.assignments[["job_seeker_id", "specialist_id", "from_on", "to_on"]].dropna(subset="specialist_id")
    met = dated.merge(served, on="job_seeker_id")
    met = met[~(met["from_on"] > met["on"]) & ~(met["to_on"] < met["on"])]  # a missing limit is none
    last = met.sort_values(["from_on", "specialist_id"], na_position="first").drop_duplicates("position", keep="last")
    assigned = last.set_index("position")["specialist_id"].reindex(range(len(rows))).set_axis(rows.index)
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
    known = list(INTERVIEWS[name].choices) if name in OWN_CHOICES else sorted(found | _expected(log, rows, name))
    known = [*known, *sorted(found - set(known))]
    return [level for level in known if level != NOT_KNOWN] + ([NOT_KNOWN] if NOT_KNOWN in found else [])


def _expected(log: InterviewLog, rows: pd.DataFrame, name: str) -> set[str]:
    if name == "specialist":
        return set(log.specialists["specialist_id"].dropna())
    if name in CALENDAR:
        return set(CALENDAR[name](*_span(log, rows["on"]))) if rows["on"].notna().any() else set()
    rosters = [_roster(log), log.specialists] if name == "region" else [_roster(log)]
    return {level for roster in rosters if name in roster for level in _known(roster[name]).dropna().astype("str")}


def _span(log: InterviewLog, days: pd.Series) -> tuple[dt.date, dt.date]:
    """First and last day: those of the window, as far as the log speaks of it; of the rows where there is none."""
    return (log.window.first, min(log.window.last, log.as_of)) if log.window else (days.min(), days.max())
