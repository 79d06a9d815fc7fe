"""Effects of training that are known or counted otherwise, and the laws of differences in differences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.api import OLS

from interview_analytics.statistics import GroupTime, aggregate, group_time_att
from tests.known_answers import mpdta


def effects(rows: pd.DataFrame, control: str = "not_yet") -> GroupTime:
    return group_time_att(rows["county"], rows["year"], rows["outcome"], rows["raised_in"], control)


def panel(seed: int, units: int = 40, effect: float = -0.5) -> pd.DataFrame:
    """Six periods, trained in 2, 4, 6 (or never), effects that grow, and a level of its own for each group."""
    draw = np.random.default_rng(seed)
    trained = draw.choice([2.0, 4.0, 6.0, np.nan], units)
    unit, period = np.divmod(np.arange(units * 6), 6)
    since = period + 1 - trained[unit]
    level = draw.normal(size=units)[unit] - np.nan_to_num(trained[unit]) / 5 + (period + 1) * 0.3
    outcome = level + effect * (1 + np.nan_to_num(since)) * (since >= 0) + draw.normal(0, 0.2, units * 6)
    return pd.DataFrame({"county": unit, "year": period + 1, "outcome": outcome, "raised_in": trained[unit]})


def test_minimum_wages_name_each_group_and_year_and_the_part_of_each_county() -> None:
    rows = mpdta()

    found = effects(rows)

    cells = [(group, year) for group in (2004, 2006, 2007) for year in range(2004, 2008)]
    assert list(found.table[["group", "period"]].itertuples(index=False, name=None)) == cells
    assert found.influence.shape == (500, 12)
    assert aggregate(found, "event_time")["event_time"].tolist() == [-3, -2, -1, 0, 1, 2, 3]


def test_two_groups_and_two_periods_are_the_plain_difference_in_differences() -> None:
    rows = panel(1).query("raised_in.isna() or raised_in == 2").query("year <= 2")

    found = effects(rows)

    change = rows.sort_values("year").groupby("county")["outcome"].agg(lambda own: own.iloc[1] - own.iloc[0])
    trained = rows.groupby("county")["raised_in"].first().notna().to_numpy(dtype=float)
    oracle = OLS(change.to_numpy(), np.column_stack([np.ones(len(trained)), trained])).fit(cov_type="HC0")
    assert found.table.loc[0, "estimate"] == pytest.approx(oracle.params[1])
    assert found.table.loc[0, "se"] == pytest.approx(oracle.bse[1])
    overall = aggregate(found, "overall")
    assert overall.se == pytest.approx(oracle.bse[1] * np.sqrt(len(trained) / (len(trained) - 1)))
    assert overall.n == overall.clusters == len(trained)


def test_standard_errors_are_close_to_leaving_out_one_unit_at_a_time() -> None:
    rows = panel(3, units=120)
    att = effects(rows)

    left = [effects(rows[rows["county"] != unit]) for unit in range(120)]

    for by in ("group", "event_time"):
        jackknife = np.array([aggregate(one, by)["estimate"] for one in left]).std(axis=0) * np.sqrt(119)
        assert aggregate(att, by)["se"].to_numpy() == pytest.approx(jackknife, rel=0.08)
    overall = np.std([aggregate(one, "overall").estimate for one in left]) * np.sqrt(119)
    assert aggregate(att, "overall").se == pytest.approx(overall, rel=0.08)


def test_effects_that_grow_are_found_and_nothing_before_the_training() -> None:
    by_event = aggregate(effects(panel(5, units=4000)), "event_time").set_index("event_time")["estimate"]

    assert by_event.loc[:-1].to_numpy() == pytest.approx(np.zeros(4), abs=0.05)
    assert by_event.loc[0:4].to_numpy() == pytest.approx(-0.5 * np.arange(1, 6), abs=0.05)


def test_units_trained_in_or_before_the_first_period_are_left_out_and_later_ones_count_as_never_trained() -> None:
    rows = panel(6)
    early = rows.query("county < 5").assign(county=lambda own: own["county"] + 100, raised_in=1)
    late = rows.assign(raised_in=rows["raised_in"].fillna(9))

    found = effects(rows)

    pd.testing.assert_frame_equal(effects(pd.concat([rows, early])).table, found.table)
    pd.testing.assert_frame_equal(effects(late, "never").table, effects(rows, "never").table)
    assert np.isnan(effects(late).trained_in).sum() == rows.groupby("county")["raised_in"].first().isna().sum()


def test_without_anybody_left_untrained_a_cell_is_absent() -> None:
    rows = panel(7).dropna(subset=["raised_in"])

    found = effects(rows)

    # the last group is trained in period 6: from then on there is nobody to compare with
    assert found.table["period"].max() == 5
    with pytest.raises(ValueError, match=r"^control: "):
        effects(rows, "never")


def test_a_cell_uses_the_units_that_were_observed_in_both_periods() -> None:
    rows = panel(8)
    gone = rows.query("not (county == 0 and year == 6)")

    found = effects(gone)

    complete = effects(rows[rows["county"] != 0])
    last = found.table["period"] == 6
    assert found.table.loc[last, "estimate"].tolist() == pytest.approx(
        complete.table.loc[complete.table["period"] == 6, "estimate"].tolist()
    )
    assert found.table.loc[last, "se"].tolist() == pytest.approx(
        complete.table.loc[complete.table["period"] == 6, "se"].tolist()
    )


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 1000), st.sampled_from(["never", "not_yet"]))
def test_order_labels_and_what_is_common_to_a_unit_or_a_period_make_no_difference(seed: int, control: str) -> None:
    rows = panel(seed)
    draw = np.random.default_rng(seed)
    moved = rows.assign(
        outcome=rows["outcome"] + draw.normal(size=40)[rows["county"]] + draw.normal(size=7)[rows["year"]],
        county=np.array([f"county {draw.random()}" for _ in range(40)])[rows["county"]],
    ).sample(frac=1, random_state=seed)

    found, other = effects(rows, control), effects(moved, control)

    pd.testing.assert_frame_equal(other.table, found.table)
    assert aggregate(other, "overall").se == pytest.approx(aggregate(found, "overall").se)


ROWS: dict[str, Any] = {
    "unit": [1, 1, 2, 2],
    "period": [1, 2, 1, 2],
    "outcome": [0.0, 1, 0, 2],
    "trained_in": [2, 2, None, None],
}


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("unit", {"unit": [1, 1, None, 2]}),
        ("period", {"period": [1, 3, 1, 3]}),
        ("period", {"period": [1, 1, 1, 2]}),
        ("period", {"period": [1.5, 2.5, 1.5, 2.5]}),
        ("period", {"period": [1, 1, 1, 1]}),
        ("outcome", {"outcome": [0, 1, np.nan, 2]}),
        ("trained_in", {"trained_in": [2, 1, None, None]}),
        ("trained_in", {"trained_in": [None] * 4}),
        ("trained_in", {"trained_in": [1, 1, None, None]}),
        ("trained_in", {"trained_in": ["soon", "soon", None, None]}),
        ("trained_in", {"trained_in": ["2", "2", None, None]}),
        ("trained_in", {"trained_in": [2, 2, -np.inf, -np.inf]}),
        ("unit", {"unit": [[1], [1, 1], [2], [2]]}),
        ("trained_in", {"trained_in": [2, 2]}),
        ("control", {"control": "always"}),
        ("control", {"trained_in": [2, 2, 2, 2]}),
    ],
)
def test_a_wrong_argument_is_named(name: str, named: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        group_time_att(**(ROWS | named))


def test_a_wrong_aggregate_or_level_is_named() -> None:
    with pytest.raises(ValueError, match=r"^by: "):
        aggregate(group_time_att(**ROWS), "calendar")
    with pytest.raises(ValueError, match=r"^level: "):
        aggregate(group_time_att(**ROWS), "overall", 95)
