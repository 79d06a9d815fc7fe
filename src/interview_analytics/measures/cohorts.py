"""An InterviewLog goes in; how far job seekers enrolled in a period came by `as_of`, and which way they went, comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics import journeys
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.declare import PERSON_BY, By, measure
from interview_analytics.measures.industries import NEEDS as INTERVIEW_NEEDS
from interview_analytics.measures.industries import explored, pairs
from interview_analytics.measures.tally import share_table
from interview_analytics.tables import NOT_KNOWN


COHORT_NEEDS = ("job_seekers.enrolled_on", "placements.started_on")
NONE_YET = "no industry explored"
STEPS = (
    "enrolled",
    "interviewed",
    "explored a second industry",
    "placed",
    "placed in an industry explored first",
    "still there after 90 days",
)


def cohort(log: InterviewLog) -> pd.DataFrame:
    """Job seekers with a day of enrolment as counted rows, each with its whole journey; credited on that day.

    `sector` is the first stated interest, so that cohorts broken down by sector are groups of people.
    """
    people = journeys.journeys(log.job_seekers, log.interviews, log.interests, log.explorations, log.placements)
    people = people[people["enrolled_on"].notna()].reset_index(drop=True)
    return people.assign(
        person=people["job_seeker_id"],
        on=people["enrolled_on"],
        sector=people["first_interest"],
        specialist_id=pd.Series(pd.NA, index=people.index, dtype="str"),
    )


@measure(
    unit="job seeker",
    counts="people",
    anchor="enrolled_on",
    by=PERSON_BY,
    nested="step",
    needs=(*INTERVIEW_NEEDS, *COHORT_NEEDS, "placements.sector"),
)
def pathway(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of job seekers enrolled, the share that took each step on the way from interview to lasting placement.

    Interviewed, explored a second industry, placed, placed in an industry explored first, still there after 90 days. Each
    step counts only those who took all the steps before it, in that order of time; an interview on the day of placement
    comes too late. People whose 90 days are not over by `as_of` have not taken the last step yet.
    """
    people = cohort(log)
    rows = [people.assign(step=step, holds=holds) for step, holds in _steps(people, log).items()]
    return share_table(log, pd.concat(rows, ignore_index=True), by, {"step": STEPS})


def _steps(people: pd.DataFrame, log: InterviewLog) -> dict[str, pd.Series]:
    placed_on, end = people["placed_on"], people["placement_ended_on"].fillna(pd.Timestamp(log.as_of))
    before = placed_on.fillna(pd.Timestamp(log.as_of) + pd.Timedelta(days=1))
    taken = [
        pd.Series(True, index=people.index),
        people["first_interview_on"] < before,
        people["second_sector_on"] < before,
        placed_on.notna(),
        people["met_on"] < placed_on,
        (end - placed_on).dt.days >= 90,
    ]
    return dict(zip(STEPS, np.logical_and.accumulate([step.to_numpy(bool) for step in taken]), strict=True))


@measure(
    unit="industry first explored by a job seeker",
    counts="events",
    anchor="enrolled_on",
    by=("specialist", "region", "strata"),
    needs=(*INTERVIEW_NEEDS, *COHORT_NEEDS),
)
def flows(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """From each job seeker's first stated interest to the industries explored, and on to what came of each exploration.

    Unit: one industry first explored by one job seeker before a first placement. Outcomes: placed in that industry, placed
    in another, left without a placement, still looking. Someone who explored none is one unit of "no industry explored".
    Of job seekers enrolled in the period; only pairs that occur are listed.
    """
    people = cohort(log)
    own = explored(log)[["job_seeker_id", "sector", "first_on"]].rename(columns={"sector": "explored"})
    rows = people.merge(own, on="job_seeker_id", how="left")
    late = rows["placed_on"].notna() & (rows["first_on"] >= rows["placed_on"])
    rows = rows.assign(explored=rows["explored"].mask(late)).drop_duplicates(["job_seeker_id", "explored"])
    rows = _without_empty_halves(rows).assign(interest=lambda part: part["first_interest"].fillna(NOT_KNOWN))
    rows = rows.assign(outcome=_outcome(rows), explored=rows["explored"].fillna(NONE_YET))
    ends = {"interest to explored": ("interest", "explored"), "explored to outcome": ("explored", "outcome")}
    links = [rows.assign(stage=stage, source=rows[a], target=rows[b]) for stage, (a, b) in ends.items()]
    return pairs(log, pd.concat(links, ignore_index=True), by, ["stage", "source", "target"])


def _without_empty_halves(rows: pd.DataFrame) -> pd.DataFrame:
    """Drop the "none explored" row of those who do have an exploration."""
    some = rows.groupby("job_seeker_id")["explored"].transform("count") > 0
    return rows[rows["explored"].notna() | ~some]


def _outcome(rows: pd.DataFrame) -> pd.Series:
    outcome = pd.Series("still looking", index=rows.index, dtype="str")
    outcome = outcome.mask(rows["exited_on"].notna(), "left without a placement")
    outcome = outcome.mask(rows["placed_on"].notna(), "placed in another industry")
    same = rows["placed_on"].notna() & rows["placed_sector"].eq(rows["explored"]).fillna(False)
    return outcome.mask(same, "placed in that industry")
