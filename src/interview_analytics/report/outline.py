"""A release goes in; what its documents tell, in words and in the order in which it is read, comes out."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import pandas as pd

from interview_analytics import words
from interview_analytics.measures import MEASURES
from interview_analytics.release import Release
from interview_analytics.report.cells import Shown, listed
from interview_analytics.report.side_by_side import both, cells, printed, said
from interview_analytics.sentences.hidden import means, nothing_shown
from interview_analytics.templates import Entry, Section

LONG = 15  # rows; a longer table is folded on the page, and stands at the end of a document
RECEIPTS = {
    "file": "File",
    "sheet": "Sheet",
    "table": "Holds",
    "rows_read": "Read",
    "rows_accepted": "Used as they stood",
    "rows_repaired": "Used after a repair",
    "rows_set_aside": "Set aside",
    "rows_duplicate": "Duplicates",
    "rows_not_data": "Not data",
}
PROBLEMS = {"rule": "What was found", "effect": "What was done", "count": "How often"}
READ, HIDDEN = "What was read and what was set aside", "What is hidden, and why"
RULES = "Whose rules this report follows"
NEVER_NONE = (
    "With a hidden cell go the shares, medians, steps of curves and numbers of people that rest on it. Shares are "
    "computed from numbers that are shown. A hidden number is never 0, and a 0 is never hidden."
)
EVERYBODY = "everybody in the exports, whatever program they are in"
READERS = {True: "readers inside the agency", False: "readers outside the agency: small numbers are hidden"}
READING = (
    "A 95 % interval is the range of values that the records do not speak against. It is wide where the numbers are "
    "small.",
    "“People” is the number of different persons behind a row, where a row counts events.",
    "What was not recorded is shown as not known. It is never read as no.",
    "“Too few to tell” means that the figure would be mostly chance; “not yet due” that its time is not over.",
    "Groups stand in alphabetical or calendar order. No order says that one is better than another.",
)


@dataclass(frozen=True)
class Titled:
    """A table with the words above it."""

    caption: str
    table: Shown


@dataclass(frozen=True)
class Part:
    """One entry of the report: what it counts, what it says, and its rows."""

    name: str
    heading: str
    words: str
    said: str
    note: str
    table: Shown
    withheld: bool = False  # nothing of it is shown: the sentence says why, and there are no rows to read

    @property
    def long(self) -> bool:
        """Whether its rows would bury the text around them; they stand at the end then."""
        return len(self.table.rows) > LONG


@dataclass(frozen=True)
class Chapter:
    """One question of the report with the parts that answer it."""

    heading: str
    words: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Outline:
    """A whole report in words and tables; pictures are added by the document that can hold them."""

    title: str
    programme: str
    mark: str
    facts: tuple[tuple[str, str], ...]
    glance: tuple[Part, ...]
    read: tuple[str, ...]
    accounts: tuple[Titled, ...]
    hidden: tuple[str, ...]  # nothing in a report that hides nothing
    chapters: tuple[Chapter, ...]
    definitions: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]  # whose rules the report follows
    reading: tuple[str, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of all chapters."""
        return tuple(part for chapter in self.chapters for part in chapter.parts)


def outline(release: Release) -> Outline:
    """What the release says, from its title to how each figure is counted."""
    chapters = tuple(_chapter(release, section) for section in release.sections)
    parts = {part.name: part for chapter in chapters for part in chapter.parts}
    glance = [parts[name] for name in release.template.at_a_glance if name in parts]
    told = Outline(
        title=release.template.title,
        programme=release.settings.programme,
        mark=release.mark,
        facts=_facts(release),
        glance=tuple(glance),
        read=_read(release),
        accounts=_accounts(release),
        hidden=(release.hidden, NEVER_NONE) if release.hidden else (),
        chapters=chapters,
        definitions=_definitions(release),
        notes=release.template.notes,
        reading=reading(release),
    )
    return _printable(told)


def receipts(frame: pd.DataFrame) -> Shown:
    """The receipts as a reader sees them: where rows stood, what they hold, and what became of them."""
    return listed(frame.assign(table=frame["table"].str.replace("_", " ")), RECEIPTS, keys=3)


def reading(release: Release) -> tuple[str, ...]:
    """How the figures of this release are to be read; of what is hidden only where something is."""
    hidden = max(map(means, release.values()), key=len, default="")  # a withheld table says less
    return (*READING, *([f"“⊘ hidden” stands for a figure that is not shown: {hidden}."] if hidden else []))


def _chapter(release: Release, section: Section) -> Chapter:
    alone = printed(release)
    parts = tuple(_part(release, entry) for entry in section.entries if entry.name in alone)
    return Chapter(section.heading, section.words, parts)


def _part(release: Release, entry: Entry) -> Part:
    table, texts = cells(release, entry.name), (entry.name, entry.heading, entry.words, said(release, entry.name))
    if all(map(nothing_shown, both(release, entry.name).values())):
        return Part(*texts, note="", table=replace(table, rows=()), withheld=True)
    return Part(*texts, str(release[entry.name].attrs.get("note", "")), table)


def _facts(release: Release) -> tuple[tuple[str, str], ...]:
    days = f"{release.period.first} to {release.period.last}" if release.period else release.window
    period = days if days == release.window else f"{release.window}: {days}"
    as_of = f"{words.day(f'{release.as_of:%Y-%m-%d}')} ({release.as_of_origin})"
    since = [("To date", f"{release.since.first} to {release.since.last}")] if release.since else []
    unfinished = [("Note", release.not_over)] if release.not_over else []
    readers = ("For", READERS[bool(release.mark)])
    return ("Period", period), *since, ("As of", as_of), ("Counted", EVERYBODY), readers, *unfinished


def _read(release: Release) -> tuple[str, ...]:
    if release.receipts.empty:
        return ("The records did not come from exported files, so there are no receipts.",)
    clean = () if len(release.found) else ("Nothing had to be repaired, blanked or set aside.",)
    return (release.received, *clean)


def _accounts(release: Release) -> tuple[Titled, ...]:
    """What stands in the receipts is for readers inside; what was found is told to all, without small counts."""
    read = Titled("Rows of each file, and what became of them", receipts(release.receipts))
    found = listed(release.found, PROBLEMS, keys=2)
    done = Titled("What was found in the rows, and what was done about it", found)
    return tuple(told for told in ((read, done) if release.mark else (done,)) if told.table.rows)


def _definitions(release: Release) -> tuple[tuple[str, str], ...]:
    """The measures of the release, each once, in the order in which a reader meets them."""
    names = dict.fromkeys(entry.measure for entry in release.entries.values())
    return tuple((words.title(name), _definition(name)) for name in names)


def _definition(name: str) -> str:
    own = MEASURES[name]
    source = f" Source: {own.source}" if own.source else ""
    day = f" A period selects by {words.value('anchor', own.anchor)}."
    selected = "" if "of the period" in own.definition else day  # then the definition itself says how
    return f"{own.definition} One count is one {own.unit}.{selected}{source}"


def _printable(value: Any) -> Any:
    """The same without letters that no font has: what breaks a line is a blank, what steers a machine is a "?"."""
    if isinstance(value, str):
        return "".join(letter if letter.isprintable() else " " if letter.isspace() else "?" for letter in value)
    if isinstance(value, tuple):
        return tuple(_printable(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{own.name: _printable(getattr(value, own.name)) for own in fields(value)})
    return value
