"""Nothing goes in; the colours by their meaning and the slim plotly template that every figure carries come out."""

from __future__ import annotations

from functools import cache

import plotly.graph_objects as go

# One colour, one meaning, in every chart. Colours that meet in a chart differ in lightness: they survive a copier.
INK = "#1b2733"  # titles, labels
QUIET = "#55606b"  # subtitles, notes, what cannot be told
GRID = "#e3e7eb"
PAPER = "#ffffff"
FIGURE = "#15507d"  # the share or count that the chart is about; a job in the industry explored
BAND = "#c9dbea"  # an interval along a curve; what missing answers could change
LATER = "#86aed0"  # a later job
UNKNOWN = "#c3c9cf"  # not noted; before the programme; nothing explored
ELSEWHERE = "#b5a7d8"  # a job in another industry
UNEXPLORED = "#8a7fae"  # a job without any industry explored
LEAD = "#7d6a2b"  # a contact that led to a meeting about a job, or to a job
SIGNAL = "#a3123f"  # a month unlike ordinary variation
LEFT = "#b05a14"  # left without a placement
LOOKING = "#dfe4e8"  # still looking
INTEREST = "#a9d3c5"  # a stated interest
SOUGHT = "#4f9a86"  # looked for without being a stated interest
DISCOVERED = "#0f4f43"  # met by surprise in a conversation

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
SMALL, PLAIN, LARGE = 12, 13, 19  # font sizes in pixels

AXIS = {
    "gridcolor": GRID,
    "linecolor": "#9aa4ad",
    "zeroline": False,
    "automargin": True,
    "ticks": "",
    "ticklabelstandoff": 5,
    "title": {"font": {"size": PLAIN, "color": QUIET}, "standoff": 8},
    "tickfont": {"size": SMALL},
}


@cache
def template() -> go.layout.Template:
    """The look shared by all figures; it also takes away the button that would send a chart and its data to a cloud."""
    layout = {
        "font": {"family": FONT, "size": PLAIN, "color": INK},
        "title": {
            "font": {"size": LARGE},
            "subtitle": {"font": {"size": PLAIN, "color": QUIET}},
            "x": 0,
            "xref": "container",
            "pad": {"l": 12},
            "xanchor": "left",
            "yanchor": "bottom",
        },
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "modebar": {"remove": ["sendChartToCloud"], "color": "#9aa4ad", "bgcolor": "rgba(0,0,0,0)"},
        "hoverlabel": {"bgcolor": PAPER, "align": "left", "font": {"size": PLAIN, "color": INK}},
        "hovermode": "closest",
        "xaxis": AXIS,
        "yaxis": AXIS,
    }
    return go.layout.Template(layout=layout)
