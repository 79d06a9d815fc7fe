"""A number of programmes goes in; how often intervals hold the truth, and how far off estimates lie, comes out.

python -m tests.coverage [PROGRAMMES]          1,000 unless told; the figures stand in docs/methods.md
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
from scipy import stats
from scipy.special import expit

from interview_analytics.simulate.conduct import drift_logit, keeping_logit, talked, untrained_drift_logit
from interview_analytics.simulate.design import Design
from interview_analytics.simulate.hazards import PLACED, Rates, expected_incidence
from interview_analytics.simulate.programme import people_and_courses
from interview_analytics.simulate.rows import World, asked
from interview_analytics.statistics import (
    CoxFit,
    aggregate,
    clustered_difference,
    cox,
    cumulative_incidence,
    group_time_att,
    kaplan_meier,
    split_at_interviews,
)

Row = tuple[str, float, float, float, float]  # way, estimate, low, high, truth
HALF_YEARS = 6
Z = stats.norm.ppf(0.975)


def programme(seed: int) -> list[Row]:
    """Each way's estimate with its limits in one programme of 12 specialists and 600 job seekers, beside the truth."""
    streams, world, given = people_and_courses(Design(seed=seed))
    talks = talked(streams[0], world, asked(streams[0], world)).query("drifted >= 0")
    return [*ratios(world), *incidence(world, given), training(world, talks), *drift(world, talks)]


def ratios(world: World) -> list[Row]:
    """The log ratio of rates of placing since the first interview: as it should be, unadjusted, and ever or never."""
    course, people = world.course, world.people
    rows = split_at_interviews(course.end, course.cause == PLACED, course.person, course.day, most=1)
    mix = people[["motivation", "recent_work"]]
    x = mix.iloc[rows["person"]].assign(met=rows["interviews"].to_numpy())[["met", *mix]]
    desk = people["specialist"].to_numpy()
    timed = (rows["start"], rows["stop"], rows["event"])
    ever = np.bincount(course.person, minlength=len(people)) > 0
    naive = cox(np.full(len(people), -1), course.end, course.cause == PLACED, mix.assign(met=ever)[["met", *mix]])
    fits = {
        "time-varying Cox": cox(*timed, x, strata=desk[rows["person"]]),
        "time-varying Cox, motivation unknown": cox(*timed, x[["met", "recent_work"]], strata=desk[rows["person"]]),
        "Cox, ever interviewed against never": naive,
    }
    return [(way, *_first(fit), np.log(world.design.hazard_ratio[0])) for way, fit in fits.items()]


def _first(fit: CoxFit) -> tuple[float, float, float]:
    estimate, reach = fit.coefficients[0], Z * fit.standard_errors[0]
    return estimate, estimate - reach, estimate + reach


def incidence(world: World, given: Rates, day: int = 365) -> list[Row]:
    """The share placed within a year of enrolment: with leaving as a competing event, and as if it were censoring."""
    course, truth = world.course, expected_incidence(given, day)[day]
    both = cumulative_incidence(course.end, course.cause).query("cause == 1 and day <= @day").iloc[-1]
    alone = kaplan_meier(np.full(len(course.end), -1), course.end, course.cause == PLACED)
    alone = alone[alone["day"] <= day].iloc[-1]
    return [
        ("Aalen-Johansen", both["estimate"], both["low"], both["high"], truth),
        ("1 - Kaplan-Meier", 1 - alone["estimate"], 1 - alone["high"], 1 - alone["low"], truth),
    ]


def training(world: World, talks: pd.DataFrame) -> Row:
    """The effect of the training on the share of talks that drift, by specialist and half-year."""
    desk, day = talks["specialist"].to_numpy(), talks["day"].to_numpy()
    length = (world.design.last + 1) / HALF_YEARS
    trained = np.floor(world.staff["trained"] / length).replace(np.inf, np.nan)
    lowered = expit(drift_logit(world, desk, day)) - expit(untrained_drift_logit(world, desk, day))
    rows = talks.assign(period=np.floor(day / length).astype(int), lowered=lowered)
    cells = rows.groupby(["specialist", "period"])[["drifted", "lowered"]].mean().reset_index()
    cells["trained"] = trained.to_numpy()[cells["specialist"]]
    att = group_time_att(cells["specialist"], cells["period"], cells["drifted"], cells["trained"])
    found = aggregate(att, "overall")
    after = att.table.query("period >= group")[["group", "period"]]
    size = cells.drop_duplicates("specialist")["trained"].value_counts()
    effect = cells.groupby(["trained", "period"])["lowered"].mean()
    truth = np.average(effect.loc[[tuple(own) for own in after.to_numpy()]], weights=size.loc[after["group"]])
    return "group-time effect of the training", found.estimate, found.low, found.high, float(truth)


def drift(world: World, talks: pd.DataFrame) -> list[Row]:
    """How many fewer contacts are kept after a talk that drifted: within specialists, and over all of them together."""
    desk, drifted, kept = (talks[name].to_numpy() for name in ("specialist", "drifted", "kept"))
    found = clustered_difference(kept, drifted, desk)
    number, share = np.bincount(desk), np.bincount(desk, drifted) / np.bincount(desk)
    own = np.arange(len(number))
    loss = expit(keeping_logit(world, own, np.ones(len(own)))) - expit(keeping_logit(world, own, np.zeros(len(own))))
    truth = np.average(loss, weights=number * share * (1 - share))
    means = [kept[drifted == at].mean() for at in (1, 0)]
    reach = Z * np.sqrt(sum(mean * (1 - mean) / (drifted == at).sum() for mean, at in zip(means, (1, 0), strict=True)))
    pooled = means[0] - means[1]
    return [
        ("within-specialist difference", found.estimate, found.low, found.high, truth),
        ("pooled difference", pooled, pooled - reach, pooled + reach, truth),
    ]


def table(programmes: int) -> pd.DataFrame:
    """Per way: share of intervals that hold the truth, mean distance of the estimate from it, mean width."""
    rows = [row for seed in range(programmes) for row in programme(seed)]
    each = pd.DataFrame(rows, columns=["way", "estimate", "low", "high", "truth"])
    each["holds"] = (each["low"] <= each["truth"]) & (each["truth"] <= each["high"])
    each["bias"], each["width"] = each["estimate"] - each["truth"], each["high"] - each["low"]
    return each.groupby("way", sort=False)[["holds", "bias", "width"]].mean()


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    sys.stdout.write(f"{size:,} programmes\n{table(size).round(3).to_string()}\n")
