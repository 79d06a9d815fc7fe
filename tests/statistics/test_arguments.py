"""What callers give, in every shape that it comes in, and the arrays or errors that it becomes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from interview_analytics.statistics.arguments import counting, finite, labels, number, of_one_shape, positive, truths


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
        pd.Series(["1", "2"]),
        pd.Series(["1", 2], dtype=object),
        pd.Categorical(["1", "2"]),
        [b"1", 2],
        [1, 10**400],
        [1, 1e16],
        {1, 2},
        pd.to_timedelta([1, 2], unit="D"),
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


@pytest.mark.parametrize("given", [None, "1", [1, 2], np.nan, np.inf, pd.NA, pd.NaT, {}, [], 10**400])
def test_what_is_no_single_number_is_named(given: Any) -> None:
    with pytest.raises(ValueError, match=r"^x: "):
        number("x", given)
    with pytest.raises(ValueError, match=r"^x: "):
        counting("x", given, 0)


def test_a_single_number_of_any_kind_is_a_float_and_a_count_is_whole() -> None:
    assert [number("x", given) for given in (2, 2.0, np.int8(2), np.array(2), True)] == [2, 2, 2, 2, 1]
    assert counting("x", 2.0, 1) == 2
    for given in (0, 1.5, -1):
        with pytest.raises(ValueError, match=r"^x: "):
            counting("x", given, 1)


def test_a_divisor_lies_above_0() -> None:
    assert positive("x", [1, 0.5]).tolist() == [1, 0.5]
    for given in (0, -1, 1e-320):
        with pytest.raises(ValueError, match=r"^x: "):
            positive("x", given)


def test_shapes_that_do_not_go_together_are_named() -> None:
    assert [own.tolist() for own in of_one_shape(x=np.array(1), y=np.array([2, 3]))] == [[1, 1], [2, 3]]
    with pytest.raises(ValueError, match=r"^y: "):
        of_one_shape(x=np.ones(2), y=np.ones(3))


def test_ragged_labels_are_named() -> None:
    with pytest.raises(ValueError, match=r"^x: "):
        labels("x", [[1], [2, 3]], 2)
