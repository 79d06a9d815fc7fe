"""A table as a reader sees it goes in; how wide each of its columns is on paper, in inches, comes out."""

from __future__ import annotations

from collections.abc import Sequence

from interview_analytics.report.cells import Cell, Shown

ACROSS = 7.1  # inches between the margins
LETTER = 0.0705  # inches that a letter of a table takes, on the generous side
PADDING = 0.09  # inches beside the text of a cell, left and right together
WIDEST = 34  # letters of a column; a longer text goes over several lines


def widths(table: Shown) -> list[float]:
    """By the longest text of each column, together no wider than the page; where that is too narrow, headings break."""
    columns = list(zip(*([Cell(heading) for heading in table.headings], *table.rows), strict=True))
    wide = [LETTER * (min(max(len(cell.text) for cell in column), WIDEST) + 2) + PADDING for column in columns]
    least = [LETTER * max(map(len, _pieces(column))) + PADDING for column in columns]
    over, spare = max(sum(wide) - ACROSS, 0.0), max(sum(wide) - sum(least), LETTER)
    closer = min(over / spare, 1.0)
    fitted = [own - closer * (own - tight) for own, tight in zip(wide, least, strict=True)]
    return [own * min(1.0, ACROSS / sum(fitted)) for own in fitted]


def _pieces(column: Sequence[Cell]) -> list[str]:
    """What stays on one line: words, and figures with their signs and intervals."""
    return [piece for cell in column for piece in ([cell.text] if cell.figures else cell.text.split())]
