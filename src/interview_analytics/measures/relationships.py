"""An InterviewLog goes in; what became of the people who were interviewed, as contacts, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.answers import due_table
from interview_analytics.measures.declare import By, measure

ALIVE_MONTHS = (6, 12)


@measure(
    unit="contact",
    counts="people",
    anchor="met_on",
    by=("specialist", "month", "quarter", "sector", "region", "contact_role"),
    population="contact",
    own={"months": "horizons", "answer": "answers"},
    needs=("interviews.contact_id", "interviews.held_on"),
)
def contacts_alive(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of contacts met long enough before `as_of`, the share met again, or who led to a job, within 6 and 12 months.

    A contact is met on the day of the first informational interview held with them. The row "not yet due" is the share
    of all contacts met too recently to tell.
    """
    met = log.contacts.assign(on=log.contacts["met_on"], person=log.contacts["contact_id"])
    rows = [met.assign(months=str(months), answer=_again(met, months, log)) for months in ALIVE_MONTHS]
    categories = {"months": [str(months) for months in ALIVE_MONTHS]}
    return due_table(log, pd.concat(rows, ignore_index=True), by, yes="met again", categories=categories)


def _again(met: pd.DataFrame, months: int, log: InterviewLog) -> pd.Series:
    end = met["met_on"] + pd.DateOffset(months=months)
    return (met["next_on"] <= end).astype("boolean").mask(end > pd.Timestamp(log.as_of))
