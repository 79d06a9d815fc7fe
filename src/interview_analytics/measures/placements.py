"""An InterviewLog goes in; how many jobs were started, and how many in industries first met in an interview, comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.declare import PERSON_BY, By, measure
from interview_analytics.measures.groups import grouped, of_each
from interview_analytics.measures.industries import NEEDS as INTERVIEW_NEEDS
from interview_analytics.measures.industries import first_interests
from interview_analytics.measures.tally import count_table, share_table, stacked
from interview_analytics.statistics.sensitivity import share_above_chance
from interview_analytics.tables import NOT_KNOWN

STARTS = ("first", "later", "before enrolment")
OBSERVED, BY_CHANCE = "met in an interview", "expected by chance"
SHUFFLES, SEED = 2000, 20260630
FEWEST_TO_SHUFFLE = 10


def started(log: InterviewLog) -> pd.DataFrame:
    """Placements as counted rows: a person's first since enrolment, a later one, or one that began before it."""
    rows = log.placements.assign(on=log.placements["started_on"], person=log.placements["job_seeker_id"])
    return rows.assign(start=_starts(log.whole or log).reindex(rows.index))


def _starts(log: InterviewLog) -> pd.Series:
    """Which start each placement is, over all dates and not only those of a period."""
    rows = log.placements.sort_values(["started_on", "placement_id"], kind="stable")
    enrolled = rows["job_seeker_id"].map(log.job_seekers.set_index("job_seeker_id")["enrolled_on"])
    before = rows["started_on"] < enrolled
    later = rows.assign(before=before).duplicated(["job_seeker_id", "before"])
    return pd.Series(np.select([before, later], [STARTS[2], STARTS[1]], STARTS[0]), rows.index, dtype="str")


@measure(
    unit="placement", counts="events", anchor="started_on", by=PERSON_BY, needs=("placements.started_on",)
)
def placements(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Jobs that job seekers started: each person's first since enrolment, later ones, and those that began before it."""
    return count_table(log, started(log), by, {"start": STARTS})


@measure(
    unit="job seeker",
    counts="people",
    anchor="started_on",
    by=PERSON_BY,
    nested_in="placements",
    needs=(*INTERVIEW_NEEDS, "placements.started_on", "placements.sector", "interests.sector"),
)
def placed_in_met_industry(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of first placements in a known industry, the share in an industry first met in an interview before the placement.

    First met: explored and not a stated interest. Beside it the share expected by chance alone: the same placements shuffled
    among job seekers with the same first interest (2,000 permutations). Placements without an industry are left out.
    """
    rows = started(log)
    rows = rows[(rows["start"] == "first") & rows["sector"].notna()]
    observed = share_table(log, rows.assign(holds=_met(log, rows)), by)
    return stacked({OBSERVED: observed, BY_CHANCE: _expected(log, rows, observed, by)}, "basis")


def _before(log: InterviewLog, rows: pd.DataFrame) -> pd.DataFrame:
    """New industries that each placed person had met before the day of placement."""
    found = log.explorations
    found = found[(found["learner"] == "job_seeker") & (found["how"] != "interest")]
    met = found.merge(rows[["person", "on"]], left_on="learner_id", right_on="person")
    return met[met["first_on"] < met["on"]]


def _met(log: InterviewLog, rows: pd.DataFrame) -> pd.Series:
    met = pd.MultiIndex.from_frame(_before(log, rows)[["person", "sector"]])
    return pd.Series(pd.MultiIndex.from_frame(rows[["person", "sector"]]).isin(met), index=rows.index)


def _expected(log: InterviewLog, rows: pd.DataFrame, observed: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    """The share that chance alone would put in a met industry, for each group; too few below ten people."""
    shares = [_chance(log, part) for part in of_each(grouped(log, rows, by), observed, by)]
    share = pd.Series(shares, index=observed.index, dtype="Float64")
    status = share.notna().map({True: "shown", False: "too_few"})
    return observed.drop(columns=["numerator", "low", "high"]).assign(share=share, status=status)


def _chance(log: InterviewLog, rows: pd.DataFrame) -> float | None:
    if len(rows) < FEWEST_TO_SHUFFLE:
        return None
    sectors = sorted(set(rows["sector"]) | set(log.explorations["sector"].dropna()))
    met = _before(log, rows).assign(met=1).pivot_table(index="person", columns="sector", values="met", aggfunc="max")
    met = met.reindex(index=rows["person"], columns=sectors).notna().to_numpy()
    interest = rows["person"].map(first_interests(log)).fillna(NOT_KNOWN).to_numpy()
    placed = pd.Categorical(rows["sector"], categories=sectors).codes
    return share_above_chance(interest, met, placed, SHUFFLES, SEED).expected / len(rows)
