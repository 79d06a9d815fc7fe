"""People's follow-up and their interviews; the rows between which the number of interviews changes; landmarks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_analytics.statistics import landmark, split_at_interviews

PEOPLE = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 1), st.lists(st.integers(-5, 25), max_size=8)), min_size=1, max_size=12
)


def split(people: list[tuple[int, int, list[int]]], **named: Any) -> pd.DataFrame:
    end, event, days = zip(*people, strict=True)
    return split_at_interviews(
        end,
        event,
        np.repeat(np.arange(len(people)), [len(own) for own in days]),
        [d for own in days for d in own],
        **named,
    )


def test_an_interview_counts_from_the_day_after_it() -> None:
    assert split([(10, 1, [4, 7])]).values.tolist() == [[0, -1, 4, 0, 0], [0, 4, 7, 0, 1], [0, 7, 10, 1, 2]]


def test_one_on_day_0_counts_from_day_0_and_one_before_enrolment_from_the_first_row() -> None:
    assert split([(3, 1, [0])]).values.tolist() == [[0, -1, 0, 0, 0], [0, 0, 3, 1, 1]]
    assert split([(3, 1, [-9, -1])]).values.tolist() == [[0, -1, 3, 1, 2]]


def test_one_on_the_last_day_or_later_counts_for_nobody() -> None:
    assert split([(3, 1, [3, 4]), (0, 1, [0])]).values.tolist() == [[0, -1, 3, 1, 0], [1, -1, 0, 1, 0]]


def test_several_on_a_day_make_one_step_and_more_than_most_make_none() -> None:
    rows = split([(9, 0, [2, 2, 5, 6, 7, 8])], most=3)

    assert rows.values.tolist() == [[0, -1, 2, 0, 0], [0, 2, 5, 0, 2], [0, 5, 9, 0, 3]]


def test_without_interviews_or_people_there_is_nothing_to_split() -> None:
    assert split([(3, 1, []), (4, 0, [])]).values.tolist() == [[0, -1, 3, 1, 0], [1, -1, 4, 0, 0]]
    empty = split_at_interviews([], [], [], [])
    assert empty.empty and empty.columns.tolist() == ["person", "start", "stop", "event", "interviews"]


@settings(deadline=None, max_examples=40)
@given(PEOPLE, st.integers(1, 6))
def test_rows_cover_each_day_once_and_count_the_interviews_before_it(people: list[Any], most: int) -> None:
    rows = split(people, most=most)

    for person, (end, event, days) in enumerate(people):
        own = rows[rows["person"] == person]
        found = {
            day: row.interviews for row in own.itertuples() for day in range(int(row.start) + 1, int(row.stop) + 1)
        }
        assert found == {day: min(most, sum(held < day or held < 0 for held in days)) for day in range(end + 1)}
        assert own["event"].tolist() == [0] * (len(own) - 1) + [event]
        assert own["interviews"].is_monotonic_increasing and own["interviews"].is_unique


@settings(deadline=None, max_examples=40)
@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_interviews_does_not_matter(people: list[Any], random: Any) -> None:
    shuffled = [(end, event, random.sample(days, len(days))) for end, event, days in people]

    pd.testing.assert_frame_equal(split(shuffled), split(people))


@settings(deadline=None, max_examples=40)
@given(PEOPLE, st.integers(0, 15), st.randoms(use_true_random=False))
def test_a_landmark_counts_what_was_held_by_then_of_those_still_followed(
    people: list[Any], day: int, random: Any
) -> None:
    rows = split(people).sample(frac=1, random_state=random.randint(0, 99))

    found = landmark(rows, day)

    expected = [
        [person, -1, end - day, event, min(4, sum(held <= day and held < end for held in days))]
        for person, (end, event, days) in enumerate(people)
        if end >= day
    ]
    assert found.values.tolist() == expected


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("end", ([-1], [0], [], [])),
        ("end", ([np.nan], [0], [], [])),
        ("event", ([1], [2], [], [])),
        ("event", ([1, 2], [1], [], [])),
        ("person", ([1], [0], [1], [0])),
        ("person", ([1], [0], [-1], [0])),
        ("person", ([1], [0], [0.5], [0])),
        ("day", ([1], [0], [0], [np.nan])),
        ("day", ([1], [0], [0], [])),
        ("end", ([-0.5], [0], [], [])),
        ("most", ([1], [0], [0], [0], 0)),
        ("most", ([1], [0], [0], [0], 2.5)),
    ],
)
def test_a_wrong_argument_is_named(name: str, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=f"^{name}: "):
        split_at_interviews(*arguments)


def test_a_wrong_landmark_or_table_is_named() -> None:
    with pytest.raises(ValueError, match=r"^day: "):
        landmark(split([(3, 1, [])]), -1)
    with pytest.raises(ValueError, match=r"^rows: "):
        landmark(pd.DataFrame({"person": [1]}), 3)
