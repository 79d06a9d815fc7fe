"""What an export may tell us goes in; the canonical tables, each column with its meaning and unit, come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

Kind = Literal["identifier", "text", "choice", "date", "number", "whole", "origin"]

DTYPES: dict[Kind, str] = {
    "identifier": "str",
    "text": "str",
    "choice": "str",
    "date": "datetime64[us]",
    "number": "Float64",
    "whole": "Int64",
    "origin": "category",
}
NOT_KNOWN = "not known"
YES_NO = ("yes", "no", "unknown")


@dataclass(frozen=True)
class Column:
    """One column of a canonical table: its name, how it is stored, and what it means."""

    name: str
    kind: Kind
    meaning: str
    choices: tuple[str, ...] = ()
    limits: tuple[float, float] | None = None  # plausible values, in the unit that the name or meaning gives


@dataclass(frozen=True)
class Table:
    """One canonical table: what a row is, and which columns it has."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    required: tuple[tuple[str, ...], ...]  # of each group, one column must be filled
    open_ended: bool = False  # any further column of the export is kept as a stratum

    def __getitem__(self, column: str) -> Column:
        return next(own for own in self.columns if own.name == column)

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]


def _id(name: str, meaning: str) -> Column:
    return Column(name, "identifier", meaning)


def _text(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning)


def _date(name: str, meaning: str) -> Column:
    return Column(name, "date", meaning)


def _choice(name: str, meaning: str, *choices: str) -> Column:
    return Column(name, "choice", meaning, choices)


def _yes_no(name: str, meaning: str) -> Column:
    return Column(name, "choice", meaning, YES_NO)


def _number(name: str, meaning: str, low: float, high: float) -> Column:
    return Column(name, "number", meaning, limits=(low, high))


def _whole(name: str, meaning: str, low: float, high: float) -> Column:
    return Column(name, "whole", meaning, limits=(low, high))


ORIGIN = (
    Column("file", "origin", "file that the row was read from"),
    Column("sheet", "origin", "sheet of the workbook; empty for a text file"),
    Column("line", "whole", "first physical line in a text file, row in a workbook"),
)
_JOB_SEEKER = _id("job_seeker_id", "the job seeker's identifier; never a name")
_SPECIALIST = _id("specialist_id", "the employment specialist's identifier; never a name")
_SECTOR = Column("sector", "choice", "NAICS 2022 sector, by its two-digit code (31-33, 44-45 and 48-49 as ranges)")

INTERVIEWS = Table(
    "interviews",
    "One informational interview, held or attempted.",
    (
        _id("interview_id", "the interview's own identifier"),
        _date("held_on", "day on which it took place, or is to take place"),
        _date("requested_on", "day on which the contact was asked for it"),
        _choice(
            "status", "what became of the request", "held", "scheduled", "declined", "no_answer", "cancelled", "no_show"
        ),
        _choice(
            "kind",
            "what sort of meeting it was; only an informational interview is exposure",
            "informational_interview",
            "job_interview",
            "job_development",
            "business_tour",
            "job_shadow",
            "other",
        ),
        _choice("conducted_by", "who led the conversation", "job_seeker", "specialist", "both", "unknown"),
        _JOB_SEEKER,
        _SPECIALIST,
        _id("contact_id", "the person who was interviewed"),
        _choice(
            "contact_role",
            "what the contact does there",
            "owner",
            "manager",
            "worker",
            "human_resources",
            "association",
            "other",
            "unknown",
        ),
        _text("employer", "where the contact works"),
        _text("industry", "industry as the agency wrote it"),
        _SECTOR,
        _choice(
            "referral_source",
            "how the contact was found",
            "family_or_friend",
            "co_worker",
            "staff",
            "past_interview",
            "association",
            "cold",
            "other",
        ),
        _id("referred_by_contact_id", "the earlier contact who made the introduction"),
        _yes_no("researched", "the industry was researched beforehand"),
        _yes_no("questions_prepared", "questions were written down beforehand"),
        _yes_no("asked_how_started", "it was asked how the contact got started"),
        _yes_no("asked_what_like", "it was asked what the work is like"),
        _yes_no("asked_how_succeed", "it was asked how people succeed in it"),
        _number("minutes", "length of the conversation in minutes", 1, 480),
        _choice("drift", "how far it turned into asking for a job", "none", "brief", "full", "unknown"),
        _choice("drift_raised_by", "who brought up hiring", "us", "contact", "unknown"),
        _whole("referrals_received", "introductions that the contact offered", 0, 50),
        _date("thanked_on", "day on which the contact was thanked"),
        _choice("relationship", "the relationship afterwards", "stronger", "same", "weaker", "lost", "unknown"),
        _text("notes", "free text; never leaves the building"),
    ),
    required=(("job_seeker_id", "specialist_id"),),
)
DISCOVERIES = Table(
    "discoveries",
    "One industry or career newly met in one interview's conversation.",
    (_id("interview_id", "the interview it came up in"), _text("text", "as the agency wrote it"), _SECTOR),
    required=(("interview_id",), ("text", "sector")),
)
JOB_SEEKERS = Table(
    "job_seekers",
    "One person whom the programme supports.",
    (
        _JOB_SEEKER,
        _date("enrolled_on", "day of enrolment: time zero of every journey"),
        _date("exited_on", "day on which the person left the programme"),
        _text("exit_reason", "why the person left"),
        _yes_no("employed_at_intake", "in work on the day of enrolment"),
        _text("program", "programme or funding stream"),
        _text("region", "region or office"),
        _text("age_group", "age group"),
        _text("disability_group", "primary disability group"),
    ),
    required=(("job_seeker_id",),),
    open_ended=True,
)
INTERESTS = Table(
    "interests",
    "One industry that a job seeker named as an interest at intake.",
    (
        _JOB_SEEKER,
        _whole("position", "1 is the interest named first", 1, 50),
        _text("text", "as the agency wrote it"),
        _SECTOR,
    ),
    required=(("job_seeker_id",), ("text", "sector")),
)
SPECIALISTS = Table(
    "specialists",
    "One employment specialist.",
    (
        _SPECIALIST,
        _date("started_on", "first day in the post"),
        _date("ended_on", "last day in the post"),
        _text("region", "region or office"),
        _number("full_time_equivalent", "share of a full-time post, 0-1", 0, 1.5),
    ),
    required=(("specialist_id",),),
)
ASSIGNMENTS = Table(
    "assignments",
    "One stretch of days during which a specialist served a job seeker.",
    (_JOB_SEEKER, _SPECIALIST, _date("from_on", "first day"), _date("to_on", "last day; empty while it lasts")),
    required=(("job_seeker_id",), ("specialist_id",)),
)
PLACEMENTS = Table(
    "placements",
    "One job that a job seeker started.",
    (
        _id("placement_id", "the placement's own identifier"),
        _JOB_SEEKER,
        _SPECIALIST,
        _date("started_on", "first day at work"),
        _date("ended_on", "last day at work; empty while the job lasts"),
        _text("employer", "where the job is"),
        _text("industry", "industry as the agency wrote it"),
        _SECTOR,
        _text("job_title", "title of the job"),
        _number("hourly_wage", "wage in US dollars an hour", 2, 200),
        _number("hours_per_week", "usual hours a week", 0.5, 80),
        _yes_no("competitive_integrated", "competitive integrated employment, as recorded; never inferred"),
        _yes_no("subsidised", "the wage is subsidised"),
        _id("contact_id", "the contact through whom the job came"),
        _id("source_interview_id", "the interview that the job is credited to"),
    ),
    required=(("job_seeker_id",), ("started_on",)),
)
EARNINGS = Table(
    "earnings",
    "What one job seeker earned in one calendar quarter, all jobs added.",
    (
        _JOB_SEEKER,
        _text("quarter", "calendar quarter, as 2026Q1"),
        _number("amount", "US dollars earned in the quarter", 0, 250_000),
    ),
    required=(("job_seeker_id",), ("quarter",), ("amount",)),
)
TRAINING = Table(
    "training",
    "One course that a specialist took.",
    (
        _SPECIALIST,
        _text("course", "name of the course"),
        _date("completed_on", "day of completion; empty if unfinished"),
    ),
    required=(("specialist_id",), ("course",)),
)
TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        INTERVIEWS,
        DISCOVERIES,
        JOB_SEEKERS,
        INTERESTS,
        SPECIALISTS,
        ASSIGNMENTS,
        PLACEMENTS,
        EARNINGS,
        TRAINING,
    )
}


def empty(columns: Iterable[Column]) -> pd.DataFrame:
    """A frame of no rows with these columns, each of its proper type."""
    return pd.DataFrame({column.name: pd.Series(dtype=DTYPES[column.kind]) for column in columns})


def completed(frame: pd.DataFrame, columns: Iterable[Column]) -> pd.DataFrame:
    """The frame with exactly these columns in front, each of its proper type; what was absent is missing."""
    columns = list(columns)
    known = {
        column.name: frame[column.name].astype(DTYPES[column.kind])
        if column.name in frame
        else pd.Series(pd.NA, index=frame.index, dtype=DTYPES[column.kind])
        for column in columns
    }
    strata = {name: frame[name] for name in frame.columns if name not in known}
    return pd.DataFrame({**known, **strata}, index=frame.index, copy=False)
