"""A function that counts something in an InterviewLog goes in; a declared measure, checked and labelled, comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Literal

import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.groups import strata
from interview_analytics.tables import TABLES

STATUSES = ("shown", "hidden", "too_few", "not_yet_due", "not_known")
INTERVIEW_BY = ("specialist", "month", "quarter", "sector", "region", "conducted_by", "contact_role", "strata")
PERSON_BY = ("specialist", "month", "quarter", "sector", "region", "strata")
SAID_BY_THE_MEASURE = ("n", "missing", "estimator", "interval", "note")  # words that only the computation knows
OWN_KINDS = (
    "parts",  # disjoint, and together all
    "steps",  # shares of the same whole, each step a part of the one before
    "answers",  # yes, not known or not yet due, and the bounds; or the answers that make up all that are known
    "horizons",  # the same question after longer and longer times, each for fewer
    "items",  # different questions, asked of the same rows
    "repeats",  # different figures of the same people
    "outcomes",  # of a curve, of which nobody has more than one
    "curves",  # each of its own; with `nested` each contains the next
    "months",  # at which a curve is read
    "units",  # of how many people a number is told
    "words",  # said of the figures of the row, and only beside them
)
ESTIMATES = (
    "median",  # of the values that the numerator counts
    "curve",  # of months since a beginning; `people` are those still followed
    "rate",  # events by days of `people`
    "ratio",  # of the numerator to what is expected, or to others; `people` hold both
    "number",  # that rests on `people` alone
    "rest",  # beside counts, in rows without any: it stands where all rows that it was made from do
)
By = Any  # what a caller may say: nothing, one name, or several; the declaration hands the measure a tuple of names


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What one measure counts, which date selects it, how it may be broken down, and which columns it needs."""

    name: str
    definition: str
    table: Callable[..., pd.DataFrame]
    unit: str  # what one count is: "interview", "job seeker", "placement" …
    counts: Literal["people", "events"]
    anchor: str  # the date by which a period selects it
    by: tuple[str, ...]
    needs: tuple[str, ...]  # `table.column` without which it cannot be computed
    source: str = ""  # the regulation or paper that defines it, where one does
    default_by: tuple[str, ...] = ()  # what it is broken down by when nobody says; `by=()` asks for the whole
    overlap: tuple[str, ...] = ()  # of `by`: those whose groups may share people or events; the others are disjoint
    nested: str | None = None  # own category whose rows are subsets, each of the one before
    nested_in: str | None = None  # measure whose count contains this one
    population: str | None = None  # what all its rows are, where other measures count the same
    own: Mapping[str, str] | None = None  # own category -> one of OWN_KINDS, or the group it stands for; None: not said
    stages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # stage -> what the other categories hold in it
    makes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # population -> parts, or `group=value`, of it
    alike: Mapping[str, str] = field(default_factory=dict)  # own count -> population that it may be, period permitting
    inside: Mapping[str, str] = field(default_factory=dict)  # own count -> population that contains it
    same: Mapping[str, str] = field(default_factory=dict)  # item -> item, or population, whose counts it repeats
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # item -> items whose numerators make up its own
    ladders: tuple[tuple[str, ...], ...] = ()  # steps or items of which each is a part of the one before, if several
    medians: tuple[str, ...] = ()  # items whose figure is a median: the numerator is how many are known
    estimate: str | None = None  # one of ESTIMATES: what an `estimate`, or a row without counts, rests on

    @property
    def categories(self) -> Mapping[str, str]:
        """The own categories with what each is; a measure that does not say has none, and is not shown outside."""
        return self.own or {}


MEASURES: dict[str, Measure] = {}


def measure(**facts: Any) -> Callable[[Callable[..., pd.DataFrame]], Callable[..., pd.DataFrame]]:
    """The declaration of a measure, by the fields of `Measure`: checks `by`, answers a missing column, labels.

    What else the measure takes is keyword-only and handed on to it as it stands.
    """

    def declared(function: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
        @wraps(function)
        def table(log: InterviewLog, by: By = None, **options: Any) -> pd.DataFrame:
            groups = _checked(own, log, by)
            absent = [need for need in own.needs if need not in log.recorded]
            if absent:
                return _labelled(_without(groups, _note(absent)), own, log)
            return _labelled(function(log, groups, **options), own, log)

        own = Measure(
            name=function.__name__,
            definition=_definition(function),
            source=_source(function),
            table=table,
            **facts,
        )
        MEASURES[own.name] = own
        return table

    return declared


def groups_allowed(own: Measure, log: InterviewLog) -> list[str]:
    """The names that `by` may hold for this measure and this log, strata included."""
    named = [name for name in own.by if name != "strata"]
    return named + ([name for name in strata(log) if name not in named] if "strata" in own.by else [])


def _definition(function: Callable[..., pd.DataFrame]) -> str:
    return (function.__doc__ or "").strip().split("\n")[0]


def _source(function: Callable[..., pd.DataFrame]) -> str:
    """What the documentation names behind "Source:", on one line."""
    return " ".join((function.__doc__ or "").partition("Source:")[2].split())


def _checked(own: Measure, log: InterviewLog, by: By) -> tuple[str, ...]:
    names = own.default_by if by is None else (by,) if isinstance(by, str) else tuple(by)
    allowed = groups_allowed(own, log)
    for name in names:
        if name not in allowed:
            raise ValueError(f"by: {own.name} cannot be broken down by {name!r}; it can by {', '.join(allowed)}")
    if len(set(names)) < len(names):
        raise ValueError(f"by: {own.name} is broken down by the same name twice: {', '.join(names)}")
    return names


def _note(absent: list[str]) -> str:
    columns = " and ".join(_named(*need.split(".")) for need in absent)
    return f"needs {columns}, which no export holds"


def _named(table: str, column: str) -> str:
    return f"{column.replace('_', ' ')} ({TABLES[table][column].meaning})"


def _without(groups: tuple[str, ...], note: str) -> pd.DataFrame:
    table = pd.DataFrame({name: pd.Series(dtype="str") for name in (*groups, "status")})
    table.attrs["note"] = note
    return table


def _labelled(table: pd.DataFrame, own: Measure, log: InterviewLog) -> pd.DataFrame:
    said = {name: table.attrs.get(name, "") for name in SAID_BY_THE_MEASURE}
    table.attrs = {
        "measure": own.name,
        "definition": own.definition,
        "unit": own.unit,
        "as_of": f"{log.as_of:%Y-%m-%d}",
        "window": log.window.words if log.window else "all dates",
        **said,
    }
    return table
