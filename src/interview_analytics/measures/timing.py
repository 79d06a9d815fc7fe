"""An InterviewLog goes in; how long it takes from enrolment to a first placement comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.cohorts import COHORT_NEEDS, cohort
from interview_analytics.measures.declare import PERSON_BY, By, measure
from interview_analytics.measures.groups import grouped, levels, of_each
from interview_analytics.statistics.survival import cumulative_incidence

DAYS_IN_A_MONTH = 365.25 / 12
OUTCOMES = {"placed": 1, "left without a placement": 2}
LAST_MONTH = 24
BEFORE_DAY_0 = -1


@measure(unit="job seeker", counts="people", anchor="enrolled_on", by=PERSON_BY, needs=COHORT_NEEDS)
def time_to_placement(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Share of job seekers expected to have started a first job, or to have left without one, by each month since enrolment.

    Cumulative incidence (Aalen-Johansen) with 95 % limits: those who left are not counted as if they could still be placed,
    and those still looking are followed to `as_of`. People enrolled before the log begins join on its first day. `people` is
    the number still followed at that month; months that nobody has reached are too few to tell.
    """
    people = cohort(log)
    cells = pd.MultiIndex.from_product([levels(log, grouped(log, people, (name,)), name) for name in by] or [[""]])
    cells = cells.to_frame(index=False).iloc[:, : len(by)].set_axis(list(by), axis="columns")
    rows = grouped(log, _followed(log, people), by)
    curves = [_curve(part).merge(cells.iloc[[cell]], how="cross") for cell, part in enumerate(of_each(rows, cells, by))]
    table = pd.concat(curves, ignore_index=True)
    return table[[*by, "outcome", "month", "estimate", "low", "high", "people", "status"]]


def _followed(log: InterviewLog, people: pd.DataFrame) -> pd.DataFrame:
    """Days from enrolment to what came first (placement, exit, or the end of the log), and from when each was followed."""
    as_of, enrolled = pd.Timestamp(log.as_of), people["enrolled_on"]
    placed, left = people["placed_on"].fillna(pd.Timestamp.max.as_unit("us")), people["exited_on"].fillna(pd.Timestamp.max.as_unit("us"))
    end = np.minimum(np.minimum(placed, left), as_of)
    cause = np.select([(placed <= left) & (placed <= as_of), left <= as_of], [1, 2], 0)
    entry = (_begins(log) - enrolled).dt.days - 1
    rows = people.assign(days=(end - enrolled).dt.days, cause=cause, entry=entry.clip(lower=BEFORE_DAY_0))
    return rows[rows["days"] > rows["entry"]]


def _begins(log: InterviewLog) -> pd.Timestamp:
    first = [log.interviews["requested_on"].min(), log.interviews["held_on"].min(), log.placements["started_on"].min()]
    return min(day for day in first if not pd.isna(day))


def _curve(people: pd.DataFrame) -> pd.DataFrame:
    """The two incidences read off at each whole month."""
    months = np.arange(1, LAST_MONTH + 1)
    followed = np.array([(people["days"] >= month * DAYS_IN_A_MONTH).sum() for month in months])
    curve = cumulative_incidence(people["days"], people["cause"], people["entry"]) if len(people) else None
    parts = [_read_off(curve, cause, months).assign(outcome=outcome) for outcome, cause in OUTCOMES.items()]
    table = pd.concat(parts, ignore_index=True)
    table["people"] = pd.array(np.tile(followed, len(OUTCOMES)), dtype="Int64")
    reached = table["people"] > 0
    table[["estimate", "low", "high"]] = table[["estimate", "low", "high"]].astype("Float64").where(reached)
    return table.assign(status=reached.map({True: "shown", False: "too_few"}))


def _read_off(curve: pd.DataFrame | None, cause: int, months: np.ndarray) -> pd.DataFrame:
    figures = ["estimate", "low", "high"]
    own = None if curve is None else curve[curve["cause"] == cause].sort_values("day")
    if own is None or own.empty:
        return pd.DataFrame(0.0, index=range(len(months)), columns=figures).assign(month=months)
    row = np.searchsorted(own["day"], np.floor(months * DAYS_IN_A_MONTH), side="right")
    values = np.vstack([np.zeros(len(figures)), own[figures].to_numpy("float64")])[row]
    return pd.DataFrame(values, columns=figures).assign(month=months)
