"""An InterviewLog goes in; how many jobs were started, and how many in industries met in an interview, comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.credit import CREDITS, credit_for
from interview_analytics.measures.declare import PERSON_BY, By, measure
from interview_analytics.measures.groups import grouped, of_each, of_these
from interview_analytics.measures.industries import NEEDS as INTERVIEW_NEEDS
from interview_analytics.measures.industries import first_interest
from interview_analytics.measures.tally import count_table, share_table, stacked
from interview_analytics.statistics.sensitivity import share_above_chance

FIRST, LATER, BEFORE = STARTS = ("first", "later", "before enrolment")
OBSERVED, BY_CHANCE = "met in an interview", "expected by chance"
SINCE_ENROLMENT, FIRST_PLACEMENT = "placement since enrolment", "first placement"
FEWEST_TO_SHUFFLE = 10


def started(log: InterviewLog) -> pd.DataFrame:
    """Placements as counted rows: a person's first since enrolment, a later one, or one that began before it."""
    rows = log.placements.assign(on=log.placements["started_on"], person=log.placements["job_seeker_id"])
    return rows.assign(start=_starts(log.whole or log).reindex(rows.index))


def _starts(log: InterviewLog) -> pd.Series:
    """Which start each placement is, over all dates and not only those of a period."""
    rows = log.placements.sort_values(["started_on", "placement_id", "sector"], na_position="first")
    before = rows["started_on"] < of_these(rows["job_seeker_id"], log.job_seekers, "enrolled_on")
    later = rows.assign(before=before).duplicated(["job_seeker_id", "before"])
    return pd.Series(np.select([before, later], [BEFORE, LATER], FIRST), rows.index, dtype="str")


@measure(
    unit="placement",
    counts="events",
    anchor="started_on",
    by=PERSON_BY,
    own={"start": "parts"},
    makes={SINCE_ENROLMENT: (FIRST, LATER), FIRST_PLACEMENT: (FIRST,)},
    needs=("placements.started_on",),
)
def placements(log: InterviewLog, by: By = None, *, credit: str = "at_placement") -> pd.DataFrame:
    """Jobs that job seekers started: each person's first since enrolment, later ones, those that began before it.

    credit: for which specialist a job counts. `at_placement`: who served the person on the day it began;
    `person_time`: who served the person for the most days since enrolment; `by_interview`: who held the most
    interviews with the person before it. Where a rule finds nobody the first one speaks.
    """
    rows = started(log)
    return count_table(log, rows.assign(credited=credit_for(log, rows, credit)), by, {"start": STARTS})


@measure(
    unit="placement",
    counts="events",
    anchor="started_on",
    by=PERSON_BY,
    default_by=("specialist",),
    nested_in="placements",
    own={"rule": "items"},
    same={CREDITS["at_placement"]: SINCE_ENROLMENT},
    alike={CREDITS["person_time"]: SINCE_ENROLMENT, CREDITS["by_interview"]: SINCE_ENROLMENT},
    needs=("placements.started_on",),
)
def placement_credit(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Jobs that job seekers started since enrolment, credited to specialists by each of three rules, side by side.

    On the day it began: to who served the person then. By days served: to who served the person for the most days since
    enrolment. By interviews: to who held the most interviews with the person before the job. Each job counts once under
    each rule; where a rule finds nobody the first one speaks.
    """
    rows = started(log)
    rows = rows[rows["start"] != BEFORE]
    ruled = [rows.assign(rule=said, credited=credit_for(log, rows, rule)) for rule, said in CREDITS.items()]
    return count_table(log, pd.concat(ruled, ignore_index=True), by, {"rule": list(CREDITS.values())})


@measure(
    unit="job seeker",
    counts="people",
    anchor="started_on",
    by=PERSON_BY,
    nested_in="placements",
    own={"basis": "repeats"},
    inside={"all": FIRST_PLACEMENT},
    needs=(*INTERVIEW_NEEDS, "placements.started_on", "placements.sector", "interests.sector"),
)
def placed_in_met_industry(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of first placements in a known industry, the share in an industry first met in an interview before the placement.

    First met: explored and not a stated interest. Beside it the share expected by chance alone: the mean over all ways
    to shuffle the same placements among job seekers with the same first interest, for at least 10 of them. Placements
    without an industry are left out.
    """
    rows = started(log)
    rows = rows[(rows["start"] == FIRST) & rows["sector"].notna()].reset_index(drop=True)
    sectors = sorted(set(rows["sector"]) | set(log.explorations["sector"].dropna()))
    met, placed = _met(log, rows, sectors), pd.Categorical(rows["sector"], categories=sectors).codes
    observed = share_table(log, rows.assign(holds=met[np.arange(len(rows)), placed]), by)
    interest = first_interest(log, rows["job_seeker_id"]).to_numpy()
    groups = [part.index.to_numpy() for part in of_each(grouped(log, rows, by), observed, by)]
    shares = [_expected(interest[own], met[own], placed[own]) for own in groups]
    return stacked({OBSERVED: observed, BY_CHANCE: _chance_table(observed, shares)}, "basis")


def _met(log: InterviewLog, rows: pd.DataFrame, sectors: list[str]) -> np.ndarray:
    """Whether each placed person (row) had met each sector (column) as a new one before the day of placement."""
    found = log.explorations
    found = found[(found["learner"] == "job_seeker") & (found["how"] != "interest")]
    pairs = rows[["person", "on"]].reset_index().merge(found, left_on="person", right_on="learner_id")
    pairs = pairs[pairs["first_on"] < pairs["on"]]
    met = np.zeros((len(rows), len(sectors)), dtype=bool)
    met[pairs["index"], pd.Categorical(pairs["sector"], categories=sectors).codes] = True
    return met


def _expected(interest: np.ndarray, met: np.ndarray, placed: np.ndarray) -> float | None:
    if len(placed) < FEWEST_TO_SHUFFLE:
        return None
    shuffled = share_above_chance(interest, met, placed, permutations=1, seed=0)  # its expected number is exact
    return shuffled.expected / shuffled.n


def _chance_table(observed: pd.DataFrame, shares: list[float | None]) -> pd.DataFrame:
    share = pd.Series(shares, index=observed.index, dtype="Float64")
    status = share.notna().map({True: "shown", False: "too_few"}).astype("str")
    table = observed.drop(columns=["numerator", "low", "high"])
    return table.assign(share=share, people=observed["denominator"], status=status)
