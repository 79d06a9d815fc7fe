"""Tables of jobs, and of the time until they start, go in; what they find, in a sentence, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics import words
from interview_analytics.sentences.parts import (
    Row,
    amount,
    due,
    followed,
    fraction,
    hidden,
    latest,
    listed,
    of_100,
    of_all,
    row,
    silent,
    told,
    total,
)

ITEMS = ("20 or more hours a week", "competitive integrated employment")


def placements(table: pd.DataFrame) -> str:
    """How many jobs were started, first ones and later ones."""
    first, later, before = (row(table, start=start) for start in ("first", "later", "before enrolment"))
    if not told(first) and not told(later):
        return silent("placements", first)
    some = hidden(before) or before["count"]
    earlier = f"; {amount(before['count'], 'further jobs')} had begun before enrolment" if some else ""
    return (
        f"Job seekers started {amount(total([first, later]), 'jobs')} after they enrolled: {amount(first['count'])} "
        f"were a person's first and {amount(later['count'])} came later{earlier}."
    )


def time_to_placement(table: pd.DataFrame) -> str:
    """How many of 100 job seekers are expected to be placed, or to leave, within 12 months."""
    year = latest(table, 12, outcome="placed")
    if not told(year):
        return silent("time_to_placement", year)
    month = int(year["month"])
    return (
        f"{of_100(year, ' job seekers')} are expected to be placed within {month} months, allowing for those who left "
        f"and those still looking{_sooner(table, month)}."
        f"{_leaving(row(table, outcome='left without a placement', month=month))}{followed(year, 'people', month)}"
    )


def _leaving(found: Row) -> str:
    """How many are expected to leave; nothing where there are too few to tell."""
    if not told(found) and not hidden(found):
        return ""
    leaving = of_100(found)
    said = f"{leaving[:1].upper() + leaving[1:]} are expected to leave without a placement"
    return f" {said} within {found['month']} months."


def _sooner(table: pd.DataFrame, month: int) -> str:
    """How many are expected to be placed within 3 and 6 months, where that is sooner and can be told."""
    found = [row(table, outcome="placed", month=sooner) for sooner in (3, 6) if sooner < month]
    first, *more = [f"{of_100(each)} within {each['month']}" for each in found if told(each)] or [""]
    return f"; {listed([f'{first} months', *more])}" if first else ""


def placed_in_met_industry(table: pd.DataFrame) -> str:
    """How many first placements were in an industry first met in an interview, and how many chance would bring."""
    met, chance = (row(table, basis=basis) for basis in ("met in an interview", "expected by chance"))
    if not told(met):
        return silent("placed_in_met_industry", met)
    opening = f"{fraction(met, 'first placements')} were in an industry first met in an interview"
    if hidden(chance):
        return f"{opening}; how many chance alone would bring is hidden."
    if not told(chance):
        return f"{opening}; too few to tell how many chance alone would bring."
    return f"{opening}; about {words.rounded(chance['share'] * chance['denominator'])} would be expected by chance."


def job_quality(table: pd.DataFrame) -> str:
    """What the jobs pay, for how many hours they are, and how many are competitive integrated employment."""
    wage, hours = (median(row(table, item=item)) for item in ("hourly wage, US dollars", "hours a week"))
    shares = [f"{item}: {words.fraction(row(table, item=item))}" for item in ITEMS]
    return f"Of the jobs started, median hourly wage: {wage}; median hours a week: {hours}; {'; '.join(shares)}."


def median(found: Row) -> str:
    """A median with its interval, and for how many it is known: "$16.50 ($16.00–17.00; known for 48 of 50)"."""
    if not told(found):
        return words.status(found["status"])
    limits = words.limits(found["item"], found).strip(" ()")
    known = f"known for {of_all(found)}"
    return f"{words.figure(found['item'], found['estimate'])} ({f'{limits}; {known}' if limits else known})"


def retention(table: pd.DataFrame) -> str:
    """How many jobs lasted 90, 180 and 365 days, and how many started too recently to tell."""
    parts = [f"{days} days, {due(table, 'still there', days=days)}" for days in ("90", "180", "365")]
    return f"Jobs that lasted, of those started long enough ago: {'; '.join(parts)}."
