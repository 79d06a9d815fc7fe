"""An InterviewLog goes in; the texts in it that must stand in no report for readers outside come out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pandas as pd

import interview_analytics
from interview_analytics.interview_log import InterviewLog
from interview_analytics.tables import TABLES

SHORTEST = 4  # characters
RUN = 5  # words of a note, one after the other, by which it is recognised
WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+")
YEAR = re.compile(r"(?:19|20)\d\d")
EMPLOYERS, NOTES = "employer", "notes"
OWN_TEXTS = ("*.toml", "words.py", "tables.py", "sectors.py", "sentences/*.py", "measures/*.py", "report/*.jinja")
Words = tuple[str, ...]


def canaries(log: InterviewLog) -> dict[str, frozenset[str]]:
    """What the log holds that must not leave, by kind: identifiers, employers, and runs of words from notes.

    Left out is what the report says anyway: words of its own, and the names of groups that tables are broken down by.
    """
    held = {name: getattr(log, name) for name in TABLES}
    columns = [(frame, own) for name, frame in held.items() for own in TABLES[name].columns if own.name in frame]
    found = {
        "an identifier": _distinct(frame[own.name] for frame, own in columns if own.kind == "identifier"),
        "an employer": _distinct(frame[own.name] for frame, own in columns if own.name == EMPLOYERS),
        "words of a note": _runs(_distinct(frame[own.name] for frame, own in columns if own.name == NOTES)),
    }
    groups = {words_of(value) for value in _groups(log)}
    return {kind: frozenset(own for own in held if _counts(own, groups)) for kind, held in found.items()}


def words_of(text: str) -> Words:
    return tuple(word.casefold() for word in WORD.findall(text))


def _distinct(columns: Iterable[pd.Series]) -> set[str]:
    return {str(value).strip() for column in columns for value in column.dropna().unique()}


def _runs(notes: Iterable[str]) -> set[str]:
    """So many words in a row from anywhere in the notes; a shorter note whole, if it is more than one word."""
    found = set()
    for words in map(words_of, notes):
        found |= {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)) if len(words) > 1}
    return found


def _groups(log: InterviewLog) -> set[str]:
    """The values that job seekers and specialists are grouped by."""
    identifying = {own.name for name in ("job_seekers", "specialists") for own in TABLES[name].columns
                   if own.kind in ("identifier", "date", "origin")}  # fmt: skip
    frames = [log.job_seekers, log.specialists]
    return _distinct(frame[name] for frame in frames for name in frame if name not in identifying)


def _counts(text: str, groups: set[Words]) -> bool:
    words = words_of(text)
    if len(text) < SHORTEST or YEAR.fullmatch(text) or words in groups or not words:
        return False
    return words not in _own_runs(len(words))


@cache
def _own_words() -> Words:
    """All words of the package's own texts, in their order."""
    here = Path(interview_analytics.__file__).parent
    files = sorted({file for pattern in OWN_TEXTS for file in here.rglob(pattern) if file.parent.name != "simulate"})
    return words_of("\n".join(file.read_text(encoding="utf-8") for file in files))


@cache
def _own_runs(length: int) -> frozenset[Words]:
    """So many words in a row, from anywhere in the package's own texts."""
    words = _own_words()
    return frozenset(zip(*(words[at:] for at in range(length)), strict=False))
