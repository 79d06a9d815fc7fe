"""A sheet goes in; which of its columns and rows are never shown to anybody, whatever for, comes out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from interview_analytics.headings import meanings
from interview_analytics.load.context import whole_names
from interview_analytics.load.marks import handed
from interview_analytics.load.private import private_columns
from interview_analytics.reading import Sheet

SLIPPED = ("short row", "long row", "stray quote")  # rules by which cells may stand under the wrong heading


def kept_back(sheet: Sheet) -> set[int]:
    """The positions of columns that are never shown: private ones, and names where identifiers stand beside them."""
    private = set(private_columns(sheet)) - set(whole_names(sheet))
    others = {at: meanings(heading) for at, heading in enumerate(sheet.header) if at not in private}
    identified = {(table, own.column) for known in others.values() for table, own in known.items() if not own.is_name}
    names = {
        at
        for at, known in others.items()
        if known and all(own.is_name and (table, own.column) in identified for table, own in known.items())
    }
    return private | names


def masked(sheet: Sheet) -> frozenset[int]:
    """The lines of which no cell is shown, as what is kept back may have slipped under another heading."""
    slipped = {problem.line for problem in sheet.problems if problem.fault.rule in SLIPPED and problem.line}
    return frozenset(slipped) if slipped and kept_back(sheet) else frozenset()


def handed_out(sheet: Sheet, columns: Sequence[int], rows: np.ndarray) -> list[list[str]]:
    """For each of these columns, the texts of these rows as they are handed out to be mended."""
    covered = np.isin(sheet.first_lines[rows], list(masked(sheet)))
    texts = [handed(sheet, at, rows) for at in columns]
    return [np.where(covered, "", np.array(own, dtype=object)).tolist() for own in texts] if covered.any() else texts
