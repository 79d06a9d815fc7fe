"""A measure's table and where it stands on a sheet go in; a native chart, where plain bars are honest, comes out."""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from interview_analytics import words
from interview_analytics.charts.template import FIGURE, GRID, INK
from interview_analytics.report.cells import headings
from interview_analytics.templates import Entry

MOST = 40  # bars that can be told apart
OVER_TIME = ("month", "quarter")
UNITS: dict[str, dict[str, Any]] = {"count": {"num_format": "#,##0"}, "share": {"num_format": "0%", "max": 1}}
ACROSS, EACH, AROUND = 720, 22, 150  # pixels: the chart's width, the height of a bar, what stands around them


def barred(table: pd.DataFrame) -> str:
    """The column that bars can show: counts or shares of one kind of group, none of them hidden or too few; else ""."""
    keys = [name for name in table if name not in words.FIGURES]
    figure = next((name for name in ("count", "share") if name in table), "")
    plain = len(keys) == 1 and "estimate" not in table and 2 <= len(table) <= MOST
    return figure if plain and figure and table[figure].notna().all() else ""


def bars(file: Workbook, table: pd.DataFrame, entry: Entry, *, sheet: str, row: int) -> Chart:
    """The chart, from 0, with its intervals; it reads the sheet, whose first row of figures is `row`.

    table: one for which `barred` names a column.
    """
    columns, figure = list(table), barred(table)
    key = next(name for name in columns if name not in words.FIGURES)
    names, last = headings(table, entry.measure), row + len(table) - 1
    upright = key in OVER_TIME
    chart = file.add_chart({"type": "column" if upright else "bar"})
    chart.add_series(
        {
            "name": names[figure],
            "categories": [sheet, row, columns.index(key), last, columns.index(key)],
            "values": [sheet, row, columns.index(figure), last, columns.index(figure)],
            "fill": {"color": FIGURE},
            "gap": 40,
            "y_error_bars": _intervals(table, figure),
        }
    )
    chart.set_title({"name": entry.heading, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.show_blanks_as("gap")
    chart.set_size({"width": ACROSS, "height": AROUND + (220 if upright else EACH * len(table))})
    _set_axes(chart, names[key], {"name": names[figure], **UNITS[figure]}, upright=upright)
    return chart


def _intervals(table: pd.DataFrame, figure: str) -> dict[str, Any] | None:
    if figure != "share" or "low" not in table:
        return None
    above, below = ((table["high"] - table[figure]).fillna(0), (table[figure] - table["low"]).fillna(0))
    return {
        "type": "custom",
        "plus_values": above.tolist(),
        "minus_values": below.tolist(),
        "line": {"color": INK},
    }


def _set_axes(chart: Chart, key: str, figures: dict[str, Any], *, upright: bool) -> None:
    lines = {"visible": True, "line": {"color": GRID}}
    if upright:
        chart.set_x_axis({"name": key, "num_format": "mmm yyyy", "text_axis": True})
        chart.set_y_axis({**figures, "min": 0, "major_gridlines": lines})
    else:  # the first group on top, the scale below the last
        chart.set_y_axis({"name": key, "reverse": True, "crossing": "max", "major_gridlines": {"visible": False}})
        chart.set_x_axis({**figures, "min": 0, "major_gridlines": lines})
