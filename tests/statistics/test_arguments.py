"""What callers give, in every shape that it comes in, and the arrays or errors that it becomes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from interview_analytics.statistics.arguments import finite, labels, truths


@pytest.mark.parametrize(
    "given",
    [
        [1, 2],
        (1.0, 2.0),
        np.array([1, 2], dtype="int8"),
        pd.Series([1, 2], index=[7, 7]),
        pd.Series([1, 2], dtype="Int64"),
        pd.Series([1, 2], dtype="Float64"),
        pd.Index([1, 2]),
        pd.Series([1, 2], dtype=object),
    ],
)
def test_numbers_of_any_kind_become_floats_in_their_order(given: Any) -> None:
    found = finite("x", given)

    assert found.dtype == float and found.tolist() == [1, 2]


@pytest.mark.parametrize(
    "given",
    [
        [1, None],
        [1, np.nan],
        [1, np.inf],
        [1, pd.NA],
        pd.Series([1, None], dtype="Int64"),
        ["1", "2"],
        [[1, 2]],
        3,
        pd.to_datetime(["2026-01-01"]),
        [[1], [2, 3]],
    ],
)
def test_what_is_no_row_of_numbers_is_named(given: Any) -> None:
    with pytest.raises(ValueError, match=r"^x: "):
        finite("x", given)


def test_truth_values_are_0_and_1_in_any_form() -> None:
    assert truths("x", [0, 1.0], 2).tolist() == [False, True]
    assert truths("x", pd.Series([False, True], dtype="boolean"), 2).tolist() == [False, True]
    with pytest.raises(ValueError, match=r"^x: "):
        truths("x", pd.Series([False, None], dtype="boolean"), 2)


def test_labels_of_any_kind_become_positions_in_order_of_appearance() -> None:
    codes, known = labels("x", pd.Series(["b", "a", "b"], index=[3, 1, 2]), 3)

    assert (codes.tolist(), known.tolist()) == ([0, 1, 0], ["b", "a"])
    assert labels("x", [1, "1", 1], 3)[0].tolist() == [0, 1, 0]
    assert labels("x", pd.Categorical(["q", "p"]), 2)[0].tolist() == [0, 1]
