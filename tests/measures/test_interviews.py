"""Interviews asked for and held, and how long they took."""

from __future__ import annotations

import pytest

from interview_analytics import periods
from interview_analytics.measures import interviews_held, minutes_held, outreach
from tests.measures.logs import listed, log

DAY = {"held_on": "2026-03-10"}


def test_outreach_goes_from_asked_over_accepted_to_held() -> None:
    statuses = ("held", "held", "scheduled", "declined", "no_answer", "cancelled", "no_show")
    table = outreach(log(interviews=[{"status": status, "requested_on": "2026-03-01"} for status in statuses]))
    assert listed(table, "step", "numerator", "denominator", "people") == [
        ("requested", 7, 7, 1), ("accepted", 5, 7, 1), ("held", 2, 7, 1),
    ]  # fmt: skip


def test_only_informational_interviews_are_outreach_and_a_missing_kind_is_one() -> None:
    rows = [DAY, {**DAY, "kind": None}, {**DAY, "kind": "job_development"}, {**DAY, "kind": "business_tour"}]
    assert listed(outreach(log(interviews=rows)), "numerator") == [2, 2, 2]
    assert listed(interviews_held(log(interviews=rows)), "count") == [2]


def test_a_missing_status_reads_as_held_where_there_is_a_day_in_both_measures_alike() -> None:
    rows = log(interviews=[{**DAY, "status": None}, {"status": None, "requested_on": "2026-03-01"}])
    assert listed(outreach(rows), "numerator") == [2, 1, 1]
    assert listed(interviews_held(rows), "count") == [1]


def test_outreach_stands_in_the_month_of_the_request_else_of_the_interview() -> None:
    rows = log(interviews=[{**DAY, "requested_on": "2026-02-20"}, DAY, {"status": "declined", "requested_on": None}])
    expected = [("2026-02", 1), ("2026-03", 1), ("not known", 1)]
    assert listed(outreach(rows, "month"), "month", "denominator", step="held") == expected
    assert listed(outreach(periods.between(rows, "2026-02", "requested_on")), "denominator", step="held") == [1]


def test_interviews_held_count_who_was_there_once_each() -> None:
    rows = [DAY, {**DAY, "held_on": "2026-03-12"}, {**DAY, "job_seeker_id": "J2"}, {**DAY, "status": "no_show"}]
    assert listed(interviews_held(log(interviews=rows)), "count", "people") == [(3, 2)]


def test_a_specialist_alone_is_a_person_of_their_own_also_under_a_job_seekers_identifier() -> None:
    alone = {**DAY, "job_seeker_id": None, "specialist_id": "J1", "conducted_by": "specialist"}
    assert listed(interviews_held(log(interviews=[DAY, alone])), "count", "people") == [(2, 2)]


def test_a_held_interview_without_a_day_counts_in_totals_and_in_no_period() -> None:
    rows = log(interviews=[DAY, {"held_on": None}])
    assert listed(interviews_held(rows), "count") == [2]
    assert listed(interviews_held(periods.between(rows, "2026-03", "held_on")), "count") == [1]
    assert listed(minutes_held(rows), "denominator", length="not known") == [2]


def test_fifteen_and_twenty_minutes_lie_within_and_the_last_row_is_of_all() -> None:
    minutes = (14.5, 15, 20, 20.5, 60, None)
    table = minutes_held(log(interviews=[{**DAY, "minutes": length} for length in minutes]))
    assert listed(table, "length", "numerator", "denominator") == [
        ("under 15 minutes", 1, 5), ("15 to 20 minutes", 2, 5), ("over 20 minutes", 2, 5), ("not known", 1, 6),
    ]  # fmt: skip
    assert listed(table, "share") == [pytest.approx(share) for share in (0.2, 0.4, 0.4, 1 / 6)]
