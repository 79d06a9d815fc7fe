"""Measures' tables written out by hand, of all and by group, small enough to check by eye."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

SPECIALISTS = ("S-01", "S-02", "S-03")
FLOATS = ("share", "estimate", "low", "high")
WHOLES = ("count", "numerator", "denominator", "people")


def frame(measure: str, rows: list[dict[str, Any]], **attrs: str) -> pd.DataFrame:
    """A measure's table of these rows, with its types and the words it carries."""
    table = pd.DataFrame(rows)
    table = table.astype(
        {name: "Float64" for name in FLOATS if name in table} | {name: "Int64" for name in WHOLES if name in table}
    )
    table.attrs = {"measure": measure, "as_of": "2026-06-30", "window": "all dates", "note": ""} | attrs
    return table


def empty(measure: str, *by: str, note: str = "needs minutes, which no export holds") -> pd.DataFrame:
    """The table of a measure whose column is missing."""
    table = pd.DataFrame({name: pd.Series(dtype="str") for name in (*by, "status")})
    table.attrs = {"measure": measure, "as_of": "2026-06-30", "window": "all dates", "note": note}
    return table


def share(numerator: int, denominator: int, low: float | None = None, high: float | None = None) -> dict[str, Any]:
    """The figures of a share; too few to tell without a denominator."""
    if denominator == 0:
        return {
            "numerator": 0,
            "denominator": 0,
            "share": None,
            "low": None,
            "high": None,
            "people": 0,
            "status": "too_few",
        }
    own = {
        "numerator": numerator,
        "denominator": denominator,
        "share": numerator / denominator,
        "low": low,
        "high": high,
    }
    return own | {"people": numerator, "status": "shown"}


def count(number: int, people: int) -> dict[str, Any]:
    """The figures of a count."""
    return {"count": number, "people": people, "status": "shown"}


def estimate(value: float | None, low: float | None, high: float | None, people: int) -> dict[str, Any]:
    """The figures of an estimate; too few to tell without a value."""
    status = "shown" if value is not None else "too_few"
    return {"estimate": value, "low": low, "high": high, "people": people, "status": status}


def _answers(column: str, item: str, yes: tuple[int, int, float, float], unknown: int) -> list[dict[str, Any]]:
    numerator, known, low, high = yes
    whole = known + unknown
    rows = {
        "yes": share(numerator, known, low, high),
        "not known": share(unknown, whole, 0.01, 0.2),
        "at least": share(numerator, whole),
        "at most": share(numerator + unknown, whole),
    }
    return [{column: item, "answer": answer, **figures} for answer, figures in rows.items()]


def _outreach() -> list[dict[str, Any]]:
    return [
        {"step": "requested", **share(60, 60, 0.94, 1)},
        {"step": "accepted", **share(45, 60, 0.628, 0.842)},
        {"step": "held", **share(30, 60, 0.377, 0.623)},
    ]


def _minutes() -> list[dict[str, Any]]:
    return [
        {"length": "under 15 minutes", **share(4, 20, 0.081, 0.416)},
        {"length": "15 to 20 minutes", **share(10, 20, 0.299, 0.701)},
        {"length": "over 20 minutes", **share(6, 20, 0.145, 0.519)},
        {"length": "not known", **share(5, 25, 0.089, 0.391)},
    ]


def _core() -> list[dict[str, Any]]:
    shares = {
        "0": (1, 20, 0.009, 0.236),
        "1": (2, 20, 0.028, 0.301),
        "2": (5, 20, 0.112, 0.469),
        "3": (12, 20, 0.387, 0.781),
    }
    known = [{"questions_asked": asked, **share(*figures)} for asked, figures in shares.items()]
    return [*known, {"questions_asked": "not known", **share(5, 25, 0.089, 0.391)}]


def _quality() -> list[dict[str, Any]]:
    known = {"numerator": 48, "denominator": 50, "share": None}
    return [
        {"item": "hourly wage, US dollars", **known, **estimate(16.5, 16.0, 17.25, 48)},
        {"item": "hours a week", **known, **estimate(20, 18, 21.5, 48)},
        {"item": "20 or more hours a week", "estimate": None, **share(25, 48, 0.383, 0.655)},
        {"item": "competitive integrated employment", "estimate": None, **share(40, 45, 0.765, 0.951)},
    ]


def _curve() -> list[dict[str, Any]]:
    placed = {month: (0.05 * month, 0.04 * month, 0.06 * month) for month in range(1, 13)}
    left = {month: (0.02 * month, 0.01 * month, 0.03 * month) for month in range(1, 13)}
    rows = [
        {"outcome": outcome, "month": month, **estimate(*limits, people=100 - 5 * month)}
        for outcome, curve in (("placed", placed), ("left without a placement", left))
        for month, limits in curve.items()
    ]
    late = [
        {"outcome": outcome, "month": 13, **estimate(None, None, None, 0)}
        for outcome in ("placed", "left without a placement")
    ]
    return [*rows[:12], late[0], *rows[12:], late[1]]


def _bringing() -> list[dict[str, Any]]:
    curves = {"lead or placement": 0.02, "placement": 0.01}
    return [
        {"outcome": outcome, "month": month, **estimate(step * month, 0.5 * step * month, 1.5 * step * month, 200)}
        for outcome, step in curves.items()
        for month in range(1, 13)
    ]


def _over_time() -> list[dict[str, Any]]:
    months = [(f"2026-0{month}", asked, "none") for month, asked in enumerate((4, 5, 3, 6, 4), start=1)]
    rows = [
        {"month": month, "signal": signal, **share(asked, 20, 0.05, 0.5), "estimate": None}
        for month, asked, signal in [*months, ("2026-06", 11, "outside the limits")]
    ]
    return [*rows, {"month": "all months", "signal": "none", **estimate(0.275, 0.1, 0.45, 30)}]


def _flows() -> list[dict[str, Any]]:
    first, second = "interest to explored", "explored to outcome"
    links = [
        (first, "62", "62", 6),
        (first, "62", "44-45", 4),
        (first, "not known", "44-45", 2),
        (first, "62", "no industry explored", 3),
        (second, "62", "placed in that industry", 4),
        (second, "62", "still looking", 2),
        (second, "44-45", "placed in another industry", 5),
        (second, "44-45", "left without a placement", 1),
        (second, "no industry explored", "still looking", 3),
    ]
    return [{"stage": stage, "source": a, "target": b, **count(n, n)} for stage, a, b, n in links]


def _association() -> list[dict[str, Any]]:
    ratios = {
        "ever against never interviewed": (60, (0.2, 0.13, 0.3)),
        "interviewed by day 60": (30, (1.4, 1.05, 1.9)),
        "interviewed by day 90": (35, (1.5, 1.1, 2.0)),
        "interviewed by day 180": (40, (None, None, None)),
        "since the first interview": (60, (1.7, 1.3, 2.3)),
        "the same, adjusted": (60, (1.6, 1.2, 2.2)),
        "the same, within specialists": (60, (1.5, 1.1, 2.1)),
        "1 interview so far": (20, (1.4, 1.05, 1.9)),
        "2 or 3 interviews so far": (22, (1.6, 1.1, 2.4)),
        "4 or more interviews so far": (18, (2.0, 1.3, 3.1)),
    }
    rows = [
        {"analysis": name, "numerator": after, "denominator": 80, **estimate(*limits, people=150)}
        for name, (after, limits) in ratios.items()
    ]
    return [*rows, {"analysis": "an unseen reason would need", **estimate(2.1, 1.5, None, 150)}]


def _spans(column: str, yes: str, spans: dict[str, tuple[dict[str, Any], dict[str, Any]]]) -> list[dict[str, Any]]:
    return [
        {column: span, "answer": answer, **figures}
        for span, both in spans.items()
        for answer, figures in zip((yes, "not yet due"), both, strict=True)
    ]


def _after_exit(employed: int, known: int, unknown: int) -> list[dict[str, Any]]:
    whole = known + unknown
    return [
        {"answer": "employed", **share(employed, known, 0.2, 0.6)},
        {"answer": "not known", **share(unknown, whole, 0.01, 0.13)},
        {"answer": "at least", **share(employed, whole)},
        {"answer": "at most", **share(employed + unknown, whole)},
        {"answer": "not yet due", **share(15, whole + 15, 0.1, 0.4)},
    ]


ROWS: dict[str, Callable[[], list[dict[str, Any]]]] = {
    "outreach": _outreach,
    "interviews_held": lambda: [count(1240, 210)],
    "minutes_held": _minutes,
    "preparation": lambda: [
        *_answers("item", "industry researched", (15, 20, 0.531, 0.888), 5),
        *_answers("item", "questions written down", (10, 25, 0.234, 0.593), 0),
    ],
    "core_questions": _core,
    "drift": lambda: [
        *_answers("raised", "asked for a job", (4, 20, 0.081, 0.416), 5),
        *_answers("raised", "contact raised hiring", (1, 20, 0.009, 0.236), 5),
    ],
    "industries_explored": lambda: [
        {"how": "interest", **count(30, 20)},
        {"how": "sought", **count(32, 18)},
        {"how": "discovered", **count(19, 12)},
    ],
    "discoveries": lambda: [
        {"interview_number": "1", **share(10, 40, 0.142, 0.402)},
        {"interview_number": "2", **share(6, 30, 0.095, 0.373)},
        {"interview_number": "3 or more", **share(9, 60, 0.081, 0.261)},
    ],
    "planned_to_discovered": lambda: [
        {"planned": "62", "discovered": "44-45", **count(7, 6)},
        {"planned": "44-45", "discovered": "23", **count(2, 2)},
        {"planned": "not known", "discovered": "23", **count(1, 1)},
    ],
    "flows": _flows,
    "pathway": lambda: [
        {"step": "enrolled", **share(100, 100, 0.963, 1)},
        {"step": "interviewed", **share(80, 100, 0.711, 0.867)},
        {"step": "explored a second industry", **share(60, 100, 0.502, 0.691)},
        {"step": "placed", **share(40, 100, 0.309, 0.498)},
        {"step": "placed in an industry explored first", **share(20, 100, 0.133, 0.289)},
        {"step": "still there after 90 days", **share(10, 100, 0.055, 0.174)},
    ],
    "placements": lambda: [
        {"start": "first", **count(260, 260)},
        {"start": "later", **count(40, 35)},
        {"start": "before enrolment", **count(10, 10)},
    ],
    "time_to_placement": _curve,
    "placement_by_interview_state": lambda: [
        {"state": state, "month": month, **estimate(rise * month, rise * month * 0.8, rise * month * 1.2, 90 - month)}
        for state, rise in (("not yet interviewed", 0.02), ("already interviewed", 0.04))
        for month in range(1, 13)
    ],
    "interview_association": _association,
    "specialist_funnel": lambda: [
        {"figure": "observed to expected", "numerator": 24, **estimate(1.2, 0.77, 1.79, 40)},
        {"figure": "expected placements", "numerator": 24, **estimate(20.0, None, None, 40)},
        {"figure": "within 95 % limits", "numerator": 24, **estimate(None, 0.61, 1.54, 40), "status": "shown"},
        {"figure": "within 99.8 % limits", "numerator": 24, **estimate(None, 0.45, 1.89, 40), "status": "shown"},
    ],
    "specialist_rates": lambda: [
        {"basis": "as counted", **share(12, 30, 0.246, 0.577)},
        {"basis": "drawn towards the others", "denominator": 30, "share": 0.45, "low": 0.35, "high": 0.55}
        | {"people": 30, "status": "shown"},
    ],
    "placement_credit": lambda: [
        {"rule": "on the day it began", **count(30, 28)},
        {"rule": "by days served", **count(30, 28)},
        {"rule": "by interviews", **count(28, 27)},
    ],
    "training_effect": lambda: [
        {"practice": practice, "figure": figure, **figures}
        for practice in ("asked for a job", "industry researched", "opened a new industry")
        for figure, figures in (
            ("before the training", share(30, 100, 0.219, 0.396) | {"estimate": None}),
            ("after the training", share(20, 100, 0.133, 0.289) | {"estimate": None}),
            ("change beyond that of others", estimate(-0.12, -0.24, 0.01, 9)),
        )
    ],
    "placed_in_met_industry": lambda: [
        {"basis": "met in an interview", **share(19, 60, 0.2131, 0.4424)},
        {"basis": "expected by chance", "denominator": 60, "share": 0.1, "people": 19, "status": "shown"},
    ],
    "job_quality": _quality,
    "retention": lambda: _spans(
        "days",
        "still there",
        {
            "90": (share(30, 40, 0.598, 0.858), share(10, 50, 0.112, 0.33)),
            "180": (share(10, 20, 0.299, 0.701), share(30, 50, 0.462, 0.724)),
            "365": (share(0, 0), share(50, 50, 0.929, 1)),
        },
    ),
    "contacts_alive": lambda: _spans(
        "months",
        "met again",
        {
            "6": (share(12, 40, 0.181, 0.454), share(0, 40, 0, 0.088)),
            "12": (share(15, 30, 0.332, 0.668), share(10, 40, 0.142, 0.402)),
        },
    ),
    "unique_people_served": lambda: [count(90, 90)],
    "job_starts": lambda: [count(95, 73)],
    "work_based_learning": lambda: [count(140, 60)],
    "wioa_employment_q2": lambda: _after_exit(20, 50, 2),
    "wioa_employment_q4": lambda: _after_exit(10, 30, 1),
    "median_earnings_q2": lambda: [{"numerator": 18, "denominator": 20, **estimate(3300, 2700, 3800, 18)}],
    "interview_rate": lambda: [{"numerator": 120, "denominator": 6088, **estimate(0.6, 0.5, 0.72, 40)}],
    "drift_over_time": _over_time,
    "accumulation": lambda: [
        {"units": "1", **estimate(3.5, 2, 5, 40)},
        {"units": "10", **estimate(12, 9.5, 14.5, 40)},
        {"units": "40", **estimate(16, 13, 19, 40)},
    ],
    "breadth": lambda: [
        {"which": "all industries", **estimate(16, 13, 19, 40)},
        {"which": "common industries", **estimate(11.5, 9, 14, 40)},
        {"which": "very common industries", **estimate(8, 6.5, 9.5, 40)},
    ],
    "unseen": lambda: [
        {"industries": "met by somebody", **estimate(16, None, None, 40)},
        {"industries": "not met yet, at least", **estimate(2.5, 0.6, 4, 40)},
    ],
    "transfer": lambda: [share(6, 10, 0.313, 0.832)],
    "referral_chains": lambda: [
        {"chain": "introduced by an earlier contact", **share(20, 100, 0.133, 0.289)},
        {"chain": "the second introduction in a row, or a later one", **share(6, 100, 0.028, 0.125)},
        {"chain": "the third introduction in a row, or a later one", **share(2, 100, 0.006, 0.07)},
        {"chain": "led on to another contact", **share(15, 100, 0.093, 0.233)},
        {"chain": "led on to two or more", **share(6, 100, 0.028, 0.125)},
        {"chain": "led on to three or more", **share(3, 100, 0.01, 0.085)},
    ],
    "kept_after_drift": lambda: [
        {"after": "after asking for a job", **share(12, 60, 0.118, 0.318)},
        {"after": "without asking for a job", **share(70, 200, 0.287, 0.418)},
        {"after": "difference within specialists", **estimate(-0.14, -0.25, -0.03, 90)},
    ],
    "follow_up": lambda: [
        {"answer": "thanked", **share(30, 40, 0.598, 0.858)},
        {"answer": "not yet due", **share(5, 45, 0.048, 0.235)},
    ],
    "contact_to_placement": _bringing,
}


def of_all(measure: str) -> pd.DataFrame:
    """The measure's table, not broken down."""
    return frame(measure, ROWS[measure]())


def by(measure: str, name: str = "specialist", groups: tuple[str, ...] = SPECIALISTS) -> pd.DataFrame:
    """The measure's table, broken down: the same figures for each group."""
    rows = ROWS[measure]()
    if measure == "accumulation":
        rows = rows[1:2]  # broken down it is read at one number of job seekers
    return frame(measure, [{name: group, **row} for group in groups for row in rows])


def hide(table: pd.DataFrame, *rows: int) -> pd.DataFrame:
    """The same table with the figures of these rows hidden, as protection leaves them."""
    figures, told = [name for name in (*FLOATS, *WHOLES) if name in table], table.copy()
    told.loc[list(rows), figures] = pd.NA
    told.loc[list(rows), "status"] = "hidden"
    told.attrs = table.attrs | {"small": "1 to 10"}
    return told


def silenced(table: pd.DataFrame, status: str = "too_few") -> pd.DataFrame:
    """The same table with no figure that can be told."""
    figures = [name for name in (*FLOATS, "count") if name in table]
    return table.assign(
        status=status, **{name: pd.array([pd.NA] * len(table), dtype=table[name].dtype) for name in figures}
    )
