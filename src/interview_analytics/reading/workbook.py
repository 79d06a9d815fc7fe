"""A workbook goes in; each of its sheets that holds something comes out as a Sheet of text."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, ZipError

from interview_analytics.errors import ExportError
from interview_analytics.reading.layout import laid_out
from interview_analytics.reading.sheet import Sheet

LARGEST_UNPACKED = 500 * 1024 * 1024
HIGHEST_RATIO = 200
MOST_ENTRIES = 1_000
_OLE2 = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_AND_SAVE = "Open it in Excel and save it again, or export it as csv."


def read_workbook(path: Path) -> list[Sheet]:
    """The sheets of a workbook; a sheet in which nothing stands is left out."""
    _refuse_protected(path)
    _refuse_oversized(path)
    base = _serial_base(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        named = [
            (meta.name, _cells(book, meta.name)) for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError:
        raise _protected(path) from None
    except (CalamineError, ZipError, ValueError) as error:
        raise ExportError(f"The workbook cannot be read ({error}).", _OPEN_AND_SAVE, file=path.name) from None
    return [
        laid_out(rows, range(1, len(rows) + 1), file=path.name, sheet=name, serial_base=base)
        for name, rows in named
        if rows
    ]


def _cells(book: CalamineWorkbook, name: str) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]


def _text(cell: object) -> str:
    """The cell as a csv export would write it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, dt.timedelta):
        return _clock(cell)
    return str(cell)


def _clock(span: dt.timedelta) -> str:
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


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
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    # Small sheets of repeated cells compress beyond the ratio honestly; they are no danger.
    if unpacked > LARGEST_UNPACKED or (unpacked > LARGEST_UNPACKED / 10 and unpacked / packed > HIGHEST_RATIO):
        raise ExportError(
            f"The workbook would unpack to {unpacked / 1024**2:,.0f} MB.",
            "Split it, or export the sheet as csv.",
            file=path.name,
        )
    if len(entries) > MOST_ENTRIES or any(".." in Path(entry.filename).parts for entry in entries):
        raise ExportError("The workbook is not built as a workbook should be.", _OPEN_AND_SAVE, file=path.name)


def _serial_base(path: Path) -> int:
    """1904 where the workbook says that it counts days from there (old Excel for the Mac), else 1900."""
    if not zipfile.is_zipfile(path):
        return 1900
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return 1900
        return 1904 if re.search(rb'date1904="(1|true)"', archive.read("xl/workbook.xml")) else 1900
