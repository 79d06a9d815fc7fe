"""Rates of interviewing, placing and leaving go in; every job seeker's course, and what to expect of it, come out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from interview_analytics.simulate.design import DAYS_PER_MONTH, Design, season

STILL_OPEN, PLACED, LEFT = 0, 1, 2
_LONGEST_FORECAST = 3 * 366


@dataclass(frozen=True)
class Rates:
    """The rates a day of every job seeker, before the first interview; one entry per job seeker.

    `ratios`: by interviews so far, what the rate of placing is multiplied by. `season`: by day of the window, the share
    of interviews that come about. `enrolled`: day of enrolment; `follow_up`: days from there to the end of the window.
    """

    interviewing: np.ndarray
    placing: np.ndarray
    leaving: np.ndarray
    enrolled: np.ndarray
    follow_up: np.ndarray
    ratios: np.ndarray
    season: np.ndarray


def rates(design: Design, staff: pd.DataFrame, people: pd.DataFrame) -> Rates:
    """The rates a day: motivation and specialist raise interviewing and placing, recent work placing."""
    motivation, desk = people["motivation"].to_numpy(), people["specialist"].to_numpy()
    interviewing = np.exp(design.motivation_on_interviewing * motivation + staff["interviewing"].to_numpy()[desk])
    placing = np.exp(design.motivation_on_placing * motivation + staff["placing"].to_numpy()[desk])
    placing *= design.recent_work_ratio ** people["recent_work"].to_numpy()
    enrolled = people["enrolled"].to_numpy()
    return Rates(
        interviewing=np.minimum(interviewing * design.interviews_per_month / DAYS_PER_MONTH, 0.9),
        placing=placing * design.placing_per_month / DAYS_PER_MONTH,
        leaving=np.exp(design.motivation_on_exiting * motivation) * design.exiting_per_month / DAYS_PER_MONTH,
        enrolled=enrolled,
        follow_up=design.last - enrolled,
        ratios=design.ratios,
        season=season(design, design.last + 1 + _LONGEST_FORECAST),
    )


@dataclass(frozen=True)
class Courses:
    """What became of every job seeker: `end` in days since enrolment, `cause`; interviews by person and day."""

    end: np.ndarray
    cause: np.ndarray
    person: np.ndarray
    day: np.ndarray


def courses(rng: np.random.Generator, given: Rates) -> Courses:
    """Every job seeker's interviews until placed, gone, or the end of the window, drawn exactly.

    Between two interviews all rates are constant, so that the days to the next interview and to the end are drawn from
    their exponentials at once, for everybody; the pass is repeated for those who had an interview first. A day holds at
    most one interview; the rate of placing changes from the day after; on a tie the placement comes first.
    """
    end, cause = given.follow_up.astype(np.int32), np.zeros(len(given.enrolled), dtype=np.int8)
    open_now, now = np.arange(len(end), dtype=np.int32), np.zeros(len(end), dtype=np.int32)
    so_far, met = np.zeros(len(end), dtype=np.int16), []
    while len(open_now):
        until, gone, placed = _next(rng, given, open_now, so_far)
        day = now + until
        inside = day <= given.follow_up[open_now]
        ended = open_now[inside & gone]
        end[ended], cause[ended] = day[inside & gone], np.where(placed[inside & gone], PLACED, LEFT)
        stay = inside & ~gone
        open_now, now, so_far = open_now[stay], day[stay], so_far[stay]
        came = rng.random(len(now), dtype=np.float32) < given.season[given.enrolled[open_now] + now]
        so_far = so_far + came
        met.append((open_now[came], now[came]))
    return Courses(end, cause, *_by_person(met))


def _next(
    rng: np.random.Generator, given: Rates, who: np.ndarray, so_far: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    placing = given.placing[who] * given.ratios[np.minimum(so_far, len(given.ratios) - 1)]
    total = placing + given.leaving[who]
    ending = np.ceil(rng.standard_exponential(len(who)) / total)
    meeting = np.ceil(rng.standard_exponential(len(who)) / -np.log1p(-given.interviewing[who]))
    until = np.minimum(np.maximum(np.minimum(ending, meeting), 1), 10**6).astype(np.int32)
    return until, ending <= meeting, rng.random(len(who)) * total < placing


def _by_person(met: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    person, day = (np.concatenate(part) for part in zip(*met, strict=True))
    order = np.argsort(person.astype(np.int64) << 16 | day)
    return person[order], day[order]


def expected_incidence(given: Rates, days: int) -> np.ndarray:
    """The chance of each job seeker to be placed within so many days of enrolment, were all followed that long.

    Computed from the rates alone, day by day, by passing on the probabilities of having had 0, 1, 2 … interviews.
    Returned: the mean over the job seekers, for day 0, 1 … `days`.
    """
    if not 0 <= days <= _LONGEST_FORECAST:
        raise ValueError(f"days: from 0 to {_LONGEST_FORECAST}, not {days}")
    states = np.zeros((len(given.enrolled), len(given.ratios)))
    states[:, 0] = 1
    placing = given.placing[:, None] * given.ratios
    total = placing + given.leaving[:, None]
    stay = np.exp(-total)
    placed = np.zeros(days + 1)
    for day in range(1, days + 1):
        placed[day] = (states * (1 - stay) * placing / total).sum() / len(states)
        states *= stay
        moved = states[:, :-1] * (given.interviewing * given.season[given.enrolled + day])[:, None]
        states[:, :-1] -= moved
        states[:, 1:] += moved
    return np.cumsum(placed)
