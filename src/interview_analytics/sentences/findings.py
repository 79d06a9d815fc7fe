"""The table of a measure that is not broken down goes in; its finding in one sentence comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from interview_analytics import words
from interview_analytics.tables import NOT_KNOWN
from interview_analytics.words import fraction, number, percent

Row = dict[str, Any]
MONTHS = (3, 6, 12)


def rows(table: pd.DataFrame, **where: Any) -> list[Row]:
    """The rows that hold these values, each as a dict."""
    for column, wanted in where.items():
        table = table[table[column] == wanted]
    return table.to_dict("records")


def row(table: pd.DataFrame, **where: Any) -> Row:
    """The one row that holds these values; an empty one that cannot be told if there is none."""
    found = rows(table, **where)
    return found[0] if found else {"status": "too_few", "numerator": 0, "denominator": 0, "count": 0}


def total(found: list[Row]) -> int:
    """What the counts of these rows add up to."""
    return sum(int(each["count"]) for each in found if not pd.isna(each["count"]))


def listed(parts: list[str]) -> str:
    """Parts of a sentence, joined by commas and an "and"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _plain(found: Row) -> str:
    """How many of how many, without the share."""
    return f"{number(found['numerator'])} of {number(found['denominator'])}"


def _told(found: Row) -> bool:
    return found["status"] == "shown"


def _short(found: Row) -> str:
    """The number and its share, where the sentence has named the whole already."""
    if not _told(found):
        return words.status(found["status"])
    return f"{number(found['numerator'])} ({words.with_interval(found['share'], found['low'], found['high'])})"


def _not_noted(table: pd.DataFrame, what: str, **where: Any) -> str:
    """What the missing answers leave open."""
    missing = row(table, **where)
    return f"{what} for {_plain(missing)}" if missing["numerator"] else f"{what} for none"


def _bounds(table: pd.DataFrame, **where: Any) -> str:
    """What share of all it would be, whatever the missing answers are."""
    unknown = row(table, answer=NOT_KNOWN, **where)
    if not unknown["numerator"]:
        return "it is known for all of them"
    least, most = row(table, answer="at least", **where), row(table, answer="at most", **where)
    between = f"between {percent(least['share'])} and {percent(most['share'])}"
    return f"it is not known for {_plain(unknown)}, so of all it lies {between}"


def outreach(table: pd.DataFrame) -> str:
    asked, accepted, held = (row(table, step=step) for step in ("requested", "accepted", "held"))
    if not _told(asked):
        return f"No informational interviews were asked for: {words.status(asked['status'])}."
    return (
        f"Of {number(asked['denominator'])} informational interviews asked for, {_short(accepted)} were accepted and "
        f"{_short(held)} were held."
    )


def interviews_held(table: pd.DataFrame) -> str:
    held = row(table)
    return (
        f"{number(held['count'])} informational interviews were held, with {number(held['people'])} people taking part."
    )


def minutes_held(table: pd.DataFrame) -> str:
    within, under, over = (
        row(table, length=length) for length in ("15 to 20 minutes", "under 15 minutes", "over 20 minutes")
    )
    if not _told(within):
        return f"How long interviews took: {words.status(within['status'])}."
    return (
        f"Of {number(within['denominator'])} interviews whose length was noted, {_short(within)} took 15 to 20 minutes, "
        f"{_short(under)} less and {_short(over)} more; "
        f"{_not_noted(table, 'the length was not noted', length=NOT_KNOWN)}."
    )


def preparation(table: pd.DataFrame) -> str:
    said = [_answer(table, words_, item=item) for item, words_ in PREPARED.items()]
    return f"{said[0]}. {said[1]}."


PREPARED = {
    "industry researched": "The industry was researched before {} interviews where it was noted",
    "questions written down": "Questions were written down before {} where it was noted",
}


def _answer(table: pd.DataFrame, saying: str, **where: Any) -> str:
    return f"{saying.format(fraction(row(table, answer='yes', **where)))}; {_bounds(table, **where)}"


def core_questions(table: pd.DataFrame) -> str:
    three = row(table, questions_asked="3")
    if not _told(three):
        return f"Core questions asked: {words.status(three['status'])}."
    fewer = [
        f"{name} in {_short(row(table, questions_asked=key))}"
        for key, name in (("2", "two"), ("1", "one"), ("0", "none"))
    ]
    return (
        f"All three core questions were asked in {fraction(three)} interviews where all three were noted, "
        f"{listed(fewer)}; {_not_noted(table, 'it was not noted', questions_asked=NOT_KNOWN)}."
    )


def drift(table: pd.DataFrame) -> str:
    ours = _answer(table, "{} interviews where it was noted turned into asking for a job", raised="asked for a job")
    contact = row(table, raised="contact raised hiring", answer="yes")
    return f"{_capital(ours)}. The contact raised hiring in {fraction(contact)}, which is not counted among them."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def industries_explored(table: pd.DataFrame) -> str:
    interest, sought, discovered = (total(rows(table, how=how)) for how in ("interest", "sought", "discovered"))
    return (
        f"Of {number(interest + sought + discovered)} industries first explored in interviews, each counted once for each job "
        f"seeker, {number(interest)} were stated interests; {number(sought + discovered)} were new: {number(sought)} sought and "
        f"{number(discovered)} discovered in the conversation."
    )


def discoveries(table: pd.DataFrame) -> str:
    names = {"1": "first interviews", "2": "second interviews", "3 or more": "third or later interviews"}
    parts = [f"{_of_these(row(table, interview_number=key), name)}" for key, name in names.items()]
    return f"An industry new to the job seeker came up in {listed(parts)}."


def _of_these(found: Row, units: str) -> str:
    if not _told(found):
        return f"{units}: {words.status(found['status'])}"
    share = words.with_interval(found["share"], found["low"], found["high"])
    return f"{_plain(found)} {units} ({share})"


def planned_to_discovered(table: pd.DataFrame) -> str:
    found, known = rows(table), rows(table[table["planned"] != NOT_KNOWN])
    return (
        f"{number(total(found))} industries were discovered in conversations, each counted once for each job seeker; for "
        f"{number(total(known))} of them the job seeker had named an industry at intake, which makes {number(len(known))} "
        f"different pairs of an industry named and an industry discovered."
    )


def flows(table: pd.DataFrame) -> str:
    ends = table[table["stage"] == "explored to outcome"]
    some = ends[ends["source"] != "no industry explored"]
    whole = total(rows(some))
    if not whole:
        return f"{words.title('flows')}: {words.status('too_few')}."
    parts = [f"{number(total(rows(some, target=outcome)))} {said}" for outcome, said in OUTCOMES.items()]
    without = total(rows(ends, source="no industry explored"))
    return (
        f"Of {number(whole)} industries explored before a first job, each counted once for each job seeker, {listed(parts)}; "
        f"{number(without)} job seekers had explored none."
    )


OUTCOMES = {
    "placed in that industry": "were followed by a job in that industry",
    "placed in another industry": "by a job in another",
    "left without a placement": "by leaving without a placement",
    "still looking": "belong to people still looking",
}


def pathway(table: pd.DataFrame) -> str:
    enrolled = row(table, step="enrolled")
    if not _told(enrolled):
        return f"{words.title('pathway')}: {words.status(enrolled['status'])}."
    parts = [f"{_short(row(table, step=step))} {said}" for step, said in STEPS.items()]
    return f"Of {number(enrolled['denominator'])} job seekers enrolled, {listed(parts)}; each step counts only those who took the steps before it."


STEPS = {
    "interviewed": "had an informational interview",
    "explored a second industry": "explored a second industry",
    "placed": "were then placed",
    "placed in an industry explored first": "were placed in an industry that they had explored first",
    "still there after 90 days": "were still there after 90 days",
}


def placements(table: pd.DataFrame) -> str:
    first, later, before = (row(table, start=start)["count"] for start in ("first", "later", "before enrolment"))
    return (
        f"Job seekers started {number(first + later)} jobs after they enrolled: {number(first)} were a person's first, "
        f"{number(later)} came later; {number(before)} further jobs had begun before enrolment."
    )


def time_to_placement(table: pd.DataFrame) -> str:
    year = row(table, outcome="placed", month=12)
    if not _told(year):
        return f"Placed within 12 months: {words.status(year['status'])}."
    sooner = [f"{_of_100(row(table, outcome='placed', month=month))} within {month}" for month in MONTHS[:-1]]
    left = row(table, outcome="left without a placement", month=12)
    return (
        f"{_of_100(year)} of 100 job seekers are expected to be placed within 12 months, allowing for those who left and those "
        f"still looking ({listed(sooner)}); {_of_100(left)} of 100 are expected to leave without a placement by then. "
        f"{number(year['people'])} were still followed at 12 months."
    )


def _of_100(found: Row) -> str:
    if not _told(found):
        return words.status(found["status"])
    middle, low, high = (words.rounded(100 * found[name]) for name in ("estimate", "low", "high"))
    return f"{middle} ({low}–{high})"


def placed_in_met_industry(table: pd.DataFrame) -> str:
    met, chance = row(table, basis="met in an interview"), row(table, basis="expected by chance")
    if not _told(met):
        return f"{words.title('placed_in_met_industry')}: {words.status(met['status'])}."
    if not _told(chance):
        return f"{_met(met)}; too few to tell what chance alone would bring."
    expected = words.rounded(chance["share"] * met["denominator"])
    return f"{_met(met)}; about {expected} would be expected by chance."


def _met(found: Row) -> str:
    share = words.with_interval(found["share"], found["low"], found["high"])
    return f"{_plain(found)} first placements ({share}) were in an industry first met in an interview"


def job_quality(table: pd.DataFrame) -> str:
    wage, hours = (_median(row(table, item=item)) for item in ("hourly wage, US dollars", "hours a week"))
    half, integrated = (
        fraction(row(table, item=item)) for item in ("20 or more hours a week", "competitive integrated employment")
    )
    return (
        f"Half of the jobs paid {wage} an hour or more, and half were for {hours} hours a week or more. Of the jobs where it is "
        f"known, {half} were for 20 or more hours a week and {integrated} were competitive integrated employment."
    )


def _median(found: Row) -> str:
    if not _told(found):
        return words.status(found["status"])
    middle, low, high = (words.figure(found["item"], found[name]) for name in ("estimate", "low", "high"))
    return f"{middle} ({low}–{high.lstrip('$')}; known for {_plain(found)})"


def retention(table: pd.DataFrame) -> str:
    parts = [
        f"{_due(table, 'still there', 'lasted that long', days=days)} at {days} days" for days in ("90", "180", "365")
    ]
    return f"Jobs that lasted, of those that started long enough ago: {'; '.join(parts)}."


def contacts_alive(table: pd.DataFrame) -> str:
    parts = [f"{_due(table, 'met again', 'met', months=months)} within {months} months" for months in ("6", "12")]
    return f"Contacts met again, or through whom a job came, of those met long enough ago: {'; '.join(parts)}."


def _due(table: pd.DataFrame, yes: str, _: str, **where: Any) -> str:
    return fraction(row(table, answer=yes, **where))


FINDINGS: dict[str, Callable[[pd.DataFrame], str]] = {
    each.__name__: each
    for each in (
        outreach, interviews_held, minutes_held, preparation, core_questions, drift, industries_explored, discoveries,
        planned_to_discovered, flows, pathway, placements, time_to_placement, placed_in_met_industry, job_quality,
        retention, contacts_alive,
    )
}  # fmt: skip
