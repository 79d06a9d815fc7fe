"""People and the columns to adjust for go in; a column of 0 and 1 for each value that can be told apart comes out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.cohorts import cohort
from interview_analytics.measures.groups import grouped, strata

MOST_VALUES = 12  # of one column: more of them would leave too few people to each
FEWEST_PLACEMENTS = 5  # of a value that is compared on its own


def adjustable(log: InterviewLog, *wished: str) -> list[str]:
    """Of the columns wished for, those that a comparison of this log's job seekers can be adjusted for.

    wished: names of columns of the roster, `region`, or `sector` for the industry named first. A column that there is
    not, that is the same for everybody, or that has more than 12 different values is left out.
    """
    names = [name for name in dict.fromkeys(wished) if name in _columns(log)]
    values = grouped(log, cohort(log), tuple(names))[names].nunique()
    return [name for name in names if 2 <= values[name] <= MOST_VALUES]


def _columns(log: InterviewLog) -> list[str]:
    return list(dict.fromkeys(["region", "sector", *strata(log)]))


def checked(log: InterviewLog, people: pd.DataFrame, adjust: Sequence[str]) -> pd.DataFrame:
    """The columns of each person that `adjust` names, as texts; ValueError names `adjust` where one cannot serve."""
    names = (adjust,) if isinstance(adjust, str) else tuple(adjust)
    allowed = _columns(log)
    for name in names:
        if name not in allowed:
            raise ValueError(f"adjust: there is no column {name!r}; there are {', '.join(allowed)}")
    if len(set(names)) < len(names):
        raise ValueError(f"adjust: the same column twice: {', '.join(names)}")
    own = grouped(log, people, names)[list(names)]
    for name in names if len(people) else ():
        if not 2 <= own[name].nunique() <= MOST_VALUES:
            raise ValueError(
                f"adjust: {name!r} has {own[name].nunique()} different values; 2 to {MOST_VALUES} can serve"
            )
    return own


def case_mix(own: pd.DataFrame, placed: pd.Series) -> pd.DataFrame:
    """A 0/1 column for each value with at least 5 placements but the most frequent, which all others are compared with.

    Values with fewer placements stand with the most frequent one. own: texts, a row per person. placed: 0 or 1 of each.
    """
    columns: dict[str, pd.Series] = {}
    for name in own:
        numbers = placed.groupby(own[name]).agg(["size", "sum"]).sort_values("size", ascending=False, kind="stable")
        enough = numbers.index[1:][numbers["sum"][1:] >= FEWEST_PLACEMENTS]
        columns |= {f"{name}: {value}": own[name].eq(value).astype("float64") for value in sorted(enough)}
    return pd.DataFrame(columns, index=own.index)
