"""Texts that choose from a vocabulary go in; the vocabulary's own words come out."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import pyarrow as pa

from interview_analytics.reading import Fault
from interview_analytics.reading.sheet import BLANKED, NOTED
from interview_analytics.tables import YES_NO, Column
from interview_analytics.values.parsed import NOTHING, Parsed, plain_word, trimmed

UNKNOWN, OTHER = "unknown", "other"


def choices(distinct: pa.Array, column: Column) -> Parsed:
    """The words of the column's vocabulary; nothing is `unknown` where it has that word, as a column that was asked
    and not answered. A word that no list knows is `other` where the vocabulary has it (noted), else blanked."""
    words = _words(column.name if column.choices != YES_NO else "yes_no", column.choices)
    unanswered = UNKNOWN if UNKNOWN in column.choices else None
    read: list[str | None] = []
    faults: dict[int, Fault] = {}
    for at, text in enumerate(trimmed(distinct).to_pylist()):
        found = words.get(plain_word(text)) or words.get(text.casefold())
        if found or text.casefold() in NOTHING or not plain_word(text):
            read.append(found or unanswered)
            continue
        if plain_word(text) in ("unknown", "none"):
            read.append(unanswered)
            continue
        faults[at] = _unknown_word(column)
        read.append(OTHER if OTHER in column.choices else unanswered)
    return Parsed(pa.array(read, pa.string()), faults)


def _unknown_word(column: Column) -> Fault:
    remedy = f"Use one of {', '.join(column.choices)}, or say in mapping.toml what the word means."
    if OTHER in column.choices:
        return Fault("word not known", "No list knows this word; it was taken as 'other'.", remedy, NOTED)
    return Fault("word not known", "No list knows this word.", remedy, BLANKED)


@cache
def _words(name: str, vocabulary: tuple[str, ...]) -> dict[str, str]:
    lists = tomllib.loads(files(__package__).joinpath("choices.toml").read_text(encoding="utf-8")).get(name, {})
    words = {plain_word(word) or word: choice for choice, known in lists.items() for word in known}
    return words | {plain_word(choice): choice for choice in vocabulary}
