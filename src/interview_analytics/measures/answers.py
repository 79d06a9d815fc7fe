"""Rows with an answer that may be missing go in; each answer's share, and what the missing could change, come out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from interview_analytics.interview_log import InterviewLog
from interview_analytics.measures.tally import Categories, share_tables
from interview_analytics.tables import NOT_KNOWN

AT_LEAST, AT_MOST, NOT_YET_DUE = "at least", "at most", "not yet due"


def answer_table(
    log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], *, yes: str, categories: Categories | None = None
) -> pd.DataFrame:
    """The share of yes among known answers, the share not known, and the bounds if all not known were no, or yes.

    `rows` holds one row per unit, its `person` and `answer` (true, false or missing). The own category `answer` is
    `yes` (as the caller words it; of the known), "not known", "at least" and "at most" (each of all). A bound is not an
    estimate and has no limits.
    """
    answer = rows["answer"]
    holds = {yes: answer, NOT_KNOWN: answer.isna(), AT_LEAST: answer.fillna(False), AT_MOST: answer.fillna(True)}
    table = share_tables(log, rows, by, holds, name="answer", categories=categories)
    bound = table["answer"].isin([AT_LEAST, AT_MOST])
    return table.assign(low=table["low"].mask(bound), high=table["high"].mask(bound))


def due_table(
    log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], *, yes: str, categories: Categories | None = None
) -> pd.DataFrame:
    """The share of yes among units followed for long enough, and the share of all that cannot be told yet.

    `rows` as for `answer_table`; a missing `answer` means that the time is not over. The own category `answer` is `yes`
    and "not yet due".
    """
    holds = {yes: rows["answer"], NOT_YET_DUE: rows["answer"].isna()}
    return share_tables(log, rows, by, holds, name="answer", categories=categories, missing="not_yet_due")


def distribution_table(
    log: InterviewLog, rows: pd.DataFrame, by: tuple[str, ...], *, category: str, answers: Sequence[str]
) -> pd.DataFrame:
    """The share of each of `answers` among rows whose `answer` is known; the last row is the share of all not known.

    `rows` holds one row per unit, its `person` and `answer` (one of `answers` or missing).
    """
    answer = rows["answer"]
    holds = {name: answer.eq(name).astype("boolean").mask(answer.isna()) for name in answers}
    return share_tables(log, rows, by, holds | {NOT_KNOWN: answer.isna()}, name=category)
