"""An InterviewLog goes in; how many informational interviews were asked for and held, and how long, comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.answers import distribution_table
from interview_analytics.measures.declare import INTERVIEW_BY, By, measure
from interview_analytics.measures.tally import count_table, share_tables

ACCEPTED = ("held", "scheduled", "cancelled", "no_show")
LENGTHS = ("under 15 minutes", "15 to 20 minutes", "over 20 minutes")
SPECIALIST = "specialist "  # an identifier of a specialist may also be one of a job seeker


def asked(log: InterviewLog) -> pd.DataFrame:
    """Informational interviews asked for as counted rows.

    `person` is the job seeker, else the specialist, `on` the day of the request, else of the interview; a missing
    status beside a day reads as held.
    """
    rows = log.interviews[log.interviews["kind"].fillna("informational_interview") == "informational_interview"]
    return rows.assign(
        on=rows["requested_on"].fillna(rows["held_on"]),
        person=rows["job_seeker_id"].fillna(SPECIALIST + rows["specialist_id"]),
        status=rows["status"].mask(rows["status"].isna() & rows["held_on"].notna(), "held"),
    )


def held(log: InterviewLog) -> pd.DataFrame:
    """Those of them that took place; one whose day nobody noted counts in totals."""
    rows = asked(log)
    return rows[rows["status"] == "held"].assign(on=lambda held: held["held_on"])


@measure(
    unit="interview asked for",
    counts="events",
    anchor="requested_on",
    by=INTERVIEW_BY,
    nested="step",
    own={"step": "steps"},
    alike={"held": "interview held"},
    needs=("interviews.status",),
)
def outreach(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of all informational interviews asked for, the share that the contact accepted and the share that was held.

    An interview still to come, cancelled or missed was accepted. The day is that of the request, else of the interview.
    """
    rows = asked(log)
    reached = {
        "requested": pd.Series(True, rows.index),
        "accepted": rows["status"].isin(ACCEPTED),
        "held": rows["status"] == "held",
    }
    return share_tables(log, rows, by, reached, name="step")


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=INTERVIEW_BY,
    nested_in="outreach",
    population="interview held",
    own={},
    makes={"work_based_learning": ("conducted_by=job_seeker", "conducted_by=both", "conducted_by=unknown")},
    needs=("interviews.held_on",),
)
def interviews_held(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Informational interviews that took place, led by a job seeker, a specialist, or both.

    One that was held on a day that nobody noted counts in totals, yet in no period.
    """
    return count_table(log, held(log), by)


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=INTERVIEW_BY,
    population="interview held",
    own={"length": "answers"},
    needs=("interviews.minutes",),
)
def minutes_held(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of informational interviews held whose length was noted, the share under, within and over 15 to 20 minutes.

    The row "not known" is the share of all interviews held whose length was not noted.
    """
    rows = held(log)
    minutes = rows["minutes"].astype("float64")
    lengths = pd.Series(np.select([minutes < 15, minutes <= 20], LENGTHS[:2], LENGTHS[2]), rows.index, dtype="str")
    rows = rows.assign(answer=lengths.where(minutes.notna()))
    return distribution_table(log, rows, by, category="length", answers=LENGTHS)
