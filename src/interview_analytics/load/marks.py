"""A sheet and some of its columns go in; its cells as they may be handed back, and a mark of each row, come out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.load.private import private_cells
from interview_analytics.reading import Cells, Sheet

LONGEST = 32_000  # characters of a cell that a workbook takes
Place = tuple[str, int]  # a heading, and how many columns of that heading stand before it


def places(header: Sequence[str]) -> list[Place]:
    """Each heading with the number of columns before it that have the same one."""
    return [(heading, header[:at].count(heading)) for at, heading in enumerate(header)]


def handed(sheet: Sheet, at: int, rows: np.ndarray) -> list[str]:
    """The texts of these rows (positions) in one column: trimmed, and nothing where something private stands."""
    cells = sheet.columns[at]
    own, places_of_rows = np.unique(cells.codes[rows], return_inverse=True)
    distinct = cells.distinct.take(pa.array(own))
    private = private_cells(Cells(distinct, np.arange(len(own))))
    texts = np.array([alike(text) for text in pc.if_else(pa.array(private), "", distinct).to_pylist()], dtype=object)
    return texts[places_of_rows].tolist()


def alike(text: str) -> str:
    """The text as it comes back from a workbook, whatever program saved it: line breaks as one sign, no others."""
    if text.isprintable():
        return text.strip()[:LONGEST].strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter.isprintable() or letter in "\n\t").strip()[:LONGEST].strip()


def marks(texts: Sequence[Sequence[str]], columns: Sequence[Place]) -> np.ndarray:
    """Per row a mark that two rows share when they hold the same under each heading; empty cells make no difference.

    texts: for each column, the text of each row.
    """
    rows = len(texts[0]) if texts else 0
    total = np.zeros(rows, dtype=np.uint64)
    for (heading, before), column in zip(columns, texts, strict=True):
        salt = _hashes([f"{heading}\0{before}"])[0] | np.uint64(1)
        total += np.where(np.array([not text for text in column]), np.uint64(0), _hashes(column) * salt)
    return np.array([f"{mark:016x}" for mark in total.tolist()], dtype=object)


def _hashes(texts: Sequence[str]) -> np.ndarray:
    return pd.util.hash_array(np.array([*texts, ""], dtype=object))[:-1]
