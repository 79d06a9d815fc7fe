"""What stands in the workbook: the same figures, the mark on every sheet, and nothing that runs."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from interview_analytics.release import MARK, Release
from interview_analytics.report.bars import barred, bars
from interview_analytics.report.sheet_names import sheet_names
from interview_analytics.sentences import sentence

FIRST = 6  # row of a table's headings


@pytest.fixture(scope="module")
def book(report: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(report / "to-send" / "report.xlsx")


@pytest.fixture(scope="module")
def sheets(released: Release) -> dict[str, str]:
    return sheet_names(["Contents", "What was read", *released, "Data dictionary"])


def test_there_is_a_sheet_for_each_table_between_contents_and_dictionary(book, sheets: dict[str, str]):
    assert book.sheetnames == list(sheets.values())


def test_every_sheet_carries_the_mark_above_its_contents_and_on_each_printed_page(book):
    for sheet in book.worksheets:
        assert sheet["A1"].value == MARK
        assert sheet.oddHeader.center.text == MARK
        assert sheet.oddFooter.left.text == MARK


def test_figures_are_those_of_the_release(book, released: Release, sheets: dict[str, str]):
    for name, table in released.items():
        sheet = book[sheets[name]]
        headings = [cell.value for cell in sheet[FIRST] if cell.value]
        assert len(headings) == len(table.columns)
        for at, column in enumerate(table.columns, start=1):
            if table[column].dtype in ("Int64", "Float64"):
                written = pd.Series(
                    [sheet.cell(FIRST + 1 + row, at).value for row in range(len(table))], dtype="Float64"
                )
                exact = table[column].astype("Float64").rename(None)
                pd.testing.assert_series_equal(written, exact, rtol=1e-15, check_index=False)  # it keeps 16 digits


def test_no_cell_is_a_formula_and_harmful_text_is_text(book):
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {"=1+1", "<script>alert(1)</script>", "@SUM(A1)", "=Jobs"} <= {cell.value for cell in cells}


def test_every_link_leads_to_a_sheet_of_the_same_workbook(book):
    links = [cell.hyperlink for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert len(links) > 2 * 17
    assert all(link.target is None for link in links)
    assert {link.location.split("!")[0].strip("'") for link in links} == set(book.sheetnames)


def test_each_table_is_native_and_says_what_it_holds(report: Path, released: Release):
    with zipfile.ZipFile(report / "to-send" / "report.xlsx") as packed:
        tables = [packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/tables/")]
        drawn = [name for name in packed.namelist() if "external" in name.lower() or "vba" in name.lower()]
    assert len(tables) >= len(released)
    assert all("altTextSummary=" in table or "altText=" in table for table in tables)
    assert drawn == []


def test_shares_and_medians_have_the_format_of_their_unit(book, sheets: dict[str, str]):
    sheet = book[sheets["job_quality"]]
    headings = {cell.value: cell.column for cell in sheet[FIRST] if cell.value}
    formats = [sheet.cell(row, headings["Median or share"]).number_format for row in (FIRST + 1, FIRST + 2)]
    assert formats == ["$#,##0.00", "#,##0.0"]
    assert sheet.cell(FIRST + 3, headings["Share"]).number_format == "0.0%"


def test_the_dictionary_defines_every_table_in_the_measure_s_own_words(book, released: Release):
    rows = [[cell.value for cell in row] for row in book["Data dictionary"].iter_rows(min_row=FIRST + 1)]
    defined = {row[0]: row[2] for row in rows}
    assert set(defined) == set(released)
    assert defined["pathway_by_specialist"].startswith("Of job seekers enrolled, the share that took each step")


def test_sheet_names_are_short_and_differ_whatever_their_case():
    names = [
        "industries_explored_by_specialist",
        "industries_explored_by_specialist_and_month",
        "Drift",
        "drift",
        "a" * 40,
    ]
    chosen = sheet_names([*names, "b" * 30 + "x", "b" * 30 + "yz", "x[1]:*?/\\'"])
    assert all(0 < len(name) <= 31 for name in chosen.values())
    assert len({name.lower() for name in chosen.values()}) == len(chosen)
    assert chosen["industries_explored_by_specialist"].endswith(" by specialist")
    assert not set("[]:*?/\\'") & set("".join(chosen.values()))


def test_bars_are_drawn_of_plain_counts_and_shares_with_the_sentence_as_alternative_text(
    report: Path, released: Release
):
    drawn = [name for name in released if barred(released[name])]
    with zipfile.ZipFile(report / "to-send" / "report.xlsx") as packed:
        drawings = [packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/drawings/drawing")]
        charts = [packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == len(drawings) == len(drawn) > 5
    told = {unescape(text) for drawing in drawings for text in re.findall(r'descr="([^"]*)"', drawing)}
    assert told == {sentence(released[name], released.entries[name].measure) for name in drawn}
    assert all('<c:min val="0"/>' in chart for chart in charts)


def test_a_share_is_drawn_with_its_interval(released: Release, tmp_path: Path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as file:
        sheet = file.add_worksheet("a")
        table = released["outreach"]
        sheet.insert_chart(0, 0, bars(file, table, released.entries["outreach"], sheet="a", row=1))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as packed:
        drawn = packed.read("xl/charts/chart1.xml").decode()
    plus = re.search(r"<c:plus>.*?</c:plus>", drawn, re.DOTALL)
    assert plus
    distances = [float(value) for value in re.findall(r"<c:v>([^<]*)</c:v>", plus.group())]
    assert distances == pytest.approx((table["high"] - table["share"]).tolist())


@pytest.mark.parametrize(
    "shares, drawn", [([0.5, 0.25], "share"), ([0.5, None], ""), ([0.5], "")], ids=["all shown", "one hidden", "alone"]
)
def test_bars_are_drawn_only_where_no_figure_is_missing_and_there_is_something_to_compare(shares: list, drawn: str):
    steps = ["accepted", "held"][: len(shares)]
    table = pd.DataFrame({"step": steps, "share": pd.array(shares, dtype="Float64"), "status": "shown"})
    assert barred(table) == drawn
