"""An InterviewLog goes in; how well informational interviews were prepared and conducted comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics import journeys
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.answers import answer_table, distribution_table
from interview_analytics.measures.declare import INTERVIEW_BY, By, measure
from interview_analytics.measures.interviews import events

PREPARED = {"researched": "industry researched", "questions_prepared": "questions written down"}
CORE_QUESTIONS = ("asked_how_started", "asked_what_like", "asked_how_succeed")
ASKED = ("0", "1", "2", "3")
TURNED = ("brief", "full")
RAISED = {"not the contact": "asked for a job", "contact": "contact raised hiring"}


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=INTERVIEW_BY,
    needs=("interviews.researched", "interviews.questions_prepared"),
)
def preparation(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of informational interviews held, the share for which the industry was researched and questions were written down.

    Shares are of interviews where it was noted; "at least" and "at most" say what the others could change.
    """
    held = events(journeys.held(log.interviews))
    asked = [held.assign(item=item, answer=_yes(held[column])) for column, item in PREPARED.items()]
    return answer_table(
        log, pd.concat(asked, ignore_index=True), by, yes="yes", categories={"item": list(PREPARED.values())}
    )


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=INTERVIEW_BY,
    needs=tuple(f"interviews.{question}" for question in CORE_QUESTIONS),
)
def core_questions(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of informational interviews held, the share in which 0, 1, 2 or all 3 core questions were asked.

    The questions: how the contact got started, what the work is like, how people succeed in it. Shares are of interviews
    where all three are noted; the row "not known" is the share of all where one is missing.
    """
    held = events(journeys.held(log.interviews))
    answers = pd.DataFrame({question: _yes(held[question]) for question in CORE_QUESTIONS})
    known = answers.notna().all(axis="columns")
    number = answers.fillna(False).astype("int64").sum(axis="columns").astype("str").where(known)
    return distribution_table(log, held.assign(answer=number), by, category="questions_asked", answers=ASKED)


@measure(unit="interview held", counts="events", anchor="held_on", by=INTERVIEW_BY, needs=("interviews.drift",))
def drift(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of informational interviews held, the share that turned, briefly or fully, into asking for a job.

    Hiring talk that the contact raised is not counted as such and stands in rows of its own. Shares are of interviews
    where it was noted; a missing answer is never read as "none", and "at least" and "at most" say what it could change.
    """
    held = events(journeys.held(log.interviews))
    turned, by_contact = held["drift"].isin(TURNED), held["drift_raised_by"].eq("contact")
    raised = {RAISED["not the contact"]: turned & ~by_contact, RAISED["contact"]: turned & by_contact}
    not_told = _not_told(held["drift"])
    asked = [held.assign(raised=by, answer=answer.astype("boolean").mask(not_told)) for by, answer in raised.items()]
    rows = pd.concat(asked, ignore_index=True)
    return answer_table(log, rows, by, yes="yes", categories={"raised": list(RAISED.values())})


def _yes(answers: pd.Series) -> pd.Series:
    return answers.eq("yes").astype("boolean").mask(_not_told(answers))


def _not_told(answers: pd.Series) -> pd.Series:
    return answers.isna() | answers.eq("unknown")
