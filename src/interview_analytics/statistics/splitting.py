"""Ends of follow-up and days of interviews go in; rows (start, stop] with the number of interviews so far come out."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from interview_analytics.statistics.arguments import counting, finite, number, paired, truths

COLUMNS = ["person", "start", "stop", "event", "interviews"]
BEFORE = -1  # rows begin here, so that an event on day 0 lies within (-1, 0]


def split_at_interviews(
    end: ArrayLike, event: ArrayLike, person: ArrayLike, day: ArrayLike, most: int = 4
) -> pd.DataFrame:
    """The follow-up of each person in rows (start, stop], one for each number of interviews held so far.

    An interview counts from the day after it: the row that counts it starts on its day. One on the last day of
    follow-up or later counts for nobody; one before day 0 counts from the first row on.

    end: last day of follow-up of each person, counted from enrolment, 0 or later. event: 1 when it happened then.
    person: position in `end` of the person of each interview. day: its day.
    most: interviews beyond so many start no row; `interviews` is at most this.

    Returns `person, start, stop, event, interviews`, by person and day; the first row of each starts on day -1.
    Raises ValueError naming the argument.
    """
    last = finite("end", end)
    if not (last >= 0).all():
        raise ValueError("end: must be day 0 or later")
    happened = truths("event", event, len(last)).astype(np.int64)
    who, when = _interviews(person, day, len(last))
    most = counting("most", most, 1)
    cut = when < last[who]
    who, start, interviews = _cuts(who[cut], np.maximum(when[cut], BEFORE), len(last), most)
    final = np.append(who[1:] != who[:-1], np.ones(min(1, len(who)), dtype=bool))
    stop = np.where(final, last[who], np.append(start[1:], start[:1]))
    rows = [who, _days(start), _days(stop), np.where(final, happened[who], 0), interviews]
    return pd.DataFrame(dict(zip(COLUMNS, rows, strict=True)))


def landmark(rows: pd.DataFrame, day: float) -> pd.DataFrame:
    """One row for each person still followed on a day: the follow-up from it, by the interviews held up to and on it.

    Interviews after the landmark count for nobody, so that nobody is exposed because of having stayed long enough.

    rows: what `split_at_interviews` returned, in any order. day: the landmark, in days since enrolment, 0 or later.

    Returns the same columns, by person: of those whose last `stop` is `day` or later; `start` -1, `stop` the last
    `stop` less `day`. Raises ValueError naming the argument. Source: Anderson, Cain & Gelber (1983).
    """
    if not (isinstance(rows, pd.DataFrame) and set(COLUMNS) <= set(rows)):
        raise ValueError(f"rows: must have the columns {', '.join(COLUMNS)}")
    if number("day", day) < 0:
        raise ValueError("day: must be 0 or later")
    ordered = rows[COLUMNS].sort_values(["person", "start"], kind="stable", ignore_index=True)
    people = ordered.groupby("person", sort=False)
    final = people.tail(1)
    by_then = ordered["start"].le(day).groupby(ordered["person"], sort=False).sum().to_numpy()
    held = ordered["interviews"].to_numpy()[final.index - people.size().to_numpy() + by_then]
    stop = final["stop"] - day
    stays = stop >= 0
    return final.assign(start=BEFORE, stop=stop, interviews=held)[stays].reset_index(drop=True)


def _interviews(person: ArrayLike, day: ArrayLike, people: int) -> tuple[np.ndarray, np.ndarray]:
    who = finite("person", person)
    if not ((who >= 0) & (who < people) & (who == np.floor(who))).all():
        raise ValueError("person: must be positions in end")
    return who.astype(np.int64), paired("day", day, len(who))


def _cuts(who: np.ndarray, when: np.ndarray, people: int, most: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where each row begins and the interviews held so far, beginning with a row of 0 for everybody."""
    order = np.lexsort((when, who))
    who, when = who[order], when[order]
    number = np.arange(len(who)) - np.searchsorted(who, who) + 1
    early = number <= most
    base = np.arange(people)
    who = np.concatenate([base, who[early]])
    start = np.concatenate([np.full(people, float(BEFORE)), when[early]])
    number = np.concatenate([np.zeros(people, dtype=np.int64), number[early]])
    order = np.lexsort((number, start, who))
    who, start, number = who[order], start[order], number[order]
    # of several interviews on one day only the row after the last of them has a length
    kept = np.append((who[1:] != who[:-1]) | (start[1:] != start[:-1]), np.ones(min(1, len(who)), dtype=bool))
    return who[kept], start[kept], number[kept]


def _days(numbers: np.ndarray) -> np.ndarray:
    """Whole days as whole numbers."""
    return numbers.astype(np.int64) if (numbers == np.floor(numbers)).all() else numbers
