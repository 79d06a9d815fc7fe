"""What contacts lead to: met again after asking for a job or without it, and the time to a lead or a placement."""

from __future__ import annotations

from typing import Any

import pytest

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures import contact_to_placement, kept_after_drift
from tests.measures.logs import listed, log

AFTER, WITHOUT, DIFFERENCE = "after asking for a job", "without asking for a job", "difference within specialists"


def talk(contact: str, **further: Any) -> dict[str, Any]:
    return {"held_on": "2025-06-01", "contact_id": contact, "drift": "none", "specialist_id": "S1", **further}


def again(contact: str, day: str = "2025-09-01", **further: Any) -> dict[str, Any]:
    return {"held_on": day, "contact_id": contact, "kind": "business_tour", "specialist_id": "S1", **further}


def kept(*rows: dict[str, Any], **further: Any) -> list[tuple[int, int]]:
    """Numerator and denominator after asking for a job, and without."""
    table = kept_after_drift(log(interviews=list(rows), **further))
    return listed(table, "numerator", "denominator")[:2]


def test_a_contact_is_met_again_at_any_later_meeting_that_was_held_or_by_a_job() -> None:
    asked = talk("A", drift="full")
    assert kept(asked, again("A")) == [(1, 1), (0, 0)]
    assert kept(asked, again("A", status="cancelled")) == [(0, 1), (0, 0)]
    assert kept(asked, again("A", "2025-06-01")) == [(0, 1), (0, 0)]
    assert kept(talk("A"), placements=[{"started_on": "2026-05-01", "contact_id": "A"}]) == [(0, 0), (1, 1)]


def test_hiring_that_the_contact_raised_is_no_asking_and_an_unknown_answer_is_left_out() -> None:
    assert kept(talk("A", drift="full", drift_raised_by="contact"), talk("B", drift="unknown")) == [(0, 0), (0, 1)]


def test_only_interviews_180_days_before_the_last_day_with_a_known_contact_and_specialist_count() -> None:
    assert kept(talk("A"), as_of="2025-11-28") == [(0, 0), (0, 1)]
    assert kept(talk("A"), as_of="2025-11-27") == [(0, 0), (0, 0)]
    assert kept(talk("A", contact_id=None), talk("B", specialist_id=None, job_seeker_id="J2")) == [(0, 0), (0, 0)]


def by_specialists(number: int, kept_of_4: tuple[int, int] = (1, 3)) -> InterviewLog:
    """Each specialist has 4 interviews that asked for a job and 4 that did not, with so many contacts met again."""
    rows, later = [], []
    for who in range(number):
        for kind, still in zip(("full", "none"), kept_of_4, strict=True):
            names = [f"{kind}{who}-{place}" for place in range(4)]
            own = {"specialist_id": f"S{who}", "job_seeker_id": f"J{who}"}
            rows += [talk(name, drift=kind, **own) for name in names]
            later += [again(name, **own) for name in names[:still]]
    return log(interviews=rows + later)


def test_the_difference_is_that_within_specialists() -> None:
    table = kept_after_drift(by_specialists(5))
    assert listed(table, "numerator", "denominator", "share") == [(5, 20, 0.25), (15, 20, 0.75), (None, None, None)]
    assert listed(table, "estimate", "people", "status", after=DIFFERENCE) == [(pytest.approx(-0.5), 5, "shown")]


def test_fewer_than_five_specialists_or_ten_interviews_of_a_kind_are_too_few_to_compare() -> None:
    four = kept_after_drift(by_specialists(4))
    assert listed(four, "estimate", "status", after=DIFFERENCE) == [(None, "too_few")]
    one_each = [
        talk(f"{kind}{who}", drift=kind, specialist_id=f"S{who}") for who in range(9) for kind in ("full", "none")
    ]
    assert listed(kept_after_drift(log(interviews=one_each)), "status", after=DIFFERENCE) == ["too_few"]


def test_of_one_specialist_the_shares_are_shown_and_no_difference() -> None:
    table = kept_after_drift(by_specialists(5), "specialist")
    assert listed(table, "after", "numerator", "status", specialist="S0") == [
        (AFTER, 1, "shown"), (WITHOUT, 3, "shown"), (DIFFERENCE, None, "too_few"),
    ]  # fmt: skip


def brought(*rows: dict[str, Any], month: int = 1, **further: Any) -> list[tuple[float, int]]:
    """The expected share of contacts with a lead or placement, and with a placement; who is still followed."""
    table = contact_to_placement(log(interviews=list(rows), **further))
    return listed(table, "estimate", "people", month=month)


def test_a_lead_is_a_later_meeting_about_a_job_and_a_placement_counts_for_both() -> None:
    two = [talk("A"), talk("B")]
    assert brought(*two, again("A", "2025-06-20", kind="job_development")) == [(0.5, 1), (0, 2)]
    assert brought(*two, again("A", "2025-06-20", kind="business_tour")) == [(0, 2), (0, 2)]
    assert brought(*two, again("A", "2025-06-01", kind="job_interview")) == [(0, 2), (0, 2)]
    jobs = [{"started_on": "2025-06-20", "contact_id": "A"}]
    assert brought(*two, placements=jobs) == [(0.5, 1), (0.5, 1)]


def test_contacts_met_lately_are_followed_to_the_last_day_of_the_log() -> None:
    # A brings a job after 40 days, C none; B, met 35 days before the end, is followed for 1 month and not for 2
    late = talk("B", held_on="2026-05-26")
    jobs = [{"started_on": "2025-07-11", "contact_id": "A"}]
    assert brought(talk("A"), talk("C"), late, placements=jobs) == [(0, 3), (0, 3)]
    assert brought(talk("A"), talk("C"), late, placements=jobs, month=2) == [(0.5, 1), (0.5, 1)]


def test_a_month_that_nobody_has_reached_is_too_few_to_tell() -> None:
    table = contact_to_placement(log(interviews=[talk("A", held_on="2026-06-20")]))
    assert set(listed(table, "status")) == {"too_few"}
