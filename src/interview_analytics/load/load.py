"""A file or folder of exports goes in; an InterviewLog, every record of theirs accounted for, comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping as Dictionary
from pathlib import Path

from interview_analytics.assemble import assemble
from interview_analytics.errors import ExportError
from interview_analytics.headings import Mapping, read_mapping
from interview_analytics.interview_log import InterviewLog
from interview_analytics.load.context import in_context
from interview_analytics.load.convert import converted
from interview_analytics.load.corrections import corrected
from interview_analytics.load.duplicates import mark_duplicates
from interview_analytics.load.files import Contents, exports, read_all
from interview_analytics.load.newest import oldest_first
from interview_analytics.load.receipts import receipts
from interview_analytics.load.record import Notes, Record
from interview_analytics.load.rules import last_day, mark_days_to_come, mark_ends, note_early_interviews
from interview_analytics.load.sectors import industry_codes, note_undecided, refuse_strange_sectors
from interview_analytics.load.strangers import note_strangers
from interview_analytics.load.tables import recorded, tables


def load(
    path: str | Path, mapping: str | Path | Dictionary | None = None, as_of: dt.date | str | None = None
) -> InterviewLog:
    """The log of everything that a file or folder of exports tells, and of everything in it that could not be used.

    path: an export (csv, tsv, txt, xlsx, xls, ods, parquet, jsonl), or a folder of them; its subfolders are not read.
    mapping: a mapping file, or its contents as a dict: `{"headings": {"Their heading": "interviews.held_on"}, "values":
        {"status": {"their word": "held"}}}`; by default `mapping.toml` beside the exports.
    as_of: the last day to count, as a date or ISO text; by default the newest day in the exports that is not to come.

    Returns an `InterviewLog`; whatever was not simply accepted stands in its `problems`, and `receipts` account for
    every record.
    Raises ExportError where nothing at all can be used.
    """
    log, fault = examined(path, mapping, as_of)
    if fault is not None:
        raise fault
    return log


def examined(
    path: str | Path, mapping: str | Path | Dictionary | None = None, as_of: dt.date | str | None = None
) -> tuple[InterviewLog, ExportError | None]:
    """What `load` returns, and what it raises where nothing can be used: then the log holds problems and receipts only.

    Raises ExportError itself where there is no export at all, or an argument is wrong.
    """
    folder, files, notes = exports(Path(path))
    said = read_mapping(mapping, folder)
    refuse_strange_sectors(said)
    contents = read_all(files, notes)
    records, returned = _records(contents, said, last_day(as_of), notes)
    fault = _nothing_usable(records, contents.faults, Path(path), notes)
    frames = {} if fault else tables(records)
    note_early_interviews(records, frames, notes)
    note_strangers(frames, notes)
    codes = industry_codes(records)
    note_undecided(records, codes, notes)
    log = assemble(
        frames,
        problems=notes.frame(),
        receipts=receipts(records, returned),
        industry_codes=codes,
        as_of=as_of,
        recorded=recorded(records),
    )
    return log, fault


def _records(contents: Contents, said: Mapping, limit: dt.date, notes: Notes) -> tuple[list[Record], list[dict]]:
    """What became of each record, sheet by sheet, and the receipts of the sheets that came back mended.

    The contents are given up on the way: their texts are not needed when all that they mean is known.
    """
    sheets, returned = corrected(contents.sheets, contents.returned, notes)
    contents.sheets.clear()
    records = oldest_first([converted(sheet, said, notes) for sheet in in_context(sheets)], limit)
    del sheets
    for record in records:
        mark_ends(record, notes)
        mark_days_to_come(record, limit, notes)
    mark_duplicates(records, notes)
    for record in records:
        record.forget_cells()
    return records, returned


def _nothing_usable(records: list, faults: list[ExportError], path: Path, notes: Notes) -> ExportError | None:
    """The first fault where no record of any sheet is left."""
    if any(record.parts and record.usable.any() for record in records):
        return None
    if faults:
        return faults[0]
    said = notes.first_said()
    if said is None:
        return ExportError("There is no record in it.", "Export again, with rows below the headings.", file=path.name)
    return ExportError(
        said.fault.problem, said.fault.remedy, file=said.file, line=said.line, column=said.column, value=said.value
    )
