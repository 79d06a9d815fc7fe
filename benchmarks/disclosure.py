"""The simulated sample and cubes of counts go in; how long it takes to protect and audit them, and its price, come out.

python benchmarks/disclosure.py [largest]
"""

from __future__ import annotations

import itertools
import sys
import time

import numpy as np
import pandas as pd

import interview_analytics as ia
from interview_analytics.disclosure import RULES, audit, inference, protect
from interview_analytics.disclosure.linked import Linked, Relation, adds_up, linked
from interview_analytics.disclosure.programme import Deadline
from interview_analytics.disclosure.suppression import suppress
from interview_analytics.measures import MEASURES

CUBES = ((8, 6, 2), (15, 11, 3), (30, 20, 4))  # specialists, sectors, strata: about 1, 4 and 16 times as many cells
MEAN = 8


def report() -> None:
    """The standard report on the sample: seconds to protect it and to audit the result."""
    made = ia.release(ia.load(ia.sample()), audience="internal")
    declarations = {name: (MEASURES[entry.measure], entry.by) for name, entry in made.entries.items()}
    start, used = time.perf_counter(), time.process_time()
    protected = protect(made.tables, declarations, seconds=3600)
    middle, between = time.perf_counter(), time.process_time()
    found = audit(protected)
    end, after = time.perf_counter(), time.process_time()
    small = int((found["small"] & found["printed"]).sum())
    print(f"report on the sample: protect {middle - start:.1f} s ({between - used:.1f} s of computing), ", end="")
    print(f"audit {end - middle:.1f} s ({after - between:.1f} s)")
    print(f"  {small:,} small cells, {int(found['printed'].sum()):,} hidden, {leaks(found)} known or narrowed")
    print(f"  {len(made) - len(protected.withheld)} of {len(made)} tables shown in whole or in part")


def leaks(found: pd.DataFrame) -> int:
    """Cells of which a reader learns too much."""
    return int(found["verdict"].isin(inference.LEAKS).sum())


def cube(shape: tuple[int, ...], seed: int = 0) -> Linked:
    """Counts by three dimensions with all their margins; many are small, as they are by specialist and sector."""
    rng = np.random.default_rng(seed)
    rates = np.multiply.outer(rng.gamma(1, 1, shape[0]), rng.gamma(1, 1, shape[1]))
    full = rng.poisson(MEAN * np.repeat(rates[..., None], shape[2], axis=2))
    for axis in range(len(shape)):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    cells = pd.DataFrame({"key": [key(place) for place in np.ndindex(full.shape)], "value": full.ravel()})
    return linked(cells, sums(shape), RULES["cms"])


def key(place: tuple[int, ...]) -> str:
    """The name of a cell: its places, the last one of each dimension being the total."""
    return " ".join(f"{own:02d}" for own in place)


def sums(shape: tuple[int, ...]) -> list[Relation]:
    """Along each dimension the parts add up to the last place."""
    lines = []
    for axis, size in enumerate(shape):
        others = [range(own + 1) for position, own in enumerate(shape) if position != axis]
        for other in itertools.product(*others):
            line = [key((*other[:axis], own, *other[axis:])) for own in range(size + 1)]
            lines.append(adds_up(line[-1], line[:-1]))
    return lines


def main() -> None:
    """Prints the seconds for the report and for each cube, beside what hiding the small cells alone would do."""
    report()
    for shape in CUBES[: int(sys.argv[1]) if len(sys.argv) > 1 else None]:
        model = cube(shape)
        start, used = time.perf_counter(), time.process_time()
        hidden = suppress(model, deadline=Deadline.after(3600)).hidden
        middle, between = time.perf_counter(), time.process_time()
        found = inference.intervals(model, hidden, RULES["cms"], deadline=Deadline.after(3600))
        end, after = time.perf_counter(), time.process_time()
        alone = inference.intervals(model, model.small, RULES["cms"], deadline=Deadline.after(3600))
        more = hidden.sum() - model.small.sum()
        print(f"{shape}: {len(model):,} cells, {model.small.sum():,} small, {more:,} more hidden")
        print(f"  protect {middle - start:.1f} s ({between - used:.1f} s of computing), ", end="")
        print(f"audit {end - middle:.1f} s ({after - between:.1f} s)")
        print(f"  known or narrowed: {leaks(found)}; if only the small ones were hidden: {leaks(alone)}")


if __name__ == "__main__":
    main()
