"""A sheet of text goes in; its canonical columns, one value per row, with a note on every unclear cell, come out."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.headings import Mapping, Part, recognised
from interview_analytics.load.private import CELL, hidden, private_cells, private_column, private_columns
from interview_analytics.load.record import KEYS, REPAIRED, SET_ASIDE, Notes, Record, Sourced, texts_at
from interview_analytics.load.remarks import note_headings, unknown_headings
from interview_analytics.load.sectors import LISTS, add_sectors
from interview_analytics.reading import Cells, Fault
from interview_analytics.reading import sheet as effects
from interview_analytics.reading.sheet import truths
from interview_analytics.tables import TABLES, Column
from interview_analytics.values import Parsed, parsed, texts
from interview_analytics.values.parsed import NOTHING

_ANCHORS = {"interviews": "held_on", "placements": "started_on"}
_READABLE = 0.1  # share of a date column's texts; below it the column holds something else
_STATES = {effects.BLANKED: REPAIRED, effects.REPAIRED: REPAIRED, effects.SET_ASIDE: SET_ASIDE}


class Converter:
    """Reads the columns of one sheet, each once, however many tables it feeds."""

    def __init__(self, record: Record, said: Mapping, notes: Notes) -> None:
        self.record, self.said, self.notes = record, said, notes
        self._read: dict[tuple, pa.Array] = {}

    def values(self, at: int, column: Column) -> pa.Array:
        """The values of a canonical column from the sheet's column at this position, one per row."""
        key = (at, column.kind, column.choices, column.limits)
        if key not in self._read:
            cells = self.cells(at, column)
            heading = self.record.sheet.header[at]
            meant = parsed(cells.distinct, column, heading=heading, serial_base=self.record.sheet.serial_base)
            self._note(at, cells, meant)
            self._read[key] = cells.spread(meant.values)
        return self._read[key]

    def cells(self, at: int, column: Column) -> Cells:
        """The sheet's column with the user's words for its values put in, and without private cells."""
        cells = _worded(self.record.sheet.columns[at], self.said.values.get(column.name, {}), column)
        if column.kind not in ("text", "identifier") and column.name != "sector":
            return cells
        private = private_cells(cells)
        if not private.any():
            return cells
        rows = np.flatnonzero(cells.rows_with(private))
        self.notes.add_rows(self.record.sheet, rows, CELL, column=self.record.sheet.header[at])
        self.record.mark(rows, REPAIRED)
        return Cells(pc.if_else(pa.array(private), "", cells.distinct), cells.codes)

    def stratum(self, at: int) -> pa.Array:
        """A further column of a roster, as text."""
        cells = self.cells(at, Column("", "text", ""))
        return cells.spread(texts(cells.distinct, NOTHING).values)

    def _note(self, at: int, cells: Cells, meant: Parsed) -> None:
        sheet, heading = self.record.sheet, self.record.sheet.header[at]
        for fault in meant.notes:
            self.notes.add(sheet.file, fault, sheet=sheet.sheet, column=heading)
        if not meant.faults:
            return
        faults = list(dict.fromkeys(meant.faults.values()))
        which = np.full(len(cells.distinct), -1, dtype=np.int32)
        which[list(meant.faults)] = [faults.index(fault) for fault in meant.faults.values()]
        of_rows = which[cells.codes]
        rows = np.flatnonzero(of_rows >= 0)
        self.notes.add_faults(sheet, rows, faults, of_rows[rows], column=heading, values=texts_at(cells, rows))
        for number, fault in enumerate(faults):
            if fault.effect in _STATES:
                self.record.mark(np.flatnonzero(of_rows == number), _STATES[fault.effect])


def converted(sourced: Sourced, said: Mapping, notes: Notes) -> Record:
    """The sheet's share in every canonical table that its headings speak of."""
    sheet = sourced.sheet
    private = private_columns(sheet, said)
    for at, kind in private.items():
        notes.add(sheet.file, private_column(kind), sheet=sheet.sheet, column=sheet.header[at])
    record = Record(sheet, sourced.sha256, recognised(sheet.header, said, without=private))
    note_headings(record, notes)
    _take_over_layout(record, notes)
    converter = Converter(record, said, notes)
    if not record.recognised.parts:
        _leave(record, unknown_headings(record), notes)
    elif fault := _nonsense(record):
        _leave(record, fault, notes, column=record.heading(record.main, _ANCHORS[record.main]))
    else:
        for part in record.recognised.parts:
            _fill(part, converter)
    return record


def _worded(cells: Cells, words: dict[str, str], column: Column) -> Cells:
    """The column with the user's words in place of the agency's; industries keep theirs, being coded by hand."""
    if not words or column.name in ("industry", "text", "sector"):
        return cells
    told = [words.get(text.strip().casefold(), text) for text in cells.distinct.to_pylist()]
    return Cells(pa.array(told, pa.string()), cells.codes)


def _take_over_layout(record: Record, notes: Notes) -> None:
    """The problems that the reader met, as notes and states of rows."""
    sheet = record.sheet
    for problem in sheet.problems:
        notes.add(
            sheet.file, problem.fault, sheet=sheet.sheet, line=problem.line, column=problem.column, value=problem.value
        )
    for effect, state in _STATES.items():
        lines = [problem.line for problem in sheet.problems if problem.fault.effect == effect and problem.line]
        record.mark(np.flatnonzero(np.isin(sheet.first_lines, lines)), state)


def _leave(record: Record, fault: Fault, notes: Notes, *, column: str = "") -> None:
    """Set the whole sheet aside."""
    sheet = record.sheet
    notes.add(sheet.file, fault, sheet=sheet.sheet, column=column)
    rows = np.arange(len(sheet))
    notes.add_rows(sheet, rows, fault._replace(effect=effects.SET_ASIDE), column=column)
    record.mark(rows, SET_ASIDE)
    record.parts.clear()


def _nonsense(record: Record) -> Fault | None:
    """The fault of a sheet whose column of days holds hardly any day."""
    main = record.recognised.parts[0]
    at = main.columns.get(_ANCHORS.get(main.table, ""), [None])[0]
    if at is None:
        return None
    cells = record.sheet.columns[at]
    meant = parsed(cells.distinct, TABLES[main.table][_ANCHORS[main.table]], serial_base=record.sheet.serial_base)
    unread = [at for at, fault in meant.faults.items() if fault.effect == effects.BLANKED]
    read = len(meant.values) - meant.values.null_count
    if not unread or read > _READABLE * (read + len(unread)):
        return None
    example = hidden(cells.distinct[unread[0]].as_py().strip())[:40]
    problem = f"Hardly any cell of this column can be read as a day; '{example}' stands there, for example."
    return Fault(
        "date column not read",
        problem,
        "Name the column of days in mapping.toml, or write days as 2026-03-31.",
        effects.NOTED,
    )


def _fill(part: Part, converter: Converter) -> None:
    """Read the part's columns, and decide which rows speak of its table."""
    record, table = converter.record, TABLES[part.table]
    columns = {
        column.name: converter.values(part.columns[column.name][0], column)
        for column in table.columns
        if column.name in part.columns and column.name not in ("sector", "industry", "text")
    }
    record.parts[part.table] = columns
    if part.table == record.main:
        record.keys = columns.get(KEYS.get(part.table, ""))
        columns |= {name: converter.stratum(at) for name, at in record.recognised.strata.items()}
    add_sectors(part, converter)
    if part.table == "interviews":
        _name_interviews(record, columns, converter.notes)
    _require(part, converter)


def _require(part: Part, converter: Converter) -> None:
    """Rows of the main table without a required cell are set aside; of a further one, they just do not speak of it."""
    record = converter.record
    complete = np.ones(len(record.sheet), dtype=bool)
    for group in TABLES[part.table].required:
        own = [name for name in group if name in record.parts[part.table]]
        if (part.table in LISTS and set(group) & {"text", "sector"}) or (part.table == "discoveries" and not own):
            continue
        filled = np.zeros(len(record.sheet), dtype=bool)
        for name in own:
            filled |= truths(record.parts[part.table][name].is_valid())
        if part.table == record.main and not filled.all():
            _set_aside(record, np.flatnonzero(~filled), group, converter.notes)
        elif part.table not in LISTS:
            _note_half(part, converter, np.flatnonzero(~filled & _spoken(part, record)), group)
        complete &= filled
    record.rows[part.table] = complete


def _spoken(part: Part, record: Record) -> np.ndarray:
    """Per row, whether a column that only this table reads holds something."""
    elsewhere = {
        at for other in record.recognised.parts if other is not part for own in other.columns.values() for at in own
    }
    spoken = np.zeros(len(record.sheet), dtype=bool)
    for name, values in record.parts[part.table].items():
        if name in part.columns and part.columns[name][0] not in elsewhere and not TABLES[part.table][name].choices:
            spoken |= truths(values.is_valid())
    return spoken


def _note_half(part: Part, converter: Converter, rows: np.ndarray, group: tuple[str, ...]) -> None:
    """Rows of the main table that begin to speak of a further one, but lack what it requires."""
    record, words = converter.record, part.table.replace("_", " ")
    heading = record.heading(part.table, group[0])
    problem = f"The row tells something of {words}, but '{heading}' is empty; nothing was added to the {words}."
    converter.notes.add_rows(
        record.sheet, rows, Fault("row half filled", problem, "Fill it in the source.", effects.NOTED), column=heading
    )


def _set_aside(record: Record, rows: np.ndarray, group: tuple[str, ...], notes: Notes) -> None:
    headings = " or ".join(f"'{record.heading(record.main, name)}'" for name in group)
    fault = Fault(
        "required cell empty",
        f"A row of {record.main.replace('_', ' ')} needs {headings}.",
        "Fill it in the source.",
        effects.SET_ASIDE,
    )
    notes.add_rows(record.sheet, rows, fault, column=record.heading(record.main, group[0]))
    record.mark(rows, SET_ASIDE)


def _name_interviews(record: Record, columns: dict[str, pa.Array], notes: Notes) -> None:
    """Interviews without an identifier are named by the place that they stand in."""
    known = columns.get("interview_id", pa.nulls(len(record.sheet), pa.large_string()))
    if not known.null_count:
        return
    sheet = record.sheet
    place = ":".join(part for part in (sheet.file, sheet.sheet) if part)
    lines = pa.array(sheet.first_lines).cast(pa.string())
    named = pc.binary_join_element_wise(place, lines, ":").cast(pa.large_string())
    columns["interview_id"] = pc.coalesce(known, named)
    problem = f"{known.null_count:,} rows name no interview; file and line serve as identifier."
    fault = Fault("identifier missing", problem, "Export the identifier of the interviews.", effects.NOTED)
    notes.add(sheet.file, fault, sheet=sheet.sheet, column=record.heading("interviews", "interview_id"))
