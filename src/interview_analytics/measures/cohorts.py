"""An InterviewLog goes in; how far job seekers enrolled in a period came by `as_of`, and which way, comes out."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from interview_analytics import journeys
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.declare import PERSON_BY, By, measure
from interview_analytics.measures.industries import NEEDS as INTERVIEW_NEEDS
from interview_analytics.measures.industries import explored, pairs
from interview_analytics.measures.tally import share_tables

COHORT_NEEDS = ("job_seekers.enrolled_on", "placements.started_on")
ENDED_ON = "placements.ended_on"  # where no export holds it, nobody knows who is still there
_MADE: WeakKeyDictionary[InterviewLog, pd.DataFrame] = WeakKeyDictionary()  # forgotten with the log
WAYS = {"interest to explored": ("interest", "explored"), "explored to outcome": ("explored", "outcome")}
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
    people = _journeys(log.whole or log)
    own = people["enrolled_on"].notna() & people["job_seeker_id"].isin(log.job_seekers["job_seeker_id"])
    people = people[own].reset_index(drop=True)
    return people.assign(
        person=people["job_seeker_id"],
        on=people["enrolled_on"],
        sector=people["first_interest"],
        specialist_id=pd.Series(pd.NA, index=people.index, dtype="str"),
    )


def _journeys(log: InterviewLog) -> pd.DataFrame:
    """The whole journey of every job seeker of a log, made once for all measures that look at it."""
    if log not in _MADE:
        tables = (log.job_seekers, log.interviews, log.interests, log.explorations, log.placements)
        _MADE[log] = journeys.journeys(*tables)
    return _MADE[log]


@measure(
    unit="job seeker",
    counts="people",
    anchor="enrolled_on",
    by=PERSON_BY,
    nested="step",
    own={"step": "steps"},
    alike={"enrolled": "unique_people_served"},
    needs=(*INTERVIEW_NEEDS, *COHORT_NEEDS, "placements.sector"),
)
def pathway(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of job seekers enrolled, the share that took each step on the way from interview to lasting placement.

    Interviewed, explored a second industry, placed, placed in an industry explored first, still there after 90 days.
    Each step counts only those who took all the steps before it, in that order of time; an interview on the day of
    placement comes too late, and a job that began before enrolment is no placement. People whose 90 days are not over
    by `as_of` have not taken the last step yet.
    """
    people = cohort(log)
    return share_tables(log, people, by, _steps(people, log), name="step")


def _steps(people: pd.DataFrame, log: InterviewLog) -> dict[str, pd.Series]:
    as_of, placed_on = pd.Timestamp(log.as_of), people["placed_on"]
    end = people["placement_ended_on"].fillna(as_of).clip(upper=as_of)
    placed_or_to_come = placed_on.fillna(as_of + pd.Timedelta(days=1))
    taken = [
        people["enrolled_on"].notna(),
        people["first_interview_on"] < placed_or_to_come,
        people["second_sector_on"] < placed_or_to_come,
        placed_on.notna(),
        people["met_on"] < placed_on,
        (end - placed_on).dt.days >= 90,
    ]
    nested = np.logical_and.accumulate([step.to_numpy(bool) for step in taken])
    steps = {name: pd.Series(step, people.index, dtype="boolean") for name, step in zip(STEPS, nested, strict=True)}
    if ENDED_ON not in log.recorded:
        steps[STEPS[-1]][:] = pd.NA
    return steps


@measure(
    unit="industry first explored by a job seeker",
    counts="events",
    anchor="enrolled_on",
    by=("specialist", "region", "strata"),
    own={"stage": "items", "source": "parts", "target": "parts"},
    stages=WAYS,
    needs=(*INTERVIEW_NEEDS, *COHORT_NEEDS),
)
def flows(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """From each job seeker's first stated interest to the industries explored, and on to what came of each exploration.

    Unit: one industry first explored by one job seeker before a first placement. Outcomes: placed in that industry,
    placed in another, left without a placement, still looking. Someone who explored none is one unit of "no industry
    explored", who may be placed without it. Of job seekers enrolled in the period; only pairs that occur are listed.
    """
    rows = _ways(cohort(log), explored(log)[["job_seeker_id", "sector", "first_on"]])
    rows = rows.assign(
        interest=rows["first_interest"], outcome=_outcome(rows), explored=rows["sector"].fillna(NONE_YET)
    )
    links = [rows.assign(stage=stage, source=rows[a], target=rows[b]) for stage, (a, b) in WAYS.items()]
    return pairs(log, pd.concat(links, ignore_index=True), by, ["stage", "source", "target"])


def _ways(people: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """One row per person and industry explored before the placement, and one without `sector` for who explored none."""
    own = own.merge(people[["job_seeker_id", "placed_on"]], on="job_seeker_id")
    own = own[~(own["first_on"] >= own["placed_on"])]
    return people.drop(columns="sector").merge(own[["job_seeker_id", "sector"]], on="job_seeker_id", how="left")


def _outcome(rows: pd.DataFrame) -> pd.Series:
    outcome = pd.Series("still looking", index=rows.index, dtype="str")
    outcome = outcome.mask(rows["exited_on"].notna(), "left without a placement")
    outcome = outcome.mask(rows["placed_on"].notna(), "placed in another industry")
    outcome = outcome.mask(rows["placed_on"].notna() & rows["sector"].isna(), "placed without exploring any")
    same = rows["placed_on"].notna() & (rows["placed_sector"] == rows["sector"])
    return outcome.mask(same, "placed in that industry")
