"""Columns of text go in; the same without the marks that web pages and spreadsheets put around a cell come out."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.reading.sheet import NOTED, Cells, Fault, Problem, Sheet, truths

_MARKED = r'(?i)<a\s[^>]*>|^="|^=HYPERLINK\(|^<(p|div|span|b|font)\b[^>]*>'
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,2000}>")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_FORCED = re.compile(r'="([^"]*)"$')
_LINK = re.compile(r'=HYPERLINK\("[^"]*"\s*[,;]\s*"([^"]*)"\)$', re.IGNORECASE)
_TAKEN_OFF = Fault(
    "marks taken off",
    "Cells of this column hold a link or another mark of a web page or spreadsheet; only its text was read.",
    "",
    NOTED,
)


def unmarked(sheet: Sheet) -> Sheet:
    """The sheet with the text of a link in place of the link, and of `="007"` in place of the formula."""
    columns, problems = [], []
    for heading, cells in zip(sheet.header, sheet.columns, strict=True):
        marked = _marked(cells)
        columns.append(_plain(cells, marked) if marked.any() else cells)
        if marked.any():
            problems.append(Problem(None, heading, "", _TAKEN_OFF))
    return replace(sheet, columns=columns, problems=[*problems, *sheet.problems]) if problems else sheet


def _marked(cells: Cells) -> np.ndarray:
    candidates = truths(pc.match_substring_regex(cells.distinct, r"[<>]|^="))
    at = np.flatnonzero(candidates)
    if len(at):
        candidates[at] = truths(pc.match_substring_regex(cells.distinct.take(pa.array(at)), _MARKED))
    return candidates


def _plain(cells: Cells, marked: np.ndarray) -> Cells:
    texts = cells.distinct.to_pylist()
    for at in np.flatnonzero(marked).tolist():
        texts[at] = _text_of(texts[at])
    return Cells(pa.array(texts, cells.distinct.type), cells.codes)


def _text_of(cell: str) -> str:
    if match := _FORCED.match(cell.strip()) or _LINK.match(cell.strip()):
        return match.group(1)
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", cell))).strip()
