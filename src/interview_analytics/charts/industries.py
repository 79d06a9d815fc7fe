"""Tables of the industries that interviews opened up go in; their charts come out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.bars import Tone, bars
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import framed, letters, without_figures
from interview_analytics.charts.grid import Scale, share_scale
from interview_analytics.charts.points import distinct, label, points
from interview_analytics.charts.template import DISCOVERED, INTEREST, SOUGHT
from interview_analytics.tables import NOT_KNOWN

TONES = {"interest": Tone(INTEREST), "sought": Tone(SOUGHT, "/"), "discovered": Tone(DISCOVERED)}
CELL = 26


def industries_explored(table: pd.DataFrame) -> go.Figure:
    """How many industries were first explored, by how they came up: stacked bars, or one bar for each way."""
    if table.empty:
        return without_figures(table, "industries_explored")
    found = points(table, words.groups(table, "industries_explored"), "how", said=counted)
    tones = {label("how", how): tone for how, tone in TONES.items()}
    return bars(table, "industries_explored", found, scale=Scale("Industries first explored"), tones=tones)


def counted(row: dict[str, Any], units: str = "industries") -> str:
    """A count and the people behind it, in words."""
    return f"{words.number(row['count'])} {units}\n{words.number(row['people'])} job seekers"


def discoveries(table: pd.DataFrame) -> go.Figure:
    """In which share of first, second and later interviews a new industry came up: a dot for each."""
    if table.empty:
        return without_figures(table, "discoveries")
    found = points(table, words.groups(table, "discoveries"), "interview_number")
    return dots(table, "discoveries", found, scales=share_scale("Share of interviews"))


def planned_to_discovered(table: pd.DataFrame) -> go.Figure:
    """Which industries were discovered by people with which first interest: a matrix of counts; broken down, bars of them."""
    if table.empty:
        return without_figures(table, "planned_to_discovered")
    by = words.groups(table, "planned_to_discovered")
    if not by:
        return _matrix(table)
    found = points(summed(table, by), by, "", said=lambda row: f"{words.number(row['count'])} industries")
    return bars(table, "planned_to_discovered", found, scale=Scale("Industries discovered"))


def summed(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Counts added up over the rows of the same keys, in the table's order; not shown where one of them is not."""
    rows = table.groupby(keys, sort=False)
    hidden = table[table["status"] != "shown"].drop_duplicates(keys).set_index(keys)["status"]
    return rows["count"].sum().to_frame().assign(status=hidden).fillna({"status": "shown"}).reset_index()


def _matrix(table: pd.DataFrame) -> go.Figure:
    planned, discovered = (_in_order(table[end]) for end in ("planned", "discovered"))
    shown = table[table["status"] == "shown"]
    cells = {(row["planned"], row["discovered"]): row for row in shown.to_dict("records")}
    across = [label("discovered", code) for code in discovered]
    below = 84 + 0.72 * letters(across)
    figure = framed(table, "planned_to_discovered", plot=CELL * len(planned), below=below)
    rows = [[cells.get((start, end)) for end in discovered] for start in planned]
    figure.add_heatmap(
        z=[[None if cell is None else int(cell["count"]) for cell in row] for row in rows],
        text=[["" if cell is None else words.number(cell["count"]) for cell in row] for row in rows],
        hovertext=[[_pair(cell) for cell in row] for row in rows],
        texttemplate="%{text}", hoverinfo="text", colorscale=[[0, "#eaf4f0"], [1, DISCOVERED]], zmin=0, showscale=False,
        xgap=2, ygap=2,
    )  # fmt: skip
    ticks = {"tickvals": list(range(len(discovered))), "ticktext": across, "tickangle": -45, "showgrid": False}
    named = {"tickvals": list(range(len(planned))), "ticktext": [label("planned", code) for code in planned]}
    ends = {"range": [len(planned) - 0.5, -0.5], "showgrid": False}
    return figure.update_layout(
        xaxis=ticks | {"title": {"text": words.heading("discovered")}, "automargin": False},
        yaxis=named | ends | {"title": {"text": words.heading("planned")}},
    )


def _in_order(codes: pd.Series) -> list[str]:
    known = sorted(code for code in distinct(codes.tolist()) if code != NOT_KNOWN)
    return known + [NOT_KNOWN] * (NOT_KNOWN in set(codes))


def _pair(cell: dict[str, Any] | None) -> str:
    if cell is None:
        return ""
    ends = f"{label('planned', cell['planned'])} → {label('discovered', cell['discovered'])}"
    return "<br>".join([ends, *counted(cell).split("\n")])
