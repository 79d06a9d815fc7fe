"""An InterviewLog goes in; how broad the industries are that job seekers explored together comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.industries.sectors import SECTORS
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.declare import By, measure
from interview_analytics.measures.groups import grouped, levels, of_each
from interview_analytics.measures.industries import NEEDS, explored
from interview_analytics.measures.tally import basis, combined, said
from interview_analytics.statistics.diversity import accumulation as accumulated
from interview_analytics.statistics.diversity import chao2_limits, hill_limits

MEETING = "somebody who met an industry"
BREADTH_BY = ("specialist", "month", "quarter", "region", "strata")
FEWEST_PEOPLE = 10  # of fewer job seekers an industry more or less is chance
STEPS = (1, 1.5, 2, 3, 5, 7)  # of each power of ten, the numbers of job seekers at which a curve is read
ORDERS = {0: "all industries", 1: "common industries", 2: "very common industries"}
MET, UNSEEN = "met by somebody", "not met yet, at least"
ROUNDING = 1e-6  # of an industry
FIGURES = ("estimate", "low", "high")
NOTHING = dict.fromkeys(FIGURES)
Numbers = dict[str, float | None]


@measure(
    unit="industry met by so many job seekers together",
    counts="people",
    anchor="first_on",
    by=BREADTH_BY,
    population=MEETING,
    own={"units": "units"},
    estimate="number",
    needs=NEEDS,
)
def accumulation(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """How many different industries so many job seekers, drawn at random, have explored in interviews between them.

    Counted over job seekers who explored one at least (Mao tau), with 95 % limits that stand for other job seekers of
    the same sort. Broken down, every group is read at one and the same number of job seekers, that of the smallest
    group of 10 or more: larger groups meet more industries by their size alone. Fewer than 10 are too few to tell. No
    limits are given where the method finds nothing left to meet, and so no doubt.
    """
    rows, cells, people = _who_met_what(log, by)
    sizes = [len(own) for own in people if len(own) >= FEWEST_PEOPLE]
    at = _marks(sum(sizes)) if not by else [min(sizes, default=FEWEST_PEOPLE)]
    parts = [_curve(own, at) for own in people]
    said_of = {"estimator": "Mao tau over job seekers", "interval": "unconditional, normal, 95 %"}
    return said(_listed(cells, people, parts, "units"), n=basis(rows), **said_of)


def _marks(total: int) -> list[int]:
    """The numbers of job seekers at which the curve of so many is read; their own number is the last."""
    steps = {int(step * 10**power) for power in range(len(str(total))) for step in STEPS}
    return [*sorted(step for step in steps if step < total), total] if total else [FEWEST_PEOPLE]


def _curve(met: np.ndarray, at: list[int]) -> dict[str, Numbers]:
    if len(met) < FEWEST_PEOPLE:
        return {str(units): NOTHING for units in at}
    curve = accumulated(met).set_index("units")[list(FIGURES)].clip(upper=len(SECTORS))
    return {str(units): curve.loc[units].to_dict() for units in at}


@measure(
    unit="industry explored by a job seeker",
    counts="people",
    anchor="first_on",
    by=BREADTH_BY,
    population=MEETING,
    own={"which": "repeats"},
    estimate="number",
    needs=NEEDS,
)
def breadth(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """How many industries job seekers explored in interviews: all of them, the common ones, and the very common ones.

    Hill numbers of order 0, 1 and 2 of how many job seekers explored each industry: as many industries, all explored
    equally often, would be just as diverse. The 95 % limits stand for other job seekers of the same sort. All
    industries grow with the number of job seekers; compare groups by the common ones, or by `accumulation`. Fewer than
    10 job seekers are too few to tell.
    """
    rows, cells, people = _who_met_what(log, by)
    said_of = {"estimator": "Hill numbers of order 0, 1, 2", "interval": "linearised over job seekers, normal, 95 %"}
    return said(_listed(cells, people, [_hills(own) for own in people], "which"), n=basis(rows), **said_of)


def _hills(met: np.ndarray) -> dict[str, Numbers]:
    if len(met) < FEWEST_PEOPLE:
        return dict.fromkeys(ORDERS.values(), NOTHING)
    limits = {name: np.minimum(hill_limits(met, order), len(SECTORS)) for order, name in ORDERS.items()}
    return {name: dict(zip(FIGURES, own.tolist(), strict=True)) for name, own in limits.items()}


@measure(
    unit="industry",
    counts="people",
    anchor="first_on",
    by=BREADTH_BY,
    population=MEETING,
    own={"industries": "repeats"},
    estimate="number",
    needs=NEEDS,
)
def unseen(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """How many industries no job seeker has met yet that more job seekers of the same sort would meet, at the least.

    Estimated from the industries that only one or two job seekers met (Chao2), never more than what is left of the 20
    sectors. Beside it the number that somebody has met. Fewer than 10 job seekers are too few to tell.
    """
    rows, cells, people = _who_met_what(log, by)
    said_of = {"estimator": "Chao2, at most 20 sectors", "interval": "log-normal, 95 %"}
    return said(_listed(cells, people, [_left(own) for own in people], "industries"), n=basis(rows), **said_of)


def _left(met: np.ndarray) -> dict[str, Numbers]:
    if len(met) < FEWEST_PEOPLE:
        return {MET: NOTHING, UNSEEN: NOTHING}
    known = met.any(axis=0).sum()
    left = np.minimum(chao2_limits(met), len(SECTORS)) - known
    return {MET: NOTHING | {"estimate": float(known)}, UNSEEN: dict(zip(FIGURES, left.tolist(), strict=True))}


def _who_met_what(log: InterviewLog, by: tuple[str, ...]) -> tuple[pd.DataFrame, pd.DataFrame, list[np.ndarray]]:
    """The explorations, the groups, and for each group which job seeker (row) explored which industry (column)."""
    rows = explored(log)
    rows = grouped(log, rows[rows["sector"].isin(SECTORS)], by)
    cells = combined({name: levels(log, rows, name) for name in by})
    return rows, cells, [_incidence(part) for part in of_each(rows, cells, by)]


def _incidence(rows: pd.DataFrame) -> np.ndarray:
    person, people = pd.factorize(rows["person"], sort=True)
    met = np.zeros((len(people), len(SECTORS)), dtype=bool)
    met[person, pd.Categorical(rows["sector"], categories=list(SECTORS)).codes] = True
    return met


def _listed(
    cells: pd.DataFrame, people: list[np.ndarray], figures: list[dict[str, Numbers]], name: str
) -> pd.DataFrame:
    """The figures of each group, one under another; the own category `name` says which is which."""
    labels = pd.Series([label for own in figures for label in own], dtype="str")
    sizes = pd.Series([len(met) for met, own in zip(people, figures, strict=True) for _ in own], dtype="Int64")
    numbers = pd.DataFrame([part for own in figures for part in own.values()], columns=list(FIGURES), dtype="Float64")
    doubt = numbers["high"] - numbers["low"] > ROUNDING  # limits that coincide would claim too much
    numbers = numbers.assign(low=numbers["low"].where(doubt), high=numbers["high"].where(doubt))
    status = numbers["estimate"].notna().map({True: "shown", False: "too_few"}).astype("str")
    rows = cells.loc[cells.index.repeat([len(own) for own in figures])].reset_index(drop=True)
    return rows.assign(**{name: labels}, **numbers, people=sizes, status=status)
