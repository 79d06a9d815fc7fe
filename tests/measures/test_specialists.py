"""Specialists beside what chance and case mix let expect, and three rules of credit."""

from __future__ import annotations

import pytest

from interview_analytics import measures, sentence
from interview_analytics.interview_log import InterviewLog
from tests.measures.logs import Rows, listed, log, staff

OBSERVED, EXPECTED = "observed to expected", "expected placements"


def caseload(specialist: str, number: int, enrolled: str = "2026-01-01") -> tuple[Rows, Rows]:
    names = [f"{specialist}-{n}" for n in range(number)]
    people = [{"job_seeker_id": name, "enrolled_on": enrolled} for name in names]
    return people, [{"job_seeker_id": name, "specialist_id": specialist, "from_on": enrolled} for name in names]


def two(number: int) -> InterviewLog:
    """Two caseloads of one size: everybody of S1 is placed on the same day, nobody of S2."""
    (ours, served), (others, by_other) = caseload("S1", number), caseload("S2", number)
    jobs = [{"job_seeker_id": row["job_seeker_id"], "started_on": "2026-01-11"} for row in ours]
    return log(job_seekers=ours + others, assignments=served + by_other, placements=jobs, specialists=staff("S1", "S2"))


def test_expected_are_the_placements_that_the_whole_programme_brought_about() -> None:
    table = measures.specialist_funnel(two(30))  # on the only day with placements 30 of 60 were placed, half of each 30
    assert listed(table, "specialist", "estimate", figure=EXPECTED) == [
        ("S1", pytest.approx(15)),
        ("S2", pytest.approx(15)),
    ]
    assert listed(table, "estimate", figure=OBSERVED) == [pytest.approx(2), 0]


def test_limits_are_the_published_ones_for_fifteen_expected() -> None:
    limits = listed(measures.specialist_funnel(two(30)), "low", "high", figure="within 95 % limits")[0]
    assert limits == (pytest.approx(0.5596924, abs=1e-6), pytest.approx(1.649348, abs=1e-6))


def test_who_lies_outside_is_told_with_what_to_look_at_and_without_an_order() -> None:
    said = sentence(measures.specialist_funnel(two(30)))
    assert said.endswith("Outside 99.8 %: S2; look at the records first, then the mix, then the practice.")


def test_below_ten_placements_nothing_is_told() -> None:
    assert set(measures.specialist_funnel(two(9))["status"]) == {"too_few"}


def test_days_and_placements_count_for_who_served_then() -> None:
    later = [
        {"job_seeker_id": "S1-0", "specialist_id": "S1", "from_on": "2026-01-01", "to_on": "2026-01-05"},
        {"job_seeker_id": "S1-0", "specialist_id": "S2", "from_on": "2026-01-06"},
    ]
    others = [row for name in ("S1", "S2") for row in caseload(name, 30)[1] if row["job_seeker_id"] != "S1-0"]
    (ours, _), (theirs, _) = caseload("S1", 30), caseload("S2", 30)
    jobs = [{"job_seeker_id": row["job_seeker_id"], "started_on": "2026-01-11"} for row in ours]
    changed = log(job_seekers=ours + theirs, assignments=others + later, placements=jobs, specialists=staff("S1", "S2"))
    assert listed(measures.specialist_funnel(changed), "numerator", figure=OBSERVED) == [29, 1]
    assert listed(measures.specialist_funnel(changed), "estimate", figure=EXPECTED) == [
        pytest.approx(29 / 2),
        pytest.approx(31 / 2),
    ]


def test_the_whole_programme_brings_about_what_it_leads_to_expect() -> None:
    assert listed(measures.specialist_funnel(two(30), ()), "estimate", figure=OBSERVED) == [pytest.approx(1)]


def test_one_specialist_alone_is_no_fault() -> None:
    people, served = caseload("S1", 20)
    jobs = [{"job_seeker_id": row["job_seeker_id"], "started_on": "2026-02-01"} for row in people[:12]]
    alone = log(job_seekers=people, assignments=served, placements=jobs, specialists=staff("S1"))
    assert listed(measures.specialist_funnel(alone), "estimate", figure=OBSERVED) == [pytest.approx(1)]
    assert listed(measures.specialist_rates(alone), "status", basis="drawn towards the others") == ["too_few"]


def test_a_case_mix_column_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="adjust: there is no column 'county'"):
        measures.specialist_funnel(two(30), adjust=("county",))


def rates() -> InterviewLog:
    parts = {name: caseload(name, 10, "2025-01-01") for name in ("S3", "S1", "S2")}
    placed = {"S1": 9, "S2": 5, "S3": 2}
    jobs = [
        {"job_seeker_id": f"{name}-{n}", "started_on": "2025-06-01"}
        for name, number in placed.items()
        for n in range(number)
    ]
    return log(
        job_seekers=[row for people, _ in parts.values() for row in people],
        assignments=[row for _, served in parts.values() for row in served],
        placements=jobs,
        interviews=[{"job_seeker_id": "S1-0", "held_on": "2025-01-01"}],
        specialists=staff("S3", "S1", "S2"),
    )


def test_shares_are_drawn_towards_the_others_and_stay_in_the_order_of_names() -> None:
    table = measures.specialist_rates(rates())
    raw = listed(table, "share", basis="as counted")
    drawn = listed(table, "share", basis="drawn towards the others")
    assert listed(table, "specialist", basis="as counted") == ["S1", "S2", "S3"]
    assert raw == [0.9, 0.5, 0.2]
    assert 16 / 30 < drawn[0] < 0.9
    assert 0.2 < drawn[2] < 16 / 30


def test_people_enrolled_less_than_a_year_ago_are_not_yet_counted() -> None:
    people, served = caseload("S1", 3, "2026-01-01")
    table = measures.specialist_rates(log(job_seekers=people, assignments=served, specialists=staff("S1")))
    assert listed(table, "denominator", basis="as counted") == [0]
    assert table.attrs["note"] == "3 people enrolled less than a year ago are not yet counted"


def changed_hands() -> InterviewLog:
    """S1 served for 90 days and held one interview; S2 served for 20 days, until the job, and held two."""
    return log(
        job_seekers=[{"job_seeker_id": "J1", "enrolled_on": "2026-01-01"}],
        assignments=[
            {"job_seeker_id": "J1", "specialist_id": "S1", "from_on": "2026-01-01", "to_on": "2026-03-31"},
            {"job_seeker_id": "J1", "specialist_id": "S2", "from_on": "2026-04-01"},
        ],
        interviews=[
            {"held_on": day, "specialist_id": who}
            for day, who in (("2026-02-01", "S1"), ("2026-04-02", "S2"), ("2026-04-03", "S2"))
        ],
        placements=[{"started_on": "2026-04-20"}],
        specialists=staff("S1", "S2"),
    )


@pytest.mark.parametrize(
    ("credit", "counts"), [("at_placement", [0, 1]), ("person_time", [1, 0]), ("by_interview", [0, 1])]
)
def test_a_rule_of_credit_says_for_whom_a_job_counts(credit: str, counts: list[int]) -> None:
    table = measures.placements(changed_hands(), "specialist", credit=credit)
    assert listed(table, "count", start="first") == counts


def test_three_rules_stand_side_by_side_and_each_counts_every_job_once() -> None:
    table = measures.placement_credit(changed_hands())
    assert listed(table, "count", specialist="S1") == [0, 1, 0]
    assert table.groupby("rule")["count"].sum().tolist() == [1, 1, 1]
    assert sentence(table).endswith(
        "Of 1 jobs, at least 1 by days served and 0 by interviews held would count for somebody else."
    )


def test_a_rule_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="credit: there is no rule 'last'; there are at_placement"):
        measures.placements(changed_hands(), "specialist", credit="last")
