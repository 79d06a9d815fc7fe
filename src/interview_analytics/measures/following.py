"""An InterviewLog goes in; how long each job seeker was followed, and with how many interviews so far, comes out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from interview_analytics import journeys
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.cohorts import cohort
from interview_analytics.measures.placements import BEFORE, started
from interview_analytics.statistics.survival import split_at_interviews

OUTCOMES = {"placed": 1, "left without a placement": 2}
BEFORE_DAY_0 = -1


def followed(log: InterviewLog, people: pd.DataFrame) -> pd.DataFrame:
    """Days from enrolment to what came first (placement, exit, the end of the log), and from when each was followed."""
    as_of, enrolled = pd.Timestamp(log.as_of), people["enrolled_on"]
    placed, left = people["placed_on"], people["exited_on"]
    end = pd.concat([placed, left], axis="columns").min(axis="columns").fillna(as_of).clip(upper=as_of)
    cause = np.select([placed == end, left == end], list(OUTCOMES.values()), 0)
    entry = (begins(log) - enrolled).dt.days - 1
    rows = people.assign(
        days=(end - enrolled).dt.days, cause=cause, entry=entry.clip(lower=BEFORE_DAY_0).fillna(BEFORE_DAY_0)
    )
    return rows[rows["days"] > rows["entry"]]


def begins(log: InterviewLog) -> pd.Timestamp:
    """The first day that the log tells of; jobs from before enrolment are memories of people who came later."""
    jobs = started(log.whole or log)
    told = [log.interviews["requested_on"], log.interviews["held_on"], jobs.loc[jobs["start"] != BEFORE, "started_on"]]
    return pd.concat(told).min()


@dataclass(frozen=True, eq=False)
class History:
    """Job seekers followed from the day of enrolment on, in stretches of days with a number of interviews so far.

    `people`: a row per job seeker, as `followed` gives it. `rows`: a row per stretch (start, stop], with `interviews`
    so far and `event` where a first placement ended it; `person` is the position in `people`. `left_out`: how many
    enrolled before the log begins, whose earlier interviews nobody knows.
    """

    people: pd.DataFrame
    rows: pd.DataFrame
    left_out: int

    @property
    def note(self) -> str:
        """The people left out, in words; nothing where there are none."""
        who = "person" if self.left_out == 1 else "people"
        return f"{self.left_out:,} {who} enrolled before the log begins left out" if self.left_out else ""


def history(log: InterviewLog) -> History:
    """The history of every job seeker enrolled since the log begins; an interview counts from the day after it."""
    everyone = cohort(log)
    known = everyone[~(everyone["enrolled_on"] < begins(log))]
    people = followed(log, known).reset_index(drop=True)
    own = people[["job_seeker_id", "enrolled_on"]].assign(position=people.index)
    talks = journeys.exposures(log.interviews)[["job_seeker_id", "held_on"]].merge(own, on="job_seeker_id")
    day = (talks["held_on"] - talks["enrolled_on"]).dt.days
    rows = split_at_interviews(people["days"], people["cause"] == OUTCOMES["placed"], talks["position"], day)
    return History(people, rows, len(everyone) - len(known))
