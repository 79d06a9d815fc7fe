"""A name or a value of a measure's table goes in; the words, numbers and dates that a reader sees come out."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

CATEGORIES: dict[str, tuple[str, ...]] = {
    "outreach": ("step",),
    "interviews_held": (),
    "minutes_held": ("length",),
    "preparation": ("item", "answer"),
    "core_questions": ("questions_asked",),
    "drift": ("raised", "answer"),
    "industries_explored": ("how",),
    "discoveries": ("interview_number",),
    "planned_to_discovered": ("planned", "discovered"),
    "flows": ("stage", "source", "target"),
    "pathway": ("step",),
    "placements": ("start",),
    "time_to_placement": ("outcome", "month"),
    "placement_by_interview_state": ("state", "month"),
    "interview_association": ("analysis",),
    "specialist_funnel": ("figure",),
    "specialist_rates": ("basis",),
    "placement_credit": ("rule",),
    "training_effect": ("practice", "figure"),
    "placed_in_met_industry": ("basis",),
    "job_quality": ("item",),
    "retention": ("days", "answer"),
    "contacts_alive": ("months", "answer"),
    "unique_people_served": (),
    "job_starts": (),
    "work_based_learning": (),
    "wioa_employment_q2": ("answer",),
    "wioa_employment_q4": ("answer",),
    "median_earnings_q2": (),
    "interview_rate": (),
    "drift_over_time": ("month", "signal"),
    "accumulation": ("units",),
    "breadth": ("which",),
    "unseen": ("industries",),
    "transfer": (),
    "referral_chains": ("chain",),
    "kept_after_drift": ("after",),
    "follow_up": ("answer",),
    "contact_to_placement": ("outcome", "month"),
}
FIGURES = ("count", "numerator", "denominator", "share", "estimate", "low", "high", "people", "status")
INDUSTRY_COLUMNS = ("sector", "planned", "discovered", "source", "target")
COUNTS = ("count", "numerator", "denominator", "people")
SHARES = ("share", "estimate", "low", "high")
DIGITS = {"interview_rate": 2, "accumulation": 1, "breadth": 1, "unseen": 1}  # of estimates that are no shares
NO_SHARES = (*DIGITS, "median_earnings_q2")  # measures whose estimates have a unit of their own
OF_PEOPLE_ENROLLED = (
    "pathway",
    "time_to_placement",
    "placement_by_interview_state",
    "interview_association",
    "specialist_funnel",
    "specialist_rates",
)
UNITS = {  # the own category that tells the unit of an estimate
    "job_quality": "item",
    "interview_association": "analysis",
    "specialist_funnel": "figure",
    "training_effect": "figure",
}
RATIO, MISSING, HIDDEN = "ratio", "–", "hidden"


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads(resources.files("interview_analytics").joinpath("words.toml").read_text(encoding="utf-8"))


def measure_of(table: pd.DataFrame, measure: str | None = None) -> str:
    """The name of the measure that a table answers: the one given, else the one in its attrs.

    Raises ValueError if neither names a known measure.
    """
    name = measure or table.attrs.get("measure")
    if name not in CATEGORIES:
        raise ValueError(f"measure: {name!r} is not among {', '.join(CATEGORIES)}")
    return name


def groups(table: pd.DataFrame, measure: str | None = None) -> list[str]:
    """The columns that a measure's table is broken down by: those that are neither its own categories nor figures."""
    own = CATEGORIES[measure_of(table, measure)]
    return [name for name in table.columns if name not in (*own, *FIGURES)]


def title(measure: str) -> str:
    """The title of a measure, in plain words."""
    return _written()["title"].get(measure, measure.replace("_", " ").capitalize())


def subtitle(measure: str) -> str:
    """What a measure's figures are, and of what, in one line."""
    return _written()["subtitle"].get(measure, "")


def heading(column: str) -> str:
    """The heading of a table's column."""
    own = column.replace("_", " ")  # a column of the agency's keeps its name
    return _written()["heading"].get(column, own[:1].upper() + own[1:])


def _inside_a_sentence(column: str) -> str:
    written = _written()["heading"]
    return written[column].lower() if column in written else column.replace("_", " ")


def plural(column: str) -> str:
    """The word for several groups of a column, as in "12 specialists"."""
    return _written()["by"].get(column, ["", f"groups of {_inside_a_sentence(column)}"])[1]


def broken_down(by: list[str], measure: str = "") -> str:
    """What a table is broken down by, as in "by specialist and month"; nothing without `by`.

    For measures of job seekers enrolled, an industry is the one they named first at intake.
    """
    names = _written()["by"] | (_written()["by_of_people"] if measure in OF_PEOPLE_ENROLLED else {})
    return f"by {' and '.join(names.get(name, [_inside_a_sentence(name)])[0] for name in by)}" if by else ""


def value(column: str, value: Any) -> str:
    """One cell of a measure's table as a reader sees it; a missing figure is a dash.

    Shares are written in percent, counts with thousands separators, sectors by a short name with their code.
    """
    if pd.isna(value):
        return MISSING
    if column in COUNTS:
        return number(value)
    if column in SHARES:
        return percent(value)
    if column in INDUSTRY_COLUMNS:
        return sector(str(value))
    if column in ("month", "quarter"):
        return _stretch(str(value))
    return status(value) if column == "status" else _category(column, str(value))


def sector(code: str) -> str:
    """A short name of a NAICS sector, with its code: "Health care (62)"; another text stays as it is."""
    name = _written()["sector"].get(code)
    return f"{name} ({code})" if name else code


def status(name: str) -> str:
    """Why a figure is not shown, in words."""
    return _written()["status"].get(name, str(name))


def in_its_place(name: str) -> str:
    """What stands where a figure would stand: "⊘ hidden", "○ too few to tell"."""
    return f"{'⊘' if name == HIDDEN else '○'} {status(name)}"


def _category(column: str, value: str) -> str:
    written = _written()["value"].get(column, {})
    ours = column in ("conducted_by", "contact_role")  # any other text is the agency's own
    return written.get(value, value.replace("_", " ") if ours else value)


def _stretch(label: str) -> str:
    """A month or quarter: "2026-03" is "Mar 2026", "2026Q1" is "2026 Q1"; another text stays as it is."""
    if len(label) == 7 and label[4] == "-" and label.replace("-", "").isdigit():
        return f"{dt.date(int(label[:4]), int(label[5:]), 1):%b %Y}"
    return f"{label[:4]} {label[4:]}" if len(label) == 6 and label[4] == "Q" else label


def day(date: str) -> str:
    """A day as people write it: "2026-06-30" is "30 June 2026"; another text stays as it is."""
    try:
        read = dt.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{read.day} {read:%B %Y}"


def number(value: float) -> str:
    """A count with thousands separators."""
    return f"{int(value):,}"


def rounded(value: float, digits: int = 0) -> str:
    """A number with so many digits after the point, halves rounded up."""
    scale = 10**digits
    return f"{math.floor(value * scale + 0.5 + 1e-9) / scale:,.{digits}f}"


def percent(share: float) -> str:
    """A share in whole percent; with one digit more where it would read as none or all, and is not."""
    return f"{_percents([share])[0]} %"


def _percents(shares: list[float]) -> list[str]:
    """Shares in percent, all with the digits that the first of them needs."""
    alike = len(shares) > 1 and rounded(100 * shares[1]) == rounded(100 * shares[-1])
    fine = alike or 0 < shares[0] < 0.01 or 0.99 < shares[0] < 1
    return [rounded(100 * share, int(fine)) for share in shares]


def with_interval(share: float, low: float, high: float) -> str:
    """A share and its interval in percent: "32 %, 21–44 %"; without an interval the share alone."""
    if pd.isna(low) or pd.isna(high) or low == high:
        return percent(share)
    middle, below, above = _percents([share, low, high])
    return f"{middle} %, {below}{' to ' if below.startswith('-') else '–'}{above} %"


def points(difference: float, low: float, high: float) -> str:
    """A difference of shares with its interval: "9 percentage points less often (4–14)"."""
    way = {True: "less", False: "more"}
    if pd.isna(low) or pd.isna(high):
        return f"{rounded(100 * abs(difference))} percentage points {way[difference < 0]} often"
    middle, *ends = (rounded(100 * abs(end)) for end in (difference, low, high))
    limits = f"{ends[1]}–{ends[0]}" if high <= 0 else f"{ends[0]}–{ends[1]}"
    if low < 0 < high:
        limits = f"between {ends[0]} less and {ends[1]} more"
    return f"{middle} percentage points {way[difference < 0]} often ({limits})"


def figure(item: str, value: float) -> str:
    """A median or another estimate with its unit: dollars and cents, hours, ratios, points, else percent."""
    if pd.isna(value):
        return MISSING
    if item in DIGITS:
        return rounded(value, DIGITS[item])
    if item.startswith("hourly wage"):
        return f"${rounded(value, 2)}"
    if item == "median_earnings_q2":
        return f"${rounded(value)}"
    if item.startswith("hours"):
        return rounded(value, int(value != round(value)))
    unit = _written()["unit"].get(item, item)
    told = {RATIO: ratio, "number": lambda number_of: rounded(number_of, 1), "points": signed_points}
    return told.get(unit, percent)(value)


def ratio(value: float) -> str:
    """A ratio: two digits after the point below 1, one above."""
    return rounded(value, 2 if value < 0.995 else 1)


def signed_points(value: float) -> str:
    """A difference of shares in percentage points, with its sign: "-12 points"."""
    whole = rounded(100 * value)
    return f"{'+' if value > 0 and whole != '0' else ''}{whole} points"


def span(item: str, low: float, high: float) -> str:
    """Both limits of an estimate, its unit said once: "0.83–2.1", "$16.00–17.00", "-24 to 0 points"."""
    return joined(figure(item, low), figure(item, high))


def limits(item: str, row: dict[str, Any]) -> str:
    """Both limits of a row's estimate in brackets: " (0.83–2.1)"; nothing where it has none."""
    known = pd.notna(row["low"]) and pd.notna(row["high"])
    return f" ({span(item, row['low'], row['high'])})" if known else ""


def joined(low: str, high: str) -> str:
    """Two limits in words as one text, their unit said once."""
    if high.endswith("points"):
        return f"{low.removesuffix(' points')} to {high}"
    return f"{low.removesuffix(' %')}–{high.lstrip('$')}"


def estimated(item: str, row: dict[str, Any]) -> str:
    """An estimate that is no share, with its interval: "0.65 (0.61–0.69)"."""
    return f"{figure(item, row['estimate'])}{limits(item, row)}"


def fraction(row: dict[str, Any]) -> str:
    """A row's figures in words: "19 of 60 (32 %, 21–44 %)", what of them is told, or why there is nothing to say."""
    counts = [row[name] for name in ("numerator", "denominator") if name in row]
    if row.get("status") == HIDDEN and not all(pd.isna(count) for count in counts):
        return " of ".join("a hidden number" if pd.isna(count) else number(count) for count in counts)
    if row.get("status") != "shown":
        return status(row.get("status", "too_few"))
    return f"{' of '.join(map(number, counts))} ({with_interval(row['share'], row['low'], row['high'])})"


def column_heading(measure: str, column: str) -> str:
    """The heading of a column in the table of one measure."""
    return _written()["heading_of"].get(measure, {}).get(column) or heading(column)
