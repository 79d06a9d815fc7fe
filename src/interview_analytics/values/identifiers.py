"""Texts that name persons and records go in; identifiers as text, in one form each, come out."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.reading import Fault
from interview_analytics.reading.sheet import BLANKED, truths
from interview_analytics.values.parsed import Parsed, trimmed, without_nothing

_SHORT, _FULL = 15, 18
_CHECK = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", dtype=np.uint8)
_ROUNDED = Fault(
    "identifier rounded",
    "A spreadsheet has rounded this identifier; its last digits are lost.",
    "Format the column as text in the source and export again.",
    BLANKED,
)


def identifiers(distinct: pa.Array) -> Parsed:
    """Identifiers: leading zeros stay, `100234.0` is `100234`, 15-character Salesforce ids get their 18-character form.

    Source of the 18-character form: Salesforce's documented checksum, one character for each five, by which of them
    are capitals.
    """
    plain = without_nothing(trimmed(distinct))
    if pc.any(pc.ends_with(plain, ".0")).as_py():
        plain = pc.replace_substring_regex(plain, r"^(\d+)\.0$", r"\1")
    plain, faults = _without_rounded(plain)
    return Parsed(_extended(plain), faults)


def _without_rounded(plain: pa.Array) -> tuple[pa.Array, dict[int, Fault]]:
    if not pc.any(pc.match_substring(plain, "+")).as_py():
        return plain, {}
    rounded = pc.fill_null(pc.match_substring_regex(plain, r"^\d(\.\d+)?[Ee]\+\d+$"), False)
    at = np.flatnonzero(truths(rounded))
    return pc.if_else(rounded, pa.scalar(None, pa.string()), plain), dict.fromkeys(at.tolist(), _ROUNDED)


def _extended(plain: pa.Array) -> pa.Array:
    """The identifiers with those of Salesforce's short form in the full one; case is never folded."""
    short = truths(pc.equal(pc.binary_length(plain), _SHORT))
    if not short.any():
        return plain
    letters = _letters(plain if short.all() else plain.filter(pa.array(short)))
    shaped = _shaped(letters)
    short[np.flatnonzero(short)[~shaped]] = False
    if not shaped.any():
        return plain
    full = _with_checksum(letters[shaped])
    return full if short.all() else pc.replace_with_mask(plain, pa.array(short), full)


def _letters(short: pa.Array) -> np.ndarray:
    """The bytes of texts of fifteen bytes, one row per text."""
    joined = pc.binary_join(pa.ListArray.from_arrays(pa.array([0, len(short)], pa.int32()), short), "")
    return np.frombuffer(joined.buffers()[2], dtype=np.uint8)[: len(short) * _SHORT].reshape(len(short), _SHORT)


def _shaped(letters: np.ndarray) -> np.ndarray:
    """Per row, whether it can be a Salesforce id: a number of 15 digits, or a word of 15 letters, is none."""
    digit = (letters >= ord("0")) & (letters <= ord("9"))
    folded = letters | 0x20
    letter = (folded >= ord("a")) & (folded <= ord("z"))
    first = digit[:, 0] | (letters[:, 0] == ord("a"))
    return first & (digit | letter).all(axis=1) & digit.any(axis=1) & letter.any(axis=1)


def _with_checksum(letters: np.ndarray) -> pa.Array:
    rows = len(letters)
    capital = ((letters >= ord("A")) & (letters <= ord("Z"))).reshape(rows, 3, 5)
    weights = np.array([1, 2, 4, 8, 16], dtype=np.uint8)
    full = np.empty((rows, _FULL), dtype=np.uint8)
    full[:, :_SHORT] = letters
    full[:, _SHORT:] = _CHECK[(capital * weights).sum(axis=2, dtype=np.uint8)]
    offsets = np.arange(rows + 1, dtype=np.int32) * _FULL
    return pa.StringArray.from_buffers(rows, pa.py_buffer(offsets), pa.py_buffer(full))
