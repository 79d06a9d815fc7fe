"""A period as a funder writes it, or days, go in; first and last day, the rows between them, or labels come out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog, Period

GRAMMAR = (
    "Write 2026-03 (a month), 2026Q3 (a calendar quarter), 2026H1 (a half-year), CY2026 (a calendar year), "
    "SFY2026 (state fiscal year, July 2025 to June 2026), "
    "FFY2026 (federal fiscal year, October 2025 to September 2026), "
    "PY2026 (WIOA program year, July 2026 to June 2027), 2026-01-15..2026-07-14 (two days), "
    "or grant:2025-10-01+12m (months from a first day)."
)
ANCHORS = {
    "held_on": "interviews",
    "requested_on": "interviews",
    "first_on": "explorations",
    "met_on": "contacts",
    "started_on": "placements",
    "enrolled_on": "job_seekers",
    "exited_on": "job_seekers",
}


def parse(text: str) -> Period:
    """The period that a text names: a month, quarter, half-year, year of some kind, two days, or a grant's months.

    Raises ExportError, with the whole grammar, for a text that names none.
    """
    label = text.strip()
    for pattern, limits in _FORMS.items():
        if found := re.fullmatch(pattern, label, re.IGNORECASE):
            return _period(label, limits, found.groups())
    raise _not_a_period(label)


def between(log: InterviewLog, period: str | Period | None, anchor: str) -> InterviewLog:
    """The log with only those rows of one table whose day lies in the period; every other table stays whole.

    anchor: the day that decides, and with it the table: `held_on` or `requested_on` (where that is missing, `held_on`)
        of interviews, `first_on` of explorations, `met_on` of contacts, `started_on` of placements, `enrolled_on` or
        `exited_on` of job seekers. A row without that day is left out; the others keep their index. Without a period
        the log stays as it is.

    Raises ValueError for another anchor, ExportError for a text that names no period.
    """
    if anchor not in ANCHORS:
        raise ValueError(f"anchor: '{anchor}' is not among {', '.join(ANCHORS)}")
    if period is None:
        return log
    chosen = parse(period) if isinstance(period, str) else period
    table = getattr(log, ANCHORS[anchor])
    day = table[anchor].fillna(table["held_on"]) if anchor == "requested_on" else table[anchor]
    after = pd.Timestamp(chosen.last) + pd.Timedelta(days=1)
    inside = table[(day >= pd.Timestamp(chosen.first)) & (day < after)]
    return replace(log, **{ANCHORS[anchor]: inside}, window=chosen, whole=log.whole or log)


def month(days: pd.Series) -> pd.Series:
    """The calendar month of each day, as `2026-03`; missing where the day is."""
    return days.dt.strftime("%Y-%m").astype("str")


def quarter(days: pd.Series) -> pd.Series:
    """The calendar quarter of each day, as `2026Q1`; missing where the day is."""
    return days.dt.strftime("%Y").astype("str") + "Q" + days.dt.quarter.astype("Int64").astype("str")


def months(first: dt.date, last: dt.date) -> list[str]:
    """The labels of all calendar months from the month of the first day to that of the last."""
    return _labels(first, last, "M", "%Y-%m")


def quarters(first: dt.date, last: dt.date) -> list[str]:
    """The labels of all calendar quarters from the quarter of the first day to that of the last."""
    return _labels(first, last, "Q", "%YQ%q")


def _labels(first: dt.date, last: dt.date, every: str, form: str) -> list[str]:
    return pd.period_range(pd.Timestamp(first), pd.Timestamp(last), freq=every).strftime(form).tolist()


def _period(label: str, limits: Callable[..., tuple[dt.date, dt.date]], parts: tuple[str, ...]) -> Period:
    try:
        first, last = limits(*parts)
    except (ValueError, OverflowError):  # a 13th month, a 31st of June, a year 0
        raise _not_a_period(label) from None
    if last < first:
        raise ExportError(f"The period '{label}' ends before it begins.", "Write the earlier day first.")
    return Period(label, first, last)


def _not_a_period(label: str) -> ExportError:
    return ExportError(f"'{label[:60]}' is not a period.", GRAMMAR)


def _span(year: int, month: int, length: int, day: int = 1) -> tuple[dt.date, dt.date]:
    """First and last day of so many months from this day on."""
    first = dt.date(year, month, day)
    return first, (pd.Timestamp(first) + pd.DateOffset(months=length) - pd.Timedelta(days=1)).date()


def _two_days(first: str, last: str) -> tuple[dt.date, dt.date]:
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


def _grant(first: str, length: str) -> tuple[dt.date, dt.date]:
    if int(length) == 0:
        raise ValueError("no months")
    day = dt.date.fromisoformat(first)
    return _span(day.year, day.month, int(length), day.day)


_DAY = r"(\d{4}-\d{2}-\d{2})"
_FORMS: dict[str, Callable[..., tuple[dt.date, dt.date]]] = {
    r"(\d{4})-(\d{2})": lambda year, month: _span(int(year), int(month), 1),
    r"(\d{4})Q([1-4])": lambda year, quarter: _span(int(year), 3 * int(quarter) - 2, 3),
    r"(\d{4})H([12])": lambda year, half: _span(int(year), 6 * int(half) - 5, 6),
    r"CY(\d{4})": lambda year: _span(int(year), 1, 12),
    r"SFY(\d{4})": lambda year: _span(int(year) - 1, 7, 12),
    r"FFY(\d{4})": lambda year: _span(int(year) - 1, 10, 12),
    r"PY(\d{4})": lambda year: _span(int(year), 7, 12),
    rf"{_DAY}\.\.{_DAY}": _two_days,
    rf"grant:{_DAY}\+(\d{{1,3}})m": _grant,
}
