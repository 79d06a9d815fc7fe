"""The programme's rows, in numbers, go in; the canonical tables, in words, dates and identifiers, come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from interview_analytics.simulate.conduct import opened_words
from interview_analytics.simulate.identifiers import numbered, salesforce, short_instance
from interview_analytics.simulate.jobs import INDUSTRY_CODES, REASONS, TITLES
from interview_analytics.simulate.rows import INDUSTRIES, World
from interview_analytics.simulate.words import (
    AGE_GROUPS,
    CODES,
    COURSE,
    DISABILITY_GROUPS,
    PROGRAMS,
    RECENT_WORK,
    REGIONS,
)
from interview_analytics.tables import DTYPES, INTERVIEWS, TABLES, YES_NO

_NO_DATE = ("declined", "no_answer")


@dataclass(frozen=True)
class Happened:
    """Everything that happened in a programme, in numbers: rows of interviews, jobs, exits and earnings."""

    world: World
    rows: pd.DataFrame
    jobs: pd.DataFrame
    left: pd.DataFrame
    earnings: pd.DataFrame


@dataclass(frozen=True)
class Names:
    """The identifiers of a programme, by number."""

    job_seekers: pd.Index
    specialists: pd.Index
    interviews: pd.Index
    contacts: pd.Index
    placements: pd.Index
    employers: pd.Index


def names(happened: Happened) -> Names:
    """The identifiers: Salesforce's for job seekers and interviews, short ones for all others."""
    rows, jobs, design = happened.rows, happened.jobs, happened.world.design
    instance, block = short_instance(design.block), str(design.block or "")
    employers = 1 + max(rows["employer"].max(), jobs["employer"].max() if len(jobs) else 0)
    return Names(
        job_seekers=pd.Index(salesforce("003" + instance, np.arange(len(happened.world.people)) + 62**3)),
        specialists=pd.Index(numbered(f"ES{block}-", np.arange(design.specialists) + 1, 2)),
        interviews=pd.Index(salesforce("a0B" + instance, np.arange(len(rows)) + 62**3)),
        contacts=pd.Index(numbered(f"C{block}-", np.arange(rows["contact"].max() + 1) + 1, 5)),
        placements=pd.Index(numbered(f"PL{block}-", np.arange(len(jobs)) + 1, 4)),
        employers=pd.Index(numbered("Employer ", np.arange(employers) + 1, 4)),
    )


def dates(happened: Happened, day: np.ndarray | pd.Series, known: np.ndarray | bool = True) -> np.ndarray:
    """Days counted from the first day as dates; a missing date where the day is -1 or not known."""
    day = np.asarray(day, dtype=np.int64)
    first = np.datetime64(happened.world.design.first_day, "D")
    return np.where((day >= 0) & known, first + day, np.datetime64("NaT")).astype("datetime64[us]")


def words(position: np.ndarray | pd.Series, of: Sequence[str] | pd.Index) -> pd.Categorical:
    """Positions as the words that they stand for, each word kept once; -1 is missing."""
    return pd.Categorical.from_codes(np.asarray(position), categories=of)


def each(position: np.ndarray | pd.Series, of: pd.Index) -> pd.api.extensions.ExtensionArray:
    """Positions as the identifiers that they stand for, where hardly any stands twice; -1 is missing."""
    return of.array.take(np.asarray(position), allow_fill=True)


def number(values: np.ndarray | pd.Series, missing: np.ndarray | pd.Series) -> pd.arrays.FloatingArray:
    """Numbers, with some of them missing."""
    filled = np.where(missing, 0, np.asarray(values)).astype(float)
    return pd.arrays.FloatingArray(filled, np.asarray(missing, dtype=bool))


def tables(rng: np.random.Generator, happened: Happened, own: Names, text: str) -> dict[str, pd.DataFrame]:
    """The canonical tables of what happened; `text`: "str" as everywhere, "category" to save memory."""
    made = {
        "interviews": _interviews(happened, own),
        "discoveries": _discoveries(rng, happened, own),
        "job_seekers": _job_seekers(happened, own),
        "interests": _interests(rng, happened, own),
        "specialists": _specialists(happened, own),
        "assignments": _assignments(happened, own),
        "placements": _placements(happened, own),
        "earnings": _earnings(happened, own),
        "training": _training(happened, own),
    }
    return {name: frame if text == "category" else _typed(name, frame) for name, frame in made.items()}


def _typed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    kinds = {column.name: DTYPES[column.kind] for column in TABLES[name].columns}
    return frame.astype({column: kinds.get(column, "str") for column in frame.columns})


def _interviews(happened: Happened, own: Names) -> pd.DataFrame:
    rows = happened.rows
    dated = ~np.isin(rows["status"], [INTERVIEWS["status"].choices.index(status) for status in _NO_DATE])
    choices = {name: words(rows[name], INTERVIEWS[name].choices) for name in _CHOICES}
    referrals = rows["referrals"]
    frame = pd.DataFrame(
        {
            "interview_id": own.interviews,
            "held_on": dates(happened, rows["day"], dated),
            "requested_on": dates(happened, rows["requested"]),
            "job_seeker_id": words(rows["person"], own.job_seekers),
            "specialist_id": words(rows["specialist"], own.specialists),
            "contact_id": each(rows["contact"], own.contacts),
            "employer": words(rows["employer"], own.employers),
            "industry": words(rows["industry"], INDUSTRIES.words),
            "sector": words(rows["sector"], CODES),
            "referred_by_contact_id": each(rows["referred_by"], own.contacts),
            "minutes": number(rows["minutes"], rows["minutes"] < 0),
            "referrals_received": pd.arrays.IntegerArray(
                referrals.to_numpy().astype(np.int64).clip(0), (referrals < 0).to_numpy()
            ),
            "thanked_on": dates(happened, rows["thanked"]),
            **choices,
        },
    )
    return frame[[name for name in INTERVIEWS.names if name in frame]]


_CHOICES = (
    "status",
    "kind",
    "conducted_by",
    "contact_role",
    "referral_source",
    "researched",
    "questions_prepared",
    "asked_how_started",
    "asked_what_like",
    "asked_how_succeed",
    "drift",
    "drift_raised_by",
    "relationship",
)


def _discoveries(rng: np.random.Generator, happened: Happened, own: Names) -> pd.DataFrame:
    opened = happened.rows[["opened", "opened_too"]].to_numpy()
    row, position = np.nonzero(opened >= 0)
    sector = opened[row, position]
    return pd.DataFrame(
        {
            "interview_id": own.interviews.take(row),
            "text": words(opened_words(rng, sector), INDUSTRIES.words),
            "sector": words(sector, CODES),
        }
    )


def _job_seekers(happened: Happened, own: Names) -> pd.DataFrame:
    people, left = happened.world.people, happened.left
    return pd.DataFrame(
        {
            "job_seeker_id": own.job_seekers,
            "enrolled_on": dates(happened, people["enrolled"]),
            "exited_on": dates(happened, left["day"]),
            "exit_reason": words(left["reason"], REASONS),
            "employed_at_intake": words(people["employed_at_intake"], YES_NO),
            "program": words(people["program"], list(PROGRAMS)),
            "region": words(people["region"], REGIONS),
            "age_group": words(people["age_group"], list(AGE_GROUPS)),
            "disability_group": words(people["disability_group"], list(DISABILITY_GROUPS)),
            "recent_work": words(people["recent_work"], RECENT_WORK),
        }
    )


def _interests(rng: np.random.Generator, happened: Happened, own: Names) -> pd.DataFrame:
    stated = happened.world.interests
    person, position = np.nonzero(stated >= 0)
    sector = stated[person, position]
    rank = np.arange(len(person)) - np.searchsorted(person, person)
    return pd.DataFrame(
        {
            "job_seeker_id": words(person, own.job_seekers),
            "position": pd.array(rank + 1, dtype="Int64"),
            "text": words(opened_words(rng, sector), INDUSTRIES.words),
            "sector": words(sector, CODES),
        }
    )


def _specialists(happened: Happened, own: Names) -> pd.DataFrame:
    staff, first = happened.world.staff, np.datetime64(happened.world.design.first_day, "D")
    return pd.DataFrame(
        {
            "specialist_id": own.specialists,
            "started_on": (first + staff["started"].to_numpy()).astype("datetime64[us]"),
            "ended_on": np.full(len(staff), np.datetime64("NaT", "us")),
            "region": words(staff["region"], REGIONS),
            "full_time_equivalent": pd.array(staff["full_time_equivalent"], dtype="Float64"),
        }
    )


def _assignments(happened: Happened, own: Names) -> pd.DataFrame:
    people = happened.world.people
    return pd.DataFrame(
        {
            "job_seeker_id": own.job_seekers,
            "specialist_id": words(people["specialist"], own.specialists),
            "from_on": dates(happened, people["enrolled"]),
            "to_on": dates(happened, happened.left["day"]),
        }
    )


def _placements(happened: Happened, own: Names) -> pd.DataFrame:
    jobs = happened.jobs
    return pd.DataFrame(
        {
            "placement_id": own.placements,
            "job_seeker_id": words(jobs["person"], own.job_seekers),
            "specialist_id": words(jobs["specialist"], own.specialists),
            "started_on": dates(happened, jobs["started"]),
            "ended_on": dates(happened, jobs["ended"]),
            "employer": words(jobs["employer"], own.employers),
            "industry": words(jobs["industry"], INDUSTRY_CODES.words),
            "sector": words(jobs["sector"], CODES),
            "job_title": words(jobs["title"], TITLES.words),
            "hourly_wage": number(jobs["wage"], jobs["wage"].isna()),
            "hours_per_week": number(jobs["hours"], jobs["hours"].isna()),
            "competitive_integrated": words(jobs["competitive_integrated"], YES_NO),
            "subsidised": words(jobs["subsidised"], YES_NO),
            "contact_id": each(jobs["contact"], own.contacts),
            "source_interview_id": each(jobs["source"], own.interviews),
        }
    )


def _earnings(happened: Happened, own: Names) -> pd.DataFrame:
    paid = happened.earnings
    return pd.DataFrame(
        {
            "job_seeker_id": words(paid["person"], own.job_seekers),
            "quarter": paid["quarter"].astype("str"),
            "amount": pd.array(paid["amount"], dtype="Float64"),
        }
    )


def _training(happened: Happened, own: Names) -> pd.DataFrame:
    taken = happened.world.staff["trained"]
    taken = taken[taken <= happened.world.design.last].sort_values(kind="stable")
    return pd.DataFrame(
        {
            "specialist_id": words(taken.index, own.specialists),
            "course": pd.Categorical([COURSE] * len(taken)),
            "completed_on": dates(happened, taken),
        }
    )
