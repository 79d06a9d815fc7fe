"""A sheet whose headings were looked up goes in; the notes on headings that were not read come out."""

from __future__ import annotations

from interview_analytics.load.private import hidden
from interview_analytics.load.record import Notes, Record
from interview_analytics.reading import Fault
from interview_analytics.reading.sheet import NOTED

_DOUBLED = Fault(
    "heading twice",
    "Another column gives the same already; this one was not read.",
    "Say in mapping.toml which one counts.",
    NOTED,
)
_NAME_LEFT = Fault(
    "name not read",
    "This column holds names, and identifiers stand beside it; it was not read.",
    "Leave names out of the export.",
    NOTED,
)
_NAME_USED = Fault(
    "name as identifier",
    "No identifier stands in the sheet, so the name serves as one.",
    "Export identifiers instead of names.",
    NOTED,
)


def note_headings(record: Record, notes: Notes) -> None:
    """Take down which headings were not read, and which names serve as identifiers."""
    found, sheet = record.recognised, record.sheet
    if not found.parts:
        return
    told = dict.fromkeys(found.doubled, _DOUBLED)
    told |= dict.fromkeys(found.names_left, _NAME_LEFT) | dict.fromkeys(found.names_used, _NAME_USED)
    told |= {at: _unknown(near) for at, near in found.unused.items()}
    for at in sorted(told):
        notes.add(sheet.file, told[at], sheet=sheet.sheet, line=sheet.header_line, column=sheet.header[at])


def _unknown(near: list[str]) -> Fault:
    if near:
        problem = f"No list knows this heading; it looks like {' or '.join(near)}. The column was not read."
        return Fault("heading nearly known", problem, "Say in mapping.toml what it means.", NOTED)
    problem = "No list knows this heading; the column was not read."
    return Fault("heading not known", problem, "If it matters, say in mapping.toml what it means.", NOTED)


def unknown_headings(record: Record) -> Fault:
    """The fault of a sheet that nothing is recognised in; the remedy names its headings."""
    headings = ", ".join(f"'{hidden(heading)[:40]}'" for heading in record.sheet.header if heading)
    shown = headings if len(headings) <= 400 else headings[:400].rpartition(",")[0] + ", …"
    problem = "No table of ours can be made of these headings."
    return Fault("headings not known", problem, f"Found were {shown}. Say in mapping.toml what they mean.", NOTED)
