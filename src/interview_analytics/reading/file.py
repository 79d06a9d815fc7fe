"""A path goes in; the sheets of the file that lies there come out, or one sentence that says why it cannot be read."""

from __future__ import annotations

from pathlib import Path

from interview_analytics.errors import ExportError
from interview_analytics.reading.records import read_json_lines, read_parquet
from interview_analytics.reading.sheet import Sheet
from interview_analytics.reading.text import read_text
from interview_analytics.reading.workbook import read_workbook

_READERS = {
    ".csv": read_text,
    ".tsv": read_text,
    ".tab": read_text,
    ".txt": read_text,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".xls": read_workbook,
    ".ods": read_workbook,
    ".parquet": read_parquet,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}
SUFFIXES = tuple(_READERS)
_ZIP, _OLE2, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"


def read(path: str | Path) -> list[Sheet]:
    """The sheets of one exported file, every cell as text.

    path: a csv, tsv, txt, xlsx, xlsm, xls, ods, parquet, jsonl or ndjson file. Its contents decide over its suffix
    where the two disagree (a workbook that was named csv).
    Raises ExportError where the file is missing, empty, protected, too large or of no known type.
    """
    path = Path(path)
    if not path.is_file():
        raise ExportError("There is no such file.", "Check the path.", file=legible(str(path)))
    if legible(str(path)) != str(path):
        named = path.name if legible(path.name) != path.name else str(path.parent)
        raise ExportError("This name holds letters that cannot be read here.", "Rename it.", file=legible(named))
    try:
        return _reader(path)(path)
    except PermissionError:
        raise ExportError(
            "The file may not be opened.", "Close it elsewhere, or ask for access.", file=path.name
        ) from None


def legible(name: str) -> str:
    """A file's name with a "?" for what is no letter in UTF-8, so that it can be printed and written."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _reader(path: Path):
    with path.open("rb") as file:
        start = file.read(4)
    if not start:
        raise ExportError("The file is empty.", "Export it again, or take it out of the folder.", file=path.name)
    by_suffix = _READERS.get(path.suffix.lower())
    if by_suffix is None:
        raise ExportError(
            "This type of file is not read.", "Export it as csv, xlsx, xls, ods, parquet or jsonl.", file=path.name
        )
    if start in (_ZIP, _OLE2):
        return read_workbook
    if start == _PARQUET:
        return read_parquet
    return read_text if by_suffix in (read_workbook, read_parquet) else by_suffix
