"""The problems of a log and the sheets of its exports go in; the rows to mend, with what is wrong in them, come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from interview_analytics.load.context import NAMES, QUANTITY
from interview_analytics.load.kept_back import handed_out, masked
from interview_analytics.load.marks import Place, alike, marks, places
from interview_analytics.load.originals import Original
from interview_analytics.tables import TABLES

_OF_THE_SHEET = ("headings not known", "date column not read")  # they ask for a mapping, not for a change to a row
_OF_THE_EXPORT = ("value printed once", "merged cells")  # where half of all rows are such, the report was meant so
_JOINED = (NAMES, QUANTITY)
_SLIPPED = "No cell is shown, as private ones may have slipped under other headings. "
_WRITE_ANEW = "Look the line up in the original, and write the whole row here. "


@dataclass(frozen=True, eq=False)
class ToMend:
    """The rows of one sheet of an export in which something is to be mended.

    places: the headings of the columns that are shown; texts: for each of them, the text of each row
    lines: per row its line in the original; marks: per row the mark by which it is known again
    told: one entry for each thing to mend: `row` (its place in `lines`), `column`, `problem`, `remedy`
    choices: by position among `places`, the words that are known there
    """

    file: str
    sheet: str
    places: list[Place]
    texts: list[list[str]]
    lines: np.ndarray
    marks: np.ndarray
    told: pd.DataFrame
    choices: dict[int, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.lines)

    def cells_of(self, column: str) -> list[int]:
        """The positions of the columns that a problem names: two where it speaks of two that were read as one."""
        named = [part.strip() for part in column.split(",")] if column in _JOINED else [column]
        plain = [alike(name) for name in named]
        return [at for at, (heading, _) in enumerate(self.places) if column and _is_one_of(heading, plain)]


def _is_one_of(heading: str, names: Sequence[str]) -> bool:
    return heading in names or (len(names) > 1 and heading.casefold().endswith(tuple(map(str.casefold, names))))


def to_mend(originals: Sequence[Original], problems: pd.DataFrame) -> list[ToMend]:
    """For each sheet that has any, the rows that a person can mend; records that stand there twice are none."""
    own = problems[problems["line"].notna() & problems["remedy"].fillna("").ne("")]
    own = own[~own["rule"].isin(_OF_THE_SHEET) & own["effect"].ne("duplicate")]
    found = [_of_sheet(original, own) for original in originals]
    return [rows for rows in found if len(rows)]


def _of_sheet(original: Original, problems: pd.DataFrame) -> ToMend:
    sheet = original.sheet
    named = (problems["file"].astype("str") == sheet.file) & (problems["sheet"].astype("str") == sheet.sheet)
    of_headings = problems["column"].isin(["", *original.whole.header, *_names(original)])
    told = problems[named & of_headings & problems["line"].isin(sheet.first_lines)]
    told = told[~told["rule"].isin(_meant_so(told, len(sheet)))]
    rows = np.flatnonzero(np.isin(sheet.first_lines, told["line"].to_numpy(dtype="int64")))
    texts = handed_out(sheet, original.shown, rows)
    headings = places([alike(heading) for heading in sheet.header])
    shown = [headings[at] for at in original.shown]
    own = marks(texts, shown) if texts else np.full(len(rows), "", dtype=object)
    lines = sheet.first_lines[rows]
    told = told.assign(row=np.searchsorted(lines, told["line"].to_numpy(dtype="int64")))
    return ToMend(
        sheet.file, sheet.sheet, shown, texts, lines, own, _without_slipped(told, original, lines), _choices(original)
    )


def _meant_so(told: pd.DataFrame, rows: int) -> list[str]:
    """The rules that tell how the whole report was made rather than what is wrong in a row."""
    return [rule for rule in _OF_THE_EXPORT if told["rule"].eq(rule).sum() >= rows / 2]


def _names(original: Original) -> set[str]:
    """The canonical columns of the sheet's tables: by their names a problem speaks of a column that is absent."""
    return {name for part in original.recognised.parts for name in TABLES[part.table].names}


def _without_slipped(told: pd.DataFrame, original: Original, lines: np.ndarray) -> pd.DataFrame:
    """The things to mend; where a row's cells are not shown, it says so and what to do about it."""
    covered = told["line"].isin(masked(original.sheet))
    told = told.assign(
        problem=told["problem"].where(~covered, _SLIPPED + told["problem"]),
        remedy=told["remedy"].where(~covered, _WRITE_ANEW + told["remedy"]),
    )
    return told[["row", "column", "problem", "remedy"]].drop_duplicates(ignore_index=True)


def _choices(original: Original) -> dict[int, tuple[str, ...]]:
    """By position among the columns that are shown, the words that their canonical column knows."""
    by_heading = {
        original.whole.header[at]: TABLES[part.table][column].choices
        for part in original.recognised.parts
        for column, positions in part.columns.items()
        for at in positions
    }
    headings = [original.sheet.header[at] for at in original.shown]
    return {at: by_heading[heading] for at, heading in enumerate(headings) if by_heading.get(heading)}
