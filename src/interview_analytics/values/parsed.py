"""Texts go in; the words that stand for nothing are told apart from those that say something."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.reading import Fault

NOTHING = (
    "",
    "n/a",
    "na",
    "n.a.",
    "-",
    "--",
    "---",
    "–",
    "—",
    "null",
    "nan",
    "nil",
    "#n/a",
    ".",
    "?",
    "not applicable",
    "<na>",
    "nat",
)
NOTHING_AT_ALL = (*NOTHING, "none", "unknown", "not known", "not recorded", "not available")


@dataclass(frozen=True)
class Parsed:
    """What the distinct texts of a column mean, in their order; null is nothing; `notes` concern the whole column."""

    values: pa.Array
    faults: dict[int, Fault] = field(default_factory=dict)
    notes: list[Fault] = field(default_factory=list)


def trimmed(distinct: pa.Array) -> pa.Array:
    """The texts without white space around them and the apostrophe that keeps a spreadsheet from reading them."""
    plain = pc.utf8_trim_whitespace(distinct)
    if pc.any(pc.starts_with(plain, "'")).as_py():
        plain = pc.replace_substring_regex(plain, r"^'([=+@\-\d])", r"\1")
    return plain


def is_nothing(plain: pa.Array, words: tuple[str, ...] = NOTHING_AT_ALL) -> pa.Array:
    """Per trimmed text, whether it only says that there is nothing to say."""
    return pc.is_in(pc.utf8_lower(plain), pa.array(words, pa.string()))


def without_nothing(plain: pa.Array, words: tuple[str, ...] = NOTHING_AT_ALL) -> pa.Array:
    """The trimmed texts with null for those that say nothing."""
    return pc.if_else(is_nothing(plain, words), pa.scalar(None, pa.string()), plain)


def texts(distinct: pa.Array, words: tuple[str, ...] = NOTHING_AT_ALL) -> Parsed:
    """Free texts, trimmed."""
    return Parsed(without_nothing(trimmed(distinct), words))


def plain_word(text: str) -> str:
    """A text in lower case with each run of punctuation and white space as one space."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
