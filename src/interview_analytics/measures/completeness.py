"""An InterviewLog goes in; how often each column was filled in, over all and month by month, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics import periods
from interview_analytics.interview_log import InterviewLog
from interview_analytics.journeys import held
from interview_analytics.tables import ORIGIN

MOST_MONTHS = 36  # the newest ones; a day that was mistyped long ago must not stretch a chart over decades
DAYS = {"interviews": "held_on", "job_seekers": "enrolled_on", "placements": "started_on"}


def completeness(log: InterviewLog, table: str = "interviews") -> pd.DataFrame:
    """How often each exported column of a table was filled in, month by month; "unknown" does not count as filled in.

    table: "interviews" (those held, by the day of the interview), "job_seekers" (by enrolment) or "placements" (by the
        first day at work). Rows without that day belong to no month; of more than 36 months the newest are told.

    Returns one row per column and month: `column, month, numerator, denominator, share`, shares from 0 to 1; a month
    without rows has no share. Counts of what was exported, for use inside the agency only.
    """
    rows, day = _rows(log, table), DAYS[table]
    dated = rows[rows[day].notna()]
    months = periods.months(dated[day].min(), dated[day].max())[-MOST_MONTHS:] if len(dated) else []
    filled = filled_in(log, table, dated).drop(columns=day, errors="ignore")
    by_month = filled.groupby(periods.month(dated[day])).sum().reindex(months, fill_value=0)
    sizes = periods.month(dated[day]).value_counts().reindex(months, fill_value=0)
    told = by_month.rename_axis("month").reset_index().melt("month", var_name="column", value_name="numerator")
    told = told.assign(denominator=told["month"].map(sizes.to_dict()))
    told = told.astype({"month": "str", "column": "str", "numerator": "Int64", "denominator": "Int64"})
    some = told["denominator"] > 0
    told["share"] = (told["numerator"] / told["denominator"]).astype("Float64").where(some)
    return told[["column", "month", "numerator", "denominator", "share"]]


def filled_in(log: InterviewLog, table: str = "interviews", rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """Per row and exported column of a table, whether something other than "unknown" stands there."""
    rows = _rows(log, table) if rows is None else rows
    origin = [column.name for column in ORIGIN]
    names = [name for name in rows if f"{table}.{name}" in log.recorded and name not in origin]
    return rows[names].notna() & rows[names].astype("object").ne("unknown")


def _rows(log: InterviewLog, table: str) -> pd.DataFrame:
    return held(log.interviews) if table == "interviews" else getattr(log, table)
