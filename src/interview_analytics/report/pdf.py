"""A report's outline and a folder with its pictures go in; one tagged PDF, the same to the byte, comes out."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typst

from interview_analytics.report import pictures
from interview_analytics.report.cells import Shown
from interview_analytics.report.outline import HIDDEN, LONG, READ, RULES, Chapter, Outline, Part
from interview_analytics.report.widths import widths

if TYPE_CHECKING:
    from typst import PDFStandard

LAYOUT = Path(__file__).parent / "report.typ"
STANDARD: Final = "ua-1"
UNSHOWN = "could not be displayed"


def pdf(told: Outline, day: dt.date, folder: Path) -> bytes:
    """The PDF, with each chart that has a picture in the folder's `figures`, its sentence as alternative text.

    day: the document's date, which must not be the day on which it is written, or no two files would be the same.
    Where no font of the machine has a letter of the exports, the file is tagged as well, but says nothing of PDF/UA.
    """
    report = json.dumps(_report(told, day, folder), ensure_ascii=False)
    try:
        return _compiled(report, day, folder, STANDARD)
    except typst.TypstError as fault:
        if UNSHOWN not in fault.message:
            raise
        return _compiled(report, day, folder)


def _compiled(report: str, day: dt.date, folder: Path, standard: PDFStandard | None = None) -> bytes:
    compiler = typst.Compiler(root=folder, sys_inputs={"report": report})
    begun = dt.datetime.combine(day, dt.time(), dt.UTC)
    made = compiler.compile(LAYOUT.read_bytes(), format="pdf", pdf_standards=standard, timestamp=begun)
    return made if isinstance(made, bytes) else b""  # a list is for pictures, one to a page


def _report(told: Outline, day: dt.date, folder: Path) -> dict[str, Any]:
    return {
        "title": told.title,
        "programme": told.programme,
        "mark": told.mark,
        "short": LONG,
        "day": [day.year, day.month, day.day],
        "fonts": pictures.fonts(),
        "pictured": pictures.drawn(folder),
        "facts": told.facts,
        "glance": [(part.name, part.heading, part.said) for part in told.glance],
        "headings": {"read": READ, "hidden": HIDDEN, "notes": RULES},
        "read": told.read,
        "hidden": told.hidden,
        "accounts": [{"caption": own.caption, "table": _table(own.table)} for own in told.accounts],
        "chapters": [_chapter(chapter, folder) for chapter in told.chapters],
        "definitions": told.definitions,
        "notes": told.notes,
        "reading": told.reading,
    }


def _chapter(chapter: Chapter, folder: Path) -> dict[str, Any]:
    parts = [_part(part, folder) for part in chapter.parts]
    return {"heading": chapter.heading, "words": chapter.words, "parts": parts}


def _part(part: Part, folder: Path) -> dict[str, Any]:
    picture = pictures.vector(folder, part.name)
    return {
        "name": part.name,
        "heading": part.heading,
        "words": part.words,
        "said": part.said,
        "note": part.note,
        "long": part.long,
        "withheld": part.withheld,
        "table": _table(part.table),
        "picture": f"/{picture.relative_to(folder).as_posix()}" if picture.exists() else None,
    }


def _table(table: Shown) -> dict[str, Any]:
    rows = [[cell.text for cell in row] for row in table.rows]
    own = [round(width, 3) for width in widths(table)]
    return {"headings": table.headings, "of_words": table.of_words, "widths": own, "rows": rows}
