"""An InterviewLog goes in; what the jobs are like and how long they last comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import quantile_test

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.answers import due_table
from interview_analytics.measures.declare import PERSON_BY, By, measure
from interview_analytics.measures.groups import FIGURES, grouped, of_each
from interview_analytics.measures.placements import BEFORE, SINCE_ENROLMENT, started
from interview_analytics.measures.tally import WILSON, basis, said, share_table, stacked

MEDIANS = {"hourly_wage": "hourly wage, US dollars", "hours_per_week": "hours a week"}
SHARES = {"hours_per_week": "20 or more hours a week", "competitive_integrated": "competitive integrated employment"}
RETENTION_DAYS = (90, 180, 365)
FEWEST_FOR_A_MEDIAN = 6  # with fewer values no pair of them encloses the median with 95 % confidence


@measure(
    unit="placement",
    counts="events",
    anchor="started_on",
    by=PERSON_BY,
    population=SINCE_ENROLMENT,
    own={"item": "items"},
    alike={f"{SHARES['hours_per_week']}: all": f"job_quality, {MEDIANS['hours_per_week']}: yes"},
    inside={f"{SHARES['competitive_integrated']}: all": SINCE_ENROLMENT},
    medians=tuple(MEDIANS.values()),
    needs=("placements.started_on",),
)
def job_quality(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of jobs started since enrolment, the median wage and hours, the share of 20 or more hours, the share integrated.

    For a median the numerator is the number of placements where it is known and the denominator is all of them; its
    interval comes from order statistics. For a share the denominator is the placements where it is known.
    """
    rows = outcomes(log)
    middles = {item: medians(log, rows, by, column) for column, item in MEDIANS.items()}
    shares = {item: share_table(log, rows.assign(holds=_holds(rows, column)), by) for column, item in SHARES.items()}
    estimator = {"estimator": "median of the known, share", "interval": f"order statistics, {WILSON}"}
    return said(stacked(middles | shares, "item"), n=basis(rows), **estimator)


def _holds(rows: pd.DataFrame, column: str) -> pd.Series:
    if column == "hours_per_week":
        return (rows[column] >= 20).astype("boolean").mask(rows[column].isna())
    return rows[column].eq("yes").astype("boolean").mask(rows[column].isna() | rows[column].eq("unknown"))


def medians(log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], column: str) -> pd.DataFrame:
    """The median of a column in each group, of the known, with how many that are of all rows."""
    known = share_table(log, rows.assign(holds=rows[column].notna()), by)
    values = [part[column].dropna().to_numpy("float64") for part in of_each(grouped(log, rows, by), known, by)]
    figures = pd.DataFrame([_median(own) for own in values], known.index, ["estimate", "low", "high"], dtype="Float64")
    some = known["status"].mask(known["numerator"] < FEWEST_FOR_A_MEDIAN, "too_few")
    status = some.mask((known["numerator"] == 0) & (known["denominator"] > 0), "not_known")
    table = known.drop(columns=["share", "low", "high"]).join(figures).assign(status=status)
    keys = [name for name in table if name not in FIGURES]
    return table[[*keys, *(name for name in FIGURES if name in table)]]


def _median(values: np.ndarray) -> tuple[float, float, float]:
    """The median and the interval between order statistics that covers it with at least 95 % confidence."""
    if len(values) < FEWEST_FOR_A_MEDIAN:
        return (np.nan, np.nan, np.nan)
    interval = quantile_test(values, p=0.5).confidence_interval(0.95)
    return (np.median(values), interval.low, interval.high)


@measure(
    unit="placement",
    counts="events",
    anchor="started_on",
    by=PERSON_BY,
    population=SINCE_ENROLMENT,
    own={"days": "horizons", "answer": "answers"},
    needs=("placements.ended_on",),
)
def retention(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of jobs started since enrolment and long enough ago, the share that lasted 90, 180 and 365 days.

    A job counts once that many days have passed since it began, whether it lasted or not: counting recent jobs only
    when they end would understate the share. The row "not yet due" is the share of all jobs started too recently.
    """
    rows = outcomes(log)
    age = (pd.Timestamp(log.as_of) - rows["on"]).dt.days
    lasted = (rows["ended_on"] - rows["on"]).dt.days.fillna(age)
    due = [rows.assign(days=str(days), answer=_lasted(lasted, age, days)) for days in RETENTION_DAYS]
    categories = {"days": [str(days) for days in RETENTION_DAYS]}
    return due_table(log, pd.concat(due, ignore_index=True), by, yes="still there", categories=categories)


def _lasted(lasted: pd.Series, age: pd.Series, days: int) -> pd.Series:
    return (lasted >= days).astype("boolean").mask(age < days)


def outcomes(log: InterviewLog) -> pd.DataFrame:
    """Placements as counted rows, without those that began before enrolment."""
    rows = started(log)
    return rows[rows["start"] != BEFORE]
