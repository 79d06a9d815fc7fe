"""A report's name, or a template file, goes in; its title, sections and entries, checked, come out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from interview_analytics import periods
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import Period
from interview_analytics.measures import MEASURES

FOLDER = Path(__file__).parent / "report_templates"
ENDING, TO_DATE = ".toml", "_to_date"
AUDIENCES = ("internal", "public")
KEYS: dict[str, dict[str, type]] = {  # what each part of a template may hold, and of which type
    "report": {
        "title": str, "audience": str, "periods": list, "to_date": str, "cumulative": bool,
        "at_a_glance": list, "notes": list, "sections": list,
    },
    "section": {"heading": str, "words": str, "entries": list},
    "entry": {"measure": str, "by": list, "heading": str, "words": str, "cumulative": bool},
}  # fmt: skip
TYPES = {str: "a text in quotes", list: "a list in brackets", bool: "true or false"}


@dataclass(frozen=True)
class Entry:
    """One table of a report: the measure, what it is broken down by, and the words above it."""

    measure: str
    by: tuple[str, ...]
    heading: str
    words: str
    to_date: bool = False  # it counts from the beginning that the template names to the end of the period

    @property
    def name(self) -> str:
        """The table's name in a release and on disk, as `pathway_by_specialist` or `job_starts_to_date`."""
        parts = [self.measure] if not self.by else [self.measure, "by", "_and_".join(self.by)]
        return re.sub(r"[^a-z0-9]+", "_", "_".join(parts).lower()) + (TO_DATE if self.to_date else "")


@dataclass(frozen=True)
class Section:
    """One question of a report, with the tables that answer it."""

    heading: str
    words: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Template:
    """A report as it is laid out, before there are any numbers."""

    name: str
    title: str
    at_a_glance: tuple[str, ...]  # names of the tables whose sentences stand on the first page
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()  # whose rules it follows, and what a reader has to know of them
    audience: str = ""  # "internal": for no other; otherwise for both
    periods: tuple[str, ...] = ()  # the kinds of period that it is made for; none: for all
    since: str = ""  # where its figures to date begin, one of `periods.BEGINNINGS`; empty: it has none
    sha256: str = ""  # fingerprint of the file
    file: Path | None = None  # a file of the user's own; none: it came with the package

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order in which they are read."""
        return tuple(entry for section in self.sections for entry in section.entries)

    def of_one_period(self) -> Template:
        """The same report without its tables to date, which say nothing new where all dates are reported."""
        kept = (tuple(entry for entry in part.entries if not entry.to_date) for part in self.sections)
        sections = tuple(replace(part, entries=own) for part, own in zip(self.sections, kept, strict=True))
        return replace(self, sections=sections)


def template(name: str = "standard") -> Template:
    """The report of that name, of those that come with the package, or the one that a file ending in `.toml` lays out.

    Raises ExportError for a name or a file that there is not, and naming what in a file does not hold together.
    """
    if name.lower().endswith(ENDING):
        return replace(read(Path(name)), file=Path(name))
    if name not in names():
        remedy = f"There is: {', '.join(names())}; or name a file of your own, as mine.toml."
        raise ExportError(f"There is no report called '{name[:60]}'.", remedy)
    return read(FOLDER / f"{name}{ENDING}")


def names() -> list[str]:
    """The names of the reports that come with the package."""
    return sorted(path.stem for path in FOLDER.glob(f"*{ENDING}"))


def refuse_unsuited(layout: Template, audience: str, period: Period | None) -> None:
    """Raise ExportError unless the report is made for this audience and for periods of this kind."""
    if layout.audience == "internal" and audience != "internal":
        raise ExportError(f"The report '{layout.name}' is for use inside the agency.", "Choose the audience internal.")
    own = layout.periods
    if not own or (period and periods.kind(period) in own):
        return
    given = f"{period.label} is a period of another kind ({periods.kind(period)})" if period else "no period was given"
    examples = " or ".join(f"--period {periods.KINDS[kind]} ({kind})" for kind in own)
    raise ExportError(f"The report '{layout.name}' has periods of its own, and {given}.", f"Write {examples}.")


def read(path: Path) -> Template:
    """The report that a template file lays out. Raises ExportError naming the file and what in it does not hold."""
    try:
        content = path.read_bytes()
        laid_out = tomllib.loads(content.decode("utf-8-sig"))
    except OSError as fault:
        raise ExportError(
            f"The template cannot be read: {fault.strerror}.", "Check the path.", file=str(path)
        ) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        raise ExportError(f"The template cannot be read: {fault}.", file=path.name) from None
    try:
        return replace(_template(path.stem, laid_out), sha256=sha256(content).hexdigest())
    except ExportError as fault:
        raise ExportError(fault.problem, fault.remedy, file=path.name) from None


def _template(name: str, given: Mapping[str, Any]) -> Template:
    _refuse_keys(given, "report")
    all_to_date = given.get("cumulative", False)
    whole = Template(
        name=name,
        title=_text(given, "title"),
        at_a_glance=_texts(given, "at_a_glance"),
        sections=tuple(_section(part, all_to_date) for part in _tables(given, "sections")),
        notes=tuple(" ".join(note.split()) for note in _texts(given, "notes")),
        audience=_one_of(given, "audience", AUDIENCES),
        periods=tuple(_known(kind, "periods", tuple(periods.KINDS)) for kind in _texts(given, "periods")),
        since=_one_of(given, "to_date", periods.BEGINNINGS),
    )
    _refuse_contradictions(whole)
    return whole


def _section(given: Mapping[str, Any], to_date: bool) -> Section:
    _refuse_keys(given, "section")
    entries = (entry for part in _tables(given, "entries") for entry in _entries(part, to_date))
    return Section(_text(given, "heading"), _text(given, "words"), tuple(entries))


def _entries(given: Mapping[str, Any], to_date: bool) -> list[Entry]:
    """The entry; where figures to date are asked for, a second one of the same words behind it."""
    given = {**given, "by": [given["by"]]} if isinstance(given.get("by"), str) else given
    _refuse_keys(given, "entry")
    measure, by = _known(_text(given, "measure"), "measure", tuple(sorted(MEASURES))), _texts(given, "by")
    own = MEASURES[measure].by
    for group in by:
        if group not in own and "strata" not in own:
            remedy = f"It can by {', '.join(own)}." if own else "Leave 'by' out."
            raise ExportError(f"The measure '{measure}' cannot be broken down by '{group}'.", remedy)
    entry = Entry(measure, by, _text(given, "heading"), _text(given, "words"))
    return [entry, replace(entry, to_date=True)] if given.get("cumulative", to_date) else [entry]


def _refuse_keys(given: Mapping[str, Any], part: str) -> None:
    """Raise ExportError for a key that the part has not, or that does not hold what it should."""
    known = KEYS[part]
    for key, value in given.items():
        if key not in known:
            raise ExportError(f"There is no key '{key[:60]}' in {_place(given)}.", f"There are: {', '.join(known)}.")
        if not isinstance(value, known[key]):
            raise ExportError(f"The key '{key}' in {_place(given)} is not {TYPES[known[key]]}.")


def _text(given: Mapping[str, Any], key: str) -> str:
    value = given.get(key, "")
    if not value.strip():
        raise ExportError(f"The template lacks a text '{key}' in {_place(given)}.")
    return " ".join(value.split())


def _texts(given: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = given.get(key, [])
    if not all(isinstance(part, str) for part in value):
        raise ExportError(f"The template's '{key}' in {_place(given)} are not all texts in quotes.")
    return tuple(value)


def _tables(given: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = given.get(key, [])
    if not all(isinstance(part, dict) for part in value):
        raise ExportError(f"The template's '{key}' in {_place(given)} are not tables.", f"Begin each with [[{key}]].")
    return value


def _one_of(given: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> str:
    return _known(given[key], key, choices) if key in given else ""


def _known(value: str, key: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise ExportError(f"There is no {key.rstrip('s')} '{value[:60]}'.", f"There are: {', '.join(choices)}.")
    return value


def _place(given: Mapping[str, Any]) -> str:
    return next((f"'{given[key]}'" for key in ("heading", "measure", "title") if given.get(key)), "its first lines")


def _refuse_contradictions(whole: Template) -> None:
    held = [entry.name for entry in whole.entries]
    if not held:
        raise ExportError("The template holds no table.", "Add an entry with a measure.")
    if double := next((name for name in held if held.count(name) > 1), None):
        raise ExportError(f"The template holds '{double}' twice.", "Keep one of the two.")
    if stranger := next((name for name in whole.at_a_glance if name not in held), None):
        raise ExportError(f"At a glance, '{stranger[:60]}' is no table of this report.", "Add it as an entry.")
    if not whole.since and any(entry.to_date for entry in whole.entries):
        remedy = f'Write to_date = "{periods.BEGINNINGS[0]}", or one of: {", ".join(periods.BEGINNINGS[1:])}.'
        raise ExportError("The template does not say where its cumulative figures begin.", remedy)
