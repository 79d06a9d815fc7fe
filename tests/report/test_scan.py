"""What must not leave is found in every kind of file, and nothing else is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import docx
import plotly.graph_objects as go
import plotly.io as pio
import pytest
import xlsxwriter

from interview_analytics.disclosure import RULES, canaries
from interview_analytics.errors import ExportError
from interview_analytics.report.contents import texts
from interview_analytics.report.scan import refuse_finds
from interview_analytics.report.small_counts import refuse_small_counts
from tests.small_logs import small

HELD = {
    "an identifier": frozenset({"JS-004711", "71234567"}),
    "an employer": frozenset({"Harbour Lights Bakery"}),
    "words of a note": frozenset({"cried when asked about prison"}),
}
PLANTED = ["js-004711", "JS-004711", "harbour lights  bakery", "She cried when asked about prison.",
           "Call 503-555-0142", "mail rosa.k@example.org now", "078-05-1120"]  # fmt: skip


def page(text: str, folder: Path) -> None:
    (folder / "index.html").write_text(f"<p>Held: <b>{text}</b></p>", encoding="utf-8")


def hover(text: str, folder: Path) -> None:
    figure = go.Figure(go.Bar(x=[40], hovertext=[f"<b>{text}</b>"]))
    (folder / "index.html").write_text(pio.to_html(figure), encoding="utf-8")


def attribute(text: str, folder: Path) -> None:
    (folder / "index.html").write_text(f'<p aria-label="{text}">Held</p><!-- none -->', encoding="utf-8")


def comment(text: str, folder: Path) -> None:
    (folder / "index.html").write_text(f"<p>Held</p><!-- {text} -->", encoding="utf-8")


def table(text: str, folder: Path) -> None:
    (folder / "table.csv").write_text(f'"specialist","count"\n"{text}",40\n', encoding="utf-8")


def manifest(text: str, folder: Path) -> None:
    (folder / "manifest.json").write_text(json.dumps({"inputs": [{"file": text}]}), encoding="utf-8")


def hidden_sheet(text: str, folder: Path) -> None:
    with xlsxwriter.Workbook(str(folder / "report.xlsx")) as book:
        book.add_worksheet("Shown").write(0, 0, 40)
        sheet = book.add_worksheet("Kept")
        sheet.write_string(3, 2, text)
        sheet.very_hidden()


def property_of_a_workbook(text: str, folder: Path) -> None:
    with xlsxwriter.Workbook(str(folder / "report.xlsx")) as book:
        book.add_worksheet("Shown").write(0, 0, 40)
        book.set_properties({"comments": text})


def document(text: str, folder: Path) -> None:
    written = docx.Document()
    paragraph, half = written.add_paragraph(), len(text) // 2
    paragraph.add_run(text[:half])
    paragraph.add_run(text[half:]).bold = True  # Word breaks a text where its look changes
    written.save(str(folder / "report.docx"))


def drawing(text: str, folder: Path) -> None:
    (folder / "chart.svg").write_text(f"<svg><text>{text}</text></svg>", encoding="utf-8")


def printed(text: str, folder: Path) -> None:
    shown = f"BT /F 12 Tf 20 50 Td ({text}) Tj ET"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    objects = "".join(f"{number} 0 obj\n{part}\nendobj\n" for number, part in enumerate(parts, start=1))
    (folder / "report.pdf").write_text(f"%PDF-1.4\n{objects}trailer<</Root 1 0 R>>\n%%EOF\n", encoding="ascii")


PLACES = [
    page, hover, attribute, comment, table, manifest, hidden_sheet, property_of_a_workbook, document, drawing, printed
]  # fmt: skip


@pytest.mark.parametrize("text", PLANTED)
@pytest.mark.parametrize("plant", PLACES)
def test_a_planted_text_is_found_in_every_kind_of_file(plant, text: str, tmp_path: Path):
    plant("nobody in particular", tmp_path)
    refuse_finds(tmp_path, HELD)
    plant(text, tmp_path)
    with pytest.raises(ExportError, match="so the report was not written"):
        refuse_finds(tmp_path, HELD)


def test_the_error_names_the_file_and_the_kind_and_does_not_repeat_the_text(tmp_path: Path):
    table("JS-004711", tmp_path)
    with pytest.raises(ExportError) as raised:
        refuse_finds(tmp_path, HELD)
    assert "table.csv" in str(raised.value) and "an identifier" in str(raised.value)
    assert "4711" not in str(raised.value)


@pytest.mark.parametrize("text", ["JS-0047110", "71234567.5", "Harbour Lights", "cried when asked", "1503-555-0142"])
def test_only_the_whole_counts(text: str, tmp_path: Path):
    page(text, tmp_path)
    refuse_finds(tmp_path, HELD)


def test_a_number_that_is_counted_is_no_identifier(tmp_path: Path):
    (tmp_path / "table.csv").write_text('"count"\n71234567\n', encoding="utf-8")
    refuse_finds(tmp_path, HELD)


def test_a_file_of_a_kind_that_cannot_be_searched_stops_the_report(tmp_path: Path):
    (tmp_path / "tables.pickle").write_bytes(b"?")
    with pytest.raises(ExportError, match=r"tables\.pickle: A file of this kind cannot be searched"):
        refuse_finds(tmp_path, HELD)


def test_every_file_that_a_report_writes_can_be_searched(report: Path):
    assert all(list(texts(file)) for file in (report / "to-send").rglob("*") if file.suffix)


def test_a_report_names_specialists_alone_of_all_that_the_log_holds(report: Path):
    """The report for inside: its specialists are found, and nothing more once they are taken out."""
    held = canaries(small())
    specialists = {"HR-01", "ES-01", "ES-02", "ES-03"} | set(small().specialists["specialist_id"])
    assert specialists & held["an identifier"]
    others = {kind: own - specialists for kind, own in held.items()}
    assert len(others["an identifier"]) > 500
    assert len(others["an employer"]) > 50
    refuse_finds(report / "to-send", others)


def test_words_of_the_report_and_names_of_groups_are_no_canaries():
    log = small()
    employers = ["Retail trade", "North", "Interviews held", "Acme Foundry", "Bo"]
    log = replace(log, interviews=log.interviews.head(5).assign(employer=employers, notes="not much to say today, Ann"))
    log = replace(log, placements=log.placements[:0], job_seekers=log.job_seekers.assign(region="North"))
    held = canaries(log)
    assert "Acme Foundry" in held["an employer"]
    assert {"Retail trade", "North", "Interviews held", "Bo"}.isdisjoint(held["an employer"])
    assert held["words of a note"] == {"not much to say today", "much to say today ann"}


def cms(folder: Path) -> None:
    refuse_small_counts(folder, RULES["cms"])


@pytest.mark.parametrize("text", ["7 people", "1 interview", "0 of 10", "12 of 20", "4 of the 45", "at 9 job seekers"])
def test_a_small_count_in_a_sentence_is_found(text: str, tmp_path: Path):
    page(text, tmp_path)
    with pytest.raises(ExportError, match="a count of 1 to 10 in a sentence or a label"):
        cms(tmp_path)


@pytest.mark.parametrize(
    "text", ["0 people", "11 people", "count 1 to 10 people", "1,007 people", "12 of 40", "fewer than 10 people",
             "at least 5 interviews", "after 3 months", "5 %", "2 or 3 interviews so far", "48 of 48"],
)  # fmt: skip
def test_what_is_no_small_count_passes(text: str, tmp_path: Path):
    page(text, tmp_path)
    cms(tmp_path)


@pytest.mark.parametrize(
    "said",
    [
        "173 of 174 flows are hidden and not drawn",
        "In 9 of 37 rows of the table a figure is hidden",
        "Outside 99.8 %: 2 of 12; look at the records first",
        "it, or a figure that it would reveal, counts 1 to\n10 people",
        "9 of 100 (8-10) within 3 months",
    ],
)
def test_what_a_report_says_of_its_own_tables_is_no_small_count(said: str, tmp_path: Path):
    page(said, tmp_path)
    cms(tmp_path)


def test_a_find_is_placed_by_the_words_around_it_without_its_number(tmp_path: Path):
    page("Of all, 7 people were placed in March.", tmp_path)
    with pytest.raises(ExportError, match=r"\('Held: Of all, # were placed in March\.'\)") as refused:
        cms(tmp_path)
    assert "7" not in str(refused.value)


def test_numbers_along_an_axis_are_not_said_of_the_word_drawn_next(tmp_path: Path):
    (tmp_path / "bars.svg").write_text("<svg><text>8</text><text>10</text><text>job seekers</text></svg>", "utf-8")
    cms(tmp_path)


def test_numbers_along_an_axis_of_a_page_are_not_said_of_the_word_below(tmp_path: Path):
    page("Led by\r\n0 2 4 6 8 10\r\njob seekers\r\nboth", tmp_path)
    cms(tmp_path)


def test_a_page_in_the_contents_is_not_said_of_the_heading_below(tmp_path: Path):
    page("Contents\r\nfrom asking to meeting . . . . . . . 4\r\ninterviews held . . . . . . . . 5\r\n", tmp_path)
    cms(tmp_path)


def test_a_small_count_that_breaks_over_two_lines_of_a_label_is_found(tmp_path: Path):
    label = "<svg><text><tspan>Placed: 7</tspan><tspan>people</tspan></text></svg>"
    (tmp_path / "bars.svg").write_text(label, encoding="utf-8")
    with pytest.raises(ExportError, match="a count of 1 to 10"):
        cms(tmp_path)


@pytest.mark.parametrize("number", [4, 40])
def test_a_small_count_in_data_is_found(number: int, tmp_path: Path):
    written = {
        "table.csv": f'"specialist","count"\n"A",{number}\n',
        "table.html": f'<table><tr><th>A</th><td data-value="{number}">–</td></tr></table>',
        "bar.html": pio.to_html(go.Figure(go.Bar(x=[number, 40], y=[0, 1], orientation="h")), include_plotlyjs=False),
        "flow.html": pio.to_html(
            go.Figure(go.Sankey(link={"source": [0], "target": [1], "value": [number]})), include_plotlyjs=False
        ),
        "heat.html": pio.to_html(go.Figure(go.Heatmap(z=[[None, number]])), include_plotlyjs=False),
    }
    for name, text in written.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        if number < 11:
            with pytest.raises(ExportError, match=name):
                cms(tmp_path)
            (tmp_path / name).unlink()
    cms(tmp_path)


@pytest.mark.parametrize(("heading", "found"), [("People", True), ("Month", False)])
def test_a_small_count_in_a_sheet_is_found_under_its_heading(heading: str, found: bool, tmp_path: Path):
    with xlsxwriter.Workbook(str(tmp_path / "report.xlsx")) as book:
        book.add_worksheet("Held").write_column(4, 1, [heading, 40, 7])
    if found:
        with pytest.raises(ExportError, match="the sheet 'Held'"):
            cms(tmp_path)
    else:
        cms(tmp_path)


def test_the_report_for_inside_would_be_stopped(report: Path):
    with pytest.raises(ExportError, match="so the report was not written"):
        cms(report / "to-send")
