"""The distinct texts of a canonical column go in; its values come out, by whichever parser its kind takes."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.headings import normalised
from interview_analytics.tables import Column
from interview_analytics.values.choices import choices
from interview_analytics.values.dates import dates
from interview_analytics.values.identifiers import identifiers
from interview_analytics.values.numbers import minutes, numbers, quarters
from interview_analytics.values.parsed import Parsed, texts

_LONGEST = 1_000  # bytes; no number, day, quarter or answer of a list takes more
_UNREADABLE = "…"
_WORDS = {"quarter": quarters, "identifier": identifiers}


def parsed(distinct: pa.Array, column: Column, *, heading: str = "", serial_base: int = 1900) -> Parsed:
    """What these texts mean in this column. `heading` may tell the unit, `serial_base` where serial dates begin."""
    if column.name == "quarter" or column.kind not in ("text", "identifier"):
        distinct = _without_giants(distinct)
    if column.name == "minutes":
        return minutes(distinct, limits=column.limits, hours=_speaks_of_hours(heading))
    if column.kind in ("number", "whole"):
        return numbers(distinct, limits=column.limits, unit=column.meaning, whole=column.kind == "whole")
    if column.kind == "date":
        return dates(distinct, serial_base=serial_base)
    if column.choices:
        return choices(distinct, column)
    return _WORDS.get(column.name if column.name == "quarter" else column.kind, texts)(distinct)


def _without_giants(distinct: pa.Array) -> pa.Array:
    """The texts with a mark that nothing reads in place of those too long to be searched by any pattern."""
    giant = pc.greater(pc.binary_length(pc.utf8_trim_whitespace(distinct)), _LONGEST)
    return pc.if_else(giant, _UNREADABLE, distinct)


def _speaks_of_hours(heading: str) -> bool:
    words = normalised(heading).split()
    return any(word in words for word in ("hour", "hours", "hrs", "hr")) and not any(
        word.startswith("min") for word in words
    )
