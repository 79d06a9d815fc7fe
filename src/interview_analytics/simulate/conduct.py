"""Rows of interviews go in; how each talk went, what it opened, and which contacts were met again come out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.simulate.design import DAYS_PER_MONTH
from interview_analytics.simulate.hazards import STILL_OPEN
from interview_analytics.simulate.rows import INDUSTRIES, World, any_sector, code, drawn_choice
from interview_analytics.simulate.words import CODES
from interview_analytics.tables import YES_NO

_QUESTIONS = {
    "researched": 0.75,
    "questions_prepared": 0.7,
    "asked_how_started": 0.82,
    "asked_what_like": 0.84,
    "asked_how_succeed": 0.8,
}
_UNKNOWN = YES_NO.index("unknown")
_DRIFT_NOT_ANSWERED = 0.06


def talked(rng: np.random.Generator, world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with how each held talk went: questions, minutes, drift, relationship, thanks, and what it opened.

    `drifted` and `kept` hold what truly happened (-1: no talk), `drift` and `relationship` what was written down.
    """
    held = rows["status"].to_numpy() == 0
    asked = {name: _answers(rng, held, share) for name, share in _QUESTIONS.items()}
    rows = rows.assign(**asked, **_drift(rng, world, rows, held))
    rows["minutes"] = _minutes(rng, rows, held)
    rows = rows.assign(**_relationship(rng, world, rows, held))
    rows["thanked"] = _thanked(rng, world, rows, held)
    rows["referrals"] = np.where(held & (rng.random(len(rows), dtype=np.float32) > 0.03), rows["offered"], -1)
    rows["opened"], rows["opened_too"] = _opened(rng, world, rows, held)
    return rows.drop(columns="offered")


def met_again(rng: np.random.Generator, world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """Later meetings with the same contact, mostly where the contact was kept: job development and business tours."""
    chance = np.select([rows["kept"] == 1, rows["kept"] == 0], [0.45, 0.03], 0)
    parent = np.flatnonzero(rng.random(len(rows), dtype=np.float32) < chance)
    day = rows["day"].to_numpy()[parent] + 1 + rng.exponential(100, len(parent)).astype(np.int32)
    parent, day = parent[day <= world.design.last], day[day <= world.design.last].astype(np.int32)
    where = ["person", "specialist", "contact", "sector", "industry", "employer", "contact_role"]
    again = rows.loc[parent, where].reset_index(drop=True)
    again["day"], again["requested"] = day, np.maximum(day - 5, rows["day"].to_numpy()[parent])
    again["kind"] = drawn_choice(rng, "kind", {"job_development": 0.65, "business_tour": 0.35}, len(again))
    again["person"] = _still_looking(world, again)
    both = (rng.random(len(again)) < 0.3) & (again["person"] >= 0)
    again["conducted_by"] = np.where(both, code("conducted_by", "both"), code("conducted_by", "specialist"))
    return again.assign(**_nothing_asked(rng, len(again)))


def _still_looking(world: World, rows: pd.DataFrame) -> np.ndarray:
    """The person where the meeting falls before their end; else nobody, for it then is the specialist's own."""
    person = rows["person"].to_numpy()
    end = (world.people["enrolled"].to_numpy() + world.course.end + (world.course.cause == STILL_OPEN))[person]
    return np.where((person >= 0) & (rows["day"].to_numpy() < end), person, -1).astype(np.int32)


def _nothing_asked(rng: np.random.Generator, size: int) -> dict[str, object]:
    missing = {
        name: np.int8(-1) for name in ("drifted", "kept", "referrals", "opened", "opened_too", "referral_source")
    }
    unknown = {name: np.int8(_UNKNOWN) for name in _QUESTIONS}
    minutes = np.clip(np.round(rng.normal(35, 12, size) / 5) * 5, 10, 90).astype(np.int16)
    return {
        **missing,
        **unknown,
        "status": np.int8(0),
        "exposure": False,
        "minutes": minutes,
        "referred_by": np.int32(-1),
        "thanked": np.int32(-1),
        "drift": np.int8(code("drift", "unknown")),
        "drift_raised_by": np.int8(code("drift_raised_by", "unknown")),
        "relationship": np.int8(code("relationship", "unknown")),
    }


def _answers(rng: np.random.Generator, held: np.ndarray, share: float) -> np.ndarray:
    uniform = rng.random(len(held), dtype=np.float32)
    answer = np.select(
        [uniform < 0.03, uniform < 0.03 + 0.97 * share], [_UNKNOWN, YES_NO.index("yes")], YES_NO.index("no")
    )
    return np.where(held, answer, _UNKNOWN).astype(np.int8)


def drift_logit(world: World, specialist: np.ndarray, day: np.ndarray) -> np.ndarray:
    """The logit of the chance that a talk turned into asking for a job, by specialist and day; training lowers it."""
    at_first, in_the_end = world.design.training_effect
    since = day - world.staff["trained"].to_numpy()[specialist]
    grown = np.clip(since / 365.25, 0, 1)
    trained = np.where(since > 0, at_first + (in_the_end - at_first) * grown, 0)
    return untrained_drift_logit(world, specialist, day) + trained


def untrained_drift_logit(world: World, specialist: np.ndarray, day: np.ndarray) -> np.ndarray:
    """The same logit, had nobody been trained."""
    month = day / DAYS_PER_MONTH
    return (
        world.design.drift_logit + world.design.drift_per_month * month + world.staff["drifting"].to_numpy()[specialist]
    )


def keeping_logit(world: World, specialist: np.ndarray, drifted: np.ndarray) -> np.ndarray:
    """The logit of the chance that the contact of a talk is kept, by specialist and whether the talk drifted."""
    logit = world.design.kept_logit + world.design.kept_after_drift * drifted
    return logit + world.staff["keeping"].to_numpy()[specialist]


def _drift(rng: np.random.Generator, world: World, rows: pd.DataFrame, held: np.ndarray) -> dict[str, np.ndarray]:
    size = len(rows)
    logit = drift_logit(world, rows["specialist"].to_numpy(), rows["day"].to_numpy())
    drifted = held & (rng.random(size) < 1 / (1 + np.exp(-logit)))
    by_contact = held & ~drifted & (rng.random(size, dtype=np.float32) < 0.08)
    answered = held & (rng.random(size, dtype=np.float32) >= _DRIFT_NOT_ANSWERED)
    full = rng.random(size, dtype=np.float32) < np.where(by_contact, 0.15, 0.35)
    depth = np.where(drifted | by_contact, np.where(full, code("drift", "full"), code("drift", "brief")), 0)
    raised = np.where(by_contact, code("drift_raised_by", "contact"), code("drift_raised_by", "us"))
    said = answered & (drifted | by_contact) & (by_contact | (rng.random(size, dtype=np.float32) >= 0.05))
    return {
        "drifted": np.where(held, drifted, -1).astype(np.int8),
        "drift": np.where(answered, depth, code("drift", "unknown")).astype(np.int8),
        "drift_raised_by": np.where(said, raised, code("drift_raised_by", "unknown")).astype(np.int8),
    }


def _minutes(rng: np.random.Generator, rows: pd.DataFrame, held: np.ndarray) -> np.ndarray:
    length = 18.5 * np.exp(0.3 * rng.standard_normal(len(rows), dtype=np.float32)) + 6 * (
        rows["drifted"].to_numpy() == 1
    )
    written = held & (rng.random(len(rows), dtype=np.float32) >= 0.03)
    return np.where(written, np.clip(np.round(length), 5, 90), -1).astype(np.int16)


def _relationship(
    rng: np.random.Generator, world: World, rows: pd.DataFrame, held: np.ndarray
) -> dict[str, np.ndarray]:
    size = len(rows)
    logit = keeping_logit(world, rows["specialist"].to_numpy(), rows["drifted"].to_numpy() == 1)
    kept = held & (rng.random(size) < 1 / (1 + np.exp(-logit)))
    half = rng.random(size, dtype=np.float32) < 0.55
    after = np.where(
        kept,
        np.where(half, code("relationship", "stronger"), code("relationship", "same")),
        np.where(half, code("relationship", "weaker"), code("relationship", "lost")),
    )
    answered = held & (rng.random(size, dtype=np.float32) >= 0.04)
    written = np.where(answered, after, code("relationship", "unknown")).astype(np.int8)
    return {"kept": np.where(held, kept, -1).astype(np.int8), "relationship": written}


def _thanked(rng: np.random.Generator, world: World, rows: pd.DataFrame, held: np.ndarray) -> np.ndarray:
    day = rows["day"].to_numpy() + rng.geometric(0.3, len(rows)).astype(np.int32) - 1
    sent = held & (rng.random(len(rows), dtype=np.float32) < 0.72) & (day <= world.design.last)
    return np.where(sent, day, -1).astype(np.int32)


def _opened(
    rng: np.random.Generator, world: World, rows: pd.DataFrame, held: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Up to two sectors that came up unexpectedly: not the talk's own and none of the job seeker's stated interests."""
    opening = np.flatnonzero(held & (rng.random(len(rows), dtype=np.float32) < world.design.discovery_share))
    person = rows["person"].to_numpy()[opening]
    stated = np.where(person[:, None] >= 0, world.interests[person], -1)
    known = np.column_stack([rows["sector"].to_numpy()[opening], stated])
    first = _unexpected(any_sector(rng, len(opening)), known)
    second = _unexpected(any_sector(rng, len(opening)), np.column_stack([known, first]))
    opened, too = np.full((2, len(rows)), -1, dtype=np.int8)
    opened[opening] = first
    too[opening] = np.where(rng.random(len(opening)) < 0.1, second, -1)
    return opened, too


def _unexpected(sector: np.ndarray, known: np.ndarray) -> np.ndarray:
    """The sector, moved on to the next one for as long as it is already known."""
    for _ in range(known.shape[1]):
        sector = np.where((known == sector[:, None]).any(axis=1), (sector + 1) % len(CODES), sector).astype(np.int8)
    return sector


def opened_words(rng: np.random.Generator, sector: np.ndarray) -> np.ndarray:
    """The words in which newly met sectors were written down."""
    return INDUSTRIES.drawn(sector, rng.random(len(sector), dtype=np.float32))
