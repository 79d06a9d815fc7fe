"""Canonical tables, as far as there are any, and the whole log that is made of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import FrozenInstanceError, replace

import pandas as pd
import pytest

from interview_analytics.assemble import assemble
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import CONTACTS, EXPLORATIONS, INDUSTRY_CODES, PROBLEMS, RECEIPTS
from interview_analytics.tables import DTYPES, TABLES

ORIGIN = ["file", "sheet", "line"]


def days(*texts: str | None) -> pd.Series:
    return pd.Series(pd.to_datetime(list(texts)), dtype="datetime64[us]")


def interviews() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "interview_id": ["I1", "I2", "I3"],
            "job_seeker_id": ["J2", "J1", None],
            "specialist_id": ["S1", None, "S2"],
            "contact_id": ["C1", "C1", "C2"],
            "held_on": days("2026-02-01", "2026-03-01", "2026-03-05"),
            "conducted_by": ["both", "job_seeker", "specialist"],
            "sector": ["62", "72", "23"],
        }
    ).set_axis([7, 7, 9])


def test_no_tables_make_a_log_of_empty_ones_with_every_column_of_its_type() -> None:
    log = assemble({})

    for name, table in TABLES.items():
        frame = getattr(log, name)
        assert frame.columns.tolist() == [*table.names, *ORIGIN]
        assert [str(frame[column.name].dtype) for column in table.columns] == [
            DTYPES[own.kind] for own in table.columns
        ]
    derived = {"explorations": EXPLORATIONS, "contacts": CONTACTS, "problems": PROBLEMS}
    for name, columns in {**derived, "receipts": RECEIPTS, "industry_codes": INDUSTRY_CODES}.items():
        assert getattr(log, name).dtypes.astype(str).to_dict() == {own.name: DTYPES[own.kind] for own in columns}
        assert getattr(log, name).empty
    assert log.recorded == frozenset()


def test_absent_columns_are_missing_foreign_ones_go_and_rows_are_numbered_anew() -> None:
    log = assemble({"interviews": interviews().assign(weather="fair", file="log.csv", line=[2, 3, 4])})

    assert log.interviews.columns.tolist() == [*TABLES["interviews"].names, *ORIGIN]
    assert log.interviews["minutes"].isna().all()
    assert log.interviews.index.tolist() == [0, 1, 2]
    assert log.interviews["line"].tolist() == [2, 3, 4]


def test_strata_of_job_seekers_stand_before_the_origin_and_are_recorded() -> None:
    roster = pd.DataFrame({"file": ["r.csv"], "job_seeker_id": ["J1"], "recent_work": ["yes"]})

    log = assemble({"job_seekers": roster})

    assert log.job_seekers.columns[-4:].tolist() == ["recent_work", *ORIGIN]
    assert log.job_seekers["recent_work"].tolist() == ["yes"]
    assert log.recorded == {"job_seekers.job_seeker_id", "job_seekers.recent_work"}


def test_what_was_recorded_can_be_told() -> None:
    assert assemble({"interviews": interviews()}, recorded=["interviews.drift"]).recorded == {"interviews.drift"}


def test_an_interview_without_an_identifier_gets_one_of_its_own_by_its_place() -> None:
    log = assemble({"interviews": interviews().assign(interview_id=["I1", None, None])})

    assert log.interviews["interview_id"].tolist() == ["I1", "row 000000002", "row 000000003"]
    assert log.explorations["interview_id"].tolist() == ["row 000000002", "I1", "I1", "row 000000003"]
    assert assemble({"interviews": interviews().drop(columns="interview_id")}).interviews["interview_id"].is_unique


def test_a_roster_that_is_absent_is_made_of_the_identifiers_and_that_is_noted() -> None:
    placements = pd.DataFrame({"job_seeker_id": ["J9"], "started_on": days("2026-04-01")})

    log = assemble({"interviews": interviews(), "placements": placements})

    assert log.job_seekers["job_seeker_id"].tolist() == ["J1", "J2", "J9"]
    assert log.job_seekers["enrolled_on"].isna().all()
    assert log.specialists["specialist_id"].tolist() == ["S1", "S2"]
    assert log.problems["rule"].tolist() == ["roster derived"] * 2
    assert log.problems["effect"].tolist() == ["noted"] * 2
    assert log.problems["problem"].tolist() == [
        "No export lists the job seekers; 3 were taken from the interviews, placements, without dates.",
        "No export lists the specialists; 2 were taken from the interviews, without dates.",
    ]


def test_a_roster_that_is_there_stays_and_nothing_is_noted() -> None:
    job_seekers = pd.DataFrame({"job_seeker_id": ["J1", "J2"]})
    specialists = pd.DataFrame({"specialist_id": ["S1", "S2", "S3"]})

    log = assemble({"interviews": interviews(), "job_seekers": job_seekers, "specialists": specialists})

    assert log.specialists["specialist_id"].tolist() == ["S1", "S2", "S3"]
    assert log.problems.empty


def test_problems_given_stay_in_front_of_the_notes() -> None:
    given = pd.DataFrame({"file": ["a.csv"], "line": [3], "rule": ["date"], "effect": ["cell blanked"]})

    log = assemble({"interviews": interviews()}, problems=given)

    assert log.problems["rule"].tolist() == ["date", "roster derived", "roster derived"]
    assert log.problems["line"].tolist() == [3, pd.NA, pd.NA]


def test_explorations_contacts_and_assignments_follow_from_the_tables() -> None:
    log = assemble({"interviews": interviews()})

    assert log.explorations[["learner_id", "sector", "how"]].values.tolist() == [
        ["J1", "72", "sought"],
        ["J2", "62", "sought"],
        ["S1", "62", "sought"],
        ["S2", "23", "sought"],
    ]
    assert log.contacts["contact_id"].tolist() == ["C1", "C2"]
    assert log.contacts["next_on"].tolist() == [pd.Timestamp("2026-03-01"), pd.NaT]
    assert log.assignments[["job_seeker_id", "specialist_id"]].values.tolist() == [["J2", "S1"]]
    assert log.assignments["from_on"].tolist() == [pd.Timestamp("2026-02-01")]


def test_assignments_that_are_given_stay() -> None:
    given = pd.DataFrame({"job_seeker_id": ["J1"], "specialist_id": ["S9"], "from_on": days("2026-01-01")})

    log = assemble({"interviews": interviews(), "assignments": given})

    assert log.assignments["specialist_id"].tolist() == ["S9"]
    assert log.specialists["specialist_id"].tolist() == ["S1", "S2", "S9"]


def test_the_last_day_is_the_newest_of_interviews_held_starts_and_exits_that_is_not_to_come() -> None:
    later = interviews().assign(
        held_on=days("2026-02-01", "2026-06-01", "2199-01-01").tolist(), status=["held", "scheduled", "held"]
    )
    placements = pd.DataFrame({"job_seeker_id": ["J1"], "started_on": days("2026-02-03")})
    job_seekers = pd.DataFrame({"job_seeker_id": ["J1", "J2"], "exited_on": days("2026-02-04", None)})

    assert assemble({"interviews": later}).as_of == dt.date(2026, 2, 1)
    assert assemble({"interviews": later, "placements": placements}).as_of == dt.date(2026, 2, 3)
    log = assemble({"interviews": later, "placements": placements, "job_seekers": job_seekers})
    assert (log.as_of, log.as_of_origin) == (dt.date(2026, 2, 4), "newest day in the exports")


@pytest.mark.parametrize("as_of", [dt.date(2026, 9, 30), "2026-09-30", pd.Timestamp("2026-09-30 12:00")])
def test_a_last_day_that_is_given_holds(as_of: dt.date | str) -> None:
    log = assemble({"interviews": interviews()}, as_of=as_of)

    assert type(log.as_of) is dt.date
    assert (log.as_of, log.as_of_origin) == (dt.date(2026, 9, 30), "given")


def test_without_any_day_the_last_day_is_today() -> None:
    log = assemble({})

    assert (log.as_of, log.as_of_origin) == (dt.date.today(), "today, as the exports hold no day")


def test_a_last_day_that_is_none_is_said() -> None:
    with pytest.raises(ExportError, match=r"'30 September', is not a date\. Write it as 2026-09-30\."):
        assemble({}, as_of="30 September")


def test_a_table_that_is_not_canonical_is_named() -> None:
    with pytest.raises(ValueError, match="tables: interview not among interviews, discoveries"):
        assemble({"interview": interviews()})


def test_what_follows_from_the_tables_is_made_once_when_it_is_first_read() -> None:
    log = assemble({"interviews": interviews()})

    given = [vars(log)[name] for name in ("explorations", "contacts", "assignments")]
    read = [log.explorations, log.contacts, log.assignments]

    assert all(map(callable, given))
    assert [len(frame) for frame in read] == [4, 2, 1]
    assert all(own is again for own, again in zip(read, [log.explorations, log.contacts, log.assignments], strict=True))


def test_a_log_takes_another_frame_in_place_of_what_it_would_derive() -> None:
    log = assemble({"interviews": interviews()})

    none = replace(log, explorations=log.explorations.iloc[:0])

    assert none.explorations.empty
    assert len(log.explorations) == 4
    with pytest.raises(FrozenInstanceError):
        log.explorations = none.explorations  # type: ignore[misc, assignment]
