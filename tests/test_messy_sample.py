"""The simulated programme, kept by hand in three ways, says what its clean exports say."""

from __future__ import annotations

import pandas as pd
import pytest

from interview_analytics.load import load
from interview_analytics.measures.declare import MEASURES
from interview_analytics.shipped import sample

MESSY = sample().parent / "sample-messy"
SHEETS = ["ES-01", "ES-03", "Tab 2", "Tab 4"]
ORIGIN = ["file", "sheet", "line"]
BREAKDOWNS = [(name, None) for name in MEASURES]
BREAKDOWNS += [(name, "specialist") for name, own in MEASURES.items() if "specialist" in own.by]


@pytest.fixture(scope="module")
def clean():
    return load(sample())


@pytest.fixture(scope="module")
def messy():
    return load(MESSY)


def by_interview(log):
    return log.interviews.set_index("interview_id").sort_index()


def facts(log, table):
    """The table's rows without where they stood, in one order."""
    own = getattr(log, table).drop(columns=ORIGIN)
    return own[sorted(own)].sort_values(sorted(own), ignore_index=True)


@pytest.mark.parametrize(("name", "by"), BREAKDOWNS)
def test_every_measure_is_the_same(clean, messy, name, by):
    pd.testing.assert_frame_equal(MEASURES[name].table(messy, by), MEASURES[name].table(clean, by))


@pytest.mark.parametrize(
    "table",
    ["discoveries", "job_seekers", "interests", "specialists", "assignments", "placements", "earnings", "training"],
)
def test_every_other_table_is_the_same(clean, messy, table):
    pd.testing.assert_frame_equal(facts(messy, table), facts(clean, table))


def test_the_interviews_differ_only_in_lengths_written_as_a_range_and_each_of_these_rows_stands_in_problems(
    clean, messy
):
    own, theirs = by_interview(messy), by_interview(clean)
    pd.testing.assert_frame_equal(own.drop(columns=[*ORIGIN, "minutes"]), theirs.drop(columns=[*ORIGIN, "minutes"]))
    other = own[own["minutes"].ne(theirs["minutes"]).fillna(False)]
    assert set(theirs.loc[other.index, "minutes"]) == {17, 18}  # written as 15-20 min
    assert set(other["minutes"]) == {17.5}
    ranges = messy.problems[(messy.problems["rule"] == "range") & (messy.problems["value"] == "15-20 min")]
    assert sorted(zip(other["sheet"], other["line"], strict=True)) == sorted(
        zip(ranges["sheet"], ranges["line"], strict=True)
    )


def test_no_row_is_lost_and_each_that_was_repaired_stands_in_problems(clean, messy):
    receipts = messy.receipts[messy.receipts["table"].str.startswith("interviews")]
    assert receipts[["rows_set_aside", "rows_duplicate"]].to_numpy().sum() == 0
    assert receipts[["rows_accepted", "rows_repaired"]].to_numpy().sum() == len(clean.interviews)
    changed = messy.problems[messy.problems["effect"].isin(["repaired", "cell blanked"])].groupby(["file", "sheet"])
    told = changed["line"].nunique()
    for receipt in receipts[receipts["rows_repaired"] > 0].itertuples():
        assert told[receipt.file, receipt.sheet] == receipt.rows_repaired


def test_what_is_still_to_come_is_named_and_what_is_not_applicable_is_not(messy):
    blanked = messy.problems[messy.problems["effect"] == "cell blanked"]
    assert set(blanked["value"]) == {"TBD"}
    assert not messy.problems["value"].isin(["n/a", "N/A", "-"]).any()


def test_a_sheet_tells_whose_it_is_by_its_name_or_by_a_line_above_the_headings(messy):
    told = messy.interviews[messy.interviews["sheet"] != ""].groupby("sheet")["specialist_id"].unique()
    assert {sheet: list(own) for sheet, own in told.items()} == {
        "ES-01": ["ES-01"],
        "Tab 2": ["ES-02"],
        "ES-03": ["ES-03"],
        "Tab 4": ["ES-04"],
    }
    assert sorted(messy.problems.loc[messy.problems["rule"] == "said once", "sheet"]) == SHEETS
