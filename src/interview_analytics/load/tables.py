"""The records of all sheets go in; the canonical tables that they make together come out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from interview_analytics.load.record import KEYS, Record
from interview_analytics.load.sectors import LISTS, listed
from interview_analytics.tables import ORIGIN, TABLES

_NULLABLE = {pa.float64(): pd.Float64Dtype(), pa.int64(): pd.Int64Dtype()}
_LINKS = {"interests": "job_seeker_id", "discoveries": "interview_id"}


def tables(records: list[Record]) -> dict[str, pd.DataFrame]:
    """By name, the canonical tables of all usable rows; a sheet's main table goes before what others say aside."""
    shares: dict[str, list[pa.Table]] = {}
    said_aside: set[str] = set()
    for aside in (False, True):
        for record in records:
            for name in record.parts:
                if (name != record.main) == aside:
                    shares.setdefault(name, []).append(_share(record, name))
                    said_aside |= {name} if aside else set()
    repeating = {name for name, own in shares.items() if len(own) > 1} | said_aside
    return {name: _whole(name, shares[name], repeats=name in repeating) for name in TABLES if name in shares}


def recorded(records: list[Record]) -> frozenset[str]:
    """The columns that the exports hold, as `table.column`."""
    found = set()
    for record in records:
        for part in record.recognised.parts if record.parts else []:
            found |= {f"{part.table}.{column}" for column in part.columns}
            if {"industry", "text", "sector"} & set(part.columns) and "sector" in TABLES[part.table].names:
                found |= {f"{part.table}.sector", f"{part.table}.{'text' if part.table in LISTS else 'industry'}"}
        found |= {f"job_seekers.{name}" for name in record.recognised.strata if record.parts}
    return frozenset(found)


def _share(record: Record, name: str) -> pa.Table:
    """The sheet's usable rows of one table."""
    if name in LISTS:
        return _list_share(record, name)
    rows = record.usable & record.rows[name]
    columns = record.parts[name]
    if rows.all():
        return pa.table({**columns, **_origin(record, slice(None))})
    at = np.flatnonzero(rows)
    return pa.table(
        {**{column: values.take(pa.array(at)) for column, values in columns.items()}, **_origin(record, at)}
    )


def _list_share(record: Record, name: str) -> pa.Table:
    rows, text, sector = listed(record, name)
    own = dict(record.parts[name])
    if _LINKS[name] not in own:
        own[_LINKS[name]] = record.parts["interviews"][_LINKS[name]]
    columns = {column: values.take(pa.array(rows)) for column, values in own.items()}
    return pa.table({**columns, "text": text, "sector": sector, **_origin(record, rows)})


def _origin(record: Record, rows: np.ndarray | slice) -> dict[str, pa.Array]:
    sheet = record.sheet
    lines = sheet.first_lines[rows]
    zeros = pa.array(np.zeros(len(lines), dtype=np.int32))
    return {
        "file": pa.DictionaryArray.from_arrays(zeros, pa.array([sheet.file])),
        "sheet": pa.DictionaryArray.from_arrays(zeros, pa.array([sheet.sheet])),
        "line": pa.array(lines),
    }


def _whole(name: str, shares: list[pa.Table], *, repeats: bool) -> pd.DataFrame:
    """The table of all its shares. `repeats`: several sheets, or rows about something else, may say the same again."""
    joined = pa.concat_tables(shares, promote_options="default").unify_dictionaries()
    days = {at: field for at, field in enumerate(joined.schema) if pa.types.is_date(field.type)}
    for at, field in days.items():
        joined = joined.set_column(at, field.name, joined[at].cast(pa.timestamp("us")))
    frame = joined.to_pandas(types_mapper=_NULLABLE.get)
    if KEYS.get(name) in frame and repeats:
        frame = frame[~(frame[KEYS[name]].duplicated() & frame[KEYS[name]].notna())]
    elif name not in LISTS and name not in KEYS and repeats:
        frame = frame.drop_duplicates([column for column in frame if column not in {own.name for own in ORIGIN}])
    if name == "interests" and "position" not in frame:
        frame["position"] = (frame.groupby("job_seeker_id").cumcount() + 1).astype("Int64")
    return frame.reset_index(drop=True)
