"""A measure's table goes in; an empty figure with title, subtitle, alternative text and the mark, all margins set, comes out."""

from __future__ import annotations

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.points import plain
from interview_analytics.charts.template import INK, PLAIN, QUIET, SMALL, template
from interview_analytics.sentences import sentence

MARK = "Internal: may identify people"
TITLE_WIDTH, SUBTITLE_WIDTH = 62, 104  # characters that fit a report's column
LINE = {"title": 25, "subtitle": 18}  # pixels
BELOW = 80  # room for tick labels, the axis title and the mark
LETTER = 6.6  # pixels that a small letter takes, on the generous side


def framed(
    table: pd.DataFrame, measure: str, *, plot: float, right: float = 24, below: float = BELOW, above: float = 0
) -> go.Figure:
    """A figure without marks in it: what it shows, of what, as of when, and who may see it.

    plot: height of the plotting area. right, below: margins. above: room for a legend or for titles of panels. In pixels.
    """
    title, subtitle = _title(table, measure), _subtitle(table, measure)
    top = 22 + LINE["title"] * len(title) + LINE["subtitle"] * len(subtitle) + 14 + above
    figure = go.Figure()
    figure.update_layout(
        template=template(),
        title={"text": "<br>".join(title), "subtitle": {"text": "<br>".join(subtitle)}, "y": 1, "yanchor": "top"},
        title_pad_t=16,
        height=round(top + plot + below),
        margin={"t": top, "b": below, "l": 24, "r": right},
        meta={"alt": sentence(table, measure)},
        showlegend=False,
    )
    return figure.add_annotation(
        name="mark", text=MARK, xref="paper", yref="paper", x=1, y=0, xanchor="right", yanchor="bottom",
        xshift=right - 12, yshift=6 - below, showarrow=False, font={"size": SMALL, "color": QUIET},
    )  # fmt: skip


def without_figures(table: pd.DataFrame, measure: str) -> go.Figure:
    """A titled figure that says in its middle why there is nothing to show."""
    figure = framed(table, measure, plot=160)
    note = table.attrs.get("note") or "there is nothing to count"
    text = "<br>".join(plain(line) for line in wrap(f"Nothing to show: {note}.", 70))
    figure.add_annotation(
        text=text, xref="paper", yref="paper", x=0.5, y=0.5, showarrow=False, font={"size": PLAIN + 2, "color": INK}
    )
    return figure.update_layout(xaxis={"visible": False}, yaxis={"visible": False})


def letters(texts: list[str]) -> float:
    """The width in pixels of the longest line among texts."""
    lines = [line for text in texts for line in text.split("<br>")]
    return LETTER * max((len(line) for line in lines), default=0)


def _title(table: pd.DataFrame, measure: str) -> list[str]:
    by = words.broken_down(words.groups(table, measure))
    text = f"{words.title(measure)}, {by}" if by else words.title(measure)
    return [plain(line) for line in wrap(text, TITLE_WIDTH)]


def _subtitle(table: pd.DataFrame, measure: str) -> list[str]:
    window, as_of = table.attrs.get("window", ""), table.attrs.get("as_of", "")
    dates = [part for part in (window, f"as of {words.day(as_of)}" if as_of else "") if part]
    text = words.subtitle(measure)
    lines = wrap(f"{text}.", SUBTITLE_WIDTH) + ([", ".join(dates)[:1].upper() + ", ".join(dates)[1:]] if dates else [])
    return [plain(line) for line in lines]
