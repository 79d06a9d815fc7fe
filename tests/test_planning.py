"""How large a programme must be: what many simulated ones find."""

from __future__ import annotations

import pandas as pd
import pytest

from interview_analytics import how_large


def test_a_larger_programme_has_a_narrower_interval_and_more_placements() -> None:
    small, large = (how_large(6, size, 1.6, 10).set_index("figure")["estimate"] for size in (200, 800))
    assert large["upper limit"] / large["lower limit"] < small["upper limit"] / small["lower limit"]
    assert large["first placements"] > 3 * small["first placements"]


def test_the_ratio_found_is_the_true_one_but_for_chance() -> None:
    table = how_large(6, 1500, 2.0, 12).set_index("figure")
    assert table.loc["ratio found", "low"] < 2.0 < table.loc["ratio found", "high"]
    assert table.loc["interval on the true side of 1", "estimate"] == 1


def test_a_true_ratio_of_1_is_rarely_missed() -> None:
    table = how_large(6, 400, 1.0, 20)
    assert table.loc[0, "figure"] == "interval without the true 1"
    assert table.loc[0, "low"] < 0.05


def test_a_small_programme_has_too_few_placements_and_the_sentence_says_so() -> None:
    table = how_large(2, 20, 1.6, 10)
    assert table.attrs["sentence"] == (
        "Of 10 simulated programmes with 2 specialists and 20 job seekers, in which the true ratio is 1.6, none had "
        "placements enough to tell a ratio."
    )


def test_the_same_arguments_give_the_same_table() -> None:
    pd.testing.assert_frame_equal(how_large(3, 100, 1.6, 10), how_large(3, 100, 1.6, 10))


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ((0, 10, 1.6), "specialists"),
        ((1, 0, 1.6), "job_seekers"),
        ((1, 10, 0.0), "hazard_ratio"),
        ((1, 10, 1.6, 5), "replications"),
    ],
)
def test_an_argument_that_cannot_be_is_refused_by_name(arguments: tuple[float, ...], name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}"):
        how_large(*arguments)
