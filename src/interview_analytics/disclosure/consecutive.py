"""This report's counts and earlier reports' ledgers go in; all their cells, and what holds across periods, come out."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from interview_analytics import periods
from interview_analytics.disclosure.declared import broken_down, unsaid
from interview_analytics.disclosure.figures import PEOPLE
from interview_analytics.disclosure.ledger import HIDDEN, SHOWN, Ledger, entry
from interview_analytics.disclosure.linked import EARLIER, Relation, adds_up, contained, linked
from interview_analytics.disclosure.rule import Rule
from interview_analytics.disclosure.together import (
    Declarations,
    DisagreementError,
    Tables,
    linked_cells,
    printed_counts,
    with_rule,
)
from interview_analytics.interview_log import Period

DAY = dt.timedelta(days=1)
CALENDAR = re.compile(r"(?<=[\[ ])(?:month|quarter)=(\d{4}-\d{2}|\d{4}Q[1-4]); ")
DIFFERENCE = f"{EARLIER}and another, the difference: "
Cells = tuple[pd.DataFrame, list[Relation]]
ALL = Period("all dates", dt.date.min, dt.date.max - DAY)


@dataclass(frozen=True, eq=False)
class Past:
    """The days of a report, and the ledgers of those before it."""

    period: Period = ALL
    ledgers: tuple[Ledger, ...] = ()

    @property
    def near(self) -> list[Ledger]:
        """The ledgers of reports that share days with this one."""
        return _near(self.period, self.ledgers)

    @property
    def labels(self) -> str:
        """The periods of the reports before it, in words."""
        shown = (own.period.words for own in self.ledgers if (own.cells["told"] == SHOWN).any())
        return ", ".join(dict.fromkeys(shown))

    def joined(self, cells: pd.DataFrame, relations: list[Relation], rule: Rule) -> Cells:
        """The report's cells and relations, with those of earlier ones that share days with it, and the differences."""
        near = self.near
        return with_earlier((cells, relations), near, period=self.period, rule=rule) if near else (cells, relations)


def _near(period: Period, ledgers: Sequence[Ledger]) -> list[Ledger]:
    """Those that share days with the period, or with others that do."""
    days, left = [period], list(ledgers)
    found: list[Ledger] = []
    while more := [own for own in left if any(own.period.first <= d.last and d.first <= own.period.last for d in days)]:
        found, days = [*found, *more], [own.period for own in more]
        left = [own for own in left if own not in more]
    return [own for own in ledgers if own in found]


@dataclass(frozen=True)
class Stand:
    """What one cell counts: over which stretches of time (a bit for each), and how much."""

    over: int
    value: float
    key: str


@dataclass
class Told:
    """One kind of count of one group, over all the periods for which some report holds it."""

    kind: str
    stands: dict[tuple[int, float], Stand] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    new: dict[str, float] = field(default_factory=dict)  # what a reader gets by subtraction

    def add(self, stand: Stand) -> None:
        """One more count; the same number for the same days is taken for the same count."""
        known = self.stands.setdefault((stand.over, stand.value), stand)
        if known is not stand:
            self.relations.append(adds_up(known.key, [stand.key]))

    def subtract(self, whole: Stand, part: Stand) -> Stand | None:
        """What is left of the whole without the part, if that is a count not met before."""
        upper, lower = (whole, part) if whole.value >= part.value else (part, whole)
        rest = Stand(whole.over & ~part.over, upper.value - lower.value, f"{DIFFERENCE}{upper.key} less {lower.key}")
        of_days = upper is whole and rest.over  # else something that was changed in the meantime
        known = self.stands.get((rest.over, rest.value)) if of_days else None
        self.relations.append(adds_up(upper.key, [lower.key, (known or rest).key]))
        if known:
            return None
        self.new[rest.key] = rest.value
        if not of_days:
            return None
        self.stands[rest.over, rest.value] = rest
        return rest

    @property
    def shared(self) -> bool:
        """Whether the same person may be counted in several periods that share no day."""
        return self.kind.startswith(PEOPLE)


def with_earlier(own: Cells, ledgers: Sequence[Ledger], *, period: Period, rule: Rule) -> Cells:
    """The cells and relations of this report and of all earlier ones, and what a reader gets by subtracting them.

    What an earlier report showed is `frozen`; what it hid is still to be hidden, with what its reader knew of it.
    Between two counts of the same group, one of days that the other holds too, stands their difference, and between
    two of the same days what was changed in the meantime; both are small as any other count is. A reader is taken to
    know which of the two is larger, and where nothing was changed.
    """
    cells, relations = own
    parts = [_of(ledger, number, rule) for number, ledger in enumerate(ledgers, start=1)]
    reports = [(period, cells), *((ledger.period, part) for ledger, (part, _) in zip(ledgers, parts, strict=True))]
    told = _told(reports)
    people = _people([each for each in told if each.shared], rule)
    told = [each for each in told if not each.shared]
    for each in told:
        _linked(each)
    new = {key: value for each in told for key, value in each.new.items()}
    more = pd.DataFrame({"key": list(new), "value": list(new.values())}).astype({"key": "object", "value": "float64"})
    more = more.assign(small=rule.small(more["value"].to_numpy("float64")), published=False)
    between, idle = _plain([relation for each in told for relation in each.relations], more)
    cells = cells.assign(small=cells["small"] | cells["key"].isin(people))
    every = pd.concat([cells, *(part for part, _ in parts), more[~more["key"].isin(idle)]], ignore_index=True)
    return every, [*relations, *(own for _, held in parts for own in held), *between]


def _people(told: Sequence[Told], rule: Rule) -> set[str]:
    """People of this report who are not to be told: few of them came new, or came in an earlier period as well.

    The same person may come in several periods, so that periods say little of each other: no sums are needed.
    """
    found = set()
    for each in told:
        for one, other in itertools.permutations(each.stands.values(), 2):
            if not one.key.startswith(EARLIER) and _tells(one, other, list(each.stands.values()), rule):
                found.add(one.key)
    return found


def _tells(one: Stand, other: Stand, every: Sequence[Stand], rule: Rule) -> bool:
    """Whether two counts of people differ by few, or with a third one tell of few who came in both its parts."""
    if not (_within(one, other) or _within(other, one) or one.over == other.over):
        return False
    whole, part = (one, other) if _within(other, one) else (other, one)
    rest = [own.value + part.value - whole.value for own in every if own.over == whole.over & ~part.over]
    return bool(rule.small(np.abs(np.array([whole.value - part.value, *rest]))).any())


def _plain(relations: Sequence[Relation], more: pd.DataFrame) -> tuple[list[Relation], set[str]]:
    """Relations with nothing left in them of differences that are not small and occur once: these are 0 or more."""
    times = Counter(key for own in relations for key in own.cells)
    idle = {key for key in more.loc[~more["small"], "key"] if times[key] == 1}
    return [contained(own.cells[1], own.cells[0]) if own.cells[-1] in idle else own for own in relations], idle


def counted(tables: Tables, declarations: Declarations, *, period: Period, rule: Rule) -> Ledger:
    """The ledger of tables that nobody is shown, for days that a reader gets by subtraction.

    With it the people behind a difference are known, not its number alone.
    """
    declarations = broken_down(tables, declarations)
    left = {name: table for name, table in tables.items() if name not in unsaid(tables, declarations)}
    while True:
        counts = printed_counts(left, declarations)
        try:
            cells, relations = linked_cells(left, declarations, counts, left)
        except DisagreementError as error:
            told = error.of(counts) or list(left)
            left = {name: table for name, table in left.items() if name not in told}
            continue
        return entry(linked(with_rule(cells, rule), relations, rule), set(), period=period, rule=rule, about={})


def gaps(period: Period, ledgers: Iterable[Ledger]) -> list[Period]:
    """The stretches of days by which this period and earlier ones differ: what a reader can get by subtraction."""
    here, told = (period.first, period.last), {(own.period.first, own.period.last) for own in ledgers}
    found: set[tuple[dt.date, dt.date]] = set()
    for (first, last), (begun, ended) in (pair for own in told for pair in ((here, own), (own, here))):
        if first <= begun and ended <= last:
            found |= {(first, begun - DAY)} if first < begun else set()
            found |= {(ended + DAY, last)} if ended < last else set()
    return [Period(f"{first}..{last}", first, last) for first, last in sorted(found - told - {here})]


def _of(ledger: Ledger, number: int, rule: Rule) -> Cells:
    """The ledger's cells and relations, their keys told apart from those of other reports."""
    begin = f"{EARLIER}{number}, {ledger.period.label}: "
    shown, hidden = ledger.cells["told"] == SHOWN, ledger.cells["told"] == HIDDEN
    small = (ledger.cells["small"] | rule.small(ledger.cells["value"].to_numpy())) & ~shown
    known = hidden & ledger.cells["small"] & (ledger.cells["value"] <= ledger.rule.most)
    cells = pd.DataFrame(
        {
            "key": begin + ledger.cells["key"],
            "value": ledger.cells["value"].astype("float64"),
            "small": small,
            "published": shown,
            "frozen": shown,
            "floor": np.where(hidden, float(ledger.rule.least), 0.0),
            "ceiling": np.where(known, float(ledger.rule.most), np.inf),
            "plain": ledger.cells["key"],
        }
    )
    needed = shown | ~ledger.cells["key"].str.startswith(PEOPLE)
    kept = set(ledger.cells.loc[needed, "key"])
    renamed = (
        Relation(tuple(begin + cell for cell in own.cells), own.weights, own.low, own.high)
        for own in ledger.relations
        if kept.issuperset(own.cells)
    )
    return cells[needed], list(renamed)


def _told(reports: Sequence[tuple[Period, pd.DataFrame]]) -> list[Told]:
    """The counts of all reports, those of the same kind and group together, with the days that each is of."""
    rows = [
        (kind, first, last, value, key)
        for period, cells in reports
        for plain, value, key in zip(cells.get("plain", cells["key"]), cells["value"], cells["key"], strict=True)
        for kind, first, last in [_when(plain, period)]
        if first <= last
    ]
    ends = {first.toordinal() for _, first, *_ in rows} | {last.toordinal() + 1 for _, _, last, *_ in rows}
    place = {day: number for number, day in enumerate(sorted(ends))}
    found: dict[str, Told] = {}
    for kind, first, last, value, key in sorted(rows):
        over = (1 << place[last.toordinal() + 1]) - (1 << place[first.toordinal()])
        found.setdefault(kind, Told(kind)).add(Stand(over, float(value), key))
    return [each for each in found.values() if len(each.stands) > 1 or each.relations]


def _when(key: str, period: Period) -> tuple[str, dt.date, dt.date]:
    """The key without months and quarters, and the days that it tells of."""
    first, last = period.first, period.last
    for label in CALENDAR.findall(key):
        own = periods.parse(label)
        first, last = max(first, own.first), min(last, own.last)
    return CALENDAR.sub("", key), first, last


def _linked(told: Told) -> None:
    """All differences between counts of which one holds the days of the other, and again between those and others."""
    printed = sorted(told.stands.values(), key=lambda own: (own.over, own.value, own.key))
    rests = [told.subtract(whole, part) for whole, part in itertools.permutations(printed, 2) if _within(part, whole)]
    further = [rest for rest in rests if rest]
    while further:
        found = [told.subtract(whole, part) for whole in further for part in printed if _within(part, whole)]
        further = [rest for rest in found if rest and _together(rest.over)]
    _changed(told)


def _within(part: Stand, whole: Stand) -> bool:
    return part.over != whole.over and part.over & ~whole.over == 0


def _together(over: int) -> bool:
    """Whether the days follow one another without a gap."""
    return (over // (over & -over)) & (over // (over & -over) + 1) == 0


def _changed(told: Told) -> None:
    """What differs between counts of the same days: what was entered, or mended, in the meantime."""
    for _, group in itertools.groupby(sorted(told.stands.values(), key=_order), key=lambda own: own.over):
        for lower, upper in itertools.pairwise(group):
            told.subtract(upper, lower)


def _order(own: Stand) -> tuple[int, float, str]:
    return own.over, own.value, own.key
