"""A workbook goes in; each of its sheets that holds something comes out as a Sheet of text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from interview_analytics.errors import ExportError
from interview_analytics.reading import opened
from interview_analytics.reading.extent import refuse_scattered, scattered
from interview_analytics.reading.layout import laid_out, with_problems
from interview_analytics.reading.sheet import REPAIRED, Fault, Problem, Sheet

Range = tuple[tuple[int, int], tuple[int, int]]

LARGEST_UNPACKED = 500 * 1024 * 1024
HIGHEST_RATIO = 200
MOST_ENTRIES = 1_000
_MEMORY = 2 << 30  # bytes that opening a workbook may take
_SECONDS = 60  # that opening it may take, and one more for each megabyte that it unpacks to
_BOOK = "xl/workbook.xml"
_OLE2 = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_AND_SAVE = "Open it in Excel and save it again, or export it as csv."
_MERGED = Fault(
    "merged cells",
    "A merged cell reaches over this row; its value was taken for the row.",
    "Unmerge the cells and fill the value down.",
    REPAIRED,
)


def read_workbook(path: Path) -> list[Sheet]:
    """The tables of a workbook, sheet by sheet; a sheet in which nothing stands is left out."""
    _refuse_protected(path)
    _refuse_oversized(path)
    refuse_scattered(path)
    base = _serial_base(path)
    sheets = []
    for name, rows, merged in _grids(path):
        spans, filled_rows = _unmerged(rows, merged)
        found = laid_out(
            rows, range(1, len(rows) + 1), file=path.name, sheet=name, serial_base=base, spans=spans, joint=" "
        )
        problems = [Problem(row + 1, "", "", _MERGED) for row in filled_rows]
        sheets += with_problems([sheet for sheet in found if sheet.header], problems)
    return sheets


def grids(path: Path) -> list[tuple[str, list[list[str]]]]:
    """Name and cells, as text, of each sheet of a workbook that `read_workbook` has read: nothing is taken out."""
    return [(name, rows) for name, rows, _ in _grids(path)]


def _grids(path: Path) -> list[tuple[str, list[list[str]], list[Range]]]:
    """Name, cells and merged cells of each sheet that holds something."""
    sheets: list[tuple[str, list[list[str]], list[Range]]] = []
    for line in _opened(path).splitlines():
        told = json.loads(line)
        if isinstance(told, list):
            sheets[-1][1].extend(told)
        elif opened.PROTECTED in told:
            raise _protected(path)
        elif opened.FAULT in told:
            raise _unreadable(path, told[opened.FAULT])
        else:
            sheets.append((told["name"], [], told["merged"]))
    return [sheet for sheet in sheets if sheet[1]]


def _opened(path: Path) -> bytes:
    """What the process says that opens the workbook, apart from this one: a damaged workbook may end it."""
    command = [sys.executable, "-I", opened.__file__, str(path.resolve()), str(_MEMORY)]
    seconds = _SECONDS + sum(entry.file_size for entry in _entries(path)) // 1024**2
    try:
        ended = subprocess.run(command, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise scattered(path) from None
    if ended.returncode:
        raise scattered(path)
    return ended.stdout


def _unreadable(path: Path, why: str) -> ExportError:
    return ExportError(f"The workbook cannot be read ({why}).", _OPEN_AND_SAVE, file=path.name)


def _unmerged(rows: list[list[str]], merged: list[Range]) -> tuple[dict[tuple[int, int], int], list[int]]:
    """How far merged cells reach to the right; what reaches down is put into each row that holds something else too.

    Returns the spans and the rows that were filled.
    """
    spans, touched = {}, set()
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= len(rows[top]) or not rows[top][left].strip():
            continue
        if right > left:
            spans[top, left] = right
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if any(cell.strip() for cell in rows[row]) and not rows[row][left].strip():
                rows[row][left] = rows[top][left]
                touched.add(row)
    return spans, sorted(touched)


def _protected(path: Path) -> ExportError:
    return ExportError(
        "The workbook is protected by a password.",
        "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it again.",
        file=path.name,
    )


def _refuse_protected(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(4) == _OLE2 and _ENCRYPTED in path.read_bytes():
            raise _protected(path)


def _refuse_oversized(path: Path) -> None:
    """An archive that unpacks to far more than it seems is refused before anything is unpacked."""
    entries = _entries(path)
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    # Small sheets of repeated cells compress beyond the ratio honestly; they are no danger.
    if unpacked > LARGEST_UNPACKED or (unpacked > LARGEST_UNPACKED / 10 and unpacked / packed > HIGHEST_RATIO):
        raise ExportError(
            f"The workbook would unpack to {unpacked / 1024**2:,.0f} MB.",
            "Split it, or export the sheet as csv.",
            file=path.name,
        )
    if len(entries) > MOST_ENTRIES or any(".." in PurePosixPath(own.filename).parts for own in entries):
        raise ExportError("The workbook is not built as a workbook should be.", _OPEN_AND_SAVE, file=path.name)


def _entries(path: Path) -> list[zipfile.ZipInfo]:
    """What the archive says it holds; nothing where it is none, as an xls."""
    if not zipfile.is_zipfile(path):
        return []
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise _unreadable(path, str(error)) from None


def _serial_base(path: Path) -> int:
    """1904 where the workbook says that it counts days from there (old Excel for the Mac), else 1900."""
    if not any(entry.filename == _BOOK for entry in _entries(path)):
        return 1900
    try:
        with zipfile.ZipFile(path) as archive:
            told = archive.read(_BOOK)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, RuntimeError, OSError, EOFError) as error:
        raise _unreadable(path, str(error)) from None
    return 1904 if re.search(rb"date1904\s*=\s*[\"'](1|true)", told) else 1900
