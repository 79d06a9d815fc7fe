"""What a release holds, for whom it may be made, and that nothing changes it."""

from __future__ import annotations

import pandas as pd
import pytest

from interview_analytics import periods
from interview_analytics.errors import ExportError
from interview_analytics.load import load
from interview_analytics.measures import MEASURES, drift, pathway
from interview_analytics.release import Release, release
from interview_analytics.settings import Settings
from interview_analytics.shipped import sample
from interview_analytics.templates import template
from tests.small_logs import small, without


@pytest.fixture(scope="module")
def whole() -> Release:
    return release(small(), audience="internal")


@pytest.fixture(scope="module")
def quarter() -> Release:
    return release(small(), audience="internal", period="2025Q3")


def test_tables_stand_in_the_order_of_the_template(whole: Release):
    assert list(whole) == [entry.name for entry in template("standard").entries]
    assert len(whole) == len(list(whole))


def test_a_table_is_the_measure_itself(whole: Release):
    pd.testing.assert_frame_equal(whole["pathway"], pathway(small()))
    pd.testing.assert_frame_equal(whole["drift_by_specialist"], drift(small(), by="specialist"))


@pytest.mark.parametrize("name", ["interviews_held", "outreach", "industries_explored", "placements", "pathway"])
def test_a_period_selects_by_the_measure_s_own_day(quarter: Release, name: str):
    own = MEASURES[name]
    expected = own.table(periods.between(small(), "2025Q3", own.anchor))
    pd.testing.assert_frame_equal(quarter[name], expected)
    assert quarter.window == "2025Q3"


def test_specialists_stand_in_alphabetical_order_never_by_value(whole: Release):
    for name in (name for name in whole if name.endswith("by_specialist")):
        named = [each for each in whole[name]["specialist"].drop_duplicates() if each != "not known"]
        assert named == sorted(named)


def test_nothing_taken_out_changes_the_release(whole: Release):
    taken = whole["pathway"]
    taken["numerator"] = 0
    assert whole["pathway"]["numerator"].sum() > 0
    with pytest.raises(TypeError):
        whole.tables["pathway"] = pd.DataFrame()  # type: ignore[index]


def test_a_missing_column_gives_an_empty_table_with_its_note():
    made = release(without("interviews.minutes"), audience="internal")
    assert made["minutes_held"].empty
    assert made["minutes_held"].attrs["note"] == (
        "needs minutes (length of the conversation in minutes), which no export holds"
    )
    assert not made["drift"].empty


def test_records_are_summed_over_all_receipts(whole: Release):
    assert dict(whole.rows) == {
        "rows_read": 15,
        "rows_accepted": 11,
        "rows_repaired": 1,
        "rows_set_aside": 1,
        "rows_duplicate": 1,
        "rows_not_data": 1,
    }
    assert whole.inputs == (("jobs.xlsx", "b" * 64), ("log.csv", "a" * 64))


def test_problems_are_counted_by_effect_and_rule_what_is_lost_first(whole: Release):
    counted = whole.problem_counts.to_dict("records")
    assert counted == [
        {"effect": "row set aside", "rule": "no identifier", "count": 1},
        {"effect": "cell blanked", "rule": "date not read", "count": 2},
    ]


def test_an_argument_overrides_the_settings():
    settled = Settings(programme="North", period="2025Q3")
    assert release(small(), audience="internal", settings=settled, period="2025H2").window == "2025H2"


def test_a_public_report_is_refused_while_nothing_protects_it():
    with pytest.raises(ExportError, match="public report is not available yet"):
        release(small(), audience="public")


@pytest.mark.parametrize("given", [{"after": ["report"]}, {"key": "key.txt"}])
def test_what_belongs_to_public_reports_is_refused(given: dict):
    with pytest.raises(ExportError, match="belongs to public reports, which are not available yet"):
        release(small(), audience="internal", **given)


@pytest.mark.parametrize("given", [{"audience": "press"}, {"audience": "internal", "report": "annual"}])
def test_what_there_is_not_is_named(given: dict):
    with pytest.raises(ExportError, match="There is no"):
        release(small(), **given)


def test_a_period_that_is_none_is_answered_with_the_grammar():
    with pytest.raises(ExportError, match="'soon' is not a period"):
        release(small(), audience="internal", period="soon")


def test_this_period_and_the_figures_to_date_stand_in_tables_of_their_own():
    settled = Settings(grant_start="2024-07-01")
    made = release(small(), audience="internal", report="money-follows-the-person", period="2025H1", settings=settled)
    assert (str(made.period.first), str(made.since.first), made.since.last) == (
        "2025-01-01", "2024-07-01", made.period.last,
    )  # fmt: skip
    both = [made[name]["count"].sum() for name in ("interviews_held", "interviews_held_to_date")]
    assert both == [_held("2025-01-01", "2025-06-30"), _held("2024-07-01", "2025-06-30")]
    assert 0 < both[0] < both[1]


def _held(first: str, last: str) -> int:
    """Informational interviews held from one day to another, counted from the rows themselves."""
    rows = small().interviews
    return int((rows["held_on"].between(first, last) & rows["status"].eq("held") & rows["kind"].eq(
        "informational_interview")).sum())  # fmt: skip


def test_figures_to_date_are_left_out_where_the_period_is_all_of_them():
    made = release(small(), audience="internal", report="foundation", period="grant:2024-07-01+12m")
    assert made.since is None
    assert not [name for name in made if name.endswith("_to_date")]


def test_a_period_that_is_not_over_is_said_to_be_not_yet_due():
    as_of = small().as_of
    made = release(small(), audience="internal", period=f"CY{as_of.year}")
    assert f"CY{as_of.year} is not over" in made.not_over
    assert f"the last day counted is {as_of}" in made.not_over
    assert release(small(), audience="internal", period="2025Q2").not_over == ""


def test_a_month_that_is_not_over_is_named_in_the_note_of_its_table(tmp_path):
    entry = '[[sections.entries]]\nmeasure = "interviews_held"\nby = "{}"\nheading = "H"\nwords = "W"\n'
    layout = 'title = "T"\n[[sections]]\nheading = "S"\nwords = "W"\n' + entry.format("month") + entry.format("sector")
    (tmp_path / "months.toml").write_text(layout, encoding="utf-8")
    log = load(sample(), as_of="2026-05-15")
    made = release(log, audience="internal", period="2026Q2", report=str(tmp_path / "months.toml"))
    said = "2026-05 is not over on 2026-05-15, so the rest of it is not yet due"
    assert made["interviews_held_by_month"].attrs["note"].endswith(said)
    assert "not over" not in made["interviews_held_by_sector"].attrs["note"]


def test_each_table_is_announced_before_it_is_counted():
    told: list[str] = []
    release(small(), audience="internal", progress=told.append)
    assert told == [entry.heading for entry in template("standard").entries]


@pytest.mark.parametrize("period", ["CY2019", "CY2031"])
def test_a_period_that_the_exports_do_not_reach_is_refused_with_the_days_that_they_do(period):
    with pytest.raises(ExportError, match=f"nothing of {period} .*their days reach from 2023-.* to 2026-"):
        release(load(sample()), audience="internal", period=period)
