"""Texts that say a day go in; days come out, with day and month told apart by the whole column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.reading import Fault
from interview_analytics.reading.sheet import BLANKED, NOTED
from interview_analytics.values.parsed import Parsed, trimmed, without_nothing

_TIME_OF_DAY = (
    r"(?i)(,?\s*\bat\b|,|T|\s)\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?"
    r"\s*(z|utc|gmt|[a-z]{2,4}|(gmt|utc)?[+-]\d{1,2}(:?\d{2})?)?$"
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})$")
_NUMERIC = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})$")
_DAY_MONTH = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?([a-z]{3,9})\.?[\s,./-]+(\d{4}|\d{2})$"
)
_MONTH_DAY = re.compile(r"(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?[\s./-]*(\d{1,2})(?:st|nd|rd|th)?[\s,./-]+(\d{4}|\d{2})$")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?$")
_MONTHS = dict(zip(("jan", "feb", "mar", "apr", "may", "jun"), range(1, 7), strict=True))
_MONTHS |= dict(zip(("jul", "aug", "sep", "oct", "nov", "dec"), range(7, 13), strict=True))
_FIRST, _LAST = dt.date(1940, 1, 1), dt.date(2100, 1, 1)
_PIVOT = 70  # two-digit years from 70 on belong to the last century
_BASES = {1900: dt.date(1899, 12, 30), 1904: dt.date(1904, 1, 1)}
_UNREAD = Fault("date not read", "This cannot be read as a day.", "Write the day as 2026-03-31.", BLANKED)
_NO_YEAR = Fault("year missing", "The year is missing.", "Write the day with its year, as 2026-03-31.", BLANKED)
_IMPOSSIBLE = Fault(
    "date impossible", "There is no such day, or it lies beyond any programme.", "Correct the day.", BLANKED
)
_WITHOUT_YEAR = re.compile(r"\d{1,2}[-/. ]\d{1,2}$|[a-z]{3,9}\.?\s+\d{1,2}(st|nd|rd|th)?$|\d{1,2}[\s-][a-z]{3,9}$")

Triple = tuple[int, int, int]


def dates(distinct: pa.Array, *, serial_base: int = 1900) -> Parsed:
    """Days, the time of day left off, as written where the writer was: a time zone moves no day.

    Whether `3/5/2026` is the fifth of March or the third of May is decided from all texts of the column together; where
    none decides, the month stands first. Either way a note says so. Bare numbers of five digits count days from
    `serial_base`, as workbooks do.
    """
    plain = pc.replace_substring_regex(without_nothing(trimmed(distinct)), _TIME_OF_DAY, "")
    days = plain.dictionary_encode()
    words = [text.casefold() for text in days.dictionary.to_pylist()]
    numeric = {at: _numeric(match) for at, text in enumerate(words) if (match := _NUMERIC.match(text))}
    day_first, notes = _order(numeric.values())
    read = [
        _in_order(numeric[at], day_first) if at in numeric else _day(text, serial_base) for at, text in enumerate(words)
    ]
    return _spread(days, read, notes)


def _spread(days: pa.DictionaryArray, read: list[dt.date | Fault], notes: list[Fault]) -> Parsed:
    """From the days that occur back to the texts, which may hold a time as well."""
    values = pa.array([day if isinstance(day, dt.date) else None for day in read], pa.date32()).take(days.indices)
    wrong = np.array([isinstance(day, Fault) for day in read] + [False])
    codes = pc.fill_null(days.indices, len(read)).to_numpy(zero_copy_only=False)
    faults = {int(at): read[codes[at]] for at in np.flatnonzero(wrong[codes])}
    return Parsed(values, faults, notes)


def _numeric(match: re.Match) -> Triple:
    first, second, year = (int(part) for part in match.groups())
    return first, second, _full_year(match.group(3), year)


def _full_year(text: str, year: int) -> int:
    return year if len(text) == 4 else year + (1900 if year >= _PIVOT else 2000)


def _order(triples: Iterable[Triple]) -> tuple[bool, list[Fault]]:
    """Whether the day stands first, and the note that says how that was decided."""
    triples = list(triples)
    if not triples:
        return False, []
    month_first = sum(1 for first, second, _ in triples if first <= 12 < second)
    day_first = sum(1 for first, second, _ in triples if second <= 12 < first)
    if month_first and day_first:
        said = "Some days are month/day/year, others day/month/year; what fits both was read as the more frequent."
        return day_first > month_first, [_note(said, "Export the column in one form, best as 2026-03-31.")]
    if day_first:
        return True, [_note("The days are written day/month/year: a first number above 12 shows it.", "")]
    if month_first:
        return False, [_note("The days are written month/day/year: a second number above 12 shows it.", "")]
    said = "Nothing shows whether the day or the month stands first; month/day/year was taken."
    return False, [_note(said, "If that is wrong, export the days as 2026-03-31.")]


def _note(problem: str, remedy: str) -> Fault:
    return Fault("order of day and month", problem, remedy, NOTED)


def _in_order(triple: Triple, day_first: bool) -> dt.date | Fault:
    first, second, year = triple
    if first > 12 or second > 12:
        day_first = first > 12
    return _date(year, second, first) if day_first else _date(year, first, second)


def _date(year: int, month: int, day: int) -> dt.date | Fault:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return _IMPOSSIBLE
    return date if _FIRST <= date < _LAST else _IMPOSSIBLE


def _day(text: str, serial_base: int) -> dt.date | Fault:
    if match := _ISO.match(text) or _COMPACT.match(text):
        year, month, day = (int(part) for part in match.groups())
        return _date(year, month, day)
    if match := _SERIAL.match(text):
        date = _BASES[serial_base] + dt.timedelta(days=int(match.group(1)))
        return date if _FIRST <= date < _LAST else _IMPOSSIBLE
    if (match := _DAY_MONTH.match(text)) and match.group(2)[:3] in _MONTHS:
        return _date(_full_year(match.group(3), int(match.group(3))), _MONTHS[match.group(2)[:3]], int(match.group(1)))
    if (match := _MONTH_DAY.match(text)) and match.group(1)[:3] in _MONTHS:
        return _date(_full_year(match.group(3), int(match.group(3))), _MONTHS[match.group(1)[:3]], int(match.group(2)))
    return _NO_YEAR if _WITHOUT_YEAR.match(text) else _UNREAD
