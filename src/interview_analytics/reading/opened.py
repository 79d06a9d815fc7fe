"""A workbook's path goes in; its cells as text, a line of json for each sheet and each stretch of rows, come out.

It runs as a program of its own, without the package: the library that opens workbooks may take all memory, end the
process or print its own words about a damaged one, and then only this process ends.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, ZipError

PROTECTED, FAULT = "protected", "fault"
_STRETCH = 200  # rows that are told together: more would take memory, fewer time


def text_of(cell: object) -> str:
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


def told(path: str) -> Iterator[object]:
    """For each sheet its name and merged cells, then stretches of its rows; instead of what cannot be read, a fault."""
    try:
        book = CalamineWorkbook.from_path(path)
        for own in book.sheets_metadata:
            if own.typ == SheetTypeEnum.WorkSheet:
                yield from _sheet(book.get_sheet_by_name(own.name))
    except PasswordError:
        yield {PROTECTED: True}
    except (CalamineError, ZipError, ValueError, OSError) as error:
        yield {FAULT: str(error)}
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a fault within the library, which no class of Python's names
            raise
        yield {FAULT: "its cells are not stored as they should be"}


def _sheet(sheet: CalamineSheet) -> Iterator[object]:
    yield {"name": sheet.name, "merged": sheet.merged_cell_ranges or []}
    left = [""] * (sheet.start[1] if sheet.start else 0)
    rows = sheet.iter_rows()
    while stretch := [[*left, *map(text_of, row)] for row in islice(rows, _STRETCH)]:
        yield stretch


def _limit(memory: int) -> None:
    """Let this process take no more than so many bytes, where the system has a way to say so."""
    try:
        import resource  # noqa: PLC0415 – Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    _limit(int(sys.argv[2]))
    as_json = json.JSONEncoder(ensure_ascii=False).encode
    for line in told(sys.argv[1]):
        sys.stdout.buffer.write(as_json(line).encode() + b"\n")
