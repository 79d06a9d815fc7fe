"""An InterviewLog goes in; what became of the people who were interviewed, as contacts, comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.answers import due_table
from interview_analytics.measures.declare import INTERVIEW_BY, By, measure
from interview_analytics.measures.interviews import held
from interview_analytics.measures.tally import share_tables

ALIVE_MONTHS = (6, 12)
CONTACT_BY = ("specialist", "month", "quarter", "sector", "region", "contact_role")
THANKED_DAYS = 7
INTRODUCED = {
    "introduced by an earlier contact": 1,
    "the second introduction in a row, or a later one": 2,
    "the third introduction in a row, or a later one": 3,
}
LED_ON = {"led on to another contact": 1, "led on to two or more": 2, "led on to three or more": 3}


@measure(
    unit="contact",
    counts="people",
    anchor="met_on",
    by=CONTACT_BY,
    population="contact",
    own={"months": "horizons", "answer": "answers"},
    needs=("interviews.contact_id", "interviews.held_on"),
)
def contacts_alive(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of contacts met long enough ago, the share met again, or who led to a job, within 6 and 12 months.

    A contact is met on the day of the first informational interview held with them. The row "not yet due" is the share
    of all contacts met too recently to tell.
    """
    met = contacts_met(log)
    rows = [met.assign(months=str(months), answer=_again(met, months, log)) for months in ALIVE_MONTHS]
    categories = {"months": [str(months) for months in ALIVE_MONTHS]}
    return due_table(log, pd.concat(rows, ignore_index=True), by, yes="met again", categories=categories)


def contacts_met(log: InterviewLog) -> pd.DataFrame:
    """Contacts as counted rows, each on the day of the first meeting."""
    return log.contacts.assign(on=log.contacts["met_on"], person=log.contacts["contact_id"])


def _again(met: pd.DataFrame, months: int, log: InterviewLog) -> pd.Series:
    end = met["met_on"] + pd.DateOffset(months=months)
    return (met["next_on"] <= end).astype("boolean").mask(end > pd.Timestamp(log.as_of))


@measure(
    unit="contact",
    counts="people",
    anchor="met_on",
    by=CONTACT_BY,
    population="contact",
    own={"chain": "steps"},
    ladders=(tuple(INTRODUCED), tuple(LED_ON)),
    needs=("interviews.contact_id", "interviews.held_on", "interviews.referred_by_contact_id"),
)
def referral_chains(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of contacts met, the share at the end of one, two, three introductions in a row, and the share who led on.

    An introduction counts if the contact who made it was interviewed on an earlier day. A contact led on to all who
    were met through them, directly or through the chain of introductions that began with them.
    """
    rows = contacts_met(log)
    chains = _chains(log.whole or log).reindex(rows["contact_id"]).set_axis(rows.index)
    steps = {name: chains["length"] >= least for name, least in INTRODUCED.items()}
    reach = {name: chains["reach"] >= least for name, least in LED_ON.items()}
    return share_tables(log, rows, by, steps | reach, name="chain")


def _chains(log: InterviewLog) -> pd.DataFrame:
    """For each contact the introductions in a row up to them, and how many contacts were met through them."""
    rows = held(log).dropna(subset=["contact_id", "on"]).sort_values(["on", "interview_id"], kind="stable")
    rows = rows.drop_duplicates("contact_id").set_index("contact_id")
    day, made_by = rows["on"].dt.normalize().to_numpy(), rows.index.get_indexer(rows["referred_by_contact_id"])
    made_by = np.where((made_by >= 0) & (day[made_by] < day), made_by, -1)  # earlier days only, so no chain is a ring
    length, reach, above = np.zeros(len(rows), int), np.zeros(len(rows), int), made_by
    while (led := above >= 0).any():  # one introduction further up for all contacts at once
        length, reach = length + led, reach + np.bincount(above[led], minlength=len(rows))
        above = np.where(led, made_by[above], -1)
    return pd.DataFrame({"length": length, "reach": reach}, rows.index)


@measure(
    unit="interview held",
    counts="events",
    anchor="held_on",
    by=INTERVIEW_BY,
    nested_in="interviews_held",
    own={"answer": "answers"},
    alike={"all": "interview held"},
    needs=("interviews.held_on", "interviews.thanked_on"),
)
def follow_up(log: InterviewLog, by: By = None) -> pd.DataFrame:
    """Of informational interviews held 7 days ago or earlier, the share thanked for within 7 days.

    The row "not yet due" is the share of all interviews held later than that. An interview without a day on which the
    contact was thanked counts as not thanked for; one whose own day nobody noted cannot be told and is left out.
    """
    rows = held(log)
    rows = rows[rows["on"].notna()]
    days = (rows["thanked_on"] - rows["on"]).dt.days
    open_yet = rows["on"] + pd.Timedelta(days=THANKED_DAYS) > pd.Timestamp(log.as_of)
    thanked = days.between(0, THANKED_DAYS).astype("boolean").mask(open_yet)
    return due_table(log, rows.assign(answer=thanked), by, yes="thanked")
