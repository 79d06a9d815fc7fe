"""The flows from first interest to outcome go in; a Sankey figure with few enough ends to be read comes out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.frame import Parts, framed, letters
from interview_analytics.charts.points import label
from interview_analytics.charts.template import (
    ELSEWHERE,
    FIGURE,
    INK,
    INTEREST,
    LEFT,
    LOOKING,
    PLAIN,
    QUIET,
    SOUGHT,
    UNEXPLORED,
    UNKNOWN,
)
from interview_analytics.tables import NOT_KNOWN

OUTCOME_COLORS = {
    "placed in that industry": FIGURE,
    "placed in another industry": ELSEWHERE,
    "placed without exploring any": UNEXPLORED,
    "left without a placement": LEFT,
    "still looking": LOOKING,
}
NONE_EXPLORED, OTHER = "no industry explored", "Other industries"
LAST = (OTHER, NOT_KNOWN, NONE_EXPLORED, *OUTCOME_COLORS)  # at the foot of their stage, in this order
STAGES = ("First interest", "Explored in an interview", "What came of it")
MOST = 7
SIGN = words.in_its_place(words.HIDDEN)[:1]
NOT_DRAWN = "{} of {} flows are hidden and not drawn; ends without a number hold some of them."
HEIGHT, PAD = 560, 12  # pixels

Node = tuple[int, str]  # stage 0, 1 or 2, and the name of the end


def sankey(table: pd.DataFrame) -> go.Figure:
    """Flows from the first interest to the industry explored to what came of it; small industries stand together.

    A flow that is hidden is not drawn, since its width would tell; where one begins or ends, no number stands.
    """
    whole = _links(table)
    links, partly = whole[whole["count"] > 0], _partly(whole)
    sizes = _sizes(links)
    names = {
        node: f"{label('source', node[1])}  {SIGN if node in partly else words.number(size)}"
        for node, size in sizes.items()
    }
    outcomes = [node for node in sizes if node[0] == 2]
    right = 24 + letters([names[node] for node in outcomes])
    drawing = framed(table, "flows", plot=HEIGHT, below=48, above=28, right=right)
    heights = _heights(sizes)
    drawing.traces.append(
        {
            "type": "sankey",
            "arrangement": "fixed",
            "node": _drawn_nodes(names, heights),
            "link": _drawn_links(links, list(sizes)),
            "textfont": {"size": PLAIN, "color": INK},
        }
    )
    for node in outcomes:
        at: Parts = {"x": 1, "y": 1 - heights[node], "xanchor": "left", "xshift": 14}
        drawing.note(names[node], size=PLAIN, xref="paper", yref="paper", **at)
    if partly:
        foot: Parts = {"x": 0, "y": 0, "xanchor": "left", "yanchor": "bottom", "xref": "paper", "yref": "paper"}
        drawing.note(
            NOT_DRAWN.format(int((table["status"] != "shown").sum()), len(table)), color=QUIET, yshift=-42, **foot
        )
    for stage, (place, anchor) in zip(STAGES, ((0, "left"), (0.5, "center"), (1, "center")), strict=True):
        at = {"x": place, "y": 1, "xanchor": anchor, "yanchor": "bottom", "yshift": 8}
        drawing.note(f"<b>{stage}</b>", size=PLAIN, xref="paper", yref="paper", **at)
    return drawing.figure()


def _links(table: pd.DataFrame) -> pd.DataFrame:
    """The links between the three stages, small industries put together on each side."""
    first, second = (table[table["stage"] == stage] for stage in ("interest to explored", "explored to outcome"))
    interests, explored = _largest(first, "source"), _largest(first, "target")
    first = first.assign(source=first["source"].map(interests), target=first["target"].map(explored), step=0)
    second = second.assign(source=second["source"].map(explored).fillna(OTHER), step=1)
    links = pd.concat([first, second], ignore_index=True)
    links = links.assign(count=links["count"].fillna(0).astype("int64"), partly=links["status"] != "shown")
    ends = links.groupby(["step", "source", "target"], sort=False)
    return ends.agg({"count": "sum", "partly": "any"}).reset_index()


def _partly(links: pd.DataFrame) -> set[Node]:
    """The ends of links of which a part is hidden."""
    hidden = links[links["partly"]]
    out, into = (
        zip(hidden["step"], hidden["source"], strict=True),
        zip(hidden["step"] + 1, hidden["target"], strict=True),
    )
    return {(int(step), str(name)) for step, name in (*out, *into)}


def _largest(links: pd.DataFrame, end: str) -> dict[str, str]:
    """Which industries keep their name: the largest seven; the others become "Other industries"."""
    sizes = links.groupby(end)["count"].sum()
    own = [name for name in sizes.index if name in (NOT_KNOWN, NONE_EXPLORED)]
    kept = sizes.drop(own).sort_values(ascending=False, kind="stable").index[:MOST]
    return {name: name if name in (*kept, *own) else OTHER for name in sizes.index}


def _sizes(links: pd.DataFrame) -> dict[Node, int]:
    """The ends of the links and how much passes through each, stage by stage, in the order of their codes."""
    out = links.groupby(["step", "source"])["count"].sum()
    into = links.assign(step=links["step"] + 1).groupby(["step", "target"])["count"].sum()
    sizes = pd.concat([out, into]).groupby(level=[0, 1]).max().to_dict()
    return {node: int(sizes[node]) for node in sorted(sizes, key=_order)}


def _order(node: Node) -> tuple[int, int, str]:
    stage, name = node
    return stage, LAST.index(name) + 1 if name in LAST else 0, name


def _heights(sizes: dict[Node, int]) -> dict[Node, float]:
    """Where the middle of each end stands, from 0 at the top to 1 at the foot."""
    stages = [[node for node in sizes if node[0] == stage] for stage in range(3)]
    scale = min((HEIGHT - PAD * (len(ends) - 1)) / sum(sizes[node] for node in ends) for ends in stages if ends)
    found: dict[Node, float] = {}
    for ends in stages:
        free = HEIGHT - scale * sum(sizes[node] for node in ends)
        gap, top = free / max(len(ends) - 1, 1), 0.0
        for node in ends:
            found[node] = (top + scale * sizes[node] / 2) / HEIGHT
            top += scale * sizes[node] + gap
    return found


def _drawn_nodes(names: dict[Node, str], heights: dict[Node, float]) -> dict[str, object]:
    return {
        "label": [name if node[0] < 2 else "" for node, name in names.items()],
        "customdata": list(names.values()),
        "hovertemplate": "%{customdata}<extra></extra>",
        "color": [_color(node) for node in names],
        "x": [(0.001, 0.5, 0.999)[stage] for stage, _ in names],
        "y": [heights[node] for node in names],
        "pad": PAD,
        "thickness": 16,
        "line": {"color": INK, "width": 0.5},
    }


def _color(node: Node) -> str:
    stage, name = node
    if name in (NOT_KNOWN, NONE_EXPLORED, OTHER):
        return UNKNOWN
    return OUTCOME_COLORS.get(name, (INTEREST, SOUGHT, UNKNOWN)[stage])


def _drawn_links(links: pd.DataFrame, nodes: list[Node]) -> dict[str, object]:
    rows = links.to_dict("records")
    return {
        "source": [nodes.index((row["step"], row["source"])) for row in rows],
        "target": [nodes.index((row["step"] + 1, row["target"])) for row in rows],
        "value": [row["count"] for row in rows],
        "color": [_tint(row["step"], row["target"]) for row in rows],
        "customdata": [_link(row) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _link(row: dict[str, Any]) -> str:
    """What a reader is told who points at a link."""
    ends = f"{label('source', row['source'])} → {label('target', row['target'])}"
    return f"{ends}: {words.number(row['count'])}{f' and {SIGN}' if row['partly'] else ''}"


def _tint(step: int, target: str) -> str:
    """The colour of a link: that of the outcome it leads to, see-through; before that grey."""
    color = OUTCOME_COLORS.get(target, QUIET) if step else QUIET
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{0.55 if step else 0.17})"
