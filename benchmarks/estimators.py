"""Numbers of rows go in; how fast our survival statistics are, beside statsmodels, and how they grow, comes out.

    python benchmarks/estimators.py [ROWS ...]            250,000 and 1,000,000 unless told

Cox fits have three covariates and start-stop rows over three years of days. statsmodels fits the same model to 20,000
rows without delayed entry, which it counts otherwise; both coefficients are compared first.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from statsmodels.duration.hazard_regression import PHReg

from interview_analytics.statistics import cox, expected_events, split_at_interviews

ROUNDS = 3
SIZES = (250_000, 1_000_000)
ORACLE_ROWS = 20_000


def rows(size: int) -> dict[str, Any]:
    """Start-stop rows with an exposure, a stratum by case mix and a continuous covariate."""
    draw = np.random.default_rng(7)
    x = np.column_stack([draw.random(size) < 0.4, draw.random(size) < 0.3, draw.normal(size=size)])
    start = draw.integers(-1, 700, size)
    stop = start + 1 + draw.geometric(np.clip(0.01 * np.exp(0.4 * x[:, 0] + 0.2 * x[:, 2]), 0.001, 0.9))
    return {"start": start, "stop": stop, "event": draw.random(size) < 0.2, "covariates": x}


def interviews(people: int) -> tuple[np.ndarray, ...]:
    """Ends of follow-up, and three interviews a person."""
    draw = np.random.default_rng(8)
    end, event = draw.integers(0, 900, people), draw.random(people) < 0.3
    return end, event, draw.integers(0, people, 3 * people), draw.integers(-5, 900, 3 * people)


def seconds(step: Callable[[], Any]) -> float:
    """The best processor time of some rounds: what others do on the machine does not count."""
    took = []
    for _ in range(ROUNDS):
        start = time.process_time()
        step()
        took.append(time.process_time() - start)
    return min(took)


def ways(size: int) -> dict[str, Callable[[], Any]]:
    """What is measured on so many rows, or people."""
    data = rows(size)
    strata, cluster = np.arange(size) % 40, np.arange(size) // 2
    fit = cox(**data, ties="breslow")
    return {
        "Breslow": partial(cox, **data, ties="breslow"),
        "Efron": partial(cox, **data),
        "Efron in 40 strata": partial(cox, **data, strata=strata),
        "Efron, robust": partial(cox, **data, cluster=cluster),
        "expected events": partial(expected_events, fit, data["start"], data["stop"], data["covariates"]),
        "split at interviews": partial(split_at_interviews, *interviews(size)),
    }


def beside_statsmodels() -> float:
    """Our seconds as a share of those of statsmodels, on rows that both count alike."""
    data = rows(ORACLE_ROWS)
    data["start"] = np.full(ORACLE_ROWS, -1)
    start = time.process_time()
    oracle = PHReg(data["stop"], data["covariates"], data["event"].astype(int), ties="breslow").fit()
    theirs = time.process_time() - start
    if not np.allclose(cox(**data, ties="breslow").coefficients, oracle.params, atol=1e-6):
        raise SystemExit("our coefficients and those of statsmodels do not agree")
    return seconds(partial(cox, **data, ties="breslow")) / theirs


def main(sizes: list[int]) -> None:
    """Prints the seconds of each way, its growth per row, and our ratio to statsmodels."""
    took = {size: {way: seconds(step) for way, step in ways(size).items()} for size in sizes}
    small, large = sizes[0], sizes[-1]
    for way, longest in took[large].items():
        growth = (longest / large) / (took[small][way] / small)
        print(f"{large:>12,} rows: {way} {longest:.2f} s; growth per row from {small:,}: {growth:.2f}")
    print(f"{ORACLE_ROWS:>12,} rows: ours / statsmodels {beside_statsmodels():.3f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
