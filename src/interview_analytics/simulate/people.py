"""A design and random numbers go in; specialists and job seekers, with what nobody records of them, come out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from interview_analytics.simulate.design import DAYS_PER_MONTH, Design
from interview_analytics.simulate.words import (
    AGE_GROUPS,
    CODES,
    DISABILITY_GROUPS,
    PROGRAMS,
    REGIONS,
    WEIGHTS,
)

MOST_INTERESTS = 3


def specialists(rng: np.random.Generator, design: Design) -> pd.DataFrame:
    """The specialists: own effects on interviewing, placing, drift and keeping contacts, training, region and post.

    `trained` is the day of the course counted from the first day (infinity: never).
    """
    size = design.specialists
    months = np.resize(np.array(design.trained_in_month, dtype=float), size)
    return pd.DataFrame(
        {
            "interviewing": rng.normal(0, design.spread_interviewing, size),
            "placing": rng.normal(0, design.spread_placing, size),
            "drifting": rng.normal(0, design.spread_drift, size),
            "keeping": rng.normal(0, design.spread_keeping, size),
            "trained": np.floor(months * DAYS_PER_MONTH + rng.integers(3, 24, size)),
            "started": -rng.integers(30, 6 * 365, size),
            "region": np.arange(size) % len(REGIONS),
            "full_time_equivalent": rng.choice([1.0, 0.8, 0.5], size, p=[0.7, 0.2, 0.1]),
        }
    )


def networks(rng: np.random.Generator, design: Design) -> np.ndarray:
    """Each specialist's network: the cumulated shares of the sectors, one row per specialist."""
    known = rng.gamma(0.8, size=(design.specialists, len(CODES))) * WEIGHTS
    return np.cumsum(known / known.sum(axis=1, keepdims=True), axis=1)


def job_seekers(rng: np.random.Generator, design: Design, staff: pd.DataFrame) -> pd.DataFrame:
    """The job seekers: specialist, day of enrolment, motivation (which nobody records), recent work and strata."""
    size = design.job_seekers
    specialist = rng.integers(0, design.specialists, size).astype(np.int32)
    return pd.DataFrame(
        {
            "specialist": specialist,
            "enrolled": np.sort(rng.integers(0, int(design.last * design.enrolment_share), size)).astype(np.int32),
            "motivation": rng.normal(size=size),
            "recent_work": (rng.random(size) < design.recent_work_share).astype(np.int8),
            "employed_at_intake": chosen(rng, {"yes": 0.08, "no": 0.9, "unknown": 0.02}, size),
            "program": chosen(rng, PROGRAMS, size),
            "region": staff["region"].to_numpy()[specialist].astype(np.int8),
            "age_group": chosen(rng, AGE_GROUPS, size),
            "disability_group": chosen(rng, DISABILITY_GROUPS, size),
        }
    )


def interests(rng: np.random.Generator, design: Design) -> np.ndarray:
    """The sectors that each job seeker names at intake, first interest first; -1 where fewer than three are named."""
    drawn = from_weights(rng, WEIGHTS, (design.job_seekers, MOST_INTERESTS))
    drawn[:, 1] = np.where((drawn[:, 1] == drawn[:, 0]) | (rng.random(len(drawn)) < 0.35), -1, drawn[:, 1])
    third = (drawn[:, 1] >= 0) & (drawn[:, 2] != drawn[:, 0]) & (drawn[:, 2] != drawn[:, 1])
    drawn[:, 2] = np.where(third & (rng.random(len(drawn)) < 0.5), drawn[:, 2], -1)
    return drawn


def from_weights(rng: np.random.Generator, weights: np.ndarray, size: int | tuple[int, ...]) -> np.ndarray:
    """Positions drawn with these weights, which add up to 1."""
    edges = np.cumsum(weights)[:-1].astype(np.float32)
    return np.searchsorted(edges, rng.random(size, dtype=np.float32), side="right").astype(np.int8)


def chosen(rng: np.random.Generator, shares: Mapping[str, float], size: int) -> np.ndarray:
    """Positions in `shares`, drawn with these shares, which add up to 1."""
    return from_weights(rng, np.array(list(shares.values())), size)
