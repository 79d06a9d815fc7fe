"""Sheets, and rows of theirs that came back mended, go in; the sheets with the mended rows in their places come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa

from interview_analytics.load.kept_back import handed_out, kept_back, masked
from interview_analytics.load.marks import alike, marks, places
from interview_analytics.load.record import Notes, Sourced
from interview_analytics.load.returned import FILE, LINE, MARK, SHEET, Returned
from interview_analytics.reading import Cells, Fault, Problem, Sheet
from interview_analytics.reading.sheet import REPAIRED, SET_ASIDE, Dropped

_GONE = Fault(
    "row to correct not found",
    "This row mends one that no longer stands in {}, line {}, as it was handed out; nothing was changed.",
    "Was the file exported again, or a heading changed here? Run check --fix again, and mend the new workbook.",
    SET_ASIDE,
)


_TORN = Fault(
    "sorted apart",
    "The rows of this sheet no longer stand beside their own first columns; nothing of it was changed.",
    "It was sorted without its first columns. Undo that, or mend a new workbook: run check --fix again.",
    SET_ASIDE,
)


@dataclass(eq=False)
class _Pending:
    """The rows of one returned sheet that differ from what was handed out.

    open: those of them that found no row yet; torn: whether one is another of these rows as it was handed out
    """

    returned: Returned
    open: np.ndarray
    torn: bool


def corrected(
    sourced: Sequence[Sourced], returned: Sequence[Returned], notes: Notes
) -> tuple[list[Sourced], list[dict]]:
    """The exports with all mended rows put in, and a receipt for each sheet that came back.

    A row that came back stands for the row of its file, sheet and line if that row is still as it was handed out, else
    for the only row of the sheet that is. One workbook may build on another: a row that was mended and handed out
    again may be mended again.
    """
    sheets = [own.sheet for own in sourced]
    pending = [_pending(own, sheets) for own in returned]
    while any(_step(sheets, own) for own in pending):
        pass  # what one workbook mended may be what the next one was made of
    made = [own._replace(sheet=sheet) for own, sheet in zip(sourced, sheets, strict=True)]
    return made, [_receipt(own, sheets, notes) for own in pending]


def _pending(returned: Returned, sheets: list[Sheet]) -> _Pending:
    """The rows that were changed; columns that none of the exports has are left out, as somebody's own remarks."""
    targets = [sheets[number] for number in _meant(sheets, returned)]
    known = {returned.places[at] for sheet in targets for at in _columns(sheet, returned)}
    kept = [at for at, place in enumerate(returned.places) if place in known]
    own = (
        replace(returned, places=[returned.places[at] for at in kept], texts=[returned.texts[at] for at in kept])
        if kept
        else returned
    )
    now, before = _marks_of(own), own.rows[MARK].to_numpy(dtype=object)
    changed = now != before
    return _Pending(own, np.flatnonzero(changed), torn=bool((changed & np.isin(now, before)).any()))


def _marks_of(returned: Returned) -> np.ndarray:
    return marks(returned.texts, returned.places) if len(returned.rows) else np.array([], dtype=object)


def _step(sheets: list[Sheet], pending: _Pending) -> bool:
    """Put in what finds its row; whether anything did."""
    before = len(pending.open)
    if pending.torn:
        return False
    for number in _meant(sheets, pending.returned):
        sheets[number] = _mended(sheets[number], pending)
    return len(pending.open) < before


def _meant(sheets: list[Sheet], returned: Returned) -> list[int]:
    named = set(zip(returned.rows[FILE], returned.rows[SHEET], strict=True))
    return [number for number, sheet in enumerate(sheets) if (alike(sheet.file), alike(sheet.sheet)) in named]


def _mended(sheet: Sheet, pending: _Pending) -> Sheet:
    own, columns = pending.returned, _columns(sheet, pending.returned)
    if not len(pending.open) or not columns or not len(sheet):
        return sheet
    asked = own.rows.iloc[pending.open]
    at = _rows(sheet, columns, own, asked)
    found = at >= 0
    if not found.any():
        return sheet
    came = pending.open[found]
    pending.open = pending.open[~found]
    return _with_rows(sheet, own, columns, (came, at[found]))


def _columns(sheet: Sheet, returned: Returned) -> dict[int, int]:
    """For each column that came back, its position in the sheet; what must not be read is not taken from here."""
    never = kept_back(sheet)
    known = {place: at for at, place in enumerate(places([alike(name) for name in sheet.header])) if at not in never}
    return {at: known[place] for at, place in enumerate(returned.places) if place in known}


def _rows(sheet: Sheet, columns: dict[int, int], returned: Returned, asked: pd.DataFrame) -> np.ndarray:
    """For each row that is asked for, the position of the row that it stands for; -1 where there is none."""
    named = [returned.places[at] for at in columns]
    wanted = asked[MARK].to_numpy(dtype=object)
    lines = pd.to_numeric(asked[LINE], errors="coerce").fillna(-1).astype("int64")
    at = (
        pd.Series(np.arange(len(sheet)), sheet.first_lines)
        .reindex(lines)
        .fillna(-1)
        .to_numpy(dtype=np.int64, copy=True)
    )
    at[marks(handed_out(sheet, list(columns.values()), at), named) != wanted] = -1
    if (at < 0).any():
        now = pd.Series(marks(handed_out(sheet, list(columns.values()), np.arange(len(sheet))), named))
        single = now[~now.duplicated(keep=False)]
        elsewhere = pd.Series(single.index, single.to_numpy()).reindex(wanted).fillna(-1).astype("int64").to_numpy()
        at = np.where(at < 0, elsewhere, at)
    mine = (asked[FILE] == alike(sheet.file)) & (asked[SHEET] == alike(sheet.sheet))
    return np.where(mine & ~pd.Series(at).duplicated().to_numpy(), at, -1)


def _with_rows(
    sheet: Sheet, returned: Returned, columns: dict[int, int], pairs: tuple[np.ndarray, np.ndarray]
) -> Sheet:
    """The sheet with the rows that came back (first of the pairs) in the place of its own (second)."""
    came, rows = pairs
    before = handed_out(sheet, list(columns.values()), rows)
    whole = np.isin(sheet.first_lines[rows], list(masked(sheet)))
    made, told = list(sheet.columns), []
    for (theirs, at), old in zip(columns.items(), before, strict=True):
        new = [returned.texts[theirs][row] for row in came]
        changed = np.array([one != other for one, other in zip(old, new, strict=True)])
        told += [_told(sheet, at, old[one], (returned, came[one], rows[one])) for one in np.flatnonzero(changed)]
        taken = np.flatnonzero(changed | whole)
        made[at] = _with_texts(made[at], rows[taken], [new[one] for one in taken])
    mended = set(sheet.first_lines[rows].tolist())
    others = [problem for problem in sheet.problems if problem.line not in mended or problem.fault.rule == "corrected"]
    return _without_emptied(replace(sheet, columns=made, problems=[*others, *told]), rows, returned.file)


def _without_emptied(sheet: Sheet, rows: np.ndarray, file: str) -> Sheet:
    """The sheet without those of these rows in which nothing is left: whoever emptied them says that they are none."""
    empty = np.zeros(len(sheet), dtype=bool)
    empty[rows] = np.logical_and.reduce([cells.blank[rows] for cells in sheet.columns])
    if not empty.any():
        return sheet
    gone = [Dropped(int(line), "", "blank", f"it was emptied in {file}") for line in sheet.first_lines[empty]]
    return replace(
        sheet,
        columns=[cells.kept(~empty) for cells in sheet.columns],
        first_lines=sheet.first_lines[~empty],
        dropped=sorted([*sheet.dropped, *gone]),
    )


def _with_texts(cells: Cells, rows: np.ndarray, texts: list[str]) -> Cells:
    if not len(rows):
        return cells
    codes = cells.codes.astype(np.int32)
    codes[rows] = len(cells.distinct) + np.arange(len(rows))
    return Cells(pa.concat_arrays([cells.distinct.cast(pa.string()), pa.array(texts, pa.string())]), codes)


def _told(sheet: Sheet, at: int, old: str, place: tuple[Returned, int, int]) -> Problem:
    """That a cell was mended; the new text is not repeated, for nobody knows what was written there."""
    returned, came, row = place
    line = returned.rows["row"].iloc[came]
    problem = f"Mended in {returned.file}, sheet '{returned.sheet}', row {line}; what stands there counts."
    fault = Fault("corrected", problem, "", REPAIRED)
    return Problem(int(sheet.first_lines[row]), sheet.header[at], old, fault)


def _receipt(pending: _Pending, sheets: list[Sheet], notes: Notes) -> dict:
    """What became of the rows that came back: they count in the rows that they stand for, and are no data here."""
    own = pending.returned
    lost = pending.open
    if not pending.torn:
        lost = lost[~np.isin(_marks_of(own)[lost], list(_marks_now(own, sheets)))]
    for row in own.rows.iloc[lost].to_dict("records"):
        gone = _GONE._replace(problem=_GONE.problem.format(row[FILE] or "any export", row[LINE] or "?"))
        fault = _TORN if pending.torn else gone
        notes.add(own.file, fault, sheet=own.sheet, line=int(row["row"]))
    told = {"file": own.file, "sheet": own.sheet, "table": "", "sha256": own.sha256, "rows_read": own.rows_read}
    counts = {"rows_accepted": 0, "rows_repaired": 0, "rows_set_aside": len(lost), "rows_duplicate": 0}
    return told | counts | {"rows_not_data": own.rows_read - len(lost)}


def _marks_now(returned: Returned, sheets: list[Sheet]) -> set[str]:
    """The marks of the exports' rows as they stand: what a row that came back says may have been exported since."""
    now: set[str] = set()
    for sheet in [sheets[number] for number in _meant(sheets, returned)]:
        columns = _columns(sheet, returned)
        texts = handed_out(sheet, list(columns.values()), np.arange(len(sheet)))
        now |= set(marks(texts, [returned.places[at] for at in columns]))
    return now
