"""A clean log, polluted in any combination of the usual ways: nothing is lost without a word."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from itertools import accumulate

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_analytics.errors import ExportError
from interview_analytics.load import load
from interview_analytics.reading import read

EXAMPLES = 500
WIDELY = settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
HEADER = ["Client ID", "Interview Date", "Employer", "Status", "Duration"]
EMPLOYERS = [
    "Bakery",
    "Smith, Jones",
    'The "Big" Museum',
    "Farm; store",
    "Total Wine",
    "O'Brien's",
    "Café | Bar",
    "A\nB",
]
TITLES = ["Informational interviews", "Filtered by: Held", "Report of spring 2026", "As of 2026-06-30"]
FOOTERS = ["Grand Totals (4 records)", "Copyright (c) 2000-2026 salesforce.com, inc.", "Confidential Information"]
CLASSES = ["rows_accepted", "rows_repaired", "rows_set_aside", "rows_duplicate", "rows_not_data"]


@dataclass
class Export:
    """Lines of a text file on their way, each with the clean record that it holds, if it holds one."""

    delimiter: str
    quoting: int
    lines: list[tuple[str, list[str] | None]] = field(default_factory=list)

    def written(self, cells):
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, quoting=self.quoting, lineterminator="\n").writerow(cells)
        return out.getvalue()[:-1]

    def add(self, cells, record=None):
        self.lines.append((self.written(cells), record))

    def starts(self):
        """The first line of each record, title and footer."""
        taken = (text.count("\n") + 1 for text, _ in self.lines[:-1])
        return list(accumulate(taken, initial=1))

    def records(self):
        """The clean record of each first line."""
        return {line: record for line, (_, record) in zip(self.starts(), self.lines, strict=True) if record is not None}


@st.composite
def records(draw):
    count = draw(st.integers(5, 12))
    return [
        [
            f"C-{number + 100}",
            f"2026-0{draw(st.integers(1, 5))}-{draw(st.integers(10, 28))}",
            draw(st.sampled_from(EMPLOYERS)),
            draw(st.sampled_from(["Held", "Held", "Declined", "No Answer"])),
            str(draw(st.integers(5, 60))),
        ]
        for number in range(count)
    ]


@st.composite
def exports(draw):
    """A clean log with any of: titles, blank rows, subtotals, repeated headings, ragged rows, stray quotes, footers."""
    export = Export(draw(st.sampled_from(",;\t|")), draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])))
    padding = [""] * draw(st.integers(0, 2))
    for title in draw(st.lists(st.sampled_from(TITLES), max_size=2, unique=True)):
        export.add([title, *([""] * 4 if draw(st.booleans()) else [])])
    export.add([*HEADER, *padding])
    for record in draw(records()):
        export.lines.append((_ruined(draw, export, [*record, *padding]), record))
        between = draw(st.sampled_from(["", "", "", "", "blank", "subtotal", "header"]))
        if between == "blank":
            export.add([""] * draw(st.sampled_from([1, 5])))
        elif between:
            export.add(["Subtotal", "", "", "", "85"] if between == "subtotal" else [*HEADER, *padding])
    for footer in draw(st.lists(st.sampled_from(FOOTERS), max_size=2, unique=True)):
        export.add([footer])
    return export


def _ruined(draw, export, cells):
    """The record as a line, sometimes with a cell too few or too many, or a quote that nobody closed."""
    way = draw(st.sampled_from(["", "", "", "", "", "", "short", "lost", "extra", "quote before", "quote behind"]))
    at = draw(st.integers(0, len(HEADER) - 1))
    if way == "short":
        return export.written(cells[: max(at, 2)])
    if way == "lost":
        return export.written([*cells[:at], *cells[at + 1 :]])
    if way == "extra":
        return export.written([*cells[:at], "more", *cells[at:]])
    text = export.written(cells)
    if way and "\n" not in text:
        parts = text.split(export.delimiter)
        spoilt = min(at, len(parts) - 1)
        parts[spoilt] = f'"{parts[spoilt]}' if way == "quote before" else f'{parts[spoilt]}"'
        return export.delimiter.join(parts)
    return text


def put(folder, export, encoding="utf-8", end="\n"):
    path = folder / "export.csv"
    text = "".join(line + end for line, _ in export.lines)
    path.write_bytes(text.encode(encoding))
    return path


@given(exports(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@WIDELY
def test_a_record_is_read_as_it_was_or_a_problem_stands_at_its_line_and_no_line_is_lost(tmp_path, export, encoding):
    sheets = read(put(tmp_path, export, encoding))
    told = {problem.line for sheet in sheets for problem in sheet.problems}
    rows = {line: row for sheet in sheets for line, row in zip(sheet.first_lines.tolist(), sheet.rows[1:], strict=True)}
    clean = {line: record for line, record in export.records().items() if line not in told}
    assert {line: row[: len(HEADER)] for line, row in rows.items() if line not in told} == clean
    assert all(sheet.header[: len(HEADER)] == HEADER for sheet in sheets)
    around = [line for sheet in sheets for line in [sheet.header_line, *(drop.line for drop in sheet.dropped)]]
    assert len({*around, *rows}) == len(around) + len(rows)
    assert set(export.starts()) <= {*around, *rows}


@given(exports())
@settings(WIDELY, max_examples=EXAMPLES // 25)
def test_the_sums_of_the_receipts_hold(tmp_path, export):
    try:
        log = load(put(tmp_path, export), as_of="2026-06-30")
    except ExportError:
        return
    assert (log.receipts[CLASSES].sum(axis=1) == log.receipts["rows_read"]).all()
    spoken = log.problems.loc[log.problems["effect"] != "noted", "line"].dropna().nunique()
    changed = log.receipts[["rows_repaired", "rows_set_aside", "rows_duplicate"]].sum().sum()
    assert spoken >= changed
    assert len(log.interviews) == log.receipts[["rows_accepted", "rows_repaired"]].sum().sum()
    assert not pd.isna(log.interviews["interview_id"]).any()
