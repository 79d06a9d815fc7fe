"""A report's name goes in; its title and its sections of entries, checked against the measures, come out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interview_analytics.errors import ExportError
from interview_analytics.measures import MEASURES

FOLDER = Path(__file__).parent / "report_templates"


@dataclass(frozen=True)
class Entry:
    """One table of a report: the measure, what it is broken down by, and the words above it."""

    measure: str
    by: tuple[str, ...]
    heading: str
    words: str

    @property
    def name(self) -> str:
        """The table's name in a release and on disk, as `pathway_by_specialist`."""
        parts = [self.measure] if not self.by else [self.measure, "by", "_and_".join(self.by)]
        return re.sub(r"[^a-z0-9]+", "_", "_".join(parts).lower())


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

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order in which they are read."""
        return tuple(entry for section in self.sections for entry in section.entries)


def template(name: str = "standard") -> Template:
    """The report of that name, of those that come with the package. Raises ExportError for any other."""
    if name not in names():
        raise ExportError(f"There is no report called '{name[:60]}'.", f"There is: {', '.join(names())}.")
    return read(FOLDER / f"{name}.toml")


def names() -> list[str]:
    """The names of the reports that come with the package."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read(path: Path) -> Template:
    """The report that a template file lays out. Raises ExportError naming the file and what in it does not hold."""
    try:
        laid_out = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise ExportError(f"The template cannot be read: {fault}.", file=path.name) from None
    sections = tuple(_section(section, path.name) for section in _list(laid_out, "sections", path.name))
    whole = Template(path.stem, _text(laid_out, "title", path.name), _glance(laid_out), sections)
    _refuse_doubles(whole, path.name)
    _refuse_strangers(whole, path.name)
    return whole


def _section(given: Mapping[str, Any], file: str) -> Section:
    entries = tuple(_entry(entry, file) for entry in _list(given, "entries", file))
    return Section(_text(given, "heading", file), _text(given, "words", file), entries)


def _entry(given: Mapping[str, Any], file: str) -> Entry:
    measure, by = _text(given, "measure", file), given.get("by", [])
    if measure not in MEASURES:
        raise ExportError(f"There is no measure '{measure}'.", f"There are: {', '.join(sorted(MEASURES))}.", file=file)
    groups = tuple([by] if isinstance(by, str) else by)
    own = MEASURES[measure].by
    for group in groups:
        if group not in own and "strata" not in own:
            remedy = f"It can by {', '.join(own)}."
            raise ExportError(f"The measure '{measure}' cannot be broken down by '{group}'.", remedy, file=file)
    return Entry(measure, groups, _text(given, "heading", file), _text(given, "words", file))


def _text(given: Mapping[str, Any], key: str, file: str) -> str:
    value = given.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ExportError(f"The template lacks a text '{key}' in {_place(given)}.", file=file)
    return " ".join(value.split())


def _list(given: Mapping[str, Any], key: str, file: str) -> list[Mapping[str, Any]]:
    value = given.get(key, [])
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise ExportError(f"The template's '{key}' in {_place(given)} are not a list of tables.", file=file)
    return value


def _glance(given: Mapping[str, Any]) -> tuple[str, ...]:
    names = given.get("at_a_glance", [])
    return tuple(str(name) for name in (names if isinstance(names, list) else [names]))


def _refuse_strangers(whole: Template, file: str) -> None:
    held = {entry.name for entry in whole.entries}
    for name in whole.at_a_glance:
        if name not in held:
            raise ExportError(
                f"At a glance, '{name[:60]}' is no table of this report.", "Add it as an entry.", file=file
            )


def _place(given: Mapping[str, Any]) -> str:
    return next((f"'{given[key]}'" for key in ("heading", "measure", "title") if given.get(key)), "its first lines")


def _refuse_doubles(whole: Template, file: str) -> None:
    held = [entry.name for entry in whole.entries]
    double = next((name for name in held if held.count(name) > 1), None)
    if double:
        raise ExportError(f"The template holds '{double}' twice.", "Keep one of the two.", file=file)
    if not held:
        raise ExportError("The template holds no table.", "Add an entry with a measure.", file=file)
