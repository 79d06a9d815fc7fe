"""Small tables of interviews and what must follow from them, on pandas and on DuckDB alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import pytest

from interview_analytics import journeys
from interview_analytics.tables import DISCOVERIES, INTERESTS, INTERVIEWS, JOB_SEEKERS, PLACEMENTS, Table, completed

KINDS: dict[str, Callable[[pd.DataFrame], Any]] = {"pandas": lambda frame: frame, "duckdb": duckdb.from_df}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Callable[[pd.DataFrame], Any]:
    return KINDS[request.param]


def table(definition: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    for column in definition.columns:
        if column.kind == "date" and column.name in frame:
            frame[column.name] = pd.to_datetime(frame[column.name])
    return completed(frame, definition.columns)


def interviews(*rows: dict[str, Any]) -> pd.DataFrame:
    """Interviews that were held by the job seeker, as far as the row does not say otherwise."""
    usual = {"kind": "informational_interview", "status": "held", "conducted_by": "job_seeker", "job_seeker_id": "J"}
    numbered = ({"interview_id": f"I{number}", **usual, **row} for number, row in enumerate(rows, start=1))
    return table(INTERVIEWS, list(numbered))


def discoveries(*rows: tuple[str, str | None]) -> pd.DataFrame:
    return table(DISCOVERIES, [{"interview_id": interview, "sector": sector} for interview, sector in rows])


def interests(*rows: tuple[str, int, str | None]) -> pd.DataFrame:
    return table(INTERESTS, [{"job_seeker_id": who, "position": at, "sector": sector} for who, at, sector in rows])


def placements(*rows: dict[str, Any]) -> pd.DataFrame:
    numbered = ({"placement_id": f"P{number}", "job_seeker_id": "J", **row} for number, row in enumerate(rows, 1))
    return table(PLACEMENTS, list(numbered))


def job_seekers(*rows: dict[str, Any]) -> pd.DataFrame:
    return table(JOB_SEEKERS, list(rows))


def listed(answer: Any, *columns: str) -> list[tuple[Any, ...]]:
    """The rows in order, days as text and missing cells as None."""
    frame = answer if isinstance(answer, pd.DataFrame) else answer.df()
    days = frame.select_dtypes("datetime").columns
    text = frame.assign(**{day: frame[day].dt.strftime("%Y-%m-%d") for day in days}).astype("object")
    chosen = text[list(columns)] if columns else text
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in chosen.itertuples(index=False)]


def test_held_keeps_informational_interviews_on_a_known_day_and_reads_a_missing_word_kindly(kind: Callable) -> None:
    rows = interviews(
        {"held_on": "2026-01-01"},
        {"held_on": "2026-01-02", "kind": None, "status": None},
        {"held_on": "2026-01-03", "kind": "job_development"},
        {"held_on": "2026-01-04", "status": "scheduled"},
        {"held_on": None},
        {"held_on": "2026-01-06", "conducted_by": "specialist", "job_seeker_id": None},
    )

    assert listed(journeys.held(kind(rows)), "interview_id") == [("I1",), ("I2",), ("I6",)]


def test_exposure_needs_the_job_seeker_in_the_room(kind: Callable) -> None:
    rows = interviews(
        {"held_on": "2026-01-01"},
        {"held_on": "2026-01-02", "conducted_by": "both"},
        {"held_on": "2026-01-03", "conducted_by": "unknown"},
        {"held_on": "2026-01-04", "conducted_by": None},
        {"held_on": "2026-01-05", "conducted_by": "specialist"},
        {"held_on": "2026-01-06", "job_seeker_id": None},
        {"held_on": "2026-01-07", "status": "cancelled"},
    )

    assert listed(journeys.exposures(kind(rows)), "interview_id") == [("I1",), ("I2",), ("I3",), ("I4",)]


def test_a_sector_is_an_interest_when_it_is_stated_at_any_position_else_sought_or_discovered(kind: Callable) -> None:
    rows = interviews({"held_on": "2026-01-05", "sector": "72"}, {"held_on": "2026-01-09", "sector": "62"})
    came_up = discoveries(("I1", "23"), ("I1", "51"), ("I2", None), ("I9", "92"))
    stated = interests(("J", 1, "44-45"), ("J", 3, "62"), ("J", 4, "51"), ("K", 1, "72"), ("J", 5, None))

    found = journeys.explorations(kind(rows), kind(came_up), kind(stated))

    assert listed(found) == [
        ("job_seeker", "J", "23", "2026-01-05", "I1", "discovered"),
        ("job_seeker", "J", "51", "2026-01-05", "I1", "interest"),
        ("job_seeker", "J", "62", "2026-01-09", "I2", "interest"),
        ("job_seeker", "J", "72", "2026-01-05", "I1", "sought"),
    ]


def test_the_first_day_counts_and_on_one_day_the_own_sector_goes_first_then_the_smaller_id(kind: Callable) -> None:
    rows = interviews(
        {"held_on": "2026-02-01", "sector": "11"},
        {"held_on": "2026-01-05", "sector": "11"},
        {"held_on": "2026-01-05", "sector": "62"},
        {"held_on": "2026-01-05", "sector": "62"},
        {"held_on": "2026-01-04", "sector": None},
    )
    came_up = discoveries(("I2", "62"), ("I4", "22"), ("I3", "22"), ("I1", "81"), ("I5", "11"))

    found = journeys.explorations(kind(rows), kind(came_up), kind(interests(("K", 1, "11"))))

    assert listed(found, "sector", "first_on", "interview_id", "how") == [
        ("11", "2026-01-04", "I5", "discovered"),
        ("22", "2026-01-05", "I3", "discovered"),
        ("62", "2026-01-05", "I3", "sought"),
        ("81", "2026-02-01", "I1", "discovered"),
    ]


def test_a_specialist_learns_from_the_interviews_that_they_led_and_has_no_stated_interests(kind: Callable) -> None:
    rows = interviews(
        {"held_on": "2026-01-05", "sector": "62", "specialist_id": "S"},
        {"held_on": "2026-01-06", "sector": "72", "specialist_id": "S", "conducted_by": "both"},
        {"held_on": "2026-01-07", "sector": "11", "specialist_id": "S", "conducted_by": "specialist"},
        {"held_on": "2026-01-08", "sector": "51", "specialist_id": None, "conducted_by": "specialist"},
        {"held_on": "2026-01-09", "sector": "61", "specialist_id": "S", "conducted_by": "unknown"},
    )

    found = journeys.explorations(kind(rows), kind(discoveries(("I3", "23"))), kind(interests(("J", 1, "72"))))

    assert listed(found, "learner", "learner_id", "sector", "how") == [
        ("job_seeker", "J", "61", "sought"),
        ("job_seeker", "J", "62", "sought"),
        ("job_seeker", "J", "72", "interest"),
        ("specialist", "S", "11", "sought"),
        ("specialist", "S", "23", "discovered"),
        ("specialist", "S", "72", "sought"),
    ]


def test_a_contact_is_met_at_the_first_interview_held_and_next_at_any_later_meeting_or_placement(
    kind: Callable,
) -> None:
    rows = interviews(
        {"held_on": "2026-01-01", "contact_id": "C1", "kind": "business_tour"},
        {"held_on": "2026-02-01", "contact_id": "C1", "contact_role": "owner", "sector": "72", "specialist_id": "S"},
        {"held_on": "2026-02-01", "contact_id": "C1", "contact_role": "worker"},
        {"held_on": "2026-03-01", "contact_id": "C1", "status": "no_show"},
        {"held_on": "2026-04-01", "contact_id": "C1", "kind": "job_development"},
        {"held_on": "2026-05-01", "contact_id": "C2"},
        {"held_on": "2026-05-02", "contact_id": "C3", "job_seeker_id": None},
        {"held_on": "2026-05-03", "contact_id": None},
        {"held_on": "2026-05-04", "contact_id": "C4", "status": "scheduled"},
    )
    jobs = placements(
        {"started_on": "2026-05-01", "contact_id": "C2"},
        {"started_on": "2026-08-01", "contact_id": "C3"},
        {"started_on": "2026-07-01", "contact_id": "C3"},
    )

    assert listed(journeys.contacts(kind(rows), kind(jobs))) == [
        ("C1", "S", "J", "owner", "72", "2026-02-01", "2026-04-01"),
        ("C2", None, "J", None, None, "2026-05-01", None),
        ("C3", None, None, None, None, "2026-05-02", "2026-07-01"),
    ]


def test_assignments_are_runs_of_one_specialist_from_enrolment_to_the_day_before_the_next(kind: Callable) -> None:
    rows = interviews(
        {"held_on": "2026-02-01", "specialist_id": "S"},
        {"requested_on": "2026-02-20", "specialist_id": "S", "status": "declined"},
        {"held_on": "2026-03-01", "specialist_id": "T"},
        {"held_on": "2026-03-01", "specialist_id": "S"},
        {"held_on": "2026-03-02", "specialist_id": None},
        {"held_on": "2026-04-01", "specialist_id": "S"},
        {"held_on": "2026-05-01", "specialist_id": "T", "status": "scheduled"},
        {"held_on": "2026-02-01", "specialist_id": "S", "job_seeker_id": "K"},
        {"held_on": "2026-02-01", "specialist_id": "S", "job_seeker_id": "L"},
        {"held_on": "2026-02-03", "specialist_id": "U", "job_seeker_id": None},
    )
    roster = job_seekers(
        {"job_seeker_id": "J", "enrolled_on": "2026-01-15"},
        {"job_seeker_id": "K", "enrolled_on": None},
        {"job_seeker_id": "L", "enrolled_on": "2026-06-01"},
        {"job_seeker_id": "M", "enrolled_on": "2026-01-01"},
    )

    assert listed(journeys.assignments(kind(rows), kind(roster))) == [
        ("J", "S", "2026-01-15", "2026-02-28"),
        ("J", "T", "2026-03-01", "2026-03-31"),
        ("J", "S", "2026-04-01", None),
        ("K", "S", "2026-02-01", None),
        ("L", "S", "2026-02-01", None),
    ]


def test_a_journey_tells_first_interview_second_sector_first_placement_and_when_its_sector_was_met(
    kind: Callable,
) -> None:
    rows = interviews(
        {"held_on": "2026-02-01", "sector": "62"},
        {"held_on": "2026-03-01", "sector": "72"},
        {"held_on": "2026-04-01", "sector": "11"},
        {"held_on": "2026-01-20", "sector": "92", "conducted_by": "specialist", "specialist_id": "S"},
        {"held_on": "2026-02-05", "sector": "51", "job_seeker_id": "K"},
    )
    came_up = discoveries(("I5", "52"))
    stated = interests(("J", 2, "11"), ("J", 1, "62"), ("K", 2, "62"))
    jobs = placements(
        {"started_on": "2026-06-01", "sector": "62"},
        {"started_on": "2026-05-01", "ended_on": "2026-07-01", "sector": "72"},
        {"started_on": None, "sector": "92", "job_seeker_id": "K"},
        {"started_on": "2026-05-01", "sector": "23", "job_seeker_id": "L"},
    )
    roster = job_seekers(
        {"job_seeker_id": "L"},
        {"job_seeker_id": "K", "enrolled_on": "2026-01-02"},
        {"job_seeker_id": "J", "enrolled_on": "2026-01-01", "exited_on": "2026-08-01"},
    )
    explored = journeys.explorations(kind(rows), kind(came_up), kind(stated))

    ways = journeys.journeys(kind(roster), kind(rows), kind(stated), explored, kind(jobs))

    found = ways if isinstance(ways, pd.DataFrame) else ways.df()
    placed = ("2026-05-01", "72", "2026-07-01", "2026-03-01", "sought")
    assert tuple(found.columns) == journeys.JOURNEY
    assert listed(found) == [
        ("J", "2026-01-01", "2026-08-01", "62", "2026-02-01", 3, "2026-03-01", *placed),
        ("K", "2026-01-02", None, None, "2026-02-05", 1, "2026-02-05", None, None, None, None, None),
        ("L", None, None, None, None, 0, None, "2026-05-01", "23", None, None, None),
    ]


def test_a_job_from_before_enrolment_is_no_placement_unless_enrolment_is_unknown(kind: Callable) -> None:
    jobs = placements(
        {"started_on": "2025-12-31", "sector": "11"},
        {"started_on": "2026-01-01", "sector": "62"},
        {"started_on": "2026-02-01", "sector": "72"},
        {"started_on": "2025-12-31", "sector": "11", "job_seeker_id": "K"},
        {"started_on": "2025-12-31", "sector": "11", "job_seeker_id": "L"},
    )
    roster = job_seekers(
        {"job_seeker_id": "J", "enrolled_on": "2026-01-01"},
        {"job_seeker_id": "K", "enrolled_on": "2026-01-01"},
        {"job_seeker_id": "L", "enrolled_on": None},
    )
    none, nothing = interviews({"held_on": None}), discoveries(("I9", None))
    explored = journeys.explorations(kind(none), kind(nothing), kind(interests(("M", 1, None))))

    ways = journeys.journeys(kind(roster), kind(none), kind(interests(("M", 1, None))), explored, kind(jobs))

    assert listed(ways, "job_seeker_id", "placed_on", "placed_sector") == [
        ("J", "2026-01-01", "62"),
        ("K", None, None),
        ("L", "2025-12-31", "11"),
    ]


def test_the_first_interest_is_the_one_at_position_1_also_where_its_sector_is_not_known(kind: Callable) -> None:
    stated = interests(("J", 2, "62"), ("J", 1, "72"), ("K", 1, None), ("K", 2, "62"), ("L", 2, "62"))

    found = listed(journeys.first_interests(kind(stated)), "job_seeker_id", "first_interest")

    assert sorted(found) == [("J", "72"), ("K", None)]


def test_the_answer_is_of_the_kind_that_was_given() -> None:
    frame = interviews({"held_on": "2026-01-01"})

    assert isinstance(journeys.held(frame), pd.DataFrame)
    assert isinstance(journeys.held(nw.from_native(frame)), nw.DataFrame)
    assert isinstance(journeys.held(nw.from_native(frame).lazy()), nw.LazyFrame)
    assert isinstance(journeys.held(duckdb.from_df(frame)), duckdb.DuckDBPyRelation)


def random_tables(seed: int, rows: int = 400) -> dict[str, pd.DataFrame]:
    """Tables with many ties and gaps: few people, few days, few sectors, cells missing at random."""
    draw = np.random.default_rng(seed)

    def choice(words: list[str], size: int, missing: float = 0.1) -> list[str | None]:
        return [None if draw.random() < missing else str(draw.choice(words)) for _ in range(size)]

    people, staff, sectors = (
        [f"J{n}" for n in range(25)],
        [f"S{n}" for n in range(4)],
        ["11", "23", "31-33", "62", "72"],
    )
    january = [f"2026-01-{day:02d}" for day in range(1, 32)]
    held = {
        "interview_id": draw.permutation([f"I{n:04d}" for n in range(rows)]).tolist(),
        "held_on": choice(january, rows),
        "requested_on": choice(january, rows, 0.5),
        "status": choice(["held", "held", "held", "scheduled", "declined"], rows),
        "kind": choice(["informational_interview", "informational_interview", "business_tour"], rows),
        "conducted_by": choice(["job_seeker", "specialist", "both", "unknown"], rows),
        "job_seeker_id": choice(people, rows),
        "specialist_id": choice(staff, rows),
        "contact_id": choice([f"C{n}" for n in range(90)], rows),
        "sector": choice(sectors, rows),
    }
    started = {
        "placement_id": [f"P{n:03d}" for n in range(40)],
        "job_seeker_id": choice(people, 40),
        "started_on": choice(january, 40),
        "sector": choice(sectors, 40),
        "contact_id": choice([f"C{n}" for n in range(90)], 40),
    }
    columns = {"held_on": "datetime64[us]", "requested_on": "datetime64[us]"}
    return {
        "interviews": completed(pd.DataFrame(held).astype(columns), INTERVIEWS.columns),
        "discoveries": discoveries(*zip(choice(held["interview_id"], 150, 0), choice(sectors, 150), strict=True)),
        "interests": interests(*((who, at, str(draw.choice(sectors))) for who in people for at in (1, 2))),
        "placements": completed(pd.DataFrame(started).astype({"started_on": "datetime64[us]"}), PLACEMENTS.columns),
        "job_seekers": job_seekers(*({"job_seeker_id": who, "enrolled_on": choice(january, 1)[0]} for who in people)),
    }


def answers(tables: dict[str, Any]) -> dict[str, Any]:
    explored = journeys.explorations(tables["interviews"], tables["discoveries"], tables["interests"])
    return {
        "explorations": explored,
        "contacts": journeys.contacts(tables["interviews"], tables["placements"]),
        "assignments": journeys.assignments(tables["interviews"], tables["job_seekers"]),
        "journeys": journeys.journeys(
            tables["job_seekers"], tables["interviews"], tables["interests"], explored, tables["placements"]
        ),
    }


@pytest.mark.parametrize("seed", range(5))
def test_pandas_and_duckdb_give_one_answer_and_the_order_of_rows_does_not_matter(seed: int) -> None:
    tables = random_tables(seed)
    shuffled = {name: frame.sample(frac=1, random_state=seed) for name, frame in tables.items()}

    on_pandas = {name: listed(answer) for name, answer in answers(tables).items()}

    assert all(on_pandas.values())
    assert {name: listed(answer) for name, answer in answers(shuffled).items()} == on_pandas
    on_duckdb = answers({name: duckdb.from_df(frame) for name, frame in shuffled.items()})
    assert {name: listed(answer) for name, answer in on_duckdb.items()} == on_pandas


@pytest.mark.parametrize("seed", range(3))
def test_each_assignment_ends_the_day_before_the_next_begins_and_only_the_last_is_open(seed: int) -> None:
    tables = random_tables(seed)

    runs = journeys.assignments(tables["interviews"], tables["job_seekers"])

    following = runs.groupby("job_seeker_id")["from_on"].shift(-1)
    assert (runs["to_on"] + pd.Timedelta(days=1)).equals(following)
    assert (runs["to_on"].isna() | (runs["to_on"] >= runs["from_on"])).all()
    assert runs.groupby("job_seeker_id").tail(1)["to_on"].isna().all()


def test_empty_tables_give_empty_answers(kind: Callable) -> None:
    tables = {name: kind(frame.head(0)) for name, frame in random_tables(0).items()}

    assert {name: listed(answer) for name, answer in answers(tables).items()} == {
        "explorations": [], "contacts": [], "assignments": [], "journeys": [],
    }  # fmt: skip
