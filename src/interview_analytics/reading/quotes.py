"""Bytes or columns of a text file go in; whether quotes stand there that open or end no cell comes out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.reading.dialect import Dialect
from interview_analytics.reading.sheet import Cells, truths

_BLOCK = 1 << 16  # bytes; what stays, with all its masks, in the processor's cache


def torn(body: pa.Buffer, dialect: Dialect) -> bool:
    """Whether a quote stands in the middle of letters: neither beside a delimiter, nor at a line's end, nor doubled."""
    letters = np.frombuffer(body, dtype=np.uint8)
    beside = [ord(sign) for sign in (dialect.delimiter, "\n", "\r") if ord(sign) < 128]
    return any(
        _torn(letters[start : start + _BLOCK + 2], ord(dialect.quote), beside)
        for start in range(0, len(letters), _BLOCK)
    )


def _torn(block: np.ndarray, quote: int, beside: Sequence[int]) -> bool:
    quotes = block == quote
    if not quotes.any():
        return False
    fine = quotes.copy()
    for sign in beside:
        fine |= block == sign
    return bool((quotes[1:-1] & ~(fine[:-2] | fine[2:])).any())


def halved(columns: Sequence[Cells], dialect: Dialect) -> bool:
    """Whether a cell begins or ends with the only quote in it."""
    quote = dialect.quote
    for cells in columns:
        at = np.flatnonzero(truths(pc.match_substring(cells.distinct, quote)))
        if (
            len(at)
            and truths(
                pc.match_substring_regex(
                    cells.distinct.take(pa.array(at)), f"(?s)^[^{quote}]*{quote}$|^{quote}[^{quote}]*$"
                )
            ).any()
        ):
            return True
    return False
