"""A report's outline and a folder with its pictures go in; one Word document with native tables comes out."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx as python_docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph
from markupsafe import escape

from interview_analytics.report import pictures
from interview_analytics.report.cells import Cell, Shown
from interview_analytics.report.outline import HIDDEN, READ, RULES, Outline, Part
from interview_analytics.report.widths import ACROSS, PADDING, widths

LANGUAGE = "en-US"
TALLEST = 6.5  # inches of a picture
SMALL = Pt(8.5)
BESIDE = "".join(f'<w:{side} w:w="{round(PADDING / 2 * 1440)}" w:type="dxa"/>' for side in ("left", "right"))
FONT = "Arial"  # every word processor has it or one as wide
INK, ALARM, QUIET = RGBColor(0x1B, 0x27, 0x33), RGBColor(0x8A, 0x1C, 0x1C), RGBColor(0x55, 0x60, 0x6B)
WITHOUT_PICTURES = (
    "There are no charts in this file: it was made without pictures, or where no browser could draw them. "
    "The page index.html draws them; the sentences and tables here hold the same figures."
)


def docx(told: Outline, day: dt.date, folder: Path) -> bytes:
    """The document, with each chart that has a picture in the folder's `figures`, its sentence as alternative text.

    day: the document's date, which must not be the day on which it is written, or no two files would be the same.
    """
    document = python_docx.Document()
    _describe(document, told, day)
    _lay_out(document, told)
    _open(document, told, folder)
    _account(document, told)
    for chapter in told.chapters:
        document.add_heading(chapter.heading, 1)
        document.add_paragraph(chapter.words).paragraph_format.keep_with_next = True
        for part in chapter.parts:
            _part(document, part, folder)
    _close(document, told)
    return _repeatable(document)


def _describe(document: Document, told: Outline, day: dt.date) -> None:
    own, noon = document.core_properties, dt.datetime.combine(day, dt.time(12))
    own.title, own.subject, own.comments = told.title[:255], told.programme[:255], told.mark
    own.author, own.last_modified_by, own.language = told.programme[:255], "", LANGUAGE
    own.created = own.modified = noon
    fonts = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    spoken = fonts.find(qn("w:lang"))
    for name in ("w:val", "w:eastAsia"):
        spoken.set(qn(name), LANGUAGE)


def _lay_out(document: Document, told: Outline) -> None:
    """US letter; the mark above and the page's number below each page."""
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches((8.5 - ACROSS) / 2)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(head, told.mark, color=ALARM, bold=True)
    _run(foot, f"{told.title} · Page ", color=QUIET)
    foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>'))
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = FONT, Pt(10)
    for name in ("Title", "Heading 1", "Heading 2", "Caption"):  # the colours that come with them are too pale
        document.styles[name].font.color.rgb = INK


def _open(document: Document, told: Outline, folder: Path) -> None:
    document.add_paragraph(told.title, "Title")
    for text in filter(None, (told.programme, told.mark)):
        _run(document.add_paragraph(), text, bold=text == told.mark)
    for name, said in told.facts:
        _run(document.add_paragraph(), f"{name}: {said}")
    if not pictures.drawn(folder):
        document.add_paragraph(WITHOUT_PICTURES)
    if told.glance:
        document.add_heading("At a glance", 1)
    for part in told.glance:
        _defined(document.add_paragraph(style="List Bullet"), part.heading, part.said)


def _account(document: Document, told: Outline) -> None:
    document.add_heading(READ, 1)
    for said in told.read:
        document.add_paragraph(said)
    for own in told.accounts:
        _table(document, own.table, own.caption)
    if told.hidden:
        document.add_heading(HIDDEN, 1)
    for said in told.hidden:
        document.add_paragraph(said)


def _part(document: Document, part: Part, folder: Path) -> None:
    document.add_heading(part.heading, 2)
    document.add_paragraph(part.words).paragraph_format.keep_with_next = True
    if pictures.pixels(folder, part.name).exists():
        _picture(document, pictures.pixels(folder, part.name), part.said)
    _run(document.add_paragraph(), part.said, bold=True)
    if part.note:
        _run(document.add_paragraph(), f"Note: {part.note}.", color=QUIET)
    if part.long:
        _run(document.add_paragraph(), f"The {len(part.table.rows)} rows behind it stand at the end.", color=QUIET)
    elif part.table.rows:
        _table(document, part.table, part.heading)
    elif not part.note and not part.withheld:
        document.add_paragraph("There are no rows to show.")


def _picture(document: Document, file: Path, said: str) -> None:
    drawing = document.add_picture(str(file), width=Inches(ACROSS))
    if drawing.height > Inches(TALLEST):
        drawing.width, drawing.height = round(drawing.width * Inches(TALLEST) / drawing.height), Inches(TALLEST)
    drawing._inline.docPr.set("descr", said)
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def _close(document: Document, told: Outline) -> None:
    document.add_heading("How each figure is counted", 1)
    for term, said in told.definitions:
        _defined(document.add_paragraph(), term, said)
    for heading, listed in ((RULES, told.notes), ("How to read the figures", told.reading)):
        if listed:
            document.add_heading(heading, 2)
        for said in listed:
            document.add_paragraph(said, "List Bullet")
    longer = [part for part in told.parts if part.long]
    if longer:
        document.add_heading("All rows of the longer tables", 1)
    for part in longer:
        document.add_heading(part.heading, 2)
        _table(document, part.table, part.heading)


def _table(document: Document, table: Shown, caption: str) -> None:
    """A native table: its headings come again on each page, no row is torn, its caption is its alternative text."""
    above = document.add_paragraph(caption, "Caption")
    above.paragraph_format.keep_with_next = True
    native = document.add_table(0, len(table.headings), "Light Shading")
    for column, width in zip(native.columns, widths(table), strict=True):
        column.width = Inches(width)
    look = native._tbl.tblPr.find(qn("w:tblLook"))
    for name, on in (
        ("w:val", "06A0"),
        ("w:firstRow", "1"),
        ("w:firstColumn", "1"),
        ("w:noHBand", "1"),
        ("w:noVBand", "1"),
    ):
        look.set(qn(name), on)
    look.addprevious(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{BESIDE}</w:tblCellMar>"))
    for tag, text in (("w:tblCaption", caption), ("w:tblDescription", caption)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), text)
        native._tbl.tblPr.append(element)
    native._tbl.append(_row([Cell(text) for text in table.headings], table, head=True))
    for row in table.rows:
        native._tbl.append(_row(row, table))


def _row(cells: Iterable[Cell], table: Shown, *, head: bool = False) -> Any:
    """One row as Word writes it; python-docx would search the whole table again for each cell."""
    repeated = "<w:tblHeader/>" if head else ""
    within = "".join(
        _cell(cell.text, bold=head, words=of_words) for cell, of_words in zip(cells, table.of_words, strict=True)
    )
    return parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{repeated}</w:trPr>{within}</w:tr>")


def _cell(text: str, *, bold: bool, words: bool) -> str:
    side, weight = ("left" if words else "right"), ("<w:b/>" if bold else '<w:b w:val="0"/>')
    size = f'<w:sz w:val="{round(SMALL.pt * 2)}"/>'
    return (
        f'<w:tc><w:p><w:pPr><w:spacing w:before="20" w:after="20"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:rPr>{weight}{size}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
    )


def _defined(paragraph: Paragraph, term: str, said: str) -> None:
    _run(paragraph, f"{term}: ", bold=True)
    _run(paragraph, said)


def _run(paragraph: Paragraph, text: str, *, bold: bool = False, color: RGBColor | None = None) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.color.rgb = bold, color


def _repeatable(document: Document) -> bytes:
    """The file with its parts in their order and without the time of day that a zip keeps of each."""
    held, bare = io.BytesIO(), io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as packed, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            again.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), packed.read(name), zipfile.ZIP_DEFLATED)
    return bare.getvalue()
