"""Tables of the industries that interviews opened up go in; their charts come out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.bars import Tone, bars
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import framed, letters, untold, without_figures
from interview_analytics.charts.grid import Scale, groups_axis, share_scale
from interview_analytics.charts.points import distinct, label, points, rows_height
from interview_analytics.charts.template import DISCOVERED, INTEREST, QUIET, SOUGHT
from interview_analytics.sentences.parts import amount
from interview_analytics.tables import NOT_KNOWN

TONES = {"interest": Tone(INTEREST), "sought": Tone(SOUGHT, "/"), "discovered": Tone(DISCOVERED)}


def industries_explored(table: pd.DataFrame) -> go.Figure:
    """How many industries were first explored, by how they came up: stacked bars, or one bar for each way."""
    if untold(table):
        return without_figures(table, "industries_explored")
    found = points(table, words.groups(table, "industries_explored"), "how", said=counted)
    tones = {label("how", how): tone for how, tone in TONES.items()}
    return bars(table, "industries_explored", found, scale=Scale("Industries first explored"), tones=tones)


def counted(row: dict[str, Any], units: str = "industries") -> str:
    """A count and the people behind it, in words."""
    return f"{words.number(row['count'])} {units}\n{amount(row['people'], 'job seekers')}"


def discoveries(table: pd.DataFrame) -> go.Figure:
    """In which share of first, second and later interviews a new industry came up: a dot for each."""
    if untold(table):
        return without_figures(table, "discoveries")
    found = points(table, words.groups(table, "discoveries"), "interview_number")
    return dots(table, "discoveries", found, scales=share_scale("Share of interviews"))


def planned_to_discovered(table: pd.DataFrame) -> go.Figure:
    """Which industries were discovered by people with which first interest: a matrix of counts; broken down, bars."""
    if untold(table):
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
    across = [label("discovered", code) for code in discovered]
    rows = [label("planned", code) for code in planned]
    plot = rows_height(rows, words.heading("planned"))
    drawing = framed(table, "planned_to_discovered", plot=plot, below=84 + 0.72 * letters(across))
    drawing.traces.append(_cells(table, planned, discovered))
    drawing.traces.append(_silent_cells(table[table["status"] != "shown"], planned, discovered))
    ticks = {"tickvals": list(range(len(discovered))), "ticktext": across, "tickangle": -45, "automargin": False}
    drawing.axis("x", **ticks, showgrid=False, title={"text": words.heading("discovered")})
    drawing.axis("y", **groups_axis(rows, words.heading("planned")) | {"showgrid": False})
    return drawing.figure()


def _cells(table: pd.DataFrame, planned: list[str], discovered: list[str]) -> dict[str, Any]:
    """The matrix, a row for each interest: the count in each cell that occurs, darker where it is larger."""
    found = {(row["planned"], row["discovered"]): row for row in table.to_dict("records")}
    rows = [[found.get((start, end)) for end in discovered] for start in planned]
    return {
        "type": "heatmap",
        "z": [[None if cell is None or _silent(cell) else int(cell["count"]) for cell in row] for row in rows],
        "text": [
            ["" if cell is None or _silent(cell) else words.number(cell["count"]) for cell in row] for row in rows
        ],
        "hovertext": [["" if cell is None else _pair(cell) for cell in row] for row in rows],
        "texttemplate": "%{text}",
        "hoverinfo": "text",
        "colorscale": [[0, "#eaf4f0"], [1, DISCOVERED]],
        "zmin": 0,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }


def _silent(cell: dict[str, Any]) -> bool:
    return bool(cell["status"] != "shown")


def _silent_cells(silent: pd.DataFrame, planned: list[str], discovered: list[str]) -> dict[str, Any]:
    """A sign in each cell whose count cannot be told."""
    rows = silent.to_dict("records")
    return {
        "type": "scatter",
        "mode": "text",
        "x": [discovered.index(row["discovered"]) for row in rows],
        "y": [planned.index(row["planned"]) for row in rows],
        "text": [words.in_its_place(row["status"])[:1] for row in rows],
        "hovertext": [_pair(row) for row in rows],
        "hoverinfo": "text",
        "textfont": {"color": QUIET},
    }


def _in_order(codes: pd.Series) -> list[str]:
    known = sorted(code for code in distinct(codes.tolist()) if code != NOT_KNOWN)
    return known + [NOT_KNOWN] * (NOT_KNOWN in set(codes))


def _pair(cell: dict[str, Any]) -> str:
    ends = f"{label('planned', cell['planned'])} → {label('discovered', cell['discovered'])}"
    said = words.in_its_place(cell["status"]) if _silent(cell) else counted(cell)
    return "<br>".join([ends, *said.split("\n")])
