"""The size of a programme and a true ratio go in; how well interviews and placements could be told apart comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics import words
from interview_analytics.measures.association import SINCE, Row, compared
from interview_analytics.simulate.design import Design
from interview_analytics.simulate.hazards import PLACED, courses, rates
from interview_analytics.simulate.people import job_seekers as people_of
from interview_analytics.simulate.people import specialists as staff_of
from interview_analytics.statistics.intervals import wilson
from interview_analytics.statistics.survival import split_at_interviews

SEEN, MISSED = "interval on the true side of 1", "interval without the true 1"
TOLD = "enough placements to tell a ratio"
RATIO, LOW, HIGH = "ratio found", "lower limit", "upper limit"
PLACEMENTS = "first placements"
FEWEST = 10  # replications
Middle = tuple[float | None, float | None, float | None]


def how_large(
    specialists: int,
    job_seekers: int,
    hazard_ratio: float,
    replications: int = 60,
    *,
    months: int = 36,
    interviews_per_month: float = 0.65,
    seed: int = 2026,
) -> pd.DataFrame:
    """How often a programme of this size would find its ratio since the first interview, and how exactly.

    So many programmes are simulated in which a first interview multiplies the rate of placement by `hazard_ratio` from
    the next day on, and in which nothing else goes with both, so that the ratio that is found is the true one but for
    chance. Each is analysed as `interview_association` does it (its row "since the first interview").

    specialists, job_seekers: how many, 1 or more. hazard_ratio: the true ratio, above 0. replications: 10 or more.
    months: how long the programme is watched; people enrol over most of it. interviews_per_month: held with the job
    seeker, by a person of average motivation.

    Returns `figure, estimate, low, high`: the share of programmes whose 95 % interval lies on the true side of 1 (the
    power; for a true ratio of 1, how often it misses it) and the share with enough placements to tell a ratio, with
    Wilson limits; the median of the ratio, of its two limits and of the placements, with their middle 80 %. The
    sentence is in `attrs["sentence"]`. The same arguments give the same table. Raises ValueError naming the argument.
    """
    if replications < FEWEST:
        raise ValueError(f"replications: at least {FEWEST} are needed, not {replications}")
    design = Design(
        specialists,
        job_seekers,
        months,
        hazard_ratio=(float(hazard_ratio),),
        interviews_per_month=interviews_per_month,
        motivation_on_placing=0.0,
        motivation_on_exiting=0.0,
        spread_placing=0.0,
    )
    found = pd.DataFrame([_once(rng, design) for rng in np.random.default_rng(seed).spawn(replications)])
    return _table(found, design)


def _once(rng: np.random.Generator, design: Design) -> Row:
    """One simulated programme, analysed."""
    staff = staff_of(rng, design)
    course = courses(rng, rates(design, staff, people_of(rng, design, staff)))
    rows = split_at_interviews(course.end, course.cause == PLACED, course.person, course.day, most=1)
    return compared(SINCE, rows, rows["interviews"] > 0)


def _table(found: pd.DataFrame, design: Design) -> pd.DataFrame:
    told = found["estimate"].notna()
    true = design.hazard_ratio[0]
    above, below = (found["low"] > 1).fillna(False), (found["high"] < 1).fillna(False)
    seen = {SEEN: above if true > 1 else below} if true != 1 else {MISSED: above | below}
    rows: dict[str, Middle] = {**{name: _share(own) for name, own in seen.items()}, TOLD: _share(told)}
    columns = {RATIO: "estimate", LOW: "low", HIGH: "high"}
    rows |= {name: _middle(found.loc[told, column]) for name, column in columns.items()}
    rows[PLACEMENTS] = _middle(found["denominator"])
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["estimate", "low", "high"], dtype="Float64")
    table = table.rename_axis("figure").reset_index().astype({"figure": "str"})
    table.attrs["sentence"] = _sentence(table.set_index("figure"), design, len(found))
    return table


def _share(which: pd.Series) -> Middle:
    low, high = wilson(int(which.sum()), len(which))
    return float(which.mean()), float(low), float(high)


def _middle(values: pd.Series) -> Middle:
    """The median and the middle 80 %; missing where no programme told anything."""
    if values.empty:
        return None, None, None
    middle, low, high = values.astype("float64").quantile([0.5, 0.1, 0.9]).tolist()
    return middle, low, high


def _sentence(table: pd.DataFrame, design: Design, replications: int) -> str:
    size = f"{words.number(design.specialists)} specialists and {words.number(design.job_seekers)} job seekers"
    true = words.ratio(design.hazard_ratio[0])
    opening = f"Of {words.number(replications)} simulated programmes with {size}, in which the true ratio is {true}"
    told, seen = table.loc[TOLD, "estimate"], table.iloc[0]
    if not told:
        return f"{opening}, none had placements enough to tell a ratio."
    share = words.with_interval(seen["estimate"], seen["low"], seen["high"])
    side = "found an interval on its side of 1" if SEEN in table.index else "found an interval without 1, wrongly"
    limits = words.span(words.RATIO, table.loc[LOW, "estimate"], table.loc[HIGH, "estimate"])
    few = "" if told == 1 else f"; {words.percent(1 - told)} had too few placements to tell any"
    placed = words.number(table.loc[PLACEMENTS, "estimate"])
    return f"{opening}, {share} {side}; a typical interval was {limits}, from {placed} first placements{few}."
