"""Texts that say an amount go in; numbers come out: dollars, counts, minutes, and calendar quarters as text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.reading import Fault
from interview_analytics.reading.sheet import BLANKED, REPAIRED, truths
from interview_analytics.values.parsed import Parsed, trimmed, without_nothing

_CLEAR = r"^-?\$? ?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?"
_ONE = re.compile(rf"[~≈]?\(?-?\s?\$?\s?({_NUMBER})\)?\s*(?:\+|%|[a-z./ ]*)$")
_RANGE = re.compile(rf"\$?\s?({_NUMBER})\s?[a-z.]*\s?(?:-|–|—|to)\s?\$?\s?({_NUMBER})\s?([a-z./ ]*)$")
_FRACTION = re.compile(r"(?:(\d+)[\s-]+)?([1-9])/([2-9])(?=\D|$)")
_WORDS = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "none": 0, "no": 0, "half": 0.5}
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$")
_HOURS = re.compile(
    rf"({_NUMBER})\s*(?:hours?|hrs?|h)\b\.?(?:\s*(?:,|and|&)?\s*({_NUMBER})\s*(?:minutes?|mins?|m)?\b\.?)?$"
)
_MINUTES = re.compile(rf"({_NUMBER})\s*(?:minutes?|mins?|m|')?\.?$")
_APPROXIMATE = re.compile(
    r"^(about|approx\.?|approximately|around|roughly|circa|ca\.?|~|≈|over|under|at least)\s*"
    r"|\s*(\+|approx\.?|or so|ish)$"
)
_HALF = re.compile(r"\b(an?\s+)?half(\s+an?)?\s+(hour|hr)s?\b")
_LONGEST_TALK = 480
_RANGED = Fault("range", "A range stands here; its middle was taken.", "Write one number.", REPAIRED)
_ROUGH = Fault(
    "rough number", "The number is marked as rough; it was taken as it stands.", "Write one number.", REPAIRED
)
_COMMA = Fault("decimal comma", "The comma was read as a decimal point.", "Write 17.50 rather than 17,50.", REPAIRED)
_QUARTER = re.compile(
    r"(?:cy|calendar year)?\s*(\d{4})\s*[-/ ]?\s*q(?:uarter|tr)?\s*([1-4])$"
    r"|q(?:uarter|tr)?\.?\s*([1-4])[\s,/-]*(?:of\s+)?(\d{4})$"
    r"|([1-4])(?:st|nd|rd|th)\s+q(?:uarter|tr)\.?,?\s+(\d{4})$"
)

Read = tuple[float | None, Fault | None]


def numbers(
    distinct: pa.Array, *, limits: tuple[float, float] | None = None, unit: str = "", whole: bool = False
) -> Parsed:
    """Numbers: dollar signs and thousands' commas left off, the middle of a range, fractions; `limits`: plausible."""
    return _parsed(distinct, _number, limits=limits, unit=unit, whole=whole)


def minutes(distinct: pa.Array, *, limits: tuple[float, float] | None = None, hours: bool = False) -> Parsed:
    """Minutes: `45 min`, `1/2 hr`, `0:20`, `15-20` (17.5); a bare number is minutes, or hours by its heading."""
    factor = 60.0 if hours else 1.0
    return _parsed(distinct, lambda text: _minutes(text, factor), limits=limits, unit="minutes", factor=factor)


def quarters(distinct: pa.Array) -> Parsed:
    """Calendar quarters as 2026Q1, from `Q1 2026`, `2026-Q1`, `1st quarter 2026`."""
    plain = without_nothing(trimmed(distinct))
    fault = Fault("quarter not read", "This cannot be read as a calendar quarter.", "Write it as 2026Q1.", BLANKED)
    read = [None if text is None else _quarter(text.casefold()) for text in plain.to_pylist()]
    wrong = {
        at: fault
        for at, (text, quarter) in enumerate(zip(plain.to_pylist(), read, strict=True))
        if text and not quarter
    }
    return Parsed(pa.array(read, pa.string()), wrong)


def _quarter(text: str) -> str | None:
    match = _QUARTER.match(text)
    if not match:
        return None
    year, quarter = (
        match.group(at) or match.group(also) or match.group(last) for at, also, last in ((1, 4, 6), (2, 3, 5))
    )
    return f"{year}Q{quarter}"


def _parsed(
    distinct: pa.Array,
    read: Callable[[str], Read],
    *,
    limits: tuple[float, float] | None,
    unit: str,
    whole: bool = False,
    factor: float = 1.0,
) -> Parsed:
    """All clear numbers at once, the others text by text."""
    plain = without_nothing(trimmed(distinct))
    clear = truths(pc.match_substring_regex(plain, _CLEAR))
    digits = pc.replace_substring_regex(pc.if_else(pa.array(clear), plain, "0"), r"[$, ]", "")
    values = np.where(clear, digits.cast(pa.float64()).to_numpy(zero_copy_only=False) * factor, np.nan)
    faults: dict[int, Fault] = {}
    for at in np.flatnonzero(~clear & plain.is_valid().to_numpy(zero_copy_only=False)):
        value, fault = read(plain[int(at)].as_py().casefold())
        values[at] = math.nan if value is None else value
        if value is None or fault:
            faults[int(at)] = fault or _unread(unit)
    faults |= _out_of_range(values, limits, unit) | (_not_whole(values) if whole else {})
    values[[at for at, fault in faults.items() if fault.effect == BLANKED]] = np.nan
    missing = np.isnan(values)
    return Parsed(
        pa.array(np.where(missing, 0, values), mask=missing).cast(pa.int64() if whole else pa.float64()), faults
    )


def _unread(unit: str) -> Fault:
    of = f" of {unit}" if unit else ""
    return Fault(
        "number not read", f"This cannot be read as a number{of}.", "Write digits only, as 20 or 17.50.", BLANKED
    )


def _out_of_range(values: np.ndarray, limits: tuple[float, float] | None, unit: str) -> dict[int, Fault]:
    if limits is None:
        return {}
    low, high = limits
    fault = Fault(
        "out of range",
        f"{unit[:1].upper()}{unit[1:] or 'This'} between {low:,g} and {high:,g} is expected here.",
        "Check the number and its unit; perhaps it belongs into another column.",
        BLANKED,
    )
    return dict.fromkeys(np.flatnonzero((values < low) | (values > high)).tolist(), fault)


def _not_whole(values: np.ndarray) -> dict[int, Fault]:
    fault = Fault("not whole", "A whole number is expected here.", "Write a whole number.", BLANKED)
    return dict.fromkeys(np.flatnonzero(~np.isnan(values) & (values != np.round(values))).tolist(), fault)


def _number(text: str) -> Read:
    if text in _WORDS:
        return float(_WORDS[text]), None
    if re.fullmatch(r"\$?\d+,\d{1,2}", text):
        return float(text.strip("$").replace(",", ".")), _COMMA
    plain = _APPROXIMATE.sub("", text)
    rough = _ROUGH if plain != text else None
    plain = _FRACTION.sub(_decimal, plain)
    if (match := _RANGE.match(plain)) and match.group(1) and match.group(2):
        return (_float(match.group(1)) + _float(match.group(2))) / 2, _RANGED
    if (match := _ONE.match(plain)) and match.group(1):
        negative = plain.startswith(("-", "(", "$-"))
        return -_float(match.group(1)) if negative else _float(match.group(1)), rough
    return None, None


def _minutes(text: str, factor: float) -> Read:
    plain = _APPROXIMATE.sub("", _FRACTION.sub(_decimal, _HALF.sub("30 min", text)))
    rough = _ROUGH if _APPROXIMATE.search(text) else None
    if match := _CLOCK.match(plain):
        return _clock(match)
    if (match := _HOURS.match(plain)) and match.group(1):
        return 60 * _float(match.group(1)) + _float(match.group(2) or "0"), rough
    if (match := _RANGE.match(plain)) and match.group(1) and match.group(2):
        unit = 60.0 if re.match(r"h(ou)?rs?\b|h\b", match.group(3)) else 1.0 if match.group(3).strip() else factor
        return unit * (_float(match.group(1)) + _float(match.group(2))) / 2, _RANGED
    if (match := _MINUTES.match(plain)) and match.group(1):
        return _float(match.group(1)) * (factor if plain == match.group(1) else 1.0), rough
    return None, None


def _clock(match: re.Match) -> Read:
    first, second = int(match.group(1)), int(match.group(2))
    if match.group(3) is None and 60 * first + second > _LONGEST_TALK:
        return first + second / 60, Fault(
            "minutes and seconds", "Read as minutes and seconds.", "Write minutes only.", REPAIRED
        )
    return 60 * first + second + int(match.group(3) or 0) / 60, None


def _decimal(match: re.Match) -> str:
    return f"{int(match.group(1) or 0) + int(match.group(2)) / int(match.group(3)):g}"


def _float(text: str) -> float:
    return float(text.replace(",", ""))
