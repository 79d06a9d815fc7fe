"""An InterviewLog goes in; how long it takes from enrolment to a first placement comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.cohorts import COHORT_NEEDS, cohort
from interview_analytics.measures.declare import By, measure
from interview_analytics.measures.groups import grouped, levels, of_each
from interview_analytics.measures.placements import BEFORE, started
from interview_analytics.measures.tally import basis, combined, said
from interview_analytics.statistics.intervals import wilson
from interview_analytics.statistics.survival import cumulative_incidence

DAYS_IN_A_MONTH = 365.25 / 12
OUTCOMES = {"placed": 1, "left without a placement": 2}
LAST_MONTH = 24
BEFORE_DAY_0 = -1


@measure(
    unit="job seeker",
    counts="people",
    anchor="enrolled_on",
    by=("specialist", "quarter", "sector", "region", "strata"),  # `month` is a category of its own
    own={"outcome": "repeats", "month": "horizons"},
    needs=COHORT_NEEDS,
)
def time_to_placement(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Share of job seekers expected to have been placed, or to have left without a job, by each month since enrolment.

    Cumulative incidence (Aalen-Johansen) with 95 % limits: those who left are not counted as if they could still be
    placed, and those still looking are followed to `as_of`. While it is 0 the upper limit is Wilson's for none of those
    still followed. People enrolled before the log begins join on its first day. `people` is the number still followed
    at that month; months that nobody has reached are too few to tell.
    """
    people = grouped(log, cohort(log), by)
    values = {name: levels(log, people, name) for name in by} | {"outcome": list(OUTCOMES)}
    cells = combined(values)
    followed = _followed(log, people)
    curves = [_curve(part) for part in of_each(followed, cells[:: len(OUTCOMES)], by)]
    figures = pd.concat([_curve(followed)[:0], *curves], ignore_index=True)
    table = cells.loc[cells.index.repeat(LAST_MONTH)].reset_index(drop=True).join(figures)
    return said(table, n=basis(people), estimator="cumulative incidence, Aalen-Johansen", interval="log(-log), 95 %")


def _followed(log: InterviewLog, people: pd.DataFrame) -> pd.DataFrame:
    """Days from enrolment to what came first (placement, exit, the end of the log), and from when each was followed."""
    as_of, enrolled = pd.Timestamp(log.as_of), people["enrolled_on"]
    placed, left = people["placed_on"], people["exited_on"]
    end = pd.concat([placed, left], axis="columns").min(axis="columns").fillna(as_of).clip(upper=as_of)
    cause = np.select([placed == end, left == end], list(OUTCOMES.values()), 0)
    entry = (_begins(log) - enrolled).dt.days - 1
    rows = people.assign(
        days=(end - enrolled).dt.days, cause=cause, entry=entry.clip(lower=BEFORE_DAY_0).fillna(BEFORE_DAY_0)
    )
    return rows[rows["days"] > rows["entry"]]


def _begins(log: InterviewLog) -> pd.Timestamp:
    """The first day that the log tells of; jobs from before enrolment are memories of people who came later."""
    jobs = started(log.whole or log)
    told = [log.interviews["requested_on"], log.interviews["held_on"], jobs.loc[jobs["start"] != BEFORE, "started_on"]]
    return pd.concat(told).min()


def _curve(people: pd.DataFrame) -> pd.DataFrame:
    """The two incidences read off at each whole month."""
    months = np.arange(1, LAST_MONTH + 1)
    day = np.floor(months * DAYS_IN_A_MONTH)
    entry, last = people[["entry", "days"]].to_numpy().T[..., None]
    followed = ((entry < day) & (last >= day)).sum(axis=0)
    curve = cumulative_incidence(people["days"], people["cause"], people["entry"])
    read = [_read_off(curve[curve["cause"] == cause], day, followed) for cause in OUTCOMES.values()]
    figures = pd.DataFrame(np.vstack(read), columns=["estimate", "low", "high"], dtype="Float64")
    number = pd.Series(np.tile(followed, len(OUTCOMES)), dtype="Int64")
    figures = figures.where(number > 0)
    status = (number > 0).map({True: "shown", False: "too_few"}).astype("str")
    return pd.DataFrame({"month": np.tile(months, len(OUTCOMES)), **figures, "people": number, "status": status})


def _read_off(curve: pd.DataFrame, day: np.ndarray, followed: np.ndarray) -> np.ndarray:
    none_yet = np.column_stack([np.zeros(len(day)), *wilson(np.zeros(len(day)), followed)])
    row = np.searchsorted(curve["day"], day, side="right")
    known = curve[["estimate", "low", "high"]].to_numpy("float64")
    known = np.vstack([np.zeros(3), known])[row]
    return np.where(known[:, :1] > 0, known, none_yet)
