"""What a csv cell may not begin with, and what must come back from it unchanged."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from interview_analytics.report.data_files import csv


def back(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(text: str):
    assert back(csv(pd.DataFrame({"specialist": [text]})))["specialist"].tolist() == ["'" + text]


def test_a_heading_is_made_inert_too():
    assert csv(pd.DataFrame({"=A": ["x"]})) == '"\'=A"\n"x"\n'


def test_numbers_keep_their_sign_and_every_digit():
    table = pd.DataFrame({"low": pd.array([-0.1, 1 / 3], dtype="Float64"), "count": pd.array([3, None], dtype="Int64")})
    assert csv(table).splitlines() == ['"low","count"', "-0.1,3", f'{1 / 3!r},""']


@pytest.mark.parametrize("text", ['a "b", c', "one\rtwo", "one\ntwo", "21–44", " x ", "NA"])
def test_any_text_comes_back_as_it_was(text: str):
    assert back(csv(pd.DataFrame({"a": [text, "z"]})))["a"].tolist() == [text, "z"]


def test_a_table_without_rows_keeps_its_headings():
    assert csv(pd.DataFrame({"step": pd.Series(dtype="str"), "count": pd.Series(dtype="Int64")})) == '"step","count"\n'
