"""What became of the people who were interviewed."""

from __future__ import annotations

from interview_analytics import periods
from interview_analytics.measures import contacts_alive
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
