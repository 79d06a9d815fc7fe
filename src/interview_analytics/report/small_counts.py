"""A folder to be sent goes in; nothing comes out, or an error where a file in it tells a small count."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from python_calamine import CalamineWorkbook

from interview_analytics.disclosure import Rule
from interview_analytics.errors import ExportError
from interview_analytics.measures import MEASURES
from interview_analytics.report.cells import readable
from interview_analytics.report.contents import scripts, texts
from interview_analytics.templates import TO_DATE

COUNTS = ("count", "numerator", "denominator", "people")
CHART = "Plotly.newPlot("
NUMBER = r"(?<![\d.,–-])(\d{1,3}(?:,\d{3})*+|\d++)"
LIMIT = r"(?<!to )(?<!or )(?<!than )(?<!least )(?<!most )(?<!first )(?<!expected of )(?<!about )"
KINDS = "people|persons?|job seekers?|interviews?|placements?|contacts?|job starts?|jobs"
TOLD = re.compile(rf"{LIMIT}{NUMBER} (?:{KINDS})\b(?! or more| so far)")
# "9 of 100" is how a share is said in words; pages, rows of a table and points of a chart are no people
NO_PEOPLE = r"(?! (?:rows of the table|flows are hidden|beyond the 95 % limits))"
OF = re.compile(
    rf"(?<!Page )(?<!Outside 99\.8 %: ){LIMIT}{NUMBER} of (?:the )?(?!100\b){NUMBER}(?![\d.,]*\d| ?%){NO_PEOPLE}"
)
# a line of numbers alone, as along an axis, and the page behind a row of dots are in no sentence
APART = re.compile(r"^\d[\d.,%]* [\d.,% ]*\d[\d.,% \r]*$|(?:\. ?){6,}\d+\r?$", re.MULTILINE)
EXACT = re.compile(r'data-value="(\d+)"')  # a share or an estimate has a point


Found = Iterator[tuple[str, float]]  # where a count is told, and how large it is


def refuse_small_counts(folder: Path, rule: Rule) -> None:
    """Raise ExportError, which does not repeat it, if any file of the folder tells a count that may not be told.

    Looked at are the counts in the tables of pages, csv files and sheets, those behind a page's charts, and sentences
    that count people or what they did. What is told by hiding is for the audit: this finds what was not hidden at all.
    """
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        found = (where for where, number in counts(file) if max(rule.least, 1) <= number <= rule.most)
        where = next(found, "")
        if where:
            raise ExportError(
                f"This file, meant for readers outside, tells a count of {rule.words} in {where}, "
                "so the report was not written.",
                "Leave that table out with a template of your own, or choose a longer period.",
                file=file.relative_to(folder).as_posix(),
            )


def counts(file: Path) -> Found:
    """Every count that the file tells, and where."""
    yield from _told(file)
    yield from READ.get(file.suffix.lower(), _none)(file)


def _none(file: Path) -> Found:
    return iter(())


def _told(file: Path) -> Found:
    """Numbers of people or of what they did, in sentences, labels, and what a chart says when it is pointed at."""
    for text in (" ".join(APART.sub(";", each).split()) for each in texts(file)):  # a line may break anywhere
        for found in TOLD.finditer(text):
            yield _place(text, found), _number(found[1])
        for found in OF.finditer(text):
            part, whole = _number(found[1]), _number(found[2])
            yield from ((_place(text, found), number) for number in (part, whole, whole - part))


def _place(text: str, found: re.Match[str]) -> str:
    """The words before a number and behind it, without any of the numbers."""
    around = text[max(0, found.start() - 30) : found.start()], text[found.end() : found.end() + 30]
    before, behind = (re.sub(r"\d", "#", part) for part in around)
    return f"a sentence or a label ('{before}#{behind}')"


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def _page(file: Path) -> Found:
    text = file.read_text(encoding="utf-8")
    yield from (("a table", int(number)) for number in EXACT.findall(text))
    for script in scripts(text):
        yield from _charts(script)


def _charts(script: str) -> Found:
    """The counts behind bars, streams and coloured cells."""
    at = script.find(CHART)
    while at >= 0:
        begin = script.index("[", at)
        traces, end = json.JSONDecoder().raw_decode(script, begin)
        layout, end = json.JSONDecoder().raw_decode(script, script.index("{", end))
        yield from (("a chart", number) for trace in traces for number in _drawn(trace, layout))
        at = script.find(CHART, end)


def _drawn(trace: dict[str, Any], layout: dict[str, Any]) -> Iterator[float]:
    if trace.get("type") == "sankey":
        yield from _numbers(trace["link"]["value"])
    if trace.get("type") == "heatmap":
        yield from _numbers(trace["z"])
    if trace.get("type") == "bar":
        side = "x" if trace.get("orientation") == "h" else "y"
        axis = layout.get(trace.get(f"{side}axis", side).replace(side, f"{side}axis"), {})
        if not any("%" in tick for tick in axis.get("ticktext", ())):  # an axis of shares
            yield from _numbers(trace[side])


def _numbers(held: Any) -> Iterator[float]:
    if isinstance(held, list):
        for own in held:
            yield from _numbers(own)
    elif isinstance(held, int | float) and not isinstance(held, bool):
        yield float(held)


def _csv(file: Path) -> Found:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        for row in csv.DictReader(opened):
            for name in row:
                if name and name.removesuffix(TO_DATE) in COUNTS and row[name]:
                    yield f"the column '{name}'", float(row[name])


def _workbook(file: Path) -> Found:
    book = CalamineWorkbook.from_path(file)
    for name in book.sheet_names:
        columns: set[int] = set()
        for row in book.get_sheet_by_name(name).to_python():
            columns = {at for at, cell in enumerate(row) if str(cell).partition(", ")[0] in _headings()} or columns
            held = ((row[at], f"the sheet '{name}'") for at in columns)
            yield from ((where, float(cell)) for cell, where in held if isinstance(cell, int | float))


@cache
def _headings() -> frozenset[str]:
    """What columns of counts are called, in the words of each measure."""
    empty = pd.DataFrame(columns=list(COUNTS))
    return frozenset(heading for own in MEASURES for heading in readable(empty, own).columns)


READ: dict[str, Callable[[Path], Found]] = {".html": _page, ".csv": _csv, ".xlsx": _workbook}
