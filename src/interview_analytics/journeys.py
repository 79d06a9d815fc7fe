"""Interviews, interests and placements go in; explorations, contacts, assignments and one row per job seeker come out.

Each function is written once, in Narwhals. It takes pandas frames or DuckDB relations, all of one kind, and returns
that kind; frames wrapped by Narwhals come back wrapped. The frames hold the columns of `tables`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import narwhals as nw

from interview_analytics.interview_log import CONTACTS, EXPLORATIONS

JOURNEY = (
    "job_seeker_id",
    "enrolled_on",
    "exited_on",
    "first_interest",
    "first_interview_on",
    "interviews",
    "second_sector_on",
    "placed_on",
    "placed_sector",
    "placement_ended_on",
    "met_on",
    "met_how",
)
# A sector met in the talk comes just after the interview's own sector, and long before any other day.
LATER_THAT_DAY = "1us"


def _any_frames(function: Callable[..., nw.LazyFrame]) -> Callable[..., Any]:
    """The function on lazy Narwhals frames, made to take frames of any kind and to return the kind of the first."""

    @wraps(function)
    def any_frames(*frames: Any) -> Any:
        return _like(frames[0], function(*(_lazy(frame) for frame in frames)))

    return any_frames


def _lazy(frame: Any) -> nw.LazyFrame:
    # windows on pandas align by the index, which must therefore name each row once
    return nw.maybe_reset_index(nw.from_native(frame)).lazy()


def _like(given: Any, answer: nw.LazyFrame) -> Any:
    lazy = isinstance(nw.from_native(given), nw.LazyFrame)
    same = answer if lazy else nw.maybe_reset_index(answer.collect())
    return same if isinstance(given, (nw.DataFrame, nw.LazyFrame)) else same.to_native()


@_any_frames
def held(interviews: nw.LazyFrame) -> nw.LazyFrame:
    """Informational interviews held on a known day; where kind or status is missing, they count as such."""
    return interviews.filter(
        _is("kind", "informational_interview"), _is("status", "held"), ~nw.col("held_on").is_null()
    )


@_any_frames
def exposures(interviews: nw.LazyFrame) -> nw.LazyFrame:
    """Informational interviews held with the job seeker present: led by the job seeker, by both, or unknown by whom."""
    led_alone = nw.col("conducted_by").fill_null("unknown") == "specialist"
    return held(interviews).filter(~led_alone, ~nw.col("job_seeker_id").is_null())


@_any_frames
def explorations(interviews: nw.LazyFrame, discoveries: nw.LazyFrame, interests: nw.LazyFrame) -> nw.LazyFrame:
    """The first day on which each job seeker's, and each specialist's, interviews touched each sector, and how.

    A job seeker learns from exposures, a specialist from the interviews that they led, alone or together. `how` is
    `interest` for a job seeker's stated interest, else `sought` for the interview's own sector, else `discovered` for
    one that only came up in the talk; a specialist has no stated interests. On the same day the interview's own sector
    goes before one that came up, then the smaller `interview_id` before the larger.

    Returns one row per learner and sector, in that order (columns: `interview_log.EXPLORATIONS`).
    """
    seekers = _first_met(_learnt(exposures(interviews), "job_seeker_id", discoveries))
    stated = interests.select("sector", learner_id="job_seeker_id", stated=nw.lit(True)).unique()
    known = seekers.join(stated, on=["learner_id", "sector"], how="left").with_columns(
        how=nw.when(~nw.col("stated").is_null()).then(nw.lit("interest")).otherwise(nw.col("how"))
    )
    led = held(interviews).filter(nw.col("conducted_by").is_in(["specialist", "both"]))
    specialists = _first_met(_learnt(led, "specialist_id", discoveries))
    both = nw.concat([_of("job_seeker", known), _of("specialist", specialists)])
    return both.sort("learner", "learner_id", "sector")


def _learnt(interviews: nw.LazyFrame, learner: str, discoveries: nw.LazyFrame) -> nw.LazyFrame:
    """One row per interview and sector that it touched: its own, and those that came up in the talk."""
    own = interviews.filter(~nw.col(learner).is_null()).select(
        "interview_id", "sector", learner_id=learner, met_at=_day("held_on")
    )
    met = discoveries.select("interview_id", met="sector").filter(~nw.col("met").is_null())
    came_up = own.join(met, on="interview_id", how="inner").select(
        "interview_id", "learner_id", sector="met", met_at=nw.col("met_at").dt.offset_by(LATER_THAT_DAY)
    )
    columns = ["learner_id", "sector", "met_at", "interview_id"]
    return nw.concat([own.filter(~nw.col("sector").is_null()).select(columns), came_up.select(columns)])


def _first_met(learnt: nw.LazyFrame) -> nw.LazyFrame:
    first = learnt.unique(["learner_id", "sector"], keep="first", order_by=["met_at", "interview_id"])
    day = nw.col("met_at").dt.truncate("1d")
    how = nw.when(nw.col("met_at") == day).then(nw.lit("sought")).otherwise(nw.lit("discovered"))
    return first.with_columns(first_on=day, how=how)


def _of(learner: str, first: nw.LazyFrame) -> nw.LazyFrame:
    return first.with_columns(learner=nw.lit(learner)).select(column.name for column in EXPLORATIONS)


@_any_frames
def contacts(interviews: nw.LazyFrame, placements: nw.LazyFrame) -> nw.LazyFrame:
    """Each person with whom an informational interview was held: when first met, by whom, and the next event with them.

    `next_on` is the first later day on which a meeting of any kind was held with the contact, or a placement through
    the contact started. Of several interviews on the first day the smallest `interview_id` is the first.

    Returns one row per contact (columns: `interview_log.CONTACTS`).
    """
    who = ["specialist_id", "job_seeker_id", "contact_role", "sector"]
    first = (
        held(interviews)
        .filter(~nw.col("contact_id").is_null())
        .select("contact_id", "interview_id", *who, met_on=_day("held_on"))
        .unique(["contact_id"], keep="first", order_by=["met_on", "interview_id", *who])
    )
    events = nw.concat([_days(interviews.filter(_is("status", "held")), "held_on"), _days(placements, "started_on")])
    later = events.join(first.select("contact_id", "met_on"), on="contact_id", how="inner").filter(
        nw.col("event_on") > nw.col("met_on")
    )
    following = later.group_by("contact_id").agg(next_on=nw.col("event_on").min())
    return _beside(first, following, "contact_id").select(column.name for column in CONTACTS).sort("contact_id")


def _days(rows: nw.LazyFrame, day: str) -> nw.LazyFrame:
    return rows.select("contact_id", event_on=_day(day))


@_any_frames
def assignments(interviews: nw.LazyFrame, job_seekers: nw.LazyFrame) -> nw.LazyFrame:
    """Which specialist served which job seeker on which days, as far as the interviews tell.

    A run of days with the same specialist is one assignment. The first begins at enrolment (at the first interview
    where that is earlier, or enrolment is unknown), each ends on the day before the next begins, the last is open. An
    interview without `held_on` speaks of the day on which it was requested; one still to come does not count. Of
    several on one day the smallest `interview_id` decides.

    Returns one row per run: `job_seeker_id, specialist_id, from_on, to_on`.
    """
    enrolled = job_seekers.select("job_seeker_id", enrolled_on=_day("enrolled_on"))
    run = _beside(_turns(interviews), enrolled, "job_seeker_id").with_columns(
        from_on=nw.when(nw.col("before").is_null() & (nw.col("enrolled_on") < nw.col("on")))
        .then(nw.col("enrolled_on"))
        .otherwise(nw.col("on")),
        to_on=_neighbour("on", -1).dt.offset_by("-1d"),
    )
    return run.select("job_seeker_id", "specialist_id", "from_on", "to_on").sort("job_seeker_id", "from_on")


def _turns(interviews: nw.LazyFrame) -> nw.LazyFrame:
    """The days on which a job seeker's specialist is another one than before, the first day among them."""
    on = nw.coalesce(_day("held_on"), _day("requested_on"))
    days = (
        interviews.filter(nw.col("status").fill_null("held") != "scheduled")
        .select("job_seeker_id", "specialist_id", "interview_id", on=on)
        .drop_nulls(["job_seeker_id", "specialist_id", "on"])
        .unique(["job_seeker_id", "on"], keep="first", order_by=["interview_id", "specialist_id"])
    )
    told = days.with_columns(before=_neighbour("specialist_id", 1))
    return told.filter(nw.col("before").is_null() | (nw.col("before") != nw.col("specialist_id")))


def _neighbour(column: str, steps: int) -> nw.Expr:
    return nw.col(column).shift(steps).over("job_seeker_id", order_by="on")


@_any_frames
def first_interests(interests: nw.LazyFrame) -> nw.LazyFrame:
    """The sector of the interest that each job seeker named first, at position 1.

    Returns one row per job seeker who has one: `job_seeker_id, first_interest` (missing where its sector is).
    """
    first = interests.filter(nw.col("position") == 1).select("job_seeker_id", first_interest="sector")
    return first.group_by("job_seeker_id").agg(nw.col("first_interest").min())


@_any_frames
def journeys(
    job_seekers: nw.LazyFrame,
    interviews: nw.LazyFrame,
    interests: nw.LazyFrame,
    explorations: nw.LazyFrame,
    placements: nw.LazyFrame,
) -> nw.LazyFrame:
    """Each job seeker's way from enrolment over the first interview and the second sector to the first placement.

    `first_interest` is the sector of the interest at position 1, `interviews` the number of exposures,
    `second_sector_on` the day on which a second distinct sector was first explored. `placed_on`, `placed_sector` and
    `placement_ended_on` tell of the first placement since enrolment, or of all where that is unknown: a job that began
    before it is no outcome of the programme. `met_on` and `met_how` say when and how this job seeker explored its
    sector, before the placement or after it.

    Returns one row per job seeker (columns: `JOURNEY`).
    """
    own = explorations.filter(nw.col("learner") == "job_seeker").select(
        "first_on", "how", job_seeker_id="learner_id", placed_sector="sector"
    )
    rows = job_seekers.select("job_seeker_id", "enrolled_on", "exited_on")
    for further in (first_interests(interests), _interviewed(interviews), _second_sectors(own)):
        rows = _beside(rows, further, "job_seeker_id")
    rows = _beside(rows, _first_placements(job_seekers, placements), "job_seeker_id")
    rows = _beside(rows, own.rename({"first_on": "met_on", "how": "met_how"}), "job_seeker_id", "placed_sector")
    return rows.with_columns(nw.col("interviews").fill_null(0).cast(nw.Int64)).select(*JOURNEY).sort("job_seeker_id")


def _interviewed(interviews: nw.LazyFrame) -> nw.LazyFrame:
    days = exposures(interviews).select("job_seeker_id", first_interview_on=_day("held_on"))
    return days.group_by("job_seeker_id").agg(nw.col("first_interview_on").min(), interviews=nw.len())


def _second_sectors(own: nw.LazyFrame) -> nw.LazyFrame:
    before = nw.col("first_on").shift(1).over("job_seeker_id", order_by=["first_on", "placed_sector"])
    further = own.with_columns(before=before).filter(~nw.col("before").is_null())
    return further.group_by("job_seeker_id").agg(second_sector_on=nw.col("first_on").min())


def _first_placements(job_seekers: nw.LazyFrame, placements: nw.LazyFrame) -> nw.LazyFrame:
    enrolled = job_seekers.select("job_seeker_id", enrolled_on=_day("enrolled_on"))
    since = _beside(placements.filter(~nw.col("started_on").is_null()), enrolled, "job_seeker_id").filter(
        nw.col("enrolled_on").is_null() | (_day("started_on") >= nw.col("enrolled_on"))
    )
    first = since.unique(["job_seeker_id"], keep="first", order_by=["started_on", "placement_id", "sector"])
    return first.select("job_seeker_id", placed_on="started_on", placed_sector="sector", placement_ended_on="ended_on")


def _day(column: str) -> nw.Expr:
    return nw.col(column).cast(nw.Datetime("us")).dt.truncate("1d")


def _is(column: str, value: str) -> nw.Expr:
    return nw.col(column).fill_null(value) == value


def _beside(rows: nw.LazyFrame, further: nw.LazyFrame, *on: str) -> nw.LazyFrame:
    return rows.join(further, on=list(on), how="left")
