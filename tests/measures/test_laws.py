"""Laws that hold for every log: order, names, bounds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures import MEASURES, Measure
from tests.measures.logs import COLUMNS, log, staff

DAYS = [None, *pd.date_range("2025-01-15", "2026-06-15", freq="41D").strftime("%Y-%m-%d")]
PEOPLE, STAFF, SECTORS = ["J1", "J2", "J3", None], ["S1", "S2", None], ["62", "72", "23", None]
YES_NO = ["yes", "no", "unknown", None]
INTERVIEW = {
    "held_on": DAYS,
    "requested_on": DAYS,
    "status": ["held", "held", "held", "scheduled", "declined", None],
    "conducted_by": ["job_seeker", "specialist", "both", None],
    "job_seeker_id": PEOPLE,
    "specialist_id": STAFF,
    "contact_id": ["C1", "C2", None],
    "sector": SECTORS,
    "minutes": [10, 15, 25, None],
    "drift": ["none", "brief", "full", "unknown", None],
    "drift_raised_by": ["us", "contact", None],
    "referred_by_contact_id": ["C1", "C2", None],
    "thanked_on": DAYS,
    **dict.fromkeys(("researched", "asked_how_started", "asked_what_like", "asked_how_succeed"), YES_NO),
}
PLACEMENT = {
    "started_on": DAYS[1:],
    "ended_on": DAYS,
    "job_seeker_id": PEOPLE[:3],
    "specialist_id": STAFF,
    "sector": SECTORS,
    "hourly_wage": [12, 15, 18, None],
    "contact_id": ["C1", "C2", None],
}
PERSON = {"enrolled_on": DAYS, "exited_on": DAYS, "region": ["East", "West", None], "recent_work": YES_NO}


def rows(columns: dict[str, list], most: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in columns.items()})
    return st.lists(row, min_size=most // 2, max_size=most)


FACTS = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in PERSON.items()})
PARTS = st.fixed_dictionaries(
    {
        "interviews": rows(INTERVIEW, 14),
        "placements": rows(PLACEMENT, 5),
        "discoveries": rows({"interview_id": ["I1", "I2", "I3", "I4", "I5"], "sector": SECTORS[:3]}, 4),
        "interests": rows({"job_seeker_id": PEOPLE[:3], "position": [1, 2], "sector": SECTORS}, 4),
        "people": st.tuples(FACTS, FACTS, FACTS),
    }
)
ANY = st.sampled_from(list(MEASURES.values()))
FEW = settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def small(parts: dict[str, Any]) -> InterviewLog:
    parts = dict(parts)
    people = [{"job_seeker_id": who, **facts} for who, facts in zip(PEOPLE[:3], parts.pop("people"), strict=True)]
    return log(job_seekers=people, specialists=staff("S1", "S2"), **parts)


@FEW
@given(PARTS, ANY, st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(parts: dict[str, Any], own: Measure, seed: int) -> None:
    one = small(parts)
    tables = ("interviews", "discoveries", "interests", "placements", "job_seekers", "explorations", "contacts")
    mixed = {name: getattr(one, name).sample(frac=1, random_state=seed) for name in (*tables, "assignments")}
    pd.testing.assert_frame_equal(own.table(one, "specialist"), own.table(replace(one, **mixed), "specialist"))


@FEW
@given(PARTS, ANY)
def test_other_names_for_the_specialists_only_move_the_rows(parts: dict[str, Any], own: Measure) -> None:
    one, names = small(parts), {"S1": "S9", "S2": "S0", "not known": "not known"}
    tables = ("interviews", "placements", "specialists", "assignments", "contacts")
    frames = {name: getattr(one, name) for name in tables}
    renamed = {name: frame.assign(specialist_id=frame["specialist_id"].map(names)) for name, frame in frames.items()}
    after = own.table(replace(one, **renamed), "specialist")
    before = own.table(one, "specialist").assign(specialist=lambda table: table["specialist"].map(names).astype("str"))
    keys = [name for name in after if after[name].dtype in ("str", "int64")]
    pd.testing.assert_frame_equal(
        before.sort_values(keys, ignore_index=True), after.sort_values(keys, ignore_index=True)
    )


@FEW
@given(PARTS, ANY)
def test_shares_lie_within_their_limits_and_parts_within_their_wholes(parts: dict[str, Any], own: Measure) -> None:
    table = own.table(small(parts), "specialist")
    if "share" in table:
        assert (table["numerator"].fillna(0) <= table["denominator"]).all()
        assert (table["people"] <= table["denominator"]).all()
        assert table.loc[table["status"] != "shown", "share"].isna().all()
    for middle in {"share", "estimate"} & set(table):
        limits = table[["low", middle, "high"]].dropna().astype("float64")
        assert (limits["low"] <= limits[middle] + 1e-12).all()
        assert (limits[middle] <= limits["high"] + 1e-12).all()


# estimates of two curves may cross where many are no longer followed: this law is one of counts
STEPS = [own for own in MEASURES.values() if own.nested and not own.estimate]


@FEW
@given(PARTS, st.sampled_from(STEPS))
def test_each_step_is_part_of_the_one_before(parts: dict[str, Any], own: Measure) -> None:
    table = own.table(small(parts), "specialist")
    numbers = table.pivot(index="specialist", columns=own.nested, values="numerator")[table[own.nested].unique()]
    assert (numbers.diff(axis="columns").fillna(0) <= 0).all(axis=None)


@FEW
@given(PARTS, ANY)
def test_the_groups_of_specialists_add_up_to_the_whole(parts: dict[str, Any], own: Measure) -> None:
    one = small(parts)
    whole, by = own.table(one), own.table(one, "specialist")
    for figure in {"count", "denominator", "numerator"} & set(whole):
        assert whole[figure].sum() == by[figure].sum()


@pytest.mark.parametrize("own", MEASURES.values(), ids=MEASURES)
def test_needs_are_enough(own: Measure) -> None:
    """With only the columns that a measure needs, and identifiers, it answers."""
    identifiers = {column for column in COLUMNS if column.endswith("_id")}
    one = log(
        interviews=[{"held_on": "2026-01-01"}], job_seekers=[{"job_seeker_id": "J1", "enrolled_on": "2025-12-01"}]
    )
    answer = own.table(replace(one, recorded=frozenset({*own.needs, *identifiers})))
    assert not answer.attrs["note"].startswith("needs ")
