"""A simulated programme whose truth is known: the measures must find it again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from interview_analytics import measures
from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures import MEASURES
from interview_analytics.simulate import simulate
from tests.measures.logs import listed


@pytest.fixture(scope="module")
def programme() -> Any:
    return simulate(8, 500, seed=11)


@pytest.fixture(scope="module")
def told(programme: Any) -> InterviewLog:
    return programme.log


def test_outreach_and_interviews_held_are_the_true_numbers(programme: Any, told: InterviewLog) -> None:
    counts = programme.truth.counts
    asked, _, held = listed(measures.outreach(told), "numerator")
    assert (asked, held) == (counts["informational_interviews_asked"], counts["informational_interviews_held"])
    assert listed(measures.interviews_held(told), "count") == [held]
    led = measures.interviews_held(told, "conducted_by").set_index("conducted_by")["count"]
    assert led["specialist"] == counts["held_by_specialist_alone"]


def test_drift_that_was_written_down_is_found_again_and_the_truth_lies_between_the_bounds(
    programme: Any, told: InterviewLog
) -> None:
    counts, table = programme.truth.counts, measures.drift(told)
    ours = listed(table, "numerator", "denominator", "share", raised="asked for a job")
    assert ours[0][:2] == (counts["drifted_and_written_down"], counts["drift_answered"])
    assert ours[2][2] <= counts["drifted"] / counts["informational_interviews_held"] <= ours[3][2]


def test_discoveries_look_at_every_interview_with_a_job_seeker(programme: Any, told: InterviewLog) -> None:
    counts, table = programme.truth.counts, measures.discoveries(told)
    assert sum(listed(table, "denominator")) == counts["held_with_job_seeker"]
    assert listed(table, "denominator", interview_number="1") == [counts["interviewed"]]
    assert sum(listed(table, "numerator")) <= counts["held_with_a_discovery"]


def test_each_step_of_the_pathway_is_the_true_number(programme: Any, told: InterviewLog) -> None:
    steps = (
        "job_seekers",
        "interviewed",
        "explored_a_second_sector",
        "placed_after_exploring_a_second_sector",
        "placed_in_explored_sector_after_a_second",
        "of_those_still_there_after_90_days",
    )
    assert listed(measures.pathway(told), "numerator") == [programme.truth.counts[step] for step in steps]


def test_placements_and_those_in_a_newly_met_industry_are_the_true_numbers(programme: Any, told: InterviewLog) -> None:
    counts = programme.truth.counts
    first, later, before = listed(measures.placements(told), "count")
    assert (first, first + later, before) == (counts["placed"], counts["placements"], 0)
    met = measures.placed_in_met_industry(told)
    assert listed(met, "numerator", basis="met in an interview") == [counts["placed_in_newly_met_sector"]]
    chance, observed = listed(met, "share")[::-1]
    assert chance < observed  # the programme places 45 % through a newly met industry, chance far fewer


def test_the_incidence_of_placement_is_the_expected_one_within_four_standard_errors(
    programme: Any, told: InterviewLog
) -> None:
    expected = programme.truth.expected_incidence(365)
    for month, day in ((3, 91), (6, 182), (12, 365)):
        estimate = listed(measures.time_to_placement(told), "estimate", outcome="placed", month=month)[0]
        error = np.sqrt(expected[day] * (1 - expected[day]) / 250)  # at least half of the 500 are followed for a year
        assert abs(estimate - expected[day]) < 4 * error


def test_the_median_wage_of_the_simulation_lies_within_the_limits(told: InterviewLog) -> None:
    wage = listed(measures.job_quality(told), "low", "high", item="hourly wage, US dollars")[0]
    assert wage[0] <= 17 <= wage[1]


def test_retention_is_what_a_plain_count_of_due_jobs_gives(programme: Any, told: InterviewLog) -> None:
    jobs, end = programme.tables["placements"], pd.Timestamp(programme.as_of)
    for days in (90, 180, 365):
        due = jobs[(end - jobs["started_on"]).dt.days >= days]
        stayed = due["ended_on"].isna() | ((due["ended_on"] - due["started_on"]).dt.days >= days)
        table = measures.retention(told)
        found = listed(table, "numerator", "denominator", days=str(days), answer="still there")
        assert found == [(int(stayed.sum()), len(due))]


def test_contacts_kept_are_met_again_as_often_as_the_simulation_says(programme: Any, told: InterviewLog) -> None:
    talks = programme.truth.interviews.merge(programme.tables["interviews"], on="interview_id")
    due = talks[talks["held_on"] + pd.DateOffset(months=6) <= pd.Timestamp(programme.as_of)]
    # a kept contact is met again with 45 %, another with 3 %, after 1 and an exponential number of days of mean 100
    chance = np.where(due["kept"] == 1, 0.45, 0.03) * (1 - np.exp(-1.82))
    through = programme.tables["placements"]["contact_id"].isin(due["contact_id"]).sum()
    table = measures.contacts_alive(told)
    again, of = listed(table, "numerator", "denominator", months="6", answer="met again")[0]
    assert of == len(due)
    error = 4 * np.sqrt((chance * (1 - chance)).sum())
    assert chance.sum() - error <= again <= chance.sum() + error + through


def test_the_rate_of_interviews_covers_the_expected_one(programme: Any, told: InterviewLog) -> None:
    people = programme.truth.job_seekers
    days = people["days"] + 1  # the day of enrolment counts as well
    expected = (people["interviewing_per_day"] * days).sum() / days.sum() * 365.25 / 12
    found = listed(measures.interview_rate(told), "numerator", "denominator", "low", "high")[0]
    assert found[0] == programme.truth.counts["held_with_job_seeker"]
    assert abs(found[1] - days.sum()) <= len(people)
    assert found[2] <= expected <= found[3]


def test_months_of_drift_add_up_to_the_true_number(programme: Any, told: InterviewLog) -> None:
    months = measures.drift_over_time(told)
    counts = programme.truth.counts
    found = months["numerator"].sum(), months["denominator"].sum()
    assert found == (counts["drifted_and_written_down"], counts["drift_answered"])


def test_the_whole_curve_of_industries_ends_at_those_that_were_explored(told: InterviewLog) -> None:
    own = told.explorations[told.explorations["learner"] == "job_seeker"]
    assert listed(measures.accumulation(told), "estimate")[-1] == pytest.approx(own["sector"].nunique())
    assert listed(measures.breadth(told), "estimate")[0] == own["sector"].nunique()


def test_chains_are_as_long_as_a_walk_from_contact_to_contact(programme: Any, told: InterviewLog) -> None:
    talks = programme.tables["interviews"]
    talks = talks[(talks["status"] == "held") & (talks["kind"] == "informational_interview")]
    by_whom = dict(talks[["contact_id", "referred_by_contact_id"]].dropna().itertuples(index=False))
    day = talks.groupby("contact_id")["held_on"].min().to_dict()

    def length(contact: str) -> int:
        first = by_whom.get(contact)
        return 0 if first is None or not day.get(first, day[contact]) < day[contact] else 1 + length(first)

    lengths = [length(contact) for contact in day]
    expected = [sum(own >= least for own in lengths) for least in (1, 2, 3)]
    assert listed(measures.referral_chains(told), "numerator")[:3] == expected


def test_asking_for_a_job_costs_the_contacts_that_the_simulation_takes(programme: Any, told: InterviewLog) -> None:
    talks = programme.truth.interviews.merge(programme.tables["interviews"], on="interview_id")
    open_for = (pd.Timestamp(programme.as_of) - talks["held_on"]).dt.days
    own = talks[open_for >= 180].assign(open_for=open_for)
    # a kept contact is met again with 45 %, another with 3 %, after 1 and an exponential number of days of mean 100
    chance = np.where(own["kept"] == 1, 0.45, 0.03) * (1 - np.exp(-(own["open_for"] - 1) / 100))
    shares = own.assign(chance=chance).groupby("drifted")["chance"].mean()
    table = measures.kept_after_drift(told)
    low, high = listed(table, "low", "high", after="difference within specialists")[0]
    assert low <= shares[1] - shares[0] <= high


def test_contacts_are_thanked_as_often_as_the_simulation_says(told: InterviewLog) -> None:
    # 72 % are thanked, each day with 30 % of those still to be thanked, from the day of the interview on
    low, high = listed(measures.follow_up(told), "low", "high", answer="thanked")[0]
    assert low <= 0.72 * (1 - 0.7**8) <= high


def test_leads_come_as_fast_as_the_simulation_says(programme: Any, told: InterviewLog) -> None:
    kept = programme.truth.interviews["kept"] == 1
    # 65 % of the meetings with a contact who is met again are about a job
    chance = 0.65 * np.where(kept, 0.45, 0.03).mean() * (1 - np.exp(-364 / 100))
    found = listed(measures.contact_to_placement(told), "low", "high", outcome="lead or placement", month=12)[0]
    jobs = listed(measures.contact_to_placement(told), "high", outcome="placement", month=12)[0]
    assert found[0] - jobs <= chance <= found[1]


def test_the_true_ratio_lies_within_the_interval_and_the_wrong_comparison_says_the_contrary() -> None:
    # nothing but chance and recent work goes with both here, so the ratio that is found is the true one
    told = simulate(12, 1200, seed=5, hazard_ratio=1.6).log
    table = measures.interview_association(told, adjust=("recent_work",))
    wrong, right = (
        listed(table, "low", "high", analysis=name)[0]
        for name in ("ever against never interviewed", "the same, within specialists")
    )
    assert wrong[1] < 0.5
    assert right[0] < 1.9 and right[1] > 1.6  # motivation, which nobody records, raises it


def test_a_curve_of_the_interviewed_lies_above_that_of_the_others_when_the_true_ratio_is_above_one(
    told: InterviewLog,
) -> None:
    table = measures.placement_by_interview_state(told)
    before, after = (
        listed(table, "estimate", state=state, month=3)[0] for state in ("not yet interviewed", "already interviewed")
    )
    assert after > before


def test_observed_placements_are_the_true_ones_and_all_that_is_expected_adds_up_to_them(
    programme: Any, told: InterviewLog
) -> None:
    table = measures.specialist_funnel(told)
    assert sum(listed(table, "numerator", figure="observed to expected")) == programme.truth.counts["placed"]
    assert sum(listed(table, "estimate", figure="expected placements")) == pytest.approx(
        programme.truth.counts["placed"]
    )


def test_shrunken_shares_lie_closer_together_than_the_counted_ones(told: InterviewLog) -> None:
    table = measures.specialist_rates(told)
    raw, drawn = (
        pd.Series(listed(table, "share", basis=basis)) for basis in ("as counted", "drawn towards the others")
    )
    assert drawn.std() < raw.std()


def test_every_rule_of_credit_counts_every_placement(programme: Any, told: InterviewLog) -> None:
    table = measures.placement_credit(told)
    assert set(table.groupby("rule")["count"].sum()) == {programme.truth.counts["placements"]}


def test_training_lowers_drift_as_simulated_and_leaves_preparation_alone() -> None:
    told = simulate(30, 1800, seed=3, training_effect=(-1.5, -1.5)).log
    change = measures.training_effect(told)
    change = change[change["figure"] == "change beyond that of others"]
    drift, researched = (
        listed(change, "low", "high", practice=name)[0] for name in ("asked for a job", "industry researched")
    )
    assert drift[1] < 0
    assert researched[0] < 0 < researched[1]


@pytest.mark.parametrize("own", MEASURES.values(), ids=MEASURES)
def test_the_groups_of_a_breakdown_add_up_to_the_whole(own: measures.Measure, told: InterviewLog) -> None:
    figures = [name for name in ("count", "numerator", "denominator") if name in own.table(told)]
    second = next(name for name in ("strata", "sector", "specialist") if name in own.by)
    for by in ("specialist", ("region", "age_group" if second == "strata" else second)):
        parts, whole = own.table(told, by), own.table(told, ())
        if own.name in ("time_to_placement", "contact_to_placement", "placement_by_interview_state"):
            figures = ["people"]
        if not figures:
            continue  # what larger groups meet between them does not add up
        keys = [name for name in whole if whole[name].dtype in ("str", "int64") and name not in ("status", "signal")]
        added = parts.groupby(keys, sort=False)[figures].sum() if keys else parts[figures].sum().to_frame().T
        total = whole.set_index(keys)[figures] if keys else whole[figures]
        assert added.sort_index().fillna(0).to_numpy().tolist() == total.sort_index().fillna(0).to_numpy().tolist()
