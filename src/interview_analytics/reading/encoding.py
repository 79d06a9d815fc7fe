"""The bytes of a text file go in; the same text in UTF-8 comes out, and whether some of it could not be read."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import numpy as np
import pyarrow as pa

from interview_analytics.errors import ExportError
from interview_analytics.reading.sheet import NOTED, Fault

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LARGEST = 1 << 31
UNREADABLE = Fault(
    "letters not readable",
    "Some letters of this file are damaged; a question mark in a black diamond stands in their place.",
    "Export the file again, as UTF-8.",
    NOTED,
)
_DAMAGED = "\ufffd".encode()


def as_utf8(path: Path) -> tuple[pa.Buffer, bool]:
    """The file's text as UTF-8 without a byte order mark, and whether letters of it are damaged."""
    if path.stat().st_size >= _LARGEST:
        raise ExportError("The text file is larger than 2 GB.", "Export it by year, or as parquet.", file=path.name)
    with pa.memory_map(str(path)) as file:
        raw = file.read_buffer()
    start = raw.slice(0, min(4, raw.size)).to_pybytes()
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            raw = raw.slice(len(mark))
            return (raw, False) if encoding == "utf-8" and is_utf8(raw) else _transcoded(raw, encoding)
    if b"\x00" in start:
        return _transcoded(raw, "utf-16-be" if start[0] == 0 else "utf-16-le")
    return (raw, False) if is_utf8(raw) else _transcoded(raw, "utf-8" if _mostly_utf8(raw) else "cp1252")


def _transcoded(raw: pa.Buffer, encoding: str) -> tuple[pa.Buffer, bool]:
    text = raw.to_pybytes().decode(encoding, errors="replace").encode("utf-8", errors="replace")
    return pa.py_buffer(text), _DAMAGED in text


def is_utf8(raw: pa.Buffer) -> bool:
    """Whether these bytes are UTF-8 from beginning to end."""
    offsets = pa.py_buffer(np.array([0, raw.size], dtype=np.int32))
    try:
        pa.StringArray.from_buffers(1, offsets, raw).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _mostly_utf8(raw: pa.Buffer) -> bool:
    """Whether a text that is not wholly UTF-8 was meant as such: far more letters are well formed than broken."""
    text = raw.to_pybytes()
    wholes = len(re.findall(rb"[\xc3-\xef][\x80-\xbf]{1,2}", text))
    high = len(re.findall(rb"[\x80-\xff]+", text))
    return wholes > 0.9 * high
