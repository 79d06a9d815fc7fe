"""What a reader sees for the names and values of a table."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from interview_analytics import words
from interview_analytics.report.cells import readable
from tests.measure_tables import ROWS, by, frame, of_all, share


@pytest.mark.parametrize(
    ("column", "value", "seen"),
    [
        ("sector", "62", "Health care (62)"),
        ("planned", "31-33", "Manufacturing (31-33)"),
        ("target", "still looking", "still looking"),
        ("month", "2026-03", "Mar 2026"),
        ("quarter", "2026Q1", "2026 Q1"),
        ("month", "not known", "not known"),
        ("conducted_by", "job_seeker", "job seeker"),
        ("contact_role", "unknown", "not noted"),
        ("region", "north_east", "north_east"),
        ("specialist", "S-01", "S-01"),
        ("count", 1234, "1,234"),
        ("share", 0.125, "13 %"),
        ("share", 0.0, "0 %"),
        ("share", 0.004, "0.4 %"),
        ("share", 0.996, "99.6 %"),
        ("share", pd.NA, "–"),
        ("status", "too_few", "too few to tell"),
        ("status", "not_yet_due", "not yet due"),
    ],
)
def test_a_value_is_told_in_words(column: str, value: object, seen: str):
    assert words.value(column, value) == seen


def test_an_interval_is_written_with_an_en_dash():
    assert words.with_interval(19 / 60, 0.2131, 0.4424) == "32 %, 21–44 %"


def test_a_share_without_an_interval_stands_alone():
    assert words.with_interval(0.3, pd.NA, pd.NA) == "30 %"


def test_a_fraction_names_its_denominator_and_interval():
    assert words.fraction(share(19, 60, 0.2131, 0.4424)) == "19 of 60 (32 %, 21–44 %)"


def test_a_fraction_of_nothing_says_so():
    assert words.fraction(share(0, 0)) == "too few to tell"


@pytest.mark.parametrize("measure", ROWS)
def test_every_measure_has_a_title_a_subtitle_and_headings_in_plain_words(measure: str):
    seen = [words.title(measure), words.subtitle(measure), *readable(of_all(measure)).columns]
    assert all(seen) and not any("_" in text for text in seen)


def test_every_sector_has_a_short_name():
    codes = re.findall(r"\S+", "11 21 22 23 31-33 42 44-45 48-49 51 52 53 54 55 56 61 62 71 72 81 92")
    names = [words.sector(code) for code in codes]
    assert all(name.endswith(f" ({code})") for name, code in zip(names, codes, strict=True))
    assert len(set(names)) == 20 and max(map(len, names)) <= 30


def test_what_a_table_is_broken_down_by_is_told_from_its_own_categories():
    assert words.groups(by("flows")) == ["specialist"]
    assert words.groups(of_all("time_to_placement")) == []


def test_an_industry_of_job_seekers_enrolled_is_the_one_they_named_first():
    assert words.broken_down(["sector"], "pathway") == "by industry named first"
    assert words.broken_down(["specialist", "sector"], "drift") == "by specialist and industry"


def test_a_stratum_of_the_agency_keeps_its_name():
    assert words.broken_down(["Recent Work"]) == "by Recent Work"
    assert words.heading("Recent Work") == "Recent Work"


def test_a_readable_table_gives_medians_in_their_units_and_shares_in_percent():
    seen = readable(of_all("job_quality"))
    assert seen["Estimate"].tolist() == ["$16.50", "20", "–", "–"]
    assert seen["Share"].tolist() == ["–", "–", "52 %", "89 %"]
    assert seen["95 % from"].tolist() == ["$16.00", "18", "38 %", "77 %"]


def test_a_table_that_lost_its_name_is_refused_unless_the_name_is_given():
    table = frame("drift", [{"count": 1}])
    table.attrs = {}
    with pytest.raises(ValueError, match="measure: None is not among"):
        words.groups(table)
    assert words.groups(table, "interviews_held") == []
