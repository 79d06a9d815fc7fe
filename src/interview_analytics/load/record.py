"""One sheet goes in; what is known of it on its way, and the notes that are taken meanwhile, come out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.headings import Recognised
from interview_analytics.industries import Coded
from interview_analytics.interview_log import PROBLEMS
from interview_analytics.load.private import hidden
from interview_analytics.reading import Cells, Fault, Sheet
from interview_analytics.tables import DTYPES

ACCEPTED, REPAIRED, SET_ASIDE, DUPLICATE = range(4)
KEYS = {
    "interviews": "interview_id",
    "placements": "placement_id",
    "job_seekers": "job_seeker_id",
    "specialists": "specialist_id",
}


class Sourced(NamedTuple):
    """A sheet and the fingerprint of the file that it stood in."""

    sheet: Sheet
    sha256: str


@dataclass(eq=False)
class Record:
    """A sheet on its way into the canonical tables.

    parts: by table, its canonical columns, one value per row of the sheet
    rows: by table, which rows of the sheet speak of it
    lists: by table with several texts in a cell (interests, discoveries), the columns of such cells
    keys: per row of the main table, its identifier as exported; none where the table has no identifier of its own
    state: per row, what became of it
    industries: industry texts with their sector and how many rows hold them
    """

    sheet: Sheet
    sha256: str
    recognised: Recognised
    parts: dict[str, dict[str, pa.Array]] = field(default_factory=dict)
    rows: dict[str, np.ndarray] = field(default_factory=dict)
    lists: dict[str, list[Cells]] = field(default_factory=dict)
    industries: list[tuple[dict[str, Coded], dict[str, int]]] = field(default_factory=list)
    by_hand: dict[str, str] = field(default_factory=dict)
    keys: pa.Array | None = None
    state: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.state = np.zeros(len(self.sheet), dtype=np.int8)

    @property
    def main(self) -> str:
        """The table that the sheet's rows are about."""
        return self.recognised.parts[0].table if self.recognised.parts else ""

    @property
    def usable(self) -> np.ndarray:
        """Per row, whether it counts."""
        return self.state < SET_ASIDE

    def mark(self, rows: np.ndarray, state: int) -> None:
        """Give these rows (positions) a graver state than they have."""
        self.state[rows] = np.maximum(self.state[rows], state)

    def forget_cells(self) -> None:
        """Let go of the sheet's texts, when all that is to be known of them is known."""
        self.sheet = replace(self.sheet, columns=[])

    def heading(self, table: str, column: str) -> str:
        """The agency's heading for a canonical column; the column's name where it has none."""
        for part in self.recognised.parts:
            if part.table == table and column in part.columns:
                return self.sheet.header[part.columns[column][0]]
        return column


class Said(NamedTuple):
    """The first thing said about the exports that is more than a remark."""

    file: str
    line: int | None
    column: str
    value: str
    fault: Fault


class Notes:
    """What is taken down while exports are loaded: one entry for each record, cell, column or file to speak of."""

    def __init__(self) -> None:
        self._entries: list[dict] = []
        self._blocks: list[pa.Table] = []

    def add(
        self, file: str, fault: Fault, *, sheet: str = "", line: int | None = None, column: str = "", value: str = ""
    ) -> None:
        """Take down one fault at one place."""
        place = {"file": file, "sheet": sheet, "line": line, "column": hidden(column), "value": hidden(value)}
        self._entries.append(place | fault._asdict())

    def add_rows(
        self, sheet: Sheet, rows: np.ndarray, fault: Fault, *, column: str = "", values: pa.Array | None = None
    ) -> None:
        """Take down the same fault for many rows (positions) of a sheet; `values` are their texts."""
        self.add_faults(sheet, rows, [fault], np.zeros(len(rows), dtype=np.int32), column=column, values=values)

    def add_faults(
        self,
        sheet: Sheet,
        rows: np.ndarray,
        faults: list[Fault],
        which: np.ndarray,
        *,
        column: str,
        values: pa.Array | None = None,
    ) -> None:
        """Take down, for each of these rows, that one of the faults which `which` names."""
        if not len(rows):
            return
        told = [pa.array([getattr(fault, name) for fault in faults]).take(pa.array(which)) for name in Fault._fields]
        texts = pa.repeat("", len(rows)) if values is None else hidden(values.cast(pa.string()))
        place = [pa.repeat(sheet.file, len(rows)), pa.repeat(sheet.sheet, len(rows)), pa.array(sheet.first_lines[rows])]
        self._blocks.append(
            pa.table([*place, pa.repeat(column, len(rows)), texts, *told], names=[own.name for own in PROBLEMS])
        )

    def frame(self) -> pd.DataFrame:
        """All that was taken down, file by file, in the order of lines."""
        names = [own.name for own in PROBLEMS]
        entries = pd.DataFrame(self._entries, columns=names).astype({"line": "Int64"})
        blocks = pa.concat_tables(self._blocks).to_pandas() if self._blocks else pd.DataFrame(columns=names)
        frame = pd.concat([part for part in (entries, blocks) if len(part)] or [entries], ignore_index=True)
        frame = frame.astype({own.name: DTYPES[own.kind] for own in PROBLEMS if own.kind != "origin"})
        return frame.sort_values(["file", "sheet", "line"], kind="stable", na_position="first", ignore_index=True)

    def first_said(self) -> Said | None:
        """The first entry that concerns a whole file, sheet or column, else the first of any row."""
        grave = [entry for entry in self._entries if entry["rule"] not in ("file skipped", "order of day and month")]
        if grave:
            entry = grave[0]
        elif self._blocks:
            entry = self._blocks[0].slice(0, 1).to_pylist()[0]
        else:
            return None
        fault = Fault(*(entry[name] for name in Fault._fields))
        return Said(entry["file"], entry["line"], entry["column"], entry["value"], fault)


def texts_at(cells: Cells, rows: np.ndarray) -> pa.Array:
    """The texts that stand in these rows of a column."""
    return pc.utf8_trim_whitespace(cells.distinct.take(pa.array(cells.codes[rows])))
