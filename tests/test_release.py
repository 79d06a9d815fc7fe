"""What a release holds, for whom it may be made, and that nothing changes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from interview_analytics import periods
from interview_analytics.disclosure import ledgers, make_key
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog
from interview_analytics.load import load
from interview_analytics.measures import MEASURES, drift, pathway
from interview_analytics.release import Release, audit, release
from interview_analytics.report import write_report
from interview_analytics.settings import Settings
from interview_analytics.shipped import sample
from interview_analytics.templates import template
from tests.small_logs import small, without

BRIEF = 'title = "Brief"\n[[sections]]\nheading = "S"\nwords = "W"\n'
ENTRY = '[[sections.entries]]\nmeasure = "{}"\nheading = "{}"\nwords = "W"\n{}\n'


@pytest.fixture(scope="module")
def whole() -> Release:
    return release(small(), audience="internal")


@pytest.fixture(scope="module")
def public() -> Release:
    return release(small(), audience="public")


def whole_names(log: InterviewLog) -> list[str]:
    return log.specialists["specialist_id"].tolist()


@pytest.fixture(scope="module")
def quarter() -> Release:
    return release(small(), audience="internal", period="2025Q1")


def test_tables_stand_in_the_order_of_the_template(whole: Release):
    assert list(whole) == [entry.name for entry in template("standard").entries]
    assert len(whole) == len(list(whole))


def test_a_table_is_the_measure_itself(whole: Release):
    pd.testing.assert_frame_equal(whole["pathway"], pathway(small()))
    pd.testing.assert_frame_equal(whole["drift_by_specialist"], drift(small(), by="specialist"))


@pytest.mark.parametrize("name", ["interviews_held", "outreach", "industries_explored", "placements", "pathway"])
def test_a_period_selects_by_the_measure_s_own_day(quarter: Release, name: str):
    own = MEASURES[name]
    expected = own.table(periods.between(small(), "2025Q1", own.anchor))
    pd.testing.assert_frame_equal(quarter[name], expected)
    assert quarter.window == "2025Q1"


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
    settled = Settings(programme="North", period="2025Q1")
    assert release(small(), audience="internal", settings=settled, period="2025H1").window == "2025H1"


@pytest.mark.parametrize("given", [{"after": ["report"]}, {"key": "key.txt"}])
def test_what_belongs_to_public_reports_is_refused_for_internal_ones(given: dict):
    with pytest.raises(ExportError, match="belongs to public reports"):
        release(small(), audience="internal", **given)


def test_a_public_release_names_no_specialist_and_prints_no_small_count(public: Release):
    assert set(public.outside.aliases) == set(whole_names(small()))
    for name, table in public.tables.items():
        assert not {*public.outside.aliases} & set(table.astype("str").to_numpy().ravel()), name
        for column in {"count", "numerator", "people"} & set(table):
            assert not table[column].between(1, 10).any(), (name, column)


def test_a_public_release_says_what_it_hides_and_an_internal_one_is_marked(public: Release, whole: Release):
    assert "cells are hidden because they, or a cell they would reveal, count 1 to 10 people" in public.hidden
    assert "for this report alone" in public.hidden
    assert (public.mark, public.audience) == ("", "public")
    assert (whole.mark, whole.hidden) == ("Internal: may identify people", "")


def test_of_what_was_set_aside_a_public_release_tells_no_small_count(public: Release, whole: Release):
    assert public.found["count"].tolist() == ["1 to 10", "1 to 10"]
    assert whole.found["count"].tolist() == [1, 2]
    assert "15" not in public.received
    assert "1 could not be used" in whole.received


def test_the_audit_of_a_public_release_finds_every_small_count_in_doubt(public: Release, whole: Release):
    found = audit(public)
    assert found["small"].any() and not found["verdict"].isin(["known exactly", "narrower than the rule asks"]).any()
    with pytest.raises(ExportError, match="hides nothing"):
        audit(whole)


@pytest.fixture(scope="module")
def brief(tmp_path_factory) -> str:
    """A template of a few tables: counts, shares and a curve, for all and by specialist."""
    every = ("interviews_held", "outreach", "industries_explored", "placements", "time_to_placement")
    entries = [ENTRY.format(name, name, "") for name in every]
    entries += [ENTRY.format(name, f"{name}, each", 'by = "specialist"') for name in ("interviews_held", "placements")]
    file = tmp_path_factory.mktemp("own") / "brief.toml"
    file.write_text(BRIEF + "".join(entries), encoding="utf-8")
    return str(file)


def test_without_a_key_letters_are_drawn_once_and_with_one_they_come_again(public: Release, brief: str, tmp_path):
    made = make_key(tmp_path / "key.txt")
    one, two = (release(small(), audience="public", report=brief, period="2025Q1", key=made) for _ in range(2))
    assert one.outside.aliases == two.outside.aliases
    assert one.outside.key.fingerprint == two.outside.key.fingerprint != public.outside.key.fingerprint
    assert "reports that follow this one use the same" in one.hidden


@pytest.fixture(scope="module")
def first(brief: str, tmp_path_factory) -> tuple[Path, Path]:
    """A key, and the folder of a first quarter's report that was made with it."""
    folder = tmp_path_factory.mktemp("reports")
    made = make_key(folder / "key.txt")
    told = release(small(), audience="public", report=brief, period="2025Q1", key=made)
    return made, write_report(told, folder / "2025Q1", draw=False)


@pytest.fixture(scope="module")
def later(brief: str, first) -> Release:
    return release(small(), audience="public", report=brief, period="2025H1", key=first[0], after=[first[1]])


def test_a_later_report_is_protected_beside_the_earlier_one_and_uses_its_letters(later: Release, brief: str, first):
    before = release(small(), audience="public", report=brief, period="2025Q1", key=first[0]).outside.aliases
    assert {name: later.outside.aliases[name] for name in before} == before
    assert "2025Q1" in later.hidden
    assert not audit(later)["verdict"].isin(["known exactly", "narrower than the rule asks"]).any()


def test_a_later_report_needs_the_key_of_the_earlier_one(first, tmp_path):
    with pytest.raises(ExportError, match="need a key"):
        release(small(), audience="public", after=[first[1]])
    with pytest.raises(ExportError, match=r"2025Q1.* was made with another key"):
        release(small(), audience="public", after=[first[1]], key=make_key(tmp_path / "key.txt"))


def test_all_dates_after_a_quarter_are_protected_beside_the_days_around_it(brief: str, first):
    whole = release(small(), audience="public", report=brief, key=first[0], after=[first[1]])
    assert "2025Q1" in whole.hidden
    assert not audit(whole)["verdict"].isin(["known exactly", "narrower than the rule asks"]).any()


def test_an_internal_report_is_none_that_another_can_follow(whole: Release, first, tmp_path):
    written = write_report(whole, tmp_path / "inside", draw=False)
    with pytest.raises(ExportError, match="no ledger of an earlier report"):
        release(small(), audience="public", after=[written], key=first[0])


def test_a_later_report_may_not_hide_less_than_the_earlier_one(first):
    with pytest.raises(ExportError, match="hid counts up to 10"):
        release(small(), audience="public", key=first[0], after=[first[1]], rule="lt5")


def test_earlier_reports_that_use_a_letter_for_two_people_are_refused(first):
    [told] = ledgers(first[1])
    other = {name: "Specialist A" if name != "key" else alias for name, alias in told.about.items()}
    with pytest.raises(ExportError, match="different people by the same letter"):
        release(small(), audience="public", key=first[0], after=[told, replace(told, about=other)])


def test_curves_of_two_reports_that_share_people_are_not_both_shown(later: Release):
    assert later["time_to_placement"]["estimate"].isna().all()


def test_a_period_to_come_is_refused_though_interviews_are_scheduled_in_it(whole: Release):
    ahead = f"CY{whole.as_of.year + 1}"
    with pytest.raises(ExportError, match="tell nothing of"):
        release(small(), audience="internal", period=ahead)


def test_a_rule_that_there_is_not_is_named():
    with pytest.raises(ExportError, match="no rule 'lt99'"):
        release(small(), audience="public", rule="lt99")


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
