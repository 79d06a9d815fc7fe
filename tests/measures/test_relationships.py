"""What became of the people who were interviewed."""

from __future__ import annotations

from interview_analytics import periods
from interview_analytics.measures import contacts_alive, follow_up, referral_chains
from tests.measures.logs import listed, log

FIRST = {"held_on": "2025-01-15", "contact_id": "C1", "contact_role": "owner", "sector": "72", "specialist_id": "S1"}


def alive(*later: dict, as_of: str = "2026-06-30", **further: list) -> list[tuple[int, int]]:
    """Numerator and denominator of those met again within 6 and within 12 months."""
    rows = log(interviews=[FIRST, *({"contact_id": "C1", **row} for row in later)], as_of=as_of, **further)
    return listed(contacts_alive(rows), "numerator", "denominator", answer="met again")


def test_a_contact_is_met_again_at_a_later_meeting_of_any_kind_up_to_the_same_day_six_months_on() -> None:
    assert alive() == [(0, 1), (0, 1)]
    assert alive({"held_on": "2025-07-15", "kind": "business_tour"}) == [(1, 1), (1, 1)]
    assert alive({"held_on": "2025-07-16"}) == [(0, 1), (1, 1)]
    assert alive({"held_on": "2026-01-16"}) == [(0, 1), (0, 1)]


def test_a_second_row_on_the_first_day_or_one_that_was_not_held_is_no_meeting_again() -> None:
    assert alive({"held_on": "2025-01-15", "kind": "job_development"}) == [(0, 1), (0, 1)]
    assert alive({"held_on": "2025-03-01", "status": "cancelled"}) == [(0, 1), (0, 1)]


def test_a_job_that_came_through_the_contact_is_a_meeting_again() -> None:
    assert alive(placements=[{"started_on": "2025-09-01", "contact_id": "C1"}]) == [(0, 1), (1, 1)]


def test_a_contact_met_too_recently_is_not_yet_due_even_if_met_again() -> None:
    again = {"held_on": "2025-02-01"}
    assert alive(again, as_of="2025-07-14") == [(0, 0), (0, 0)]
    assert alive(again, as_of="2025-07-15") == [(1, 1), (0, 0)]
    rows = log(interviews=[FIRST], as_of="2025-07-15")
    assert listed(contacts_alive(rows), "answer", "numerator", "denominator", "status", months="12") == [
        ("met again", 0, 0, "not_yet_due"), ("not yet due", 1, 1, "shown"),
    ]  # fmt: skip


def test_a_contact_counts_once_where_and_when_first_met() -> None:
    rows = log(interviews=[FIRST, {**FIRST, "held_on": "2025-02-01", "contact_role": "worker", "specialist_id": "S2"}])
    roles = listed(contacts_alive(rows, "contact_role"), "contact_role", "people", months="6", answer="met again")
    assert [role for role, people in roles if people] == ["owner"]
    assert listed(contacts_alive(rows, ("specialist", "sector")), "specialist", "denominator", months="6")[::2] == [
        ("S1", 1), ("S2", 0),
    ]  # fmt: skip
    assert listed(contacts_alive(periods.between(rows, "2025-02", "met_on")), "denominator", months="6") == [0, 0]


def met(contact: str, day: str, through: str | None = None) -> dict[str, str | None]:
    return {"held_on": day, "contact_id": contact, "referred_by_contact_id": through}


def chain(*rows: dict, **further: str) -> list[int]:
    """Of how many contacts each holds: introduced, twice in a row, three times; led on to one, two, three or more."""
    return listed(referral_chains(log(interviews=list(rows), **further)), "numerator")


def test_a_chain_counts_the_introductions_in_a_row_and_all_who_were_met_through_them() -> None:
    line = [
        met("A", "2026-01-01"),
        met("B", "2026-01-02", "A"),
        met("C", "2026-01-03", "B"),
        met("D", "2026-01-04", "C"),
    ]
    assert chain(*line) == [3, 2, 1, 3, 2, 1]
    star = [met("A", "2026-01-01"), *(met(name, "2026-01-02", "A") for name in "BCD")]
    assert chain(*star) == [3, 0, 0, 1, 1, 1]


def test_an_introduction_by_someone_not_interviewed_before_is_no_part_of_a_chain() -> None:
    assert chain(met("A", "2026-01-01"), met("B", "2026-01-02", "X")) == [0] * 6
    assert chain(met("A", "2026-01-02"), met("B", "2026-01-02", "A")) == [0] * 6
    ring = [met("A", "2026-01-01", "B"), met("B", "2026-01-02", "A")]
    assert chain(*ring) == [1, 0, 0, 1, 0, 0]


def test_who_made_the_introduction_is_read_where_the_contact_was_first_met() -> None:
    rows = [met("A", "2026-01-01"), met("B", "2026-01-02"), met("B", "2026-01-03", "A")]
    assert chain(*rows) == [0] * 6


def test_chains_reach_back_before_the_period_in_which_a_contact_was_met() -> None:
    rows = log(interviews=[met("A", "2026-01-01"), met("B", "2026-02-02", "A"), met("C", "2026-03-03", "B")])
    part = referral_chains(periods.between(rows, "2026-02", "met_on"))
    assert listed(part, "numerator", "denominator")[::3] == [(1, 1), (1, 1)]


def thanked(*days: tuple[str | None, str | None], as_of: str = "2026-03-31") -> list[tuple[int, int]]:
    rows = [{"held_on": held, "thanked_on": thanks} for held, thanks in days]
    return listed(follow_up(log(interviews=rows, as_of=as_of)), "numerator", "denominator")


def test_thanks_count_from_the_day_of_the_interview_to_the_seventh_after_it() -> None:
    assert thanked(("2026-03-01", "2026-03-01"), ("2026-03-01", "2026-03-08")) == [(2, 2), (0, 2)]
    assert thanked(("2026-03-01", "2026-03-09"), ("2026-03-02", "2026-03-01"), ("2026-03-02", None)) == [(0, 3), (0, 3)]


def test_thanks_are_not_yet_due_in_the_last_seven_days_even_if_sent() -> None:
    assert thanked(("2026-03-24", None), ("2026-03-25", "2026-03-26")) == [(0, 1), (1, 2)]


def test_an_interview_without_a_day_cannot_tell_whether_thanks_came_in_time() -> None:
    assert thanked((None, "2026-03-01"), ("2026-03-01", "2026-03-02")) == [(1, 1), (0, 1)]
