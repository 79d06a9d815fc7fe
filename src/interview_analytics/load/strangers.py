"""The canonical tables go in; notes on people who occur in them, but not in the roster that was exported, come out."""

from __future__ import annotations

import pandas as pd

from interview_analytics.load.record import Notes
from interview_analytics.reading import Fault
from interview_analytics.reading.sheet import NOTED

_ROSTERS = {"job_seeker_id": ("job_seekers", "job seekers"), "specialist_id": ("specialists", "specialists")}


def note_strangers(frames: dict[str, pd.DataFrame], notes: Notes) -> None:
    """Take down, once per table, how many people of it a roster that was exported does not list."""
    for identifier, (roster, people) in _ROSTERS.items():
        if roster not in frames or frames[roster].empty:
            continue
        listed = set(frames[roster][identifier].dropna())
        for name, frame in frames.items():
            if name == roster or identifier not in frame or frame.empty:
                continue
            missing = [person for person in frame[identifier].dropna().unique() if person not in listed]
            if missing:
                notes.add(_file_of(frame), _stranger(name, people, missing), column=identifier)


def _file_of(frame: pd.DataFrame) -> str:
    files = frame["file"].unique()
    return str(files[0]) if len(files) == 1 else ""


def _stranger(table: str, people: str, missing: list[str]) -> Fault:
    problem = (
        f"{len(missing):,} {people} of the {table.replace('_', ' ')} do not stand in the list of {people} that was "
        f"exported, {missing[0]} for one."
    )
    return Fault("not in the roster", problem, f"Export the whole list of {people}.", NOTED)
