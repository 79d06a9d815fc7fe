"""A release goes in; its tables as they are printed, figures of the period and to date side by side, come out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import pandas as pd

from interview_analytics.release import Release
from interview_analytics.report.cells import Shown, shown
from interview_analytics.sentences import sentence
from interview_analytics.templates import TO_DATE
from interview_analytics.words import FIGURES

AGAIN = "how often the same row stood before"
THIS_PERIOD, SINCE = "this period", "to date"  # as short as it can be said: the days stand at the head of the report


def printed(release: Release) -> list[str]:
    """The names of the tables that stand alone on paper; figures to date stand beside those of their period."""
    return [name for name, entry in release.entries.items() if not entry.to_date]


def both(release: Release, name: str) -> dict[str, pd.DataFrame]:
    """The table of this period, and the same to date where there is one: both with the same rows."""
    if name + TO_DATE not in release or release.since is None:
        return {THIS_PERIOD: release[name]}
    tables = _aligned(release[name], release[name + TO_DATE], fill=not release.hidden)
    return dict(zip((THIS_PERIOD, SINCE), tables, strict=True))


def whole(release: Release, name: str) -> pd.DataFrame:
    """The table, with the same figures to date in columns of their own that end in `_to_date`."""
    own, *further = both(release, name).values()
    to_date = [table[_figures(table)].add_suffix(TO_DATE) for table in further]
    return pd.concat([own, *to_date], axis="columns") if to_date else own


def cells(release: Release, name: str) -> Shown:
    """The table as a reader sees it, headings saying which figures are of the period and which are to date."""
    tables = {title: shown(table, release.entries[name].measure) for title, table in both(release, name).items()}
    own, *further = tables.values()
    if not further:
        return own
    figures = [under(title, part.headings[part.keys :]) for title, part in tables.items()]
    rows = zip(*(part.rows for part in tables.values()), strict=True)
    return Shown(
        (*own.headings[: own.keys], *chain(*figures)),
        own.keys,
        tuple((*row, *chain(*(more[own.keys :] for more in others))) for row, *others in rows),
    )


def said(release: Release, name: str) -> str:
    """The table's sentence; where there are figures to date, theirs behind it."""
    measure = release.entries[name].measure
    own = sentence(release[name], measure)
    if name + TO_DATE not in release or release.since is None:
        return own
    return f"{release.window}: {own} Since {release.since.first}: {sentence(release[name + TO_DATE], measure)}"


def under(title: str, headings: Iterable[str]) -> list[str]:
    """The headings of figures, each with the days that it speaks of."""
    return [f"{heading}, {title}" for heading in headings]


def _figures(table: pd.DataFrame) -> list[str]:
    return [name for name in table if name in FIGURES]


def _aligned(table: pd.DataFrame, to_date: pd.DataFrame, *, fill: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables with the same rows in the same order: those to date, then what only the period has."""
    keys = [name for name in to_date if name not in FIGURES]
    if not keys:
        return table, to_date
    own, further = (_numbered(each, keys) for each in (table, to_date))
    rows = pd.concat([further[[*keys, AGAIN]], own[[*keys, AGAIN]]]).drop_duplicates(ignore_index=True)
    return _of_rows(rows, own, fill=fill), _of_rows(rows, further, fill=fill)


def _numbered(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The table with how often the same row stood before: several may be called hidden."""
    return table.assign(**{AGAIN: table.groupby(keys, dropna=False).cumcount()})


def _of_rows(rows: pd.DataFrame, table: pd.DataFrame, *, fill: bool) -> pd.DataFrame:
    """The table with exactly these rows; where nothing is hidden a row of counts that it lacks did not occur: 0."""
    whole = rows.merge(table, on=list(rows), how="left", validate="one_to_one").drop(columns=AGAIN)
    return whole.fillna({"count": 0, "people": 0, "status": "shown"}) if fill and "count" in whole else whole
