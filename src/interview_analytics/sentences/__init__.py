"""A measure's table goes in; one honest sentence, which is also the alternative text of its chart, comes out."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from interview_analytics import words
from interview_analytics.sentences import (
    association,
    breadth,
    grant,
    hidden,
    industries,
    interviews,
    placements,
    practice,
    relationships,
    specialists,
)
from interview_analytics.sentences.breakdowns import breakdown

__all__ = ["sentence"]


def sentence(table: pd.DataFrame, measure: str | None = None) -> str:
    """What a measure's table says: the finding with its denominator and interval, or what each group's figure is.

    measure: its name, for a table whose attrs were lost. Of a few groups each one's figure is told, in the
    table's order; of more, between which figures the middle half of them lies. A table without rows tells its note.
    Of a protected table only what is shown is told, with how much is hidden and why.

    Raises ValueError if the table does not say which measure it answers and `measure` does not either.
    """
    name = words.measure_of(table, measure)
    if table.empty:
        return _nothing(table, name)
    if hidden.nothing_shown(table):
        return hidden.withheld(table, name)
    by = words.groups(table, name)
    return (breakdown(table, name, by) if by else FINDINGS[name](table)) + hidden.rows_hidden(table)


FINDINGS: dict[str, Callable[[pd.DataFrame], str]] = {
    "outreach": interviews.outreach,
    "interviews_held": interviews.interviews_held,
    "minutes_held": interviews.minutes_held,
    "preparation": interviews.preparation,
    "core_questions": interviews.core_questions,
    "drift": interviews.drift,
    "industries_explored": industries.industries_explored,
    "discoveries": industries.discoveries,
    "planned_to_discovered": industries.planned_to_discovered,
    "flows": industries.flows,
    "pathway": industries.pathway,
    "placements": placements.placements,
    "time_to_placement": placements.time_to_placement,
    "placement_by_interview_state": association.placement_by_interview_state,
    "interview_association": association.interview_association,
    "specialist_funnel": specialists.specialist_funnel,
    "specialist_rates": specialists.specialist_rates,
    "placement_credit": specialists.placement_credit,
    "training_effect": specialists.training_effect,
    "placed_in_met_industry": placements.placed_in_met_industry,
    "job_quality": placements.job_quality,
    "retention": placements.retention,
    "unique_people_served": grant.unique_people_served,
    "job_starts": grant.job_starts,
    "work_based_learning": grant.work_based_learning,
    "wioa_employment_q2": grant.wioa_employment_q2,
    "wioa_employment_q4": grant.wioa_employment_q4,
    "median_earnings_q2": grant.median_earnings_q2,
    "contacts_alive": relationships.contacts_alive,
    "interview_rate": practice.interview_rate,
    "drift_over_time": practice.drift_over_time,
    "accumulation": breadth.accumulation,
    "breadth": breadth.breadth,
    "unseen": breadth.unseen,
    "transfer": breadth.transfer,
    "referral_chains": relationships.referral_chains,
    "kept_after_drift": relationships.kept_after_drift,
    "follow_up": relationships.follow_up,
    "contact_to_placement": relationships.contact_to_placement,
}


def _nothing(table: pd.DataFrame, name: str) -> str:
    note = table.attrs.get("note") or "there is nothing to count"
    return f"{words.title(name)}: {note}."
