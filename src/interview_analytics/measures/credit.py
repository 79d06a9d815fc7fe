"""Placements and the name of a rule go in; the specialist to whom each placement is credited by it comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics import journeys
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.groups import credited, of_these

CREDITS = {"at_placement": "on the day it began", "person_time": "by days served", "by_interview": "by interviews"}


def credit_for(log: InterviewLog, rows: pd.DataFrame, credit: str) -> pd.Series:
    """The specialist of each placement by one of the rules; who served on the day where the rule finds nobody.

    `rows` holds `job_seeker_id`, `specialist_id` and `on`. Raises ValueError for a rule that there is not.
    """
    if credit not in CREDITS:
        raise ValueError(f"credit: there is no rule {credit!r}; there are {', '.join(CREDITS)}")
    on_the_day = credited(log, rows)
    if credit == "at_placement":
        return on_the_day
    own = rows[["job_seeker_id", "on"]].assign(position=range(len(rows)))
    shares = _days_served(log, own) if credit == "person_time" else _interviews(log, own)
    order = ["position", "share", "last", "specialist_id"]
    most = shares.sort_values(order).drop_duplicates("position", keep="last").set_index("position")["specialist_id"]
    return most.reindex(range(len(rows))).set_axis(rows.index).astype("str").fillna(on_the_day)


def _days_served(log: InterviewLog, own: pd.DataFrame) -> pd.DataFrame:
    """How many days since enrolment each specialist served the person of a placement, up to the day it began."""
    served = log.assignments[["job_seeker_id", "specialist_id", "from_on", "to_on"]].dropna(subset="specialist_id")
    pairs = own.merge(served, on="job_seeker_id")
    enrolled = of_these(pairs["job_seeker_id"], (log.whole or log).job_seekers, "enrolled_on")
    begin = pairs[["from_on"]].assign(enrolled=enrolled).max(axis="columns")
    end = pairs[["to_on", "on"]].min(axis="columns")
    days = (end - begin).dt.days + 1
    pairs = pairs.assign(share=days, last=begin)[days > 0]
    return _summed(pairs)


def _interviews(log: InterviewLog, own: pd.DataFrame) -> pd.DataFrame:
    """How many interviews each specialist held with the person of a placement before the day it began."""
    talks = journeys.exposures((log.whole or log).interviews)[["job_seeker_id", "specialist_id", "held_on"]]
    pairs = own.merge(talks.dropna(subset="specialist_id"), on="job_seeker_id")
    pairs = pairs[pairs["held_on"] < pairs["on"]]
    return _summed(pairs.assign(share=1, last=pairs["held_on"]))


def _summed(pairs: pd.DataFrame) -> pd.DataFrame:
    """One row per placement and specialist: what adds up to the share, and the last day of it."""
    return pairs.groupby(["position", "specialist_id"], as_index=False).agg(
        share=("share", "sum"), last=("last", "max")
    )
