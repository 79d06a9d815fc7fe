"""A model and what is hidden in it go in; what a reader can infer of each hidden cell, and a verdict, come out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from interview_analytics.disclosure.linked import Linked
from interview_analytics.disclosure.programme import Deadline
from interview_analytics.disclosure.reader import CLOSE, Reader
from interview_analytics.disclosure.rule import Rule

SAFE, AS_FAR_AS_POSSIBLE = "safe", "as wide as hiding everything would make it"
NARROW, KNOWN = "narrower than the rule asks", "known exactly"
BEFORE = "known from earlier reports, whatever this one hides"
LEAKS = (NARROW, KNOWN, BEFORE)
COLUMNS = ("key", "value", "small", "printed", "low", "high", "rule", "verdict")


def intervals(model: Linked, hidden: np.ndarray, rule: Rule, *, deadline: Deadline) -> pd.DataFrame:
    """What a reader can infer of each hidden cell: key, value, small, printed, low, high, rule, verdict.

    low, high: the least and most that it could be, given all that is shown; printed: False for a count that no table
    prints. A small cell is safe when a reader must think everything from its lower to its upper target possible, or,
    where the rule asks no more, when it is not known exactly; a cell hidden for its sake is safe as it is. Of cells of
    earlier reports it is told only whether they are as well hidden as they should be.
    """
    wanted, own = hidden & (model.small | model.published), model.own
    groups = [group for group in model.parts() if wanted[group].any() and own[group].any()]
    parts = [_part(model.part(group), hidden[group], rule, deadline) for group in groups]
    table = pd.concat(parts) if parts else pd.DataFrame(columns=COLUMNS)
    if model.frozen.any() and (table["verdict"] == KNOWN).any():
        known = table["key"].isin(_told_before(model, table.loc[table["verdict"] == KNOWN, "key"], deadline))
        table.loc[known, "verdict"] = BEFORE
    return table.sort_values("key", ignore_index=True).assign(rule=rule.name)[list(COLUMNS)]


def _part(own: Linked, gone: np.ndarray, rule: Rule, deadline: Deadline) -> pd.DataFrame:
    cells = np.flatnonzero(gone & (own.small | own.published))
    low, high = _limits(Reader(own, gone, deadline), own, cells)
    table = pd.DataFrame({"key": own.keys[cells], "value": own.values[cells], "small": own.small[cells]})
    table = table.assign(printed=own.published[cells], low=low, high=high, verdict=SAFE)
    short = own.small[cells] & ~_reached(own, cells, (low, high), rule)
    table.loc[short, "verdict"] = NARROW
    if short.any():
        wide = Reader(own, own.hideable | gone, deadline)
        best = wide.reach(cells[short], own.target_low[cells[short]], own.target_high[cells[short]])
        least, most = np.ceil(best[0] - CLOSE), np.floor(best[1] + CLOSE)  # people are whole
        least, most = np.maximum(least, own.target_low[cells[short]]), np.minimum(most, own.target_high[cells[short]])
        same = (low[short] <= least + CLOSE) & (high[short] >= most - CLOSE)
        table.loc[np.flatnonzero(short)[same], "verdict"] = AS_FAR_AS_POSSIBLE
    table.loc[own.small[cells] & (high - low < 1 - CLOSE), "verdict"] = KNOWN
    return table


def _limits(reader: Reader, own: Linked, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The exact limits of this report's cells; of other reports' as far as their targets."""
    low, high = np.zeros(len(cells)), np.zeros(len(cells))
    exact = own.own[cells]
    low[exact], high[exact] = reader.intervals(cells[exact])
    others = cells[~exact]
    low[~exact], high[~exact] = reader.reach(others, own.target_low[others], own.target_high[others])
    return low, high


def _told_before(model: Linked, keys: pd.Series, deadline: Deadline) -> np.ndarray:
    """Those of the cells that are known exactly even if this report tells nothing at all."""
    cells = np.flatnonzero(np.isin(model.keys, keys.to_numpy("object")))
    silent = replace(model, floor=np.where(model.published, 0.0, model.floor))
    low, high = Reader(silent, ~model.frozen, deadline).intervals(cells)
    return model.keys[cells[high - low < 1 - CLOSE]]


def _reached(model: Linked, cells: np.ndarray, limits: tuple[np.ndarray, np.ndarray], rule: Rule) -> np.ndarray:
    low, high = limits
    if rule.protection == "exact":
        return high - low >= 1 - CLOSE
    return (low <= model.target_low[cells] + CLOSE) & (high >= model.target_high[cells] - CLOSE)
