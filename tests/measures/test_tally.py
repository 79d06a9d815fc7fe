"""Counts and shares of grouped rows, answers that may be missing, and what is due."""

from __future__ import annotations

import pandas as pd
import pytest

from interview_analytics.measures.answers import answer_table, distribution_table, due_table
from interview_analytics.measures.tally import count_table, share_table, share_tables, stacked
from tests.measures.logs import listed, log, staff


def rows(*cells: tuple[str | None, str | None, object]) -> pd.DataFrame:
    """Rows of a specialist, a person, and what holds or was answered."""
    frame = pd.DataFrame(cells, columns=["specialist_id", "person", "holds"])
    frame = frame.astype({"specialist_id": "str", "person": "str"}).assign(job_seeker_id=None, on=pd.NaT, kind="a")
    return frame.assign(answer=frame["holds"])


THREE = rows(("S1", "J1", True), ("S1", "J1", True), ("S1", "J2", False), ("S2", "J3", None), (None, "J1", True))
STAFF = log(specialists=staff("S1", "S2", "S3"))


def truths(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(holds=frame["holds"].astype("boolean"), answer=frame["holds"].astype("boolean"))


def test_counts_are_rows_and_people_are_distinct_persons() -> None:
    table = count_table(STAFF, THREE, ("specialist",), {"kind": ["a", "b"]})
    assert listed(table, "specialist", "count", "people", kind="a") == [
        ("S1", 3, 2), ("S2", 1, 1), ("S3", 0, 0), ("not known", 1, 1),
    ]  # fmt: skip
    assert listed(table, "count", kind="b") == [0, 0, 0, 0]
    assert listed(count_table(STAFF, THREE, ()), "count", "people") == [(5, 3)]


def test_a_row_without_a_person_counts_and_is_nobody() -> None:
    assert listed(count_table(STAFF, rows(("S1", None, True), ("S1", "J1", True)), ()), "count", "people") == [(2, 1)]


def test_a_share_is_of_the_rows_that_are_known_and_its_people_are_those_of_the_numerator() -> None:
    table = share_table(STAFF, truths(THREE), ("specialist",))
    assert listed(table, "specialist", "numerator", "denominator", "people") == [
        ("S1", 2, 3, 1), ("S2", 0, 0, 0), ("S3", 0, 0, 0), ("not known", 1, 1, 1),
    ]  # fmt: skip
    assert listed(table, "share") == [pytest.approx(2 / 3), None, None, 1.0]


def test_the_limits_are_wilsons() -> None:
    # Newcombe (1998), method 3: 81 of 263 is .2553-.3662
    many = truths(rows(*[("S1", "J1", at < 81) for at in range(263)]))
    table = share_table(STAFF, many, ())
    assert listed(table, "low", "high") == [(pytest.approx(0.2553, abs=5e-5), pytest.approx(0.3662, abs=5e-5))]


def test_a_share_of_nobody_is_too_few_and_one_whose_rows_are_all_missing_is_not_known() -> None:
    table = share_table(STAFF, truths(THREE), ("specialist",))
    assert listed(table, "specialist", "status", "low") == [
        ("S1", "shown", pytest.approx(0.2077, abs=5e-5)), ("S2", "not_known", None), ("S3", "too_few", None),
        ("not known", "shown", pytest.approx(0.2065, abs=5e-5)),
    ]  # fmt: skip


def test_tables_are_stacked_group_by_group() -> None:
    frame = truths(THREE)
    table = share_tables(STAFF, frame, ("specialist",), {"yes": frame["holds"], "no": ~frame["holds"]}, name="which")
    assert table.columns[:2].tolist() == ["specialist", "which"]
    assert listed(table, "specialist", "which")[:4] == [("S1", "yes"), ("S1", "no"), ("S2", "yes"), ("S2", "no")]
    assert listed(table, "numerator")[:2] == [2, 1]
    assert stacked({"b": count_table(STAFF, THREE, ()), "a": count_table(STAFF, THREE, ())}, "n")["n"].tolist() == [
        "b",
        "a",
    ]


def test_a_missing_answer_is_left_out_of_the_share_and_moves_the_bounds() -> None:
    frame = truths(rows(("S1", "A", True), ("S1", "B", False), ("S1", "C", False), ("S1", "D", None)))
    table = answer_table(STAFF, frame, (), yes="yes")
    assert listed(table, "answer", "numerator", "denominator") == [
        ("yes", 1, 3), ("not known", 1, 4), ("at least", 1, 4), ("at most", 2, 4),
    ]  # fmt: skip
    assert [low is None for low in listed(table, "low")] == [False, False, True, True]
    assert listed(table, "high")[2:] == [None, None]


def test_answers_that_are_all_missing_leave_everything_open() -> None:
    table = answer_table(STAFF, truths(rows(("S1", "A", None), ("S1", "B", None))), (), yes="yes")
    assert listed(table, "share") == [None, 1.0, 0.0, 1.0]
    assert listed(table, "status") == ["not_known", "shown", "shown", "shown"]


def test_what_is_not_due_is_neither_yes_nor_no() -> None:
    table = due_table(STAFF, truths(THREE), ("specialist",), yes="still there")
    assert listed(table, "numerator", "denominator", "status", specialist="S1") == [(2, 3, "shown"), (0, 3, "shown")]
    assert listed(table, "numerator", "denominator", "status", specialist="S2") == [
        (0, 0, "not_yet_due"),
        (1, 1, "shown"),
    ]
    assert listed(table, "status", specialist="S3") == ["too_few", "too_few"]


def test_a_distribution_is_of_the_known_and_its_last_row_of_all() -> None:
    frame = rows(("S1", "A", "x"), ("S1", "B", "y"), ("S1", "C", "y"), ("S1", "D", None)).astype({"answer": "str"})
    table = distribution_table(STAFF, frame, (), category="letter", answers=("x", "y", "z"))
    assert listed(table, "letter", "numerator", "denominator", "people") == [
        ("x", 1, 3, 1), ("y", 2, 3, 2), ("z", 0, 3, 0), ("not known", 1, 4, 1),
    ]  # fmt: skip
