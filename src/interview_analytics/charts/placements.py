"""Tables of the jobs that were started go in; their charts come out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.bars import Tone, bars
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import untold, without_figures
from interview_analytics.charts.grid import Scale, share_scale
from interview_analytics.charts.industries import counted
from interview_analytics.charts.points import joined, label, points
from interview_analytics.charts.template import FIGURE, LATER, UNKNOWN

TONES = {"first": Tone(FIGURE), "later": Tone(LATER), "before enrolment": Tone(UNKNOWN, "/")}
SCALE = share_scale("Share of first placements")


def placements(table: pd.DataFrame) -> go.Figure:
    """How many jobs were started, first ones apart from later ones: a bar for each kind, or stacked for each group."""
    if untold(table):
        return without_figures(table, "placements")
    found = points(table, words.groups(table, "placements"), "start", said=lambda row: counted(row, "jobs"))
    tones = {label("start", start): tone for start, tone in TONES.items()}
    return bars(table, "placements", found, scale=Scale("Jobs started"), tones=tones)


def placed_in_met_industry(table: pd.DataFrame) -> go.Figure:
    """Which share of first placements was in an industry first met in an interview, and what chance would bring."""
    if untold(table):
        return without_figures(table, "placed_in_met_industry")
    by = words.groups(table, "placed_in_met_industry")
    met, chance = (table[table["basis"] == basis] for basis in ("met in an interview", "expected by chance"))
    expected = chance.assign(chance=chance["share"].where(chance["status"] == "shown"))
    if not by:
        rows = pd.concat([met, expected.drop(columns="share")], ignore_index=True)
        return dots(table, "placed_in_met_industry", points(rows, by, "basis", said=_said), scales=SCALE)
    rows = joined(met, expected, by, column="chance", name="chance")
    rows = rows.assign(note=[_by_chance(share) for share in rows["chance"]])
    return dots(table, "placed_in_met_industry", points(rows, by, ""), scales=SCALE)


def _said(row: dict[str, Any]) -> str:
    """The figures of either row: what was met, or what chance alone would bring."""
    if pd.isna(row["chance"]):
        return words.fraction(row)
    about, whole = words.rounded(row["chance"] * row["denominator"]), words.number(row["denominator"])
    return f"about {about} of {whole} ({words.percent(row['chance'])})"


def _by_chance(share: float) -> str:
    return "by chance: too few to tell" if pd.isna(share) else f"by chance: {words.percent(share)}"
