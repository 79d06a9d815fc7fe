"""An InterviewLog goes in; what funders ask for, people served and people in work after they left, comes out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from interview_analytics import journeys
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.answers import AT_LEAST, AT_MOST, NOT_YET_DUE
from interview_analytics.measures.declare import INTERVIEW_BY, PERSON_BY, By, measure
from interview_analytics.measures.jobs import medians, outcomes
from interview_analytics.measures.placements import SINCE_ENROLMENT
from interview_analytics.measures.tally import basis, count_table, said, share_table, share_tables
from interview_analytics.tables import NOT_KNOWN

EMPLOYED = "employed"
# reasons for leaving that take a person out of the rates after exit, as far as a text names them
EXCLUSIONS = ("institution", "incarcerat", "medical treatment", "deceased", "died", "reserve", "foster care")
NOT_WIOA = "reported by the provider; not a WIOA indicator, which needs the state's wage records"
BY = ("specialist", "month", "quarter", "region", "strata")
AFTER_EXIT = {
    "unit": "job seeker who left",
    "counts": "people",
    "anchor": "exited_on",
    "by": BY,
    "population": "job seeker who left",
}


@measure(
    unit="job seeker",
    counts="people",
    anchor="enrolled_on",
    by=("specialist", "region", "strata"),
    own={},
    needs=("job_seekers.enrolled_on",),
)
def unique_people_served(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Job seekers who were enrolled, and had not left, on at least one day of the period; each counted once.

    Credited to the specialist of the last of those days. People without a day of enrolment are left out.
    """
    everyone, as_of = log.whole or log, pd.Timestamp(log.as_of)
    first, last = (log.window.first, log.window.last) if log.window else (pd.Timestamp.min, as_of)
    last_day = everyone.job_seekers["exited_on"].fillna(as_of).clip(upper=min(as_of, pd.Timestamp(last)))
    rows = _people(everyone.job_seekers, last_day)
    return count_table(log, rows[(rows["enrolled_on"] <= last_day) & (last_day >= pd.Timestamp(first))], by)


@measure(
    unit="placement",
    counts="events",
    anchor="started_on",
    by=PERSON_BY,
    population=SINCE_ENROLMENT,
    own={},
    needs=("placements.started_on",),
)
def job_starts(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Jobs started since enrolment, and the unique people who started them.

    `count` is all starts and `people` the unique people, as Individual Placement and Support counts job starts. By
    `employed_at_intake` the people for whom a job is a change, and not a start, stand apart.
    """
    return count_table(log, outcomes(log), by)


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=INTERVIEW_BY,
    nested_in="interviews_held",
    own={},
    needs=("interviews.held_on", "interviews.job_seeker_id"),
)
def work_based_learning(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Informational interviews held with the job seeker present, which pre-employment transition services may count.

    Interviews that a specialist held alone are not among them. Source: 29 USC 733(b)(2), work-based learning.
    """
    rows = journeys.exposures(log.interviews)
    return count_table(log, rows.assign(on=rows["held_on"], person=rows["job_seeker_id"]), by)


@measure(**AFTER_EXIT, own={"answer": "answers"}, needs=("job_seekers.exited_on", "placements.started_on"))
def wioa_employment_q2(log: InterviewLog, by: By = None, *, exclusions: Sequence[str] = EXCLUSIONS) -> pd.DataFrame:
    """Of job seekers who left, the share in unsubsidised work in the 2nd calendar quarter after the quarter of exit.

    exclusions: parts of a reason for leaving that take a person out, as the regulation names them. In work: a job that
    is not subsidised on at least one day of the quarter; where it was not noted whether it is subsidised, that is not
    known, and "at least" and "at most" say what it could change. "Not yet due" is the share whose quarter is not over.
    Source: 29 USC 3141(b)(2)(A)(i), 20 CFR 677.155.
    """
    return _employment(log, by, after=2, exclusions=exclusions)


@measure(
    **AFTER_EXIT,
    own={"answer": "answers"},
    inside={"due": "wioa_employment_q2: due"},
    needs=("job_seekers.exited_on", "placements.started_on"),
)
def wioa_employment_q4(log: InterviewLog, by: By = None, *, exclusions: Sequence[str] = EXCLUSIONS) -> pd.DataFrame:
    """Of job seekers who left, the share in unsubsidised work in the 4th calendar quarter after the quarter of exit.

    Counted as `wioa_employment_q2`, two quarters later.
    """
    return _employment(log, by, after=4, exclusions=exclusions)


@measure(
    **AFTER_EXIT | {"population": "wioa_employment_q2: employed"},
    own={},
    estimate="median",
    needs=("job_seekers.exited_on", "placements.started_on", "earnings.amount"),
)
def median_earnings_q2(log: InterviewLog, by: By = None, *, exclusions: Sequence[str] = EXCLUSIONS) -> pd.DataFrame:
    """Median US dollars earned in the 2nd calendar quarter after exit, by those in unsubsidised work in that quarter.

    All jobs of the quarter added, from recorded earnings only: what is missing is not zero, and a wage is never
    multiplied by hours. The numerator is the number of people whose earnings are known, the denominator all of those
    in work; the interval comes from order statistics. Source: 29 USC 3141(b)(2)(A)(i)(III).
    """
    people, note = _left(log, exclusions)
    quarter = _quarter(people, 2)
    due = _over(quarter, log)
    working = people[due & _worked(log, people, quarter).fillna(False)]
    rows = working.assign(amount=_earned(log, working, quarter[working.index]))
    table = medians(log, rows, by, "amount")
    waiting = share_table(log, people.assign(holds=~due), by)["numerator"].gt(0) & table["denominator"].eq(0)
    table = table.assign(status=table["status"].mask(waiting, "not_yet_due"))
    return said(table, n=basis(people), estimator="median of the known", interval="order statistics, 95 %", note=note)


def _employment(log: InterviewLog, by: By, *, after: int, exclusions: Sequence[str]) -> pd.DataFrame:
    people, note = _left(log, exclusions)
    quarter = _quarter(people, after)
    due, worked = _over(quarter, log), _worked(log, people, quarter)
    holds = {
        EMPLOYED: worked,
        NOT_KNOWN: worked.isna().astype("boolean"),
        AT_LEAST: worked.fillna(False),
        AT_MOST: worked.fillna(True),
    }
    holds = {name: answer.mask(~due) for name, answer in holds.items()} | {NOT_YET_DUE: ~due}
    table = share_tables(log, people, by, holds, name="answer", missing="not_yet_due")
    bound = table["answer"].isin([AT_LEAST, AT_MOST])
    return said(table.assign(low=table["low"].mask(bound), high=table["high"].mask(bound)), note=note)


def _left(log: InterviewLog, exclusions: Sequence[str]) -> tuple[pd.DataFrame, str]:
    """People who left as counted rows, without those whose reason for leaving is excluded, and a note of how many."""
    gone = log.job_seekers[log.job_seekers["exited_on"].notna()]
    reason, excluded = gone["exit_reason"].fillna("").str.casefold(), pd.Series(False, gone.index)
    for part in exclusions:
        excluded |= reason.str.contains(part.casefold(), regex=False)
    note = f"{int(excluded.sum()):,} of {len(gone):,} who left are excluded for their reason of leaving; {NOT_WIOA}"
    rows = gone[~excluded].reset_index(drop=True)
    return _people(rows, rows["exited_on"]), note


def _people(job_seekers: pd.DataFrame, on: pd.Series) -> pd.DataFrame:
    """Job seekers as counted rows, credited on that day."""
    nobody = pd.Series(pd.NA, index=job_seekers.index, dtype="str")
    return job_seekers.assign(person=job_seekers["job_seeker_id"], specialist_id=nobody, on=on)


def _quarter(people: pd.DataFrame, after: int) -> pd.Series:
    """The calendar quarter so many quarters after the one of exit."""
    return people["exited_on"].dt.to_period("Q") + after


def _over(quarter: pd.Series, log: InterviewLog) -> pd.Series:
    return (quarter.dt.end_time.dt.normalize() <= pd.Timestamp(log.as_of)).astype("boolean")


def _worked(log: InterviewLog, people: pd.DataFrame, quarter: pd.Series) -> pd.Series:
    """Whether each was in unsubsidised work in that quarter; missing where nobody noted if the job is subsidised."""
    spans = people[["job_seeker_id"]].assign(first=quarter.dt.start_time, last=quarter.dt.end_time, row=people.index)
    jobs = (log.whole or log).placements[["job_seeker_id", "started_on", "ended_on", "subsidised"]]
    met = spans.merge(jobs, on="job_seeker_id")
    met = met[(met["started_on"] <= met["last"]) & ~(met["ended_on"] < met["first"])]
    rank = pd.Series(np.select([met["subsidised"].eq("no"), met["subsidised"].eq("yes")], [2, 0], 1), met.index)
    best = rank.groupby(met["row"]).max().reindex(people.index).fillna(0)
    return best.eq(2).astype("boolean").mask(best == 1)


def _earned(log: InterviewLog, people: pd.DataFrame, quarter: pd.Series) -> pd.Series:
    """What each earned in that quarter, all records added; missing where none says."""
    own = log.earnings.groupby(["job_seeker_id", "quarter"])["amount"].sum(min_count=1)
    keys = pd.MultiIndex.from_arrays([people["job_seeker_id"], quarter.astype("str")])
    earned = own.reindex(keys).to_numpy("float64", na_value=np.nan)
    return pd.Series(earned, people.index).where(lambda amount: amount > 0)
