"""A heading as the agency wrote it goes in; its plain form, and the canonical columns that it can mean, come out."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz import fuzz, process

from interview_analytics.tables import TABLES

_CLOSE = 86  # of 100; below it, two headings are strangers
_BY_NAME, _BY_STAMP = 1_000, 2_000  # ranks: anything else is a better witness
_QUESTION = re.compile(
    r"^(please |kindly |enter |select |choose |give |provide |indicate |list |state "
    r"|what is |what was |what were |what are |what s |which is |the |your |a |an |this |interview s )+"
)


class Meaning(NamedTuple):
    """A canonical column that a heading can mean; the lower the rank, the surer."""

    column: str
    rank: int

    @property
    def is_name(self) -> bool:
        """Whether the heading speaks of a person's name rather than of an identifier."""
        return _BY_NAME <= self.rank < _BY_STAMP

    @property
    def is_stamp(self) -> bool:
        """Whether the heading only says when a form was filled in."""
        return self.rank >= _BY_STAMP


def normalised(heading: str) -> str:
    """The heading in lower case, each run of punctuation, underscores and white space as one space; `__c` cut off."""
    text = unicodedata.normalize("NFKC", heading).strip()
    text = re.sub(r"__[cr]$", "", text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _forms(heading: str) -> list[str]:
    """The plain forms under which a heading is looked up, the fullest first."""
    whole, bare = normalised(heading), normalised(re.sub(r"\(.*?\)", "", heading))
    forms = [whole, _QUESTION.sub("", whole), bare, _QUESTION.sub("", bare)]
    if ":" in heading.rstrip(": "):
        forms.append(normalised(heading.rstrip(": ").rpartition(":")[2]))
    return [form for form in dict.fromkeys(forms) if form]


def meanings(heading: str) -> dict[str, Meaning]:
    """By table, the column that this heading means there; empty where no list knows it."""
    known = _index()
    return next((known[form] for form in _forms(heading) if form in known), {})


def private_kind(heading: str) -> str:
    """What private thing a heading announces ("birth date"); the empty text for none."""
    private = _private()
    return next((private[form] for form in _forms(heading) if form in private), "")


def near(heading: str) -> list[str]:
    """The columns, as `table.column`, whose known headings look almost like this one; the closest first."""
    found = process.extract(normalised(heading), list(_index()), scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=3)
    columns = (f"{table}.{meaning.column}" for form, _, _ in found for table, meaning in _index()[form].items())
    return list(dict.fromkeys(columns))[:4]


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("headings.toml").read_text(encoding="utf-8"))


@cache
def _private() -> dict[str, str]:
    return {normalised(word): kind for kind, words in _lists()["private"].items() for word in words}


@cache
def _index() -> dict[str, dict[str, Meaning]]:
    """By plain heading and table, the surest meaning."""
    index: dict[str, dict[str, Meaning]] = {}
    for table in TABLES.values():
        for column in table.names:
            for rank, word in _words(table.name, column):
                known = index.setdefault(normalised(word), {})
                known[table.name] = min(known.get(table.name, Meaning(column, rank)), Meaning(column, rank), key=_rank)
    index.pop("", None)
    return index


def _rank(meaning: Meaning) -> int:
    return meaning.rank


def _words(table: str, column: str) -> list[tuple[int, str]]:
    lists = _lists()
    own = [column, *lists.get(table, {}).get(column, []), *lists["shared"].get(column, [])]
    words = list(enumerate(own))
    words += [(_BY_NAME + i, word) for i, word in enumerate(lists["names"].get(column, []))]
    if table == "interviews":
        words += [(_BY_STAMP + i, word) for i, word in enumerate(lists["stamps"].get(column, []))]
    return words
