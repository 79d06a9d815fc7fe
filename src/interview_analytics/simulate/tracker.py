"""Interviews in words go in; a workbook as a team keeps it by hand, one sheet per specialist, comes out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

_SEED = 2026
_GROUPS = {
    "Interview": {
        "interview_id": "ID",
        "held_on": "Date",
        "requested_on": "Requested Date",
        "status": "Status",
        "kind": "Type",
        "conducted_by": "Conducted By",
        "job_seeker_id": "Client ID",
    },
    "": {"": ""},  # a column left empty between two groups
    "Contact": {
        "contact_id": "ID",
        "contact_role": "Role",
        "employer": "Employer",
        "industry": "Industry",
        "referral_source": "Source",
        "referred_by_contact_id": "Referred By Contact ID",
    },
    "Preparation": {"researched": "Researched the Industry", "questions_prepared": "Prepared Questions"},
    "Conversation": {
        "asked_how_started": "How They Got Started",
        "asked_what_like": "What It Is Like",
        "asked_how_succeed": "How People Succeed",
        "minutes": "Length",
        "drift": "Asked for a Job",
        "drift_raised_by": "Hiring Raised By",
        "referrals_received": "Referrals",
        "industries_discovered": "New Industries",
    },
    "Afterwards": {"thanked_on": "Thank-You Sent", "relationship": "Relationship"},
}
_COLUMNS = [(label, name, heading) for label, group in _GROUPS.items() for name, heading in group.items()]
_DAYS = ("held_on", "requested_on", "thanked_on")
_NOTHING = ("", "", "", "n/a", "N/A", "-")
_SPOKEN_LENGTHS = {17: "15-20 min", 18: "15-20 min", 30: "1/2 hr", 45: "3/4 hr", 60: "1 hr"}
_BASE = dt.datetime(1899, 12, 30)
_MERGED = "job_seeker_id"


def write(frame: pd.DataFrame, file: Path, *, written_on: dt.date) -> None:
    """Write the workbook: the same interviews and day give the same bytes. Nowhere but in the name of a sheet, or in a
    line above the headings, stands whose interviews they are."""
    rng = np.random.default_rng(_SEED)
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(file), safe) as workbook:
        workbook.set_properties({"created": dt.datetime.combine(written_on, dt.time())})
        for number, (specialist, rows) in enumerate(frame.groupby("specialist_id"), start=1):
            in_a_line = number % 2 == 0
            sheet = _Sheet(workbook, f"Tab {number}" if in_a_line else str(specialist), rng)
            titles = [f"Employment Specialist: {specialist}"] if in_a_line else []
            sheet.put_titles(["Informational Interview Tracker", *titles, f"Last updated on {written_on:%B %d, %Y}"])
            sheet.put_headings()
            for quarter, part in rows.groupby(rows["requested_on"].dt.to_period("Q")):
                sheet.put_quarter(str(quarter), part)


class _Sheet:
    """One sheet, written from above: titles, headings in two rows, and the quarters, each with its total."""

    def __init__(self, workbook: xlsxwriter.Workbook, name: str, rng: np.random.Generator) -> None:
        self.sheet, self.rng, self.row = workbook.add_worksheet(name), rng, 0
        self.bold = workbook.add_format({"bold": True, "align": "center"})
        self.day = workbook.add_format({"num_format": "m/d/yyyy"})

    def put_titles(self, titles: list[str]) -> None:
        """Lines above the headings, and an empty one."""
        for title in titles:
            self.sheet.write(self.row, 0, title, self.bold)
            self.row += 1
        self.row += 1

    def put_headings(self) -> None:
        """The groups' labels, each merged over its columns, and below them the headings."""
        labels = [label for label, _, _ in _COLUMNS]
        for label in filter(None, _GROUPS):
            first = labels.index(label)
            self.sheet.merge_range(self.row, first, self.row, first + labels.count(label) - 1, label, self.bold)
        for at, (_, _, heading) in enumerate(_COLUMNS):
            self.sheet.write(self.row + 1, at, heading, self.bold)
        self.row += 2

    def put_quarter(self, quarter: str, rows: pd.DataFrame) -> None:
        """The interviews asked for in a quarter, their total, and an empty row."""
        for at, (_, name, _) in enumerate(_COLUMNS):
            if name == _MERGED:
                self._put_merged(at, rows[name])
            elif name:
                self._put_column(at, name, rows)
        self.row += len(rows)
        self.sheet.write(self.row, 0, f"Total {quarter}:", self.bold)
        self.sheet.write(self.row, 1, len(rows))
        self.row += 2

    def _put_merged(self, at: int, values: pd.Series) -> None:
        """Where the same person stands in rows below each other, in one cell merged over them."""
        start = 0
        told = values.fillna("").tolist()
        for end in range(1, len(told) + 1):
            if end < len(told) and told[end] == told[start] != "":
                continue
            if end - start > 1:
                self.sheet.merge_range(self.row + start, at, self.row + end - 1, at, told[start])
            else:
                self.sheet.write(self.row + start, at, told[start])
            start = end

    def _put_column(self, at: int, name: str, rows: pd.DataFrame) -> None:
        written = {"minutes": self._length, **dict.fromkeys(_DAYS, self._date)}.get(name, self._answer)
        for down, (value, status) in enumerate(zip(rows[name], rows["status"], strict=True)):
            cell = self._nothing(name, status) if pd.isna(value) or value == "" else written(value)
            is_day = isinstance(cell, dt.datetime)
            self.sheet.write(self.row + down, at, cell, *([self.day] if is_day else []))

    def _nothing(self, name: str, status: str) -> str:
        """What people write where nothing is to be said; "TBD" where something is still to come."""
        if name in (*_DAYS, "minutes") and status in ("Scheduled", "Held") and self.rng.random() < 0.02:
            return "TBD"
        return str(self.rng.choice(_NOTHING))

    def _answer(self, value: object) -> object:
        return int(value) if isinstance(value, int | float) else value

    def _date(self, day: pd.Timestamp) -> dt.datetime | str | int:
        """A day as a date, as text in one of three forms, or as the bare number that Excel keeps it as."""
        own = day.to_pydatetime()
        forms = (own, f"{day.month}/{day.day}/{day.year}", f"{day:%d-%b-%Y}", f"{day:%Y-%m-%d}", (own - _BASE).days)
        return forms[self.rng.choice(len(forms), p=(0.55, 0.2, 0.1, 0.1, 0.05))]

    def _length(self, minutes: int) -> int | str:
        """Minutes as a number, with their unit, as a clock shows them, as part of an hour, or as a range around."""
        told = _SPOKEN_LENGTHS.get(minutes, f"{minutes - 2}-{minutes + 2} min")
        forms = (int(minutes), f"{minutes} min", f"{minutes // 60}:{minutes % 60:02d}", told)
        return forms[self.rng.choice(len(forms), p=(0.7, 0.15, 0.05, 0.1))]
