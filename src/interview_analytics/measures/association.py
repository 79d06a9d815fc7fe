"""An InterviewLog goes in; how placement is associated with interviews, wrongly and rightly compared, comes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.adjust import case_mix, checked
from interview_analytics.measures.cohorts import COHORT_NEEDS
from interview_analytics.measures.declare import PERSON_BY, By, measure
from interview_analytics.measures.following import history
from interview_analytics.measures.groups import grouped, levels, of_each
from interview_analytics.measures.placements import FIRST_PLACEMENT
from interview_analytics.measures.tally import basis, combined, said
from interview_analytics.statistics.sensitivity import e_value, hazard_to_risk_ratio
from interview_analytics.statistics.survival import CoxFit, cox, landmark

EVER = "ever against never interviewed"
LANDMARKS = {f"interviewed by day {day}": day for day in (60, 90, 180)}
SINCE, ADJUSTED, WITHIN = "since the first interview", "the same, adjusted", "the same, within specialists"
DOSES = {"1 interview so far": (1, 1), "2 or 3 interviews so far": (2, 3), "4 or more interviews so far": (4, np.inf)}
UNSEEN = "an unseen reason would need"
FEWEST_PLACEMENTS, FEWEST_EACH, FEWEST_EFFECTIVE = 40, 10, 20
LIMITS = ["estimate", "low", "high"]
TYPES = {
    "analysis": "str",
    **dict.fromkeys(("numerator", "denominator"), "Int64"),
    **dict.fromkeys(LIMITS, "Float64"),
    "people": "Int64",
}
Row = dict[str, Any]
NOT_TOLD: Row = dict.fromkeys(LIMITS, np.nan)
Z = float(stats.norm.ppf(0.975))


@measure(
    unit="job seeker",
    counts="people",
    anchor="enrolled_on",
    by=PERSON_BY,
    own={"analysis": "items"},
    same=dict.fromkeys((EVER, ADJUSTED, WITHIN, UNSEEN), SINCE),
    sums={SINCE: tuple(DOSES)},
    ladders=((SINCE, *LANDMARKS), tuple(DOSES)),
    alike={f"{SINCE}: all": FIRST_PLACEMENT, f"{SINCE}: people": "pathway: enrolled"},
    inside={f"{SINCE}: people": "pathway: enrolled"},
    estimate="ratio",
    needs=(*COHORT_NEEDS, "interviews.held_on", "interviews.job_seeker_id"),
)
def interview_association(log: InterviewLog, by: By = None, *, adjust: Sequence[str] = ()) -> pd.DataFrame:
    """Rate of first placements of job seekers already interviewed, as a multiple of that of people not yet interviewed.

    An association, not an effect. Beside the time-varying Cox model (from the day after the first interview, with 95 %
    limits): the comparison of ever with never interviewed, which is wrong because people placed early had no time for
    an interview; landmarks; the ratio adjusted for the columns of the roster in `adjust` (and region and `sector`, the
    industry named first), and within specialists; the ratio by interviews so far; and the E-value, the strength that an
    unseen reason would need with both, as a ratio of risks, to bring about the whole association (`low`: to move the
    limit to 1). Adjusted are the rows that say so and those after them. `numerator` placements after an interview, of
    `denominator`. No ratio is told below 40 placements, 10 on either side, or what 20 evenly split ones are worth.
    People enrolled before the log begins are left out. Source: Cox (1972); Anderson et al. (1983); VanderWeele & Ding
    (2017).
    """
    own = history(log)
    mix = checked(log, own.people, adjust)
    people = grouped(log, own.people, by)
    cells = combined({name: levels(log, people, name) for name in by})
    desk = grouped(log, own.people, ("specialist",))["specialist"]
    rows = own.rows.join(people[list(by)], on="person")
    none = _comparisons(rows[:0], mix, desk)
    parts = [_comparisons(part, mix, desk) for part in of_each(rows, cells, by)]
    figures = pd.concat([none[:0], *parts], ignore_index=True)
    table = cells.loc[cells.index.repeat(len(none))].reset_index(drop=True).join(figures)
    return said(table, n=basis(people), estimator=_estimator(mix), interval="Wald, log scale, 95 %", note=own.note)


def _estimator(mix: pd.DataFrame) -> str:
    return "Cox, time-varying, Efron" + (f"; adjusted for {', '.join(mix)}" if len(mix.columns) else "")


def _comparisons(rows: pd.DataFrame, mix: pd.DataFrame, desk: pd.Series) -> pd.DataFrame:
    """All comparisons of one group, one under another; where the main one cannot be told, none is."""
    rows = rows.reset_index(drop=True)
    ever = rows.groupby("person")["interviews"].transform("max") > 0
    own = _mix_of(rows, mix)
    listed = [compared(EVER, rows, ever)]
    listed += [_at_landmark(name, rows, day) for name, day in LANDMARKS.items()]
    listed += [main := compared(SINCE, rows, rows["interviews"] > 0)]
    if len(mix.columns):
        listed += [main := _adjusted(rows, own, told=_told(main))]
    listed += [compared(WITHIN, rows, rows["interviews"] > 0, own, strata=desk.to_numpy()[rows["person"]])]
    listed += [*_by_dose(rows, own), _unseen(main)]
    table = pd.DataFrame(listed, columns=list(TYPES)).astype(TYPES)
    known = table["estimate"].notna() & _told(main)
    table[LIMITS] = table[LIMITS].where(known)
    return table.assign(status=known.map({True: "shown", False: "too_few"}).astype("str"))


def _told(row: Row) -> bool:
    return bool(np.isfinite(row["estimate"]))


def _mix_of(rows: pd.DataFrame, mix: pd.DataFrame) -> pd.DataFrame:
    """The columns to adjust for, of each row."""
    placed = rows.groupby("person")["event"].sum()
    return case_mix(mix.loc[placed.index], placed).loc[rows["person"]].reset_index(drop=True)


def compared(
    name: str, rows: pd.DataFrame, exposed: pd.Series, mix: pd.DataFrame | None = None, *, strata: Any = None
) -> Row:
    """One comparison of the exposed with the others; without a ratio where there are too few to tell."""
    placed = rows["event"].to_numpy()
    after, of = int(placed[exposed].sum()), int(placed.sum())
    row = {"analysis": name, "numerator": after, "denominator": of, "people": rows["person"].nunique()} | NOT_TOLD
    if of < FEWEST_PLACEMENTS or min(after, of - after) < FEWEST_EACH:
        return row
    try:
        fit = _fit(rows, exposed.to_frame("exposed"), mix, strata)
    except ValueError:  # the two are never at risk on the same days
        return row
    return row | _limits(fit, 0) if fit.effective_events >= FEWEST_EFFECTIVE else row


def _fit(rows: pd.DataFrame, exposed: pd.DataFrame, mix: pd.DataFrame | None, strata: Any = None) -> CoxFit:
    x = exposed.astype("float64")
    x = x if mix is None else x.join(mix)
    return cox(rows["start"], rows["stop"], rows["event"], x, strata=strata)


def _limits(fit: CoxFit, place: int) -> Row:
    middle, wide = fit.coefficients[place], Z * fit.standard_errors[place]
    return dict(zip(LIMITS, np.exp([middle, middle - wide, middle + wide]), strict=True))


def _at_landmark(name: str, rows: pd.DataFrame, day: int) -> Row:
    later = landmark(rows, day)
    return compared(name, later, later["interviews"] > 0)


def _adjusted(rows: pd.DataFrame, mix: pd.DataFrame, *, told: bool) -> Row:
    row = compared(ADJUSTED, rows, rows["interviews"] > 0, mix)
    if told and not _told(row):
        raise ValueError("adjust: the columns say the same as each other, or tell placements apart without fail")
    return row


def _by_dose(rows: pd.DataFrame, mix: pd.DataFrame) -> list[Row]:
    """The ratios by interviews so far, to people without any; doses with too few placements are left out of the fit."""
    doses = pd.DataFrame({name: rows["interviews"].between(*ends) for name, ends in DOSES.items()})
    placed = {name: int(rows["event"][own].sum()) for name, own in doses.items()}
    of = int(rows["event"].sum())
    enough = [name for name in DOSES if placed[name] >= FEWEST_EACH]
    kept = doses[enough].any(axis="columns") | (rows["interviews"] == 0)
    ratios: dict[str, Row] = {}
    if enough and of - sum(placed.values()) >= FEWEST_EACH:
        ratios = _dose_ratios(rows[kept], doses.loc[kept, enough], mix[kept])
    return [
        {"analysis": name, "numerator": placed[name], "denominator": of, "people": rows["person"][own].nunique()}
        | ratios.get(name, NOT_TOLD)
        for name, own in doses.items()
    ]


def _dose_ratios(rows: pd.DataFrame, doses: pd.DataFrame, mix: pd.DataFrame) -> dict[str, Row]:
    try:
        fit = _fit(rows, doses, mix)
    except ValueError:  # a dose that is never at risk on the same days as another
        return {}
    return {name: _limits(fit, place) for place, name in enumerate(doses)}


def _unseen(main: Row) -> Row:
    """The E-value of a ratio and, as `low`, of its limit; placements are common, so ratios of rates become of risks."""
    row = {"analysis": UNSEEN, "numerator": pd.NA, "denominator": pd.NA, "people": main["people"]} | NOT_TOLD
    if not _told(main):
        return row
    ratio, near = main["estimate"], main["low"] if main["estimate"] >= 1 else main["high"]
    whole, limit = e_value(float(hazard_to_risk_ratio(ratio)), float(hazard_to_risk_ratio(near)))
    return row | {"estimate": whole, "low": limit}
