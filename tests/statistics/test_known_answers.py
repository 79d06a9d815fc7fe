"""Every published example gives the published numbers, and the page on methods shows what we say of them now."""

from __future__ import annotations

import pytest

from interview_analytics import statistics
from tests.known_answers import ANSWERS, PAGE, KnownAnswer, written


@pytest.mark.parametrize("own", ANSWERS, ids=lambda own: f"{own.estimator}: {own.example}")
def test_a_published_example_has_its_published_numbers(own: KnownAnswer) -> None:
    assert list(own.ours()) == pytest.approx(own.numbers, abs=own.tolerance, rel=0)


def test_the_page_on_methods_is_what_make_methods_writes() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert written(page) == page


def test_the_page_on_methods_says_how_every_estimator_was_checked() -> None:
    page = PAGE.read_text(encoding="utf-8")
    estimators = [name for name in statistics.__all__ if name[0].islower()]

    assert [name for name in estimators if f"`{name}" not in page] == []
