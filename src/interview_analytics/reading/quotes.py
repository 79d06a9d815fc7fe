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
    """Whether a quote stands in the middle of letters (beside no delimiter, end or other quote), or has no partner."""
    letters = np.frombuffer(body, dtype=np.uint8)
    beside = [ord(sign) for sign in (dialect.delimiter, "\n", "\r") if ord(sign) < 128]
    blocks = (letters[start : start + _BLOCK + 2] for start in range(0, len(letters), _BLOCK))
    odd = False
    for block in blocks:
        quotes = block == ord(dialect.quote)
        own = np.count_nonzero(quotes[:_BLOCK])
        odd ^= bool(own % 2)
        if own and _torn(block, quotes, beside):
            return True
    return odd


def _torn(block: np.ndarray, quotes: np.ndarray, beside: Sequence[int]) -> bool:
    fine = quotes.copy()
    for sign in beside:
        fine |= block == sign
    return bool((quotes[1:-1] & ~(fine[:-2] | fine[2:])).any())


def halved(columns: Sequence[Cells], dialect: Dialect) -> bool:
    """Whether a cell begins or ends with the only quote in it, or a row with a quote of the other kind."""
    quote = dialect.quote
    other = "'" if quote == '"' else '"'
    if truths(pc.starts_with(columns[0].distinct, other)).any():
        return True
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
