"""A table with its hidden counts taken out goes in; the figures that may stand beside the others come out."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from scipy.stats import binom

from interview_analytics.disclosure.curves import curves
from interview_analytics.disclosure.figures import medians
from interview_analytics.disclosure.rule import Rule
from interview_analytics.measures import Measure

HIDDEN = "hidden"
FIGURES = ("share", "estimate", "low", "high")
WORDS_WITH_COUNTS = ("n", "missing")  # what a table says of itself would tell counts that it hides
SIGNAL = "signal"  # a column in words that a figure decides
DECIMALS = {"number": 1}  # of an estimate that is no share, else 2


@dataclass(frozen=True)
class Figures:
    """How the figures of one measure's table rest on its counts, and which counts may not be told."""

    own: Measure
    by: tuple[str, ...]
    rule: Rule

    def finished(self, table: pd.DataFrame, full: pd.DataFrame) -> pd.DataFrame:
        """The table whose figures rest on nothing but counts that are shown, rounded, shares to whole percent.

        table: with its hidden counts missing; full: as it was. A row whose main figure went is `hidden`.
        """
        told = table.copy()
        if table.empty:
            return told
        if self.own.estimate == "curve":
            told = curves(told, self.own, self.by, self.rule)
        elif any(name in told for name in FIGURES):
            told = self._rounded(self._standing(told, full), full)
            if self.own.estimate == "number":  # how many are behind it differs from other counts of people by few
                told = self._labels(told.assign(people=pd.array([pd.NA] * len(told), dtype="Int64")), full)
        main = [name for name in ("count", "numerator", "denominator", *FIGURES[:2]) if name in told]
        gone = (told[main].isna() & full[main].notna()).any(axis="columns")
        told["status"] = told["status"].mask(gone, HIDDEN)
        return told

    def _standing(self, told: pd.DataFrame, full: pd.DataFrame) -> pd.DataFrame:
        stands = self._rests_on_people(told) if self.own.estimate == "number" else self._rests_on_counts(told, full)
        if self.own.estimate == "rest":
            counted = full["numerator"].notna()
            whole = self._all_of_the_group(stands | ~counted, full)
            stands = stands.where(counted, whole)
            for name in [name for name, kind in self.own.categories.items() if kind == "words"]:
                told[name] = told[name].where(whole, HIDDEN)
        for name in FIGURES:
            if name in told:
                told[name] = told[name].where(stands)
        return self._labels(told, full)

    def _rests_on_people(self, told: pd.DataFrame) -> pd.Series:
        return self._enough(told["people"])

    def _rests_on_counts(self, told: pd.DataFrame, full: pd.DataFrame) -> pd.Series:
        """Where numerator, denominator and what is between them are each 0 or large enough, and shown.

        A median stands where enough values lie on each side of it; a ratio, where enough people are behind both sides.
        A row without a numerator stands with the counts that it has, or with the row whose counts it repeats.
        """
        counted = full["numerator"].notna()
        stands = self._enough(told["numerator"]) | ~counted
        if self.own.estimate == "ratio":
            for whole, part in (("people", "denominator"), ("people", "numerator"), ("denominator", "numerator")):
                if whole in told and part in told:
                    rest = told[whole] - told[part]  # below 0 where they are counts of different people
                    stands &= (self._enough(told[whole]) & (self._enough(rest) | (rest < 0).fillna(False))) | ~counted
            return stands.where(counted, self._all_of_the_group(stands | ~self._repeated(full), full))
        stands &= self._enough(told["denominator"]) | full["denominator"].isna()
        if self.own.estimate == "rate":
            return stands & self._enough(told["people"])
        stands &= self._enough(told["denominator"] - told["numerator"]) | ~counted
        both_sides = (told["numerator"] > 2 * self.rule.most + 1).fillna(False).astype(bool)
        return stands.mask(medians(full, self.own), both_sides)

    def _repeated(self, full: pd.DataFrame) -> pd.Series:
        """Rows whose counts other rows repeat."""
        item = next((name for name, kind in self.own.categories.items() if kind == "items"), None)
        return full[item].isin(self.own.same.values()) if item else pd.Series(True, full.index)

    def _all_of_the_group(self, stands: pd.Series, full: pd.DataFrame) -> pd.Series:
        """Whether all rows stand that share the groups and the items of each row."""
        kinds = self.own.categories
        alone = self.own.estimate == "ratio" or set(kinds.values()) <= {"items"}
        names = [*self.by, *(name for name, kind in kinds.items() if kind == "items" and not alone)]
        return stands.groupby([full[name] for name in names]).transform("all") if names else stands & stands.all()

    def _labels(self, told: pd.DataFrame, full: pd.DataFrame) -> pd.DataFrame:
        """A number of people may be the name of a row, too."""
        hidden = full["people"][told["people"].isna() & full["people"].notna()].astype("str")
        for name, kind in self.own.categories.items():
            if kind == "units":
                gone = told[name].isin(hidden)
                figures = [figure for figure in FIGURES if figure in told]
                told[figures] = told[figures].mask(gone)
                told[name] = told[name].mask(gone, HIDDEN)
        return told

    def _rounded(self, told: pd.DataFrame, full: pd.DataFrame) -> pd.DataFrame:
        """Shares in whole percent, further numbers to 1 or 2 decimals, medians as they are."""
        middle = medians(full, self.own)
        for name in FIGURES:
            if name in told:
                told[name] = told[name].mask(~middle, told[name].round(DECIMALS.get(self.own.estimate or "", 2)) + 0.0)
        if middle.any():  # the ends of a median's interval are values of single people
            known = told["numerator"].fillna(0).to_numpy("int64")
            ends = ~middle | (binom.ppf(0.025, known, 0.5) > self.rule.most)
            told[["low", "high"]] = told[["low", "high"]].where(ends)
        return told

    def _enough(self, counts: pd.Series) -> pd.Series:
        """Shown, and 0 or above what may not be told."""
        zero = (counts == 0) & self.rule.zeros_shown
        return ((counts > self.rule.most) | zero).fillna(False).astype(bool)


def withheld(full: pd.DataFrame, note: str) -> pd.DataFrame:
    """The table without a figure, for want of a way to show part of it."""
    gone = full.assign(status=HIDDEN, **({SIGNAL: HIDDEN} if SIGNAL in full else {}))
    figures = [name for name in ("count", "numerator", "denominator", "people", *FIGURES) if name in full]
    gone[figures] = pd.NA
    gone = gone.astype({name: full[name].dtype for name in figures})
    gone.attrs = {"note": note}
    return gone


def unlabelled(full: pd.DataFrame, own: Measure, by: tuple[str, ...]) -> pd.DataFrame:
    """The table without names of rows that may tell a figure: those not declared, numbers of people, and words."""
    telling = ("units", "words")
    plain = [*by, *(name for name, kind in own.categories.items() if kind not in telling), "status", "people"]
    return full.assign(
        **{name: HIDDEN for name in full if name not in (*plain, "count", "numerator", "denominator", *FIGURES)}
    )


def empty(table: pd.DataFrame, full: pd.DataFrame) -> bool:
    """Whether a table that had figures has none left."""
    main = [name for name in ("count", "numerator", "denominator", "share", "estimate") if name in full]
    return bool(full[main].notna().any(axis=None)) and bool(table[main].isna().all(axis=None))


def words(full: pd.DataFrame) -> dict[str, str]:
    """What a table says of itself, without counts: of a note the parts with a number go."""
    said = {name: "" if name in WORDS_WITH_COUNTS else own for name, own in full.attrs.items()}
    if "note" in said:
        parts = str(said["note"]).split("; ")
        said["note"] = "; ".join(part for part in parts if not any(letter.isdigit() for letter in part))
    return said
