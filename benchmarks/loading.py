"""Numbers of interviews go in; how `load` of a csv, clean or messy, compares with reading as much text comes out.

    python benchmarks/loading.py [INTERVIEWS ...]         100,000 and 1,000,000 unless told

The clean file repeats the simulated sample's interviews with identifiers of their own. The messy one holds the same
as a report that was made to be printed: titles above, a subtotal every 50 rows, a grand total and a footer below, days
in two forms. It needs the careful reader. All sides take turns; the best of some rounds counts; the text is that of the
clean file. A log derives explorations, contacts and assignments when they are first read: how long that takes
is told beside. Processor seconds, of all threads, say more than the clock's where others use the machine. Peak memory
is that of a process that does nothing but load (on Linux).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.csv

from interview_analytics.load import load
from interview_analytics.shipped import sample

ROUNDS = 3
DERIVED = ("explorations", "contacts", "assignments")
SIZES = (100_000, 1_000_000)
GROUP = 50  # rows of the messy file between its subtotals
TITLES = "Informational interviews\nFiltered by: all offices\n\n"
FOOTER = '"Grand Total","{}"\n\nConfidential: for internal use only\n'


def written(interviews: int, folder: Path) -> tuple[Path, Path]:
    """A clean and a messy csv of so many interviews, each with an identifier of its own, ten to a job seeker."""
    lines = (sample() / "informational-interviews.csv").read_text(encoding="utf-8").split("\n\n")[0].splitlines()
    header, rows = lines[0], [line.split(",", 7) for line in lines[1:]]
    paths = folder / "clean.csv", folder / "messy.csv"
    with paths[0].open("w", encoding="utf-8") as clean, paths[1].open("w", encoding="utf-8") as messy:
        clean.write(header + "\n")
        messy.write(TITLES + header + "\n")
        for number in range(interviews):
            row = rows[number % len(rows)].copy()
            row[0], row[6] = f'"I{number:09d}"', f'"J{number // 10:08d}"'
            clean.write(",".join(row) + "\n")
            messy.write(",".join([row[0], _otherwise(row[1]) if number % 3 else row[1], *row[2:]]) + "\n")
            if number % GROUP == GROUP - 1:
                messy.write(f'"Subtotal","{GROUP}"\n')
        messy.write(FOOTER.format(interviews))
    return paths


def _otherwise(day: str) -> str:
    """A quoted day such as "3/31/2026" as "2026-03-31"; any other text as it stands."""
    month, slash, rest = day.strip('"').partition("/")
    number, _, year = rest.partition("/")
    return f'"{year}-{month:0>2}-{number:0>2}"' if slash else day


def as_text(path: Path) -> pa.Table:
    """The whole file as text, by the fastest reader there is."""
    names = pyarrow.csv.open_csv(path).schema.names
    kinds = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
    return pyarrow.csv.read_csv(path, convert_options=kinds)


class Seconds(NamedTuple):
    """How long something took: by the processors, all threads added, and by the clock."""

    processor: float
    clock: float


def timed(step: Callable[[], object]) -> tuple[Seconds, object]:
    """How long a step takes, and what comes of it."""
    processor, clock = time.process_time(), time.perf_counter()
    answer = step()
    return Seconds(time.process_time() - processor, time.perf_counter() - clock), answer


def once(clean: Path, messy: Path) -> dict[str, Seconds]:
    """Each side one time."""
    took = {}
    took["load"], log = timed(lambda: load(clean))
    took["derive"], _ = timed(lambda: [getattr(log, name) for name in DERIVED])
    took["text"], _ = timed(lambda: as_text(clean))
    del log
    took["messy"], log = timed(lambda: load(messy))
    return took


def best(rounds: list[dict[str, Seconds]]) -> dict[str, Seconds]:
    """The least of each side's seconds."""
    return {side: Seconds(*map(min, zip(*(one[side] for one in rounds), strict=True))) for side in rounds[0]}


def peak(path: Path) -> float:
    """Megabytes that a process needs to load the file, beyond those of importing the package."""
    # not by resource.getrusage: a child inherits its parent's peak there
    own = "import re, sys, interview_analytics as ia; "
    own += "most = lambda: int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]); a = most(); "
    own += "ia.load(sys.argv[1]); print((most() - a) / 1024)"
    return float(subprocess.run([sys.executable, "-c", own, str(path)], capture_output=True, check=True).stdout)


def main(sizes: list[int]) -> None:
    """Prints seconds, ratios and memory for each size, and the growth per interview."""
    took = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            clean, messy = written(size, Path(name))
            took[size] = best([once(clean, messy) for _ in range(ROUNDS)])
            memory = f"{peak(clean):,.0f} MB in memory, messy {peak(messy):,.0f}"
            print(f"{size:>12,} interviews, {clean.stat().st_size / 1e6:,.0f} MB on disk, {memory}")
        for unit in Seconds._fields:
            own = {side: getattr(seconds, unit) for side, seconds in took[size].items()}
            said = ", ".join(f"{side} {spent:.2f} s" for side, spent in own.items())
            ratios = f"load / text {own['load'] / own['text']:.2f}, messy / text {own['messy'] / own['text']:.2f}"
            print(f"{unit:>12}: {said}; {ratios}", flush=True)
    small, large = sizes[0], sizes[-1]
    for side in ("load", "messy"):
        growth = (took[large][side].processor / large) / (took[small][side].processor / small)
        print(f"growth per interview from {small:,} to {large:,}, {side}: {growth:.2f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
