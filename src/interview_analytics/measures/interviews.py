"""An InterviewLog goes in; how many informational interviews were asked for and held, and how long they took, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics import journeys
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.answers import distribution_table
from interview_analytics.measures.declare import INTERVIEW_BY, By, measure
from interview_analytics.measures.tally import count_table, share_table

STEPS = ("requested", "accepted", "held")
ACCEPTED = ("held", "scheduled", "cancelled", "no_show")
LENGTHS = ("under 15 minutes", "15 to 20 minutes", "over 20 minutes")
BOUNDS = (0, 15, 20.0001, float("inf"))  # minutes; the upper one of each pair is outside, and 20 itself is within


def events(interviews: pd.DataFrame, *, on: str = "held_on") -> pd.DataFrame:
    """Interviews as counted rows: the day, and the person behind each (the job seeker, else the specialist)."""
    person = interviews["job_seeker_id"].fillna(interviews["specialist_id"])
    return interviews.assign(on=interviews[on], person=person)


@measure(
    unit="interview asked for",
    counts="events",
    anchor="requested_on",
    by=INTERVIEW_BY,
    nested="step",
    needs=("interviews.status",),
)
def outreach(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of all informational interviews asked for, the share that the contact accepted and the share that was held.

    An interview still to come, cancelled or missed was accepted. The day is that of the request, else of the interview.
    """
    asked = log.interviews[log.interviews["kind"].fillna("informational_interview") == "informational_interview"]
    asked = events(asked.assign(asked_on=asked["requested_on"].fillna(asked["held_on"])), on="asked_on")
    reached = {
        "requested": pd.Series(True, index=asked.index),
        "accepted": asked["status"].isin(ACCEPTED),
        "held": asked["status"].eq("held"),
    }
    rows = pd.concat([asked.assign(step=step, holds=holds) for step, holds in reached.items()], ignore_index=True)
    return share_table(log, rows, by, {"step": STEPS})


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=INTERVIEW_BY,
    nested_in="outreach",
    needs=("interviews.held_on",),
)
def interviews_held(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Informational interviews that took place, led by a job seeker, a specialist, or both."""
    return count_table(log, events(journeys.held(log.interviews)), by)


@measure(unit="interview held", counts="events", anchor="held_on", by=INTERVIEW_BY, needs=("interviews.minutes",))
def minutes_held(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of informational interviews held whose length was noted, the share under, within and over 15 to 20 minutes.

    The row "not known" is the share of all interviews held whose length was not noted.
    """
    held = events(journeys.held(log.interviews))
    bins = pd.cut(held["minutes"].astype("float64"), BOUNDS, labels=LENGTHS, right=False)
    return distribution_table(log, held.assign(answer=bins.astype("object")), by, category="length", answers=LENGTHS)
