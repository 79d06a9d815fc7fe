"""An InterviewLog goes in; how well informational interviews were prepared and conducted comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.answers import answer_table, distribution_table
from interview_analytics.measures.declare import INTERVIEW_BY, By, measure
from interview_analytics.measures.interviews import held

PREPARED = {"researched": "industry researched", "questions_prepared": "questions written down"}
CORE_QUESTIONS = ("asked_how_started", "asked_what_like", "asked_how_succeed")
ASKED = ("0", "1", "2", "3")
TURNED = ("brief", "full")
ASKED_FOR_A_JOB, BY_CONTACT = "asked for a job", "contact raised hiring"
RAISED_BY = "interviews.drift_raised_by"  # where no export holds it, nobody knows whether a contact raised hiring


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=INTERVIEW_BY,
    population="interview held",
    own={"item": "items", "answer": "answers"},
    needs=("interviews.researched", "interviews.questions_prepared"),
)
def preparation(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of informational interviews held, the share with the industry researched, and with questions written, beforehand.

    Shares are of interviews where it was noted; "at least" and "at most" say what the others could change.
    """
    rows = held(log)
    asked = [rows.assign(item=item, answer=_yes(rows[column])) for column, item in PREPARED.items()]
    return answer_table(
        log, pd.concat(asked, ignore_index=True), by, yes="yes", categories={"item": list(PREPARED.values())}
    )


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=INTERVIEW_BY,
    population="interview held",
    own={"questions_asked": "answers"},
    needs=tuple(f"interviews.{question}" for question in CORE_QUESTIONS),
)
def core_questions(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of informational interviews held, the share in which 0, 1, 2 or all 3 core questions were asked.

    The questions: how the contact got started, what the work is like, how people succeed in it. Shares are of
    interviews where all three are noted; the row "not known" is the share of all where one is missing.
    """
    rows = held(log)
    answers = pd.DataFrame({question: _yes(rows[question]) for question in CORE_QUESTIONS})
    number = answers.sum(axis="columns").astype("str").where(answers.notna().all(axis="columns"))
    return distribution_table(log, rows.assign(answer=number), by, category="questions_asked", answers=ASKED)


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=INTERVIEW_BY,
    population="interview held",
    own={"raised": "items", "answer": "answers"},
    needs=("interviews.drift",),
)
def drift(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of informational interviews held, the share that turned, briefly or fully, into asking for a job.

    Hiring talk that the contact raised is not counted as such and stands in rows of its own; where nobody noted who
    raised it, it counts. Shares are of interviews where drift was noted; a missing answer is never read as "none", and
    "at least" and "at most" say what it could change.
    """
    rows = held(log)
    by_contact = (rows["drift"].isin(TURNED) & (rows["drift_raised_by"] == "contact")).astype("boolean")
    not_told = _not_told(rows["drift"]) | (RAISED_BY not in log.recorded)
    answers = {ASKED_FOR_A_JOB: asked_for_a_job(rows), BY_CONTACT: by_contact.mask(not_told)}
    asked = [rows.assign(raised=raised, answer=answer) for raised, answer in answers.items()]
    return answer_table(log, pd.concat(asked, ignore_index=True), by, yes="yes", categories={"raised": list(answers)})


def asked_for_a_job(rows: pd.DataFrame) -> pd.Series:
    """Whether each interview turned into asking for a job; false where the contact raised it, missing where unknown."""
    turned, by_contact = rows["drift"].isin(TURNED), rows["drift_raised_by"] == "contact"
    return (turned & ~by_contact).astype("boolean").mask(_not_told(rows["drift"]))


def researched(rows: pd.DataFrame) -> pd.Series:
    """For which interviews the industry was researched beforehand; missing where not noted."""
    return _yes(rows["researched"])


def _yes(answers: pd.Series) -> pd.Series:
    return answers.eq("yes").astype("boolean").mask(_not_told(answers))


def _not_told(answers: pd.Series) -> pd.Series:
    return answers.isna() | answers.eq("unknown")
