"""What a reader of the page sees, and what the page can never do."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from interview_analytics.release import MARK, Release
from interview_analytics.report.cells import shown
from interview_analytics.report.page import unbroken
from interview_analytics.sentences import sentence

VOID = ("meta", "br", "link", "img", "input", "hr")


class Page(HTMLParser):
    """Tags with their attributes; rows of each table; texts of scripts, captions and headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.rows: dict[str, list[list[tuple[str, str]]]] = {}
        self.table = ""
        self.texts: dict[str, list[str]] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.tags.append((tag, own))
        self.texts.setdefault(tag, []).append("")
        if tag == "table":
            self.table = own.get("id") or ""
            self.rows[self.table] = []
        if tag == "tr":
            self.rows[self.table].append([])
        if tag in ("td", "th"):
            self.rows[self.table][-1].append(("", own.get("data-value") or ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1] == tag, f"{tag} closes {self.open[-1]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for around in {*self.open[-1:], *({"figcaption", "li"} & set(self.open))}:
            self.texts[around][-1] += data
        if self.open and self.open[-1] in ("td", "th"):
            text, value = self.rows[self.table][-1][-1]
            self.rows[self.table][-1][-1] = (text + data, value)

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def text(report: Path) -> str:
    return (report / "to-send" / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_each_table_has_its_chart_its_sentence_and_its_rows_in_one_labelled_figure(page: Page, released: Release):
    figures = page.attributes("figure")
    said = [sentence(released[name], released.entries[name].measure) for name in released]
    assert [figure["aria-label"] for figure in figures] == said
    assert all(figure["role"] == "group" for figure in figures)
    assert [caption.strip() for caption in page.texts["figcaption"]] == said
    charts = [attrs["id"] for attrs in page.attributes("div") if attrs.get("class") == "plotly-graph-div"]
    assert len(charts) == len(set(charts)) == len(released)


def test_the_figures_on_the_page_are_those_of_the_release(page: Page, released: Release):
    for name, table in released.items():
        cells = shown(table, released.entries[name].measure)
        rows = page.rows[f"table-{name}"]
        assert [heading for heading, _ in rows[0]] == list(cells.headings)
        assert [[text for text, _ in row] for row in rows[1:]] == [[cell.text for cell in row] for row in cells.rows]
        values = [[float(value) for _, each in row for value in each.split()] for row in rows[1:]]
        assert values == [[float(value) for cell in row for value in cell.figures] for row in cells.rows]


def test_the_page_and_the_csv_hold_the_same_shares(page: Page, report: Path):
    stored = pd.read_csv(report / "to-send" / "tables" / "pathway_by_specialist.csv")
    at = [heading for heading, _ in page.rows["table-pathway_by_specialist"][0]].index("Share")
    shares = [row[at][1] for row in page.rows["table-pathway_by_specialist"][1:]]
    assert [float(share) if share else None for share in shares] == stored["share"].astype("object").where(
        stored["share"].notna(), None
    ).tolist()


def test_nothing_is_asked_of_the_network(page: Page, text: str):
    asking = ("src", "srcset", "action", "data", "poster", "background", "formaction")
    named = [attrs[name] for _, attrs in page.tags for name in asking if name in attrs]
    links = [attrs["href"] for _, attrs in page.tags if "href" in attrs]
    assert named == []
    assert all(link and link.startswith("#") for link in links)
    style = page.texts["style"][0]
    assert "url(" not in style
    assert "@import" not in style
    assert "default-src 'none'" in _policy(page)
    assert "connect-src" not in _policy(page)


def test_only_the_scripts_that_we_wrote_may_run(page: Page, released: Release):
    scripts = re.search(r"script-src ([^;]*);", _policy(page))
    assert scripts
    assert "unsafe" not in scripts.group(1)
    assert scripts.group(1).count("sha256-") == len(page.texts["script"]) == len(released) + 1
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") for name in attrs)]


def test_text_from_an_export_is_text(page: Page, text: str):
    assert "<script>alert" not in text
    assert "<b>South" not in text
    named = [row[0][0] for row in page.rows["table-interviews_held_by_specialist"][1:]]
    assert named == ["<script>alert(1)</script>", "=1+1", "@SUM(A1)"]


def test_no_chart_offers_to_send_its_data_away(page: Page, released: Release):
    drawn = page.texts["script"][1:]
    assert all('"showSendToCloud": false' in script for script in drawn)
    assert not [script for script in drawn if "http" in script]
    assert all("sendChartToCloud" in script for script in drawn), "removed by the figure's own layout, too"


def test_the_mark_stands_on_the_page_in_its_title_and_in_every_figure(page: Page, released: Release):
    assert MARK in page.texts["title"][0]
    assert [text for text in page.texts["aside"] if text == MARK]
    assert all(MARK in script for script in page.texts["script"][1:])


def test_landmarks_language_and_headings_are_there(page: Page):
    assert page.attributes("html")[0]["lang"] == "en"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.attributes(landmark)) == 1
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_link_of_the_contents_leads_somewhere_and_no_name_is_given_twice(page: Page):
    given = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    assert len(given) == len(set(given))
    assert {str(attrs["href"])[1:] for attrs in page.attributes("a")} <= set(given)
    referred = {attrs["aria-labelledby"] for _, attrs in page.tags if attrs.get("aria-labelledby")}
    assert referred <= set(given)


def test_every_table_has_a_caption_and_header_cells_with_a_scope(page: Page):
    assert len(page.attributes("caption")) == len(page.attributes("table"))
    assert {attrs.get("scope") for attrs in page.attributes("th")} == {"col", "row"}


def test_a_long_table_is_folded_and_a_short_one_is_not(page: Page, released: Release):
    long = [name for name, table in released.items() if len(table) > 15]
    assert 0 < len(long) < len(released)
    assert len(page.attributes("details")) == len(long)


def test_what_was_read_and_set_aside_is_told_by_file_and_by_rule(page: Page):
    assert [row[0][0] for row in page.rows["receipts"]] == ["File", "log.csv", "jobs.xlsx"]
    assert [[text for text, _ in row] for row in page.rows["problems"][1:]] == [
        ["no identifier", "row set aside", "1"],
        ["date not read", "cell blanked", "2"],
    ]


def test_no_value_from_the_problems_stands_on_the_page(text: str):
    assert "calc" not in json.dumps(re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL))
    assert "alert(2)" not in text


def _policy(page: Page) -> str:
    held = [
        attrs["content"] for attrs in page.attributes("meta") if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(held) == 1
    return str(held[0])


def test_no_line_breaks_an_identifier_a_range_or_a_share_in_two():
    told = unbroken("ES-01 187 of 289 (65 %, 59–70 %); <b>")
    assert told == (
        '<span class="whole">ES-01</span> 187 of 289 (<span class="whole">65 %</span>, '
        '<span class="whole">59–70 %</span>); &lt;b&gt;'
    )


def test_the_first_page_tells_in_sentences_what_the_report_found(page: Page, released: Release):
    names = released.template.at_a_glance
    headed = [f"{released.entries[name].heading}: {sentence(released[name])}" for name in names]
    assert len(names) > 3
    assert [item.strip() for item in page.texts["li"] if item.strip() in headed] == headed
