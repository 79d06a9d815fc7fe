"""The report's page in a real browser: it draws everything and asks nobody for anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import interview_analytics as ia

PLOTS = "[...document.querySelectorAll('.js-plotly-plot')]"


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "report"
    made = ia.release(ia.load(ia.sample()), audience="internal")
    return ia.write_report(made, folder, draw=False) / "to-send" / "index.html"


@pytest.fixture
def opened(page, index):
    page.goto(index.as_uri(), timeout=120_000)  # a busy machine is slow to draw nearly sixty charts
    page.wait_for_selector(".js-plotly-plot .main-svg", state="attached")
    page.wait_for_load_state("networkidle")
    return page


def test_the_page_asks_for_nothing_beyond_itself(opened, index):
    assert [url for url in opened.requests if url != index.as_uri() and not url.startswith(("data:", "blob:"))] == []
    assert opened.errors == []


def test_every_chart_is_drawn_and_sits_in_a_labelled_figure_with_its_table(opened):
    assert opened.evaluate(f"{PLOTS}.length") >= 17
    assert opened.evaluate(f"{PLOTS}.every(plot => plot.querySelector('.main-svg'))")
    labels = opened.evaluate(f"{PLOTS}.map(plot => plot.closest('figure')?.getAttribute('aria-label') || '')")
    assert [label for label in labels if len(label) <= 20] == []
    assert opened.evaluate(f"{PLOTS}.every(plot => plot.closest('section')?.querySelector('table'))")


def test_no_button_sends_a_chart_anywhere(opened):
    titles = opened.evaluate("[...document.querySelectorAll('.modebar-btn')].map(b => b.getAttribute('data-title'))")
    assert titles
    assert [title for title in titles if "cloud" in title.lower() or "share" in title.lower()] == []


def test_no_text_of_a_chart_is_cut_off(opened):
    outside = opened.evaluate(
        """[...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
            const box = plot.getBoundingClientRect();
            return [...plot.querySelectorAll('.main-svg text')].filter(text => {
                const own = text.getBoundingClientRect();
                return own.width > 0 &&
                    (own.left < box.left - 2 || own.right > box.right + 2 || own.bottom > box.bottom + 2);
            }).map(text => text.textContent);
        })"""
    )
    assert outside == []


def test_the_page_fits_a_narrow_window(opened):
    opened.set_viewport_size({"width": 420, "height": 900})
    drawn_anew = f"{PLOTS}.every(plot => plot.querySelector('.main-svg').clientWidth <= 440)"
    assert any(opened.evaluate(drawn_anew) or opened.wait_for_timeout(250) for _ in range(240))
    assert opened.evaluate("document.documentElement.scrollWidth") <= 440


def test_software_that_looks_for_barriers_finds_none(opened):
    found = Axe().run(opened)
    assert [(own["id"], [node["target"] for node in own["nodes"][:3]]) for own in found.response["violations"]] == []
