"""A release and a table's name, or a log, go in; what a notebook's cell shows, the same on every run, comes out."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import display
from markupsafe import escape
from plotly.graph_objects import Figure
from rapidfuzz import process

from interview_analytics import charts, words
from interview_analytics.accounts import problem_counts, received
from interview_analytics.charts.completeness import completeness_chart
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.completeness import completeness, filled_in
from interview_analytics.release import Release
from interview_analytics.report.cells import Cell, Shown, listed, shown
from interview_analytics.report.outline import LONG, PROBLEMS, receipts
from interview_analytics.report.page import OFFLINE, table_html
from interview_analytics.sentences import sentence
from interview_analytics.sentences.completeness import completeness_sentence
from interview_analytics.tables import TABLES
from interview_analytics.templates import Entry

PLOTLY = "application/vnd.plotly.v1+json"
MOST_ROWS = 40
DIGITS = 6  # significant ones: what the last bits of a float are depends on the machine
NO_MATH = "mathjax_ignore tex2jax_ignore"  # two dollar signs in a text are no formula
COURSES = {
    "course": "Course",
    "specialists": "Specialists",
    "completed": "With a day of completion",
    "first": "First completed on",
}
OF = {"interviews": "interviews held", "job_seekers": "job seekers enrolled", "placements": "placements started"}
CONTENTS = {"section": "Question", "heading": "Table", "name": "Name"}
SIZES = "What simulated programmes of this size would find"
CASES = {
    "file": "File",
    "line": "Line",
    "column": "Column",
    "value": "What stood there",
    "problem": "What is wrong",
    "remedy": "What to do",
    "effect": "What was done",
}


def show(release: Release, name: str) -> None:
    """Show one table of a release in a notebook: its chart, its sentence, and its rows.

    name: the table's name in the release, as "pathway" or "pathway_by_specialist". Of a long table the first 40 rows
    are shown and the others counted. Raises ExportError for a name that the release does not hold, with the nearest.
    """
    entry = _entry(release, name)
    table = release[name]
    said = sentence(table, entry.measure)
    display({PLOTLY: picture(getattr(charts, entry.measure)(table)), "text/plain": said}, raw=True)
    _paragraph(said)
    _folded(shown(table, entry.measure), entry.heading, name)


def show_measure(table: pd.DataFrame) -> None:
    """Show a measure's own table in a notebook, as `show` does with one of a release: its chart, sentence and rows.

    table: as a measure returned it, for instance with further columns to adjust for.
    """
    measure, said = words.measure_of(table), sentence(table)
    display({PLOTLY: picture(getattr(charts, measure)(table)), "text/plain": said}, raw=True)
    _paragraph(said)
    _folded(shown(table, measure), words.title(measure), measure)


def show_how_large(table: pd.DataFrame) -> None:
    """Show what `how_large` found: its sentence, and its rows."""
    _paragraph(table.attrs["sentence"])
    rows = tuple(_size(row) for row in table.to_dict("records"))
    _table(Shown(("Figure", "Median or share", "95 % interval, or middle 80 %"), 1, rows), SIZES, "how-large")


def show_receipts(log: InterviewLog) -> None:
    """Show what was read: for each file, sheet and table the number of rows, and what became of them."""
    _table(receipts(log.receipts), "Rows of each file, and what became of them", "receipts")


def show_set_aside(log: InterviewLog | Release) -> None:
    """Show in one sentence what became of the rows that were read, and how often each rule applied.

    Of a public release no small count is shown.
    """
    if isinstance(log, InterviewLog):
        said, counts = received(log.receipts), problem_counts(log.problems)
    else:
        said, counts = log.received, log.found
    _paragraph(said)
    if not counts.empty:
        _table(listed(counts, PROBLEMS), "What was found, and what was done about it", "problems")


def show_hidden(release: Release) -> None:
    """Show in words how much a public release hides and why, and how it names specialists."""
    _paragraph(release.hidden or f"{release.mark}. Nothing is hidden in this release.")


def show_problems(log: InterviewLog) -> None:
    """Show what was set aside, blanked, repaired or noted, with its place and what to do about it."""
    if log.problems.empty:
        _paragraph("Nothing had to be repaired, blanked or set aside.")
        return
    _table(listed(log.problems, CASES), "What was found, case by case", "cases")


def show_completeness(log: InterviewLog) -> None:
    """Show how often each column was filled in, month by month, and over all for the interviews held.

    "unknown" does not count as filled in. Job seekers and placements have a chart where any have a day.
    """
    for table, rows in OF.items():
        found = completeness(log, table)
        if table == "interviews" or not found.empty:
            said = completeness_sentence(found, rows)
            title = f"How often each column was filled in: {rows}"
            figure = completeness_chart(found, title=title, alt=said)
            display({PLOTLY: picture(figure), "text/plain": said}, raw=True)
            _paragraph(said)
    _table(_completeness(log), "How often each column was filled in, of the interviews held", "completeness")


def show_training(log: InterviewLog) -> None:
    """Show the courses that specialists took, how many completed each, and when."""
    if log.training.empty:
        _paragraph("No export tells of training.")
        return
    courses = log.training.groupby("course").agg(
        specialists=("specialist_id", "nunique"), completed=("completed_on", "count"), first=("completed_on", "min")
    )
    first = courses["first"].dt.strftime("%Y-%m-%d")
    _table(listed(courses.assign(first=first).reset_index(), COURSES), "Courses that specialists took", "training")


def show_contents(release: Release) -> None:
    """Show which tables a release holds, under which questions, and the name by which `show` draws each."""
    rows = [(section.heading, entry.heading, entry.name) for section in release.sections for entry in section.entries]
    contents = pd.DataFrame(rows, columns=list(CONTENTS))
    _table(listed(contents, CONTENTS), "Tables of this release", "contents")


def picture(figure: Figure) -> dict[str, Any]:
    """A figure as plain JSON: lists for arrays, floats of six significant digits, no button that sends data away."""
    return plain(figure.to_dict()) | {"config": dict(OFFLINE)}


def plain(value: Any) -> Any:
    """The value with every array as a list and every float rounded, all the way down."""
    if isinstance(value, dict):
        return _decoded(value) if "bdata" in value else {key: plain(part) for key, part in value.items()}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def _decoded(packed: dict[str, Any]) -> Any:
    array = np.frombuffer(base64.b64decode(packed["bdata"]), dtype=packed["dtype"])
    shape = [int(size) for size in str(packed.get("shape", len(array))).split(",")]
    return plain(array.reshape(shape))


def _entry(release: Release, name: str) -> Entry:
    if name not in release:
        near = [found for found, *_ in process.extract(str(name), list(release), limit=3)]
        raise ExportError(f"The release holds no table '{str(name)[:60]}'.", f"The nearest are: {', '.join(near)}.")
    return release.entries[name]


def _paragraph(text: str) -> None:
    display({"text/html": f'<p class="{NO_MATH}">{escape(text)}</p>', "text/plain": text}, raw=True)


def _table(whole: Shown, caption: str, name: str) -> None:
    inside, text = _rows(whole, caption, name), f"{caption}: {words.number(len(whole.rows))} rows"
    display({"text/html": f'<div class="{NO_MATH}">{inside}</div>', "text/plain": text}, raw=True)


def _folded(whole: Shown, caption: str, name: str) -> None:
    """A long table, closed until the reader opens it, so that the next question is not pages away."""
    if len(whole.rows) <= LONG:
        _table(whole, caption, name)
        return
    text = f"The {words.number(len(whole.rows))} rows behind this chart"
    inside = f"<details><summary>{text}</summary>{_rows(whole, caption, name)}</details>"
    display({"text/html": f'<div class="{NO_MATH}">{inside}</div>', "text/plain": text}, raw=True)


def _rows(whole: Shown, caption: str, name: str) -> str:
    rest = len(whole.rows) - MOST_ROWS
    part = Shown(whole.headings, whole.keys, whole.rows[:MOST_ROWS])
    more = f"<p>and {words.number(rest)} more rows</p>" if rest > 0 else ""
    return f"{table_html(part, caption, f'table-{name}')}{more}"


def _size(row: dict[str, Any]) -> tuple[Cell, ...]:
    name, middle = row["figure"], row["estimate"]
    if pd.isna(middle):
        return Cell(name), Cell(words.MISSING), Cell(words.MISSING)
    limits = (row["low"], row["high"])
    return Cell(name), Cell(words.figure(name, middle), (middle,)), Cell(words.span(name, *limits), limits)


def _completeness(log: InterviewLog) -> Shown:
    """Of the informational interviews held, how many have an answer in each column that the exports hold."""
    filled = filled_in(log)
    rows = tuple(_counted(name, int(known), len(filled)) for name, known in filled.sum().items())
    return Shown(("Column", "What it holds", "Filled in", "Of", "Share"), 2, rows)


def _counted(name: str, known: int, rows: int) -> tuple[Cell, ...]:
    share = Cell(words.percent(known / rows), (known / rows,)) if rows else Cell(words.MISSING)
    meaning = TABLES["interviews"][name].meaning
    return Cell(name), Cell(meaning), Cell(words.number(known), (known,)), Cell(words.number(rows), (rows,)), share
