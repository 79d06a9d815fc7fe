"""What a notebook's cell shows, and that it shows the same every time."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from interview_analytics.errors import ExportError
from interview_analytics.journeys import held
from interview_analytics.release import MARK, Release, release
from interview_analytics.sentences import sentence
from interview_analytics.show import (
    PLOTLY,
    picture,
    plain,
    show,
    show_completeness,
    show_problems,
    show_receipts,
    show_set_aside,
)
from tests.small_logs import hostile, small

Outputs = list[dict[str, Any]]


@pytest.fixture(scope="module", autouse=True)
def notebook():
    InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    yield
    InteractiveShell.clear_instance()


@pytest.fixture(scope="module")
def released() -> Release:
    return release(hostile(), audience="internal")


def shown(cell: Callable[..., None], *arguments: Any) -> Outputs:
    with capture_output() as captured:
        cell(*arguments)
    return [output.data for output in captured.outputs]


def test_a_cell_shows_chart_sentence_and_table_in_that_order(released: Release):
    chart, said, table = shown(show, released, "pathway")
    assert set(chart) == {PLOTLY, "text/plain"}
    assert said["text/plain"] == chart["text/plain"] == sentence(released["pathway"])
    assert 'id="table-pathway"' in table["text/html"]
    assert "From enrolment to a job that lasts" in table["text/html"]


def test_a_cell_shows_the_same_every_time(released: Release):
    first, second = (json.dumps(shown(show, released, "time_to_placement")) for _ in range(2))
    assert first == second


def test_every_table_of_a_release_can_be_shown(released: Release):
    for name in released:
        chart, *_ = shown(show, released, name)
        text = json.dumps(chart[PLOTLY])
        assert MARK in text
        assert "bdata" not in text
        assert chart[PLOTLY]["config"]["showSendToCloud"] is False
        assert chart[PLOTLY]["config"]["plotlyServerURL"] == ""


def test_a_long_table_shows_forty_rows_and_counts_the_rest(released: Release):
    rows = len(released["time_to_placement_by_specialist"])
    *_, table = shown(show, released, "time_to_placement_by_specialist")
    assert table["text/html"].count("<tr>") == 1 + 40
    assert f"<details><summary>The {rows} rows behind this chart</summary>" in table["text/html"]
    assert f"and {rows - 40} more rows" in table["text/html"]


def test_text_from_an_export_is_text(released: Release):
    *_, table = shown(show, released, "interviews_held_by_specialist")
    assert "<script>" not in table["text/html"]
    assert "&lt;script&gt;" in table["text/html"]


def test_a_name_that_there_is_not_is_answered_with_near_ones(released: Release):
    with pytest.raises(ExportError, match=r"no table 'pathways'.*pathway"):
        show(released, "pathways")


def test_arrays_become_lists_and_floats_keep_six_digits():
    figure = go.Figure(go.Scatter(x=np.array([1, 2, 3]), y=np.array([[1 / 3, 2 / 3]])))
    made = picture(figure)
    assert made["data"][0]["x"] == [1, 2, 3]
    assert made["data"][0]["y"] == [[0.333333, 0.666667]]
    assert plain({"a": (np.float64(1e-9), True, None, "x")}) == {"a": [1e-09, True, None, "x"]}


def test_receipts_and_problems_are_shown_by_file_and_by_rule():
    (receipts,) = shown(show_receipts, small())
    assert receipts["text/plain"] == "Rows of each file, and what became of them: 2 rows"
    _, counts = shown(show_set_aside, small())
    (cases,) = shown(show_problems, small())
    assert counts["text/html"].index("no identifier") < counts["text/html"].index("date not read")
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in cases["text/html"]
    assert "Write it as 2026-03-31." in cases["text/html"]


def test_what_was_set_aside_is_said_in_one_sentence_that_counts_every_row():
    said, _ = shown(show_set_aside, small())
    receipts = small().receipts
    assert said["text/plain"].startswith(f"{receipts['rows_read'].sum():,} rows were read from ")
    assert f"{receipts['rows_set_aside'].sum():,} could not be used and were set aside" in said["text/plain"]


def test_completeness_does_not_count_unknown_as_an_answer():
    *_, table = shown(show_completeness, small())
    interviews = held(small().interviews)
    known = int(interviews["drift"].isin(["none", "brief", "full"]).sum())
    assert ">drift</th>" in table["text/html"]
    assert f'data-value="{known}"' in table["text/html"]
    assert f'data-value="{len(interviews)}"' in table["text/html"]
