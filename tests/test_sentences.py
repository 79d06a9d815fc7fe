"""What a table says, word by word."""

from __future__ import annotations

import re

import pytest

from interview_analytics.sentences import sentence
from tests.measure_tables import ROWS, by, count, empty, frame, of_all, share, silenced

SAID = {
    "outreach": (
        "Of 60 informational interviews asked for, 45 (75 %, 63–84 %) were accepted and 30 (50 %, 38–62 %) were held."
    ),
    "interviews_held": (
        "1,240 informational interviews were held by 210 people (job seekers, or specialists on their own)."
    ),
    "minutes_held": (
        "Of 20 interviews whose length was noted, 10 (50 %, 30–70 %) took 15 to 20 minutes, 4 (20 %, 8–42 %) less"
        " and 6 (30 %, 15–52 %) more; the length was not noted for 5 of 25."
    ),
    "preparation": (
        "The industry was researched before 15 of 20 interviews where it was noted (75 %, 53–89 %); it is not "
        "known for 5 of 25, so the share of all lies between 60 % and 80 %. Questions were written down before 10"
        " of 25 interviews where it was noted (40 %, 23–59 %); it is known for all of them."
    ),
    "core_questions": (
        "All three core questions were asked in 12 of 20 interviews where all three were noted (60 %, 39–78 %), "
        "two in 5 (25 %, 11–47 %), one in 2 (10 %, 3–30 %) and none in 1 (5 %, 1–24 %); it was not noted for 5 of"
        " 25."
    ),
    "drift": (
        "4 of 20 interviews where it was noted (20 %, 8–42 %) turned into asking for a job; it is not known for 5"
        " of 25, so the share of all lies between 16 % and 36 %. In 1 (5 %, 1–24 %) the contact raised hiring, "
        "which is not counted among them."
    ),
    "industries_explored": (
        "Of 81 industries first explored in interviews, each counted once for each job seeker, 30 were stated "
        "interests and 51 were new: 32 sought and 19 discovered in the conversation."
    ),
    "discoveries": (
        "An industry new to the job seeker came up in 10 of 40 first interviews (25 %, 14–40 %), 6 of 30 second "
        "interviews (20 %, 10–37 %) and 9 of 60 third or later interviews (15 %, 8–26 %)."
    ),
    "planned_to_discovered": (
        "10 industries were discovered in conversations, each counted once for each job seeker, in 3 pairs of an "
        "industry named first at intake and an industry discovered; for 1 of them no interest had been named."
    ),
    "flows": (
        "Of 12 industries explored before a first job, each counted once for each job seeker, 4 were followed by "
        "a job in that industry, 5 by a job in another industry, 1 by leaving without a placement and 2 belong to"
        " people still looking; 3 job seekers had explored none."
    ),
    "pathway": (
        "Of 100 job seekers enrolled, 80 (80 %, 71–87 %) had an informational interview, 60 (60 %, 50–69 %) "
        "explored a second industry, 40 (40 %, 31–50 %) were then placed, 20 (20 %, 13–29 %) were placed in an "
        "industry they had explored first and 10 (10 %, 6–17 %) were still there after 90 days; each step counts "
        "only those who took the steps before it."
    ),
    "placements": (
        "Job seekers started 300 jobs after they enrolled: 260 were a person's first and 40 came later; 10 "
        "further jobs had begun before enrolment."
    ),
    "time_to_placement": (
        "60 of 100 job seekers (48–72) are expected to be placed within 12 months, allowing for those who left "
        "and those still looking; 15 of 100 (12–18) within 3 months and 30 of 100 (24–36) within 6. 24 of 100 "
        "(12–36) are expected to leave without a placement within 12 months. 40 people were still followed at 12 "
        "months."
    ),
    "placement_by_interview_state": (
        "As long as they were already interviewed, 24 of 100 job seekers (19–29) would be placed within 6 months (84 "
        "followed in that state) and 48 of 100 (38–58) within 12 (78). As long as they were not yet interviewed, 12 of "
        "100 job seekers (10–14) would be placed within 6 months (84 followed in that state) and 24 of 100 (19–29) "
        "within 12 (78). People who leave are not counted as leaving here. This is an association: more driven people "
        "may both interview and find work."
    ),
    "interview_association": (
        "From the day after a first interview, job seekers were placed at about 1.6 times the rate (1.2–2.2) of "
        "comparable job seekers not yet interviewed; 60 of 80 first placements came after one. This is an association: "
        "more driven people may both interview and find work; to explain all of it, an unseen reason would need a "
        "ratio of risks of 2.1 (1.5 to move the limit to 1) with both. Comparing those ever with those never "
        "interviewed would say 0.20 times, and is wrong: people placed early had no time for an interview."
    ),
    "specialist_funnel": ("24 first placements were observed and 20.0 expected: 1.2 times the expected (0.77–1.8)."),
    "specialist_rates": (
        "12 of 30 job seekers enrolled at least a year ago (40 %, 25–58 %) were placed within a year."
    ),
    "placement_credit": ("30 jobs were started after enrolment; each counts once under each of three rules."),
    "training_effect": (
        "30 of 100 interviews (30 %, 22–40 %) asked for a job before the training and 20 of 100 (20 %, 13–29 %) after "
        "it; beyond the change of others: -12 points (-24 to +1 points; 9 specialists). 30 of 100 interviews (30 %, "
        "22–40 %) were prepared by researching the industry before the training and 20 of 100 (20 %, 13–29 %) after "
        "it; beyond the change of others: -12 points (-24 to +1 points; 9 specialists). 30 of 100 interviews (30 %, "
        "22–40 %) opened a new industry before the training and 20 of 100 (20 %, 13–29 %) after it; beyond the change "
        "of others: -12 points (-24 to +1 points; 9 specialists). Before and after differ for other reasons too: only "
        "the change beyond that of others can speak of the training."
    ),
    "placed_in_met_industry": (
        "19 of 60 first placements (32 %, 21–44 %) were in an industry first met in an interview; about 6 would "
        "be expected by chance."
    ),
    "job_quality": (
        "Of the jobs started, median wage: $16.50 ($16.00–17.25; known for 48 of 50) an hour; median hours a "
        "week: 20 (18–21.5; known for 48 of 50); 20 or more hours a week: 25 of 48 (52 %, 38–66 %); competitive "
        "integrated employment: 40 of 45 (89 %, 77–95 %)."
    ),
    "retention": (
        "Jobs that lasted, of those started long enough ago: 90 days, 30 of 40 (75 %, 60–86 %), not yet due for "
        "10 of 50; 180 days, 10 of 20 (50 %, 30–70 %), not yet due for 30 of 50; 365 days, not yet due for 50 of "
        "50."
    ),
    "contacts_alive": (
        "Contacts met again, or through whom a job came, of those met long enough ago: within 6 months, 12 of 40 "
        "(30 %, 18–45 %); within 12 months, 15 of 30 (50 %, 33–67 %), not yet due for 10 of 40."
    ),
}
NEVER = re.compile(r"significan|\bworst\b|\bbest\b|\brank|\bhighest\b|\blowest\b|\bp ?[=<]|nan|<NA>|_", re.IGNORECASE)


@pytest.mark.parametrize("measure", ROWS)
def test_a_finding_is_told_word_by_word(measure: str):
    assert sentence(of_all(measure)) == SAID[measure]


@pytest.mark.parametrize("measure", ROWS)
def test_a_table_that_lost_its_words_needs_only_the_name(measure: str):
    table = of_all(measure)
    table.attrs = {}
    assert sentence(table, measure) == SAID[measure]


@pytest.mark.parametrize("measure", ROWS)
def test_each_of_few_groups_is_told_in_the_order_of_the_table(measure: str):
    said = sentence(by(measure))
    assert said.index("S-01") < said.index("S-02") < said.index("S-03")


@pytest.mark.parametrize("measure", ROWS)
def test_many_groups_are_told_without_naming_any(measure: str):
    said = sentence(by(measure, groups=tuple(f"S-{number:02}" for number in range(13))))
    assert "13 specialists" in said
    assert "S-" not in said


@pytest.mark.parametrize("measure", ROWS)
def test_no_sentence_ranks_people_or_leaks_a_name_of_ours(measure: str):
    tables = [of_all(measure), by(measure), by(measure, groups=tuple("ABCDEFGHIJKLMN")), silenced(of_all(measure))]
    said = [sentence(table) for table in tables]
    assert [text for text in said if NEVER.search(text)] == []


@pytest.mark.parametrize("measure", ROWS)
def test_a_measure_without_its_columns_tells_its_note(measure: str):
    assert sentence(empty(measure)).endswith(": needs minutes, which no export holds.")


@pytest.mark.parametrize("measure", ["outreach", "minutes_held", "drift", "pathway", "time_to_placement", "placements"])
def test_nothing_to_tell_is_said_and_not_counted(measure: str):
    assert "too few to tell" in sentence(silenced(of_all(measure)))


def test_a_group_is_told_with_its_denominator_and_interval_and_a_silent_one_says_why():
    rows = [
        {"specialist": "S-01", "step": "held", **share(12, 30, 0.246, 0.577)},
        {"specialist": "S-02", "step": "held", **share(0, 0)},
    ]
    said = sentence(frame("outreach", rows))
    assert (
        said
        == "Interviews held, of those asked for, by specialist: S-01 12 of 30 (40 %, 25–58 %); S-02 too few to tell."
    )


def test_a_group_that_is_still_to_come_is_not_yet_due():
    rows = [
        {"quarter": "2026Q1", "days": "90", "answer": "still there", **share(3, 4, 0.3, 0.95)},
        {"quarter": "2026Q1", "days": "90", "answer": "not yet due", **share(0, 4, 0, 0.49)},
        {"quarter": "2026Q2", "days": "90", "answer": "still there", **share(0, 0)},
        {"quarter": "2026Q2", "days": "90", "answer": "not yet due", **share(5, 5, 0.57, 1)},
    ]
    assert sentence(frame("retention", rows)).endswith(
        "by quarter: 2026 Q1 3 of 4 (75 %, 30–95 %); 2026 Q2 not yet due."
    )


def test_many_months_are_told_by_what_lies_between():
    rows = [{"month": f"{year}-{month:02}", **count(4 + month, 3)} for year in (2024, 2025) for month in range(1, 13)]
    said = "Informational interviews held, by month: 24 months from Jan 2024 to Dec 2025, between 5 and 16 a month."
    assert sentence(frame("interviews_held", rows)) == said


def test_a_group_counts_all_its_rows_of_the_headline():
    rows = [
        {"specialist": "S-01", "start": start, **count(number, 1)} for start, number in (("first", 3), ("later", 2))
    ]
    assert sentence(frame("placements", rows)) == "Jobs started since enrolment, by specialist: S-01 5."


def test_a_group_of_an_estimate_says_how_many_are_still_followed():
    assert "S-02 60 %, 48–72 % (40 still followed)" in sentence(by("time_to_placement"))


def test_two_names_make_one_group():
    rows = [{"specialist": "S-01", "quarter": "2026Q1", **count(3, 2)}]
    said = "Informational interviews held, by specialist and quarter: S-01, 2026 Q1 3."
    assert sentence(frame("interviews_held", rows)) == said


def test_a_table_of_no_known_measure_is_refused():
    with pytest.raises(ValueError, match="measure: 'turnover' is not among"):
        sentence(frame("turnover", [count(1, 1)]))
