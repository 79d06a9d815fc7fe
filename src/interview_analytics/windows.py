"""An InterviewLog, a report and a period go in; the days that its tables speak of, or why they cannot, come out."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from interview_analytics import periods
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog, Period
from interview_analytics.settings import Settings
from interview_analytics.templates import Template


def since(log: InterviewLog, layout: Template, period: Period | None, settings: Settings) -> Period | None:
    """The days of the tables to date; none where the report has no such tables, or the period is all of these days.

    Raises ExportError where the report's figures to date have no beginning (`periods.to_date`).
    """
    if period is None or not layout.since:
        return None
    first, _ = told_days(log) or (period.first, period.last)
    whole = periods.to_date(period, layout.since, first=first, grant_start=settings.first_day_of_grant)
    return None if whole.first == period.first else whole


def refuse_beyond(log: InterviewLog, period: Period | None) -> None:
    """Raise ExportError for a period of which the exports tell nothing: its figures would all be 0."""
    told = told_days(log)
    if period is None or told is None:
        return
    first, _ = told
    if period.last < first or period.first > log.as_of:
        raise ExportError(
            f"The exports tell nothing of {period.label} ({period.first} to {period.last}): "
            f"their days reach from {first} to {log.as_of}.",
            "Choose another period.",
        )


def clipped(log: InterviewLog, period: Period) -> Period:
    """The part of a period of which the exports tell; one day of it where they tell of none."""
    first, _ = told_days(log) or (period.first, period.last)
    return Period(period.label, min(max(period.first, first), period.last), period.last)


def not_over(period: Period | None, as_of: dt.date) -> str:
    """Which part of the period is still to come, in two sentences; empty where it is over."""
    if period is None or period.last <= as_of:
        return ""
    return (
        f"{period.words} is not over: it ends on {period.last}, and the last day counted is {as_of}. "
        "Its figures say what had happened by then; the rest is not yet due."
    )


def with_unfinished(table: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """The table, its note naming the month or quarter that is not over on the last day counted."""
    day = pd.Series([pd.Timestamp(as_of)])
    for name, label in (("month", periods.month), ("quarter", periods.quarter)):
        current = label(day)[0]
        if name in table and table[name].eq(current).any() and as_of < periods.parse(current).last:
            own = table.attrs.get("note", "")
            said = f"{current} is not over on {as_of}, so the rest of it is not yet due"
            table.attrs["note"] = f"{own}; {said}" if own else said
    return table


def told_days(log: InterviewLog) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of which the exports tell; none where they tell of no day."""
    days = pd.concat([getattr(log, table)[day].dropna() for day, table in periods.ANCHORS.items()])
    return None if days.empty else (days.min().date(), max(days.max().date(), log.as_of))
