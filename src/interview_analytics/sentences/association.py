"""Tables of placement by interviews held go in; what they find, as an association and no more, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics import words
from interview_analytics.sentences.parts import NO_ROW, Row, amount, of_100, of_all, row, silent, told
from interview_analytics.words import number

MAIN = ("the same, adjusted", "since the first interview")  # the first of them that the table holds
UNSEEN, EVER = "an unseen reason would need", "ever against never interviewed"
ASSOCIATION = "This is an association: more driven people may both interview and find work"
STATES = ("already interviewed", "not yet interviewed")


def placement_by_interview_state(table: pd.DataFrame) -> str:
    """How many of 100 would be placed within 6 and 12 months, in either state."""
    half = [row(table, state=state, month=6) for state in STATES]
    if not any(told(each) for each in half):
        return silent("placement_by_interview_state", half[0])
    parts = [_by(table, state) for state in STATES]
    return f"{' '.join(parts)} People who leave are not counted as leaving here. {ASSOCIATION}."


def _by(table: pd.DataFrame, state: str) -> str:
    half, year = (row(table, state=state, month=month) for month in (6, 12))
    return (
        f"As long as they were {state}, {of_100(half, ' job seekers')} would be placed within 6 months "
        f"({amount(half['people'])} followed in that state) and {of_100(year)} within 12 ({amount(year['people'])})."
    )


def interview_association(table: pd.DataFrame) -> str:
    """At how many times the rate people are placed once interviewed, and what that does not say."""
    main = next((own for name in MAIN if "analysis" in (own := row(table, analysis=name))), NO_ROW)
    if not told(main):
        return _too_few(main)
    return " ".join(
        [_rate(main), _caution(main, row(table, analysis=UNSEEN)), _naive(row(table, analysis=EVER))]
    ).strip()


def _too_few(main: Row) -> str:
    if main["status"] != "too_few" or "analysis" not in main:
        return silent("interview_association", main)
    counted = f"{number(main['denominator'])}, {number(main['numerator'])} of them after a first interview"
    return f"Too few placements ({counted}) to tell a halving from a doubling; counts are shown instead."


def of_each(found: Row) -> str:
    """One group's ratio with its interval and the placements behind it."""
    limits = words.limits(words.RATIO, found).strip(" ()")
    counted = f"{of_all(found)} placements after one"
    return f"{words.ratio(found['estimate'])} times ({f'{limits}; {counted}' if limits else counted})"


def _rate(main: Row) -> str:
    like = "comparable job seekers" if main["analysis"] == MAIN[0] else "job seekers"
    rate = f"{words.ratio(main['estimate'])} times the rate{words.limits(words.RATIO, main)}"
    return (
        f"From the day after a first interview, job seekers were placed at about {rate} of {like} not yet interviewed; "
        f"{of_all(main)} first placements came after one."
    )


def _caution(main: Row, unseen: Row) -> str:
    if pd.isna(main["low"]):
        return f"{ASSOCIATION}."
    if main["low"] <= 1 <= main["high"]:
        return f"The interval holds 1: no sign of an association, which is not a sign of none. {ASSOCIATION}."
    needed = (
        f"{words.ratio(unseen['estimate'])} ({words.ratio(unseen['low'])} to move the limit to 1)"
        if told(unseen)
        else ""
    )
    explained = f"; to explain all of it, an unseen reason would need a ratio of risks of {needed} with both"
    return f"{ASSOCIATION}{explained if needed else ''}."


def _naive(ever: Row) -> str:
    if not told(ever):
        return ""
    return (
        f"Comparing those ever with those never interviewed would say {words.ratio(ever['estimate'])} times, and is "
        "wrong: people placed early had no time for an interview."
    )
