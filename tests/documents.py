"""A PDF or Word document goes in; its tags, texts and tables, as a reader's software finds them, come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table


def tags(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of a PDF's structure, parents before their children."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
        waiting += reversed(_children(element))


def _children(element: Any) -> list[Any]:
    within = element.get("/K", [])
    listed = list(within) if isinstance(within, pikepdf.Array) else [within]
    return [child for child in listed if isinstance(child, pikepdf.Dictionary) and "/S" in child]


def scopes(cell: Any) -> list[str]:
    """What a header cell of a PDF says that it heads: a column or a row."""
    told = cell.get("/A", [])
    listed = list(told) if isinstance(told, pikepdf.Array) else [told]
    return [str(own["/Scope"])[1:] for own in listed if "/Scope" in own]


def text(file: Path) -> str:
    """The text layer of a PDF with every gap as one blank."""
    with pypdfium2.PdfDocument(file) as opened:
        return flat(" ".join(page.get_textpage().get_text_range() for page in opened))


def flat(said: str) -> str:
    """A text with every gap as one blank and without the marks where a PDF broke a line."""
    return re.sub(r"\s+", " ", said.replace("\ufffe", "-")).strip()


def rows(table: Table) -> list[list[str]]:
    """The texts of a Word table."""
    return [[_said(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def _said(cell: Any) -> str:
    return "".join(text.text or "" for text in cell.iter(qn("w:t")))


def word(file: Path) -> Document:
    """A Word document, opened."""
    return docx.Document(str(file))
