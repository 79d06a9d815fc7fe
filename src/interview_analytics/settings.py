"""A working folder goes in; what its settings.toml says about the programme and its reports comes out."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from interview_analytics import periods
from interview_analytics.errors import ExportError

NAME = "settings.toml"


@dataclass(frozen=True)
class Settings:
    """What a programme has settled once for all its reports; an argument that is given overrides it."""

    programme: str = ""  # as it is to stand at the head of a report
    as_of: str | None = None  # last day to count, as 2026-09-30
    period: str | None = None  # as `periods.parse` reads it
    report: str = "standard"  # a report that comes with the package, or the path of a template
    grant_start: str | None = None  # first day of the grant, as 2025-10-01
    key: str | None = None  # path of the key, for reports for readers outside
    after: tuple[str, ...] = ()  # folders of earlier ones

    @property
    def first_day_of_grant(self) -> dt.date | None:
        """The day in `grant_start`. Raises ExportError for a text that is no day."""
        try:
            return periods.day(self.grant_start) if self.grant_start else None
        except ValueError:
            remedy = 'Write it as grant_start = "2025-10-01".'
            raise ExportError(f"'{self.grant_start}' is not a day.", remedy, file=NAME) from None


def settings(folders: Iterable[str | Path]) -> Settings:
    """The settings of the first of these folders that holds a settings.toml; the defaults where none does.

    A path to a file stands for the folder that it lies in. Raises ExportError for a file that is not TOML, a key that
    is not known, or a value of the wrong kind.
    """
    places = [Path(folder) for folder in folders]
    files = [(place if place.is_dir() else place.parent) / NAME for place in places]
    found = next((file for file in files if file.is_file()), None)
    return Settings() if found is None else _read(found)


def _read(file: Path) -> Settings:
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        raise ExportError(f"It cannot be read: {fault}.", 'Write a line as: period = "2026Q3"', file=NAME) from None
    known = [field.name for field in fields(Settings)]
    for key in given:
        if key not in known:
            raise ExportError(f"There is no setting '{key[:60]}'.", f"There are: {', '.join(known)}.", file=NAME)
    found: dict[str, Any] = {key: _setting(key, value, file.parent) for key, value in given.items()}
    return Settings(**found)


def _setting(key: str, value: Any, folder: Path) -> str | tuple[str, ...]:
    """The setting as it is kept; a path is one beside the settings."""
    if key == "after":
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise ExportError("The setting 'after' is not a list of texts.", 'Write after = ["spring"].', file=NAME)
        return tuple(str(folder / each) for each in value)
    text = _text(key, value)
    beside = key == "key" or (key == "report" and text.lower().endswith(".toml"))
    return str(folder / text) if beside else text


def _text(key: str, value: Any) -> str:
    if key in ("as_of", "grant_start") and isinstance(value, dt.date):
        return f"{value:%Y-%m-%d}"
    if not isinstance(value, str):
        remedy = f'Write it in quotes, as {key} = "{value}".'
        raise ExportError(f"The setting '{key}' is not a text.", remedy, file=NAME)
    return value.strip()
