"""What a template may hold, and what is said when it does not hold together."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_analytics import periods
from interview_analytics.errors import ExportError
from interview_analytics.measures import MEASURES
from interview_analytics.templates import names, read, refuse_unsuited, template

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
        (entry("drift").replace("words =", "wrods ="), "no key 'wrods' in 'H'. There are: measure, by, heading"),
        (entry("drift").replace('heading = "H"', "heading = 7"), "'heading' in '7' is not a text in quotes"),
        (entry("drift", "7"), "'by' in 'H' is not a list in brackets"),
        (entry("drift", "[7]"), "'by' in 'H' are not all texts"),
        (entry("drift") + 'cumulative = "yes"\n', "'cumulative' in 'H' is not true or false"),
        (entry("drift") + "cumulative = true\n", "does not say where its cumulative figures begin. Write to_date ="),
        ("entries = [7]\n", "'entries' in 'S' are not tables"),
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


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('audience = "press"', "no audience 'press'. There are: internal, public"),
        ('periods = ["fortnight"]', "no period 'fortnight'. There are: month, quarter, half-year"),
        ('to_date = "birth"', "no to_date 'birth'. There are: grant start, calendar year"),
        ('notes = "one"', "'notes' in 'T' is not a list in brackets"),
        ("at_a_glance = [1]", "'at_a_glance' in 'T' are not all texts"),
    ],
)
def test_a_fault_in_the_first_lines_is_named_with_its_file(tmp_path, line: str, said: str):
    with pytest.raises(ExportError) as fault:
        read(written(tmp_path, entry("drift"), title=f'title = "T"\n{line}'))
    assert str(fault.value).startswith("own.toml: ")
    assert said in str(fault.value)


def test_a_cumulative_entry_is_followed_by_the_same_to_date(tmp_path):
    title = 'title = "T"\nto_date = "program year"\ncumulative = true'
    file = written(tmp_path, entry("pathway"), entry("drift") + "cumulative = false\n", title=title)
    assert [each.name for each in read(file).entries] == ["pathway", "pathway_to_date", "drift"]
    assert [each.name for each in read(file).of_one_period().entries] == ["pathway", "drift"]


def test_a_file_of_ones_own_is_read_by_its_path(tmp_path):
    made = template(str(written(tmp_path, entry("pathway"))))
    assert (made.name, made.file) == ("own", tmp_path / "own.toml")
    with pytest.raises(ExportError, match=r"missing\.toml: The template cannot be read: No such file"):
        template(str(tmp_path / "missing.toml"))


@pytest.mark.parametrize(
    ("report", "period"),
    [
        ("money-follows-the-person", "2026H1"),
        ("vocational-rehabilitation", "2026Q2"),
        ("vocational-rehabilitation", "PY2025"),
        ("foundation", "grant:2025-10-01+7..12m"),
        ("standard", "CY2025"),
    ],
)
def test_a_funder_s_report_takes_the_funder_s_periods(report: str, period: str):
    assert refuse_unsuited(template(report), "public", periods.parse(period)) is None


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026Q1", r"2026Q1 is a period of another kind \(quarter\)\. Write --period 2026H1 \(half-year\)"),
        (None, r"no period was given\. Write --period 2026H1 \(half-year\)"),
    ],
)
def test_a_period_of_another_kind_is_refused_with_an_example(period: str | None, said: str):
    with pytest.raises(ExportError, match=f"'money-follows-the-person' has periods of its own, and {said}"):
        refuse_unsuited(template("money-follows-the-person"), "public", periods.parse(period) if period else None)


def test_a_report_for_use_inside_is_refused_outside(tmp_path):
    file = written(tmp_path, entry("drift"), title='title = "T"\naudience = "internal"')
    with pytest.raises(ExportError, match="'own' is for use inside the agency"):
        refuse_unsuited(read(file), "public", None)


def test_every_funder_s_report_names_its_rules_and_shows_nobody_s_name():
    for name in set(names()) - {"standard"}:
        made = template(name)
        assert made.notes and made.audience == "public" and made.periods
        assert not [each for each in made.entries if "specialist" in each.by]


def test_an_unknown_report_is_answered_with_those_there_are():
    with pytest.raises(ExportError, match=r"no report called 'annual'.*standard"):
        template("annual")
    assert "standard" in names()
