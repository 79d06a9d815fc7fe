"""A path goes in; the exports that lie there, and what was skipped and why, come out."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from interview_analytics.errors import ExportError
from interview_analytics.headings import FILE as MAPPING_FILE
from interview_analytics.load.record import Notes, Sourced
from interview_analytics.load.returned import Returned, came_back
from interview_analytics.reading import SUFFIXES, Fault, legible, read
from interview_analytics.reading.sheet import NOTED

_OURS = (".md", ".toml")
_SKIPPED = Fault("file skipped", "This is no export: a hidden or temporary file.", "", NOTED)
_NO_FILE = Fault("file skipped", "This is no file, or a link that leads to none.", "Put the export itself here.", NOTED)
_STRANGE = Fault("file skipped", "This type of file is not read.", f"Export it as one of {', '.join(SUFFIXES)}.", NOTED)
_UNREADABLE = "file not read"


def exports(path: Path) -> tuple[Path, list[Path], Notes]:
    """The folder, its exports by name, and notes on what was skipped."""
    notes = Notes()
    if path.is_file():
        return path.parent, [path], notes
    if not path.is_dir():
        raise ExportError("There is no such file or folder.", "Check the path.", file=legible(str(path)))
    files = [file for file in sorted(path.iterdir()) if not file.is_dir() and _is_export(file, notes)]
    if not files:
        raise ExportError(
            "There is no export in this folder.",
            f"Put files of type {', '.join(SUFFIXES)} into it.",
            file=legible(path.name),
        )
    return path, files, notes


def _is_export(file: Path, notes: Notes) -> bool:
    if file.name.startswith((".", "~$")):
        notes.add(legible(file.name), _SKIPPED)
        return False
    if not file.is_file():
        notes.add(legible(file.name), _NO_FILE)
        return False
    if file.suffix.lower() in SUFFIXES:
        return not file.stem.lower().startswith("readme")
    if file.suffix.lower() not in _OURS and not file.stem.lower().startswith("readme") and file.name != MAPPING_FILE:
        notes.add(legible(file.name), _STRANGE)
    return False


class Contents(NamedTuple):
    """What the files hold: sheets of exports, sheets of rows that came back mended, and faults of whole files."""

    sheets: list[Sourced]
    returned: list[Returned]
    faults: list[ExportError]


def read_all(files: list[Path], notes: Notes) -> Contents:
    """The sheets of all files with their file's fingerprint; one that cannot be read is noted, and its fault kept."""
    contents = Contents([], [], [])
    for file in files:
        try:
            found = read(file)
        except ExportError as fault:
            contents.faults.append(fault)
            notes.add(legible(file.name), Fault(_UNREADABLE, fault.problem, fault.remedy, NOTED))
            continue
        fingerprint = _sha256(file)
        own, returned = came_back(file, found, fingerprint)
        contents.sheets.extend(Sourced(sheet, fingerprint) for sheet in own if sheet.header)
        contents.returned.extend(returned)
    return contents


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
