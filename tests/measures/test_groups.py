"""Groups: whom an event is credited to, which groups there are, and what cannot be told."""

from __future__ import annotations

import pytest

from interview_analytics import periods
from interview_analytics.measures import interviews_held, outreach, pathway, placements, retention
from tests.measures.logs import listed, log, roster, staff

DAY = {"held_on": "2026-03-10"}


def assigned(who: str, to: str, since: str | None, until: str | None) -> dict[str, str | None]:
    return {"job_seeker_id": who, "specialist_id": to, "from_on": since, "to_on": until}


def credit(row: dict, *assignments: dict) -> list[tuple[str, int]]:
    """Which specialist the one interview counts for."""
    others = {"assignments": list(assignments), "specialists": staff("S1", "S2", "S3")}
    table = interviews_held(log(interviews=[row], **others), "specialist")
    return [(who, count) for who, count in listed(table, "specialist", "count") if count]


def test_a_specialist_without_events_stays_with_zero() -> None:
    table = interviews_held(
        log(interviews=[{**DAY, "specialist_id": "S2"}], specialists=staff("S3", "S1", "S2")), "specialist"
    )
    assert listed(table, "specialist", "count", "people") == [("S1", 0, 0), ("S2", 1, 1), ("S3", 0, 0)]


def test_the_assignment_on_the_day_goes_before_the_specialist_of_the_row() -> None:
    row = {**DAY, "specialist_id": "S1"}
    assert credit(row, assigned("J1", "S2", "2026-01-01", None)) == [("S2", 1)]
    assert credit(row, assigned("J1", "S2", "2026-01-01", "2026-03-10")) == [("S2", 1)]
    assert credit(row, assigned("J1", "S2", "2026-03-10", None)) == [("S2", 1)]
    assert credit(row, assigned("J1", "S2", None, None)) == [("S2", 1)]


def test_outside_every_assignment_the_specialist_of_the_row_counts_and_without_one_it_is_not_known() -> None:
    ended, to_come = assigned("J1", "S2", "2026-01-01", "2026-03-09"), assigned("J1", "S3", "2026-03-11", None)
    assert credit({**DAY, "specialist_id": "S1"}, ended, to_come) == [("S1", 1)]
    assert credit({**DAY, "specialist_id": "S1"}, assigned("J2", "S2", None, None)) == [("S1", 1)]
    assert credit(DAY, ended, to_come) == [("not known", 1)]


def test_of_overlapping_assignments_the_one_that_began_last_counts_while_it_lasts() -> None:
    usual, cover = assigned("J1", "S1", "2026-01-01", None), assigned("J1", "S2", "2026-03-01", "2026-03-15")
    assert (
        credit({"held_on": "2026-03-10"}, usual, cover)
        == credit({"held_on": "2026-03-10"}, cover, usual)
        == [("S2", 1)]
    )
    assert credit({"held_on": "2026-03-16"}, usual, cover) == [("S1", 1)]


def test_an_interview_without_a_job_seeker_or_a_day_counts_for_the_specialist_of_the_row() -> None:
    everybody = assigned("J1", "S2", None, None)
    assert credit({**DAY, "specialist_id": "S1", "job_seeker_id": None}, everybody) == [("S1", 1)]
    assert credit({"held_on": None, "specialist_id": "S1"}, everybody) == [("S1", 1)]


def test_months_and_quarters_run_from_the_first_event_to_the_last_with_empty_ones_between() -> None:
    rows = log(interviews=[{"held_on": "2025-11-30"}, {"held_on": "2026-02-01"}, {"held_on": None}])
    months = [("2025-11", 1), ("2025-12", 0), ("2026-01", 0), ("2026-02", 1), ("not known", 1)]
    assert listed(interviews_held(rows, "month"), "month", "count") == months
    assert listed(interviews_held(rows, "quarter"), "quarter", "count") == [
        ("2025Q4", 1),
        ("2026Q1", 1),
        ("not known", 1),
    ]


def test_months_of_a_period_are_all_there_as_far_as_the_log_speaks_of_them() -> None:
    rows = log(interviews=[DAY, {"held_on": "2026-01-05"}, {"held_on": "2025-12-31"}], as_of="2026-04-20")
    table = interviews_held(periods.between(rows, "CY2026", "held_on"), "month")
    assert listed(table, "month", "count") == [("2026-01", 1), ("2026-02", 0), ("2026-03", 1), ("2026-04", 0)]
    assert listed(interviews_held(periods.between(rows, "2026-02", "held_on"), "month"), "month", "count") == []


def test_region_is_the_job_seekers_else_that_of_the_specialist_of_the_row() -> None:
    rows = log(
        interviews=[
            {**DAY, "job_seeker_id": "J1", "specialist_id": "S1"},
            {**DAY, "job_seeker_id": None, "specialist_id": "S1"},
            {**DAY, "job_seeker_id": "J2", "specialist_id": None},
        ],
        job_seekers=[{"job_seeker_id": "J1", "region": "West"}, {"job_seeker_id": "J2", "region": None}],
        specialists=[{"specialist_id": "S1", "region": "East"}, {"specialist_id": "S2", "region": "North"}],
    )
    expected = [("East", 1), ("North", 0), ("West", 1), ("not known", 1)]
    assert listed(interviews_held(rows, "region"), "region", "count") == expected


def test_every_choice_of_the_vocabulary_is_a_group_and_an_absent_word_is_not_known() -> None:
    rows = log(interviews=[{**DAY, "conducted_by": "both"}, {**DAY, "conducted_by": None}])
    expected = [("job_seeker", 0), ("specialist", 0), ("both", 1), ("unknown", 0), ("not known", 1)]
    assert listed(interviews_held(rows, "conducted_by"), "conducted_by", "count") == expected


def test_a_group_whose_column_no_export_holds_is_not_known_as_a_whole() -> None:
    assert listed(interviews_held(log(interviews=[DAY]), "sector"), "sector", "count") == [("not known", 1)]


def test_a_stratum_is_the_job_seekers_also_where_it_is_a_number_and_its_levels_come_from_the_whole_roster() -> None:
    people = [
        {"job_seeker_id": f"J{n}", "children": n if n < 3 else None, "enrolled_on": f"2026-0{n}-01"} for n in (1, 2, 3)
    ]
    rows = log(interviews=[DAY, {**DAY, "job_seeker_id": "J3"}, {**DAY, "job_seeker_id": "J9"}], job_seekers=people)
    assert listed(interviews_held(rows, "children"), "children", "count") == [("1.0", 1), ("2.0", 0), ("not known", 2)]
    january = pathway(periods.between(rows, "2026-01", "enrolled_on"), "children")
    assert listed(january, "children", "denominator", step="enrolled") == [("1.0", 1), ("2.0", 0)]


def test_a_pair_of_groups_lists_every_combination() -> None:
    rows = log(
        interviews=[{**DAY, "specialist_id": "S1"}, {"held_on": "2026-01-05", "specialist_id": "S2"}],
        specialists=staff("S1", "S2"),
    )
    expected = [("S1", "2026-01", 0), ("S1", "2026-02", 0), ("S1", "2026-03", 1)]
    expected += [("S2", "2026-01", 1), ("S2", "2026-02", 0), ("S2", "2026-03", 0)]
    assert listed(interviews_held(rows, ("specialist", "month")), "specialist", "month", "count") == expected


@pytest.mark.parametrize("by", ["specialist", "region", "sector", "quarter"])
def test_somebody_without_events_leaves_every_group_at_zero_of_zero(by: str) -> None:
    rows = log(job_seekers=roster(J1="2026-01-01"), specialists=staff("S1"))
    for measure in (outreach, placements, retention):
        assert not any(listed(measure(rows, by), "people"))
