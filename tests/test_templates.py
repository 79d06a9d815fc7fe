"""What a template may hold, and what is said when it does not hold together."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_analytics.errors import ExportError
from interview_analytics.measures import MEASURES
from interview_analytics.templates import names, read, template

ENTRY = '[[sections.entries]]\nmeasure = "{measure}"\nby = {by}\nheading = "H"\nwords = "W"\n'


def written(folder: Path, *entries: str, title: str = 'title = "T"') -> Path:
    file = folder / "own.toml"
    file.write_text(f'{title}\n[[sections]]\nheading = "S"\nwords = "W"\n' + "".join(entries), encoding="utf-8")
    return file


def entry(measure: str, by: str = "[]") -> str:
    return ENTRY.format(measure=measure, by=by)


def test_the_standard_report_holds_every_measure_overall():
    overall = {entry.measure for entry in template("standard").entries if not entry.by}
    assert overall == set(MEASURES)


def test_the_standard_report_shows_specialists_in_one_section_that_refuses_a_ranking():
    sections = {section for section in template().sections for entry in section.entries if "specialist" in entry.by}
    assert {section.heading for section in sections} == {"Specialists", "Relationships"}
    assert any("no ranking" in section.words for section in sections)


def test_an_entry_is_named_after_its_measure_and_groups(tmp_path):
    file = written(
        tmp_path, entry("pathway"), entry("drift", '"specialist"'), entry("drift", '["specialist", "month"]')
    )
    assert [each.name for each in read(file).entries] == [
        "pathway",
        "drift_by_specialist",
        "drift_by_specialist_and_month",
    ]


def test_the_first_page_tells_only_tables_that_the_report_holds(tmp_path):
    assert template().at_a_glance
    file = written(tmp_path, entry("pathway"), title='title = "T"\nat_a_glance = ["pathway"]')
    assert read(file).at_a_glance == ("pathway",)
    file = written(tmp_path, entry("pathway"), title='title = "T"\nat_a_glance = ["drift"]')
    with pytest.raises(ExportError, match="At a glance, 'drift' is no table of this report"):
        read(file)


def test_a_name_is_fit_for_a_file_whatever_a_roster_calls_its_column(tmp_path):
    file = written(tmp_path, entry("pathway", '"../Recent Work"'))
    assert read(file).entries[0].name == "pathway_by_recent_work"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (entry("no_such"), "There is no measure 'no_such'"),
        (entry("contacts_alive", '"conducted_by"'), "'contacts_alive' cannot be broken down by 'conducted_by'"),
        (entry("drift") * 2, "'drift' twice"),
        (entry("drift").replace('words = "W"', ""), "lacks a text 'words' in 'H'"),
        ("", "holds no table"),
        ("[[", "cannot be read"),
    ],
)
def test_a_fault_in_a_template_is_named_with_its_file(tmp_path, text: str, said: str):
    with pytest.raises(ExportError) as fault:
        read(written(tmp_path, text))
    assert said in str(fault.value)
    assert "own.toml" in str(fault.value)


def test_a_template_needs_a_title(tmp_path):
    with pytest.raises(ExportError, match="lacks a text 'title'"):
        read(written(tmp_path, entry("drift"), title=""))


def test_an_unknown_report_is_answered_with_those_there_are():
    with pytest.raises(ExportError, match=r"no report called 'annual'.*standard"):
        template("annual")
    assert "standard" in names()
