"""Rows or arrow columns of text go in; a Sheet, which keeps every distinct text once, comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.interview_log import EFFECTS

SET_ASIDE, DUPLICATE, BLANKED, REPAIRED, NOTED = EFFECTS


class Fault(NamedTuple):
    """What is wrong with one text, whatever row it stands in."""

    rule: str
    problem: str
    remedy: str
    effect: str


class Problem(NamedTuple):
    """A fault at its place in one sheet; no line where it concerns the whole sheet or column."""

    line: int | None
    column: str
    value: str
    fault: Fault


class Dropped(NamedTuple):
    """A line that is no record: its number, its text, its kind (title, header, blank, subtotal or footer), and why."""

    line: int
    text: str
    kind: str
    reason: str = ""


@dataclass(frozen=True, eq=False)
class Cells:
    """One column of text: the texts that occur (one may be listed twice), and for each row the position of its text."""

    distinct: pa.Array
    codes: np.ndarray

    def __len__(self) -> int:
        return len(self.codes)

    def rows_with(self, chosen: np.ndarray) -> np.ndarray:
        """Per row, whether its text is among the chosen; `chosen` has one truth value per distinct text."""
        return chosen[self.codes]

    def spread(self, values: pa.Array) -> pa.Array:
        """One value per distinct text as one value per row; text comes in the form that pandas keeps it in."""
        kept = values.cast(pa.large_string()) if pa.types.is_string(values.type) else values
        return kept if self._in_order else kept.take(pa.array(self.codes))

    @cached_property
    def _in_order(self) -> bool:
        """Whether the texts stand in the order of the rows, each once."""
        return np.array_equal(self.codes, np.arange(len(self.distinct)))

    @cached_property
    def empty(self) -> np.ndarray:
        """Per distinct text, whether nothing but white space stands in it."""
        return truths(pc.equal(pc.utf8_trim_whitespace(self.distinct), ""))

    @cached_property
    def blank(self) -> np.ndarray:
        """Per row, whether nothing but white space stands in it."""
        return self.rows_with(self.empty) if self.empty.any() else np.zeros(len(self), dtype=bool)

    def kept(self, rows: np.ndarray) -> Cells:
        """The same column with only these rows."""
        return Cells(self.distinct, self.codes[rows])

    def texts(self) -> list[str]:
        """The text of every row."""
        return self.distinct.take(pa.array(self.codes)).to_pylist()


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet of one file: a header, columns of text below it, and everything that stood around them."""

    file: str
    sheet: str
    header: list[str]
    columns: list[Cells]
    first_lines: np.ndarray
    dropped: list[Dropped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    serial_base: int = 1900  # year from which a workbook counts the days of its serial dates
    header_line: int | None = None  # none where the file names its columns without a row of headings

    def __len__(self) -> int:
        return len(self.first_lines)

    @property
    def rows(self) -> list[list[str]]:
        """The header, then every record, all as text."""
        return [self.header, *(list(row) for row in zip(*(cells.texts() for cells in self.columns), strict=True))]


def truths(array: pa.Array) -> np.ndarray:
    """An arrow array of truth values as numpy, missing taken as false."""
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return pc.fill_null(array, False).to_numpy(zero_copy_only=False)


def cells_of(column: pa.ChunkedArray | pa.Array) -> Cells:
    """An arrow column of text, dictionary encoded or plain, as cells; missing becomes the empty text."""
    chunked = column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column])
    if not pa.types.is_dictionary(chunked.type):
        distinct = pc.fill_null(_joined(chunked).cast(pa.string()), "")
        return Cells(distinct, np.arange(len(distinct), dtype=np.int32))
    array = _joined(chunked.unify_dictionaries())
    codes = array.indices.to_numpy(zero_copy_only=False)
    narrow = np.min_scalar_type(len(array.dictionary))  # one byte for most columns; the codes of all are held together
    return Cells(array.dictionary.cast(pa.string()), codes.astype(narrow))


def cells_once(column: pa.ChunkedArray) -> Cells:
    """An arrow column of plain text as cells that list each text once."""
    # joined first: arrow compares the texts of all chunks with those of each, which takes the square of their number
    return cells_of(_joined(column).dictionary_encode())


def cells_from(texts: Sequence[str]) -> Cells:
    """A list of texts as cells."""
    return cells_of(pa.array(texts, pa.string()).dictionary_encode())


def _joined(chunked: pa.ChunkedArray) -> pa.Array:
    joined = chunked.combine_chunks()
    if isinstance(joined, pa.ChunkedArray):
        return joined.chunk(0) if joined.num_chunks else pa.array([], chunked.type)
    return joined
