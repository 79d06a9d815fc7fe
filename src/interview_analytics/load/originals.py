"""A path goes in; the sheets of its exports, with what their headings mean and what may be shown, come out."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from pathlib import Path
from typing import NamedTuple

from interview_analytics.headings import Mapping, Recognised, read_mapping, recognised
from interview_analytics.load.context import in_context
from interview_analytics.load.corrections import corrected
from interview_analytics.load.files import exports, read_all
from interview_analytics.load.kept_back import kept_back
from interview_analytics.load.private import private_columns
from interview_analytics.load.record import Sourced
from interview_analytics.reading import Sheet


class Original(NamedTuple):
    """A sheet as it was exported, rows that came back mended put in.

    shown: the positions of the columns that may be shown; whole: the same sheet with what stands around its records;
    recognised: what the headings of `whole` mean
    """

    sheet: Sheet
    shown: list[int]
    whole: Sheet
    recognised: Recognised


def originals(path: str | Path, mapping: str | Path | Dictionary | None = None) -> list[Original]:
    """The sheets of a file or folder of exports, each as it was exported and as it was understood."""
    folder, files, notes = exports(Path(path))
    contents = read_all(files, notes)
    sourced, _ = corrected(contents.sheets, contents.returned, notes)
    said = read_mapping(mapping, folder)
    pairs = zip(sourced, in_context(sourced), strict=True)
    return [_original(own, whole, said) for own, whole in pairs]


def _original(own: Sourced, whole: Sourced, said: Mapping) -> Original:
    sheet = own.sheet
    known = recognised(whole.sheet.header, said, without=private_columns(whole.sheet, said))
    never = kept_back(sheet)
    names = {whole.sheet.header[at] for at in known.names_left}
    shown = [at for at, heading in enumerate(sheet.header) if at not in never and heading not in names]
    return Original(sheet, shown, whole.sheet, known)
