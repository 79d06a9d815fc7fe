"""A measure's table and its declaration go in; what each printed count counts, and in which group, comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.measures import Measure
from interview_analytics.measures.answers import AT_LEAST, AT_MOST, NOT_YET_DUE
from interview_analytics.measures.declare import OWN_KINDS
from interview_analytics.tables import NOT_KNOWN

COUNTS = ("count", "numerator", "denominator", "people")
BOUNDS, MISSING = (AT_LEAST, AT_MOST), (NOT_KNOWN, NOT_YET_DUE)
PEOPLE, KNOWN, DUE = "people behind ", ": known", ": due"


def figures(name: str, table: pd.DataFrame, own: Measure, by: tuple[str, ...]) -> pd.DataFrame:
    """One row per printed count: table, row, figure, key, what, value, dims, and a column per dimension.

    `key` names the cell: two counts with the same key are one cell, wherever they are printed. A curve's `people` are
    no counts to print (`curves.py`).
    """
    groups = axes(table, own, by)
    told = whats(table, own)
    parts = [_printed(table, figure, what, groups).assign(table=name) for figure, what in told.items()]
    if own.estimate == "rate":  # days of caseload are no people: how many are behind them is what matters
        parts = [
            part.assign(behind=table["people"]) if (part["figure"] == "denominator").all() else part for part in parts
        ]
    if not parts:
        return pd.DataFrame(columns=["table", "row", "figure", "what", "value", "behind", "dims", "key", *groups])
    return keyed(pd.concat(parts, ignore_index=True), list(groups))


def _printed(table: pd.DataFrame, figure: str, what: pd.Series, groups: pd.DataFrame) -> pd.DataFrame:
    behind = table["people"] if figure in ("count", "numerator") else pd.Series(pd.NA, table.index, dtype="Int64")
    row = pd.Series(np.arange(len(table)), table.index)
    facts = {"row": row, "figure": figure, "what": what, "value": table[figure], "behind": behind}
    return groups.assign(**facts)[table[figure].notna()]


def keyed(cells: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """The cells with the names of their dimensions and their key."""
    dims, key = pd.Series("", cells.index, dtype="str"), cells["what"].astype("str") + " ["
    for group in sorted(groups):
        there = cells[group].notna()
        if not there.any():
            continue
        dims = dims.mask(there, dims + f"{group}|")
        key = key.mask(there, key + f"{group}=" + cells[group].astype("str").fillna("") + "; ")
    return cells.assign(dims=dims, key=key + "]")


def axes(table: pd.DataFrame, own: Measure, by: tuple[str, ...]) -> pd.DataFrame:
    """The dimensions along which the rows add up, a text column each; missing where a row has not got it."""
    plain = {name: table[name] for name in by}
    if own.stages:
        return pd.DataFrame(plain | _staged(table, own), index=table.index)
    for name, kind in own.categories.items():
        if kind == "parts":
            plain[name] = table[name]
        elif kind not in OWN_KINDS:
            plain[kind] = table[name]  # another name of a group that tables are broken down by
    return pd.DataFrame(plain, index=table.index)


def _staged(table: pd.DataFrame, own: Measure) -> dict[str, pd.Series]:
    stage, *ends = own.categories
    names = sorted({name for held in own.stages.values() for name in held})
    found = {name: pd.Series(pd.NA, table.index, dtype="str") for name in names}
    for value, held in own.stages.items():
        for end, name in zip(ends, held, strict=True):
            found[name] = found[name].mask(table[stage] == value, table[end])
    return found


def whats(table: pd.DataFrame, own: Measure) -> dict[str, pd.Series]:
    """What each count of a row counts, in words, by the name of its column."""
    if own.estimate == "curve":
        return {}
    if "numerator" in table:
        told = _shares(table, own)
    elif "count" in table:
        told = {"count": _words(table, own).replace(own.name, own.population or own.name)}
    else:
        return {"people": pd.Series(PEOPLE + (own.population or own.name), table.index)}
    return told | {"people": _people(table, own, told)}


def _people(table: pd.DataFrame, own: Measure, told: dict[str, pd.Series]) -> pd.Series:
    """What the people of each row are: those behind its count, or the count itself where people are counted."""
    figure = "count" if "count" in told else "numerator"
    main, given = told[figure], table[figure].notna()
    if own.estimate == "ratio":
        return _words(table, own) + ": people"
    if own.estimate == "rate":
        return PEOPLE + told["denominator"]
    if own.counts == "people":
        return main.where(given, told.get("denominator", main))
    return (PEOPLE + main).where(given, PEOPLE + _words(table, own) + ": no count")


def _words(table: pd.DataFrame, own: Measure) -> pd.Series:
    """The measure and the item of each row, or the population that this item is."""
    words = pd.Series(own.name, table.index)
    for name, kind in own.categories.items():
        if kind in ("items", "horizons"):
            words = words + ", " + table[name].astype("str").replace(dict(own.same))
    return words.replace({f"{own.name}, {what}": what for what in own.same.values() if "count" in table})


def _shares(table: pd.DataFrame, own: Measure) -> dict[str, pd.Series]:
    words, kinds = _words(table, own), {kind: name for name, kind in own.categories.items()}
    if "steps" in kinds:
        steps = words + ": " + table[kinds["steps"]].astype("str")
        of = own.population if own.ladders and own.population else narrowing(steps, table["numerator"])[0]
        return {"numerator": steps, "denominator": pd.Series(of, table.index)}
    if "answers" in kinds:
        return _answered(table, own, words, table[kinds["answers"]])
    told = {"numerator": words + ": yes"}
    if "denominator" in table:
        whole = {f"{own.name}, {part}": f"{own.name}, {item}" for item, parts in own.sums.items() for part in parts}
        of = words.replace(whole) + ": all"
        told["denominator"] = of.mask(medians(table, own), own.population or own.name)
    return told


def narrowing(what: pd.Series, value: pd.Series) -> list[str]:
    """Counts of which each contains the next, the widest first, whatever the order of the rows."""
    total = value.groupby(what).sum().rename("total").rename_axis("what").reset_index()
    return list(total.sort_values(["total", "what"], ascending=[False, True])["what"]) or [""]


def medians(table: pd.DataFrame, own: Measure) -> pd.Series:
    """Which rows tell the median of the values that their numerator counts."""
    if own.estimate == "median":
        return pd.Series(True, table.index)
    item = next((name for name, kind in own.categories.items() if kind == "items"), None)
    return table[item].isin(own.medians) if item and own.medians else pd.Series(False, table.index)


def _answered(table: pd.DataFrame, own: Measure, words: pd.Series, answer: pd.Series) -> dict[str, pd.Series]:
    missing, bound, wait = answer.isin(MISSING), answer.isin(BOUNDS), answer == NOT_YET_DUE
    said = answer[~missing & ~bound].astype("str")
    everyone = pd.Series(own.population or f"{own.name}: all", table.index)
    label, asked = answer.astype("str").mask(answer == AT_LEAST, said.iloc[0] if len(said) else ""), everyone
    if wait.any() and (answer == NOT_KNOWN).any():  # those for whom the time is over are known or not
        asked = words + DUE
    else:
        label = label.mask(missing, NOT_KNOWN)
    return {
        "numerator": words + ": " + label,
        "denominator": (words + KNOWN).mask(missing | bound, asked).mask(wait, everyone),
    }
