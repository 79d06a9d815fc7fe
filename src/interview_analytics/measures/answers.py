"""Rows with an answer that may be missing go in; the share of each answer, with what the missing ones could change, comes out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.tally import Categories, share_table, stacked
from interview_analytics.tables import NOT_KNOWN

AT_LEAST, AT_MOST, NOT_YET_DUE = "at least", "at most", "not yet due"


def answer_table(
    log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], *, yes: str, categories: Categories | None = None
) -> pd.DataFrame:
    """The share of yes among known answers, the share not known, and the bounds if all not known were no, or yes.

    `rows` holds one row per unit, its `person` and `answer` (true, false or missing). The own category `answer` is
    `yes` (as the caller words it; of the known), "not known", "at least" and "at most" (each of all).
    """
    answer = rows["answer"]
    holds = {yes: answer, NOT_KNOWN: answer.isna(), AT_LEAST: answer.fillna(False), AT_MOST: answer.fillna(True)}
    parts = {name: share_table(log, rows.assign(holds=true), by, categories) for name, true in holds.items()}
    bounds = {name: _without_interval(parts[name]) for name in (AT_LEAST, AT_MOST)}
    return stacked(parts | bounds, "answer")


def due_table(
    log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], *, yes: str, categories: Categories | None = None
) -> pd.DataFrame:
    """The share of yes among units followed for long enough, and the share of all that cannot be told yet.

    `rows` as for `answer_table`; a missing `answer` means that the time is not over. The own category `answer` is `yes`
    and "not yet due".
    """
    holds = {yes: rows["answer"], NOT_YET_DUE: rows["answer"].isna()}
    parts = {name: share_table(log, rows.assign(holds=true), by, categories) for name, true in holds.items()}
    return stacked(parts, "answer")


def distribution_table(
    log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], *, category: str, answers: Sequence[str]
) -> pd.DataFrame:
    """The share of each of `answers` among rows whose `answer` is known; the last row is the share of all not known.

    `rows` holds one row per unit, its `person` and `answer` (one of `answers` or missing).
    """
    known = rows["answer"].notna()
    holds = {answer: rows["answer"].eq(answer).astype("boolean").where(known) for answer in answers} | {NOT_KNOWN: ~known}
    parts = {answer: share_table(log, rows.assign(holds=true), by) for answer, true in holds.items()}
    return stacked(parts, category)


def _without_interval(bound: pd.DataFrame) -> pd.DataFrame:
    """A bound is not an estimate."""
    nothing = pd.Series(pd.NA, bound.index, dtype="Float64")
    return bound.assign(low=nothing, high=nothing)
