"""A table broken down into groups goes in; one sentence that says what each group's figure is comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from interview_analytics import words
from interview_analytics.sentences import association, specialists
from interview_analytics.sentences.placements import median

MOST_TOLD_ONE_BY_ONE, MOST_COUNTS = 3, 7  # a plain count is shorter than a figure with its interval
MOST_NAMED = 12
CAUTION = "; each has its interval in the table, and small groups lie far apart by chance alone"


@dataclass(frozen=True)
class Headline:
    """The figure of a measure that a sentence tells of each group: in words, and the rows that hold it."""

    saying: str
    where: dict[str, tuple[str | int, ...]] = field(default_factory=dict)
    figure: Callable[[dict[str, Any]], str] | None = None  # how one group's figure is told, where it is a ratio
    further: Callable[[pd.DataFrame, list[str], bool], str] | None = None  # what all groups together say


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
    "placement_by_interview_state": Headline(
        "Expected to be placed within 6 months as long as they were already interviewed",
        {"state": ("already interviewed",), "month": (6,)},
    ),
    "interview_association": Headline(
        "Rate of first placements since the first interview, as a multiple of the rate before it",
        {"analysis": ("since the first interview",)},
        association.of_each,
    ),
    "specialist_funnel": Headline(
        "First placements, as a multiple of those that the case mix leads to expect",
        {"figure": ("observed to expected",)},
        specialists.funnel_of_each,
        specialists.verdict,
    ),
    "specialist_rates": Headline(
        "Placed within a year, of those enrolled at least a year ago, as counted", {"basis": ("as counted",)}
    ),
    "placement_credit": Headline(
        "Jobs started since enrolment, credited on the day they began",
        {"rule": ("on the day it began",)},
        further=specialists.moved,
    ),
    "training_effect": Headline(
        "Interviews that asked for a job after the training, of those noted",
        {"practice": ("asked for a job",), "figure": ("after the training",)},
    ),
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
    "unique_people_served": Headline("Different job seekers served"),
    "job_starts": Headline("Jobs started since enrolment"),
    "work_based_learning": Headline("Informational interviews held with the job seeker present"),
    "wioa_employment_q2": Headline(
        "In unsubsidised work in the 2nd quarter after they left, of those whose quarter is over",
        {"answer": ("employed",)},
    ),
    "wioa_employment_q4": Headline(
        "In unsubsidised work in the 4th quarter after they left, of those whose quarter is over",
        {"answer": ("employed",)},
    ),
    "median_earnings_q2": Headline("Median earnings in the 2nd quarter after they left"),
    "interview_rate": Headline("Informational interviews per month of caseload"),
    "drift_over_time": Headline(
        "Interviews that turned into asking for a job, mean of the months with the limits of ordinary variation",
        {"month": ("all months",)},
    ),
    "accumulation": Headline("Industries expected of {units} job seekers between them"),
    "breadth": Headline("Industries explored, common ones counting more", {"which": ("common industries",)}),
    "unseen": Headline("Industries not met yet, at least", {"industries": ("not met yet, at least",)}),
    "transfer": Headline("Industries that a specialist met alone and a job seeker of theirs later"),
    "referral_chains": Headline(
        "Contacts introduced by an earlier contact", {"chain": ("introduced by an earlier contact",)}
    ),
    "kept_after_drift": Headline(
        "Contacts met again after asking for a job, less those without it, within specialists",
        {"after": ("difference within specialists",)},
    ),
    "follow_up": Headline("Contacts thanked within 7 days, of interviews long enough ago", {"answer": ("thanked",)}),
    "contact_to_placement": Headline(
        "Contacts expected to bring a lead or a placement within 12 months",
        {"outcome": ("lead or placement",), "month": (12,)},
    ),
}
FOLLOWED = ("time_to_placement", "contact_to_placement")


def breakdown(table: pd.DataFrame, name: str, by: list[str]) -> str:
    """Each group's figure with its interval; of more than a few told, where the middle half of the figures lies."""
    headline = HEADLINES[name]
    told = _awaited(table, _rows_of(table, headline.where), headline, by)
    figures = _counted(table, told, by) if "count" in table else told
    groups = figures.to_dict("records")
    rest = headline.further(table, by, len(groups) <= MOST_NAMED) if headline.further else ""
    opening = f"{headline.saying.format_map(groups[0])}, {words.broken_down(by, name)}"
    told_of = [each for each in groups if each["status"] == "shown"]
    most = MOST_COUNTS if "count" in table else MOST_TOLD_ONE_BY_ONE
    if len(groups) <= most:
        return f"{opening}: {_one_by_one(groups, by, name)}.{rest}"
    if 0 < len(told_of) <= MOST_TOLD_ONE_BY_ONE:
        silent = ", ".join([_number_of_groups(groups, by), *_silent(groups)])
        return f"{opening}: {silent}; {_one_by_one(told_of, by, name)}.{rest}"
    return f"{opening}: {_range(groups, by, name)}.{rest}"


def _one_by_one(groups: list[dict[str, Any]], by: list[str], name: str) -> str:
    return "; ".join(f"{label(each, by)} {_figure(each, name)}" for each in groups)


def label(group: dict[str, Any], by: list[str]) -> str:
    """A group as a reader names it: "S-01" or "S-01, Mar 2026"."""
    return ", ".join(words.value(name, group[name]) for name in by)


def _rows_of(table: pd.DataFrame, where: dict[str, tuple[str | int, ...]]) -> pd.DataFrame:
    for column, wanted in where.items():
        table = table[table[column].isin(wanted)]
    return table


def _awaited(table: pd.DataFrame, told: pd.DataFrame, headline: Headline, by: list[str]) -> pd.DataFrame:
    """The rows told, with "not yet due" as the status of groups in which everything is still to come."""
    if "answer" not in table or "not yet due" not in set(table["answer"]):
        return told
    later = _rows_of(table, headline.where | {"answer": ("not yet due",)})
    later = later[(later["numerator"] > 0).fillna(False)][by].assign(waiting=True)
    waiting = told[by].merge(later, on=by, how="left")["waiting"].notna().to_numpy() & (told["status"] == "too_few")
    return told.assign(status=told["status"].mask(waiting, "not_yet_due"))


def _counted(table: pd.DataFrame, told: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row per group: its counts added up, 0 for a group that has rows but none of the headline's."""
    shown = told[told["status"] == "shown"]
    counted = shown.groupby(by, sort=False)["count"].sum().rename("count")
    silent = told[told["status"] != "shown"].drop_duplicates(by).set_index(by)["status"]
    every = table[by].drop_duplicates().set_index(by, drop=False)
    return every.assign(count=counted, status=silent).fillna({"count": 0, "status": "shown"})


def _figure(group: dict[str, Any], name: str) -> str:
    if group["status"] != "shown":
        return words.status(group["status"])
    if own := HEADLINES[name].figure:
        return own(group)
    if "count" in group:
        return words.number(group["count"])
    if pd.isna(group.get("estimate", pd.NA)):
        return words.fraction(group)
    return _estimate(group, name)


def _estimate(group: dict[str, Any], name: str) -> str:
    if "item" in group or name == "median_earnings_q2":
        return median({"item": name} | group)
    if name in words.DIGITS:
        return words.estimated(name, group)
    share = words.with_interval(group["estimate"], group["low"], group["high"])
    counted = name in FOLLOWED and not pd.isna(group["people"])
    return f"{share} ({words.number(group['people'])} still followed)" if counted else share


def _range(groups: list[dict[str, Any]], by: list[str], name: str) -> str:
    """Between which figures the middle half of the groups lies, without naming any of them."""
    told = [each for each in groups if each["status"] == "shown"]
    some = "" if len(told) == len(groups) else f" of the {words.number(len(told))} told"
    middle = [f"the middle half{some} {_middle_half(told, by, name)}"] if told else []
    parts = [_number_of_groups(groups, by), *middle, *_silent(groups)]
    return ", ".join(parts) + (CAUTION if told and "count" not in told[0] else "")


def _silent(groups: list[dict[str, Any]]) -> list[str]:
    """How many groups have nothing to show, for each reason."""
    reasons = Counter(words.status(each["status"]) for each in groups if each["status"] != "shown")
    return [f"{words.number(number)} {reason}" for reason, number in reasons.items()]


def _number_of_groups(groups: list[dict[str, Any]], by: list[str]) -> str:
    number = words.number(len(groups))
    if by in (["month"], ["quarter"]):
        return f"{number} {words.plural(by[0])} from {label(groups[0], by)} to {label(groups[-1], by)}"
    return f"{number} {words.plural(by[0])}" if len(by) == 1 else f"{number} groups"


def _middle_half(told: list[dict[str, Any]], by: list[str], name: str) -> str:
    """Two of the groups' own figures between which at least half of them lie, as many below as above."""
    if "count" in told[0]:
        low, high = (words.number(end) for end in _ends(told, "count"))
        each = f" a {by[0]}" if by in (["month"], ["quarter"]) else " each"
    else:
        own = "share" if pd.isna(told[0].get("estimate", pd.NA)) else "estimate"
        item = words.RATIO if HEADLINES[name].figure else told[0].get("item", name)
        (low, high), each = (words.figure(item, end) for end in _ends(told, own)), ""
    return f"at {low}{each}" if low == high else f"between {low} and {high}{each}"


def _ends(told: list[dict[str, Any]], name: str) -> tuple[float, float]:
    values = sorted(float(each[name]) for each in told)
    beyond = (len(values) - 1) // 4
    return values[beyond], values[-1 - beyond]
