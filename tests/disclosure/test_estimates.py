"""Figures that are no counts: what a reader could work out of rates, medians, curves and ratios, and can no more."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from interview_analytics.disclosure import protect
from interview_analytics.disclosure.curves import least_events, readable
from interview_analytics.disclosure.rule import CMS
from tests.disclosure.tables import counted, share, together


def fractions(percent: float, most: int, digits: int) -> list[tuple[int, int]]:
    """What a reader with a pencil tries: all counts of at most so many people whose share rounds to this."""
    return [(a, b) for b in range(1, most + 1) for a in range(b + 1) if round(100 * a / b, digits) == percent]


@pytest.mark.parametrize(("numerator", "denominator"), [(1, 7), (3, 8)])
def test_a_share_of_few_people_is_not_told_since_it_gives_them_away(numerator: int, denominator: int):
    percent = round(100 * numerator / denominator, 1)
    assert fractions(percent, 10, 1) == [(numerator, denominator)], "the attack works on a share as it is counted"
    made = protect(**counted("discoveries", (), [share(numerator, denominator, numerator, interview_number="1")]))
    assert made.tables["discoveries"][["numerator", "denominator", "share"]].isna().all(axis=None)


def test_a_share_of_enough_people_is_rounded_so_that_their_number_does_not_follow():
    row = share(103, 719, 90, interview_number="1")
    assert len(fractions(round(100 * 103 / 719, 3), 719, 3)) == 2, "the attack: 52 of 363 or 103 of 719"
    told = protect(**counted("discoveries", (), [row])).tables["discoveries"]["share"]
    assert len(fractions(round(100 * told.iloc[0]), 719, 0)) > 1000


def rate(**by_specialist: tuple[int, int, int]) -> dict:
    rows = [
        {"specialist": name, "numerator": n, "denominator": days, "estimate": 30.4 * n / days, "low": 0.1, "high": 2.0,
         "people": people}
        for name, (n, days, people) in by_specialist.items()
    ]  # fmt: skip
    return counted("interview_rate", ("specialist",), rows)


def test_a_rate_rests_on_eleven_people_and_nothing_gives_a_smaller_group_away():
    whole = {"numerator": 160, "denominator": 13_000, "estimate": 0.37, "low": 0.3, "high": 0.5, "people": 58}
    groups = rate(A=(60, 5_000, 25), B=(70, 6_000, 24), C=(30, 2_000, 9))
    made = protect(**together(counted("interview_rate", (), [whole]), groups))
    table = made.tables["interview_rate_by_specialist"].set_index("specialist")
    assert table.loc["C", ["denominator", "estimate", "people"]].isna().all()
    assert table["denominator"].isna().sum() >= 2, "the days of one group would follow from the whole"


def test_a_ratio_is_told_where_enough_people_are_on_both_sides():
    def told(numerator: int, people: int) -> pd.Series:
        facts = {"numerator": numerator, "people": people, "estimate": numerator / 20, "low": 0.5, "high": 2.0}
        row = {"specialist": "A", "figure": "observed to expected", **facts}
        made = protect(**counted("specialist_funnel", ("specialist",), [row]))
        return made.tables["specialist_funnel_by_specialist"].iloc[0]

    assert told(20, 40)["estimate"] == 1.0
    few_placed, few_left = told(8, 40), told(35, 40)
    assert pd.isna(few_placed["estimate"]), "8 placements follow from the ratio and the number expected"
    assert pd.isna(few_left["estimate"]), "5 people who were not placed follow from the ratio as well"


def test_the_expected_number_is_not_told_where_the_ratio_is_not():
    """Observed = ratio x expected: who is told the expected number and one limit of the ratio knows the observed."""
    rows = [
        {
            "specialist": "A",
            "figure": figure,
            "numerator": 8,
            "people": 40,
            "estimate": value,
            "low": None,
            "high": None,
        }
        for figure, value in (("observed to expected", 0.4), ("expected placements", 20.0))
    ]
    made = protect(**counted("specialist_funnel", ("specialist",), rows))
    assert made.tables["specialist_funnel_by_specialist"]["estimate"].isna().all()


def association(**rows: tuple[int, int, int]) -> dict:
    names = {
        "ever": "ever against never interviewed",
        "late": "interviewed by day 180",
        "since": "since the first interview",
        "unseen": "an unseen reason would need",
    }
    table = [
        {"analysis": names[name], "numerator": n, "denominator": of, "estimate": 1.5, "low": 1.1, "high": 2.0,
         "people": people}
        for name, (n, of, people) in rows.items()
    ]  # fmt: skip
    return counted("interview_association", (), table)


def test_a_comparison_with_few_placements_on_one_side_is_not_told():
    given = association(ever=(60, 90, 200), since=(60, 90, 200), late=(35, 40, 100), unseen=(None, None, 200))
    told = protect(**given).tables["interview_association"].set_index("analysis")["estimate"]
    assert pd.isna(told["interviewed by day 180"]), "5 placements without an interview"
    assert told.drop("interviewed by day 180").notna().all()


def test_what_an_unseen_reason_would_need_goes_with_the_ratio_that_it_is_made_of():
    given = association(ever=(60, 65, 200), since=(60, 65, 200), unseen=(None, None, 200))
    assert protect(**given).tables["interview_association"]["estimate"].isna().all()


def drawn(*counts: tuple[str, int, int]) -> dict:
    rows = [
        {"specialist": name, "basis": basis, "numerator": n if basis == "as counted" else None, "denominator": of,
         "share": n / of if basis == "as counted" else (n + 20) / (of + 40), "low": 0.1, "high": 0.9,
         "people": n if basis == "as counted" else of}
        for name, n, of in counts
        for basis in ("as counted", "drawn towards the others")
    ]  # fmt: skip
    return counted("specialist_rates", ("specialist",), rows)


def test_a_share_drawn_towards_the_others_goes_with_the_count_that_it_would_give_back():
    table = protect(**drawn(("A", 20, 40), ("B", 30, 50), ("C", 5, 40))).tables["specialist_rates_by_specialist"]
    drawn_of_c = (5 + 20) / (40 + 40)
    assert [n for n in range(41) if round((n + 20) / 80, 2) == round(drawn_of_c, 2)] == [5], "the attack"
    assert table.loc[table["specialist"] == "C", "share"].isna().all()
    assert table.loc[table["specialist"] == "A", "share"].notna().all()


def months(*shares: tuple[int, int]) -> dict:
    rows = [
        {"month": f"2026-{place + 1:02}", "signal": "none", "numerator": n, "denominator": of, "share": n / of,
         "estimate": None, "low": 0.1, "high": 0.5, "people": n}
        for place, (n, of) in enumerate(shares)
    ]  # fmt: skip
    centre = float(np.mean([n / of for n, of in shares]))
    line = {"month": "all months", "signal": "none", "numerator": None, "denominator": None, "share": None}
    return counted("drift_over_time", (), [*rows, line | {"estimate": centre, "low": 0.0, "high": 0.6, "people": 90}])


def test_the_mean_of_months_would_give_a_hidden_month_away():
    given = months(*[(20, 80)] * 6, (4, 40))
    table = protect(**given).tables["drift_over_time"].set_index("month")
    followed = 7 * given["tables"]["drift_over_time"]["estimate"].iloc[-1] - 6 * 20 / 80
    assert round(40 * followed) == 4, "the attack: the mean less the months that are told"
    assert pd.isna(table.loc["2026-07", "share"])
    assert pd.isna(table.loc["all months", "estimate"])
    assert set(table["signal"]) == {"hidden"}, "what a month is told to look like rests on the same mean"


def test_the_mean_of_months_is_told_where_every_month_is():
    table = protect(**months(*[(20, 80)] * 7)).tables["drift_over_time"].set_index("month")
    assert table.loc["all months", ["estimate", "low", "high"]].tolist() == [0.25, 0.0, 0.6]
    assert set(table["signal"]) == {"none"}


def met(people: int, units: list[int]) -> dict:
    rows = [{"units": str(n), "estimate": 3.14159, "low": 2.0, "high": 4.0, "people": people} for n in units]
    return counted("accumulation", (), rows)


@pytest.mark.parametrize(("people", "told"), [(10, False), (11, True)])
def test_the_number_of_industries_is_told_of_eleven_people_but_never_of_how_many(people: int, told: bool):
    """How many explored an industry, taken from how many were interviewed, tells of the few who explored none."""
    table = protect(**met(people, [1, people])).tables["accumulation"]
    assert table["estimate"].notna().tolist() == [told, False]
    assert str(people) not in set(table["units"]), "the last row is named after their number"
    assert table["people"].isna().all()


@pytest.mark.parametrize(("known", "told"), [(21, False), (22, True)])
def test_a_median_that_is_a_whole_table_needs_eleven_on_each_side_too(known: int, told: bool):
    """Of 21 known values 10 lie above the median: whoever knows one of them learns where 10 people are."""
    row = {"numerator": known, "denominator": known + 30, "estimate": 3300.5, "low": 2700.0, "high": 3900.0}
    made = protect(**counted("median_earnings_q2", (), [row | {"people": known}]))
    assert made.tables["median_earnings_q2"]["estimate"].notna().tolist() == [told]


def curve(measure: str, people: list[int], **outcomes: list[float]) -> dict:
    rows = [
        {"outcome": outcome.replace("_", " "), "month": month + 1, "estimate": value, "low": value, "high": value,
         "people": number}
        for outcome, values in outcomes.items()
        for month, (value, number) in enumerate(zip(values, people, strict=True))
    ]  # fmt: skip
    return counted(measure, (), rows)


def read_at(made, measure: str) -> dict[str, list[int]]:
    told = made.tables[measure]
    return told[told["estimate"].notna()].groupby("outcome")["month"].agg(list).to_dict()


def test_a_curve_is_read_only_where_more_than_ten_people_had_the_outcome_since():
    """Of 100 people 5, 10, 1, 14, 15 and 20 were placed month by month; the steps of the naive curve tell all of it."""
    placed = np.array([5, 15, 16, 30, 45, 65]) / 100
    assert np.diff(placed * 100, prepend=0).round().tolist() == [5, 10, 1, 14, 15, 20], "the attack"
    made = protect(**curve("time_to_placement", [95, 85, 84, 70, 55, 35], placed=placed.tolist()))
    assert read_at(made, "time_to_placement") == {"placed": [2, 4, 5, 6]}
    assert made.tables["time_to_placement"]["people"].isna().all(), "those still followed tell the steps as well"


def test_a_curve_ends_where_few_are_followed_or_few_are_left_to_have_the_outcome():
    placed = [0.20, 0.40, 0.60, 0.80, 0.90]
    made = protect(**curve("time_to_placement", [80, 60, 40, 20, 10], placed=placed))
    assert read_at(made, "time_to_placement") == {"placed": [1, 2, 3]}, "after month 4 there are ten, placed or not"


def test_a_curve_on_which_nothing_happens_tells_so():
    made = protect(**curve("time_to_placement", [90, 80], placed=[0.0, 0.0]))
    assert read_at(made, "time_to_placement") == {"placed": [1, 2]}


def test_of_curves_that_contain_each_other_the_difference_is_no_small_step_either():
    made = protect(**curve("contact_to_placement", [160, 130, 100], lead_or_placement=[0.20, 0.35, 0.50],
                           placement=[0.15, 0.30, 0.36]))  # fmt: skip
    found = read_at(made, "contact_to_placement")
    assert found["lead or placement"] == [1, 2, 3]
    assert found["placement"] != [1, 2, 3], "10 leads without a placement would follow for the first month"


def test_groups_are_read_together_lest_one_follow_from_the_whole():
    events, still = np.array([[12.0, 14.0], [13.0, 3.0], [12.0, 12.0]]), np.full((3, 2), 40.0)
    assert readable([events], still, CMS).tolist() == [[False, True]] * 3 or not readable([events], still, CMS).any()


def test_a_group_with_few_events_takes_the_next_smallest_along():
    events, still = np.array([[30.0, 30.0], [5.0, 2.0], [14.0, 13.0]]), np.full((3, 2), 40.0)
    shown = readable([events], still, CMS)
    assert shown[0].tolist() == [True, True]
    assert not shown[1:].any(), "of the whole less the first group the two others are left, 19 and 15 together"


@pytest.mark.parametrize("seed", range(20))
def test_the_number_of_events_is_never_overstated(seed: int):
    """Against everybody counted one by one: people followed until placed, left or lost, without late entry."""
    rng = np.random.default_rng(seed)
    day, cause = rng.integers(1, 12 * 30, 300), rng.choice([0, 1, 2], 300)
    ends = 30 * np.arange(1, 13)
    still = (day[:, None] >= ends).sum(axis=0).astype(float)
    free, had = 1.0, {1: 0.0, 2: 0.0}
    curves_, counts = np.zeros((2, 1, 12)), np.zeros((2, 1, 12))
    for when in range(1, 361):
        at_risk = (day >= when).sum()
        for own in (1, 2):
            events = ((day == when) & (cause == own)).sum()
            had[own] += free * events / at_risk if at_risk else 0.0
            counts[own - 1, 0, (when - 1) // 30] += events
            curves_[own - 1, 0, (when - 1) // 30 :] = had[own]
        free = 1.0 - had[1] - had[2]
    assert (least_events(curves_, np.stack([still[None], still[None]]), competing=True) <= counts + 1e-9).all()


def test_the_jobs_whose_hours_are_known_are_one_count_in_two_rows():
    rows = [
        {
            "item": "hourly wage, US dollars",
            "numerator": 37,
            "denominator": 37,
            "estimate": 17.0,
            "low": 16.0,
            "high": 18.0,
        },
        {"item": "hours a week", "numerator": 36, "denominator": 37, "estimate": 24.0, "low": 22.0, "high": 26.0},
        {"item": "20 or more hours a week", "numerator": 18, "denominator": 36, "share": 0.5, "low": 0.3, "high": 0.7},
        {
            "item": "competitive integrated employment",
            "numerator": 15,
            "denominator": 33,
            "share": 0.45,
            "low": 0.3,
            "high": 0.6,
        },
    ]
    every = dict.fromkeys(("share", "estimate", "low", "high"))
    table = protect(**counted("job_quality", (), [every | row | {"people": row["numerator"]} for row in rows]))
    told = table.tables["job_quality"].set_index("item")
    whole = told.loc["hours a week", "denominator"]
    known = told.loc["hours a week", "numerator"], told.loc["20 or more hours a week", "denominator"]
    assert pd.isna(whole) or pd.isna(known).all(), "one job has no hours"
    assert pd.isna(whole) or pd.isna(told.loc["competitive integrated employment", "denominator"]), "of four it is open"


def test_people_behind_a_step_and_the_one_before_do_not_give_the_few_between_away():
    rows = [
        {
            "step": "requested",
            "numerator": 300,
            "denominator": 300,
            "share": 1.0,
            "low": 0.9,
            "high": 1.0,
            "people": 84,
        },
        {
            "step": "accepted",
            "numerator": 200,
            "denominator": 300,
            "share": 0.67,
            "low": 0.6,
            "high": 0.7,
            "people": 81,
        },
        {"step": "held", "numerator": 150, "denominator": 300, "share": 0.5, "low": 0.4, "high": 0.6, "people": 60},
    ]
    told = protect(**counted("outreach", (), rows)).tables["outreach"].set_index("step")["people"]
    assert pd.isna(told["requested"]) or pd.isna(told["accepted"]), "84 - 81 people were never accepted"
    assert told["held"] == 60
