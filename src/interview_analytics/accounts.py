"""A log's receipts and problems go in; what became of its rows, for inside and for outside, comes out."""

from __future__ import annotations

import pandas as pd

from interview_analytics.disclosure import Rule
from interview_analytics.interview_log import EFFECTS

ROWS = ("rows_read", "rows_accepted", "rows_repaired", "rows_set_aside", "rows_duplicate", "rows_not_data")


def received(receipts: pd.DataFrame) -> str:
    """What became of every row that was read, in one sentence."""
    total = {name: f"{int(receipts[name].sum()):,}" for name in ROWS}
    return (
        f"{_rows_of_files(receipts)}: "
        f"{total['rows_accepted']} were used as they stood, {total['rows_repaired']} after a repair, "
        f"{total['rows_set_aside']} could not be used and were set aside, "
        f"{total['rows_duplicate']} stood there before, "
        f"{total['rows_not_data']} were not data (headings, titles, blank rows, totals)."
    )


def problem_counts(problems: pd.DataFrame) -> pd.DataFrame:
    """How often each rule spoke, what keeps a row out of the report first."""
    counted = problems.groupby(["effect", "rule"]).size().rename("count").astype("Int64").reset_index()
    order = counted["effect"].map({effect: place for place, effect in enumerate(EFFECTS)})
    return counted.assign(order=order).sort_values(["order", "rule"], ignore_index=True)[["effect", "rule", "count"]]


def in_bands(counted: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """The counts as ranges, so that nobody can take one from another, or from that of an earlier report."""
    limits = [0, rule.most, 100, 1_000, float("inf")]
    bands = [rule.words, f"{rule.most + 1} to 100", "101 to 1,000", "more than 1,000"]
    return counted.assign(count=pd.cut(counted["count"].astype("float64"), limits, labels=bands).astype("str"))


def _rows_of_files(receipts: pd.DataFrame) -> str:
    rows, files = int(receipts["rows_read"].sum()), receipts["file"].nunique()
    return f"{rows:,} rows were read from {files} {'file' if files == 1 else 'files'}"
