"""Preparation, core questions, and talk that turned into asking for a job."""

from __future__ import annotations

from typing import Any

from interview_analytics.measures import core_questions, drift, preparation
from tests.measures.logs import listed, log

DAY = {"held_on": "2026-03-10"}
ROWS = ("numerator", "denominator")


def held(*rows: dict[str, Any], **further: Any) -> Any:
    return log(interviews=[{**DAY, **row} for row in rows], **further)


def test_preparation_is_of_interviews_where_it_was_noted_with_bounds_of_all() -> None:
    answers = ("yes", "yes", "no", "unknown", None)
    table = preparation(
        held(*({"researched": answer} for answer in answers), {"status": "cancelled", "researched": "yes"})
    )
    assert listed(table, "answer", *ROWS, item="industry researched") == [
        ("yes", 2, 3), ("not known", 2, 5), ("at least", 2, 5), ("at most", 4, 5),
    ]  # fmt: skip
    assert listed(table, "answer", *ROWS, "status", item="questions written down")[:2] == [
        ("yes", 0, 0, "not_known"), ("not known", 5, 5, "shown"),
    ]  # fmt: skip


def questions(*answers: str | None) -> dict[str, str | None]:
    return dict(zip(("asked_how_started", "asked_what_like", "asked_how_succeed"), answers, strict=True))


def test_core_questions_are_counted_where_all_three_are_noted() -> None:
    rows = [questions("yes", "yes", "yes"), questions("no", "yes", "no"), questions("no", "no", "no")]
    table = core_questions(held(*rows, questions("yes", "yes", "unknown"), questions("yes", None, "yes")))
    assert listed(table, "questions_asked", *ROWS) == [
        ("0", 1, 3), ("1", 1, 3), ("2", 0, 3), ("3", 1, 3), ("not known", 2, 5),
    ]  # fmt: skip


TALKS = (
    {"drift": "none"},
    {"drift": "brief", "drift_raised_by": "us"},
    {"drift": "full", "drift_raised_by": "unknown"},
    {"drift": "full", "drift_raised_by": "contact"},
    {"drift": "brief", "drift_raised_by": None},
    {"drift": "unknown"},
    {"drift": None, "drift_raised_by": "us"},
)


def test_drift_is_brief_or_full_unless_the_contact_raised_it_and_an_unknown_answer_is_never_none() -> None:
    table = drift(held(*TALKS))
    assert listed(table, "answer", *ROWS, raised="asked for a job") == [
        ("yes", 3, 5), ("not known", 2, 7), ("at least", 3, 7), ("at most", 5, 7),
    ]  # fmt: skip
    assert listed(table, *ROWS, raised="contact raised hiring") == [(1, 5), (2, 7), (1, 7), (3, 7)]


def test_who_raised_hiring_is_not_known_where_nobody_was_asked() -> None:
    table = drift(held({"drift": "full"}, {"drift": "none"}, unasked=("interviews.drift_raised_by",)))
    assert listed(table, *ROWS, raised="asked for a job") == [(1, 2), (0, 2), (1, 2), (1, 2)]
    assert listed(table, *ROWS, "status", raised="contact raised hiring")[:2] == [(0, 0, "not_known"), (2, 2, "shown")]


def test_a_specialist_of_whom_nothing_was_noted_is_not_known_rather_than_without_drift() -> None:
    rows = held({"specialist_id": "S1", "drift": "none"}, {"specialist_id": "S2", "drift": None, "job_seeker_id": "J2"})
    told = drift(rows, "specialist")
    asked = told[(told["raised"] == "asked for a job") & (told["answer"] == "yes")]
    assert listed(asked, "specialist", "share", "status") == [("S1", 0.0, "shown"), ("S2", None, "not_known")]
