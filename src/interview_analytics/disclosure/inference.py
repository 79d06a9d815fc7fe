"""A model and what is hidden in it go in; what a reader can infer of each hidden cell, and a verdict, come out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.disclosure.linked import Linked
from interview_analytics.disclosure.programme import Deadline
from interview_analytics.disclosure.reader import CLOSE, Reader
from interview_analytics.disclosure.rule import Rule

SAFE, AS_FAR_AS_POSSIBLE = "safe", "as wide as hiding everything would make it"
NARROW, KNOWN = "narrower than the rule asks", "known exactly"
LEAKS = (NARROW, KNOWN)
COLUMNS = ("key", "value", "small", "printed", "low", "high", "rule", "verdict")


def intervals(model: Linked, hidden: np.ndarray, rule: Rule, *, deadline: Deadline) -> pd.DataFrame:
    """What a reader can infer of each hidden cell: key, value, small, printed, low, high, rule, verdict.

    low, high: the least and most that it could be, given all that is shown; printed: False for a count that no table
    prints. A small cell is safe when a reader must think everything from its lower to its upper target possible, or,
    where the rule asks no more, when it is not known exactly; a cell hidden for its sake is safe as it is.
    """
    wanted = hidden & (model.small | model.published)
    parts = [_part(model.part(group), hidden[group], rule, deadline) for group in model.parts() if wanted[group].any()]
    table = pd.concat(parts) if parts else pd.DataFrame(columns=COLUMNS)
    return table.sort_values("key", ignore_index=True).assign(rule=rule.name)[list(COLUMNS)]


def _part(own: Linked, gone: np.ndarray, rule: Rule, deadline: Deadline) -> pd.DataFrame:
    cells = np.flatnonzero(gone & (own.small | own.published))
    reader = Reader(own, gone, deadline)
    low, high = reader.intervals(cells)
    table = pd.DataFrame({"key": own.keys[cells], "value": own.values[cells], "small": own.small[cells]})
    table = table.assign(printed=own.published[cells], low=low, high=high, verdict=SAFE)
    short = own.small[cells] & ~_reached(own, cells, (low, high), rule)
    table.loc[short, "verdict"] = NARROW
    if short.any():
        best = Reader(own, own.hideable | gone, deadline).intervals(cells[short])
        least, most = np.ceil(best[0] - CLOSE), np.floor(best[1] + CLOSE)  # people are whole
        least, most = np.maximum(least, own.target_low[cells[short]]), np.minimum(most, own.target_high[cells[short]])
        same = (low[short] <= least + CLOSE) & (high[short] >= most - CLOSE)
        table.loc[np.flatnonzero(short)[same], "verdict"] = AS_FAR_AS_POSSIBLE
    table.loc[own.small[cells] & (high - low < 1 - CLOSE), "verdict"] = KNOWN
    return table


def _reached(model: Linked, cells: np.ndarray, limits: tuple[np.ndarray, np.ndarray], rule: Rule) -> np.ndarray:
    low, high = limits
    if rule.protection == "exact":
        return high - low >= 1 - CLOSE
    return (low <= model.target_low[cells] + CLOSE) & (high >= model.target_high[cells] - CLOSE)
