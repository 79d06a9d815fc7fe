"""A table of how often columns were filled in goes in; a grid of columns and months, its shares in words, comes out."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.frame import SUBTITLE_WIDTH, TITLE_WIDTH, Caption, captioned
from interview_analytics.charts.grid import groups_axis, times_axis
from interview_analytics.charts.points import plain
from interview_analytics.charts.template import FIGURE, LATER, PAPER, SMALL

ROW = 22  # pixels
NO_ROWS, ALL = "·", "✓"  # stand where a month has no rows, and where all of them are filled in
_PALE = "#eef3f8"
_HOW_TO_READ = (
    f"Per cent of rows in which something stands; the darker, the more. {ALL}: all of them; {NO_ROWS}: no rows."
)


def completeness_chart(table: pd.DataFrame, *, title: str, alt: str) -> go.Figure:
    """In which share of its rows each column was filled in, month by month: the figure stands in each cell, in percent.

    title: what the rows are; alt: what the chart says, for those who do not see it.
    """
    shares = _grid(table, "share")
    lines = [plain(line) for line in wrap(title, TITLE_WIDTH)]
    caption = Caption(lines, wrap(_HOW_TO_READ, SUBTITLE_WIDTH), alt)
    drawing = captioned(caption, plot=ROW * max(len(shares), 1) + 10)
    drawing.traces.append(_cells(table, shares))
    drawing.axis("x", **times_axis([words.value("month", month) for month in shares.columns], "Month"))
    drawing.axis("y", **groups_axis([plain(name.replace("_", " ")) for name in shares.index]))
    drawing.axis("y", showgrid=False)
    return drawing.figure()


def _grid(table: pd.DataFrame, figure: str) -> pd.DataFrame:
    """The figures with a row per column and a column per month, both in the order in which they stand."""
    wide = table.pivot(index="column", columns="month", values=figure)
    return wide.reindex(index=table["column"].unique(), columns=table["month"].unique())


def _cells(table: pd.DataFrame, shares: pd.DataFrame) -> dict[str, Any]:
    told = table.assign(
        shown=[_shown(share) for share in table["share"]], said=[_said(row) for row in table.to_dict("records")]
    )
    return {
        "type": "heatmap",
        "z": shares.astype("object").where(shares.notna(), None).to_numpy().tolist(),
        "zmin": 0,
        "zmax": 1,
        "text": _grid(told, "shown").to_numpy().tolist(),
        "texttemplate": "%{text}",
        "textfont": {"size": SMALL - 2},
        "hovertext": _grid(told, "said").to_numpy().tolist(),
        "hoverinfo": "text",
        "colorscale": [[0, _PALE], [0.75, LATER], [1, FIGURE]],
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "hoverongaps": True,
        "connectgaps": False,
        "hoverlabel": {"bgcolor": PAPER},
    }


def _shown(share: float) -> str:
    """The figure in a cell: only what is empty says 0, and only what is full is ticked."""
    if pd.isna(share):
        return NO_ROWS
    return ALL if share == 1 else str(min(max(round(100 * share), int(share > 0)), 99))


def _said(row: dict[str, Any]) -> str:
    month, name = words.value("month", row["month"]), plain(str(row["column"]).replace("_", " "))
    if pd.isna(row["share"]):
        return f"{month}<br>{name}<br>no rows"
    counted = f"{words.number(row['numerator'])} of {words.number(row['denominator'])}"
    return f"{month}<br>{name}<br>{words.percent(row['share'])}, {counted}"
