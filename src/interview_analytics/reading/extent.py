"""A workbook goes in; it is refused where a table from its first cell to its last would fill the memory."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from interview_analytics.errors import ExportError

MOST_CELLS = 20_000_000  # of a table most of whose cells are empty; each takes some 40 bytes
LONGEST_TEXT = 1 << 18  # bytes of one text with its marks; a cell holds 32,767 letters
SPARSE = 4  # cells of a table for each that is written down, beyond which most of it is empty
_CHUNK, _LONGEST_TAG = 1 << 20, 256
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,8})(\d{1,12})["']""")
_STATED = re.compile(rb"""\buniqueCount\s*=\s*["'](\d{1,30})["']""")
_BINARY = "xl/workbook.bin"


def refuse_scattered(path: Path) -> None:
    """Refuse a workbook with cells so far apart that the reader, which makes a table of all cells between them, would
    take all memory and end the program.

    In an xlsx the places are looked up beforehand. Those of an xls or ods cannot be: the process that opens it ends.
    """
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_archive(archive, path)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, RuntimeError, OSError, EOFError):
        return  # the reader says what is wrong with it


def _refuse_archive(archive: zipfile.ZipFile, path: Path) -> None:
    names = archive.namelist()
    if _BINARY in names:
        raise ExportError("A binary workbook (xlsb) is not read.", "Save it as xlsx.", file=path.name)
    for name in names:
        rows, columns, written = _extent(archive, name)
        if rows * columns > max(MOST_CELLS, SPARSE * written):
            raise scattered(path)
    for name in names:
        if "sharedstrings" in name.lower():
            _refuse_texts(archive, name, path)


def _refuse_texts(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    """Refuse shared texts that no cell can hold, or of which there are said to be more than the part has letters: the
    reader makes room for as many as are stated."""
    remedy = "Open it in Excel and save it again."
    if _longest(archive, name) > LONGEST_TEXT:
        problem = f"A cell of the workbook holds more than {LONGEST_TEXT:,} letters, which none can."
        raise ExportError(problem, remedy, file=path.name)
    stated = max((int(number) for chunk in _chunks(archive, name) for number in _STATED.findall(chunk)), default=0)
    if stated > archive.getinfo(name).file_size:
        problem = f"The workbook says that it shares {stated:,} texts, more than there are letters in it."
        raise ExportError(problem, remedy, file=path.name)


def _extent(archive: zipfile.ZipFile, name: str) -> tuple[int, int, int]:
    """The last row and the last column of a part of the workbook, and how many places are written down in it."""
    rows = columns = written = 0
    for chunk in _chunks(archive, name):
        places = _PLACE.findall(chunk)
        written += len(places)
        letters = {letters for letters, _ in places}
        columns = max(columns, *map(_number, letters), 0)
        rows = max(rows, max((int(digits) for _, digits in places), default=0))
    return rows, columns, written


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The part in pieces, each with the end of the one before, so that no place is cut in two."""
    rest = b""
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            yield rest + chunk
            rest = chunk[-_LONGEST_TAG:]


def _longest(archive: zipfile.ZipFile, name: str) -> int:
    """How many bytes the longest of the texts takes that cells share: written down once, it is read once per cell."""
    longest = open_ = 0
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            pieces = chunk.split(b"si>")
            longest = max(longest, open_ + len(pieces[0]), *map(len, pieces[1:]))
            open_ = len(pieces[-1]) + (open_ if len(pieces) == 1 else 0)
    return longest


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - ord("A") + 1
    return number


def scattered(path: Path) -> ExportError:
    """The fault of a workbook that cannot be held in memory."""
    return ExportError(
        "The workbook's cells lie so far apart that it would fill the memory.",
        "Delete the empty rows and columns between them, or export the sheet as csv.",
        file=path.name,
    )
