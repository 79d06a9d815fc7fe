"""Canonical tables go in; files in the shapes that real case systems export come out."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

_WORDS = {
    "family_or_friend": "Family or Friend",
    "co_worker": "Co-worker",
    "unknown": "",
    "us": "Us",
}
_INTERVIEWS = {
    "interview_id": "Interview ID",
    "held_on": "Interview Date",
    "requested_on": "Requested Date",
    "status": "Status",
    "kind": "Record Type",
    "conducted_by": "Conducted By",
    "job_seeker_id": "Client ID",
    "specialist_id": "Specialist ID",
    "contact_id": "Contact ID",
    "contact_role": "Contact Role",
    "employer": "Employer",
    "industry": "Industry",
    "referral_source": "Referral Source",
    "referred_by_contact_id": "Referred By Contact ID",
    "researched": "Industry Researched",
    "questions_prepared": "Questions Prepared",
    "asked_how_started": "Asked How They Got Started",
    "asked_what_like": "Asked What It Is Like",
    "asked_how_succeed": "Asked How People Succeed",
    "minutes": "Duration (Minutes)",
    "drift": "Turned Into Asking for a Job",
    "drift_raised_by": "Hiring Raised By",
    "referrals_received": "Referrals Received",
    "thanked_on": "Thank-You Sent",
    "relationship": "Relationship Afterwards",
    "industries_discovered": "Industries Discovered",
}
_JOB_SEEKERS = {
    "job_seeker_id": "Client ID",
    "enrolled_on": "Enrollment Date",
    "exited_on": "Exit Date",
    "exit_reason": "Exit Reason",
    "employed_at_intake": "Employed at Intake",
    "program": "Program",
    "region": "Region",
    "age_group": "Age Group",
    "disability_group": "Primary Disability",
    "specialist_id": "Specialist ID",
    "recent_work": "Recent Work",
    "industries_of_interest": "Industries of Interest",
}
_PLACEMENTS = {
    "placement_id": "Placement ID",
    "job_seeker_id": "Client ID",
    "specialist_id": "Specialist ID",
    "started_on": "Start Date",
    "ended_on": "End Date",
    "employer": "Employer",
    "industry": "NAICS Code",
    "job_title": "Job Title",
    "hourly_wage": "Hourly Wage",
    "hours_per_week": "Hours per Week",
    "competitive_integrated": "Competitive Integrated",
    "subsidised": "Subsidized",
    "contact_id": "Contact ID",
    "source_interview_id": "Source Interview ID",
}
_SPECIALISTS = {
    "specialist_id": "Specialist ID",
    "started_on": "Start Date",
    "ended_on": "End Date",
    "region": "Region",
    "full_time_equivalent": "FTE",
}
FOOTER = (
    '"Grand Totals ({rows} records)"\n"Confidential Information - Do Not Distribute"\n'
    '"Copyright (c) 2000-{year} salesforce.com, inc. All rights reserved."\n'
)
_SPOKEN = (
    "status",
    "kind",
    "conducted_by",
    "contact_role",
    "referral_source",
    "drift",
    "drift_raised_by",
    "relationship",
)
_YES_NO = ("researched", "questions_prepared", "asked_how_started", "asked_what_like", "asked_how_succeed")


def write(tables: Mapping[str, pd.DataFrame], folder: Path, *, written_on: dt.date) -> Path:
    """The folder, now holding the five exports of an agency: the same tables and day give the same bytes."""
    write_rosters(tables, folder, written_on=written_on)
    _interviews(tables, folder / "informational-interviews.csv", written_on)
    return folder


def write_rosters(tables: Mapping[str, pd.DataFrame], folder: Path, *, written_on: dt.date) -> Path:
    """The folder, now holding everything but the interviews: people, placements, earnings and training."""
    folder.mkdir(parents=True, exist_ok=True)
    _job_seekers(tables, folder / "job-seekers.csv")
    _workbook(tables, folder / "placements-and-specialists.xlsx", written_on)
    _earnings(tables, folder / "quarterly-earnings.csv")
    _training(tables, folder / "training-form-responses.csv")
    return folder


def in_words(tables: Mapping[str, pd.DataFrame], separator: str) -> pd.DataFrame:
    """The interviews with answers as people write them, and the industries that each discovered in one cell."""
    frame = tables["interviews"].copy()
    frame["industries_discovered"] = joined(frame["interview_id"], tables["discoveries"], "interview_id", separator)
    for name in (*_SPOKEN, *_YES_NO):
        frame[name] = spoken(frame[name])
    frame["minutes"] = frame["minutes"].astype("Int64")
    return frame


def reported(frame: pd.DataFrame) -> pd.DataFrame:
    """Interviews in words as a Salesforce report prints them: identifiers of 15 characters, the month first."""
    short = {name: frame[name].str[:15] for name in ("interview_id", "job_seeker_id")}
    days = {name: month_first(frame[name]) for name in ("held_on", "requested_on", "thanked_on")}
    return headed(frame.assign(**short, **days), _INTERVIEWS)


def _interviews(tables: Mapping[str, pd.DataFrame], file: Path, written_on: dt.date) -> None:
    frame = reported(in_words(tables, ";"))
    text = frame.to_csv(index=False, quoting=csv.QUOTE_ALL, lineterminator="\n")
    save(file, text + "\n" + FOOTER.format(rows=len(frame), year=written_on.year))


def _job_seekers(tables: Mapping[str, pd.DataFrame], file: Path) -> None:
    frame = tables["job_seekers"].copy()
    frame["specialist_id"] = tables["assignments"]["specialist_id"]
    frame["industries_of_interest"] = joined(frame["job_seeker_id"], tables["interests"], "job_seeker_id", "; ")
    frame["employed_at_intake"] = spoken(frame["employed_at_intake"])
    _csv(headed(frame, _JOB_SEEKERS), file)


def _earnings(tables: Mapping[str, pd.DataFrame], file: Path) -> None:
    paid = tables["earnings"]
    amounts = [f"${amount:,.2f}" for amount in paid["amount"]]
    _csv(pd.DataFrame({"Client ID": paid["job_seeker_id"], "Quarter": paid["quarter"], "Gross Wages": amounts}), file)


def _training(tables: Mapping[str, pd.DataFrame], file: Path) -> None:
    """A form's answers: filled in some days after the course, in the evening."""
    taken = tables["training"]
    later = np.arange(len(taken))
    stamp = taken["completed_on"] + pd.to_timedelta(later % 5 * 86_400 + 61_330 + later * 977 % 14_000, unit="s")
    form = pd.DataFrame(
        {
            "Timestamp": month_first(stamp) + stamp.dt.strftime(" %H:%M:%S"),
            "What is your specialist ID?": taken["specialist_id"],
            "Which course did you complete?": taken["course"],
            "On what date did you complete it?": month_first(taken["completed_on"]),
        }
    )
    _csv(form, file)


def _workbook(tables: Mapping[str, pd.DataFrame], file: Path, written_on: dt.date) -> None:
    placements = tables["placements"].copy()
    for name in ("competitive_integrated", "subsidised"):
        placements[name] = spoken(placements[name])
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(file), safe) as workbook:
        workbook.set_properties({"created": dt.datetime.combine(written_on, dt.time())})
        _sheet(workbook, "Placements", headed(placements, _PLACEMENTS))
        _sheet(workbook, "Specialists", headed(tables["specialists"], _SPECIALISTS))


def _sheet(workbook: xlsxwriter.Workbook, name: str, frame: pd.DataFrame) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(frame.columns) - 1, 16)
    sheet.write_row(0, 0, frame.columns, workbook.add_format({"bold": True}))
    day = workbook.add_format({"num_format": "m/d/yyyy"})
    for position, heading in enumerate(frame.columns):
        form = day if frame[heading].dtype.kind == "M" else None
        cells = [None if pd.isna(cell) else cell for cell in frame[heading].astype(object)]
        sheet.write_column(1, position, cells, form)


def headed(frame: pd.DataFrame, headings: Mapping[str, str]) -> pd.DataFrame:
    return frame[list(headings)].rename(columns=headings)


def joined(ids: pd.Series, long: pd.DataFrame, key: str, separator: str) -> pd.Series:
    """The texts of each identifier in one cell, as multi-select fields are exported."""
    return ids.map(long.groupby(key, sort=False, observed=True)["text"].agg(separator.join))


def spoken(answers: pd.Series) -> pd.Series:
    said = {word: _WORDS.get(word, word.replace("_", " ").title()) for word in answers.dropna().unique()}
    return answers.map(said)


def month_first(days: pd.Series) -> pd.Series:
    """Dates as 3/18/2026, each distinct day written once."""
    distinct = days.dt.normalize().dropna().unique()
    return days.dt.normalize().map({day: f"{day.month}/{day.day}/{day.year}" for day in pd.DatetimeIndex(distinct)})


def _csv(frame: pd.DataFrame, file: Path) -> None:
    save(file, frame.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n"))


def save(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
