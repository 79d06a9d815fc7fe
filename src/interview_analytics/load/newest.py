"""The records of all exports go in; the same records, from the oldest export to the newest, come out."""

from __future__ import annotations

import datetime as dt
import re

import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.load.record import Record
from interview_analytics.values import dates

_LONG_AGO = dt.date.min
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{4}")
_MADE = re.compile(r"(?i)\b(generated|exported|printed|created|run|as of|produced)\b")


def oldest_first(records: list[Record], limit: dt.date) -> list[Record]:
    """The records in the order of their exports.

    An export is as old as the day on which its title or footer says that it was made, or else the newest day among its
    rows, up to the limit; where two are of the same day, the one whose name comes later, numbers counted, is newer. The
    file's own time stamp says nothing: copying changes it.
    """
    newest: dict[str, dt.date] = {}
    for record in records:
        file = record.sheet.file
        newest[file] = max(newest.get(file, _LONG_AGO), _made_on(record, limit), _newest_row(record, limit))
    return sorted(records, key=lambda record: (newest[record.sheet.file], _natural(record.sheet.file)))


def _newest_row(record: Record, limit: dt.date) -> dt.date:
    days = [values for part in record.parts.values() for values in part.values() if pa.types.is_date(values.type)]
    found = [pc.max(values.filter(pc.less_equal(values, pa.scalar(limit)))).as_py() for values in days]
    return max((day for day in found if day), default=_LONG_AGO)


def _made_on(record: Record, limit: dt.date) -> dt.date:
    lines = [drop.text for drop in record.sheet.dropped if drop.kind in ("title", "footer") and _MADE.search(drop.text)]
    told = [day for line in lines for day in _DAY.findall(line)]
    found = dates(pa.array(told, pa.string())).values.to_pylist() if told else []
    return max((day for day in found if day and day <= limit), default=_LONG_AGO)


def _natural(name: str) -> list[tuple[int, str]]:
    """The name with its numbers in the order of numbers: `export-2` before `export-10`."""
    return [(int(part) if part.isdigit() else 0, part) for part in re.split(r"(\d+)", name)]
