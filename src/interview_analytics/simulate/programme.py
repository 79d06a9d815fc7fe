"""A size, a window and a seed go in; one simulated programme, its exports' tables and its truth, comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from interview_analytics.assemble import assemble
from interview_analytics.interview_log import InterviewLog
from interview_analytics.simulate import exports
from interview_analytics.simulate.conduct import met_again, talked
from interview_analytics.simulate.design import Design
from interview_analytics.simulate.frames import Happened, names, tables
from interview_analytics.simulate.hazards import Rates, courses, rates
from interview_analytics.simulate.jobs import earnings, exits, placements
from interview_analytics.simulate.people import interests, job_seekers, networks, specialists
from interview_analytics.simulate.rows import World, asked, in_order
from interview_analytics.simulate.truth import Truth, truth

_PARTS = 8


@dataclass(frozen=True, eq=False, repr=False)
class Programme:
    """One simulated programme: `tables` as an agency records it, and the `truth` behind them."""

    tables: dict[str, pd.DataFrame]
    truth: Truth
    as_of: dt.date

    @property
    def log(self) -> InterviewLog:
        """The programme as `load` would give it."""
        return assemble(self.tables, as_of=self.as_of)

    def export(self, folder: str | Path) -> Path:
        """Writes the files that an agency's systems would export into the folder, the same bytes each time."""
        return exports.write(self.tables, Path(folder), written_on=self.as_of)

    def __repr__(self) -> str:
        rows = ", ".join(f"{len(frame):,} {name.replace('_', ' ')}" for name, frame in self.tables.items())
        return f"simulated programme as of {self.as_of}: {rows}"


def simulate(
    specialists: int = 12,
    job_seekers: int = 600,
    months: int = 36,
    *,
    seed: int = 2026,
    hazard_ratio: float | Sequence[float] = 1.6,
    interviews_per_month: float = 0.65,
    training_effect: tuple[float, float] = (-0.6, -1.2),
    first_day: dt.date = dt.date(2023, 7, 1),
    text: Literal["str", "category"] = "str",
    block: int = 0,
) -> Programme:
    """A simulated programme: people who interview, are placed or leave at known rates, as an agency would record them.

    `hazard_ratio`: what an interview multiplies the rate of placing by, from the day after the first one; a sequence
    gives it by interviews so far: one, two, three … (the last for that many or more). `interviews_per_month`: held with
    the job seeker, by a person of average motivation. `training_effect`: on the logit of drift, at first and a year on.
    `text="category"` keeps words once each, for millions of rows: 2,000 specialists and 100,000 job seekers give about
    1 million rows of interviews. `block`: 0, 1, 2 … give further parts of one large programme, drawn apart from each
    other, without a shared identifier: 16 million rows are 16 blocks, written one after the other.

    Returns a `Programme`. Raises `ValueError` naming the argument. The same arguments give the same programme.
    """
    ratios = (float(hazard_ratio),) if isinstance(hazard_ratio, int | float) else tuple(hazard_ratio)
    design = Design(
        specialists,
        job_seekers,
        months,
        seed,
        block,
        hazard_ratio=ratios,
        first_day=first_day,
        interviews_per_month=interviews_per_month,
        training_effect=training_effect,
    )
    return _programme(design, text)


def _programme(design: Design, text: str) -> Programme:
    streams, world, given = people_and_courses(design)
    happened = _happened(streams, world)
    own = names(happened)
    return Programme(tables(streams[2], happened, own, text), truth(happened, own, given), design.last_day)


def people_and_courses(design: Design) -> tuple[Sequence[np.random.Generator], World, Rates]:
    """Who takes part and what becomes of them; their rates; and the streams for the rest: talks, jobs, words.

    Each part draws from a stream of its own, so that a change in one leaves the others as they were.
    """
    streams = np.random.default_rng([design.seed, design.block]).spawn(_PARTS)
    staff = specialists(streams[0], design)
    people = job_seekers(streams[1], design, staff)
    given = rates(design, staff, people)
    course = courses(streams[2], given)
    world = World(design, staff, people, interests(streams[3], design), networks(streams[4], design), course)
    return streams[5:], world, given


def _happened(streams: Sequence[np.random.Generator], world: World) -> Happened:
    talks = talked(streams[0], world, asked(streams[0], world))
    rows = in_order([talks, met_again(streams[0], world, talks)])
    left = exits(streams[1], world)
    jobs = placements(streams[1], world, rows, left)
    return Happened(world, rows, jobs, left, earnings(streams[1], world, jobs))
