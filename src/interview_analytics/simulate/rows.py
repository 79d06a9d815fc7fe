"""Courses of job seekers and random numbers go in; one row for each interview held, tried or planned comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from interview_analytics.simulate.design import DAYS_PER_MONTH, Design
from interview_analytics.simulate.hazards import STILL_OPEN, Courses
from interview_analytics.simulate.people import chosen, from_weights
from interview_analytics.simulate.words import AMBIGUOUS, CODES, SECTOR_WORDS, WEIGHTS, Variants
from interview_analytics.tables import INTERVIEWS

INDUSTRIES = Variants([words[1] for words in SECTOR_WORDS.values()], AMBIGUOUS)
_NOT_HELD = {"declined": 0.3, "no_answer": 0.4, "cancelled": 0.15, "no_show": 0.15}
_ROLES = {
    "owner": 0.15,
    "manager": 0.34,
    "worker": 0.3,
    "human_resources": 0.1,
    "association": 0.04,
    "other": 0.04,
    "unknown": 0.03,
}
_SOURCES = {
    "family_or_friend": 0.16,
    "co_worker": 0.09,
    "staff": 0.36,
    "association": 0.07,
    "cold": 0.27,
    "other": 0.05,
}


def code(column: str, choice: str) -> int:
    """The position of a choice in the vocabulary of one column of interviews."""
    return INTERVIEWS[column].choices.index(choice)


def drawn_choice(rng: np.random.Generator, column: str, shares: dict[str, float], size: int) -> np.ndarray:
    """Positions in a column's vocabulary, drawn with these shares."""
    positions = np.array([code(column, choice) for choice in shares], dtype=np.int8)
    return positions[chosen(rng, shares, size)]


@dataclass(frozen=True)
class World:
    """What the rows are drawn from: the people, their courses and their specialists' networks."""

    design: Design
    staff: pd.DataFrame
    people: pd.DataFrame
    interests: np.ndarray
    networks: np.ndarray
    course: Courses


def asked(rng: np.random.Generator, world: World) -> pd.DataFrame:
    """One row per interview that was asked for, in the order of asking; `contact` is its number in that order.

    Columns: person (-1: none), specialist, day and requested (counted from the first day), status, kind, conducted_by,
    exposure, contact, and where the talk was: sector (-1: not recorded), industry, employer, contact_role.
    """
    groups = [_held(rng, world), _tried(rng, world), _on_behalf(rng, world), _alone(rng, world), _planned(rng, world)]
    rows = in_order(groups)
    rows["kind"] = np.int8(code("kind", "informational_interview"))
    rows["contact"] = np.arange(len(rows), dtype=np.int32)
    _place(rng, world, rows)
    _introduce(rng, rows)
    return rows


def in_order(groups: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The rows of all groups in the order of asking; those of one day as they stood. Columns are those of the first."""
    requested = np.concatenate([group["requested"] for group in groups])
    order = np.argsort(requested.astype(np.int16), kind="stable")  # 16 bits are sorted by radix
    columns = {}
    for name, kind in groups[0].dtypes.items():  # one column after the other: half the memory of a concat
        columns[name] = np.concatenate([group[name].to_numpy() for group in groups]).astype(kind, copy=False)[order]
    return pd.DataFrame(columns, copy=False)


def _frame(world: World, person: np.ndarray, day: np.ndarray, requested: np.ndarray, **further: object) -> pd.DataFrame:
    """Rows of known people; days since enrolment go in, days since the first day come out."""
    enrolled = world.people["enrolled"].to_numpy()[person]
    return pd.DataFrame(
        {
            "person": person,
            "specialist": world.people["specialist"].to_numpy()[person],
            "day": (day + enrolled).astype(np.int32),
            "requested": (requested + enrolled).astype(np.int32),
            **further,
        }
    )


def _held(rng: np.random.Generator, world: World) -> pd.DataFrame:
    person, day = world.course.person, world.course.day
    size = len(person)
    rows = _frame(world, person, day, _before(rng, day, 9), status=np.int8(0), exposure=True)
    rows["conducted_by"] = drawn_choice(rng, "conducted_by", {"job_seeker": 0.55, "both": 0.42, "unknown": 0.03}, size)
    cover = rng.random(size, dtype=np.float32) < 0.06  # a colleague stands in: the row and the roster then differ
    other = rng.integers(0, world.design.specialists, size, dtype=np.int32)
    rows["specialist"] = np.where(cover, other, rows["specialist"])
    return rows


def _tried(rng: np.random.Generator, world: World) -> pd.DataFrame:
    motivation, desk = world.people["motivation"].to_numpy(), world.people["specialist"].to_numpy()
    effect = world.design.motivation_on_interviewing * motivation + world.staff["interviewing"].to_numpy()[desk]
    monthly = world.design.interviews_per_month * world.design.attempts_per_interview * np.exp(effect)
    person, day = _scattered(rng, world, monthly)
    rows = _frame(world, person, day, _before(rng, day, 9), exposure=False)
    rows["status"] = drawn_choice(rng, "status", _NOT_HELD, len(rows))
    rows["conducted_by"] = drawn_choice(
        rng, "conducted_by", {"job_seeker": 0.5, "both": 0.4, "unknown": 0.1}, len(rows)
    )
    return rows


def _on_behalf(rng: np.random.Generator, world: World) -> pd.DataFrame:
    monthly = np.full(len(world.people), world.design.on_behalf_per_month)
    person, day = _scattered(rng, world, monthly)
    by = np.int8(code("conducted_by", "specialist"))
    return _frame(world, person, day, _before(rng, day, 6), status=np.int8(0), conducted_by=by, exposure=False)


def _alone(rng: np.random.Generator, world: World) -> pd.DataFrame:
    monthly = world.design.solo_per_month * np.exp(world.staff["interviewing"].to_numpy())
    specialist = np.repeat(
        np.arange(world.design.specialists, dtype=np.int32), rng.poisson(monthly * world.design.months)
    )
    size = len(specialist)
    requested = rng.integers(0, world.design.last + 1, size, dtype=np.int32)
    day = np.minimum(requested + rng.geometric(0.15, size).astype(np.int32), world.design.last)
    shares = {"held": 0.75, **{status: share / 4 for status, share in _NOT_HELD.items()}}
    return pd.DataFrame(
        {
            "person": np.full(size, -1, dtype=np.int32),
            "specialist": specialist,
            "day": day,
            "requested": requested,
            "status": drawn_choice(rng, "status", shares, size),
            "conducted_by": np.int8(code("conducted_by", "specialist")),
            "exposure": False,
        }
    )


def _planned(rng: np.random.Generator, world: World) -> pd.DataFrame:
    """Interviews in the diary at the end of the window, of those who are still looking."""
    looking = np.flatnonzero(world.course.cause == STILL_OPEN).astype(np.int32)
    person = np.repeat(looking, rng.poisson(world.design.scheduled_per_person, len(looking)))
    last = world.course.end[person]
    day = last + rng.integers(1, 29, len(person), dtype=np.int32)
    rows = _frame(world, person, day, _before(rng, last + 1, 9), exposure=False)
    return rows.assign(status=np.int8(code("status", "scheduled")), conducted_by=np.int8(code("conducted_by", "both")))


def _scattered(rng: np.random.Generator, world: World, monthly: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Events of everybody's own monthly rate over the days before the end: person and day, from 1 on."""
    days = np.maximum(world.course.end - 1, 0)
    person = np.repeat(np.arange(len(days), dtype=np.int32), rng.poisson(monthly * days / DAYS_PER_MONTH))
    return person, 1 + (rng.random(len(person), dtype=np.float32) * days[person] * 0.9999).astype(np.int32)


def _before(rng: np.random.Generator, day: np.ndarray, mean: float) -> np.ndarray:
    """The day of asking: some days earlier, never before enrolment."""
    return np.maximum(day - rng.geometric(1 / mean, len(day)).astype(np.int32), 0)


def _place(rng: np.random.Generator, world: World, rows: pd.DataFrame) -> None:
    """Adds where each talk was: half in the first interest, else through the specialist's network."""
    size, person = len(rows), rows["person"].to_numpy()
    first = np.where(person >= 0, world.interests[person, 0], -1)
    flat = (world.networks + np.arange(len(world.networks))[:, None]).ravel()
    known = np.searchsorted(flat, rows["specialist"].to_numpy() + rng.random(size) * 0.999999).astype(np.int64)
    sector = np.where((first >= 0) & (rng.random(size, dtype=np.float32) < 0.5), first, known % len(CODES)).astype(
        np.int8
    )
    rows["employer"] = employers(rng, world.design, sector)
    rows["contact_role"] = drawn_choice(rng, "contact_role", _ROLES, size)
    rows["industry"] = INDUSTRIES.drawn(sector, rng.random(size, dtype=np.float32))
    _blur(rng, rows, sector)


def _blur(rng: np.random.Generator, rows: pd.DataFrame, sector: np.ndarray) -> None:
    """Leaves the industry of a few rows empty, and writes into a few others a word that may mean two sectors."""
    uniform = rng.random(len(rows), dtype=np.float32)
    last = len(INDUSTRIES.words) - 1
    rows["industry"] = np.select(
        [uniform < 0.004, uniform < 0.006, uniform < 0.008], [-1, last - 1, last], rows["industry"]
    )
    rows["industry"] = rows["industry"].astype(np.int16)
    rows["sector"] = np.where(uniform < 0.008, -1, sector).astype(np.int8)


def employers(rng: np.random.Generator, design: Design, sector: np.ndarray) -> np.ndarray:
    """An employer's number for each sector; each employer belongs to one sector."""
    each = max(15, 2 * design.specialists)
    return (sector.astype(np.int32) * each + rng.integers(0, each, len(sector), dtype=np.int32)).astype(np.int32)


def any_sector(rng: np.random.Generator, size: int) -> np.ndarray:
    """Sectors drawn as the labour market holds them."""
    return from_weights(rng, WEIGHTS, size)


def _introduce(rng: np.random.Generator, rows: pd.DataFrame) -> None:
    """Adds referrals_received, referral_source and, where the last contact offered an introduction, referred_by."""
    size = len(rows)
    rows["offered"] = np.where(rows["status"] == 0, rng.poisson(0.6, size), 0).astype(np.int8)
    rows["referral_source"] = drawn_choice(rng, "referral_source", _SOURCES, size)
    rows.loc[rng.random(size, dtype=np.float32) < 0.04, "referral_source"] = -1
    rows["referred_by"] = np.int32(-1)
    mine = np.flatnonzero(rows["exposure"].to_numpy())
    person, day = rows["person"].to_numpy()[mine], rows["day"].to_numpy()[mine]
    mine = mine[np.argsort(person.astype(np.int64) << 16 | day)]
    earlier, later = mine[:-1], mine[1:]
    same = rows["person"].to_numpy()[earlier] == rows["person"].to_numpy()[later]
    led = same & (rows["offered"].to_numpy()[earlier] > 0) & (rng.random(len(later), dtype=np.float32) < 0.6)
    _refer(rows, earlier[led], later[led])


def _refer(rows: pd.DataFrame, earlier: np.ndarray, later: np.ndarray) -> None:
    columns = {name: rows[name].to_numpy().copy() for name in ("requested", "referral_source", "referred_by")}
    columns["referral_source"][later] = code("referral_source", "past_interview")
    columns["referred_by"][later] = rows["contact"].to_numpy()[earlier]
    columns["requested"][later] = np.maximum(columns["requested"][later], rows["day"].to_numpy()[earlier])
    for name, values in columns.items():
        rows[name] = values
