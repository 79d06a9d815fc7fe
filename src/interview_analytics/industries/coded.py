"""Distinct industry texts go in; for each its sector, the method and the confidence come out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz import fuzz, process

from interview_analytics.industries.sectors import SECTORS, sector_of_code
from interview_analytics.values.parsed import plain_word

_CLOSE = 92  # of 100: one letter wrong in a word of twelve
_SHORTEST = 6  # letters; shorter words have too many neighbours


class Coded(NamedTuple):
    """The sector that a text was read as; `likely` names the nearest one where a person must decide."""

    sector: str | None
    method: str
    confidence: float
    likely: str = ""


_UNDECIDED = Coded(None, "not mapped", 0.0)


def coded(texts: Iterable[str], by_hand: Mapping[str, str] | None = None) -> dict[str, Coded]:
    """For each text its sector. `by_hand`: what the user said, by text in lower case; it goes before everything."""
    return {text: sector_of(text, by_hand) for text in dict.fromkeys(texts)}


def sector_of(text: str, by_hand: Mapping[str, str] | None = None) -> Coded:
    """The NAICS 2022 sector of a code, a sector's name or an everyday word; none where a person must decide.

    A word that may mean several sectors ("communications", "IT", "office") is never mapped. A near miss, one letter
    wrong in a long word, is mapped with its likeness as confidence.
    """
    return _surely(text, by_hand) or _near_miss(_plain(text))


def is_known(text: str, by_hand: Mapping[str, str] | None = None) -> bool:
    """Whether this is surely one industry's name, or a word that is listed as one for a person to decide."""
    return _surely(text, by_hand) is not None


def _surely(text: str, by_hand: Mapping[str, str] | None) -> Coded | None:
    if by_hand and (ours := by_hand.get(text.strip().casefold())):
        chosen = sector_of_code(ours) or _names().get(_plain(ours))
        return Coded(chosen, "by hand", 1.0) if chosen else _UNDECIDED
    if code := sector_of_code(text):
        return Coded(code, "code", 1.0)
    plain = _plain(text)
    if plain in _names():
        return Coded(_names()[plain], "exact", 1.0)
    if plain in _ambiguous():
        return _UNDECIDED
    word = _synonym(plain)
    return Coded(word, "synonym", 0.9) if word else None


def _synonym(plain: str) -> str | None:
    words = _words()
    singular = re.sub(r"(?<=[^s])s$", "", plain)
    stripped = re.sub(r" (industry|field|sector|business|company|job|work|career)$", "", plain)
    return next(
        (
            words[form]
            for form in (plain, singular, f"{plain}s", stripped)
            if form in words and form not in _ambiguous()
        ),
        None,
    )


def _near_miss(plain: str) -> Coded:
    if len(plain) < _SHORTEST:
        return _UNDECIDED
    known = _words() | _names() | dict.fromkeys(_ambiguous(), "")
    found = process.extractOne(plain, list(known), scorer=fuzz.ratio, score_cutoff=80)
    if found is None:
        return _UNDECIDED
    word, likeness, _ = found
    if likeness < _CLOSE or not known[word]:
        return Coded(None, "not mapped", 0.0, word)
    return Coded(known[word], "near miss", round(likeness / 100 * 0.9, 2), word)


def _plain(text: str) -> str:
    return plain_word(text.replace("&", " and "))


@cache
def _lists() -> dict:
    return tomllib.loads(files(__package__).joinpath("industries.toml").read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, str]:
    return {_plain(name): code for code, name in SECTORS.items()}


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(_plain(word) for word in _lists()["ambiguous"])


@cache
def _words() -> dict[str, str]:
    words = {_plain(word): code for code, listed in _lists()["words"].items() for word in listed}
    parts = {
        _plain(part): code
        for code, name in SECTORS.items()
        for part in re.split(r",? and |, ", name)
        if "except" not in name
    }
    sure = {part: code for part, code in parts.items() if part not in _ambiguous() and part not in words}
    return sure | words
