"""Sheets as they were understood go in; how each of their headings was read, as a sentence, comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interview_analytics.load.originals import Original
from interview_analytics.tables import TABLES


def understood(sheets: Iterable[Original]) -> Iterator[str]:
    """Each heading that was read, with its place and the columns that it means, in the order of the sheet."""
    for own in sheets:
        place = f"{own.whole.file}, sheet {own.whole.sheet}" if own.whole.sheet else own.whole.file
        for at, columns in sorted(_columns(own).items()):
            yield f"{place}: '{own.whole.header[at]}' was read as {' and '.join(columns)}"


def _columns(own: Original) -> dict[int, list[str]]:
    """By position of a heading, the columns that it means, each with what it holds."""
    found: dict[int, list[str]] = {}
    for part in own.recognised.parts:
        for column, positions in part.columns.items():
            said = f"{part.table}.{column} ({TABLES[part.table][column].meaning})"
            for at in positions:
                found.setdefault(at, []).append(said)
    for name, at in own.recognised.strata.items():
        found.setdefault(at, []).append(f"{name.replace('_', ' ')}, to break figures down by")
    return found
