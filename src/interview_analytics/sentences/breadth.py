"""Tables of how broad the industries explored are go in; what they find, in a sentence, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics import words
from interview_analytics.sentences.parts import NO_ROW, Row, amount, estimated, fraction, hidden, row, silent, told
from interview_analytics.words import number

TYPICAL = 10  # job seekers: the point of the curve that is told beside its two ends


def accumulation(table: pd.DataFrame) -> str:
    """How many industries one job seeker, some, and all of them explored between them."""
    rows = table.to_dict("records")
    if not told(rows[0]):
        return silent("accumulation", rows[0])
    some = next((each for each in rows if str(each["units"]) == str(TYPICAL)), NO_ROW)
    between = f"{TYPICAL} between them {words.estimated('accumulation', some)}, " if told(some) else ""
    whole = "all of them together a hidden number"
    if rows[-1]["units"] != words.HIDDEN:
        whole = f"all {number(int(rows[-1]['units']))} together {estimated('accumulation', rows[-1])}"
    return (
        f"One job seeker explored {words.estimated('accumulation', rows[0])} of the 20 industries on average, {between}"
        f"{whole}."
    )


def breadth(table: pd.DataFrame) -> str:
    """How many industries were explored, and as how many equally common ones they count."""
    every, common, very = (
        row(table, which=which) for which in ("all industries", "common industries", "very common industries")
    )
    if not told(every):
        return silent("breadth", every)
    return (
        f"{_people(every)} explored {words.estimated('breadth', every)} of the 20 industries; they are as diverse as "
        f"{estimated('breadth', common)} explored equally often, or as {estimated('breadth', very)} if rare ones "
        "hardly count."
    )


def _people(found: Row) -> str:
    return "A hidden number of job seekers" if pd.isna(found["people"]) else amount(found["people"], "job seekers")


def unseen(table: pd.DataFrame) -> str:
    """How many industries somebody met, and how many more there are to meet."""
    met, left = (row(table, industries=which) for which in ("met by somebody", "not met yet, at least"))
    if not told(met):
        return silent("unseen", met)
    seen = words.rounded(met["estimate"])
    opening = f"Of the 20 industries {amount(met['people'], 'job seekers')} met {seen} in interviews"
    if hidden(left):
        return f"{opening}; how many more there are to meet is hidden."
    if not told(left) or left["estimate"] <= 0:
        return f"{opening}; nothing points to another one that more job seekers of the same sort would meet."
    return f"{opening}; more job seekers of the same sort would meet at least {words.estimated('unseen', left)} more."


def transfer(table: pd.DataFrame) -> str:
    """How many industries that specialists met alone reached one of their job seekers later."""
    found = row(table)
    if not told(found):
        return silent("transfer", found)
    learnt = fraction(found, "industries that a specialist first met in an interview held alone")
    return f"{learnt} were explored by a job seeker of theirs on a later day. Many would have been explored without it."
