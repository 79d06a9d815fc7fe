"""Tables of interviews by caseload and from month to month go in; what they find, in a sentence, comes out."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from interview_analytics import words
from interview_analytics.sentences.parts import Row, amount, hidden, listed, row, silent, told
from interview_analytics.words import number, percent

DAYS_IN_A_MONTH = 365.25 / 12
FIRM, SOME = 12, 6  # months that limits need, and that trial limits need
BY_CHANCE = "Of charts of 24 months on which nothing changes, 21–33 % show a signal all the same."


def interview_rate(table: pd.DataFrame) -> str:
    """How many interviews job seekers held for each month of caseload."""
    found = row(table)
    counted = f"{amount(found['numerator'], 'interviews')} of {amount(found['people'], 'job seekers')}"
    if hidden(found):
        return silent("interview_rate", found)
    if not told(found):
        return f"{words.title('interview_rate')}: {words.status(found['status'])} ({counted})."
    months = number(found["denominator"] / DAYS_IN_A_MONTH + 0.5)
    rate = words.estimated("interview_rate", found)
    return f"Job seekers held {rate} informational interviews per month of caseload: {counted} in {months} months."


def drift_over_time(table: pd.DataFrame) -> str:
    """What share of interviews asked for a job on average of the months, and which months are unlike the others."""
    centre = row(table, month="all months")
    months = [each for each in table.to_dict("records") if each["month"] != "all months"]
    months = [each for each in months if told(each) or hidden(each)]
    if not told(centre) or not months:
        return silent("drift_over_time", centre if not told(centre) else row(table))
    first, last = (words.value("month", each["month"]) for each in (months[0], months[-1]))
    opening = f"In {number(len(months))} months from {first} to {last}"
    if len(months) < SOME:
        return (
            f"{opening} the middle month saw {percent(centre['estimate'])} of interviews turn into asking for a job; "
            "fewer than 6 months cannot tell a change from ordinary variation."
        )
    return f"{opening}, {_variation(centre)} {_signals(months)} {BY_CHANCE}{_trial(months)}"


def _variation(centre: Row) -> str:
    mean = f"{percent(centre['estimate'])} of interviews turned into asking for a job on average of the months"
    if pd.isna(centre["low"]):
        return f"{mean}; the limits of ordinary variation are hidden."
    return f"{mean}; ordinary variation lies between {percent(centre['low'])} and {percent(centre['high'])}."


def _signals(months: list[dict[str, Any]]) -> str:
    """In how many months each sign of something out of the ordinary was found."""
    signals = Counter(
        signal for each in months for signal in each["signal"].split(", ") if signal not in ("none", words.HIDDEN)
    )
    if not signals:
        return "No month shows a signal of a change."
    parts = [f"{signal} in {number(count)}" for signal, count in signals.items()]
    return f"Months with a signal of a change: {listed(parts)}."


def _trial(months: list[dict[str, Any]]) -> str:
    return " These are trial limits, of fewer than 12 months." if len(months) < FIRM else ""
