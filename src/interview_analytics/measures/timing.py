"""An InterviewLog goes in; how long it takes to a first placement, without and with interviews, comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.cohorts import COHORT_NEEDS, cohort
from interview_analytics.measures.declare import By, measure
from interview_analytics.measures.following import OUTCOMES, followed, history
from interview_analytics.measures.groups import grouped, levels, of_each
from interview_analytics.measures.tally import basis, combined, said
from interview_analytics.statistics.intervals import wilson
from interview_analytics.statistics.survival import cumulative_incidence, kaplan_meier

DAYS_IN_A_MONTH = 365.25 / 12
LAST_MONTH = 24
MONTHS = np.arange(1, LAST_MONTH + 1)
READ_ON = np.floor(MONTHS * DAYS_IN_A_MONTH)  # days since enrolment
LIMITS = ["estimate", "low", "high"]
STATES = ("not yet interviewed", "already interviewed")
FEWEST_AT_RISK = 10  # with fewer of them a curve would begin by leaping up and down
BY_PEOPLE = ("specialist", "quarter", "sector", "region", "strata")  # `month` is a category of its own


@measure(
    unit="job seeker",
    counts="people",
    anchor="enrolled_on",
    by=BY_PEOPLE,
    own={"outcome": "outcomes", "month": "months"},
    estimate="curve",
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
    until = followed(log, people)
    curves = [_curve(part) for part in of_each(until, cells[:: len(OUTCOMES)], by)]
    figures = pd.concat([_curve(until)[:0], *curves], ignore_index=True)
    table = cells.loc[cells.index.repeat(LAST_MONTH)].reset_index(drop=True).join(figures)
    return said(table, n=basis(people), estimator="cumulative incidence, Aalen-Johansen", interval="log(-log), 95 %")


def _curve(people: pd.DataFrame) -> pd.DataFrame:
    """The two incidences read off at each whole month."""
    still = _still(people["entry"], people["days"])
    curve = cumulative_incidence(people["days"], people["cause"], people["entry"])
    read = [read_off(curve[curve["cause"] == cause], READ_ON, still) for cause in OUTCOMES.values()]
    return _figures(np.vstack(read), np.tile(still, len(OUTCOMES)), np.tile(still > 0, len(OUTCOMES)))


def _still(start: pd.Series, stop: pd.Series) -> np.ndarray:
    """How many are followed on the last day of each month."""
    return ((start.to_numpy()[:, None] < READ_ON) & (stop.to_numpy()[:, None] >= READ_ON)).sum(axis=0)


def _figures(read: np.ndarray, people: np.ndarray, known: np.ndarray) -> pd.DataFrame:
    """Curves one under another, month by month, with the figures where they are known."""
    month = np.resize(MONTHS, len(read)).astype("int64")
    columns = {
        name: pd.array(np.where(known, own, np.nan), "Float64") for name, own in zip(LIMITS, read.T, strict=True)
    }
    status = pd.Series(np.where(known, "shown", "too_few"), dtype="str")
    return pd.DataFrame({"month": month, **columns, "people": pd.array(people, "Int64"), "status": status})


def read_off(curve: pd.DataFrame, day: np.ndarray, followed: np.ndarray) -> np.ndarray:
    """Incidence and its limits on each of these days; Wilson's limits for none of those followed while it is 0."""
    none_yet = np.column_stack([np.zeros(len(day)), *wilson(np.zeros(len(day)), followed)])
    row = np.searchsorted(curve["day"], day, side="right")
    known = curve[LIMITS].to_numpy("float64")
    known = np.vstack([np.zeros(3), known])[row]
    return np.where(known[:, :1] > 0, known, none_yet)


@measure(
    unit="job seeker",
    counts="people",
    anchor="enrolled_on",
    by=BY_PEOPLE,
    own={"state": "curves", "month": "months"},
    estimate="curve",
    needs=(*COHORT_NEEDS, "interviews.held_on", "interviews.job_seeker_id"),
)
def placement_by_interview_state(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Chance of a first placement by each month since enrolment, for those not yet and those already interviewed.

    Simon-Makuch curves with 95 % limits: everybody begins as not yet interviewed and changes over on the day after a
    first interview, so that the days before it count for the state in which they were spent. A curve tells what would
    happen to somebody who stayed in that state and in the programme, as long as 10 people are in the state. People
    enrolled before the log begins are left out, for nobody knows their first interview. `people` is the number followed
    in the state at that month.
    """
    own = history(log)
    people = grouped(log, own.people, by)
    values = {name: levels(log, people, name) for name in by} | {"state": list(STATES)}
    cells = combined(values)
    rows = own.rows.join(people[list(by)], on="person")
    parts = of_each(rows, cells[:: len(STATES)], by)
    curves = [_in_state(part[(part["interviews"] > 0) == after]) for part in parts for after in (False, True)]
    figures = pd.concat([_in_state(rows[:0])[:0], *curves], ignore_index=True)
    table = cells.loc[cells.index.repeat(LAST_MONTH)].reset_index(drop=True).join(figures)
    estimator = "1 - Kaplan-Meier with delayed entry, Simon-Makuch"
    return said(table, n=basis(people), estimator=estimator, interval="log(-log), 95 %", note=own.note)


def _in_state(rows: pd.DataFrame) -> pd.DataFrame:
    """The chance of placement in one state, read off at each month from the day on which enough are in it."""
    first, still = _enough_from(rows), _still(rows["start"], rows["stop"])
    rows = rows[rows["stop"] >= first]
    curve = kaplan_meier(rows["start"].clip(lower=first - 1), rows["stop"], rows["event"])
    placed = curve.assign(estimate=1 - curve["estimate"], low=1 - curve["high"], high=1 - curve["low"])
    return _figures(read_off(placed, READ_ON, still), still, (still >= FEWEST_AT_RISK) & (first <= READ_ON))


def _enough_from(rows: pd.DataFrame) -> float:
    """The first day on which so many are at risk that a curve can begin; none is infinitely far away."""
    day = np.unique(rows["start"].to_numpy()) + 1
    entered = np.searchsorted(np.sort(rows["start"]), day, side="left")
    gone = np.searchsorted(np.sort(rows["stop"]), day, side="left")
    enough = day[entered - gone >= FEWEST_AT_RISK]
    return float(enough[0]) if len(enough) else np.inf
