"""Reports of one programme, one after another: what they tell together is no more than each may tell alone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from interview_analytics import periods
from interview_analytics.disclosure import RULES, Ledger, Protected, audit, counted, entered, gaps, inference, protect
from interview_analytics.disclosure.linked import contained, overlapping
from interview_analytics.interview_log import InterviewLog, Period
from interview_analytics.measures import MEASURES
from interview_analytics.simulate import simulate
from tests.disclosure.attacker import inferred
from tests.disclosure.test_protect import counted as given
from tests.disclosure.test_protect import held, together

CMS = RULES["cms"]
Q1, Q2, H1 = (periods.parse(label) for label in ("2024Q1", "2024Q2", "2024H1"))


def after(first: dict, *, period: Period = Q1) -> Ledger:
    return entered(protect(**first, period=period))


def specialists(made: Protected) -> pd.Series:
    return made.tables["interviews_held_by_specialist"].set_index("specialist")["count"]


def test_what_came_since_is_not_given_away_by_a_difference():
    """Both year-to-date reports are clean alone; 44 less 40 would tell of four interviews."""
    first = held(90, 60, A=(40, 30), B=(50, 35))
    second = held(125, 80, A=(44, 33), B=(81, 50))
    assert protect(**first).said({}).startswith("No cell is hidden")
    assert protect(**second).said({}).startswith("No cell is hidden")
    made = protect(**second, period=H1, earlier=[after(first)])
    assert pd.isna(specialists(made)["A"])
    assert specialists(made).isna().all() or made.tables["interviews_held"]["count"].isna().all()
    assert "if nothing had been told of 2024Q1" in made.said({})
    assert set(audit(made)["verdict"]) <= {inference.SAFE, inference.AS_FAR_AS_POSSIBLE}


def test_the_rest_of_a_longer_period_is_not_given_away_after_its_part():
    """The same the other way about: first the half-year, then its first quarter."""
    whole = held(125, 80, A=(44, 33), B=(81, 50))
    made = protect(**held(90, 60, A=(40, 30), B=(50, 35)), period=Q1, earlier=[after(whole, period=H1)])
    assert pd.isna(specialists(made)["A"])


def test_late_entries_are_not_given_away_when_a_period_is_published_again():
    late = held(93, 62, A=(43, 32), B=(50, 35))
    made = protect(**late, period=Q1, earlier=[after(held(90, 60, A=(40, 30), B=(50, 35)))])
    assert pd.isna(specialists(made)["A"])


def test_the_same_report_again_tells_the_same():
    first = held(97, 60, A=(40, 30), B=(50, 35), C=(7, 5))
    again = protect(**first, period=Q1, earlier=[after(first)])
    assert specialists(again).equals(specialists(protect(**first)))
    assert "This holds beside what was told of 2024Q1, too." in again.said({})


def test_periods_that_share_no_day_do_not_touch_each_other():
    made = protect(
        **held(97, 60, A=(44, 30), B=(53, 35)), period=Q2, earlier=[after(held(90, 60, A=(40, 30), B=(50, 35)))]
    )
    assert specialists(made).tolist() == [44, 53]
    assert len(made.model) == len(protect(**held(97, 60, A=(44, 30), B=(53, 35))).model)


def test_a_quarter_in_a_table_is_the_same_as_that_quarter_in_an_earlier_report():
    """The table by quarter says 43 for the first; the report of that quarter had said 40."""
    rows = [{"quarter": "2024Q1", "count": 93, "people": 62}, {"quarter": "2024Q2", "count": 60, "people": 45}]
    second = together(
        given("interviews_held", (), [{"count": 153, "people": 80}]), given("interviews_held", ("quarter",), rows)
    )
    alone = protect(**second, period=H1).tables["interviews_held_by_quarter"]
    assert alone["count"].tolist() == [93, 60]
    made = protect(**second, period=H1, earlier=[after(given("interviews_held", (), [{"count": 90, "people": 60}]))])
    assert pd.isna(made.tables["interviews_held_by_quarter"]["count"].iloc[0])


def test_a_few_people_who_came_in_both_quarters_are_not_given_away():
    """30 people and 35 people are 60 together, so five came in both: this can be seen, and may not be told."""
    quarters = [after(held(90, 30, A=(90, 30))), after(held(95, 35, A=(95, 35)), period=Q2)]
    made = protect(**held(185, 60, A=(185, 60)), period=H1, earlier=quarters)
    assert made.tables["interviews_held"].loc[0, "count"] == 185
    assert pd.isna(made.tables["interviews_held"].loc[0, "people"])


def test_many_interviews_of_few_people_that_came_since_are_hidden_when_they_are_counted():
    first, second = held(90, 60, A=(40, 30), B=(50, 35)), held(164, 90, A=(64, 32), B=(100, 60))
    assert specialists(protect(**second, period=H1, earlier=[after(first)])).notna().all()
    since = counted(**held(74, 54, A=(24, 4), B=(50, 50)), period=Q2, rule=CMS)
    made = protect(**second, period=H1, earlier=[after(first), since])
    assert pd.isna(specialists(made)["A"])
    assert "2024Q2" not in made.said({}), "nobody was shown it"


def test_gaps_are_the_days_by_which_two_periods_differ():
    first = after(held(90, 60, A=(40, 30), B=(50, 35)))
    assert [(str(gap.first), str(gap.last)) for gap in gaps(H1, [first])] == [("2024-04-01", "2024-06-30")]
    assert gaps(H1, [first, after(held(90, 60, A=(40, 30), B=(50, 35)), period=Q2)]) == []
    assert gaps(Q2, [first]) == []


# Four quarterly reports of a simulated programme, each with the quarter and the year to date, and an attacker of them.

PUBLISHED = ("2024Q1", "2024-01-01..2024-06-30", "2024Q2", "2024-01-01..2024-09-30", "2024Q3",
             "2024-01-01..2024-12-31", "2024Q4")  # fmt: skip
FIFTH = "2024-04-01..2024-12-31"
ASKED = [(measure, by) for measure in ("interviews_held", "placements") for by in ((), ("specialist",))]
QUARTERS = ("2024Q1", "2024Q2", "2024Q3", "2024Q4")


def asked(log: InterviewLog, period: Period) -> dict:
    tables, declarations = {}, {}
    for measure, by in ASKED:
        own, name = MEASURES[measure], "_by_".join([measure, *by])
        tables[name] = own.table(periods.between(log, period, own.anchor), by=by)
        declarations[name] = (own, by)
    return {"tables": tables, "declarations": declarations}


@dataclass(frozen=True)
class Series:
    """Reports in the order in which they were published, by the label of their period."""

    reports: Mapping[str, Protected]
    ledgers: Sequence[Ledger]


@pytest.fixture(scope="module")
def log() -> InterviewLog:
    return simulate(specialists=4, job_seekers=160, months=18, seed=5).log


@pytest.fixture(scope="module")
def alone(log: InterviewLog) -> dict[str, Protected]:
    """Each protected as if it were the only one."""
    return {label: protect(**asked(log, periods.parse(label))) for label in (*PUBLISHED, FIFTH)}


@pytest.fixture(scope="module")
def series(log: InterviewLog) -> Series:
    reports, ledgers = {}, []
    for label in (*PUBLISHED, FIFTH):
        period = periods.parse(label)
        since = [counted(**asked(log, gap), period=gap, rule=CMS) for gap in gaps(period, ledgers)]
        reports[label] = protect(**asked(log, period), period=period, earlier=[*ledgers, *since])
        ledgers.append(entered(reports[label]))
    return Series(reports, ledgers)


def over(label: str) -> set[str]:
    """The quarters that a period holds."""
    period = periods.parse(label)
    return {name for name in QUARTERS if period.first <= periods.parse(name).first <= period.last}


def rows(reports: Mapping[str, Protected], measure: str) -> Iterator[tuple[set[str], set[str], str, float, bool]]:
    """What is printed of a measure: quarters, specialists, category, the number (missing if hidden), whether hidden."""
    everybody = {
        str(name) for made in reports.values() for name in made.tables[f"{measure}_by_specialist"]["specialist"]
    }
    for label, made in reports.items():
        for name in (measure, f"{measure}_by_specialist"):
            for row in made.tables[name].to_dict("records"):
                who = {row["specialist"]} if "specialist" in row else everybody
                yield over(label), who, str(row.get("start", "")), row["count"], row["status"] == "hidden"


def recovered(reports: Mapping[str, Protected], truth: Protected, measure: str) -> set[tuple[str, str, str]]:
    """Small counts of one specialist in one quarter that the reports' readers can work out exactly.

    The attacker knows how the reports are made: counts of quarters add up to periods and those of specialists to all,
    a 0 is shown, and so a hidden count is one at least. Nothing but the tables is looked at; the truth only says which
    of the answers to ask for.
    """
    printed = list(rows(reports, measure))
    names = sorted({(q, s, c) for within, who, c, *_ in printed for q in within for s in who})
    place = {name: position for position, name in enumerate(names)}
    equal, equal_to, least = [], [], []
    for within, who, category, number, hidden in printed:
        row = np.zeros(len(names))
        row[[place[quarter, specialist, category] for quarter in within for specialist in who]] = 1.0
        if hidden:
            least.append(row)
        elif pd.notna(number):
            equal.append(row)
            equal_to.append(float(number))
    limits = {"A_eq": np.array(equal), "b_eq": equal_to}
    if least:
        limits |= {"A_ub": -np.array(least), "b_ub": -np.ones(len(least))}
    found = set()
    for name in names:
        if 1 <= truth[name] <= 10:
            weights = np.eye(len(names))[place[name]]
            ends = [linprog(sign * weights, **limits, method="highs") for sign in (1.0, -1.0)]
            assert ends[0].status == 0, "the attacker's own model does not hold"
            if ends[1].status == 0 and -ends[1].fun - ends[0].fun < 0.5:
                found.add(name)
    return found


@pytest.fixture(scope="module")
def truth(log: InterviewLog) -> dict[str, dict[tuple[str, str, str], int]]:
    found: dict[str, dict[tuple[str, str, str], int]] = {"interviews_held": {}, "placements": {}}
    for quarter in QUARTERS:
        tables = asked(log, periods.parse(quarter))["tables"]
        for measure, own in found.items():
            for row in tables[f"{measure}_by_specialist"].to_dict("records"):
                own[quarter, row["specialist"], str(row.get("start", ""))] = row["count"]
    return found


def leaks(reports: Mapping[str, Protected], truth: dict) -> set:
    return {name for measure, own in truth.items() for name in recovered(reports, own, measure)}


def narrowed_people(reports: Mapping[str, Protected], whole: Mapping[str, dict]) -> set[str]:
    """Hidden numbers of 1 to 10 people of whom readers learn more than that they are so few.

    The attacker knows that somebody counted in a quarter is counted in every longer period and somebody of a specialist
    among all, that each is one of some quarter and of some specialist, and that nobody is counted without an event.
    """
    shown, unknown, few, cells = {}, {}, [], {}
    for label, made in reports.items():
        for name, table in made.tables.items():
            for row, true in zip(
                table.to_dict("records"), whole[label]["tables"][name].to_dict("records"), strict=True
            ):
                key = (label, str(row.get("specialist", "all")), name.partition("_by_")[0] + str(row.get("start", "")))
                cells.setdefault(key[1:], {})[label] = " ".join(key)
                if pd.notna(row["people"]):
                    shown[" ".join(key)] = float(row["people"])
                    continue
                unknown[" ".join(key)] = (1.0, np.inf if pd.isna(row["count"]) else float(row["count"]))
                few += [" ".join(key)] if 1 <= true["people"] <= 10 else []
    relations = []
    for (who, what), own in cells.items():
        for one, two in itertools.permutations(own, 2):
            relations += [contained(own[one], own[two])] if over(one) < over(two) else []
            longer = [label for label in own if over(label) == over(one) | over(two) and not over(one) & over(two)]
            relations += [each for label in longer for each in overlapping(own[label], [own[one], own[two]])]
        if who == "all":
            parts = [others for (name, same), others in cells.items() if same == what and name != "all"]
            relations += [each for label in own for each in overlapping(own[label], [one[label] for one in parts])]
    found = inferred(shown, unknown, relations, few)
    return {key for key, (low, high) in found.items() if low > 1 + 1e-6 or high < 10 - 1e-6}


def test_so_few_people_behind_a_count_are_not_told_by_several_reports_either(series: Series, alone, log):
    whole = {label: asked(log, periods.parse(label)) for label in PUBLISHED}
    assert len(narrowed_people({label: alone[label] for label in PUBLISHED}, whole)) >= 3
    assert narrowed_people({label: series.reports[label] for label in PUBLISHED}, whole) == set()


def test_reports_that_are_each_protected_alone_give_small_counts_away_together(alone, truth):
    every = {label: alone[label] for label in PUBLISHED}
    assert all(not leaks({label: made}, truth) for label, made in every.items() if label in QUARTERS)
    assert len(leaks(every, truth)) >= 3


def test_four_quarterly_reports_protected_one_after_another_give_no_small_count_away(series: Series, truth):
    for number in range(1, len(PUBLISHED) + 1):
        assert leaks({label: series.reports[label] for label in PUBLISHED[:number]}, truth) == set()


def test_each_of_them_still_tells_something(series: Series):
    for label in PUBLISHED:
        made = series.reports[label]
        assert made.tables["interviews_held"]["count"].notna().all()
        assert made.tables["interviews_held_by_specialist"]["count"].notna().any()


def test_a_fifth_report_that_would_break_them_publishes_less_and_says_so(series: Series, alone, truth):
    together = {label: series.reports[label] for label in PUBLISHED}
    assert leaks({**together, FIFTH: alone[FIFTH]}, truth), "published as if it were alone it would give some away"
    assert leaks({**together, FIFTH: series.reports[FIFTH]}, truth) == set()
    made = series.reports[FIFTH]
    assert made.further > 0
    assert f"{made.further:,} would be shown if nothing had been told of" in made.said({})


def test_a_ledger_names_no_job_seeker(series: Series, log: InterviewLog):
    keys = " ".join(series.ledgers[0].cells["key"])
    assert "ES-" in keys or "specialist=" in keys
    assert not [name for name in log.job_seekers["job_seeker_id"] if name in keys]
