"""Jobs started, and those in an industry first met in an interview, beside chance."""

from __future__ import annotations

import pytest

from interview_analytics import periods
from interview_analytics.measures import placed_in_met_industry, placements
from tests.measures.logs import listed, log, roster

SECTORS = ("62", "72", "23")


def test_a_job_is_a_persons_first_since_enrolment_a_later_one_or_from_before() -> None:
    days = ("2025-12-31", "2026-01-01", "2026-01-01", "2026-03-01")
    rows = log(
        placements=[{"started_on": day} for day in days] + [{"started_on": "2020-01-01", "job_seeker_id": "J2"}],
        job_seekers=roster(J1="2026-01-01", J2=None),
    )
    table = placements(rows)
    assert listed(table, "start", "count", "people") == [("first", 2, 2), ("later", 2, 1), ("before enrolment", 1, 1)]


def test_which_start_it_was_is_told_over_all_dates_and_not_within_a_period() -> None:
    rows = log(
        placements=[{"started_on": "2026-01-05"}, {"started_on": "2026-05-05"}], job_seekers=roster(J1="2026-01-01")
    )
    assert listed(placements(periods.between(rows, "2026Q2", "started_on")), "count") == [0, 1, 0]
    assert listed(placements(rows, "quarter"), "quarter", "count", start="later") == [("2026Q1", 0), ("2026Q2", 1)]


def test_a_job_counts_in_its_own_industry_for_the_specialist_on_its_first_day() -> None:
    served = [{"job_seeker_id": "J1", "specialist_id": "S2", "from_on": "2026-01-01", "to_on": None}]
    rows = log(placements=[{"started_on": "2026-02-01", "sector": "72", "specialist_id": "S1"}], assignments=served)
    assert listed(placements(rows, ("specialist", "sector")), "specialist", "sector", "count", start="first") == [
        ("S1", "72", 0), ("S2", "72", 1),
    ]  # fmt: skip


def met(held_on: str, *, interest: str = "62", **job: str) -> list[tuple[int, int]]:
    """Numerator and denominator for somebody who met sector 72 on that day and was placed in it on 1 March."""
    rows = log(
        interviews=[{"held_on": held_on, "sector": "72"}],
        placements=[{"started_on": "2026-03-01", "sector": "72"} | job],
        interests=[{"job_seeker_id": "J1", "position": 1, "sector": interest}],
        job_seekers=roster(J1="2026-01-01"),
    )
    return listed(placed_in_met_industry(rows), "numerator", "denominator", basis="met in an interview")


def test_an_industry_is_met_before_the_day_of_placement_and_is_no_stated_interest() -> None:
    assert met("2026-02-28") == [(1, 1)]
    assert met("2026-03-01") == [(0, 1)]
    assert met("2026-02-28", interest="72") == [(0, 1)]
    assert met("2026-02-28", sector="23") == [(0, 1)]


def test_only_first_placements_in_a_known_industry_are_looked_at() -> None:
    assert met("2025-12-01", started_on="2025-12-24") == [(0, 0)]
    assert met("2026-02-28", sector=None) == [(0, 0)]


def programme(people: int) -> dict:
    """People of one interest, of whom a third met the industry that they were placed in, all others none."""
    who = [f"J{number}" for number in range(people)]
    return {
        "job_seekers": roster(**dict.fromkeys(who, "2026-01-01")),
        "interviews": [
            {"job_seeker_id": person, "held_on": "2026-01-10", "sector": "62"} for person in who[: people // 3]
        ],
        "placements": [
            {"job_seeker_id": person, "started_on": "2026-03-01", "sector": SECTORS[3 * at // people]}
            for at, person in enumerate(who)
        ],
    }


def test_chance_is_the_mean_over_all_shuffles_within_the_same_first_interest() -> None:
    # 4 of 12 met sector 62, 4 of 12 were placed in it: by chance 4 x 4 / 12 = 4/3 of 12, where 4 were observed
    table = placed_in_met_industry(log(**programme(12)))
    assert listed(table, "basis", "numerator", "denominator", "share", "people") == [
        ("met in an interview", 4, 12, pytest.approx(1 / 3), 4),
        ("expected by chance", None, 12, pytest.approx(1 / 9), 12),
    ]
    assert listed(table, "low", "high")[1] == (None, None)
    # where those who met it share an interest of their own there is nothing to shuffle
    own = [{"job_seeker_id": f"J{number}", "position": 1, "sector": "11"} for number in range(4)]
    table = placed_in_met_industry(log(**programme(12), interests=own))
    assert listed(table, "share") == [pytest.approx(1 / 3), pytest.approx(1 / 3)]


def test_below_ten_people_chance_is_too_few_to_tell() -> None:
    table = placed_in_met_industry(log(**programme(9)))
    assert listed(table, "share", "status") == [(pytest.approx(1 / 3), "shown"), (None, "too_few")]
    table = placed_in_met_industry(log(**programme(12)), "sector")
    assert listed(table, "sector", "denominator", "status", basis="expected by chance") == [
        ("23", 4, "too_few"), ("62", 4, "too_few"), ("72", 4, "too_few"),
    ]  # fmt: skip
