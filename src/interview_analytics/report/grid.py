"""Grids of the same rows, of a period and to date, go in; one grid with the figures of both side by side comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from interview_analytics.report.side_by_side import under


@dataclass(frozen=True)
class Grid:
    """A native table: its headings, its rows of values, the format of each cell, and what it holds, in words."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    formats: Sequence[Sequence[str]]
    alt: str


def beside(grids: dict[str, Grid], keys: int) -> Grid:
    """The grids of the same rows as one: the columns that say what a row is about once, the figures of each."""
    own, *further = grids.values()
    if not further:
        return own
    headings = [heading for title, grid in grids.items() for heading in under(title, grid.headings[keys:])]
    rows = _joined([grid.rows for grid in grids.values()], keys)
    formats = _joined([grid.formats for grid in grids.values()], keys)
    return Grid([*own.headings[:keys], *headings], rows, formats, own.alt)


def _joined(parts: Sequence[Sequence[Sequence[Any]]], keys: int) -> list[list[Any]]:
    """Rows of several tables as one: those of the first, and behind each the others' without their keys."""
    return [[*first, *chain(*(more[keys:] for more in others))] for first, *others in zip(*parts, strict=True)]
