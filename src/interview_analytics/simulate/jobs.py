"""Courses and interviews go in; the jobs that were started, what they paid by quarter, and who left when come out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interview_analytics.simulate.hazards import LEFT, PLACED
from interview_analytics.simulate.people import chosen
from interview_analytics.simulate.rows import World, any_sector, employers
from interview_analytics.simulate.words import CODES, ENDS_WORK, EXIT_REASONS, PLACED_AND_CLOSED, SECTOR_WORDS, Variants

INDUSTRY_CODES = Variants([words[2] for words in SECTOR_WORDS.values()])
TITLES = Variants([words[3] for words in SECTOR_WORDS.values()])
SECTORS_OF_A_TALK = ("sector", "opened", "opened_too")
REASONS = (PLACED_AND_CLOSED, *EXIT_REASONS)


def newly_met(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """One row per interview and sector that it newly showed its job seeker: no stated interest; person, sector, row.

    Sorted by person. Only interviews with the job seeker present; all of them are before the person's end.
    """
    present = np.flatnonzero(rows["exposure"].to_numpy())
    long = pd.concat(
        [pd.DataFrame({"sector": rows[name].to_numpy()[present], "row": present}) for name in SECTORS_OF_A_TALK],
        ignore_index=True,
    )
    long["person"] = rows["person"].to_numpy()[long["row"]]
    known = (world.interests[long["person"]] == long["sector"].to_numpy()[:, None]).any(axis=1)
    return long[(long["sector"] >= 0) & ~known].sort_values(["person", "row"], kind="stable", ignore_index=True)


def exits(rng: np.random.Generator, world: World) -> pd.DataFrame:
    """Day and reason of leaving, one row per job seeker; -1 while the person is enrolled.

    Who is placed stays for at least 90 days and then leaves, in most cases placed and closed.
    """
    end, cause = world.course.end, world.course.cause
    after = end + 90 + rng.exponential(150, len(end)).astype(np.int32)
    day = world.people["enrolled"].to_numpy() + np.where(cause == LEFT, end, np.where(cause == PLACED, after, 10**6))
    reason = 1 + chosen(rng, EXIT_REASONS, len(end))
    reason = np.where((cause == PLACED) & (rng.random(len(end)) < 0.85), 0, reason)
    gone = day <= world.design.last
    return pd.DataFrame({"day": np.where(gone, day, -1).astype(np.int32), "reason": np.where(gone, reason, -1)})


def placements(rng: np.random.Generator, world: World, rows: pd.DataFrame, left: pd.DataFrame) -> pd.DataFrame:
    """One row per job, in the order of starting: person, days, sector, employer, wage, hours, contact and interview."""
    person = np.flatnonzero(world.course.cause == PLACED).astype(np.int32)
    first = pd.DataFrame(
        {"person": person, "started": (world.people["enrolled"].to_numpy() + world.course.end)[person]}
    )
    first = _ended(rng, world, first.assign(first=True, **_sector(rng, world, rows, person)))
    second = _second(rng, world, first, left)
    jobs = _stopped(pd.concat([first, second], ignore_index=True), left).sort_values(
        ["started", "person"], ignore_index=True
    )
    jobs["specialist"] = world.people["specialist"].to_numpy()[jobs["person"]]
    return jobs.assign(**_terms(rng, len(jobs)), **_employer(rng, world, rows, jobs))


def _sector(rng: np.random.Generator, world: World, rows: pd.DataFrame, person: np.ndarray) -> dict[str, np.ndarray]:
    """The sector of a first job: often one newly met in an interview, else the first interest or any other.

    `row` is the interview that led to it, -1 if none did.
    """
    met = newly_met(world, rows)
    begin = np.searchsorted(met["person"].to_numpy(), person)
    size = np.searchsorted(met["person"].to_numpy(), person, side="right") - begin
    led = (size > 0) & (rng.random(len(person)) < world.design.placed_through_new)
    chosen_row = np.where(led, begin + (rng.random(len(person)) * size).astype(np.int64), -1)
    known = np.where(rng.random(len(person)) < 0.55, world.interests[person, 0], any_sector(rng, len(person)))
    sector = np.append(met["sector"].to_numpy(), -1)[chosen_row]
    row = np.append(met["row"].to_numpy(), -1)[chosen_row]
    return {"sector": np.where(led, sector, known).astype(np.int8), "row": row}


def _ended(rng: np.random.Generator, world: World, jobs: pd.DataFrame) -> pd.DataFrame:
    length = 1 + rng.exponential(world.design.mean_job_days, len(jobs)).astype(np.int32)
    ended = jobs["started"].to_numpy() + length
    return jobs.assign(ended=np.where(ended <= world.design.last, ended, -1).astype(np.int32))


def _stopped(jobs: pd.DataFrame, left: pd.DataFrame) -> pd.DataFrame:
    """No job outlasts the day on which its holder died, went to prison or into an institution."""
    gone = left.iloc[jobs["person"]]
    stopped = np.isin(gone["reason"], [REASONS.index(reason) for reason in ENDS_WORK])
    ended, day = jobs["ended"].to_numpy(), gone["day"].to_numpy()
    return jobs.assign(ended=np.where(stopped & ((ended < 0) | (ended > day)), day, ended))


def _second(rng: np.random.Generator, world: World, first: pd.DataFrame, left: pd.DataFrame) -> pd.DataFrame:
    """A second job for some of those whose first one ended while they were still enrolled."""
    over = first[first["ended"] >= 0].reset_index(drop=True)
    started = over["ended"].to_numpy() + 7 + rng.exponential(60, len(over)).astype(np.int32)
    until = left["day"].to_numpy()[over["person"]]
    again = (started <= np.where(until < 0, world.design.last, until)) & (rng.random(len(over)) < 0.7)
    same = rng.random(again.sum()) < 0.6
    sector = np.where(same, over["sector"][again], any_sector(rng, len(same))).astype(np.int8)
    return _ended(rng, world, over[again].assign(started=started[again], first=False, sector=sector, row=-1))


def _terms(rng: np.random.Generator, size: int) -> dict[str, np.ndarray]:
    wage = np.clip(np.round(17 * np.exp(rng.normal(0, 0.16, size)) * 4) / 4, 8, 60)
    hours = np.clip(np.round(rng.gamma(4.18, 4.4, size) * 2) / 2, 2, 40)
    return {
        "wage": np.where(rng.random(size) < 0.03, np.nan, wage),
        "hours": np.where(rng.random(size) < 0.03, np.nan, hours),
        "true_wage": wage,
        "true_hours": hours,
        "competitive_integrated": chosen(rng, {"yes": 0.83, "no": 0.12, "unknown": 0.05}, size),
        "subsidised": chosen(rng, {"yes": 0.07, "no": 0.89, "unknown": 0.04}, size),
    }


def _employer(rng: np.random.Generator, world: World, rows: pd.DataFrame, jobs: pd.DataFrame) -> dict[str, np.ndarray]:
    """Employer, industry code and title; contact and interview where an interview led to the job and that is known."""
    sector, row = jobs["sector"].to_numpy(), jobs["row"].to_numpy()
    known = (row >= 0) & (rng.random(len(jobs)) < 0.6)
    there = known & (rows["sector"].to_numpy()[row] == sector)
    employer = np.where(there, rows["employer"].to_numpy()[row], employers(rng, world.design, sector))
    return {
        "employer": employer,
        "contact": np.where(known, rows["contact"].to_numpy()[row], -1),
        "source": np.where(known, row, -1),
        "industry": INDUSTRY_CODES.drawn(sector, rng.random(len(jobs))),
        "title": TITLES.drawn(sector, rng.random(len(jobs))),
    }


def earnings(rng: np.random.Generator, world: World, jobs: pd.DataFrame) -> pd.DataFrame:
    """Person, quarter and dollars: weeks worked in it x wage x hours, with some noise; some are not reported."""
    last = pd.Timestamp(world.design.last_day)
    quarters = pd.period_range(pd.Timestamp(world.design.first_day), last, freq="Q-DEC")
    over = quarters[quarters.end_time <= last + pd.Timedelta(days=1)]
    paid = pd.concat([_paid(world, jobs, quarter) for quarter in over], ignore_index=True)
    paid["amount"] *= np.exp(rng.normal(0, 0.08, len(paid)))
    total = paid.groupby(["person", "quarter"], as_index=False)["amount"].sum()
    reported = total[rng.random(len(total)) >= 0.04].reset_index(drop=True)
    return reported.assign(amount=reported["amount"].round(2))


def _paid(world: World, jobs: pd.DataFrame, quarter: pd.Period) -> pd.DataFrame:
    first = (quarter.start_time.date() - world.design.first_day).days
    last = (quarter.end_time.date() - world.design.first_day).days
    ended = np.where(jobs["ended"] >= 0, jobs["ended"], world.design.last)
    days = np.minimum(ended, last) - np.maximum(jobs["started"], first) + 1
    amount = days / 7 * jobs["true_wage"] * jobs["true_hours"]
    some = days > 0
    return pd.DataFrame({"person": jobs["person"][some], "quarter": str(quarter), "amount": amount[some]})


def sectors_met(world: World, rows: pd.DataFrame) -> np.ndarray:
    """Which sectors the interviews with a job seeker present touched: true or false, job seeker x sector."""
    touched = np.zeros((len(world.people), len(CODES)), dtype=bool)
    present = rows["exposure"].to_numpy()
    for name in SECTORS_OF_A_TALK:
        some = present & (rows[name].to_numpy() >= 0)
        touched[rows["person"].to_numpy()[some], rows[name].to_numpy()[some]] = True
    return touched


def sectors_of_interest(world: World) -> np.ndarray:
    """Which sectors a job seeker stated as interests: true or false, job seeker x sector."""
    person, position = np.nonzero(world.interests >= 0)
    stated = np.zeros((len(world.people), len(CODES)), dtype=bool)
    stated[person, world.interests[person, position]] = True
    return stated
