"""Numbers of interviews go in; how `load` of a clean csv compares with reading the same file as text comes out.

    python benchmarks/loading.py [INTERVIEWS ...]         100,000 and 1,000,000 unless told

The file repeats the simulated sample's interviews with identifiers of their own. Both sides take turns; the best of
some rounds counts. Peak memory is that of a process that does nothing but load.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv

from interview_analytics.load import load
from interview_analytics.shipped import sample

ROUNDS = 3
SIZES = (100_000, 1_000_000)


def written(interviews: int, folder: Path) -> Path:
    """A csv of so many interviews, every one with an identifier of its own and a job seeker shared by ten."""
    lines = (sample() / "informational-interviews.csv").read_text(encoding="utf-8").split("\n\n")[0].splitlines()
    header, rows = lines[0], [line.split(",", 7) for line in lines[1:]]
    path = folder / "interviews.csv"
    with path.open("w", encoding="utf-8") as out:
        out.write(header + "\n")
        for number in range(interviews):
            row = rows[number % len(rows)].copy()
            row[0], row[6] = f'"I{number:09d}"', f'"J{number // 10:08d}"'
            out.write(",".join(row) + "\n")
    return path


def as_text(path: Path) -> pa.Table:
    """The whole file as text, by the fastest reader there is."""
    names = pyarrow.csv.open_csv(path).schema.names
    kinds = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
    return pyarrow.csv.read_csv(path, convert_options=kinds)


def seconds(read: Callable[[Path], object], path: Path) -> float:
    """How long one reading takes."""
    start = time.perf_counter()
    read(path)
    return time.perf_counter() - start


def peak(path: Path) -> float:
    """Megabytes that a process needs to load the file, beyond those of importing the package."""
    own = "import resource as r, sys, interview_analytics as ia; a = r.getrusage(r.RUSAGE_SELF).ru_maxrss; "
    own += "ia.load(sys.argv[1]); print((r.getrusage(r.RUSAGE_SELF).ru_maxrss - a) / 1024)"
    return float(subprocess.run([sys.executable, "-c", own, str(path)], capture_output=True, check=True).stdout)


def main(sizes: list[int]) -> None:
    """Prints the ratio for each size, the memory of the largest, and the growth per row."""
    took = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            path = written(size, Path(name))
            rounds = [(seconds(load, path), seconds(as_text, path)) for _ in range(ROUNDS)]
            took[size], text = (min(side) for side in zip(*rounds, strict=True))
            print(
                f"{size:>12,} interviews, {path.stat().st_size / 1e6:,.0f} MB on disk, {peak(path):,.0f} MB in memory"
            )
            print(f"{'':>12}  load {took[size]:.2f} s, text {text:.2f} s, ratio {took[size] / text:.2f}")
    growth = (took[sizes[-1]] / sizes[-1]) / (took[sizes[0]] / sizes[0])
    print(f"growth per interview from {sizes[0]:,} to {sizes[-1]:,}: {growth:.2f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
