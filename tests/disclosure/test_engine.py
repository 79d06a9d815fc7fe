"""Known answers of cell suppression, and laws that hold for any linked tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from interview_analytics.disclosure import inference
from interview_analytics.disclosure.linked import Linked, Relation, adds_up, contained, linked, overlapping
from interview_analytics.disclosure.programme import Deadline
from interview_analytics.disclosure.rule import CMS, RULES, Rule
from interview_analytics.disclosure.suppression import suppress
from tests.disclosure import tau_argus
from tests.disclosure.attacker import inferred
from tests.disclosure.releases import minute, random_release, unknown, with_margins

EXACT = Rule(most=10, protection="exact")


def hidden_keys(model: Linked, hidden: np.ndarray) -> set[str]:
    return set(model.keys[hidden & model.published])


# sdcTable's test of its simple heuristic: rows w x y z, columns a b c d; nine cells are hidden
FOUR_BY_FOUR = np.array([[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]])
NINE = {"0 0", "0 1", "0 2", "1 0", "1 2", "2 1", "2 3", "3 1", "3 3"}


def nine_hidden() -> Linked:
    cells, relations = with_margins(FOUR_BY_FOUR)
    return linked(cells.assign(small=cells["key"].isin(NINE), ceiling=np.inf), relations, EXACT)


def test_two_rows_less_two_columns_give_the_47_away():
    model = nine_hidden()
    found = inference.intervals(model, model.small, EXACT, deadline=minute()).set_index("key")
    assert found.loc["0 1", ["low", "high"]].tolist() == pytest.approx([47, 47])
    assert found.index[found["verdict"] == inference.KNOWN].tolist() == ["0 1"]


def test_one_more_hidden_cell_is_enough_to_hide_the_47():
    model = nine_hidden()
    pattern = suppress(model, exact=True, deadline=minute())
    assert len(hidden_keys(model, pattern.hidden)) == 10
    assert hidden_keys(model, pattern.hidden) > NINE
    assert set(inference.intervals(model, pattern.hidden, EXACT, deadline=minute())["verdict"]) == {inference.SAFE}


def test_the_cheapest_rectangle_around_the_22_is_8_17_12():
    cells, relations = with_margins(np.array([[20, 50, 10], [8, 19, 22], [17, 32, 12]]))
    cells = cells.assign(small=cells["key"] == "1 2", floor=0.0, ceiling=np.inf, target_low=17.0, target_high=30.0)
    model = linked(cells, relations, CMS)
    hidden = suppress(model, deadline=minute()).hidden
    assert sorted(model.values[hidden]) == [8, 12, 17, 22]
    found = inference.intervals(model, hidden, CMS, deadline=minute()).set_index("key")
    assert found.loc["1 2", ["low", "high"]].tolist() == pytest.approx([5, 30])


@pytest.mark.parametrize(
    ("values", "hidden"),
    [
        ([0, 30, 40, 70], []),  # a 0 is shown
        ([11, 30, 40, 81], []),  # and an 11
        ([10, 30, 40, 80], [10, 30]),  # a 10 is not, nor what would give it away; the smaller one of the others
        ([1, 30, 40, 71], [1, 30]),
        ([3, 4, 40, 47], [3, 4, 40]),  # 3 and 4 would show together as 7
        ([3, 8, 40, 51], [3, 8]),  # together 11: each could be anything from 1 to 10
        ([3, 9, 40, 52], [3, 9, 40]),  # together 12: neither could be 1
    ],
)
def test_what_the_cell_size_policy_decides(values: list[int], hidden: list[int]):
    cells = pd.DataFrame({"key": list("abct"), "value": values})
    model = linked(cells, [adds_up("t", list("abc"))], CMS)
    assert sorted(model.values[suppress(model, deadline=minute()).hidden]) == hidden


@pytest.mark.parametrize(("name", "most"), [("cms", 10), ("lt10", 9), ("lt6", 5), ("lt5", 4)])
def test_a_preset_hides_up_to_its_own_limit(name: str, most: int):
    counts = np.arange(13)
    assert counts[RULES[name].small(counts)].tolist() == list(range(1, most + 1))


def test_a_0_is_hidden_where_the_rule_does_not_tell_zeros():
    rule = Rule(most=10, zeros_shown=False)
    model = linked(pd.DataFrame({"key": ["a", "b", "t"], "value": [0, 30, 30]}), [adds_up("t", ["a", "b"])], rule)
    assert hidden_keys(model, suppress(model, deadline=minute()).hidden) == {"a", "b"} or hidden_keys(
        model, suppress(model, deadline=minute()).hidden
    ) == {"a", "t"}


def test_many_events_of_few_people_are_hidden():
    cells = pd.DataFrame({"key": ["a", "b", "t"], "value": [50, 60, 110], "people": [5, 30, 33]})
    model = linked(cells, [adds_up("t", ["a", "b"])], CMS)
    pattern = suppress(model, deadline=minute())
    assert "a" in hidden_keys(model, pattern.hidden)
    found = inference.intervals(model, pattern.hidden, CMS, deadline=minute()).set_index("key")
    assert found.loc["a", "high"] - found.loc["a", "low"] >= 10


def test_a_part_of_people_who_fall_in_several_groups_is_not_found_by_subtraction():
    cells = pd.DataFrame({"key": ["a", "b", "t"], "value": [40, 8, 41]})
    model = linked(cells, overlapping("t", ["a", "b"]), CMS)
    hidden = suppress(model, deadline=minute()).hidden
    assert hidden_keys(model, hidden) == {"b"}
    found = inference.intervals(model, hidden, CMS, deadline=minute())
    assert found[["low", "high"]].to_numpy().tolist() == [[1, 10]]


def test_a_small_step_between_nested_counts_hides_one_of_them():
    cells = pd.DataFrame({"key": ["placed", "still", "left"], "value": [60, 55, 5], "published": [True, True, False]})
    relations = [adds_up("placed", ["still", "left"]), contained("still", "placed")]
    model = linked(cells, relations, CMS)
    hidden = suppress(model, deadline=minute()).hidden
    assert hidden_keys(model, hidden) == {"still"}
    assert set(inference.intervals(model, hidden, CMS, deadline=minute())["verdict"]) == {inference.SAFE}


def test_what_an_earlier_report_told_is_not_hidden_and_what_it_would_give_away_is():
    cells = pd.DataFrame({"key": ["a", "b", "t"], "value": [7, 30, 37], "frozen": [False, False, True]})
    model = linked(cells, [adds_up("t", ["a", "b"])], CMS)
    assert hidden_keys(model, suppress(model, deadline=minute()).hidden) == {"a", "b"}


def test_a_cell_that_earlier_reports_give_away_is_said_to_be_known():
    cells = pd.DataFrame({"key": ["a", "b", "t"], "value": [7, 30, 37], "frozen": [False, True, True]})
    model = linked(cells, [adds_up("t", ["a", "b"])], CMS)
    found = inference.intervals(model, suppress(model, deadline=minute()).hidden, CMS, deadline=minute())
    assert found["verdict"].tolist() == [inference.BEFORE]


def test_without_time_all_that_can_be_hidden_is():
    cells, relations = with_margins(np.array([[3, 20, 30], [15, 0, 40]]))
    model = linked(cells, relations, CMS)
    pattern = suppress(model, deadline=Deadline.after(0))
    assert hidden_keys(model, pattern.hidden) == hidden_keys(model, model.values > 0)
    assert pattern.unfinished.any()


def attack(model: Linked, relations: list[Relation], hidden: np.ndarray, wanted: list[str]) -> dict[str, tuple]:
    """What the attacker infers of these counts, knowing how small a hidden one may be."""
    shown = dict(zip(model.keys[~hidden], model.values[~hidden], strict=True))
    return inferred(shown, unknown(model, hidden), relations, wanted)


def narrowed(model: Linked, relations: list[Relation], hidden: np.ndarray, among: np.ndarray | None = None) -> dict:
    """Small counts of which the attacker learns more than that they are small, and more than hiding all would tell."""
    wanted = model.small & (model.values <= 10) & (True if among is None else np.isin(model.keys, among))
    found = attack(model, relations, hidden, list(model.keys[wanted]))
    suspects = {key: limits for key, limits in found.items() if limits[0] > 1 + 1e-6 or limits[1] < 10 - 1e-6}
    best = attack(model, relations, hidden | model.hideable, list(suspects))
    return {
        key: (low, high)
        for key, (low, high) in suspects.items()
        if low > max(np.ceil(best[key][0] - 1e-6), 1) + 1e-6 or high < min(np.floor(best[key][1] + 1e-6), 10) - 1e-6
    }


@pytest.mark.parametrize("block", range(10))
def test_an_attacker_recovers_no_small_count_of_random_linked_tables(block: int):
    leaks = {}
    for seed in range(block * 30, block * 30 + 30):
        model, relations = random_release(seed)
        leaks[seed] = narrowed(model, relations, suppress(model, deadline=minute()).hidden)
    assert {seed: found for seed, found in leaks.items() if found} == {}


@pytest.mark.parametrize("seed", range(12))
def test_every_further_hidden_cell_is_needed(seed: int):
    model, relations = random_release(seed)
    hidden = suppress(model, deadline=minute()).hidden
    for cell in np.flatnonzero(hidden & model.published & ~model.small):
        less = hidden.copy()
        less[cell] = False
        found = inference.intervals(model, less, CMS, deadline=minute())
        leaking = found.loc[found["verdict"].isin(inference.LEAKS), "key"].to_numpy("object")
        assert narrowed(model, relations, less, among=leaking), model.keys[cell]


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_the_rows_does_not_matter(seed: int):
    cells, relations = with_margins(np.random.default_rng(seed).poisson(12, size=(4, 3, 2)))
    first = linked(cells, relations, CMS)
    second = linked(cells.sample(frac=1, random_state=seed), relations[::-1], CMS)
    assert np.array_equal(suppress(first, deadline=minute()).hidden, suppress(second, deadline=minute()).hidden)


@pytest.mark.parametrize("seed", range(5))
def test_the_audit_and_the_attacker_agree(seed: int):
    model, relations = random_release(seed)
    hidden = suppress(model, deadline=minute()).hidden
    found = inference.intervals(model, hidden, CMS, deadline=minute()).set_index("key")
    for key, limits in attack(model, relations, hidden, list(model.keys[model.small])).items():
        assert tuple(found.loc[key, ["low", "high"]]) == pytest.approx(limits, abs=1e-5)


@pytest.mark.parametrize("block", range(4))
def test_tau_argus_infers_of_every_hidden_cell_what_the_attacker_infers(block: int, tmp_path: Path):
    for seed in range(block * 15, block * 15 + 15):
        model, relations = random_release(seed)
        held = unknown(model, suppress(model, deadline=minute()).hidden)
        shown = {key: value for key, value in zip(model.keys, model.values, strict=True) if key not in held}
        ours = inferred(shown, held, relations, list(held))
        theirs = tau_argus.inferred(model, held, relations, tmp_path / "release.jj")
        assert np.array([theirs[key] for key in held]) == pytest.approx(np.array(list(ours.values())), abs=1e-4)


@pytest.mark.parametrize("seed", range(12))
def test_tau_argus_finds_a_small_count_narrowed_when_one_cell_too_few_is_hidden(seed: int, tmp_path: Path):
    model, relations = random_release(seed)
    hidden = suppress(model, deadline=minute()).hidden
    pattern = tau_argus.inferred(model, unknown(model, hidden), relations, tmp_path / "release.jj")
    for cell in np.flatnonzero(hidden & model.published & ~model.small):
        less = hidden.copy()
        less[cell] = False
        found = tau_argus.inferred(model, unknown(model, less), relations, tmp_path / "release.jj")
        assert any(
            np.subtract(*found[key]) > np.subtract(*pattern[key]) + 1e-4 for key in model.keys[model.small & less]
        )


def test_tables_that_share_nothing_are_protected_and_audited_as_if_each_were_alone():
    tables, every = [], []
    for seed in range(4):
        cells, relations = with_margins(np.random.default_rng(seed).poisson(9, size=(4, 3)))
        cells["key"] = f"{seed}: " + cells["key"]
        own = [replace(sum_, cells=tuple(f"{seed}: {cell}" for cell in sum_.cells)) for sum_ in relations]
        tables, every = [*tables, cells], [*every, (cells, own)]
    whole = linked(pd.concat(tables), [sum_ for _, own in every for sum_ in own], CMS)
    models = [whole, *(linked(cells, own, CMS) for cells, own in every)]
    hidden = [suppress(model, deadline=minute()).hidden for model in models]
    assert hidden[0].tolist() == np.concatenate(hidden[1:]).tolist()
    together, *alone = (inference.intervals(*both, CMS, deadline=minute()) for both in zip(models, hidden, strict=True))
    names = ["key", "low", "high", "verdict"]
    pd.testing.assert_frame_equal(together[names], pd.concat(alone, ignore_index=True)[names])


def test_ten_people_one_in_each_of_ten_groups_are_said_to_be_known():
    """A reader who counts ten hidden cells, none of them 0, and knows that their sum is small, knows them all."""
    names = [f"part {number}" for number in range(10)]
    cells = pd.DataFrame({"key": [*names, "total", "rest", "all"], "value": [*[1] * 10, 10, 50, 60]})
    model = linked(cells, [adds_up("total", names), adds_up("all", ["total", "rest"])], CMS)
    found = inference.intervals(model, suppress(model, deadline=minute()).hidden, CMS, deadline=minute())
    assert set(found.loc[found["small"], "verdict"]) == {inference.KNOWN}
