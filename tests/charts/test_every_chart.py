"""What holds for each chart of each measure: what a reader finds on it, and what must never be on it."""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from interview_analytics import charts
from interview_analytics.charts.frame import MARK
from interview_analytics.sentences import sentence
from interview_analytics.words import CATEGORIES
from tests.measure_tables import ROWS, SPECIALISTS, by, empty, of_all, silenced

MEASURES = sorted(ROWS)
MONTHLY = ("time_to_placement", "placement_by_interview_state")  # their months are counted from enrolment
WITHOUT_AXES = {"flows"}  # a Sankey has none
TABLES = [
    pytest.param(measure, made(measure), id=f"{measure} {made.__name__}")
    for measure in MEASURES
    for made in (of_all, by)
]
MONTHS = ("2025-11", "2025-12", "2026-01", "not known")


def drawn(measure: str, table: pd.DataFrame) -> go.Figure:
    return getattr(charts, measure)(table)


def strings(node: Any) -> list[str]:
    """Every text anywhere in the figure."""
    if isinstance(node, dict | list | tuple):
        return [text for value in (node.values() if isinstance(node, dict) else node) for text in strings(value)]
    return [node] if isinstance(node, str) else []


def texts(figure: go.Figure) -> str:
    """All that can be read on the figure; the alternative text is not on it."""
    parts = figure.to_plotly_json()
    return "\n".join(strings([parts["data"], {**parts["layout"], "meta": ""}]))


def numbers(node: Any) -> set[float]:
    """Every number anywhere in the figure's data and in its texts."""
    if isinstance(node, dict):
        return set().union(*(numbers(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(numbers(value) for value in node))
    if isinstance(node, bool) or node is None:
        return set()
    if isinstance(node, int | float):
        return {round(float(node), 6)}
    return {float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", str(node)) if found.strip(",")}


def font_sizes(node: Any) -> list[float]:
    if isinstance(node, dict):
        own = [node["font"]["size"]] if isinstance(node.get("font"), dict) and "size" in node["font"] else []
        return own + [size for value in node.values() for size in font_sizes(value)]
    return [size for value in node for size in font_sizes(value)] if isinstance(node, list) else []


def test_each_measure_has_a_chart_of_its_name():
    assert sorted(charts.__all__) == MEASURES


@pytest.mark.parametrize(("measure", "table"), TABLES)
def test_a_chart_has_a_title_a_subtitle_and_the_finding_as_its_alternative_text(measure: str, table: pd.DataFrame):
    layout = drawn(measure, table).layout
    assert layout.title.text and layout.title.subtitle.text
    assert "as of 30 June 2026" in layout.title.subtitle.text
    assert layout.meta["alt"] == sentence(table)


@pytest.mark.parametrize(("measure", "table"), TABLES)
def test_the_axis_of_figures_says_what_is_measured(measure: str, table: pd.DataFrame):
    figure = drawn(measure, table)
    if measure in WITHOUT_AXES and "specialist" not in table:
        return
    titles = [axis.title.text for axis in figure.select_xaxes()]
    assert titles and all(titles)


@pytest.mark.parametrize(("measure", "table"), TABLES)
def test_a_chart_says_who_may_see_it_and_cannot_be_sent_to_a_cloud(measure: str, table: pd.DataFrame):
    figure = drawn(measure, table)
    assert MARK in [note.text for note in figure.layout.annotations]
    assert "sendChartToCloud" in figure.layout.template.layout.modebar.remove


@pytest.mark.parametrize(("measure", "table"), TABLES)
def test_data_are_plain_lists_that_a_person_can_read(measure: str, table: pd.DataFrame):
    assert "bdata" not in drawn(measure, table).to_json()


@pytest.mark.parametrize(("measure", "table"), TABLES)
def test_no_text_is_smaller_than_12_pixels(measure: str, table: pd.DataFrame):
    assert min(font_sizes(drawn(measure, table).to_plotly_json()["layout"])) >= 12


@pytest.mark.parametrize(("measure", "table"), TABLES)
def test_no_text_holds_two_dollar_signs_that_would_be_read_as_a_formula(measure: str, table: pd.DataFrame):
    assert [text for text in texts(drawn(measure, table)).split("\n") if text.count("$") > 1] == []


@pytest.mark.parametrize("measure", MEASURES)
def test_every_figure_of_the_table_is_on_the_chart(measure: str):
    table, figure = of_all(measure), drawn(measure, of_all(measure)).to_plotly_json()
    there = numbers([figure["data"], [note["text"] for note in figure["layout"]["annotations"]]])
    told = table[table["status"] == "shown"]
    if measure in ("pathway", "outreach"):
        told = told.iloc[1:].drop(columns=["low", "high"])  # the whole is told by its number
    if "answer" in told:  # bounds are ends of the band
        told = told[~told["answer"].isin(["at least", "at most"])]
    for column in ("count", "numerator", "denominator", "estimate"):
        values = {round(float(value), 6) for value in told.get(column, pd.Series(dtype="Float64")).dropna()}
        assert values <= there, column


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - {"specialist_funnel"}))  # there they stand at their dots
def test_every_group_is_named_from_the_top_in_the_order_of_the_table(measure: str):
    axes = [axis for axis in drawn(measure, by(measure)).select_yaxes() if axis.showticklabels is not False]
    assert list(axes[0].ticktext) == list(SPECIALISTS)
    assert axes[0].range[0] > axes[0].range[1]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("name", ["sector", "region", "Recent Work", "quarter", "month"])
def test_a_chart_can_be_broken_down_by_any_name(measure: str, name: str):
    groups = {"quarter": ("2025Q4", "2026Q1"), "month": MONTHS, "sector": ("62", "not known")}.get(name, ("a", "b"))
    table = by(measure) if name in CATEGORIES[measure] else by(measure, name, groups)
    assert drawn(measure, table).data


@pytest.mark.parametrize("measure", MEASURES)
def test_a_chart_can_be_broken_down_by_two_names(measure: str):
    rows = [part.assign(quarter=quarter) for quarter in ("2025Q4", "2026Q1") for part in [by(measure)]]
    table = pd.concat(rows, ignore_index=True)[["specialist", "quarter", *by(measure).columns[1:]]]
    figure = drawn(measure, table)
    assert figure.layout.title.text.replace("<br>", " ").endswith("by specialist and quarter")
    assert all(group in texts(figure) for group in SPECIALISTS)


@pytest.mark.parametrize("measure", MEASURES)
def test_two_names_without_time_make_rows_of_both(measure: str):
    rows = [by(measure).assign(region=region) for region in ("North", "South")]
    figure = drawn(measure, pd.concat(rows, ignore_index=True)[["specialist", "region", *by(measure).columns[1:]]])
    assert "S-01 · North" in texts(figure)


@pytest.mark.parametrize("measure", MEASURES)
def test_an_empty_table_is_a_titled_figure_that_says_why(measure: str):
    figure = drawn(measure, empty(measure))
    assert figure.layout.title.text
    assert "needs minutes, which no export holds" in texts(figure)
    assert figure.layout.meta["alt"] == sentence(empty(measure))
    assert not figure.data


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - {"flows", "planned_to_discovered"}))  # below
def test_what_cannot_be_told_is_said_in_words_and_never_drawn_at_zero(measure: str):
    for table in (
        silenced(of_all(measure)),
        silenced(by(measure)),
        silenced(by(measure, "quarter", ("2026Q1", "2026Q2"))),
    ):
        figure = drawn(measure, table)
        assert "○ too few to tell" in texts(figure)
        marks = [trace for trace in figure.data if trace.type == "bar" or trace.mode == "markers"]
        assert all(len(trace.x or ()) == 0 for trace in marks)


@pytest.mark.parametrize("measure", ["flows", "planned_to_discovered"])
def test_pairs_that_cannot_be_told_are_said_in_words(measure: str):
    table = silenced(of_all(measure), "hidden")
    assert "all figures are hidden" in texts(drawn(measure, table.assign(people=pd.NA)))
    assert "⊘" in texts(drawn(measure, silenced(by(measure), "hidden")))


def test_a_time_that_is_not_over_is_said_to_be_not_yet_due():
    assert "○ not yet due" in texts(charts.retention(of_all("retention")))


@pytest.mark.parametrize("measure", MEASURES)
def test_a_figure_without_its_data_is_small(measure: str):
    figure = drawn(measure, of_all(measure)).to_plotly_json()
    template = json.dumps(figure["layout"]["template"], default=lambda own: own.to_plotly_json())
    assert len(template) < 1500
    assert len(drawn(measure, of_all(measure)).to_json()) < 12_000


@pytest.mark.parametrize("measure", MEASURES)
def test_an_identifier_is_shown_as_it_is_and_never_as_markup(measure: str):
    figure = drawn(measure, by(measure, groups=("<a href='x'>S</a>", "$S$ & Co")))
    ticks = [text for axis in figure.select_yaxes() for text in axis.ticktext or ()]
    ticks += [note.text for note in figure.layout.annotations]
    assert "&lt;a href='x'&gt;S&lt;/a&gt;" in ticks
    assert "&#36;S&#36; &amp; Co" in ticks


def test_a_long_label_is_broken_over_lines_and_its_row_grows():
    long = "a region with a name that is far longer than any axis would have room for, and more"
    short, tall = (charts.outreach(by("outreach", "region", (name, "b"))).layout.height for name in ("a", long))
    assert tall > short


def test_a_chart_grows_with_its_rows():
    few, many = (charts.drift(by("drift", groups=tuple(map(str, range(number))))).layout.height for number in (5, 40))
    assert many - few == 35 * 26


def test_a_chart_does_not_change_the_table():
    table = by("drift")
    charts.drift(table)
    pd.testing.assert_frame_equal(table, by("drift"))


def test_a_table_that_lost_its_words_is_drawn_all_the_same():
    table = of_all("drift")
    table.attrs = {}
    assert charts.drift(table).layout.title.text == "Interviews that turned into asking for a job"
