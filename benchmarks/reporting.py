"""The simulated sample goes in; how long its report takes, and the share of each step, comes out.

python benchmarks/reporting.py
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 3


def seconds(step: Callable[[], Any]) -> tuple[float, Any]:
    """How long a step takes, and its result."""
    start = time.perf_counter()
    result = step()
    return time.perf_counter() - start, result


def imported() -> Any:
    """The package, imported for the first time in this process."""
    import interview_analytics as ia  # noqa: PLC0415 – the import itself is measured

    return ia


def report(ia: Any) -> dict[str, float]:
    """Seconds of each step of one report on the sample."""
    took: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        took["load"], log = seconds(lambda: ia.load(ia.sample()))
        took["release"], made = seconds(lambda: ia.release(log, audience="internal"))
        took |= written(ia, made, Path(name) / "report")
    return took


def written(ia: Any, made: Any, folder: Path) -> dict[str, float]:
    """Seconds of each part of a report while it is written, each told before it begins."""
    begun: list[tuple[str, float]] = []
    ia.write_report(made, folder, progress=lambda part: begun.append((part, time.perf_counter())))
    ends = [start for _, start in begun[1:]] + [time.perf_counter()]
    return {part: end - start for (part, start), end in zip(begun, ends, strict=True)}


def main() -> None:
    """Prints the best seconds of each step and its share of the whole."""
    first, ia = seconds(imported)
    rounds = [report(ia) for _ in range(ROUNDS)]
    best = {"import": first, **{step: min(took[step] for took in rounds) for step in rounds[0]}}
    for step, took in best.items():
        print(f"{step:>30} {took:6.2f} s {100 * took / sum(best.values()):4.0f} %")


if __name__ == "__main__":
    main()
