"""What funders ask for: people served, job starts, and work and earnings after people left."""

from __future__ import annotations

import pytest

from interview_analytics import measures, periods
from tests.measures.logs import listed, log, roster


def left(exited_on: str, jobs: list[dict], *, as_of: str = "2026-06-30", **facts: str) -> list[tuple]:
    """Who left on that day, was in these jobs, and is looked at on `as_of`: employed, not known, not yet due."""
    person = {"job_seeker_id": "J1", "enrolled_on": "2015-01-01", "exited_on": exited_on, **facts}
    table = measures.wioa_employment_q2(log(job_seekers=[person], placements=jobs, as_of=as_of))
    return [listed(table, "numerator", "denominator", answer=answer)[0] for answer in ANSWERS]


ANSWERS = ("employed", "not known", "not yet due")
EMPLOYED, NOT_EMPLOYED = [(1, 1), (0, 1), (0, 1)], [(0, 1), (0, 1), (0, 1)]
UNKNOWN, NOT_DUE = [(0, 0), (1, 1), (0, 1)], [(0, 0), (0, 0), (1, 1)]


def job(started_on: str, ended_on: str | None = None, subsidised: str | None = "no") -> dict:
    return {"started_on": started_on, "ended_on": ended_on, "subsidised": subsidised}


def test_the_second_quarter_after_an_exit_in_june_2017_is_october_to_december_2017() -> None:
    assert left("2017-06-01", [job("2017-12-31")]) == EMPLOYED
    assert left("2017-06-30", [job("2017-02-01", "2017-10-01")]) == EMPLOYED
    assert left("2017-06-01", [job("2018-01-01")]) == NOT_EMPLOYED
    assert left("2017-06-01", [job("2017-02-01", "2017-09-30")]) == NOT_EMPLOYED
    assert left("2017-07-01", [job("2017-02-01", "2017-12-31")]) == NOT_EMPLOYED


def test_the_fourth_quarter_after_an_exit_in_june_2017_is_april_to_june_2018() -> None:
    for ended_on, employed in (("2018-04-01", 1), ("2018-03-31", 0)):
        person = {"job_seeker_id": "J1", "enrolled_on": "2015-01-01", "exited_on": "2017-06-01"}
        rows = log(job_seekers=[person], placements=[job("2017-01-01", ended_on)])
        assert listed(measures.wioa_employment_q4(rows), "numerator", "denominator", answer="employed") == [
            (employed, 1)
        ]


def test_a_leap_day_belongs_to_the_first_quarter() -> None:
    assert left("2024-02-29", [job("2024-07-01", "2024-07-01")]) == EMPLOYED
    assert left("2024-02-29", [job("2024-10-01")]) == NOT_EMPLOYED


def test_nobody_counts_before_the_quarter_is_over() -> None:
    assert left("2025-12-31", [job("2026-05-01")], as_of="2026-06-29") == NOT_DUE
    assert left("2025-12-31", [job("2026-05-01")], as_of="2026-06-30") == EMPLOYED


def test_a_subsidised_job_is_no_employment_and_an_unmarked_one_is_not_known() -> None:
    assert left("2017-06-01", [job("2017-10-01", subsidised="yes")]) == NOT_EMPLOYED
    assert left("2017-06-01", [job("2017-10-01", subsidised="unknown")]) == UNKNOWN
    assert left("2017-06-01", [job("2017-10-01", subsidised=None), job("2017-10-01")]) == EMPLOYED


@pytest.mark.parametrize("reason", ["Deceased", "Medical treatment over 90 days", "Institutionalized", "Incarcerated"])
def test_reasons_that_the_regulation_names_take_a_person_out_and_the_note_says_how_many(reason: str) -> None:
    gone = {"job_seeker_id": "J1", "exited_on": "2017-06-01", "exit_reason": reason}
    moved = {"job_seeker_id": "J2", "exited_on": "2017-06-01", "exit_reason": "Moved away"}
    table = measures.wioa_employment_q2(log(job_seekers=[gone, moved]))
    assert listed(table, "denominator", answer="employed") == [1]
    assert table.attrs["note"].startswith("1 of 2 who left are excluded")
    everyone = measures.wioa_employment_q2(log(job_seekers=[gone, moved]), exclusions=())
    assert listed(everyone, "denominator", answer="employed") == [2]


def exits(*amounts: float | None) -> dict:
    """People who left in June 2017 and worked until 2018, with what each earned in the quarter to December 2017."""
    people = [f"J{number}" for number in range(len(amounts))]
    return {
        "job_seekers": [{"job_seeker_id": person, "exited_on": "2017-06-01"} for person in people],
        "placements": [{"job_seeker_id": person, **job("2017-02-01", "2018-01-31")} for person in people],
        "earnings": [
            {"job_seeker_id": person, "quarter": "2017Q4", "amount": amount}
            for person, amount in zip(people, amounts, strict=True)
            if amount is not None
        ],
    }


def test_median_earnings_are_of_the_known_with_all_jobs_added_and_missing_is_not_zero() -> None:
    rows = exits(*[100.0 * number for number in range(10, 21)], None)
    rows["earnings"] += [
        {"job_seeker_id": "J0", "quarter": "2017Q4", "amount": 5000.0},  # a second job of the lowest earner
        {"job_seeker_id": "J1", "quarter": "2018Q1", "amount": 9000.0},  # another quarter
    ]
    table = measures.median_earnings_q2(log(**rows))
    # 11 to 20 hundred and 60 hundred: the 6th of 11 is 16 hundred, the 2nd and the 10th enclose it
    figures = ("estimate", "low", "high", "numerator", "denominator", "status")
    assert listed(table, *figures) == [(1600, 1200, 2000, 11, 12, "shown")]
    assert "not a WIOA indicator" in table.attrs["note"]


def test_median_earnings_need_earnings_and_wait_for_the_quarter() -> None:
    asked = measures.median_earnings_q2(log(**exits(None), unasked=("earnings.amount",)))
    assert (
        asked.empty and asked.attrs["note"] == "needs amount (US dollars earned in the quarter), which no export holds"
    )
    early = measures.median_earnings_q2(log(**exits(500.0), as_of="2017-12-30"))
    assert listed(early, "status", "estimate") == [("not_yet_due", None)]


def test_people_served_were_enrolled_on_at_least_one_day_of_the_period_and_count_once() -> None:
    stays = {
        "J1": ("2025-01-01", "2025-12-31"),  # left before the period
        "J2": ("2025-01-01", "2026-01-01"),
        "J3": ("2026-03-31", None),
        "J4": ("2026-04-01", None),  # came after it
        "J5": (None, None),
    }
    people = [
        {"job_seeker_id": person, "enrolled_on": came, "exited_on": went} for person, (came, went) in stays.items()
    ]
    everyone = log(job_seekers=people)
    assert listed(measures.unique_people_served(everyone), "count", "people") == [(4, 4)]
    quarter = periods.between(everyone, "2026Q1", "enrolled_on")
    assert listed(measures.unique_people_served(quarter), "count", "people") == [(2, 2)]


def test_job_starts_count_all_starts_and_unique_people_and_tell_those_in_work_at_intake_apart() -> None:
    people = roster(J1="2026-01-01", J2="2026-01-01", J3="2026-01-01")
    people[0]["employed_at_intake"], people[1]["employed_at_intake"] = "no", "yes"
    people[2]["employed_at_intake"] = "unknown"
    started = {"J1": ("2025-12-31", "2026-02-01", "2026-03-01"), "J2": ("2026-02-01",), "J3": ("2026-02-01",)}
    jobs = [{"job_seeker_id": person, "started_on": day} for person, days in started.items() for day in days]
    both = log(job_seekers=people, placements=jobs)
    assert listed(measures.job_starts(both), "count", "people") == [(4, 3)]
    apart = measures.job_starts(both, by="employed_at_intake")
    assert listed(apart, "employed_at_intake", "count", "people") == [("no", 2, 1), ("yes", 1, 1), ("not known", 1, 1)]


def test_work_based_learning_counts_only_interviews_with_the_job_seeker_present() -> None:
    held = [{"held_on": "2026-01-01", "conducted_by": led} for led in ("job_seeker", "both", "specialist", "unknown")]
    held += [{"held_on": "2026-01-02", "status": "no_show"}, {"held_on": "2026-01-03", "kind": "job_interview"}]
    assert listed(measures.work_based_learning(log(interviews=held)), "count", "people") == [(3, 1)]
