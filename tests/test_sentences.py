"""What a table says, word by word."""

from __future__ import annotations

import re

import pytest

from interview_analytics.sentences import sentence
from tests.measure_tables import ROWS, by, count, empty, frame, hide, of_all, share, silenced

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
        "interests, 32 were sought without being one and 19 came up in the conversation."
    ),
    "discoveries": (
        "The conversation brought up an industry that the job seeker had neither named nor met before in 10 of 40 "
        "first interviews (25 %, 14–40 %), 6 of 30 second "
        "interviews (20 %, 10–37 %) and 9 of 60 third or later interviews (15 %, 8–26 %)."
    ),
    "planned_to_discovered": (
        "10 industries were discovered in conversations, each counted once for each job seeker, in 3 pairs of an "
        "industry named first at intake and an industry discovered; for 1 of them no interest had been named."
    ),
    "flows": (
        "Of 12 industries explored before a first job, each counted once for each job seeker, 4 were followed by "
        "a job in that industry, 5 by a job in another industry, 1 by leaving without a placement and 2 belong to"
        " people still looking; of 3 people who had explored none, 3 are still looking."
    ),
    "pathway": (
        "Of 100 job seekers enrolled, 80 (80 %, 71–87 %) had an informational interview, 60 (60 %, 50–69 %) "
        "explored a second industry, 40 (40 %, 31–50 %) were then placed, 20 (20 %, 13–29 %) were placed in an "
        "industry they had explored before and 10 (10 %, 6–17 %) were still there after 90 days; each step counts "
        "only those who took the steps before it, so jobs found on another way are not in it."
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
        "Of the jobs started, median hourly wage: $16.50 ($16.00–17.25; known for 48 of 50); median hours a "
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
    "unique_people_served": "90 different job seekers were enrolled on at least one day of the period.",
    "job_starts": "95 jobs were started by 73 people.",
    "work_based_learning": ("140 informational interviews were held with the job seeker present, by 60 job seekers."),
    "wioa_employment_q2": (
        "20 of 50 job seekers who left (40 %, 20–60 %) were in unsubsidised work in the 2nd calendar quarter after "
        "the quarter of exit; it is not known for 2 of 52, so the share of all lies between 38 % and 42 %; for 15 of "
        "67 who left that quarter is not over. Reported by the provider, not a WIOA indicator."
    ),
    "wioa_employment_q4": (
        "10 of 30 job seekers who left (33 %, 20–60 %) were in unsubsidised work in the 4th calendar quarter after "
        "the quarter of exit; it is not known for 1 of 31, so the share of all lies between 32 % and 35 %; for 15 of "
        "46 who left that quarter is not over. Reported by the provider, not a WIOA indicator."
    ),
    "median_earnings_q2": (
        "Those in unsubsidised work in the 2nd calendar quarter after the quarter of exit earned a median of $3,300 "
        "($2,700–3,800; known for 18 of 20) in that quarter. Reported by the provider, not a WIOA indicator."
    ),
    "interview_rate": (
        "Job seekers held 0.60 (0.50–0.72) informational interviews per month of caseload: 120 interviews of 40 job "
        "seekers in 200 months."
    ),
    "drift_over_time": (
        "In 6 months from Jan 2026 to Jun 2026, 28 % of interviews turned into asking for a job on average of the "
        "months; ordinary variation lies between 10 % and 45 %. Months with a signal of a change: outside the limits "
        "in 1. Of charts of 24 months on which nothing changes, 21–33 % show a signal all the same. These are trial "
        "limits, of fewer than 12 months."
    ),
    "accumulation": (
        "One job seeker explored 3.5 (2.0–5.0) of the 20 industries on average, 10 between them 12.0 (9.5–14.5), all "
        "40 together 16.0 (13.0–19.0)."
    ),
    "breadth": (
        "40 job seekers explored 16.0 (13.0–19.0) of the 20 industries; they are as diverse as 11.5 (9.0–14.0) "
        "explored equally often, or as 8.0 (6.5–9.5) if rare ones hardly count."
    ),
    "unseen": (
        "Of the 20 industries 40 job seekers met 16 in interviews; more job seekers of the same sort would meet at "
        "least 2.5 (0.6–4.0) more."
    ),
    "transfer": (
        "6 of 10 industries that a specialist first met in an interview held alone (60 %, 31–83 %) were explored by a "
        "job seeker of theirs on a later day. Many would have been explored without it."
    ),
    "referral_chains": (
        "20 of 100 contacts (20 %, 13–29 %) were introduced by an earlier contact, 6 (6 %, 3–13 %) after two or more "
        "introductions in a row and 2 (2 %, 1–7 %) after three or more; 15 (15 %, 9–23 %) led on to another contact, 6 "
        "(6 %, 3–13 %) to two or more and 3 (3 %, 1–9 %) to three or more, directly or through the chain."
    ),
    "kept_after_drift": (
        "The contact was met again after 12 of 60 interviews that turned into asking for a job (20 %, 12–32 %) and "
        "after 70 of 200 that did not (35 %, 29–42 %). Compared within specialists, contacts were met again 14 "
        "percentage points less often (3–25) after asking for a job. This is an association: a talk may turn that way "
        "because the contact had little to offer."
    ),
    "follow_up": (
        "Interviews for which the contact was thanked within 7 days: 30 of 40 (75 %, 60–86 %), not yet due for 5 of 45."
    ),
    "contact_to_placement": (
        "24 of 100 contacts (12–36) are expected to bring a lead or a placement within 12 months of the first meeting, "
        "6 of 100 (3–9) within 3 months; 12 of 100 (6–18) a placement within 12 months. 200 contacts were still "
        "followed at 12 months."
    ),
}
TOLD_OR_SILENT = (
    *("outreach", "minutes_held", "drift", "pathway", "time_to_placement", "placements", "interview_rate"),
    *("drift_over_time", "accumulation", "breadth", "unseen", "transfer", "referral_chains", "kept_after_drift"),
    "contact_to_placement",
)
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


@pytest.mark.parametrize("measure", TOLD_OR_SILENT)
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
    said = "Informational interviews held, by month: 24 months from Jan 2024 to Dec 2025, "
    said += "the middle half between 7 and 14 a month."
    assert sentence(frame("interviews_held", rows)) == said


def test_a_group_counts_all_its_rows_of_the_headline():
    rows = [
        {"specialist": "S-01", "start": start, **count(number, 1)} for start, number in (("first", 3), ("later", 2))
    ]
    assert sentence(frame("placements", rows)) == "Jobs started since enrolment, by specialist: S-01 5."


def test_a_group_of_an_estimate_says_how_many_are_still_followed():
    assert "S-02 60 %, 48–72 % (40 still followed)" in sentence(by("time_to_placement"))


def test_fewer_than_six_months_tell_of_no_change():
    rows = [{"month": f"2026-0{month}", "signal": "none", **share(month, 10, 0.1, 0.8)} for month in (1, 2, 3)]
    middle = {"month": "all months", "signal": "none", "estimate": 0.2, "low": None, "people": 6, "status": "shown"}
    said = sentence(frame("drift_over_time", [*rows, middle | {"high": None}]))
    assert said == (
        "In 3 months from Jan 2026 to Mar 2026 the middle month saw 20 % of interviews turn into asking for a job; "
        "fewer than 6 months cannot tell a change from ordinary variation."
    )


def test_a_difference_that_may_be_none_says_how_far_it_may_go_either_way():
    rows = ROWS["kept_after_drift"]()
    rows[2] |= {"estimate": 0.02, "low": -0.04, "high": 0.08}
    said = sentence(frame("kept_after_drift", rows))
    assert "met again 2 percentage points more often (between 4 less and 8 more) after asking for a job" in said


def test_too_few_specialists_leave_the_difference_untold_beside_the_counts():
    rows = ROWS["kept_after_drift"]()
    rows[2] |= {"estimate": None, "low": None, "high": None, "status": "too_few"}
    said = sentence(frame("kept_after_drift", rows))
    assert said.endswith(
        "after 70 of 200 that did not (35 %, 29–42 %); too few to tell the difference within specialists."
    )


def test_where_nothing_is_left_to_meet_no_number_is_made_of_it():
    rows = ROWS["unseen"]()
    rows[1] |= {"estimate": 0, "low": 0, "high": 0}
    assert "nothing points to another one" in sentence(frame("unseen", rows))


def test_too_few_for_a_rate_are_counted_all_the_same():
    said = sentence(silenced(of_all("interview_rate")))
    assert said == "Interviews per month of caseload: too few to tell (120 interviews of 40 job seekers)."


def test_two_names_make_one_group():
    rows = [{"specialist": "S-01", "quarter": "2026Q1", **count(3, 2)}]
    said = "Informational interviews held, by specialist and quarter: S-01, 2026 Q1 3."
    assert sentence(frame("interviews_held", rows)) == said


def test_a_table_of_no_known_measure_is_refused():
    with pytest.raises(ValueError, match="measure: 'turnover' is not among"):
        sentence(frame("turnover", [count(1, 1)]))


HIDDEN_ROWS = " a figure is hidden, because it, or a figure that it would reveal, counts 1 to 10 people."


@pytest.mark.parametrize("measure", ROWS)
def test_every_sentence_can_be_told_with_any_one_row_hidden(measure: str):
    table = of_all(measure)
    for row in range(len(table)):
        said = sentence(hide(table, row))
        assert "hidden" in said
        assert not NEVER.search(said)


@pytest.mark.parametrize("measure", ROWS)
def test_a_group_that_is_hidden_is_said_to_be(measure: str):
    table = by(measure)
    own = len(table) // 3
    said = sentence(hide(table, *range(own)))
    assert "S-01 hidden" in said
    assert f"In {own} of {3 * own} rows of the table{HIDDEN_ROWS}" in said


def test_a_hidden_part_leaves_no_total_to_take_it_from():
    assert sentence(hide(of_all("placements"), 1, 2)) == (
        "Job seekers started a hidden number of jobs after they enrolled: 260 were a person's first and a hidden "
        "number came later; a hidden number of further jobs had begun before enrolment. In 2 of 3 rows of the table"
        f"{HIDDEN_ROWS}"
    )


def test_flows_with_a_hidden_part_have_no_total():
    said = sentence(hide(of_all("flows"), 4))
    assert said.startswith("Of a hidden number of industries explored before a first job")
    assert "a hidden number were followed by a job in that industry, 5 by a job in another" in said


def test_a_curve_is_told_at_the_last_month_that_is_shown():
    months = list(range(9, 12))
    said = sentence(hide(of_all("time_to_placement"), *months, *(13 + month for month in months)))
    assert said.startswith("45 of 100 job seekers (36–54) are expected to be placed within 9 months")


def test_a_curve_of_few_is_told_at_the_last_month_that_has_enough():
    table = of_all("time_to_placement")
    late = table["month"] >= 5
    said = sentence(hide(table.assign(status=table["status"].mask(late, "too_few")), 2))
    assert said.startswith(
        "20 of 100 job seekers (16–24) are expected to be placed within 4 months, allowing for those"
    )
    assert "still looking. 8 of 100 (4–12) are expected to leave without a placement within 4 months." in said


def test_contacts_of_few_months_are_told_of_at_the_last_month_that_has_enough():
    table = of_all("contact_to_placement")
    said = sentence(table.assign(status=table["status"].mask(table["month"] >= 3, "too_few")))
    assert " within 2 months of the first meeting; " in said
    assert "too few to tell" not in said


def test_what_may_be_left_to_meet_is_hidden_and_not_nothing():
    assert "how many more there are to meet is hidden" in sentence(hide(of_all("unseen"), 1))


def test_a_median_without_its_interval_is_told_alone():
    table = of_all("median_earnings_q2").assign(low=None, high=None)
    assert "a median of $3,300 (known for 18 of 20)" in sentence(table)


def test_a_table_of_which_nothing_is_shown_is_one_sentence_with_the_reason():
    table = by("drift")
    gone = hide(table, *range(len(table)))
    title = "Interviews that turned into asking for a job: all figures are hidden"
    why = ", because they, or figures that they would reveal, count 1 to 10 people."
    assert sentence(gone) == title + why
    gone.attrs = table.attrs | {"note": "this table is not shown: nothing is declared"}
    assert sentence(gone) == f"{title}; this table is not shown: nothing is declared."
    gone.attrs = {"measure": "drift"}
    assert sentence(gone) == f"{title}, to protect people."


def test_of_many_groups_the_middle_half_is_told_and_how_many_are_silent_and_nobody_is_named():
    rows = [{"specialist": f"S-{at:02}", "step": "held", **share(5 * at, 100, 0, 1)} for at in range(1, 13)]
    rows[0] |= share(0, 0)
    table = hide(frame("outreach", rows), 11)
    said = sentence(table)
    assert "12 specialists, the middle half of the 10 told between 20 % and 45 %, 1 too few to tell, 1 hidden;" in said
    assert "S-" not in said


def test_where_few_of_many_are_shown_those_are_told():
    rows = [{"specialist": f"S-{at:02}", "step": "held", **share(50, 100, 0.404, 0.596)} for at in range(1, 13)]
    said = sentence(hide(frame("outreach", rows), *range(10)))
    assert "12 specialists, 10 hidden; S-11 50 of 100 (50 %, 40–60 %); S-12 50 of 100 (50 %, 40–60 %)." in said
