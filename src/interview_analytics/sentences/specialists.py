"""Tables of specialists and of their training go in; what they find, without comparing persons, comes out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from interview_analytics import words
from interview_analytics.sentences.parts import (
    Row,
    amount,
    fraction,
    hidden,
    listed,
    of_all,
    row,
    rows,
    silent,
    told,
    total,
)
from interview_analytics.words import number

OBSERVED, EXPECTED = "observed to expected", "expected placements"
SHADING, ALARM = "within 95 % limits", "within 99.8 % limits"
RULES = {"by days served": "by days served", "by interviews": "by interviews held"}
ON_THE_DAY = "on the day it began"
PRACTICES = {
    "asked for a job": "asked for a job",
    "industry researched": "were prepared by researching the industry",
    "opened a new industry": "opened a new industry",
}
CAUTION = (
    "Before and after differ for other reasons too: only the change beyond that of others can speak of the training."
)
BEFORE, AFTER, CHANGE = "before the training", "after the training", "change beyond that of others"


def specialist_funnel(table: pd.DataFrame) -> str:
    """How many placements there were of how many expected, of all."""
    ratio, expected = row(table, figure=OBSERVED), row(table, figure=EXPECTED)
    if not told(ratio):
        return silent("specialist_funnel", ratio)
    if hidden(expected):
        return f"{number(ratio['numerator'])} first placements were observed; how many were expected is hidden."
    about = words.rounded(expected["estimate"], 1)
    return f"{number(ratio['numerator'])} first placements were observed and {about} expected: {multiple(ratio)}."


def multiple(found: Row) -> str:
    """Observed over expected in words: "1.1 times the expected (0.75–1.6)"."""
    return f"{words.ratio(found['estimate'])} times the expected{words.limits(words.RATIO, found)}"


def funnel_of_each(found: Row) -> str:
    """One group's placements and their multiple."""
    return f"{number(found['numerator'])} placed, {multiple(found)}"


def verdict(table: pd.DataFrame, by: Sequence[str], named: bool) -> str:
    """Whether anybody lies outside the limits that chance alone hardly crosses, and what to look at then."""
    told_of = table[table["status"] == "shown"]
    if told_of.empty:
        return ""
    ratios = _within(told_of, by, ALARM)
    outside = ratios[_beyond(ratios)]
    if ratios.empty:
        return ""
    if outside.empty:
        return f" Inside the funnel: no sign of difference beyond chance and case mix{_beyond_95(told_of, by)}."
    names = [", ".join(words.value(name, each[name]) for name in by) for each in outside.to_dict("records")]
    who = listed(names) if named else f"{number(len(names))} of {number(len(ratios))}"
    return f" Outside 99.8 %: {who}; look at the records first, then the mix, then the practice."


def _within(told_of: pd.DataFrame, by: Sequence[str], name: str) -> pd.DataFrame:
    """The ratios of those groups that also show these limits, with them as `least` and `most`."""
    ratios, limits = (told_of[told_of["figure"] == figure] for figure in (OBSERVED, name))
    ends = limits[[*by, "low", "high"]].rename(columns={"low": "least", "high": "most"})
    return ratios.merge(ends, on=list(by)).dropna(subset=["estimate", "least", "most"])


def _beyond(ratios: pd.DataFrame) -> pd.Series:
    return (ratios["estimate"] < ratios["least"]) | (ratios["estimate"] > ratios["most"])


def _beyond_95(told_of: pd.DataFrame, by: Sequence[str]) -> str:
    ratios = _within(told_of, by, SHADING)
    number_of = int(_beyond(ratios).sum())
    return f" ({number_of} of {len(ratios)} beyond the 95 % limits, as chance alone puts 1 in 20)" if number_of else ""


def specialist_rates(table: pd.DataFrame) -> str:
    """The share placed within a year, of all."""
    found = row(table, basis="as counted")
    if not told(found):
        return silent("specialist_rates", found)
    return f"{fraction(found, 'job seekers enrolled at least a year ago')} were placed within a year."


def placement_credit(table: pd.DataFrame) -> str:
    """How many jobs there are to credit."""
    found = row(table, rule=ON_THE_DAY)
    if not told(found):
        return silent("placement_credit", found)
    return f"{number(found['count'])} jobs were started after enrolment; each counts once under each of three rules."


def moved(table: pd.DataFrame, by: Sequence[str], named: bool) -> str:
    """How many jobs at least would go to another specialist under the other rules."""
    of_rule = {name: table[table["rule"] == name].reset_index(drop=True) for name in (ON_THE_DAY, *RULES)}
    if not (table["status"] == "shown").all():
        return ""
    day = of_rule[ON_THE_DAY]["count"]
    parts = [f"{number((of_rule[name]['count'] - day).abs().sum() // 2)} {said}" for name, said in RULES.items()]
    whole = amount(total(rows(table, rule=ON_THE_DAY)), "jobs")
    return f" Of {whole}, at least {listed(parts)} would count for somebody else."


def training_effect(table: pd.DataFrame) -> str:
    """Each practice before and after the training, and its change beyond that of others."""
    parts = [_practice(table, name, said) for name, said in PRACTICES.items()]
    return f"{' '.join(parts)} {CAUTION}"


def _practice(table: pd.DataFrame, name: str, said: str) -> str:
    before, after, change = (row(table, practice=name, figure=figure) for figure in (BEFORE, AFTER, CHANGE))
    shares = f"{fraction(before, 'interviews')} {said} before the training and {_again(after)} after it"
    return f"{shares}; beyond the change of others: {_change(change)}."


def _again(found: Row) -> str:
    if not told(found):
        return words.status(found["status"])
    return f"{of_all(found)} ({words.with_interval(found['share'], found['low'], found['high'])})"


def _change(found: Row) -> str:
    if not told(found):
        return words.status(found["status"])
    limits = words.limits(CHANGE, found).strip(" ()")
    counted = amount(found["people"], "specialists")
    return f"{words.signed_points(found['estimate'])} ({f'{limits}; {counted}' if limits else counted})"
