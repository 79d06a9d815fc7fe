"""A release goes in; a description of its csv files, with type, unit and meaning of each column, comes out as JSON."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from interview_analytics import words
from interview_analytics.measures import MEASURES, Measure
from interview_analytics.release import Release
from interview_analytics.report.cells import FIGURE_HEADINGS
from interview_analytics.report.side_by_side import printed, whole
from interview_analytics.tables import TABLES
from interview_analytics.templates import TO_DATE

NAME = "datapackage.json"
SHARE, LIMITS = "share from 0 to 1", "of the 95 % interval; empty where there is none"
STATUSES = {
    "shown": "the figures are there",
    "hidden": "not shown, to protect people",
    "too_few": "too few to tell",
    "not_yet_due": "its time is not over",
    "not_known": "not recorded",
}
ESTIMATED = {  # the unit of a measure's estimates; all others are shares, or named by the row
    "median_earnings_q2": "US dollars in the quarter",
    "interview_rate": "interviews a month",
    "accumulation": "industries",
    "breadth": "industries",
    "unseen": "industries",
}


def descriptor(release: Release) -> str:
    """The data package of the release's csv files, by the first version of the Frictionless standard."""
    stretch = f"{release.period.first} to {release.period.last}" if release.period else "all dates"
    package = {
        "profile": "tabular-data-package",
        "name": release.template.name.lower().replace(" ", "-"),
        "title": release.template.title,
        "description": " ".join(
            part for part in (release.mark and f"{release.mark}.", f"Period: {stretch}; as of {release.as_of}.") if part
        ),
        "resources": [_resource(release, name) for name in printed(release)],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(release: Release, name: str) -> dict[str, Any]:
    entry, table = release.entries[name], whole(release, name)
    own = MEASURES[entry.measure]
    keys = [column for column in table if column.removesuffix(TO_DATE) not in words.FIGURES]
    since = f"since {release.since.first}" if release.since else ""
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": entry.heading,
        "description": f"{own.definition} {entry.words}",
        "path": f"tables/{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(own, column, table, since) for column in table],
            "missingValues": [""],
            **({"primaryKey": keys} if keys and not table.empty else {}),
        },
    }


def _field(own: Measure, column: str, table: pd.DataFrame, since: str) -> dict[str, Any]:
    """One column; a unit is said beside what the standard knows, as it allows."""
    to_date = column.endswith(TO_DATE)
    figure = column.removesuffix(TO_DATE)
    title = FIGURE_HEADINGS.get(own.name, "") if figure == "estimate" else ""
    unit = _unit(own, figure, list(table))
    return {
        "name": column,
        "type": _type(table[column]),
        "title": (title or words.column_heading(own.name, figure)) + (f", {since}" if to_date else ""),
        "description": _meaning(own, figure) + (f" Counted {since}." if to_date else ""),
        **({"unit": unit} if unit else {}),
        **_constraints(figure),
    }


def _type(values: pd.Series) -> str:
    if pd.api.types.is_integer_dtype(values):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(values) else "string"


def _constraints(figure: str) -> dict[str, Any]:
    if figure == "share":
        return {"constraints": {"minimum": 0, "maximum": 1}}
    if figure == "status":
        return {"constraints": {"enum": list(STATUSES)}}
    return {"constraints": {"minimum": 0}} if figure in words.COUNTS else {}


def _unit(own: Measure, figure: str, columns: list[str]) -> str:
    if figure in words.COUNTS:
        return "people" if figure == "people" else own.unit
    if figure == "share":
        return SHARE
    if figure not in ("estimate", "low", "high"):
        return ""
    named = words.UNITS.get(own.name)
    if named in columns:
        return f"as the column '{named}' says"
    return ESTIMATED.get(own.name, SHARE)


def _meaning(own: Measure, figure: str) -> str:
    meanings = {
        "count": f"How many; one count is one {own.unit}.",
        "numerator": "How many of the denominator hold.",
        "denominator": "Of how many.",
        "share": "The numerator divided by the denominator.",
        "estimate": words.subtitle(own.name) + ".",
        "low": f"Lower limit {LIMITS}.",
        "high": f"Upper limit {LIMITS}.",
        "people": "Different persons behind the row.",
        "status": "; ".join(f"{name}: {said}" for name, said in STATUSES.items()) + ".",
    }
    return meanings.get(figure) or _group(figure)


def _group(column: str) -> str:
    """What a column says that is no figure: as the tables define it where they know it."""
    known = [table[column].meaning for table in TABLES.values() if column in table.names]
    said = known[0] if known else words.heading(column)
    return f"{said[:1].upper()}{said[1:]}."
