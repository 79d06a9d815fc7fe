"""What every measure promises: its declaration, the check of `by`, the answer to a missing column, the labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview_analytics import measures, periods
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures import MEASURES
from interview_analytics.measures.declare import STATUSES, groups_allowed
from interview_analytics.measures.groups import FIGURES
from tests.measures.logs import COLUMNS, listed, log, roster, staff

# measures whose months are those since a day, and not of the calendar
MONTHS_SINCE = ("time_to_placement", "contact_to_placement", "placement_by_interview_state")
SMALL = {
    "interviews": [
        {
            "held_on": "2026-02-01",
            "requested_on": "2026-01-20",
            "sector": "62",
            "specialist_id": "S1",
            "contact_id": "C1",
        },
        {
            "held_on": "2026-03-01",
            "requested_on": "2026-02-20",
            "sector": "72",
            "specialist_id": "S1",
            "contact_id": "C2",
        },
    ],
    "discoveries": [{"interview_id": "I1", "sector": "23"}],
    "interests": [{"job_seeker_id": "J1", "position": 1, "sector": "62"}],
    "placements": [{"started_on": "2026-04-01", "sector": "72", "specialist_id": "S1", "hours_per_week": 20}],
    "job_seekers": [{"job_seeker_id": "J1", "enrolled_on": "2026-01-01", "recent_work": "yes", "region": "East"}],
    "specialists": staff("S1", "S2"),
}


@pytest.fixture(scope="module")
def small() -> InterviewLog:
    return log(**SMALL)


@pytest.fixture(scope="module")
def nothing() -> InterviewLog:
    return log()


def test_all_measures_are_public_and_declared_under_their_own_name() -> None:
    assert {name for name in measures.__all__ if name in MEASURES} == set(MEASURES)
    assert all(getattr(measures, name) is own.table for name, own in MEASURES.items())


@pytest.mark.parametrize("own", MEASURES.values(), ids=MEASURES)
def test_a_declaration_names_columns_anchors_and_measures_that_there_are(own: measures.Measure) -> None:
    assert own.definition.endswith(".")
    assert set(own.needs) <= COLUMNS
    assert own.anchor in periods.ANCHORS
    assert own.nested_in is None or own.nested_in in MEASURES


@pytest.mark.parametrize("own", MEASURES.values(), ids=MEASURES)
def test_by_takes_one_name_or_several_and_a_group_stands_in_front_of_the_figures(
    own: measures.Measure, small: InterviewLog
) -> None:
    names = groups_allowed(own, small)
    for name in (names[0], names[-1]):
        table = own.table(small, name)
        assert table.columns[0] == name
        assert set(table["status"]) <= set(STATUSES)
    pair = own.table(small, (names[0], names[1]))
    assert pair.columns[:2].tolist() == names[:2]
    figures = [column for column in pair.columns if column in FIGURES]
    assert figures == [name for name in FIGURES if name in figures]
    assert pair.columns[-len(figures) :].tolist() == figures


@pytest.mark.parametrize("own", MEASURES.values(), ids=MEASURES)
def test_figures_are_nullable_numbers_and_everything_else_is_text(own: measures.Measure, small: InterviewLog) -> None:
    table = own.table(small, "specialist")
    kinds = {"count": "Int64", "numerator": "Int64", "denominator": "Int64", "people": "Int64"}
    kinds |= {"month": "int64"} if own.name in MONTHS_SINCE else {}
    kinds |= dict.fromkeys(("share", "estimate", "low", "high"), "Float64")
    assert table.dtypes.astype("str").to_dict() == {name: kinds.get(name, "str") for name in table}


@pytest.mark.parametrize("own", MEASURES.values(), ids=MEASURES)
def test_an_empty_log_gives_an_empty_table_or_zeros_and_never_fails(
    own: measures.Measure, nothing: InterviewLog
) -> None:
    for by in (None, "specialist", ("region", "quarter" if "quarter" in own.by else "specialist")):
        table = own.table(nothing, by)
        assert not any(listed(table, "people"))
        assert set(listed(table, "status")) <= {"shown", "too_few"}
        assert "share" not in table or not any(listed(table, "share"))


@pytest.mark.parametrize("own", MEASURES.values(), ids=MEASURES)
def test_a_stratum_of_the_roster_breaks_down_every_measure_that_counts_job_seekers(
    own: measures.Measure, small: InterviewLog
) -> None:
    if "strata" in own.by and own.name != "contacts_alive":
        assert listed(own.table(small, "recent_work"), "recent_work")[:1] == ["yes"]


def test_a_name_that_is_no_group_is_refused_with_those_that_are(small: InterviewLog) -> None:
    with pytest.raises(
        ValueError, match="by: retention cannot be broken down by 'county'; it can by specialist, month"
    ):
        measures.retention(small, "county")
    with pytest.raises(ValueError, match="recent_work"):
        measures.retention(small, ("specialist", "contact_role"))


def test_the_same_group_twice_is_refused(small: InterviewLog) -> None:
    with pytest.raises(ValueError, match="broken down by the same name twice: region, region"):
        measures.outreach(small, ["region", "region"])


def test_a_column_of_the_roster_that_bears_a_name_of_the_measures_own_is_no_group(small: InterviewLog) -> None:
    names = ("person", "status", "step", "people", "count", "on", "month", "answer", "employer", "minutes")
    log_ = log(
        **{**SMALL, "job_seekers": [roster(J1="2026-01-01")[0] | dict.fromkeys(names, "x") | {"county": "Polk"}]}
    )
    further = [
        name for name in groups_allowed(MEASURES["pathway"], log_) if name not in ("specialist", "quarter", "sector")
    ]
    expected = ["month", "region", "employed_at_intake", "program", "age_group", "disability_group", "county"]
    assert further == expected
    used = {column for own in MEASURES.values() for column in own.table(small, ()).columns}
    assert not used & set(groups_allowed(MEASURES["pathway"], log_)) - {"month"}


@pytest.mark.parametrize("own", MEASURES.values(), ids=MEASURES)
def test_a_column_that_no_export_holds_empties_the_table_and_stands_in_its_note(
    own: measures.Measure, small: InterviewLog
) -> None:
    for need in own.needs:
        table = own.table(replace(small, recorded=COLUMNS - {need}), "specialist")
        assert table.empty
        assert table.columns.tolist() == ["specialist", "status"]
        assert table.attrs["note"].startswith(f"needs {need.split('.')[1].replace('_', ' ')} (")
        assert table.attrs["note"].endswith("), which no export holds")


def test_the_note_names_all_columns_that_are_missing() -> None:
    table = measures.core_questions(
        log(**SMALL, unasked=("interviews.asked_how_started", "interviews.asked_what_like"))
    )
    assert table.attrs["note"] == (
        "needs asked how started (it was asked how the contact got started) and asked what like (it was asked what the "
        "work is like), which no export holds"
    )


def test_labels_are_words_and_the_window_is_the_periods_name(small: InterviewLog) -> None:
    whole = measures.drift(small)
    part = measures.drift(periods.between(small, "2026Q1", "held_on"))
    assert whole.attrs | {"window": "2026Q1"} == part.attrs
    assert whole.attrs == {
        "measure": "drift",
        "definition": MEASURES["drift"].definition,
        "unit": "interview held",
        "as_of": "2026-06-30",
        "window": "all dates",
        "estimator": "share",
        "interval": "Wilson, 95 %",
        "n": "1 person, 1 specialist",
        "missing": "100% not known",
        "note": "",
    }


@pytest.mark.parametrize("own", MEASURES.values(), ids=MEASURES)
def test_a_table_says_on_whom_it_rests_and_how_it_was_reached(own: measures.Measure, small: InterviewLog) -> None:
    said = own.table(small).attrs
    assert said["n"] and said["estimator"]
    assert bool(said["interval"]) == ("low" in own.table(small))


def test_a_measure_names_the_regulation_that_defines_it():
    assert MEASURES["wioa_employment_q2"].source == "29 USC 3141(b)(2)(A)(i), 20 CFR 677.155."
    assert MEASURES["drift"].source == ""
