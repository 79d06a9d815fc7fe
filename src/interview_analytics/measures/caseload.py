"""An InterviewLog goes in; how many informational interviews a month of caseload brings comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics import journeys
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.cohorts import cohort
from interview_analytics.measures.declare import By, measure
from interview_analytics.measures.following import begins
from interview_analytics.measures.groups import credited, grouped, levels, of_each
from interview_analytics.measures.tally import basis, combined, said
from interview_analytics.measures.timing import DAYS_IN_A_MONTH
from interview_analytics.statistics.intervals import clustered_rate

FEWEST_PEOPLE = 5  # of fewer, how much people differ cannot be told
FIGURES = {
    **dict.fromkeys(("numerator", "denominator"), "Int64"),
    **dict.fromkeys(("estimate", "low", "high"), "Float64"),
    "people": "Int64",
    "status": "str",
}
ONE_DAY = pd.Timedelta(days=1)


@measure(
    unit="interview held with a job seeker",
    counts="events",
    anchor="held_on",
    by=("specialist", "month", "quarter", "region", "strata"),
    own={},
    inside={"yes": "work_based_learning"},
    estimate="rate",
    needs=("interviews.held_on", "interviews.job_seeker_id", "job_seekers.enrolled_on"),
)
def interview_rate(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Informational interviews that job seekers held while they were looking for work, per month of caseload.

    The caseload of a job seeker runs from the day of enrolment, or the first day that the log tells of, to the first
    placement, the exit or `as_of`, whichever comes first, both days included. `numerator` counts the interviews within
    it, `denominator` its days; the estimate is per month of 30.4 days, with 95 % limits that allow for job seekers who
    differ. A day of caseload belongs to the specialist who served on it. Fewer than 5 job seekers are too few to tell.
    """
    rows = grouped(log, _stretches(log), by)
    cells = combined({name: levels(log, rows, name) for name in by})
    rates = pd.DataFrame([_rate(part) for part in of_each(rows, cells, by)], cells.index, list(FIGURES))
    table = cells.join(rates.astype(FIGURES))
    interval = "log scale, clustered by job seeker, t, 95 %"
    return said(table, n=basis(rows), estimator="interviews per month of caseload", interval=interval)


def _rate(rows: pd.DataFrame) -> dict[str, object]:
    own = rows.groupby("person")[["interviews", "days"]].sum()
    whole = {"numerator": own["interviews"].sum(), "denominator": own["days"].sum(), "people": len(own)}
    if len(own) < FEWEST_PEOPLE:
        return {**whole, "estimate": None, "low": None, "high": None, "status": "too_few"}
    limits = clustered_rate(own["interviews"], own["days"] / DAYS_IN_A_MONTH)
    return {**whole, **dict(zip(("estimate", "low", "high"), limits, strict=True)), "status": "shown"}


def _stretches(log: InterviewLog) -> pd.DataFrame:
    """Each job seeker's caseload as counted rows: days within one month and with one specialist, and the interviews."""
    rows = _cut(log, _caseloads(log))
    last = (rows.groupby("person")["on"].shift(-1) - ONE_DAY).fillna(rows["until"])
    rows = rows.assign(days=(last - rows["on"]).dt.days + 1, specialist_id=pd.Series(pd.NA, rows.index, dtype="str"))
    within = _within(rows, journeys.exposures(log.interviews))
    return rows.assign(interviews=within, specialist_id=credited(log, rows))


def _caseloads(log: InterviewLog) -> pd.DataFrame:
    """The first and the last day of each job seeker's caseload, as far as it lies in the window."""
    people = cohort(log)
    first, last = pd.Timestamp(begins(log.whole or log)), pd.Timestamp(log.as_of)
    if log.window:
        first, last = max(first, pd.Timestamp(log.window.first)), min(last, pd.Timestamp(log.window.last))
    ends = people[["placed_on", "exited_on"]].min(axis="columns").fillna(last).clip(upper=last)
    people = people.assign(on=people["enrolled_on"].clip(lower=first), until=ends)
    return people.loc[people["on"] <= people["until"], ["person", "job_seeker_id", "on", "until"]]


def _cut(log: InterviewLog, people: pd.DataFrame) -> pd.DataFrame:
    """A row for each part of a caseload, which ends where a month does, or where a specialist begins or stops."""
    served = people.merge(log.assignments[["job_seeker_id", "from_on", "to_on"]], on="job_seeker_id")
    changes = [served.assign(on=served["from_on"]), served.assign(on=served["to_on"] + ONE_DAY), _months(people)]
    cuts = pd.concat([part.merge(people, on="person", suffixes=("", "_begun")) for part in changes])
    inside = cuts[(cuts["on"] > cuts["on_begun"]) & (cuts["on"] <= cuts["until"])]
    rows = pd.concat([people, inside[people.columns]]).drop_duplicates(["person", "on"])
    return rows.sort_values(["person", "on"], ignore_index=True)


def _months(people: pd.DataFrame) -> pd.DataFrame:
    """A row for the first day of each month that begins within a caseload."""
    first, last = (people[name].to_numpy("datetime64[M]") for name in ("on", "until"))
    number = (last - first).astype("int64")
    rows = people.loc[people.index.repeat(number)]
    ahead = rows.groupby(level=0).cumcount().to_numpy() + 1
    return rows.assign(on=(np.repeat(first, number) + ahead).astype("datetime64[us]"))


def _within(rows: pd.DataFrame, interviews: pd.DataFrame) -> np.ndarray:
    """How many interviews fall in each part of a caseload."""
    parts = rows[["job_seeker_id", "on", "days"]].reset_index(names="part").sort_values("on")
    held = interviews[["job_seeker_id"]].assign(on=interviews["held_on"].dt.normalize()).sort_values("on")
    began = parts.assign(began=parts["on"])
    met = pd.merge_asof(held, began, on="on", by="job_seeker_id").dropna(subset="part")
    met = met[(met["on"] - met["began"]).dt.days < met["days"]]
    return np.bincount(met["part"].astype("int64"), minlength=len(rows))
