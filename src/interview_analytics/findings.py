"""An InterviewLog goes in; the lines in which `check` says what was read, and what was found in it, come out."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from interview_analytics.accounts import problem_counts
from interview_analytics.interview_log import InterviewLog

LONGEST = 60  # characters of a value that a case shows


def receipts(log: InterviewLog) -> Iterator[str]:
    """For each file, sheet and table what became of its rows; then the last day counted."""
    for receipt in log.receipts.to_dict("records"):
        sheet = "" if pd.isna(receipt["sheet"]) or not receipt["sheet"] else f", sheet {receipt['sheet']}"
        yield f"{receipt['file']}{sheet}: {str(receipt['table']).replace('_', ' ')}"
        yield (
            f"  {receipt['rows_read']:,} rows read: {receipt['rows_accepted']:,} used as they stood, "
            f"{receipt['rows_repaired']:,} after a repair, {receipt['rows_set_aside']:,} set aside, "
            f"{receipt['rows_duplicate']:,} duplicates, "
            f"{receipt['rows_not_data']:,} not data (headings, titles, blank rows, totals)"
        )
    yield f"The last day counted is {log.as_of} ({log.as_of_origin})."


def problems(log: InterviewLog, most: int | None) -> Iterator[str]:
    """For each rule how often it spoke, with at most so many of its cases, or all of them."""
    counts = problem_counts(log.problems)
    if counts.empty:
        yield "No problems were found."
    for counted in counts.to_dict("records"):
        same = (log.problems["effect"] == counted["effect"]) & (log.problems["rule"] == counted["rule"])
        cases = log.problems[same]
        yield f"{counted['rule'].capitalize()}: {counted['effect']}, {_times(counted['count'])}"
        yield from (_case(case) for case in cases[:most].to_dict("records"))
        if most is not None and len(cases) > most:
            yield f"  and {len(cases) - most:,} more; -v lists them all"


def _case(case: dict[str, object]) -> str:
    named = {"{}": case["file"], "sheet {}": case["sheet"], "line {}": case["line"], "column '{}'": case["column"]}
    place = ", ".join(form.format(value) for form, value in named.items() if not pd.isna(value) and value != "")
    words = " ".join(str(case[name]) for name in ("problem", "remedy") if not pd.isna(case[name]))
    stood = "" if pd.isna(case["value"]) or case["value"] == "" else f" ('{str(case['value'])[:LONGEST]}')"
    return f"  - {place}{stood}: {words}" if place else f"  - {words}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def to_do(problems: pd.DataFrame) -> bool:
    """What comes without a remedy, as how days are written or that a row was mended, asks for nothing."""
    mild = problems["effect"].isin(["noted", "repaired"])
    return bool((~mild | problems["remedy"].fillna("").ne("")).any())
