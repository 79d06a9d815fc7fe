from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from interview_analytics.tables import INTERVIEWS, PLACEMENTS
from interview_analytics.values import choices, dates, identifiers, minutes, numbers, parsed, quarters

DAY = dt.date(2026, 3, 5)


def values(read, *texts, **options):
    return read(pa.array(texts), **options).values.to_pylist()


def effect(read, text, **options):
    return read(pa.array([text]), **options).faults[0].effect


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05",
        "2026/3/5",
        "20260305",
        "3/5/2026",
        "03-05-2026",
        "3/5/26",
        "05-Mar-2026",
        "5 March 2026",
        "March 5, 2026",
        "Mar. 5th, 2026",
        "Thu, Mar 5 2026",
        "3/5/2026 2:15:33 PM",
        "3/5/2026, 10:22 AM",
        "2026-03-05T14:15:33+01:00",
        "2026-03-05T14:15:33.000Z",
        "2026/03/05 6:42:11 PM EST",
        "2026-03-05 00:00:00",
        "46086",
        "46086.75",
    ],
)
def test_a_day_is_read_in_every_usual_form(text):
    assert values(dates, text) == [DAY]


def test_serial_dates_count_from_the_base_of_the_workbook():
    assert values(dates, "44624", serial_base=1904) == [DAY]


def test_one_day_above_twelve_decides_the_order_for_the_column():
    assert values(dates, "5/3/2026", "13/3/2026") == [DAY, dt.date(2026, 3, 13)]
    assert values(dates, "3/5/2026", "3/13/2026") == [DAY, dt.date(2026, 3, 13)]


def test_the_order_is_always_said_and_undecided_is_month_first():
    found = dates(pa.array(["3/5/2026"]))
    assert found.values.to_pylist() == [DAY]
    assert [(note.effect, "Nothing shows" in note.problem) for note in found.notes] == [("noted", True)]
    assert dates(pa.array(["2026-03-05"])).notes == []


@pytest.mark.parametrize("text", ["TBD", "soon", "3/5", "March 5", "2/30/2026", "1/1/0026", "99999"])
def test_what_is_no_day_is_blanked_with_a_fault(text):
    assert values(dates, text) == [None]
    assert effect(dates, text) == "cell blanked"


@pytest.mark.parametrize("text", ["", "  ", "n/a", "N/A", "-", "null", "None"])
@pytest.mark.parametrize("read", [dates, numbers, minutes, identifiers, quarters])
def test_words_for_nothing_are_missing_without_a_fault(read, text):
    found = read(pa.array([text]))
    assert (found.values.to_pylist(), found.faults) == ([None], {})


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("20", 20),
        ("20.0", 20),
        ("45 min", 45),
        ("20 minutes", 20),
        ("1/2 hr", 30),
        ("half an hour", 30),
        ("1.5 hours", 90),
        ("1 hr 15 min", 75),
        ("0:20", 20),
        ("00:25", 25),
        ("0:20:00", 20),
        ("1:05", 65),
        ("20'", 20),
    ],
)
def test_minutes_are_read_with_and_without_a_unit(text, length):
    found = minutes(pa.array([text]))
    assert (found.values.to_pylist(), found.faults) == ([length], {})


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("15-20", 17.5),
        ("15 - 20 min", 17.5),
        ("15 to 20 minutes", 17.5),
        ("~20", 20),
        ("about 20 min", 20),
        ("20+", 20),
        ("25:00", 25),
    ],
)
def test_rough_lengths_are_repaired_and_said(text, length):
    assert values(minutes, text) == [length]
    assert effect(minutes, text) == "repaired"


def test_a_heading_in_hours_makes_hours():
    assert parsed(pa.array(["0.5"]), INTERVIEWS["minutes"], heading="Duration (Hours)").values.to_pylist() == [30]
    assert parsed(pa.array(["30"]), INTERVIEWS["minutes"], heading="Duration").values.to_pylist() == [30]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$1,234.56", 1234.56),
        ("1,234", 1234),
        ("$15/hr", 15),
        ("$15.00 per hour", 15),
        ("-3", -3),
        ("(4.50)", -4.5),
        ("2 1/2", 2.5),
    ],
)
def test_numbers_are_read_through_signs_and_units(text, amount):
    assert values(numbers, text) == [amount]


def test_a_wage_in_the_column_of_hours_is_blanked_with_the_unit_said():
    found = parsed(pa.array(["450"]), PLACEMENTS["hours_per_week"])
    assert found.values.to_pylist() == [None]
    assert "hours a week" in found.faults[0].problem


def test_a_count_that_is_not_whole_is_blanked():
    assert values(numbers, "2.0", "2.5", "", whole=True) == [2, None, None]
    assert set(numbers(pa.array(["2.0", "2.5", ""]), whole=True).faults) == {1}


def test_quarters_come_out_in_one_form():
    assert values(quarters, "2026Q1", "Q1 2026", "2026-Q1", "1st quarter 2026", "soon") == [*["2026Q1"] * 4, None]


def test_identifiers_keep_leading_zeros_and_lose_a_spreadsheets_decimal():
    assert values(identifiers, "00012", "100234.0", " ES-01 ", "'007") == ["00012", "100234", "ES-01", "007"]


def test_salesforce_ids_come_out_in_their_full_form():
    # by hand: "00530" and "00000" hold no capital (A, A); "3xqAb" has one in fourth place, 2**3 = 8, the letter I
    assert values(identifiers, "00530000003xqAb") == ["00530000003xqAbAAI"]
    assert values(identifiers, "00530000003xqAbAAI") == ["00530000003xqAbAAI"]


@pytest.mark.parametrize("text", ["123456789012345", "EmploymentOffic", "ES-0000000000-1"])
def test_other_texts_of_fifteen_characters_are_left_alone(text):
    assert values(identifiers, text) == [text]


def test_an_identifier_that_a_spreadsheet_rounded_is_blanked():
    assert effect(identifiers, "1.11E+08") == "cell blanked"


@pytest.mark.parametrize(
    ("column", "text", "word"),
    [
        ("kind", "Informational Interview", "informational_interview"),
        ("status", "No Show", "no_show"),
        ("status", "Unexcused Absence", "no_show"),
        ("status", "Present", "held"),
        ("conducted_by", "Job Seeker", "job_seeker"),
        ("conducted_by", "client", "job_seeker"),
        ("contact_role", "HR", "human_resources"),
        ("referral_source", "Co-worker", "co_worker"),
        ("researched", "TRUE", "yes"),
        ("researched", "✓", "yes"),
        ("researched", "n", "no"),
        ("drift", "None", "none"),
    ],
)
def test_synonyms_become_words_of_the_vocabulary(column, text, word):
    found = choices(pa.array([text]), INTERVIEWS[column])
    assert (found.values.to_pylist(), found.faults) == ([word], {})


def test_an_empty_answer_is_unknown_where_the_vocabulary_has_the_word():
    assert choices(pa.array(["", "n/a"]), INTERVIEWS["researched"]).values.to_pylist() == ["unknown", "unknown"]
    assert choices(pa.array([""]), INTERVIEWS["status"]).values.to_pylist() == [None]


def test_an_unknown_word_is_other_or_blanked_and_said():
    kind, status = choices(pa.array(["Lunch"]), INTERVIEWS["kind"]), choices(pa.array(["Lunch"]), INTERVIEWS["status"])
    assert (kind.values.to_pylist(), kind.faults[0].effect) == (["other"], "noted")
    assert (status.values.to_pylist(), status.faults[0].effect) == ([None], "cell blanked")
