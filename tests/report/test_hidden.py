"""What a report shows of tables that were protected: hidden figures are said to be hidden, wherever one looks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from interview_analytics import charts, words
from interview_analytics.disclosure import protect
from interview_analytics.load import load
from interview_analytics.measures import MEASURES
from interview_analytics.release import Release, release
from interview_analytics.report import page, workbook
from interview_analytics.report.cells import HIDDEN, headings, shown
from interview_analytics.report.data_files import csv
from interview_analytics.report.outline import outline
from interview_analytics.report.sheet_names import sheet_names
from interview_analytics.sentences import sentence
from interview_analytics.shipped import sample
from interview_analytics.templates import template
from tests.charts.test_every_chart import numbers, strings

NAMES = [entry.name for entry in template("standard").entries]
FIGURES = [name for name in words.FIGURES if name != "status"]
NO_WORD = re.compile(r"\bnan\b|<NA>|\bNone\b|NaT|––")
FIRST = 6  # row of a table's headings


@pytest.fixture(scope="module")
def inside() -> Release:
    return release(load(sample()), audience="internal")


@pytest.fixture(scope="module")
def outside(inside: Release) -> Release:
    declarations = {name: (MEASURES[entry.measure], entry.by) for name, entry in inside.entries.items()}
    return replace(inside, tables=protect(inside.tables, declarations).tables)


@pytest.fixture(scope="module")
def book(outside: Release, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path: Path = tmp_path_factory.mktemp("hidden") / "report.xlsx"
    workbook.write(outside, path)
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def index(outside: Release) -> str:
    return page.html(outside, outline(outside))


def lost(inside: Release, outside: Release, name: str) -> pd.DataFrame:
    """Which figures of a table were taken out."""
    figures = [figure for figure in FIGURES if figure in inside[name]]
    return inside[name][figures].notna() & outside[name][figures].isna()


def is_hidden(outside: Release, name: str) -> bool:
    return bool((outside[name]["status"] == "hidden").any())


def says_rightly(said: str, inside: Release, outside: Release, name: str) -> bool:
    """It says "hidden" where a row's main figure is, and nowhere that nothing was taken out."""
    if is_hidden(outside, name):
        return "hidden" in said
    return "hidden" not in said or bool(lost(inside, outside, name).any(axis=None))


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_says_hidden_where_a_figure_is_and_only_there(inside: Release, outside: Release, name: str):
    said = sentence(outside[name], outside.entries[name].measure)
    assert not NO_WORD.search(said)
    assert says_rightly(said, inside, outside, name)


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_of_a_protected_table_tells_no_number_that_its_rows_do_not_hold(outside: Release, name: str):
    table, measure = outside[name], outside.entries[name].measure
    said = sentence(table, measure)
    cells = " ".join(cell.text for row in shown(table, measure).rows for cell in row)
    sums = {float(table[figure].sum()) for figure in ("count",) if figure in table}
    kept = numbers(cells) | sums | numbers(words.title(measure))
    rows = {float(len(table)), float((table["status"] == "hidden").sum())}
    large = {number for number in numbers(said) if number > 100} - rows
    if is_hidden(outside, name) and "by" not in name:
        assert large <= kept


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_has_a_sign_where_a_figure_is_hidden_and_says_once_what_it_means(
    inside: Release, outside: Release, name: str
):
    table, measure = outside[name], outside.entries[name].measure
    figure = getattr(charts, measure)(table).to_plotly_json()
    said = "\n".join(strings([figure["data"], {**figure["layout"], "meta": ""}]))
    assert not NO_WORD.search(said)
    assert says_rightly(said, inside, outside, name)
    assert said.count("a figure that it would reveal") + said.count("all figures are hidden") <= 1
    assert figure["layout"]["meta"]["alt"] == sentence(table, measure)


@pytest.mark.parametrize("name", NAMES)
def test_a_withheld_table_is_a_titled_figure_with_its_reason(outside: Release, name: str):
    table, measure = outside[name], outside.entries[name].measure
    if table[[figure for figure in FIGURES if figure in table]].notna().any(axis=None):
        return
    figure = getattr(charts, measure)(table)
    assert not figure.data
    assert "Nothing to show: all figures are hidden" in "\n".join(
        note.text.replace("<br>", " ") for note in figure.layout.annotations
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_cell_says_hidden_where_its_figure_was_taken_out(inside: Release, outside: Release, name: str):
    measure = outside.entries[name].measure
    before, after = shown(inside[name], measure), shown(outside[name], measure)
    for known, told in zip(before.rows, after.rows, strict=True):
        for was, now in zip(known, told, strict=False):
            if was.figures and not now.figures:
                assert now == HIDDEN
            assert not NO_WORD.search(now.text) and now.text


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_says_hidden_where_a_figure_was_taken_out_and_no_number_stands_there(
    book: openpyxl.Workbook, inside: Release, outside: Release, name: str
):
    sheet = book[sheet_names(["Contents", "What was read", *outside, "Data dictionary"])[name]]
    table, gone = outside[name], lost(inside, outside, name)
    columns = list(headings(table, outside.entries[name].measure))
    for figure in gone:
        written = [sheet.cell(FIRST + 1 + row, columns.index(figure) + 1).value for row in range(len(table))]
        assert [value for value, away in zip(written, gone[figure], strict=True) if away and value != HIDDEN.text] == []


def test_a_month_in_the_workbook_is_a_day_that_can_be_sorted(book: openpyxl.Workbook):
    cell = book[sheet_names(["Contents", "What was read", *NAMES])["interviews_held_by_month"]].cell(FIRST + 1, 1)
    assert (cell.value.year, cell.value.month, cell.value.day) == (2023, 7, 1)
    assert cell.number_format == "mmm yyyy"


@pytest.mark.parametrize("name", NAMES)
def test_a_data_file_says_hidden_in_its_status_and_holds_no_figure_that_was_taken_out(
    inside: Release, outside: Release, name: str, tmp_path: Path
):
    (tmp_path / "table.csv").write_text(csv(outside[name]), encoding="utf-8")
    back = pd.read_csv(tmp_path / "table.csv", dtype="str", keep_default_na=False)
    assert back["status"].tolist() == outside[name]["status"].tolist()
    for figure, gone in lost(inside, outside, name).items():
        assert set(back.loc[gone.to_numpy(), figure]) <= {""}


def test_the_page_explains_hidden_figures_once_and_reads_the_sign_to_nobody(index: str):
    assert (
        index.count("stands for a figure that is not shown: it, or a figure that it would reveal, counts 1 to 10") == 1
    )
    assert '<span aria-hidden="true">⊘</span> hidden</td>' in index


def test_the_page_says_in_plain_words_how_a_figure_is_counted_and_when(index: str):
    told = index.partition('<dl class="definitions">')[2].partition("</dl>")[0]
    assert "A period selects by the day on which the interview was held." in told
    assert not re.search(r"`|[a-z]_[a-z]", told)
