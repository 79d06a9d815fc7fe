"""A period as a funder writes it, or days, go in; first and last day, the rows between them, or labels come out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog, Period

GRAMMAR = (
    "Write 2026-03 (a month), 2026Q3 (a calendar quarter), 2026H1 (a half-year), CY2026 (a calendar year), "
    "SFY2026 (state fiscal year, July 2025 to June 2026), "
    "FFY2026 (federal fiscal year, October 2025 to September 2026), "
    "PY2026 (WIOA program year, July 2026 to June 2027), 2026-01-15..2026-07-14 (two days), "
    "grant:2025-10-01+12m (months from a first day), or grant:2025-10-01+7..12m (its months 7 to 12)."
)
OF_YEARS = "Say which: CY{0} (calendar year), SFY{0} (state fiscal), FFY{0} (federal fiscal) or PY{0} (WIOA program)."
ANCHORS = {
    "held_on": "interviews",
    "requested_on": "interviews",
    "first_on": "explorations",
    "met_on": "contacts",
    "started_on": "placements",
    "enrolled_on": "job_seekers",
    "exited_on": "job_seekers",
}


# where figures to date may begin: a year by its first month, a grant by its first day, or where the exports begin
GRANT_START, ALL_DATES = "grant start", "all dates"
YEARS = {"calendar year": 1, "state fiscal year": 7, "federal fiscal year": 10, "program year": 7}
BEGINNINGS = (GRANT_START, *YEARS, ALL_DATES)


EARLIEST, LATEST = 1900, 2100


def parse(text: str) -> Period:
    """The period that a text names: a month, quarter, half-year, year of some kind, two days, or a grant's months.

    Days may be written as 7/1/2025 where one of the first two numbers is above 12. Raises ExportError, with the whole
    grammar, for a text that names none.
    """
    label = text.strip()
    for form in _FORMS.values():
        if found := re.fullmatch(form.pattern, label, re.IGNORECASE):
            return _within_reason(_period(label, form.limits, found.groups()))
    raise _not_a_period(label)


def _within_reason(period: Period) -> Period:
    if period.first.year < EARLIEST or period.last.year > LATEST:
        raise ExportError(
            f"'{period.label}' lies outside the years {EARLIEST} to {LATEST}.", "Choose a period within them."
        )
    return period


def kind(period: Period) -> str:
    """What sort of period it is, by the way it is written: one of KINDS."""
    return next(name for name, form in _FORMS.items() if re.fullmatch(form.pattern, period.label, re.IGNORECASE))


def to_date(period: Period, since: str, *, first: dt.date, grant_start: dt.date | None = None) -> Period:
    """All days from a beginning, one of BEGINNINGS, to the last day of the period.

    first: the first day of which the exports tell. grant_start: for a period that does not itself say when the grant
    began. Raises ExportError where the grant's first day is not known, or the period reaches into two years.
    """
    begun = min(first.replace(day=1), period.first) if since == ALL_DATES else _beginning(period, since, grant_start)
    return Period(f"{begun}..{period.last}", begun, period.last)


def _beginning(period: Period, since: str, grant_start: dt.date | None) -> dt.date:
    if since == GRANT_START:
        return _grant_start(period, grant_start)
    first, last = (_first_of_year(end, YEARS[since]) for end in (period.first, period.last))
    if first != last:
        raise ExportError(f"{period.label} lies in more than one {since}.", "Choose a shorter period.")
    return first


def _grant_start(period: Period, settled: dt.date | None) -> dt.date:
    own = re.match(rf"grant:{_DAY}", period.label, re.IGNORECASE)
    begun = dt.date.fromisoformat(own[1]) if own else settled
    if begun is None:
        remedy = 'Write it in settings.toml, as grant_start = "2025-10-01".'
        raise ExportError("The figures to date need the first day of the grant.", remedy)
    if begun > period.first:
        raise ExportError(f"{period.label} begins before the grant does, on {begun}.", "Choose a later period.")
    return begun


def _first_of_year(day: dt.date, month: int) -> dt.date:
    """The first day of the year that begins with this month and holds this day."""
    return dt.date(day.year if day.month >= month else day.year - 1, month, 1)


def day(text: str) -> dt.date:
    """The day that a text names: 2026-09-30, or 9/30/2026 where only one order of month and day can be meant.

    Raises ExportError for a text that may name two, ValueError for one that names none.
    """
    slashed = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text.strip())
    if not slashed:
        return dt.datetime.fromisoformat(text.strip()).date()
    one, other, year = (int(part) for part in slashed.groups())
    if one != other and max(one, other) <= 12:
        first, second = dt.date(year, one, other), dt.date(year, other, one)
        remedy = f"Write {first} for {first:%B} {other}, {second} for {second:%B} {one}."
        raise ExportError(f"'{text.strip()}' may be two days.", remedy)
    return dt.date(year, one, other) if one <= 12 else dt.date(year, other, one)


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
    year = re.fullmatch(r"(?:FY)?\s?(\d{4})", label, re.IGNORECASE)
    if year:
        return ExportError(f"'{label}' may be several periods.", OF_YEARS.format(year[1]))
    return ExportError(f"'{label[:60]}' is not a period.", GRAMMAR)


def _span(year: int, month: int, length: int, day: int = 1) -> tuple[dt.date, dt.date]:
    """First and last day of so many months from this day on."""
    first = dt.date(year, month, day)
    return first, _months_on(first, length) - dt.timedelta(days=1)


def _months_on(day: dt.date, months: int) -> dt.date:
    return (pd.Timestamp(day) + pd.DateOffset(months=months)).date()


def _two_days(first: str, last: str) -> tuple[dt.date, dt.date]:
    return day(first), day(last)


def _grant(first: str, start: str | None, end: str) -> tuple[dt.date, dt.date]:
    """The months of a grant from one to another, both included; from the first where only the last is said."""
    begun, before, until = dt.date.fromisoformat(first), int(start or 1) - 1, int(end)
    if not 0 <= before < until:
        raise ValueError("no months")
    return _months_on(begun, before), _months_on(begun, until) - dt.timedelta(days=1)


@dataclass(frozen=True)
class _Form:
    """One way to write a period: its pattern, and the first and last day of what the pattern found."""

    pattern: str
    limits: Callable[..., tuple[dt.date, dt.date]]


_DAY = r"(\d{4}-\d{2}-\d{2})"
_ANY_DAY = r"(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})"
_FORMS = {
    "month": _Form(r"(\d{4})-(\d{2})", lambda year, month: _span(int(year), int(month), 1)),
    "quarter": _Form(r"(\d{4})Q([1-4])", lambda year, quarter: _span(int(year), 3 * int(quarter) - 2, 3)),
    "half-year": _Form(r"(\d{4})H([12])", lambda year, half: _span(int(year), 6 * int(half) - 5, 6)),
    "calendar year": _Form(r"CY(\d{4})", lambda year: _span(int(year), 1, 12)),
    "state fiscal year": _Form(r"SFY(\d{4})", lambda year: _span(int(year) - 1, 7, 12)),
    "federal fiscal year": _Form(r"FFY(\d{4})", lambda year: _span(int(year) - 1, 10, 12)),
    "program year": _Form(r"PY(\d{4})", lambda year: _span(int(year), 7, 12)),
    "two days": _Form(rf"{_ANY_DAY}\.\.{_ANY_DAY}", _two_days),
    "grant months": _Form(rf"grant:{_DAY}\+(?:(\d{{1,3}})\.\.)?(\d{{1,3}})m", _grant),
}
KINDS = dict(
    zip(
        _FORMS,
        (
            "2026-03",
            "2026Q3",
            "2026H1",
            "CY2026",
            "SFY2026",
            "FFY2026",
            "PY2026",
            "2026-01-15..2026-07-14",
            "grant:2025-10-01+12m",
        ),
        strict=True,
    )
)  # each with an example
