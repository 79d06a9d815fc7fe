"""Tables of interviews asked for, held, prepared and conducted go in; what they find, in a sentence, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics.sentences.parts import (
    amount,
    bounds,
    fraction,
    listed,
    number_and_share,
    row,
    silent,
    told,
    unknown,
)
from interview_analytics.tables import NOT_KNOWN
from interview_analytics.words import number

PREPARED = {
    "industry researched": ("The industry was researched before", "interviews where it was noted"),
    "questions written down": ("Questions were written down before", "interviews where it was noted"),
}


def outreach(table: pd.DataFrame) -> str:
    """How many interviews asked for were accepted and held."""
    asked, accepted, held = (row(table, step=step) for step in ("requested", "accepted", "held"))
    if not told(asked):
        return silent("outreach", asked)
    return (
        f"Of {number(asked['denominator'])} informational interviews asked for, {number_and_share(accepted)} were "
        f"accepted and {number_and_share(held)} were held."
    )


def interviews_held(table: pd.DataFrame) -> str:
    """How many interviews were held, by how many people."""
    held = row(table)
    if not told(held):
        return silent("interviews_held", held)
    people = f"{amount(held['people'], 'people')} (job seekers, or specialists on their own)"
    return f"{number(held['count'])} informational interviews were held by {people}."


def minutes_held(table: pd.DataFrame) -> str:
    """How many interviews took 15 to 20 minutes, less, and more."""
    lengths = ("15 to 20 minutes", "under 15 minutes", "over 20 minutes")
    within, under, over = (row(table, length=length) for length in lengths)
    if not told(within):
        return silent("minutes_held", within)
    missing = unknown(row(table, length=NOT_KNOWN), "the length was not noted")
    return (
        f"Of {number(within['denominator'])} interviews whose length was noted, {number_and_share(within)} took "
        f"15 to 20 minutes, {number_and_share(under)} less and {number_and_share(over)} more; {missing}."
    )


def preparation(table: pd.DataFrame) -> str:
    """Before how many interviews the industry was researched, and questions were written down."""
    said = []
    for item, (opening, units) in PREPARED.items():
        share = fraction(row(table, item=item, answer="yes"), units)
        said.append(f"{opening} {share}; {bounds(table, item=item)}.")
    return " ".join(said)


def core_questions(table: pd.DataFrame) -> str:
    """In how many interviews all three core questions were asked, and in how many fewer."""
    three, two, one, none = (row(table, questions_asked=asked) for asked in ("3", "2", "1", "0"))
    if not told(three):
        return silent("core_questions", three)
    fewer = {"two": two, "one": one, "none": none}
    rest = listed([f"{name} in {number_and_share(found)}" for name, found in fewer.items()])
    missing = unknown(row(table, questions_asked=NOT_KNOWN), "it was not noted")
    units = "interviews where all three were noted"
    return f"All three core questions were asked in {fraction(three, units)}, {rest}; {missing}."


def drift(table: pd.DataFrame) -> str:
    """How many interviews turned into asking for a job, and in how many the contact raised hiring."""
    ours, contact = (row(table, raised=raised, answer="yes") for raised in ("asked for a job", "contact raised hiring"))
    if not told(ours):
        return silent("drift", ours)
    return (
        f"{fraction(ours, 'interviews where it was noted')} turned into asking for a job; "
        f"{bounds(table, raised='asked for a job')}. In {number_and_share(contact)} the contact raised hiring, "
        "which is not counted among them."
    )
