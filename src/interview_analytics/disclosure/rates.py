"""A table with its hidden counts taken out goes in; the figures that may stand beside the others come out."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import binom

from interview_analytics.disclosure.rule import Rule

HIDDEN = "hidden"
FIGURES = ("share", "estimate", "low", "high")
SIGNAL = "signal"  # a column in words that a figure decides
WORDS_WITH_COUNTS = ("n", "missing")  # what a table says of itself would tell counts that it hides


def finished(table: pd.DataFrame, full: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """The table whose figures rest on nothing but counts that are shown, in whole percent.

    table: with its hidden counts missing; full: as it was. A share stands only where numerator, denominator and the
    difference of the two are each 0 or large enough, and shown; a median where enough values lie on each side of it; a
    row whose main figure went is `hidden`.
    """
    told = table.copy()
    if "share" in told and "numerator" in told:
        told = _shares(told, full, rule)
    elif "estimate" in told:
        told = curve(told, rule)
    main = [name for name in ("count", "numerator", "denominator", *FIGURES[:2]) if name in told]
    gone = (told[main].isna() & full[main].notna()).any(axis="columns")
    told["status"] = told["status"].mask(gone, HIDDEN)
    if SIGNAL in told:
        told[SIGNAL] = told[SIGNAL].mask(gone, HIDDEN)
    told.attrs = _words(full) | {"small": rule.words}
    return told


def withheld(full: pd.DataFrame, note: str) -> pd.DataFrame:
    """The table without a figure, for want of a way to show part of it."""
    gone = full.assign(status=HIDDEN, **({SIGNAL: HIDDEN} if SIGNAL in full else {}))
    figures = [name for name in ("count", "numerator", "denominator", "people", *FIGURES) if name in full]
    gone[figures] = pd.NA
    gone = gone.astype({name: full[name].dtype for name in figures})
    gone.attrs = _words(full) | {"note": note}
    return gone


def _words(full: pd.DataFrame) -> dict[str, str]:
    """What the table says of itself, without the parts that tell a count."""
    kept = {name: "" if name in WORDS_WITH_COUNTS else words for name, words in full.attrs.items()}
    parts = str(kept.get("note", "")).split("; ")
    told = "; ".join(part for part in parts if not part[:1].isdigit())
    return kept | ({"note": told} if "note" in kept else {})


def _shares(told: pd.DataFrame, full: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    of_counts = full["numerator"].notna()
    enough = _enough(told["denominator"], rule) & (_enough(told["numerator"], rule) | ~of_counts)
    enough &= _enough(told["denominator"] - told["numerator"], rule) | ~of_counts
    if "estimate" in told:
        enough = enough.mask(full["estimate"].notna(), _both_sides(told["numerator"], rule))
    figures = [name for name in FIGURES if name in told]
    for name in figures:
        told[name] = told[name].where(enough)
    percent = [name for name in figures if name != "estimate"]
    shares = full["share"].notna()
    for name in percent:
        told[name] = told[name].mask(shares, told[name].round(2))
    if "estimate" in told:
        ends = full["estimate"].isna() | _ends(told["numerator"], rule)
        told[["low", "high"]] = told[["low", "high"]].where(ends)
    return told


def _enough(counts: pd.Series, rule: Rule) -> pd.Series:
    """Shown, and 0 or above what may not be told."""
    return ((counts > rule.most) | ((counts == 0) & rule.zeros_shown)).fillna(False).astype(bool)


def _both_sides(known: pd.Series, rule: Rule) -> pd.Series:
    return (known > 2 * rule.most + 1).fillna(False).astype(bool)


def _ends(known: pd.Series, rule: Rule) -> pd.Series:
    """Whether enough values also lie beyond the ends of a median's interval, which are values of single people."""
    number = known.fillna(0).to_numpy("int64")
    return pd.Series(binom.ppf(0.025, number, 0.5) > rule.most, known.index)


def curve(told: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Curves at those months only between which enough people had each outcome, or nobody, in whole percent.

    A curve ends where fewer are still followed, and their number is not told: it would give steps away.
    """
    kept = pd.Series(False, told.index)
    groups = [name for name in told if name not in ("outcome", "month", "people", "status", *FIGURES)]
    for _, part in told.groupby(groups) if groups else [((), told)]:
        months = part.pivot(index="month", columns="outcome", values="estimate").to_numpy("float64", na_value=np.nan)
        people = part.groupby("month")["people"].first().to_numpy("float64", na_value=0.0)
        kept[part.index] = part["month"].isin(np.unique(part["month"])[_steps(months, people, rule)])
    figures = list(FIGURES[1:])
    told[figures] = told[figures].where(kept, pd.NA).round(2)
    return told.assign(people=pd.array([pd.NA] * len(told), dtype="Int64"))


def _steps(estimates: np.ndarray, people: np.ndarray, rule: Rule) -> np.ndarray:
    """Which months are kept: each looks back to the one kept before it, so they are taken one after the other.

    Of those still followed at the end of a step at least this many had the outcome within it: the rise of the curve,
    among those whom neither outcome had met before the step, times the number of them.
    """
    last, kept = np.zeros(estimates.shape[1]), np.zeros(len(people), bool)
    for month, number in enumerate(people):
        rise = (estimates[month] - last) * number / max(1.0 - last.sum(), 1e-9)
        kept[month] = number > rule.most and bool(np.all((np.abs(rise) < 1e-9) | (rise > rule.most)))
        last = estimates[month] if kept[month] else last
    return kept
