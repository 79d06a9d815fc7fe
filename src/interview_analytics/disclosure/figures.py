"""A measure's table and its declaration go in; what each printed count counts, and in which group, comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.measures import Measure
from interview_analytics.measures.answers import AT_LEAST, AT_MOST, NOT_YET_DUE
from interview_analytics.tables import NOT_KNOWN

COUNTS = ("count", "numerator", "denominator", "people")
BOUNDS, MISSING = (AT_LEAST, AT_MOST), (NOT_KNOWN, NOT_YET_DUE)
PEOPLE = "people behind "


def figures(name: str, table: pd.DataFrame, own: Measure, by: tuple[str, ...]) -> pd.DataFrame:
    """One row per printed count: table, row, figure, key, what, value, dims, and a column per dimension.

    `key` names the cell: two counts with the same key are one cell, wherever they are printed. A curve's `people` are
    no counts to print (`curves.py`).
    """
    groups = axes(table, own, by)
    told = whats(table, own)
    parts = [_printed(table, figure, what, groups).assign(table=name) for figure, what in told.items()]
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
        elif kind not in KINDS_IN_WORDS and kind != "repeats":
            plain[kind] = table[name]  # another name of a group that tables are broken down by
    return pd.DataFrame(plain, index=table.index)


KINDS_IN_WORDS = ("steps", "answers", "horizons", "items")


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
    if "numerator" in table:
        told = _shares(table, own)
    elif "count" in table:
        told = {"count": pd.Series(own.population or own.name, table.index)}
    else:
        return {}
    main = told["count" if "count" in told else "numerator"]
    if own.counts == "people":
        given = table["count" if "count" in told else "numerator"].notna()
        return told | {"people": main.where(given, told.get("denominator", main))}
    return told | {"people": PEOPLE + main}


def _shares(table: pd.DataFrame, own: Measure) -> dict[str, pd.Series]:
    words = pd.Series(own.name, table.index)
    for name, kind in own.categories.items():
        if kind in ("items", "horizons"):
            words = words + ", " + table[name].astype("str")
    kinds = {kind: name for name, kind in own.categories.items()}
    if "steps" in kinds:
        steps = words + ": " + table[kinds["steps"]].astype("str")
        return {"numerator": steps, "denominator": pd.Series(narrowing(steps, table["numerator"])[0], table.index)}
    if "answers" in kinds:
        return _answered(table, own, words, table[kinds["answers"]])
    of = (words + ": all").mask(_medians(table, own), own.population or own.name)
    return {"numerator": words + ": yes", "denominator": of}


def narrowing(what: pd.Series, value: pd.Series) -> list[str]:
    """Counts of which each contains the next, the widest first, whatever the order of the rows."""
    total = value.groupby(what).sum().rename("total").rename_axis("what").reset_index()
    return list(total.sort_values(["total", "what"], ascending=[False, True])["what"]) or [""]


def _medians(table: pd.DataFrame, own: Measure) -> pd.Series:
    item = next((name for name, kind in own.categories.items() if kind == "items"), None)
    return table[item].isin(own.medians) if item and own.medians else pd.Series(False, table.index)


def _answered(table: pd.DataFrame, own: Measure, words: pd.Series, answer: pd.Series) -> dict[str, pd.Series]:
    missing, bound = answer.isin(MISSING), answer.isin(BOUNDS)
    said = answer[~missing & ~bound].astype("str")
    label = answer.astype("str").mask(answer == AT_LEAST, said.iloc[0] if len(said) else "").mask(missing, NOT_KNOWN)
    everyone = own.population or f"{own.name}: all"
    return {
        "numerator": words + ": " + label,
        "denominator": (words + ": known").mask(missing | bound, everyone),
    }
