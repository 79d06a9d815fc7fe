"""Tables of industries explored, and of the way from there, go in; what they find, in a sentence, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics.sentences.parts import (
    A_HIDDEN_NUMBER,
    NO_ROW,
    Row,
    amount,
    fraction,
    hidden,
    listed,
    number_and_share,
    row,
    rows,
    silent,
    told,
    total,
)
from interview_analytics.tables import NOT_KNOWN
from interview_analytics.words import number

ONCE = "each counted once for each job seeker"
INTERVIEWS = {"1": "first interviews", "2": "second interviews", "3 or more": "third or later interviews"}
OUTCOMES = {
    "placed in that industry": "were followed by a job in that industry",
    "placed in another industry": "by a job in another industry",
    "left without a placement": "by leaving without a placement",
    "still looking": "belong to people still looking",
}
UNEXPLORED = {
    "placed without exploring any": "got a job",
    "left without a placement": "left without one",
    "still looking": "are still looking",
}
STEPS = {
    "interviewed": "had an informational interview",
    "explored a second industry": "explored a second industry",
    "placed": "were then placed",
    "placed in an industry explored first": "were placed in an industry they had explored before",
    "still there after 90 days": "were still there after 90 days",
}


def industries_explored(table: pd.DataFrame) -> str:
    """How many industries were first explored, and how many of them were new."""
    interest, sought, discovered = (total(rows(table, how=how)) for how in ("interest", "sought", "discovered"))
    new = f"{amount(sought)} were sought without being one and {amount(discovered)} came up"
    return (
        f"Of {amount(total(rows(table)), 'industries')} first explored in interviews, {ONCE}, "
        f"{amount(interest)} were stated interests, {new} in the conversation."
    )


def discoveries(table: pd.DataFrame) -> str:
    """In how many first, second and later interviews a new industry came up."""
    parts = [fraction(row(table, interview_number=key), units) for key, units in INTERVIEWS.items()]
    new = "an industry that the job seeker had neither named nor met before"
    return f"The conversation brought up {new} in {listed(parts)}."


def planned_to_discovered(table: pd.DataFrame) -> str:
    """How many industries were discovered, in how many pairs with the industry named first."""
    found, without = rows(table), total(rows(table, planned=NOT_KNOWN))
    rest = f"; for {amount(without)} of them no interest had been named" if without != 0 else ""
    said = (
        f"{amount(total(found), 'industries')} were discovered in conversations, {ONCE}, in {number(len(found))} pairs "
        f"of an industry named first at intake and an industry discovered{rest}."
    )
    return said[:1].upper() + said[1:]


def flows(table: pd.DataFrame) -> str:
    """How many industries explored were followed by which outcome."""
    ends = table[table["stage"] == "explored to outcome"]
    some = ends[ends["source"] != "no industry explored"]
    if total(rows(some)) == 0:
        return silent("flows", NO_ROW)
    parts = [f"{amount(total(rows(some, target=outcome)))} {said}" for outcome, said in OUTCOMES.items()]
    return (
        f"Of {amount(total(rows(some)), 'industries')} explored before a first job, {ONCE}, {listed(parts)}"
        f"{_unexplored(ends[ends['source'] == 'no industry explored'])}."
    )


def _unexplored(ends: pd.DataFrame) -> str:
    """What became of those who had explored none."""
    none = total(rows(ends))
    counts = {said: total(rows(ends, target=target)) for target, said in UNEXPLORED.items()}
    parts = [f"{amount(count)} {said}" for said, count in counts.items() if count != 0]
    return f"; of {amount(none, 'people')} who had explored none, {listed(parts)}" if none != 0 else ""


def _step(found: Row, said: str) -> str:
    if hidden(found):
        return f"{A_HIDDEN_NUMBER} {said}"
    return f"{number_and_share(found)} {said}" if told(found) else f"whether they {said} is not known"


def pathway(table: pd.DataFrame) -> str:
    """How many of those enrolled took each step."""
    enrolled = row(table, step="enrolled")
    if not told(enrolled):
        return silent("pathway", enrolled)
    parts = [_step(row(table, step=step), said) for step, said in STEPS.items()]
    return (
        f"Of {number(enrolled['denominator'])} job seekers enrolled, {listed(parts)}; "
        "each step counts only those who took the steps before it, so jobs found on another way are not in it."
    )
