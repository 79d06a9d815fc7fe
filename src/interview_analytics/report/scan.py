"""A folder to be sent and what must not leave go in; nothing comes out, or an error where any of it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from interview_analytics.disclosure.canaries import Words, words_of
from interview_analytics.errors import ExportError
from interview_analytics.report.contents import texts

ANYWHERE = {
    "an e-mail address": re.compile(r"[\w.+-]{1,64}+@[\w-]{1,64}+\.[A-Za-z]{2,}"),
    "a telephone number": re.compile(r"(?<![\w.-])(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w.-])"),
    "a social security number": re.compile(r"(?<![\w.-])\d{3}-\d{2}-\d{4}(?![\w.-])"),
}


def refuse_finds(folder: Path, canaries: Mapping[str, frozenset[str]]) -> None:
    """Raise ExportError, which does not repeat it, if any file of the folder holds one of these whole.

    canaries: texts by kind. E-mail addresses, telephone and social security numbers are found without being named. One
    pass over each file, whatever the number of canaries.
    """
    index = _index(canaries)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        kind, found = next(_finds(file, index), ("", ""))
        if found:
            raise ExportError(
                f"This file, meant for readers outside, holds {kind} (it begins '{found[:2]}…' and has {len(found)} "
                "characters), so the report was not written.",
                file=file.relative_to(folder).as_posix(),
            )


Index = dict[str, dict[int, dict[Words, str]]]  # first word -> number of words -> the words -> their kind


def _index(canaries: Mapping[str, frozenset[str]]) -> Index:
    index: Index = {}
    for kind, held in canaries.items():
        for own in held:
            words = words_of(own)
            if words:
                index.setdefault(words[0], {}).setdefault(len(words), {})[words] = kind
    return index


def _finds(file: Path, index: Index) -> Iterator[tuple[str, str]]:
    for text in texts(file):
        yield from ((kind, found.group()) for kind, own in ANYWHERE.items() for found in own.finditer(text))
        yield from _listed(words_of(text), index)


def _listed(words: Words, index: Index) -> Iterator[tuple[str, str]]:
    for at, word in enumerate(words):
        for length, held in index.get(word, {}).items():
            run = words[at : at + length]
            if run in held:
                yield held[run], " ".join(run)
