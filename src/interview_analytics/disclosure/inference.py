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
    gone = hidden & _in_question(model, hidden)
    cells = np.flatnonzero(gone & (model.small | model.published))
    low, high = _limits(Reader(model, gone, deadline), model, cells)
    verdict, small = np.full(len(cells), SAFE, "object"), model.small[cells]
    short = small & ~_reached(model, cells, (low, high), rule)
    verdict[short] = NARROW
    if short.any():
        reader = Reader(model, model.hideable | gone, deadline)
        best = _within_targets(reader, model, cells[short])
        same = (low[short] <= best[0] + CLOSE) & (high[short] >= best[1] - CLOSE)
        verdict[np.flatnonzero(short)[same]] = AS_FAR_AS_POSSIBLE
    known = small & (high - low < 1 - CLOSE)
    verdict[known] = KNOWN
    if model.frozen.any() and known.any():
        verdict[np.isin(cells, _told_before(model, cells[known], deadline))] = BEFORE
    table = pd.DataFrame({"key": model.keys[cells], "value": model.values[cells], "small": small})
    table = table.assign(printed=model.published[cells], low=low, high=high, verdict=verdict.astype("str"))
    return table.assign(rule=rule.name)[list(COLUMNS)]


def _in_question(model: Linked, hidden: np.ndarray) -> np.ndarray:
    """The cells of those groups in which something of this report is hidden of which a reader may want to know."""
    wanted, own, found = hidden & (model.small | model.published), model.own, np.zeros(len(model), bool)
    for group in model.parts():
        found[group] = wanted[group].any() and own[group].any()
    return found


def _within_targets(reader: Reader, model: Linked, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least and most that each of these cells could be in whole people, as far as their targets."""
    target_low, target_high = model.target_low[cells], model.target_high[cells]
    low, high = reader.reach(cells, target_low, target_high)
    return np.maximum(np.ceil(low - CLOSE), target_low), np.minimum(np.floor(high + CLOSE), target_high)


def _limits(reader: Reader, own: Linked, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The exact limits of this report's cells; of other reports' as far as their targets."""
    low, high = np.zeros(len(cells)), np.zeros(len(cells))
    exact = own.own[cells]
    low[exact], high[exact] = reader.intervals(cells[exact])
    others = cells[~exact]
    low[~exact], high[~exact] = reader.reach(others, own.target_low[others], own.target_high[others])
    return low, high


def _told_before(model: Linked, cells: np.ndarray, deadline: Deadline) -> np.ndarray:
    """Those of the cells that are known exactly even if this report tells nothing at all."""
    silent = replace(model, floor=np.where(model.published, 0.0, model.floor))
    low, high = Reader(silent, ~model.frozen, deadline).intervals(cells)
    return cells[high - low < 1 - CLOSE]


def _reached(model: Linked, cells: np.ndarray, limits: tuple[np.ndarray, np.ndarray], rule: Rule) -> np.ndarray:
    low, high = limits
    if rule.protection == "exact":
        return high - low >= 1 - CLOSE
    return (low <= model.target_low[cells] + CLOSE) & (high >= model.target_high[cells] - CLOSE)
