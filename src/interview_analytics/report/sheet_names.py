"""Names of tables go in; names that a workbook accepts for its sheets, each once, come out."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 31
REFUSED = re.compile(r"[\[\]:*?/\\']")


def sheet_names(names: Iterable[str]) -> dict[str, str]:
    """For each name a sheet name of at most 31 characters that no other has, whatever the case of its letters."""
    chosen: dict[str, str] = {}
    for name in names:
        taken = {other.lower() for other in chosen.values()}
        own = _shortened(REFUSED.sub(" ", name.replace("_", " ")), LONGEST)
        number = 1
        while own.lower() in taken:
            number += 1
            own = f"{_shortened(own, LONGEST - 3)} {number}"
        chosen[name] = own
    return chosen


def _shortened(name: str, longest: int) -> str:
    """The name, its middle left out where it is too long: what it is broken down by stands at the end."""
    if len(name) <= longest:
        return name
    head, by, tail = name.rpartition(" by ")
    tail = f"{by}{tail}"[: longest - 2]
    return f"{(head or name)[: longest - 1 - len(tail)].rstrip()}…{tail}" if head else f"{name[: longest - 1]}…"
