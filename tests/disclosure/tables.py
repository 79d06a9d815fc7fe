"""Small tables of measures, as `protect` takes them."""

from __future__ import annotations

import pandas as pd

from interview_analytics.measures import MEASURES


def counted(measure: str, by: tuple[str, ...], rows: list[dict]) -> dict:
    """One table of a measure, as `protect` takes it, and its declaration."""
    table = pd.DataFrame(rows).assign(status="shown")
    kinds = {name: "Int64" for name in ("count", "numerator", "denominator", "people") if name in table}
    kinds |= {name: "Float64" for name in ("share", "estimate", "low", "high") if name in table}
    name = "_by_".join([measure, *by])
    return {"tables": {name: table.astype(kinds)}, "declarations": {name: (MEASURES[measure], by)}}


def together(*parts: dict) -> dict:
    return {key: {name: own for part in parts for name, own in part[key].items()} for key in ("tables", "declarations")}


def share(numerator: int, denominator: int, people: int, **more: object) -> dict:
    part = numerator / denominator
    return {"numerator": numerator, "denominator": denominator, "share": part, "people": people, **more}
