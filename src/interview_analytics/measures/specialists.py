"""An InterviewLog goes in; placements of specialists beside what chance and case mix let expect comes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.adjust import adjustable, case_mix, checked
from interview_analytics.measures.cohorts import COHORT_NEEDS, cohort
from interview_analytics.measures.declare import PERSON_BY, By, measure
from interview_analytics.measures.following import OUTCOMES, begins, followed
from interview_analytics.measures.groups import STRATA, credited
from interview_analytics.measures.placements import FIRST_PLACEMENT
from interview_analytics.measures.tally import WILSON, Cells, basis, celled, said, share_table, stacked
from interview_analytics.statistics.funnel import overdispersion, poisson_limits
from interview_analytics.statistics.intervals import poisson_exact
from interview_analytics.statistics.shrinkage import beta_binomial
from interview_analytics.statistics.survival import cox, expected_events, kaplan_meier

SPECIALIST = "specialist"
OBSERVED, EXPECTED = "observed to expected", "expected placements"
LIMITS = {"within 95 % limits": 0.95, "within 99.8 % limits": 0.998}
FEWEST_PLACEMENTS = 10
LEAST_EXPECTED = 1.0
ENOUGH_TO_SPREAD = 10  # specialists, below which nobody can tell how much they differ beyond chance
RAW, SHRUNKEN = "as counted", "drawn towards the others"
YEAR = 365  # days
SHARE_TYPES = {"share": "Float64", "low": "Float64", "high": "Float64", "status": "str"}
FEWEST_TO_SHRINK = 3


@measure(
    unit="job seeker",
    counts="people",
    anchor="enrolled_on",
    by=PERSON_BY,
    default_by=(SPECIALIST,),
    own={"figure": "repeats"},
    alike={"yes": FIRST_PLACEMENT},
    estimate="ratio",
    needs=COHORT_NEEDS,
)
def specialist_funnel(log: InterviewLog, by: By = None, *, adjust: Sequence[str] | None = None) -> pd.DataFrame:
    """First placements of each specialist's job seekers, as a multiple of those that their case mix leads to expect.

    Expected: what like people, followed for the same days, brought about in the whole programme (Cox model on the
    columns in `adjust`; by default work at intake, program, age and disability group, as far as they were recorded).
    Placements and days count for the specialist who served the job seeker then. The ratio has exact Poisson limits; the
    rows "within" hold the limits about 1 within which chance alone keeps 95 % and 99.8 % of specialists, widened where
    10 or more of them differ more than that among themselves. `numerator`: placements observed. No ratio is told
    below 10 placements in all or 1 expected.
    """
    people = followed(log, cohort(log)).reset_index(drop=True)
    people = people.assign(event=(people["cause"] == OUTCOMES["placed"]).astype("int64"))
    mix = checked(log, people, adjustable(log, *STRATA) if adjust is None else adjust)
    rows = _stretches(log, people)
    expected = _expected(rows, case_mix(mix, people["event"]))
    cells = celled(log, rows, by, {})
    table = cells.table.assign(
        numerator=_summed(cells, rows["event"]).astype("int64"),
        expected=_summed(cells, expected),
        people=cells.people(),
    )
    told = (table["expected"] >= LEAST_EXPECTED) & (people["event"].sum() >= FEWEST_PLACEMENTS)
    spread = _spread(table[told]) if SPECIALIST in by else 0.0
    estimator = f"observed / expected, Cox on {', '.join(mix)}" if len(mix.columns) else "observed / expected"
    wider = f"; limits widened by a variance of {spread:.3f} between specialists" if spread else ""
    return said(
        _funnel(table, told, spread), n=basis(rows), estimator=estimator + wider, interval="exact Poisson, 95 %"
    )


def _stretches(log: InterviewLog, people: pd.DataFrame) -> pd.DataFrame:
    """The days that each person was followed, cut where the specialist changes.

    Each stretch (start, stop] counts for who served on its last day. `own` is the position of the person.
    """
    served = log.assignments[["job_seeker_id", "from_on", "to_on"]]
    served = served.assign(to_on=served["to_on"] + pd.Timedelta(days=1))
    changes = served.melt("job_seeker_id", value_name="changed_on")[["job_seeker_id", "changed_on"]]
    own = people.assign(own=people.index, start=people["entry"])
    cuts = own.merge(changes, on="job_seeker_id")
    cuts["start"] = (cuts["changed_on"] - cuts["enrolled_on"]).dt.days - 1
    cuts = cuts[(cuts["start"] > cuts["entry"]) & (cuts["start"] < cuts["days"])]
    rows = pd.concat([own, cuts[own.columns]]).drop_duplicates(["own", "start"]).sort_values(["own", "start"])
    rows = rows.reset_index(drop=True)
    stop = rows.groupby("own")["start"].shift(-1)
    rows = rows.assign(event=rows["event"].where(stop.isna(), 0), stop=stop.fillna(rows["days"]))
    served_on = rows.assign(on=rows["enrolled_on"] + pd.to_timedelta(rows["stop"], unit="D"))
    desk = credited(log, served_on)
    return rows.assign(specialist_id=desk, credited=desk)


def _expected(rows: pd.DataFrame, mix: pd.DataFrame) -> np.ndarray:
    """The placements that the programme as a whole leads to expect in each stretch."""
    start, stop, event = rows["start"], rows["stop"], rows["event"]
    if event.sum() < FEWEST_PLACEMENTS:
        return np.zeros(len(rows))
    if mix.empty:
        return _expected_of_all(rows)
    x = mix.loc[rows["own"]].reset_index(drop=True)
    try:
        return expected_events(cox(start, stop, event, x), start, stop, x)
    except ValueError as fault:
        raise ValueError(f"adjust: the columns cannot serve together ({fault})") from None


def _expected_of_all(rows: pd.DataFrame) -> np.ndarray:
    """The same without case mix: the hazard of all, added up over the days of each stretch (Nelson-Aalen)."""
    curve = kaplan_meier(rows["start"], rows["stop"], rows["event"])
    events = rows.groupby("stop")["event"].sum().reindex(curve["day"]).to_numpy()
    hazard = np.concatenate([[0.0], np.cumsum(events / curve["at_risk"].to_numpy())])
    first, last = (np.searchsorted(curve["day"], rows[name], side="right") for name in ("start", "stop"))
    return hazard[last] - hazard[first]


def _summed(cells: Cells, values: pd.Series | np.ndarray) -> np.ndarray:
    return np.bincount(cells.of_row, np.asarray(values, dtype="float64"), minlength=len(cells.table))


def _spread(table: pd.DataFrame) -> float:
    """The variance between specialists beyond chance, on the scale of roots of ratios; 0 for fewer than 10 of them."""
    if len(table) < ENOUGH_TO_SPREAD:
        return 0.0
    error = 1 / (2 * np.sqrt(table["expected"].to_numpy()))
    root = np.sqrt(table["numerator"].to_numpy() / table["expected"].to_numpy())
    return overdispersion((root - 1) / error, error)[1]


def _funnel(table: pd.DataFrame, told: pd.Series, spread: float) -> pd.DataFrame:
    """Ratio, expected number and the two pairs of limits of each group, one under another."""
    safe = table["expected"].where(told, 1.0).to_numpy()
    exact = np.divide(poisson_exact(table["numerator"].to_numpy()), safe)
    figures = {
        OBSERVED: (table["numerator"] / safe, *exact),
        EXPECTED: (safe, np.nan, np.nan),
        **{name: (np.nan, *_limits(safe, level, spread)) for name, level in LIMITS.items()},
    }
    status = told.map({True: "shown", False: "too_few"}).astype("str")
    base = table.drop(columns="expected").astype({"numerator": "Int64"}).assign(status=status)
    return stacked({name: base.assign(**_numbers(own, told)) for name, own in figures.items()}, "figure")


def _numbers(figures: tuple[Any, ...], told: pd.Series) -> dict[str, pd.Series]:
    pairs = zip(("estimate", "low", "high"), figures, strict=True)
    return {name: pd.Series(own, told.index, dtype="Float64").where(told) for name, own in pairs}


def _limits(expected: np.ndarray, level: float, spread: float) -> list[np.ndarray]:
    """Exact limits about 1, pushed apart on the scale of roots as far as specialists differ beyond chance."""
    wider = np.sqrt(1 + 4 * expected * spread)
    return [np.maximum(1 + (np.sqrt(limit) - 1) * wider, 0) ** 2 for limit in poisson_limits(expected, level)]


@measure(
    unit="job seeker",
    counts="people",
    anchor="enrolled_on",
    by=PERSON_BY,
    default_by=(SPECIALIST,),
    own={"basis": "repeats"},
    inside={"all": "pathway: enrolled"},
    estimate="rest",
    needs=COHORT_NEEDS,
)
def specialist_rates(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of job seekers enrolled at least a year ago, the share placed within a year, for each specialist.

    As counted, with 95 % Wilson limits; and drawn towards the others as far as the counts are small (beta-binomial
    model, 95 % credible limits), which keeps a share of few people from lying far out by chance alone. Those who left
    count as not placed; people enrolled before the log begins are left out. Credited to the specialist on the day of
    enrolment. At least 3 groups are needed to draw them towards each other.
    """
    people = cohort(log)
    known = people[~(people["enrolled_on"] < begins(log))]
    due = known[known["enrolled_on"] + pd.Timedelta(days=YEAR) <= pd.Timestamp(log.as_of)]
    within = (due["placed_on"] - due["enrolled_on"]).dt.days <= YEAR
    raw = share_table(log, due.assign(holds=within), by)
    table = stacked({RAW: raw, SHRUNKEN: _shrunken(raw)}, "basis")
    estimator = "share, and posterior mean of a beta-binomial model"
    interval = f"{WILSON}; credible, 95 %"
    recent = len(known) - len(due)
    who, are = ("person", "is") if recent == 1 else ("people", "are")
    note = f"{recent:,} {who} enrolled less than a year ago {are} not yet counted"
    return said(table, n=basis(due), estimator=estimator, interval=interval, note=note * (recent > 0))


def _shrunken(raw: pd.DataFrame) -> pd.DataFrame:
    """The same shares, each drawn towards the others as far as it rests on few people."""
    count, of = (raw[name].to_numpy("int64") for name in ("numerator", "denominator"))
    table = raw.drop(columns="numerator").assign(people=raw["denominator"])
    some = of > 0
    if some.sum() < FEWEST_TO_SHRINK or not ((count > 0) & (count < of)).any():
        return table.assign(share=pd.NA, low=pd.NA, high=pd.NA, status="too_few").astype(SHARE_TYPES)
    own = beta_binomial(count[some], of[some]).rename(columns={"mean": "share"})
    return table.assign(**{name: pd.Series(own[name].to_numpy(), table.index[some], dtype="Float64") for name in own})
