"""A measure's table goes in; a drawing that has its title, alternative text and margins, and no data yet, comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.points import plain
from interview_analytics.charts.template import INK, PLAIN, QUIET, SMALL, template
from interview_analytics.sentences import hidden, sentence

MARK, PUBLIC = "Internal: may identify people", "public"
TITLE_WIDTH, SUBTITLE_WIDTH = 62, 104  # characters that fit a report's column
TITLE_LINE, SUBTITLE_LINE = 25, 17  # pixels
FIRST_LINE = 32  # from the top edge to the foot of the title's first line, in pixels
BELOW = 80  # room for tick labels, the axis title and the mark, in pixels
LETTER = 6.6  # pixels that a small letter takes, on the generous side

Parts = dict[str, Any]


@dataclass(frozen=True)
class Caption:
    """The words of a figure: the lines of its title and subtitle, its alternative text, and who may see it."""

    title: list[str]
    subtitle: list[str]
    alt: str
    mark: str = MARK


@dataclass(frozen=True)
class Drawing:
    """The parts of a figure while it is being drawn, as plotly writes them: traces, notes, and the layout."""

    layout: Parts
    traces: list[Parts] = field(default_factory=list)
    notes: list[Parts] = field(default_factory=list)

    def note(self, text: str, *, size: int = SMALL, color: str = INK, **place: Any) -> None:
        """Write a text somewhere."""
        self.notes.append({"text": text, "showarrow": False, "font": {"size": size, "color": color}, **place})

    def axis(self, name: str, **parts: Any) -> None:
        """Add to the layout of an axis, by plotly's short name: "x", "y2"."""
        key = f"{name[0]}axis{name[1:]}"
        self.layout[key] = self.layout.get(key, {}) | parts

    def figure(self) -> go.Figure:
        """The finished figure."""
        return go.Figure(data=self.traces, layout={**self.layout, "annotations": self.notes})


def framed(
    table: pd.DataFrame, measure: str, *, plot: float, right: float = 24, below: float = BELOW, above: float = 0
) -> Drawing:
    """A drawing without data in it: what it shows, of what, as of when, and who may see it.

    In pixels: the height of the plotting area, the margins right and below, room above for a legend or for titles.
    """
    mark = "" if table.attrs.get("audience") == PUBLIC else MARK  # in doubt a figure is marked
    caption = Caption(_title(table, measure), _subtitle(table, measure), sentence(table, measure), mark)
    return captioned(caption, plot=plot, right=right, below=below, above=above)


def captioned(caption: Caption, *, plot: float, right: float = 24, below: float = BELOW, above: float = 0) -> Drawing:
    """A drawing without data in it, with its words."""
    lines = len(caption.title) - 1, len(caption.subtitle)
    top = FIRST_LINE + TITLE_LINE * lines[0] + SUBTITLE_LINE * lines[1] + 26 + above
    height = round(top + plot + below)
    subtitle = {"text": "<br>".join(caption.subtitle)}
    title = {"text": "<br>".join(caption.title), "subtitle": subtitle, "y": 1 - FIRST_LINE / height}
    drawing = Drawing(
        {
            "template": template(),
            "title": title,
            "height": height,
            "margin": {"t": top, "b": below, "l": 24, "r": right},
            "meta": {"alt": caption.alt},
            "showlegend": False,
        }
    )
    foot: Parts = {"x": 1, "y": 0, "xanchor": "right", "yanchor": "bottom", "xshift": right - 12, "yshift": 6 - below}
    if caption.mark:
        drawing.note(caption.mark, color=QUIET, name="mark", xref="paper", yref="paper", **foot)
    return drawing


def untold(table: pd.DataFrame) -> bool:
    """There is nothing to draw: the table has no rows, or every figure in it is hidden."""
    return table.empty or hidden.nothing_shown(table)


def without_figures(table: pd.DataFrame, measure: str) -> go.Figure:
    """A titled figure that says in its middle why there is nothing to show."""
    drawing = framed(table, measure, plot=60)
    lines = "<br>".join(plain(line) for line in wrap(f"Nothing to show: {_why(table)}.", 70))
    drawing.note(lines, size=PLAIN + 2, xref="paper", yref="paper", x=0.5, y=0.5)
    for axis in ("x", "y"):
        drawing.axis(axis, visible=False)
    return drawing.figure()


def _why(table: pd.DataFrame) -> str:
    if untold(table) and not table.empty:
        return hidden.all_hidden(table)
    silent = "there is nothing to count" if table.empty else words.status(table["status"].iloc[0])
    return str(table.attrs.get("note") or silent)


def letters(texts: list[str]) -> float:
    """The width in pixels of the longest line among texts."""
    lines = [line for text in texts for line in text.split("<br>")]
    return LETTER * max((len(line) for line in lines), default=0)


def _title(table: pd.DataFrame, measure: str) -> list[str]:
    by = words.broken_down(words.groups(table, measure), measure)
    text = f"{words.title(measure)}, {by}" if by else words.title(measure)
    return [plain(line) for line in wrap(text, TITLE_WIDTH)]


def _subtitle(table: pd.DataFrame, measure: str) -> list[str]:
    window, as_of = table.attrs.get("window", ""), table.attrs.get("as_of", "")
    dates = ", ".join(part for part in (window, f"as of {words.day(as_of)}" if as_of else "") if part)
    why = "" if untold(table) else hidden.means(table)
    legend = wrap(f"{words.in_its_place(words.HIDDEN)}: {why}", SUBTITLE_WIDTH) if why else []
    lines = [*wrap(f"{words.subtitle(measure)}.", SUBTITLE_WIDTH), dates[:1].upper() + dates[1:], *legend]
    return [plain(line) for line in lines if line]
