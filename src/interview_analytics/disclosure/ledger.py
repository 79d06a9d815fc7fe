"""What one public report told and hid goes in; a text to keep comes out, and from such a file the same again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from interview_analytics.disclosure.linked import Linked, Relation
from interview_analytics.disclosure.rule import Rule
from interview_analytics.errors import ExportError
from interview_analytics.interview_log import Period

NAMES = ("ledger.json", "ledger-to-date.json")  # of the tables of the period, and of those to date
KIND = "ledger of a public report"
COLUMNS = ("key", "value", "small", "told")
SHOWN, HIDDEN, UNPRINTED = "shown", "hidden", "unprinted"  # of a count that no table prints, yet one can work out
MOST_BYTES = 500_000_000


@dataclass(frozen=True, eq=False)
class Ledger:
    """The counts of one public report, told and hidden, and what holds between them: for inside only.

    cells: key, value, small, told (shown, hidden or unprinted); it knows groups by the names that the report gave them.
    about: what else is worth knowing of the report, as the programme and the fingerprint of the names' key.
    """

    period: Period
    rule: Rule
    cells: pd.DataFrame
    relations: tuple[Relation, ...]
    about: Mapping[str, str] = field(default_factory=dict)


def stretch(period: Period | None, as_of: dt.date) -> Period:
    """The days that a report tells of: its period as far as the log speaks of it; all days up to then where none."""
    if period is None:
        return Period("all dates", dt.date.min, as_of)
    return Period(period.label, period.first, max(period.first, min(period.last, as_of)))


def entry(model: Linked, shown: set[str], *, period: Period, rule: Rule, about: Mapping[str, str]) -> Ledger:
    """The ledger of a report with this model, of which these keys are shown; other reports' counts are left out."""
    own = model.own
    cells = pd.DataFrame({"key": model.keys, "value": model.values.astype("int64"), "small": model.small})
    told = np.where(model.published, HIDDEN, UNPRINTED)
    cells["told"] = np.where(cells["key"].isin(shown), SHOWN, told)
    alone = model.matrix[:, ~own].getnnz(axis=1) == 0
    return Ledger(period, rule, cells[own].reset_index(drop=True), tuple(_relations(model, alone)), dict(about))


def _relations(model: Linked, kept: np.ndarray) -> list[Relation]:
    matrix = model.matrix.tocsr()
    found = []
    for row in np.flatnonzero(kept):
        part = slice(matrix.indptr[row], matrix.indptr[row + 1])
        cells, weights = tuple(model.keys[matrix.indices[part]]), tuple(matrix.data[part].tolist())
        found.append(Relation(cells, weights, float(model.low[row]), float(model.high[row])))
    return found


def text(ledger: Ledger) -> str:
    """The ledger as JSON with the sha256 of its own contents, by which a change is noticed."""
    place = {key: at for at, key in enumerate(ledger.cells["key"])}
    body = {
        "kind": KIND,
        "period": {"label": ledger.period.label, **{name: str(getattr(ledger.period, name)) for name in DAYS}},
        "rule": asdict(ledger.rule),
        "about": dict(sorted(ledger.about.items())),
        "cells": [list(row) for row in ledger.cells[list(COLUMNS)].astype("object").itertuples(index=False)],
        "relations": [
            [[place[cell] for cell in own.cells], list(own.weights), *map(_finite, (own.low, own.high))]
            for own in ledger.relations
        ],
    }
    return json.dumps({**body, "sha256": _digest(body)}, ensure_ascii=False, allow_nan=False) + "\n"


DAYS = ("first", "last")


def _finite(limit: float) -> float | None:
    return float(limit) if np.isfinite(limit) else None


def _digest(body: Mapping[str, Any]) -> str:
    return sha256(json.dumps(body, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def ledgers(path: str | Path) -> list[Ledger]:
    """The ledgers in the folder of an earlier report, or the one in a file. Raises ExportError where there is none."""
    place = Path(path)
    files = [folder / name for folder in (place / "keep", place) for name in NAMES if (folder / name).is_file()]
    if not files and not place.is_file():
        remedy = f"Name the folder of an earlier public report; it holds keep/{NAMES[0]}."
        raise ExportError("There is no ledger of an earlier report here.", remedy, file=place.name)
    return [read(file) for file in files or [place]]


def read(file: Path) -> Ledger:
    """The ledger in a file. Raises ExportError for one that is damaged, was changed, or is something else."""
    body = _loaded(file)
    if body.pop("sha256", None) != _digest(body):
        raise _fault(file, "The ledger is not as it was written: it was changed or damaged.")
    try:
        return _ledger(body)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError):
        raise _fault(file, "The ledger does not hold what a ledger holds.") from None


def _loaded(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise _fault(file, "The file is far too large to be a ledger.")
        body = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise _fault(file, "The ledger cannot be read: it is damaged, or something else.") from None
    if not isinstance(body, dict) or body.get("kind") != KIND:
        raise _fault(file, "This is not the ledger of a public report.")
    return body


def _fault(file: Path, problem: str) -> ExportError:
    return ExportError(problem, "Use the file as the earlier report left it, or a copy of it.", file=file.name)


def _ledger(body: Mapping[str, Any]) -> Ledger:
    """Raises ValueError, among others, for counts between which the relations do not hold."""
    given = body["period"]
    period = Period(str(given["label"]), *(dt.date.fromisoformat(given[name]) for name in DAYS))
    cells = pd.DataFrame(body["cells"], columns=list(COLUMNS))
    cells = cells.astype({"key": "object", "value": "int64", "small": "bool", "told": "object"})
    if not cells["told"].isin([SHOWN, HIDDEN, UNPRINTED]).all() or cells["key"].duplicated().any():
        raise ValueError
    relations = tuple(_relation(row, cells["key"].tolist()) for row in body["relations"])
    _check(cells, relations)
    return Ledger(period, Rule(**body["rule"]), cells, relations, {str(k): str(v) for k, v in body["about"].items()})


def _relation(row: list[Any], keys: list[str]) -> Relation:
    places, weights, low, high = row
    limits = (-np.inf if low is None else float(low), np.inf if high is None else float(high))
    if len(places) != len(weights) or any(at < 0 for at in places):
        raise ValueError
    return Relation(tuple(keys[at] for at in places), tuple(float(own) for own in weights), *limits)


def _check(cells: pd.DataFrame, relations: tuple[Relation, ...]) -> None:
    value = dict(zip(cells["key"], cells["value"].astype("float64"), strict=True))
    for own in relations:
        total = sum(weight * value[cell] for cell, weight in zip(own.cells, own.weights, strict=True))
        if not own.low - 1e-6 <= total <= own.high + 1e-6:
            raise ValueError
