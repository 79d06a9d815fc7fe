"""Tables of people served, job starts, and work after people left go in; what they find, in a sentence, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics.sentences.parts import (
    A_HIDDEN_NUMBER,
    amount,
    bounds,
    fraction,
    hidden,
    of_all,
    row,
    silent,
    told,
)
from interview_analytics.sentences.placements import median
from interview_analytics.words import number, percent

LEFT = "job seekers who left"


def unique_people_served(table: pd.DataFrame) -> str:
    """How many different job seekers were served."""
    served = row(table)
    if not told(served):
        return silent("unique_people_served", served)
    return f"{number(served['count'])} different job seekers were enrolled on at least one day of the period."


def job_starts(table: pd.DataFrame) -> str:
    """How many jobs were started by how many people."""
    started = row(table)
    if not told(started):
        return silent("job_starts", started)
    return f"{amount(started['count'], 'jobs')} were started by {amount(started['people'], 'people')}."


def work_based_learning(table: pd.DataFrame) -> str:
    """How many interviews were held with the job seeker present, and by how many of them."""
    held = row(table)
    if not told(held):
        return silent("work_based_learning", held)
    return (
        f"{number(held['count'])} informational interviews were held with the job seeker present, by "
        f"{amount(held['people'], 'job seekers')}."
    )


def wioa_employment_q2(table: pd.DataFrame) -> str:
    """How many of those who left were in work in the 2nd quarter after."""
    return _employment(table, "wioa_employment_q2", "2nd")


def wioa_employment_q4(table: pd.DataFrame) -> str:
    """How many of those who left were in work in the 4th quarter after."""
    return _employment(table, "wioa_employment_q4", "4th")


def _employment(table: pd.DataFrame, measure: str, which: str) -> str:
    employed, waiting = (row(table, answer=answer) for answer in ("employed", "not yet due"))
    least = row(table, answer="at least")
    if not told(employed) and not told(least):
        return silent(measure, employed)
    known = (
        fraction(employed, LEFT) if told(employed) else f"At least {of_all(least)} {LEFT} ({percent(least['share'])})"
    )
    later = f"; for {A_HIDDEN_NUMBER if hidden(waiting) else of_all(waiting)} who left that quarter is not over"
    some = hidden(waiting) or waiting["numerator"]
    return (
        f"{known} were in unsubsidised work in the {which} calendar quarter after "
        f"the quarter of exit; {bounds(table)}{later if some else ''}. Reported by the provider, not a WIOA indicator."
    )


def median_earnings_q2(table: pd.DataFrame) -> str:
    """What those in work earned in the 2nd quarter after they left, and for how many that is known."""
    found = row(table)
    if not told(found):
        return silent("median_earnings_q2", found)
    earned = median(found | {"item": "median_earnings_q2"})
    return (
        "Those in unsubsidised work in the 2nd calendar quarter after the quarter of exit earned a median of "
        f"{earned} in that quarter. Reported by the provider, not a WIOA indicator."
    )
