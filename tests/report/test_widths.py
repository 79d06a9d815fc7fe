"""Tables of any width fit a page, and no column vanishes."""

from __future__ import annotations

import pytest

from interview_analytics.report.cells import Cell, Shown
from interview_analytics.report.widths import ACROSS, widths

NAMES = (
    "firstname.lastname@agency.example",
    "Supported_employment_long-term_follow",
    "North and west of the river, and hills",
)


def table(keys: int, figures: int) -> Shown:
    headings = [f"Group {number}" for number in range(keys)] + [
        "Number, this period",
        "95 % interval, to date",
    ] * figures
    row = [Cell(NAMES[number]) for number in range(keys)] + [
        Cell("1,234", (1234,)),
        Cell("21–44 %", (0.21, 0.44)),
    ] * figures
    return Shown(tuple(headings), keys, (tuple(row),))


@pytest.mark.parametrize("keys", [1, 2, 3])
@pytest.mark.parametrize("figures", [1, 3, 5])
def test_a_table_is_no_wider_than_the_page_and_every_column_has_room(keys: int, figures: int):
    found = widths(table(keys, figures))
    assert sum(found) <= ACROSS + 1e-9
    assert min(found) > 0.2


def test_figures_stay_on_one_line_where_names_can_break():
    found = widths(table(1, 5))
    narrow = [width for width in found[1:] if width < 0.0705 * len("1,234")]
    assert narrow == []
