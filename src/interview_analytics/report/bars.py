"""A measure's table and where it stands on a sheet go in; a native chart, where plain bars are honest, comes out."""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from interview_analytics import words
from interview_analytics.charts.template import FIGURE, QUIET
from interview_analytics.report.cells import headings

MOST = 40  # bars that can be told apart
OVER_TIME = ("month", "quarter")
ACROSS, EACH, AROUND = 720, 22, 150  # pixels: the chart's width, the height of a bar, what stands around them


def barred(table: pd.DataFrame) -> str:
    """The column that bars can show: counts or shares of one kind of group, none of them hidden or too few; else ""."""
    keys = [name for name in table if name not in words.FIGURES]
    figure = next((name for name in ("count", "share") if name in table), "")
    plain = len(keys) == 1 and "estimate" not in table and 2 <= len(table) <= MOST
    return figure if plain and figure and table[figure].notna().all() else ""


def bars(file: Workbook, table: pd.DataFrame, measure: str, *, sheet: str, row: int) -> Chart:
    """The chart, from 0, with its intervals; it reads the sheet, whose first row of figures is `row`.

    table: one for which `barred` names a column.
    """
    columns, figure = list(table), barred(table)
    key = next(name for name in columns if name not in words.FIGURES)
    names, last = headings(table, measure), row + len(table) - 1
    chart = file.add_chart({"type": "column" if key in OVER_TIME else "bar"})
    chart.add_series(
        {
            "name": names[figure],
            "categories": [sheet, row, columns.index(key), last, columns.index(key)],
            "values": [sheet, row, columns.index(figure), last, columns.index(figure)],
            "fill": {"color": FIGURE},
            "gap": 40,
            **_intervals(table, figure, key),
        }
    )
    _lay_out(chart, table, names={"key": names[key], "figure": names[figure]}, upright=key in OVER_TIME)
    return chart


def _intervals(table: pd.DataFrame, figure: str, key: str) -> dict[str, Any]:
    if figure != "share" or "low" not in table:
        return {}
    above, below = ((table["high"] - table[figure]).fillna(0), (table[figure] - table["low"]).fillna(0))
    own = {"type": "custom", "plus_values": above.tolist(), "minus_values": below.tolist(), "line": {"color": QUIET}}
    return {"y_error_bars" if key in OVER_TIME else "x_error_bars": own}


def _lay_out(chart: Chart, table: pd.DataFrame, *, names: dict[str, str], upright: bool) -> None:
    shares = {"max": 1, "num_format": "0%"} if "share" in table else {"num_format": "#,##0"}
    figures = {"name": names["figure"], "min": 0, "major_gridlines": {"visible": True, "line": {"color": "#E3E7EB"}}}
    groups = {"name": names["key"], "reverse": not upright}
    # of lying bars the axis of groups is the one that is called x, whichever way it runs
    chart.set_x_axis(groups)
    chart.set_y_axis(figures | shares | ({} if upright else {"crossing": "max"}))
    chart.set_legend({"none": True})
    chart.show_blanks_as("gap")
    chart.set_size({"width": ACROSS, "height": AROUND + (220 if upright else EACH * len(table))})
