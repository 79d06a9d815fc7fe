"""A measure's table that is broken down into groups goes in; one sentence that says what each group's figure is comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from interview_analytics import words

MOST_TOLD_ONE_BY_ONE = 12


@dataclass(frozen=True)
class Headline:
    """The figure of a measure that a sentence tells of each group: in words, and the rows that hold it."""

    saying: str
    where: dict[str, tuple[str | int, ...]] = field(default_factory=dict)


HEADLINES: dict[str, Headline] = {
    "outreach": Headline("Interviews held, of those asked for", {"step": ("held",)}),
    "interviews_held": Headline("Informational interviews held"),
    "minutes_held": Headline("Interviews of 15 to 20 minutes, of those noted", {"length": ("15 to 20 minutes",)}),
    "preparation": Headline(
        "Interviews with the industry researched, of those noted",
        {"item": ("industry researched",), "answer": ("yes",)},
    ),
    "core_questions": Headline("Interviews with all three core questions, of those noted", {"questions_asked": ("3",)}),
    "drift": Headline(
        "Interviews that turned into asking for a job, of those noted",
        {"raised": ("asked for a job",), "answer": ("yes",)},
    ),
    "industries_explored": Headline("Industries first explored, each once for each job seeker"),
    "discoveries": Headline("First interviews that opened a new industry", {"interview_number": ("1",)}),
    "planned_to_discovered": Headline("Industries discovered in conversations"),
    "flows": Headline(
        "Industries explored and then followed by a job in that industry",
        {"stage": ("explored to outcome",), "target": ("placed in that industry",)},
    ),
    "pathway": Headline("Job seekers who took every step up to a placement, of those enrolled", {"step": ("placed",)}),
    "placements": Headline("Jobs started since enrolment", {"start": ("first", "later")}),
    "time_to_placement": Headline("Expected to be placed within 12 months", {"outcome": ("placed",), "month": (12,)}),
    "placed_in_met_industry": Headline(
        "First placements in an industry first met in an interview", {"basis": ("met in an interview",)}
    ),
    "job_quality": Headline("Median hourly wage", {"item": ("hourly wage, US dollars",)}),
    "retention": Headline(
        "Jobs that lasted 90 days, of those started long enough ago", {"days": ("90",), "answer": ("still there",)}
    ),
    "contacts_alive": Headline(
        "Contacts met again within 6 months, of those met long enough ago", {"months": ("6",), "answer": ("met again",)}
    ),
}


def breakdown(table: pd.DataFrame, name: str, by: list[str]) -> str:
    """Each group's figure with its interval, or for more than 12 groups the figures between which all of them lie."""
    headline = HEADLINES[name]
    told = _rows_of(table, headline)
    figures = _counted(table, told, by) if "count" in table else told
    opening = f"{headline.saying}, {words.broken_down(by)}"
    groups = figures.to_dict("records")
    if len(groups) <= MOST_TOLD_ONE_BY_ONE:
        return f"{opening}: {'; '.join(f'{label(each, by)} {_figure(each)}' for each in groups)}."
    return f"{opening}: {_range(groups, by)}."


def label(group: dict[str, Any], by: list[str]) -> str:
    """A group as a reader names it: "S-01" or "S-01, Mar 2026"."""
    return ", ".join(words.value(name, group[name]) for name in by)


def _rows_of(table: pd.DataFrame, headline: Headline) -> pd.DataFrame:
    for column, wanted in headline.where.items():
        table = table[table[column].isin(wanted)]
    return table


def _counted(table: pd.DataFrame, told: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row per group: its counts added up, 0 for a group that has rows but none of the headline's."""
    shown = told[told["status"] == "shown"]
    counted = shown.groupby(by, sort=False)["count"].sum().rename("count")
    hidden = told[told["status"] != "shown"].drop_duplicates(by).set_index(by)["status"]
    every = table[by].drop_duplicates().set_index(by, drop=False)
    return every.assign(count=counted, status=hidden).fillna({"count": 0, "status": "shown"})


def _figure(group: dict[str, Any]) -> str:
    if group["status"] != "shown":
        return words.status(group["status"])
    if "count" in group:
        return words.number(group["count"])
    if pd.isna(group.get("estimate", pd.NA)):
        return words.fraction(group)
    return _estimate(group)


def _estimate(group: dict[str, Any]) -> str:
    if "item" not in group:
        return words.with_interval(group["estimate"], group["low"], group["high"])
    middle, low, high = (words.figure(group["item"], group[name]) for name in ("estimate", "low", "high"))
    known = f"known for {words.number(group['numerator'])} of {words.number(group['denominator'])}"
    return f"{middle} ({low}–{high.lstrip('$')}; {known})"


def _range(groups: list[dict[str, Any]], by: list[str]) -> str:
    """Between which figures the groups lie, without naming any of them."""
    told = [each for each in groups if each["status"] == "shown"]
    silent = len(groups) - len(told)
    rest = f"; {words.number(silent)} of them {words.status('too_few')}" if silent else ""
    if not told:
        return f"{_number_of_groups(groups, by)}, all of them {words.status('too_few')}"
    return f"{_number_of_groups(groups, by)}, {_between(told)}{rest}"


def _number_of_groups(groups: list[dict[str, Any]], by: list[str]) -> str:
    number = words.number(len(groups))
    if by in (["month"], ["quarter"]):
        return f"{number} {words.plural(by[0])} from {label(groups[0], by)} to {label(groups[-1], by)}"
    return f"{number} {words.plural(by[0])}" if len(by) == 1 else f"{number} groups"


def _between(told: list[dict[str, Any]]) -> str:
    if "count" in told[0]:
        return f"between {words.number(min(_of(told, 'count')))} and {words.number(max(_of(told, 'count')))} each"
    own = "share" if pd.isna(told[0].get("estimate", pd.NA)) else "estimate"
    lowest, highest = min(_of(told, own)), max(_of(told, own))
    item = told[0].get("item", "")
    return (
        f"between {words.figure(item, lowest)} and {words.figure(item, highest)}, each with an interval in the table; "
        "small groups lie far apart by chance alone"
    )


def _of(told: list[dict[str, Any]], name: str) -> list[float]:
    return [float(each[name]) for each in told]
