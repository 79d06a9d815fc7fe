"""Tables of what became of contacts go in; what they find, in a sentence, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics import words
from interview_analytics.sentences.parts import (
    due,
    followed,
    fraction,
    hidden,
    latest,
    listed,
    number_and_share,
    of_100,
    row,
    silent,
    told,
)

STEPS = {
    "the second introduction in a row, or a later one": "after two or more introductions in a row",
    "the third introduction in a row, or a later one": "after three or more",
}
REACH = {
    "led on to another contact": "led on to another contact",
    "led on to two or more": "to two or more",
    "led on to three or more": "to three or more",
}


def contacts_alive(table: pd.DataFrame) -> str:
    """How many contacts were met again, and how many were met too recently to tell."""
    parts = [f"within {months} months, {due(table, 'met again', months=months)}" for months in ("6", "12")]
    return f"Contacts met again, or through whom a job came, of those met long enough ago: {'; '.join(parts)}."


def referral_chains(table: pd.DataFrame) -> str:
    """How many contacts were introduced by an earlier one, how many in a row, and how many led on."""
    introduced = row(table, chain="introduced by an earlier contact")
    if not told(introduced):
        return silent("referral_chains", introduced)
    steps = [f"{number_and_share(row(table, chain=chain))} {said}" for chain, said in STEPS.items()]
    reach = [f"{number_and_share(row(table, chain=chain))} {said}" for chain, said in REACH.items()]
    return (
        f"{fraction(introduced, 'contacts')} were introduced by an earlier contact, {listed(steps)}; "
        f"{listed(reach)}, directly or through the chain."
    )


def kept_after_drift(table: pd.DataFrame) -> str:
    """How often contacts were met again after asking for a job, and without it, and how far the two lie apart."""
    after, without, difference = (
        row(table, after=after)
        for after in ("after asking for a job", "without asking for a job", "difference within specialists")
    )
    if not told(after) and not told(without):
        return silent("kept_after_drift", after)
    opening = (
        f"The contact was met again after {fraction(after, 'interviews that turned into asking for a job')} and after "
        f"{fraction(without, 'that did not')}"
    )
    if hidden(difference):
        return f"{opening}; the difference within specialists is hidden."
    if not told(difference):
        return f"{opening}; too few to tell the difference within specialists."
    said = words.points(difference["estimate"], difference["low"], difference["high"])
    return (
        f"{opening}. Compared within specialists, contacts were met again {said} after asking for a job. This is an "
        "association: a talk may turn that way because the contact had little to offer."
    )


def follow_up(table: pd.DataFrame) -> str:
    """After how many interviews the contact was thanked within a week."""
    return f"Interviews for which the contact was thanked within 7 days: {due(table, 'thanked')}."


def contact_to_placement(table: pd.DataFrame) -> str:
    """How many of 100 contacts are expected to bring a lead or a placement within 12 months."""
    year = latest(table, 12, outcome="lead or placement")
    if not told(year):
        return silent("contact_to_placement", year)
    month = int(year["month"])
    quarter, job = row(table, outcome="lead or placement", month=3), row(table, outcome="placement", month=month)
    sooner = f", {of_100(quarter)} within 3 months" if month > 3 and told(quarter) else ""
    return (
        f"{of_100(year, ' contacts')} are expected to bring a lead or a placement within {month} months of the first "
        f"meeting{sooner}; {of_100(job)} a placement within {month} months."
        f"{followed(year, 'contacts', month)}"
    )
