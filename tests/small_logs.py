"""A small simulated programme, as it is and with identifiers that would do harm if anything ran them."""

from __future__ import annotations

from functools import cache

import pandas as pd

from interview_analytics.assemble import assemble
from interview_analytics.interview_log import PROBLEMS, RECEIPTS, InterviewLog
from interview_analytics.simulate import simulate
from interview_analytics.tables import completed

HOSTILE = ("=1+1", "<script>alert(1)</script>", "@SUM(A1)")


@cache
def tables() -> dict[str, pd.DataFrame]:
    return dict(simulate(specialists=3, job_seekers=60, months=24).tables)


@cache
def small() -> InterviewLog:
    """Three specialists, with receipts of two files and three problems."""
    return assemble(tables(), receipts=_receipts(), problems=_problems())


@cache
def hostile() -> InterviewLog:
    """The same programme, its specialists called what a spreadsheet or a browser might run."""
    names = dict(zip(sorted(tables()["specialists"]["specialist_id"]), HOSTILE, strict=True))
    renamed = {name: _renamed(frame, names) for name, frame in tables().items()}
    return assemble(renamed, receipts=_receipts(), problems=_problems())


def without(*columns: str) -> InterviewLog:
    """The log of exports that do not hold these columns, each `table.column`."""
    kept = {
        name: frame.drop(columns=[column for column in frame if f"{name}.{column}" in columns])
        for name, frame in tables().items()
    }
    return assemble(kept)


def _renamed(frame: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return frame.assign(specialist_id=frame["specialist_id"].map(names)) if "specialist_id" in frame else frame


def _receipts() -> pd.DataFrame:
    counts = {"rows_read": [10, 5], "rows_accepted": [6, 5], "rows_repaired": [1, 0], "rows_set_aside": [1, 0]}
    counts |= {"rows_duplicate": [1, 0], "rows_not_data": [1, 0]}
    origin = {"file": ["log.csv", "jobs.xlsx"], "sheet": [None, "=Jobs"], "table": ["interviews", "placements"]}
    return completed(pd.DataFrame({**origin, "sha256": ["a" * 64, "b" * 64], **counts}), RECEIPTS)


def _problems() -> pd.DataFrame:
    rows = [
        ("log.csv", 7, "Date", "=cmd|' /C calc'!A0", "date not read", "cell blanked"),
        ("log.csv", 9, "Date", "yesterday\rafternoon", "date not read", "cell blanked"),
        ("log.csv", 8, "ID", "<script>alert(2)</script>", "no identifier", "row set aside"),
    ]
    names = ["file", "line", "column", "value", "rule", "effect"]
    frame = pd.DataFrame(rows, columns=names).assign(problem="It cannot be read.", remedy="Write it as 2026-03-31.")
    return completed(frame, PROBLEMS)
