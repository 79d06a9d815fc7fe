"""What leaves the building: whole tables of a release, protected together."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from interview_analytics.disclosure import Protected, Rule, audit, entered, inference, protect
from interview_analytics.disclosure.declared import broken_down
from interview_analytics.disclosure.declared import unsaid as undeclared
from interview_analytics.disclosure.protect import NOT_SAFE, NOTHING_LEFT, shown_keys
from interview_analytics.disclosure.together import linked_cells, printed_counts
from interview_analytics.interview_log import InterviewLog
from interview_analytics.load import load
from interview_analytics.measures import MEASURES
from interview_analytics.measures.groups import FIGURES
from interview_analytics.release import release
from interview_analytics.shipped import sample
from interview_analytics.simulate import simulate
from tests.disclosure.attacker import inferred
from tests.disclosure.tables import counted, share, together
from tests.small_logs import small


def held(total: int, people: int, **by_specialist: tuple[int, int]) -> dict:
    groups = [{"specialist": name, "count": n, "people": p} for name, (n, p) in by_specialist.items()]
    return together(
        counted("interviews_held", (), [{"count": total, "people": people}]),
        counted("interviews_held", ("specialist",), groups),
    )


def test_nothing_is_hidden_where_nothing_is_small():
    made = protect(**held(90, 60, A=(40, 30), B=(50, 35)))
    assert made.tables["interviews_held_by_specialist"]["count"].tolist() == [40, 50]
    assert made.said({}) == "No cell is hidden: none counts 1 to 10 people."


def test_a_small_count_and_another_that_would_give_it_away_are_hidden():
    made = protect(**held(97, 60, A=(40, 30), B=(50, 35), C=(7, 5), D=(0, 0)))
    table = made.tables["interviews_held_by_specialist"]
    assert table["count"].isna().tolist() == [True, False, True, False]
    assert table["status"].tolist() == ["hidden", "shown", "hidden", "shown"]
    assert made.tables["interviews_held"]["count"].tolist() == [97]


def test_many_interviews_of_few_people_are_hidden():
    made = protect(**held(150, 66, A=(40, 30), B=(50, 35), C=(60, 4)))
    assert made.tables["interviews_held_by_specialist"].loc[2, ["count", "people"]].isna().all()


def test_the_same_margin_in_two_tables_is_one_cell():
    led = [{"conducted_by": "job_seeker", "count": 92, "people": 58}, {"conducted_by": "both", "count": 5, "people": 5}]
    by_leader = counted("interviews_held", ("conducted_by",), led)
    made = protect(**together(held(97, 60, A=(40, 30), B=(57, 35)), by_leader))
    assert made.tables["interviews_held_by_conducted_by"]["count"].isna().sum() >= 1
    total = made.tables["interviews_held"]["count"].notna().iloc[0]
    summed = made.tables["interviews_held_by_specialist"]["count"].notna().all()
    assert total == summed, "the total is hidden in every table that would tell it, or in none"


def test_a_share_whose_rest_is_small_tells_neither():
    rows = [share(52, 60, 40, step="requested") | {"numerator": 60, "share": 1.0}, share(52, 60, 40, step="accepted")]
    made = protect(**counted("outreach", (), [*rows, share(30, 60, 25, step="held")]))
    table = made.tables["outreach"].set_index("step")
    assert pd.isna(table.loc["accepted", "share"])
    assert pd.isna(table.loc["accepted", "numerator"]) or pd.isna(table.loc["accepted", "denominator"])


def test_a_share_is_told_in_whole_percent():
    rows = [share(20, 60, 18)]
    made = protect(**counted("discoveries", (), [{**rows[0], "interview_number": "1", "low": 0.2273, "high": 0.4594}]))
    assert made.tables["discoveries"].loc[0, ["share", "low", "high"]].tolist() == [0.33, 0.23, 0.46]


@pytest.mark.parametrize(("known", "told"), [(21, False), (22, True)])
def test_a_median_needs_eleven_on_each_side(known: int, told: bool):
    wage = "hourly wage, US dollars"
    row = {"item": wage, "numerator": known, "denominator": 60, "share": None, "estimate": 17.0, "people": known}
    made = protect(**counted("job_quality", (), [{**row, "low": 16.0, "high": 18.0}]))
    assert made.tables["job_quality"]["estimate"].notna().tolist() == [told]
    assert made.tables["job_quality"]["low"].isna().all(), "its ends are too near the ends of the values"


def test_words_that_would_tell_counts_are_dropped():
    given = held(97, 60, A=(40, 30), B=(57, 35))
    given["tables"]["interviews_held"].attrs = {"measure": "interviews_held", "n": "60 people, 2 specialists"}
    given["tables"]["interviews_held"].attrs |= {"note": "3 of 63 left out; reported by the provider"}
    told = {"measure": "interviews_held", "n": "", "note": "reported by the provider", "small": "1 to 10"}
    assert protect(**given).tables["interviews_held"].attrs == told


def test_in_want_of_time_the_coarser_table_is_published_or_none():
    given = held(97, 60, A=(40, 30), B=(50, 35), C=(7, 5))
    made = protect(**given, seconds=0)
    assert made.withheld == ("interviews_held_by_specialist",)
    assert made.tables["interviews_held_by_specialist"][["count", "people"]].isna().all(axis=None)
    assert "Not shown at all" in made.said({})
    assert made.tables["interviews_held"]["count"].tolist() == [97]


def by_two(measure: str, by: tuple[str, str], counts: list[tuple[str, str, int]]) -> dict:
    rows = [{by[0]: a, by[1]: b, "start": "first", "count": n, "people": n} for a, b, n in counts]
    return counted(measure, by, rows)


def test_of_tables_that_close_a_ring_one_is_withheld_and_the_others_stay():
    every = list(itertools.product("xy", "uv"))
    parts = [
        by_two("placements", ("specialist", "sector"), [(a, b, 40) for a, b in every]),
        by_two("placements", ("sector", "quarter"), [(a, b, 40) for a, b in itertools.product("uv", "pq")]),
        by_two(
            "placements", ("specialist", "quarter"), [("x", "p", 41), ("x", "q", 39), ("y", "p", 39), ("y", "q", 41)]
        ),
    ]
    made = protect(**together(*parts))
    assert len(made.withheld) == 1
    assert sum(table["count"].notna().all() for table in made.tables.values()) == 2
    assert "finer cross of groups, which nobody has counted" in made.said({})


@pytest.mark.parametrize(("n", "shown"), [(8, False), (30, True)])
def test_a_table_by_specialist_and_quarter_that_is_mostly_hidden_gives_way_to_all_quarters(n: int, shown: bool):
    quarters = ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]
    finer = by_two("placements", ("specialist", "quarter"), [(a, q, n) for a in "xyz" for q in quarters])
    whole = [{"specialist": a, "start": "first", "count": 4 * n, "people": 4 * n} for a in "xyz"]
    made = protect(**together(finer, counted("placements", ("specialist",), whole)))
    assert made.tables["placements_by_specialist"]["count"].tolist() == [4 * n] * 3
    assert made.tables["placements_by_specialist_by_quarter"]["count"].notna().all() == shown
    assert ("placements_by_specialist holds all periods together" in made.said({})) != shown


def test_a_table_of_which_nothing_is_left_is_withheld_with_a_reason():
    made = protect(**counted("median_earnings_q2", (), [{"numerator": 6, "denominator": 9, "estimate": 3000.0,
                                                         "low": None, "high": None, "people": 6}]))  # fmt: skip
    assert made.withheld == ("median_earnings_q2",)
    assert "each of its figures is small, or would let a reader work out one that is: median_earnings_q2." in made.said(
        {}
    )


def test_a_table_whose_measure_does_not_say_how_it_adds_up_is_not_shown_at_all():
    silent = replace(MEASURES["interviews_held"], own=None)
    given = held(97, 60, A=(40, 30), B=(57, 35))
    given["declarations"]["interviews_held_by_specialist"] = (silent, ("specialist",))
    made = protect(**given)
    assert made.withheld == ("interviews_held_by_specialist",)
    table = made.tables["interviews_held_by_specialist"]
    assert table[["count", "people"]].isna().all(axis=None)
    assert set(table["status"]) == {"hidden"}
    assert "nothing is declared about how the rows go together: interviews_held_by_specialist." in made.said({})
    assert made.tables["interviews_held"]["count"].tolist() == [97]


def test_a_column_that_is_not_declared_withholds_the_table():
    made = protect(**counted("interviews_held", (), [{"signal": "rising", "count": 97, "people": 60}]))
    assert made.withheld == ("interviews_held",)


def test_an_estimate_without_a_rule_withholds_the_table():
    row = {"estimate": 1.4, "low": 1.1, "high": 1.9, "count": 97, "people": 60}
    made = protect(**counted("interviews_held", (), [row]))
    assert made.tables["interviews_held"][["estimate", "low", "high", "count"]].isna().all(axis=None)
    assert "no rule by which the estimates could be protected: interviews_held." in made.said({})


def test_tables_that_count_differently_are_withheld_and_others_stay():
    other = counted("contacts_alive", (), [share(30, 60, 30, months="6", answer="met again"),
                                           share(20, 80, 20, months="6", answer="not yet due")])  # fmt: skip
    made = protect(**together(held(97, 60, A=(40, 30), B=(50, 35)), other))
    assert made.withheld == ("interviews_held", "interviews_held_by_specialist")
    assert "do not go together" in made.said({})
    assert made.tables["contacts_alive"]["numerator"].tolist() == [30, 20]


def test_an_empty_table_has_nothing_to_hide():
    given = held(97, 60, A=(97, 60))
    given["tables"]["interviews_held_by_specialist"] = given["tables"]["interviews_held_by_specialist"][:0]
    assert protect(**given).withheld == ()


def test_a_few_interviews_that_follow_from_a_difference_are_not_given_away():
    alone = counted("work_based_learning", (), [{"count": 92, "people": 58}])
    whole = counted("interviews_held", (), [{"count": 97, "people": 60}])
    made = protect(**together(whole, alone))
    shown = [made.tables[name]["count"].notna().all() for name in ("interviews_held", "work_based_learning")]
    assert not all(shown)


def test_job_seekers_served_are_those_enrolled_where_the_numbers_agree():
    served = counted("unique_people_served", (), [{"count": 60, "people": 60}])
    steps = [share(60, 60, 60, step="enrolled"), share(52, 60, 52, step="interviewed"), share(0, 60, 0, step="placed")]
    made = protect(**together(served, counted("pathway", (), steps)))
    pathway = made.tables["pathway"].set_index("step")
    enrolled = pd.notna(pathway.loc["enrolled", "numerator"])
    assert made.tables["unique_people_served"]["count"].notna().all() == enrolled


def reported(log: InterviewLog) -> dict:
    """The tables of the standard report, as `protect` takes them, and their declarations."""
    made = release(log, audience="internal")
    tables = dict(made.tables)
    declarations = {name: (MEASURES[entry.measure], entry.by) for name, entry in made.entries.items()}
    return {"tables": tables, "declarations": broken_down(tables, declarations)}


def shown_share(made: Protected, given: dict) -> float:
    """Of counts in tables that are not broken down, those that are not small themselves, the share that is shown."""
    names = [name for name, (_, by) in given["declarations"].items() if not by]
    figures = ["count", "numerator", "denominator"]
    told = {name: given["tables"][name].filter(items=figures) for name in names}
    large = sum(int(((table == 0) | (table > 10)).fillna(False).to_numpy().sum()) for table in told.values())
    return sum(int(made.tables[name].filter(items=figures).notna().to_numpy().sum()) for name in names) / large


@pytest.fixture(scope="module")
def log() -> InterviewLog:
    return simulate(specialists=3, job_seekers=90, months=12, seed=5).log


@pytest.fixture(scope="module")
def given(log: InterviewLog) -> dict:
    return reported(log)


@pytest.fixture(scope="module")
def public(given: dict) -> Protected:
    return protect(**given, seconds=3600)


def test_every_table_of_a_whole_report_is_declared_to_be_protected_or_withheld(public: Protected, given: dict):
    assert list(public.tables) == list(given["tables"])
    assert set(public.reasons) >= set(undeclared(**given))
    for name in public.withheld:
        table = public.tables[name]
        figures = [own for own in FIGURES if own in table and own != "status"]
        assert table[figures].isna().all(axis=None), name
        assert set(table["status"]) <= {"hidden"}
        assert name in public.said({})
    for name in ("unique_people_served", "work_based_learning", "job_starts", "follow_up", "retention"):
        assert public.reasons.get(name) in (None, NOT_SAFE, NOTHING_LEFT)


def test_a_whole_report_shows_no_small_count_in_any_table(public: Protected):
    for table in public.tables.values():
        counts = table[[name for name in ("count", "numerator", "denominator", "people") if name in table]]
        assert not ((counts >= 1) & (counts <= 10)).any(axis=None)


def test_the_report_on_the_sample_is_protected_or_withheld_table_by_table():
    given = reported(load(sample()))
    made = protect(**given, seconds=3600)
    assert list(made.tables) == list(given["tables"])
    assert undeclared(**given) == {}
    assert set(made.reasons.values()) <= {NOTHING_LEFT}
    assert shown_share(made, given) > 0.9
    assert {"unique_people_served", "work_based_learning", "job_starts", "follow_up"}.isdisjoint(made.withheld)
    for name, table in made.tables.items():
        counts = table[[own for own in ("count", "numerator", "denominator", "people") if own in table]]
        assert not ((counts >= 1) & (counts <= 10)).any(axis=None)
        assert name not in made.withheld or counts.isna().all(axis=None)


def test_no_share_of_a_whole_report_gives_a_small_count_away(public: Protected):
    for table in public.tables.values():
        if "share" in table:
            rest = (table["denominator"] - table["numerator"])[table["share"].notna()].dropna()
            assert not rest.between(1, 10).any()


def test_the_audit_of_the_tables_finds_nothing_that_a_reader_could_infer(public: Protected):
    found = audit(public)
    assert len(found) > 50
    assert set(found["verdict"]) <= {inference.SAFE, inference.AS_FAR_AS_POSSIBLE}
    assert found["rule"].unique().tolist() == ["cms"]


def test_the_attacker_recovers_no_small_count_of_a_whole_report(public: Protected, given: dict):
    said = {name: table for name, table in given["tables"].items() if name not in undeclared(**given)}
    counts = printed_counts(said, given["declarations"])
    cells, relations = linked_cells(said, given["declarations"], counts, public.withheld)
    shown = shown_keys(public)
    value = dict(zip(cells["key"], cells["value"].astype(float), strict=True))
    unknown = {key: (float(printed), np.inf) for key, printed in zip(cells["key"], cells["printed"], strict=True)
               if key not in shown}  # fmt: skip
    small = sorted(key for key in unknown if 1 <= value[key] <= 10)
    some = small[:: max(1, len(small) // 20)]
    for key, (low, high) in inferred({key: value[key] for key in shown}, unknown, relations, some).items():
        assert high - low >= 1, key


def test_a_hidden_count_shown_again_is_caught(public: Protected, given: dict):
    further = public.audit[~public.audit["small"] & public.audit["printed"]]
    caught = 0
    for key in further["key"].head(2):
        place = public.counts[public.counts["key"] == key]
        tables = dict(public.tables)
        for name, row, figure in place[["table", "row", "figure"]].itertuples(index=False):
            tables[name] = tables[name].copy()
            tables[name].loc[row, figure] = given["tables"][name].loc[row, figure]
        caught += audit(replace(public, tables=tables))["verdict"].isin(inference.LEAKS).any()
    assert caught >= 1


def test_shuffled_rows_hide_the_same_cells(given: dict):
    subjects = ("placement", "job_starts", "pathway", "specialist_rates")
    tables = {name: table for name, table in given["tables"].items() if name.startswith(subjects)}
    shuffled = {name: table.sample(frac=1, random_state=3) for name, table in tables.items()}
    first, again = (protect(own, given["declarations"]) for own in (tables, shuffled))
    assert shown_keys(again) == shown_keys(first)


def test_a_stricter_rule_for_zeros_hides_them():
    rule = Rule(most=10, zeros_shown=False)
    made = protect(**held(97, 60, A=(40, 30), B=(57, 35), C=(0, 0)), rule=rule)
    assert pd.isna(made.tables["interviews_held_by_specialist"].loc[2, "count"])


def test_a_table_that_no_pattern_protects_is_withheld_and_the_coarser_one_stays():
    """One person in each of ten industries: nothing that is hidden among them leaves a doubt while zeros are shown."""
    facts = {"how": "interest", "count": 1, "people": 1}
    finer = counted("industries_explored", ("sector",), [{"sector": str(number), **facts} for number in range(10)])
    whole = counted("industries_explored", (), [{"how": "interest", "count": 10, "people": 8}])
    made = protect(**together(whole, finer))
    reasons = {"industries_explored_by_sector": NOT_SAFE, "industries_explored": NOTHING_LEFT}
    assert dict(made.reasons) == reasons, "the whole, a 10, is hidden by itself"
    assert set(made.audit["verdict"]) <= {inference.SAFE, inference.AS_FAR_AS_POSSIBLE}


@pytest.mark.parametrize("names", [["breadth"], ["outreach"], []])
def test_a_report_of_one_table_or_none_is_protected_audited_and_entered(names: list[str]):
    tables = {name: MEASURES[name].table(small()) for name in names}
    made = protect(tables, {name: (MEASURES[name], MEASURES[name].default_by) for name in names})
    assert list(made.tables) == names
    assert not audit(made)["verdict"].isin(inference.LEAKS).any()
    assert entered(made).rule == made.rule
