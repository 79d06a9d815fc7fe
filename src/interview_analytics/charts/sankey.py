"""The flows from first interest to outcome go in; a Sankey figure with few enough ends to be read comes out."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.frame import framed
from interview_analytics.charts.points import label
from interview_analytics.charts.template import (
    ELSEWHERE,
    FIGURE,
    INTEREST,
    LEFT,
    LOOKING,
    PLAIN,
    SMALL,
    SOUGHT,
    UNKNOWN,
)
from interview_analytics.tables import NOT_KNOWN

OUTCOME_COLORS = {
    "placed in that industry": FIGURE,
    "placed in another industry": ELSEWHERE,
    "left without a placement": LEFT,
    "still looking": LOOKING,
}
NONE_EXPLORED, OTHER = "no industry explored", "Other industries"
STAGES = ("First interest", "Explored in an interview", "What came of it")
MOST = 7


def sankey(table: pd.DataFrame) -> go.Figure:
    """Flows from the first interest to the industry explored to what came of it; small industries stand together."""
    links = _links(table[table["status"] == "shown"])
    nodes = _nodes(links)
    place = {node: number for number, node in enumerate(nodes)}
    figure = framed(table, "flows", plot=540, below=48, above=28)
    figure.add_sankey(
        arrangement="fixed",
        node={
            "label": [_named(node, links) for node in nodes], "color": [_color(node) for node in nodes], "pad": 14,
            "thickness": 16, "line": {"color": "#1b2733", "width": 0.5}, "hovertemplate": "%{label}<extra></extra>",
        },
        link={
            "source": [place[0 + row.step, row.source] for row in links.itertuples()],
            "target": [place[1 + row.step, row.target] for row in links.itertuples()],
            "value": links["count"].tolist(), "color": [_tint(row.step, row.target) for row in links.itertuples()],
            "hovertemplate": "%{source.label} → %{target.label}: %{value:,d}<extra></extra>",
        },
        textfont={"size": PLAIN, "color": "#1b2733"},
    )  # fmt: skip
    return _headed(figure)


def _links(table: pd.DataFrame) -> pd.DataFrame:
    """The links between the three stages, small industries put together on each side."""
    first, second = (table[table["stage"] == stage] for stage in ("interest to explored", "explored to outcome"))
    interests, explored = _largest(first, "source"), _largest(first, "target")
    first = first.assign(source=first["source"].map(interests), target=first["target"].map(explored), step=0)
    second = second.assign(source=second["source"].map(explored).fillna(OTHER), step=1)
    links = pd.concat([first, second], ignore_index=True).astype({"count": "int64"})
    return links.groupby(["step", "source", "target"], sort=False)["count"].sum().reset_index()


def _largest(links: pd.DataFrame, end: str) -> dict[str, str]:
    """Which industries keep their name: the largest seven; the others become "Other industries"."""
    sizes = links.groupby(end)["count"].sum()
    own = [name for name in sizes.index if name in (NOT_KNOWN, NONE_EXPLORED)]
    kept = sizes.drop(own).sort_values(ascending=False, kind="stable").index[:MOST]
    return {name: name if name in (*kept, *own) else OTHER for name in sizes.index}


def _nodes(links: pd.DataFrame) -> list[tuple[int, str]]:
    """The ends of the links, stage by stage, industries in the order of their codes and the others below."""
    ends = [(row.step, row.source) for row in links.itertuples()] + [
        (row.step + 1, row.target) for row in links.itertuples()
    ]
    return sorted(set(ends), key=_order)


def _order(node: tuple[int, str]) -> tuple[int, int, str]:
    stage, name = node
    last = [OTHER, NOT_KNOWN, NONE_EXPLORED, *OUTCOME_COLORS]
    return stage, last.index(name) + 1 if name in last else 0, name


def _named(node: tuple[int, str], links: pd.DataFrame) -> str:
    stage, name = node
    out, into = (
        links[(links["step"] == step) & (links[end] == name)]
        for step, end in ((stage, "source"), (stage - 1, "target"))
    )
    return f"{label('source', name)}  {words.number(max(out['count'].sum(), into['count'].sum()))}"


def _color(node: tuple[int, str]) -> str:
    stage, name = node
    if name in (NOT_KNOWN, NONE_EXPLORED, OTHER):
        return UNKNOWN
    return OUTCOME_COLORS.get(name, (INTEREST, SOUGHT, UNKNOWN)[stage])


def _tint(step: int, target: str) -> str:
    red, green, blue = (int(OUTCOME_COLORS.get(target, UNKNOWN)[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{0.5 if step else 0.35})"


def _headed(figure: go.Figure) -> go.Figure:
    """Write what each of the three stages is, above it."""
    for stage, (place, anchor) in zip(STAGES, ((0, "left"), (0.5, "center"), (1, "right")), strict=True):
        figure.add_annotation(
            text=f"<b>{stage}</b>", xref="paper", yref="paper", x=place, y=1, xanchor=anchor, yanchor="bottom", yshift=8,
            showarrow=False, font={"size": SMALL},
        )  # fmt: skip
    return figure
