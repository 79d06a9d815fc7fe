"""A parquet or json-lines file goes in; one sheet, its values as text, comes out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from interview_analytics.errors import ExportError
from interview_analytics.reading.encoding import UNREADABLE
from interview_analytics.reading.extent import MOST_CELLS, SPARSE
from interview_analytics.reading.layout import tidied
from interview_analytics.reading.sheet import Cells, Problem, Sheet, cells_from, cells_once

_DAMAGED = "Export it again; it may have been cut off on the way."
_OF_BYTES = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_fixed_size_binary)  # older programs keep text so


def read_parquet(path: Path) -> list[Sheet]:
    """The rows of a parquet file; `line` counts them from 1."""
    try:
        rows = pq.read_metadata(path).num_rows
        if rows > max(MOST_CELLS // 4, path.stat().st_size):
            problem = f"The parquet file says that it holds {rows:,} rows, in less than a byte for each."
            raise ExportError(problem, "Export it again, with the columns that are needed.", file=path.name)
        table = pq.read_table(path)
        names, columns = list(table.column_names), [_as_text(column) for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise ExportError(
            f"The parquet file cannot be read ({type(error).__name__}).", _DAMAGED, file=path.name
        ) from None
    lines = np.arange(1, table.num_rows + 1, dtype=np.int64)
    spoilt = [name for name, column in zip(names, table.columns, strict=True) if _is_spoilt(column)]
    problems = [Problem(None, name, "", UNREADABLE) for name in spoilt]
    return [tidied(Sheet(path.name, "", names, columns, lines, problems=problems))]


def read_json_lines(path: Path) -> list[Sheet]:
    """The records of a file with one json object a line."""
    records: list[tuple[int, dict]] = []
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for line, text in enumerate(file, start=1):
            if text.strip():
                records.append((line, _record(text, line, path.name)))
    names = list(dict.fromkeys(name for _, record in records for name in record))
    written = sum(len(record) for _, record in records)
    if len(names) * len(records) > max(MOST_CELLS, SPARSE * written):
        problem = f"Its {len(records):,} objects have {len(names):,} names between them, and hardly any in common."
        raise ExportError(problem, "Export the same names on every line.", file=path.name)
    columns = [cells_from([_json_text(record.get(name)) for _, record in records]) for name in names]
    lines = np.array([line for line, _ in records], dtype=np.int64)
    return [tidied(Sheet(path.name, "", [_json_text(name) for name in names], columns, lines))]


def _as_text(column: pa.ChunkedArray) -> Cells:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_nested(column.type) or isinstance(column.type, pa.BaseExtensionType):
        return cells_from([_json_text(value) for value in column.to_pylist()])
    if any(of_bytes(column.type) for of_bytes in _OF_BYTES) or _is_spoilt(column):
        told = column.cast(pa.large_binary()).to_pylist()
        return cells_from(["" if value is None else value.decode("utf-8", "replace") for value in told])
    return cells_once(pc.fill_null(column.cast(pa.string()), ""))


def _is_spoilt(column: pa.ChunkedArray) -> bool:
    """Whether a column of text holds bytes that are no text, which no step after this one could take."""
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        return pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    return False


def _record(text: str, line: int, file: str) -> dict:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        raise ExportError(
            "The line is no json object.", "One object in braces is expected on each line.", file=file, line=line
        )
    return record


def _json_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(_json_text(part) for part in value)
    return str(value).encode("utf-8", "replace").decode("utf-8")  # half of a surrogate pair is no letter
