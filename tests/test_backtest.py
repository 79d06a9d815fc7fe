"""The report on the sample equals the committed tables, and a changed number does not go unseen."""

from __future__ import annotations

import pytest

from tests.backtest.stored import differences, stored, today


@pytest.fixture(scope="module")
def now():
    return today()


def test_the_report_on_the_sample_equals_the_committed_tables(now):
    before = stored()
    assert sorted(before) == sorted(now)
    found = {name: differences(table, now[name]) for name, table in before.items()}
    assert {name: changed for name, changed in found.items() if changed} == {}


def test_one_changed_number_is_named(now):
    before = stored()["pathway"]
    changed = now["pathway"].copy()
    changed.loc[3, "numerator"] += 1
    assert differences(before, changed) == [
        f"row 3, numerator: {before.loc[3, 'numerator']} became {changed.loc[3, 'numerator']}"
    ]
