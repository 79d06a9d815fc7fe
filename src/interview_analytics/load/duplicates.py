"""The records of all sheets go in; those that stood there before are marked."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.load.record import DUPLICATE, KEYS, Notes, Record, texts_at
from interview_analytics.reading import Fault
from interview_analytics.reading import sheet as effects

_SAME = Fault(
    "same record", "The same record, cell for cell, stands in {}.", "Nothing: it counts once.", effects.DUPLICATE
)
_NEWER = Fault(
    "same identifier",
    "The same identifier stands with other values in {}, which is newer and counts.",
    "Remove the outdated row in the source.",
    effects.DUPLICATE,
)

_NO_KEY = "\x1f"  # no identifier begins with it; a NUL would be cut off by numpy


def mark_duplicates(records: list[Record], notes: Notes) -> None:
    """Mark records with the identifier of another one, and records without one that equal another in every cell.

    Where records of one identifier differ, the newest export counts, and in it the last row. Records are expected from
    the oldest export to the newest.
    """
    for table in dict.fromkeys(record.main for record in records if record.parts):
        own = [record for record in records if record.parts and record.main == table]
        if not _all_differ(own):
            _mark(own, [_keys(record) for record in own], notes)


def _all_differ(records: list[Record]) -> bool:
    """Whether every record has an identifier of its own, as is usual: the quick answer."""
    keys = [record.keys for record in records if record.keys is not None and not record.keys.null_count]
    if len(keys) < len(records):
        return False
    together = pa.chunked_array(keys)
    differ = len(pc.unique(together)) == len(together)
    pa.default_memory_pool().release_unused()  # to tell a million identifiers apart took much room
    return differ


def _keys(record: Record) -> pd.Series:
    """Per row its identifier, else a mark that it shares with rows of the same cells."""
    keys = pa.nulls(len(record.sheet), pa.string()) if record.keys is None else record.keys
    bare = np.flatnonzero(keys.is_null().to_numpy(zero_copy_only=False))
    series = keys.to_pandas().astype("str")
    if len(bare):
        series.iloc[bare] = _NO_KEY + _fingerprints(record, bare).astype("str").to_numpy()
    return series


def _mark(records: list[Record], keys: list[pd.Series], notes: Notes) -> None:
    """Among usable rows with the same key, keep one."""
    key = pd.concat(keys, ignore_index=True)
    usable = np.concatenate([record.usable for record in records])
    several = np.flatnonzero(usable)[key[usable].duplicated(keep=False).to_numpy()]
    if not len(several):
        return
    starts = np.cumsum([0, *(len(record.sheet) for record in records)])
    sheet = np.searchsorted(starts, several, side="right") - 1
    found = pd.DataFrame({"key": key.iloc[several].to_numpy(), "sheet": sheet, "row": several - starts[sheet]})
    found["print"] = _prints(records, found)
    found["winner"] = _winners(found)
    for _, rows in found[found["winner"] != found.index].groupby("sheet"):
        _note(records, found, rows, notes)


def _prints(records: list[Record], found: pd.DataFrame) -> np.ndarray:
    prints = np.zeros(len(found), dtype=np.uint64)
    for number, rows in found.groupby("sheet"):
        prints[rows.index] = _fingerprints(records[number], rows["row"].to_numpy()).to_numpy()
    return prints


def _winners(found: pd.DataFrame) -> pd.Series:
    """For each row the one that counts: the first of the equal ones, and of different ones the last."""
    first = ~found.duplicated(["key", "print"])
    last = found[first].drop_duplicates("key", keep="last")
    return found["key"].map(pd.Series(last.index, index=last["key"]))


def _note(records: list[Record], found: pd.DataFrame, rows: pd.DataFrame, notes: Notes) -> None:
    """Take down, for the superseded rows of one sheet, which record counts in their place."""
    record = records[rows["sheet"].iloc[0]]
    winners = found.loc[rows["winner"]]
    same = winners["print"].to_numpy() == rows["print"].to_numpy()
    lines = [
        records[number].sheet.first_lines[row] for number, row in zip(winners["sheet"], winners["row"], strict=True)
    ]
    files = [records[number].sheet.file for number in winners["sheet"]]
    told = [
        (_SAME if equal else _NEWER)._replace(
            problem=(_SAME if equal else _NEWER).problem.format(f"{file}, line {line:,}")
        )
        for equal, file, line in zip(same, files, lines, strict=True)
    ]
    at = rows["row"].to_numpy()
    column = "" if record.keys is None else record.heading(record.main, KEYS[record.main])
    values = pa.array(["" if key.startswith(_NO_KEY) else key for key in rows["key"]])
    notes.add_faults(record.sheet, at, told, np.arange(len(told), dtype=np.int32), column=column, values=values)
    record.mark(at, DUPLICATE)


def _fingerprints(record: Record, rows: np.ndarray) -> pd.Series:
    """Per row, a number that two rows share when they hold the same text under each heading."""
    prints = np.zeros(len(rows), dtype=np.uint64)
    for heading, cells in sorted(zip(record.sheet.header, record.sheet.columns, strict=True), key=lambda pair: pair[0]):
        salt = pd.util.hash_array(np.array([heading], dtype=object))[0]
        if len(cells.distinct) > len(rows):
            own = pd.util.hash_array(texts_at(cells, rows).to_numpy(zero_copy_only=False))
        else:
            own = pd.util.hash_array(cells.distinct.to_numpy(zero_copy_only=False))[cells.codes[rows]]
        prints = prints * np.uint64(0x9E3779B97F4A7C15) + (own ^ salt)
    return pd.Series(prints)
