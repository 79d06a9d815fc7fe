"""The exports and what was found in them go in; a mapping.toml that asks what is unclear, ready to edit, comes out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from interview_analytics.errors import ExportError
from interview_analytics.headings import FILE
from interview_analytics.industries import SECTORS
from interview_analytics.interview_log import InterviewLog
from interview_analytics.load.originals import Original
from interview_analytics.tables import TABLES

_HOW = """\
# What the headings and words of these exports mean. It is read whenever it lies beside the exports.
# A line counts when the # in front of it is taken away: what the exports say stands on the left, what it means on the
# right, both in quotes. Lines that you do not need may stay as they are."""
_HEADINGS = """\
# Headings: name the column that is meant, as "interviews.held_on", or leave "" to say that it is not needed. All
# columns are listed at the end."""
_INDUSTRIES = """\
# Industries: the two-digit NAICS sector, as "62"; the sectors are listed at the end."""
_WORDLIKE = ("date not read", "number not read")  # a word may stand there for nothing, such as "pending"


def refuse_mapping(exports: Path) -> Path:
    """The place of the mapping beside these exports. Raises ExportError where one stands there already."""
    place = (exports if exports.is_dir() else exports.parent) / FILE
    if place.exists():
        raise ExportError(
            "There is a mapping beside the exports already, and it was left as it is.",
            "Add to it, or move it away and run the check again.",
            file=FILE,
        )
    return place


def write_mapping(originals: Sequence[Original], log: InterviewLog, exports: Path) -> Path | None:
    """The mapping that was written beside the exports; None, and nothing written, where all was understood."""
    place = refuse_mapping(exports)
    asked = [*_headings(originals), *_words(originals, log.problems), *_industries(log.industry_codes)]
    if not asked:
        return None
    place.write_text("\n".join([_HOW, *asked, "", *_reference()]) + "\n", encoding="utf-8")
    return place


def _headings(originals: Sequence[Original]) -> list[str]:
    """For each heading that was not read, a line to complete, below the file that it stands in."""
    lines: list[str] = []
    asked: set[str] = set()
    for original in originals:
        own = [(heading, line) for heading, line in _unread(original) if heading not in asked]
        asked |= {heading for heading, _ in own}
        if own:
            lines += ["", f"# {_place(original)}:", *(line for _, line in own)]
    return ["", _HEADINGS, "[headings]", *lines] if lines else []


def _place(original: Original) -> str:
    sheet = original.sheet
    place = f"{sheet.file}, sheet {sheet.sheet}" if sheet.sheet else sheet.file
    return _remark(place if original.recognised.parts else f"{place} (no table could be made of it)")


def _unread(original: Original) -> Iterator[tuple[str, str]]:
    """Each heading that was not read, with its line: once for each column that it looks like."""
    header, found = original.whole.header, original.recognised
    for at, near in found.unused.items():
        remark = f"it looks like {' or '.join(near)}" if near else ""
        for candidate in near or [""]:
            yield header[at], _line(header[at], candidate, remark)
    for at in found.doubled:
        yield header[at], _line(header[at], "", "another heading gives the same already; say which one counts")
    for at in found.strata.values():
        yield header[at], _line(header[at], "", "kept under its own name, to break figures down by")


def _words(originals: Sequence[Original], problems: pd.DataFrame) -> list[str]:
    """For each canonical column, its words that no list knows."""
    known = problems["rule"].eq("word not known") | (
        problems["rule"].isin(_WORDLIKE) & ~problems["value"].fillna("").str.contains(r"\d")
    )
    asked = problems[known & problems["value"].fillna("").ne("")]
    columns = _columns(originals)
    named = [columns.get(place, "") for place in asked[["file", "sheet", "column"]].itertuples(index=False, name=None)]
    counts = asked.assign(canonical=named).groupby(["canonical", "value"], sort=True).size()
    lines: list[str] = []
    for name in [name for name in dict.fromkeys(counts.index.get_level_values(0)) if name]:
        words = [_line(word, "", _times(count)) for word, count in counts[name].items()]
        lines += ["", f"# {_allowed(name)}", f"[values.{name}]", *words]
    return lines


def _columns(originals: Sequence[Original]) -> dict[tuple[str, str, str], str]:
    """By file, sheet and heading, the canonical column that the heading was taken for."""
    return {
        (own.sheet.file, own.sheet.sheet, own.whole.header[at]): column
        for own in originals
        for part in reversed(own.recognised.parts)
        for column, positions in part.columns.items()
        for at in positions
    }


def _allowed(name: str) -> str:
    words = sorted({word for table in TABLES.values() if name in table.names for word in table[name].choices})
    known = f"One of {', '.join(words)}" if words else "The word that is meant"
    return f'{known}, or "" for a cell that says nothing.'


def _industries(codes: pd.DataFrame) -> list[str]:
    """Each industry whose sector a person must decide, and each that was read by likeness, with what was taken."""
    asked = codes[codes["method"].isin(["not mapped", "near miss"]) & codes["text"].fillna("").ne("")]
    lines = [
        _line(row["text"], "" if pd.isna(row["sector"]) else row["sector"], _of(row))
        for row in asked.to_dict("records")
    ]
    return ["", _INDUSTRIES, "[values.industry]", *lines] if lines else []


def _of(row: dict) -> str:
    return f"{'read by likeness; ' if row['method'] == 'near miss' else ''}{_times(row['rows'])}"


def _line(left: str, right: str, remark: str) -> str:
    return f"# {_quoted(left)} = {_quoted(right)}{f'  # {_remark(remark)}' if remark else ''}"


def _quoted(text: str) -> str:
    """The text as TOML writes it, on one line whatever stands in it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _remark(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _reference() -> Iterator[str]:
    yield "# The columns:"
    for table in TABLES.values():
        yield f"# {table.meaning}"
        yield from (f"#   {table.name}.{column.name}: {column.meaning}" for column in table.columns)
    yield "# The sectors:"
    yield from (f"#   {code}: {name}" for code, name in SECTORS.items())
