"""A path goes in; the lines of its exports that are no records, and why each was taken for none, come out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from interview_analytics.load.files import exports, read_all
from interview_analytics.load.private import hidden


def left_out(path: str | Path) -> Iterator[str]:
    """Each title, repeated heading, total and footer of the exports, with its place and the reason, as a sentence."""
    _, files, notes = exports(Path(path))
    for sheet, _ in read_all(files, notes).sheets:
        place = f"{sheet.file}, sheet {sheet.sheet}" if sheet.sheet else sheet.file
        for drop in sheet.dropped:
            if drop.kind != "blank":
                yield f"{place}, line {drop.line} ('{hidden(drop.text)}'): {drop.kind}, as {drop.reason}"
