"""A mapping file, a dict or nothing goes in; the user's word on what headings and values mean comes out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from pathlib import Path

from interview_analytics.errors import ExportError
from interview_analytics.headings.words import normalised
from interview_analytics.tables import TABLES

FILE = "mapping.toml"
_COLUMNS = {column for table in TABLES.values() for column in table.names}


@dataclass(frozen=True)
class Mapping:
    """What the user said: headings by plain form -> `table.column`, `column` or "" (leave out); values by column."""

    headings: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)


def read_mapping(given: str | Path | Dictionary | None, folder: Path) -> Mapping:
    """The mapping that was given, else the one that lies beside the exports, else an empty one."""
    if isinstance(given, Dictionary):
        return _checked(given, "mapping")
    path = Path(given) if given is not None else folder / FILE
    if given is None and not path.is_file():
        return Mapping()
    return _checked(_parsed(path), path.name)


def _parsed(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ExportError("There is no such mapping file.", "Check the path.", file=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ExportError(
            f"The mapping file is not valid TOML ({error}).", "Put both sides in quotes.", file=path.name
        ) from None


def _checked(content: Dictionary, file: str) -> Mapping:
    for key in content:
        if key not in ("headings", "values"):
            raise ExportError(
                "A mapping has the parts [headings] and [values.<column>] only.", file=file, column=str(key)
            )
    headings, values = _table(content, "headings", file), _table(content, "values", file)
    for heading, target in headings.items():
        if not isinstance(target, str) or not _is_column(target):
            raise ExportError(
                "There is no such column.",
                "Name one as interviews.held_on, or leave it empty to leave the column out.",
                file=file,
                column=str(heading),
                value=str(target),
            )
    for column in values:
        _check_words(column, _table(values, column, file), file)
    return Mapping(
        {normalised(heading): target for heading, target in headings.items()},
        {column: {word.strip().casefold(): ours for word, ours in words.items()} for column, words in values.items()},
    )


def _table(content: Dictionary, key: str, file: str) -> Dictionary:
    part = content.get(key, {})
    if not isinstance(part, Dictionary):
        raise ExportError(
            "A table of pairs is expected here.", 'Write "their word" = "our word".', file=file, column=str(key)
        )
    return part


def _is_column(target: str) -> bool:
    table, dot, column = target.rpartition(".")
    return not target or (column in TABLES[table].names if dot and table in TABLES else not dot and column in _COLUMNS)


def _check_words(column: str, words: Dictionary, file: str) -> None:
    key = f"values.{column}"
    if column not in _COLUMNS:
        raise ExportError(
            "There is no such column.", "Name one of the canonical columns, as [values.status].", file=file, column=key
        )
    choices = {choice for table in TABLES.values() if column in table.names for choice in table[column].choices}
    for word, ours in words.items():
        if not isinstance(ours, str) or (choices and ours and ours not in choices):
            allowed = (
                f"One of {', '.join(sorted(choices))} is expected." if choices else "A text in quotes is expected."
            )
            raise ExportError(
                "The right side is no known word.", allowed, file=file, column=key, value=f"{word} = {ours}"
            )
