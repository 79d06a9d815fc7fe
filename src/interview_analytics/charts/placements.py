"""Tables of the jobs that were started go in; their charts come out."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.bars import Tone, bars
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import without_figures
from interview_analytics.charts.grid import Scale, share_scale
from interview_analytics.charts.industries import counted
from interview_analytics.charts.points import beside, label, points
from interview_analytics.charts.template import FIGURE, LATER, UNKNOWN

TONES = {"first": Tone(FIGURE), "later": Tone(LATER), "before enrolment": Tone(UNKNOWN, "/")}


def placements(table: pd.DataFrame) -> go.Figure:
    """How many jobs were started, first ones apart from later ones: a bar for each kind, or stacked for each group."""
    if table.empty:
        return without_figures(table, "placements")
    found = points(table, words.groups(table, "placements"), "start", said=lambda row: counted(row, "jobs"))
    tones = {label("start", start): tone for start, tone in TONES.items()}
    return bars(table, "placements", found, scale=Scale("Jobs started"), tones=tones)


def placed_in_met_industry(table: pd.DataFrame) -> go.Figure:
    """Which share of first placements was in an industry first met in an interview: a dot, and a diamond for chance alone."""
    if table.empty:
        return without_figures(table, "placed_in_met_industry")
    by = words.groups(table, "placed_in_met_industry")
    met, chance = (table[table["basis"] == basis] for basis in ("met in an interview", "expected by chance"))
    chance = chance.assign(share=chance["share"].where(chance["status"] == "shown"))
    rows = beside(met, chance, by, "share", "chance")
    found = points(
        rows.assign(note=[_by_chance(share) for share in rows["chance"]]) if by else _two_rows(met, chance),
        by,
        "" if by else "basis",
    )
    return dots(table, "placed_in_met_industry", found, scales=share_scale("Share of first placements"))


def _two_rows(met: pd.DataFrame, chance: pd.DataFrame) -> pd.DataFrame:
    """What was met and what chance alone would bring, one under the other."""
    expected = chance.assign(chance=chance["share"], share=pd.NA)
    return pd.concat([met, expected.astype({"share": "Float64"})], ignore_index=True)


def _said(row: dict[str, Any]) -> str:
    if pd.isna(row["share"]):
        return f"about {words.rounded(row['chance'] * row['denominator'])} of {words.number(row['denominator'])} ({words.percent(row['chance'])})"
    return words.fraction(row)


def _by_chance(share: float) -> str:
    return "by chance: too few to tell" if pd.isna(share) else f"by chance: {words.percent(share)}"
