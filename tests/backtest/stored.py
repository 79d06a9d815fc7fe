"""The sample's report goes in; its tables as committed csv, and what differs from them, come out."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from interview_analytics.load import load
from interview_analytics.release import release
from interview_analytics.shipped import sample

FOLDER = Path(__file__).parent / "tables"


def today() -> dict[str, pd.DataFrame]:
    """The tables of the sample's internal report, as they come out now, in the types that a csv file keeps."""
    tables = release(load(sample()), audience="internal")
    return {name: _plain(table) for name, table in tables.items()}


def stored() -> dict[str, pd.DataFrame]:
    """The committed tables."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.csv"))}


def store() -> None:
    """Writes the tables as they come out now in place of the committed ones."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.csv"):
        path.unlink()
    for name, table in today().items():
        table.to_csv(FOLDER / f"{name}.csv", index=False, lineterminator="\n")


def differences(before: pd.DataFrame, now: pd.DataFrame) -> list[str]:
    """Where two tables differ: columns, rows, or single figures beyond the ninth digit."""
    if list(before.columns) != list(now.columns) or len(before) != len(now):
        return [f"columns {list(now.columns)} and {len(now)} rows in place of {list(before.columns)} and {len(before)}"]
    return [text for column in before for text in _of_column(column, before[column], now[column])]


def _of_column(column: str, before: pd.Series, now: pd.Series) -> list[str]:
    near = (before - now).abs() <= 1e-9 * before.abs().clip(lower=1) if before.dtype == "float64" else before == now
    same = near | (before.isna() & now.isna())
    return [f"row {row}, {column}: {before[row]} became {now[row]}" for row in before.index[~same]]


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    numbers = table.select_dtypes("number").columns
    return table.astype({column: "float64" if column in numbers else "str" for column in table})


def _read(path: Path) -> pd.DataFrame:
    text = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""])
    numbers = {"count", "numerator", "denominator", "share", "estimate", "low", "high", "people", "month"}
    kept = {name for name in numbers & set(text) if not (name == "month" and text[name].str.contains("-").any())}
    return text.astype({column: "float64" if column in kept else "str" for column in text})
