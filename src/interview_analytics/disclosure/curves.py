"""Curves and the people still followed go in; the same at those months alone at which they may be read come out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.disclosure.rule import Rule
from interview_analytics.measures import Measure

CLOSE = 1e-9
ESTIMATED = ["estimate", "low", "high"]


def curves(table: pd.DataFrame, own: Measure, by: tuple[str, ...], rule: Rule) -> pd.DataFrame:
    """Each curve at those months only between which enough people had its outcome, or nobody, in whole percent.

    Where fewer are still followed a curve ends, and nobody is told how many: that would give steps away. All groups
    are read at the same months, lest one of them follow from the others and the whole. Of curves that contain each
    other the inner one is read where enough people had only the outer outcome, too.
    """
    names, place = _laid_out(table, own, by)
    had, still = (_figures(table, figure, place) for figure in ("estimate", "people"))
    events = least_events(had, still, competing="outcomes" in own.categories.values())
    kept = np.zeros(len(table), bool)
    for curve in range(len(names)):
        series = [events[curve]]
        if own.nested and curve:
            series.append(np.maximum(events[curve - 1] - events[curve], 0.0))
        kept[place[curve][readable(series, np.nan_to_num(still[curve]), rule)]] = True
    told = table.assign(people=pd.array([pd.NA] * len(table), dtype="Int64"))
    told[ESTIMATED] = told[ESTIMATED].where(pd.Series(kept, table.index)).round(2)
    return told


def _laid_out(table: pd.DataFrame, own: Measure, by: tuple[str, ...]) -> tuple[list[str], np.ndarray]:
    """The curves in the order of the table, and at which row of it each stands: curve, group, month."""
    curve = next(name for name, kind in own.categories.items() if kind in ("outcomes", "curves"))
    month = next(name for name, kind in own.categories.items() if kind == "months")
    names = list(dict.fromkeys(table[curve]))
    group = table.groupby(list(by), sort=False).ngroup() if by else pd.Series(0, table.index)
    codes = [pd.Categorical(table[curve], categories=names).codes, group, pd.factorize(table[month], sort=True)[0]]
    order = np.lexsort(codes[::-1])
    return names, order.reshape(len(names), group.max() + 1, -1)


def _figures(table: pd.DataFrame, name: str, place: np.ndarray) -> np.ndarray:
    return table[name].to_numpy("float64", na_value=np.nan)[place]


def least_events(had: np.ndarray, still: np.ndarray, *, competing: bool) -> np.ndarray:
    """How many had each outcome in each month, at the least: curve, group, month.

    The rise of the curve, among those whom no outcome had met before, times those who were there all month. Where
    their number grows, people join late, and nobody need have been there from the beginning.
    """
    grows = (np.diff(still) > 0).any(axis=-1, keepdims=True)
    first = np.where(grows, 0.0, still[..., :1])
    there = np.minimum(np.concatenate([first, still[..., :-1]], axis=-1), still)
    before = np.concatenate([np.zeros_like(first), had[..., :-1]], axis=-1)
    left = 1.0 - (before.sum(axis=0) if competing else before)
    return np.nan_to_num((had - before) * there / np.maximum(left, CLOSE)).clip(min=0.0)


def readable(series: list[np.ndarray], still: np.ndarray, rule: Rule) -> np.ndarray:
    """At which months which group may be read: the same for all groups that are read at all.

    series: kinds of events that may not be told when they are few, by group and month. Groups with few of them are not
    read, yet together they must be enough as well, for a reader can subtract the others from the whole.
    """
    apart = _apart(series[0].sum(axis=1), still.max(axis=1, initial=0.0), rule)
    lines = [np.vstack([own[apart], own[~apart].sum(axis=0)]) for own in series]
    followed = np.vstack([still[apart], still[~apart].sum(axis=0)])
    lines = [own[followed.any(axis=1)] for own in lines]
    followed = followed[followed.any(axis=1)]
    return np.outer(apart, _months(lines, followed, rule))


def _apart(events: np.ndarray, people: np.ndarray, rule: Rule) -> np.ndarray:
    """Groups with enough events, or none, of enough people; the smallest of them join the others if those are few."""
    apart = (people > rule.most) & ((events > rule.most) | (events < CLOSE))
    for group in np.argsort(events, kind="stable"):
        others = events[~apart].sum(), people[~apart].sum()
        if not others[1] or (others[1] > rule.most and (others[0] > rule.most or others[0] < CLOSE)):
            break
        apart[group] = False
    return apart


def _months(lines: list[np.ndarray], followed: np.ndarray, rule: Rule) -> np.ndarray:
    """The months since each of which, and up to the next, every line has enough events or none: one after the other."""
    kept, last = np.zeros(followed.shape[1], bool), 0
    for month in np.flatnonzero((followed > rule.most).all(axis=0)).tolist():
        kept[month] = _enough(lines, last, month + 1, rule)
        last = month + 1 if kept[month] else last
    while kept.any() and not _enough(lines, last, len(kept), rule):  # what is left of a known whole
        kept[last - 1] = False
        last = int(np.flatnonzero(kept).max(initial=-1)) + 1
    return kept


def _enough(lines: list[np.ndarray], begin: int, end: int, rule: Rule) -> bool:
    sums = np.concatenate([own[:, begin:end].sum(axis=1) for own in lines])
    return bool(np.all((sums < CLOSE) | (sums > rule.most)))
