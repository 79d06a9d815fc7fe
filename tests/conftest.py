"""Hypothesis draws the same examples on every run, so that a change is what makes a test fail.

`HYPOTHESIS_PROFILE=explore make test` draws new ones: run it now and then, and make a test of its own of what it finds.
The files that take longest go first, so that no worker is left with one of them at the end.
"""

import os

import pytest
from hypothesis import settings

settings.register_profile("fixed", derandomize=True, database=None, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

LONGEST = (
    "test_corrections.py",
    "test_fuzz.py",
    "test_release.py",
    "test_cli.py",
    "test_jupyterlab.py",
    "test_pollution.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, in that order; the others keep theirs."""
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.name, len(LONGEST)))
