"""Tables of specialists and of their training go in; their charts, in the order of names, come out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from interview_analytics import words
from interview_analytics.charts.dots import dots
from interview_analytics.charts.frame import untold, without_figures
from interview_analytics.charts.grid import POINTS, Scale, share_scale
from interview_analytics.charts.points import joined, label, points
from interview_analytics.sentences.parts import amount

RATES = share_scale("Share of job seekers placed within a year")
SHARES, CHANGE = share_scale("Share of interviews"), Scale("Change, in percentage points", POINTS)
BEFORE, AFTER, BEYOND = "before the training", "after the training", "change beyond that of others"
RAW, SHRUNKEN = "as counted", "drawn towards the others"


def specialist_rates(table: pd.DataFrame) -> go.Figure:
    """Each share drawn towards the others as far as it rests on few people; a diamond is the share as counted."""
    if untold(table):
        return without_figures(table, "specialist_rates")
    by = words.groups(table, "specialist_rates")
    if not by:
        found = points(table, by, "basis", said=_rate)
        return dots(table, "specialist_rates", found, scales=RATES)
    raw, shrunken = (table[table["basis"] == basis] for basis in (RAW, SHRUNKEN))
    told = raw.assign(chance=raw["share"].where(raw["status"] == "shown"))
    noted = raw.assign(note=[f"as counted: {words.fraction(row)}" for row in raw.to_dict("records")])
    rows = joined(shrunken, noted, by, column="note", name="note")
    rows = joined(rows, told, by, column="chance", name="chance")
    return dots(table, "specialist_rates", points(rows, by, "", said=_rate), scales=RATES)


def _rate(row: dict[str, Any]) -> str:
    if not pd.isna(row["numerator"]):
        return words.fraction(row)
    return f"{words.with_interval(row['share'], row['low'], row['high'])}; {words.number(row['denominator'])} people"


def training_effect(table: pd.DataFrame) -> go.Figure:
    """Each practice before and after the training, and its change beyond that of others; by group, dot and diamond."""
    if untold(table):
        return without_figures(table, "training_effect")
    by = words.groups(table, "training_effect")
    if not by:
        named = table.assign(practice=table["practice"] + ", " + table["figure"]).sort_values(
            "figure", key=_last, kind="stable"
        )
        scales = {label("practice", row["practice"]): _scale(row) for row in named.to_dict("records")}
        return dots(table, "training_effect", points(named, by, "practice", said=_share), scales=scales)
    before, after = (table[table["figure"] == figure] for figure in (BEFORE, AFTER))
    told = before.assign(chance=before["share"].where(before["status"] == "shown"))
    keys = [*by, "practice"]
    rows = joined(after, told, keys, column="chance", name="chance")
    noted = before.assign(note=[f"before: {words.fraction(row)}" for row in before.to_dict("records")])
    rows = joined(rows, noted, keys, column="note", name="note")
    return dots(table, "training_effect", points(rows, by, "practice"), scales=SHARES)


def _last(figures: pd.Series) -> pd.Series:
    """The changes after the shares, which have another axis."""
    return (figures == BEYOND).astype("int64")


def _scale(row: dict[str, Any]) -> Scale:
    return CHANGE if row["figure"] == BEYOND else SHARES


def _share(row: dict[str, Any]) -> str:
    if row["figure"] != BEYOND:
        return words.fraction(row)
    change = f"{words.signed_points(row['estimate'])}{words.limits(BEYOND, row)}"
    return f"{change}\n{amount(row['people'], 'specialists')}"
