"""An InterviewLog goes in; which industries informational interviews opened up, for whom and how, comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics import journeys
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.declare import INTERVIEW_BY, PERSON_BY, By, measure
from interview_analytics.measures.groups import credited, grouped, of_these
from interview_analytics.measures.tally import basis, count_table, said, share_table
from interview_analytics.tables import NOT_KNOWN

HOW = ("interest", "sought", "discovered")
NUMBERS = ("1", "2", "3 or more")
NEEDS = ("interviews.sector", "interviews.held_on", "interviews.job_seeker_id")


def explored(log: InterviewLog) -> pd.DataFrame:
    """First explorations of job seekers as counted rows, one per job seeker and sector."""
    own = log.explorations[log.explorations["learner"] == "job_seeker"].reset_index(drop=True)
    own = own.assign(person=own["learner_id"], job_seeker_id=own["learner_id"], on=own["first_on"])
    return own.assign(specialist_id=of_these(own["interview_id"], log.interviews, "specialist_id"))


@measure(
    unit="industry first explored by a job seeker",
    counts="events",
    anchor="first_on",
    by=PERSON_BY,
    own={"how": "parts"},
    makes={"industry discovered": ("discovered",)},
    needs=NEEDS,
)
def industries_explored(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Industries that job seekers first explored in an informational interview, each counted once per job seeker.

    By how it came up: a stated interest, sought without being one, or discovered in the conversation. New industries
    are those sought and discovered.
    """
    return count_table(log, explored(log), by, {"how": HOW})


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=INTERVIEW_BY,
    nested_in="interviews_held",
    own={"interview_number": "parts"},
    makes={"work_based_learning": NUMBERS},
    needs=(*NEEDS, "discoveries.sector"),
)
def discoveries(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of informational interviews held with a job seeker, the share that opened an industry new to that job seeker.

    New: named in the conversation, not a stated interest, and met in no earlier interview. By whether it was the job
    seeker's first, second, or a later interview.
    """
    rows = _numbered(log.whole or log)
    rows = rows[rows["interview_id"].isin(log.interviews["interview_id"])]
    return share_table(log, rows.assign(holds=opened_new(log, rows)), by, {"interview_number": NUMBERS})


def opened_new(log: InterviewLog, rows: pd.DataFrame) -> pd.Series:
    """Which interviews opened an industry new to the job seeker."""
    found = explored(log)
    return rows["interview_id"].isin(found.loc[found["how"] == "discovered", "interview_id"])


def _numbered(log: InterviewLog) -> pd.DataFrame:
    """Interviews with a job seeker as counted rows, each with whether it was their first, second or a later one."""
    rows = journeys.exposures(log.interviews).sort_values(["held_on", "interview_id"], kind="stable")
    before = rows.groupby("job_seeker_id").cumcount().clip(upper=len(NUMBERS) - 1)
    number = pd.Series(np.array(NUMBERS)[before], rows.index, dtype="str")
    return rows.assign(on=rows["held_on"], person=rows["job_seeker_id"], interview_number=number)


@measure(
    unit="industry first explored by a job seeker",
    counts="events",
    anchor="first_on",
    by=("specialist", "month", "quarter", "region", "strata"),
    nested_in="industries_explored",
    population="industry discovered",
    own={"planned": "parts", "discovered": "sector"},
    needs=(*NEEDS, "interests.sector", "discoveries.sector"),
)
def planned_to_discovered(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Industries that job seekers discovered in conversations, by the industry they had named first at intake.

    Only pairs that occur are listed. Someone without a stated interest stands under "not known".
    """
    found = explored(log)
    found = found[found["how"] == "discovered"]
    rows = found.assign(planned=first_interest(log, found["job_seeker_id"]), discovered=found["sector"])
    return pairs(log, rows, by, ["planned", "discovered"])


def first_interest(log: InterviewLog, job_seekers: pd.Series) -> pd.Series:
    """The sector that each of these job seekers named first at intake, else "not known"."""
    return of_these(job_seekers, journeys.first_interests(log.interests), "first_interest").fillna(NOT_KNOWN)


def pairs(log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], ends: list[str]) -> pd.DataFrame:
    """How many rows join each pair of ends that occurs, with the distinct persons behind them."""
    rows = grouped(log, rows.assign(**{end: rows[end].fillna(NOT_KNOWN) for end in ends}), by)
    counted = rows.groupby([*by, *ends]).agg(count=("person", "size"), people=("person", "nunique"))
    return said(counted.astype("Int64").reset_index().assign(status="shown"), n=basis(rows), estimator="count")


@measure(
    unit="industry that a specialist first met in an interview held alone",
    counts="events",
    anchor="first_on",
    by=("specialist", "month", "quarter", "sector", "region"),
    own={},
    needs=(*NEEDS, "interviews.specialist_id", "interviews.conducted_by"),
)
def transfer(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of industries that specialists first met in an interview held alone, the share that reached a job seeker later.

    Each industry counts once for each specialist. It reached a job seeker if one whom that specialist served first
    explored it in an interview on a later day. Industries met lately have had little time to.
    """
    rows = _learnt_alone(log)
    theirs = explored(log.whole or log)
    theirs = theirs.assign(specialist_id=credited(log, theirs))
    last = theirs.groupby(["specialist_id", "sector"])["first_on"].max().rename("last_on").reset_index()
    later = rows.merge(last, on=["specialist_id", "sector"], how="left")["last_on"].set_axis(rows.index)
    return share_table(log, rows.assign(holds=later > rows["on"]), by)


def _learnt_alone(log: InterviewLog) -> pd.DataFrame:
    """Industries of which specialists first heard in an interview that they held alone, as counted rows."""
    own = log.explorations[log.explorations["learner"] == "specialist"].reset_index(drop=True)
    led = of_these(own["interview_id"], (log.whole or log).interviews, "conducted_by")
    alone = own[led == "specialist"]
    nobody = pd.Series(pd.NA, alone.index, dtype="str")
    who = alone["learner_id"]
    return alone.assign(person=who, specialist_id=who, job_seeker_id=nobody, on=alone["first_on"])
