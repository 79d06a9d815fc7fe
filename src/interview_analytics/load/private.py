"""Columns of text go in; which of them hold what must never be read, by heading or by contents, comes out."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.headings import Mapping, meanings, normalised, private_kind
from interview_analytics.reading import Cells, Fault, Sheet
from interview_analytics.reading.sheet import BLANKED, NOTED, truths
from interview_analytics.values import dates

_SOCIAL = r"(^|[^\d-])\d{3}-\d{2}-\d{4}($|[^\d-])"
_MAIL = r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}"
_PHONE = r"(^|[^\d-])(\+?1[-. ])?(\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}($|[^\d-])"
_KINDS = {"social security number": _SOCIAL, "e-mail address": _MAIL, "telephone number": _PHONE}
_BARE = {"social security number": r"^\s*\d{9}\s*$", "telephone number": r"^\s*1?\d{10}\s*$"}
_YOUNGEST = dt.timedelta(days=14 * 365)  # of the people whom a programme supports
_NOTHING_SAID = Mapping()
_ANY = "|".join(f"({pattern})" for pattern in _KINDS.values())
_SAMPLE, _SHARE = 300, 0.5
_SHORTEST = 6  # characters of the shortest e-mail address
CELL = Fault(
    "private cell",
    "A social security number, e-mail address or telephone number stands in this cell; it was not read.",
    "Remove it in the source.",
    BLANKED,
)


def private_columns(sheet: Sheet, said: Mapping = _NOTHING_SAID) -> dict[int, str]:
    """The positions of columns that must not be read, with what they hold; the heading decides, else the contents.

    Under a heading that neither the lists nor the user know, bare numbers and days of long ago count as private too.
    """
    found = {at: private_kind(heading) or _kind_of(sheet.columns[at]) for at, heading in enumerate(sheet.header)}
    strange = [at for at, kind in found.items() if not kind and _is_strange(sheet.header[at], said)]
    found |= {at: _kind_of(sheet.columns[at], _BARE) or _birth_date(sheet.columns[at]) for at in strange}
    return {at: kind for at, kind in found.items() if kind}


def _is_strange(heading: str, said: Mapping) -> bool:
    return not meanings(heading) and normalised(heading) not in said.headings


def private_column(kind: str) -> Fault:
    """The note that a column was left out."""
    problem = f"This column holds a {kind}; it was not read."
    return Fault("private column", problem, "Leave the column out of the export: nothing here needs it.", NOTED)


def private_cells(cells: Cells) -> np.ndarray:
    """Per distinct text, whether something private stands in it."""
    candidates = _candidates(cells.distinct)
    at = np.flatnonzero(candidates)
    if len(at):
        candidates[at] = truths(pc.match_substring_regex(cells.distinct.take(pa.array(at)), _ANY))
    return candidates


def _candidates(distinct: pa.Array) -> np.ndarray:
    """Texts that could hold something private: an at sign, or what stands between a telephone number's groups."""
    between = [pc.match_substring(distinct, sign) for sign in ("-", ".", " ")]
    grouped = pc.and_(pc.greater(pc.binary_length(distinct), 10), pc.or_(between[0], pc.or_(between[1], between[2])))
    return truths(pc.or_(pc.match_substring(distinct, "@"), grouped))


def _kind_of(cells: Cells, kinds: dict[str, str] = _KINDS) -> str:
    sample = _sample(cells)
    return next((kind for kind, pattern in kinds.items() if len(sample) and _share(sample, pattern) >= _SHARE), "")


def _sample(cells: Cells) -> pa.Array:
    return cells.distinct.slice(0, _SAMPLE).filter(pa.array(~cells.empty[:_SAMPLE]))


def _birth_date(cells: Cells) -> str:
    """Whether most texts are days, and none of them lies within the lifetime of a child."""
    sample = _sample(cells)
    days = dates(sample).values.drop_null() if len(sample) else sample
    if not len(days) or len(days) < _SHARE * len(sample):
        return ""
    return "birth date" if pc.max(days).as_py() < dt.date.today() - _YOUNGEST else ""


def _share(sample: pa.Array, pattern: str) -> float:
    return pc.sum(pc.match_substring_regex(sample, pattern)).as_py() / len(sample)


def hidden(value: str | pa.Array) -> str | pa.Array:
    """The text, or texts, for `problems`: nothing where something private stands in it."""
    if isinstance(value, str):
        return str(hidden(pa.array([value]))[0])
    return pc.if_else(pc.match_substring_regex(value, _ANY), "", value)
