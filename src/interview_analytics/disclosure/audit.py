"""A model and what is hidden in it go in; for each hidden cell what a reader can infer, and whether that is little enough, comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.disclosure.linked import Linked
from interview_analytics.disclosure.programme import Deadline
from interview_analytics.disclosure.reader import CLOSE, Reader
from interview_analytics.disclosure.rule import Rule

SAFE, NARROWER, KNOWN = "safe", "narrower than the rule asks", "known exactly"


def intervals(model: Linked, hidden: np.ndarray, rule: Rule, *, deadline: Deadline) -> pd.DataFrame:
    """What a reader can infer of each hidden or unprinted cell: key, value, small, low, high, rule, verdict.

    low, high: the least and most that it could be, given all that is shown. A small cell is safe when a reader must
    think everything from its target's lower to its upper end possible; any other when it is not known exactly.
    """
    cells = np.flatnonzero(hidden & (model.small | model.published))
    low, high = np.zeros(len(model)), np.zeros(len(model))
    for group in model.parts():
        part, own = model.part(group), np.isin(group, cells)
        if own.any():
            reader = Reader(part, hidden[group], deadline)
            low[group[own]], high[group[own]] = reader.intervals(np.flatnonzero(own))
    table = pd.DataFrame({"key": model.keys, "value": model.values, "small": model.small, "low": low, "high": high})
    table = table.assign(rule=rule.name, verdict=_verdict(model, low, high, rule)).iloc[cells]
    return table.reset_index(drop=True)


def _verdict(model: Linked, low: np.ndarray, high: np.ndarray, rule: Rule) -> np.ndarray:
    exact = high - low < 1 - CLOSE
    reached = (low <= model.target_low + CLOSE) & (high >= model.target_high - CLOSE)
    short = model.small & ~reached & (rule.protection == "cover")
    return np.select([exact & model.small, short], [KNOWN, NARROWER], SAFE)
