"""How often each column was filled in, month by month, and what is said and drawn of it."""

from __future__ import annotations

import pandas as pd

from interview_analytics.assemble import assemble
from interview_analytics.charts.completeness import completeness_chart
from interview_analytics.measures.completeness import completeness
from interview_analytics.sentences.completeness import completeness_sentence

ROWS = {
    "held_on": ["2026-01-05", "2026-01-20", "2026-03-02", None],
    "job_seeker_id": ["J1", "J2", "J1", "J3"],
    "employer": ["Bakery", None, None, "Bakery"],
    "drift": ["none", "unknown", "full", "none"],
}


def log(**columns):
    """A log of tables that are given column by column, and hold no other columns."""
    frames = {name: pd.DataFrame(own) for name, own in columns.items()}
    dated = {name: frame.filter(like="_on").apply(pd.to_datetime) for name, frame in frames.items()}
    return assemble({name: frame.assign(**dated[name]) for name, frame in frames.items()}, as_of="2026-06-30")


def filled(rows, table="interviews", **of):
    found = completeness(log(**{table: rows}), table)
    figures = found[["column", "month", "numerator", "denominator"]]
    return [row[1:] for row in figures.itertuples(index=False, name=None) if row[0] == of["column"]]


def test_each_month_counts_the_rows_in_which_something_stands():
    assert filled(ROWS, column="employer") == [("2026-01", 1, 2), ("2026-02", 0, 0), ("2026-03", 0, 1)]


def test_unknown_is_no_answer():
    assert filled(ROWS, column="drift") == [("2026-01", 1, 2), ("2026-02", 0, 0), ("2026-03", 1, 1)]


def test_a_month_without_rows_has_no_share():
    found = completeness(log(interviews=ROWS))
    assert found.loc[found["month"] == "2026-02", "share"].isna().all()


def test_a_day_that_was_mistyped_does_not_stretch_the_months_over_decades():
    months = completeness(log(interviews=ROWS | {"held_on": ["1941-01-05", "2026-01-20", "2026-03-02", None]}))["month"]
    assert (months.min(), months.max(), months.nunique()) == ("2023-04", "2026-03", 36)


def test_job_seekers_belong_to_the_month_of_enrolment():
    rows = {"job_seeker_id": ["J1", "J2"], "enrolled_on": ["2026-01-05", None], "region": ["North", None]}
    assert filled(rows, "job_seekers", column="region") == [("2026-01", 1, 1)]


def test_the_sentence_names_what_is_rarely_filled_in_and_what_stopped():
    assert completeness_sentence(completeness(log(interviews=ROWS)), "interviews held") == (
        "Of 3 interviews held from Jan 2026 to Mar 2026, 1 of 3 columns are filled in for at least 90 %; least often "
        "employer (33 %, 1 of 3) and drift (67 %, 2 of 3). Empty in whole months, though filled in in others: employer "
        "in 1 of 2 months."
    )


def test_without_any_day_there_is_nothing_to_say_and_an_empty_grid():
    found = completeness(log(interviews=ROWS | {"held_on": [None] * 4}))
    assert found.empty
    said = completeness_sentence(found, "interviews held")
    assert said == "No interviews held have a day, so nothing can be said of their months."
    assert completeness_chart(found, title="Filled in", alt=said).layout.meta["alt"] == said


def test_the_grid_says_in_each_cell_what_its_colour_shows():
    figure = completeness_chart(completeness(log(interviews=ROWS)), title="Filled in", alt="As said.")
    assert figure.layout.yaxis.ticktext == ("job seeker id", "employer", "drift")
    assert [list(row) for row in figure.data[0].text] == [["✓", "·", "✓"], ["50", "·", "0"], ["50", "·", "✓"]]
    assert figure.data[0].hovertext[1][0] == "Jan 2026<br>employer<br>50 %, 1 of 2"


def test_nearly_none_is_not_written_as_none_nor_nearly_all_as_all():
    rows = pd.DataFrame({"held_on": ["2026-01-05"] * 400, "employer": ["Bakery"] + [None] * 399})
    rows = rows.assign(industry=["Retail"] * 399 + [None])
    figure = completeness_chart(completeness(log(interviews=rows)), title="Filled in", alt="As said.")
    assert [list(row) for row in figure.data[0].text] == [["1"], ["99"]]
