"""A written file of a report goes in; every text in it that somebody could read comes out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from zipfile import ZipFile

from plotly.offline import get_plotlyjs
from pypdfium2 import PdfDocument

from interview_analytics.errors import ExportError

SCRIPT = re.compile(r"<script\b[^>]*+>(.*?)</script>", re.DOTALL | re.IGNORECASE)
NOT_SHOWN = re.compile(r"<(script|style)\b[^>]*+>.*?</\1>", re.DOTALL | re.IGNORECASE)
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
INLINE = re.compile(r"</?(?:span|b|strong|em|i|a|sub|sup|code|abbr)\b[^<>]*+>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w:-]+)=("[^"]*+"|'[^']*+')""")
EXACT = "data-value"  # numbers, which `small_counts` looks at
TEXT_IN_JSON = re.compile(r'("(?:[^"\\]|\\.)*+")(\s*:)?')  # the name of a field is followed by a colon
QUOTED_IN_CSV = re.compile(r'"((?:[^"]|"")*+)"')
TAG = re.compile(r"<[^<>]*+>")
BLOCK_END = re.compile(r"</(?:\w+:)?(?:p|si|is|tc|comment|Relationship|title|subject|creator|description|keywords)>")
LINE_IN_LABEL = re.compile(r"<tspan\b[^<>]*+>")
SAID_BY_TAG = re.compile(r'\b(?:name|descr|title|Target|ref|tooltip|display|defaultValue|val)="([^"]*+)"')
PICTURES = (".png", ".jpeg", ".jpg", ".gif", ".emf")


def texts(file: Path) -> Iterator[str]:
    """The texts of a file: what it shows, what its pictures and cells say on request, and what lies in its data.

    Raises ExportError for a file of a kind that cannot be searched.
    """
    read = KINDS.get(file.suffix.lower())
    if read is None:
        raise ExportError(
            "A file of this kind cannot be searched for what must not leave, so the report was not written.",
            "Leave it out of the report.",
            file=file.name,
        )
    return read(file)


def scripts(page: str) -> list[str]:
    """The scripts of a page, without the library that draws."""
    return [script.replace(get_plotlyjs(), "") for script in SCRIPT.findall(page)]


def json_texts(text: str) -> Iterator[str]:
    """Every text that stands in JSON, or in a script, as a value."""
    return (_decoded(found) for found, name in TEXT_IN_JSON.findall(text) if not name)


def _decoded(text: str) -> str:
    try:
        return unescape(json.loads(text))
    except ValueError:  # JavaScript allows more
        return text


def _html(file: Path) -> Iterator[str]:
    page = file.read_text(encoding="utf-8")
    for script in scripts(page):
        yield from json_texts(script)
    page = NOT_SHOWN.sub("", page)
    yield from COMMENT.findall(page)
    page = COMMENT.sub("", page)
    for tag in TAG.findall(page):
        yield from (unescape(value.strip("\"'")) for name, value in ATTRIBUTE.findall(tag) if name != EXACT)
    yield unescape(TAG.sub("\n", INLINE.sub("", page)))


def _json(file: Path) -> Iterator[str]:
    """Names of fields too: a data file is not drawn by a library that has its own."""
    yield from (_decoded(found) for found, _ in TEXT_IN_JSON.findall(file.read_text(encoding="utf-8")))


def _csv(file: Path) -> Iterator[str]:
    text = file.read_text(encoding="utf-8-sig")
    yield from (cell.replace('""', '"') for cell in QUOTED_IN_CSV.findall(text))
    bare = (cell for line in QUOTED_IN_CSV.sub("", text).splitlines() for cell in line.split(","))
    yield from (cell for cell in bare if not _is_number(cell))


def _is_number(cell: str) -> bool:
    try:
        return float(cell) is not None
    except ValueError:
        return not cell


def _plain(file: Path) -> Iterator[str]:
    yield file.read_text(encoding="utf-8")


def _drawing(file: Path) -> Iterator[str]:
    """Each label by itself: the numbers along an axis are not said of the word that is drawn next."""
    drawn = file.read_text(encoding="utf-8")
    yield from (label for text in _xml(LINE_IN_LABEL.sub(" ", drawn), "</text>") for label in text.split("\n"))


def _office(file: Path) -> Iterator[str]:
    """The texts of a workbook or a document, its hidden sheets, names and properties included."""
    with ZipFile(file) as whole:
        for name in whole.namelist():
            if name.lower().endswith((".xml", ".rels")):
                yield from _xml(whole.read(name).decode("utf-8"))
            elif not name.lower().endswith((*PICTURES, "/")):
                raise ExportError(f"It holds '{Path(name).name}', which cannot be searched.", file=file.name)


def _xml(text: str, *ends: str) -> Iterator[str]:
    """What stands between the tags, parted where a paragraph or a cell ends; numbers of cells are none of it."""
    for said in SAID_BY_TAG.findall(text):
        yield unescape(said)
    text = re.sub(r"<v>[^<]*+</v>", "", text)
    for end in ends:
        text = text.replace(end, "\n")
    yield unescape(TAG.sub("", BLOCK_END.sub("\n", text)))


def _pdf(file: Path) -> Iterator[str]:
    with PdfDocument(file) as document:
        yield from document.get_metadata_dict().values()
        yield from (page.get_textpage().get_text_range() for page in document)


def _picture(file: Path) -> Iterator[str]:
    return iter(())


KINDS: dict[str, Callable[[Path], Iterator[str]]] = {
    ".html": _html,
    ".json": _json,
    ".csv": _csv,
    ".txt": _plain,
    ".md": _plain,
    ".svg": _drawing,
    ".xlsx": _office,
    ".docx": _office,
    ".pdf": _pdf,
    **dict.fromkeys(PICTURES, _picture),
}
