"""`python -m tests.fuzz.worker SEED SECONDS FOLDER`: damages exports and loads them, some at a time, until time is up.

The files in work stay in `damaged`, within the folder, with `now.txt` beside it, which names the round; where this
process ends, it ended on one of them. What `load` must not do is written to standard error, with status 1.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet

from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog
from interview_analytics.load import load
from interview_analytics.tables import TABLES
from tests.fuzz.damage import damaged

ROOT = Path(__file__).parents[2]
MOST_MEMORY = 1_000  # megabytes that loading may take at its peak
AT_A_TIME = 8  # files, since much of the time that a load takes is the same for one file and for many
DERIVED = ("job_seekers", "specialists", "assignments")  # where no export lists them, they stand in no file
CLASSES = ["rows_accepted", "rows_repaired", "rows_set_aside", "rows_duplicate", "rows_not_data"]


def exports(folder: Path) -> list[Path]:
    """Real exports of every type: those of the tests and the simulated ones, and two made of these."""
    found = [path for path in sorted((ROOT / "tests" / "exports").iterdir()) if path.suffix != ".toml"]
    found += [path for path in sorted((ROOT / "data" / "sample").iterdir()) if path.suffix == ".xlsx"]
    for path in sorted((ROOT / "data" / "sample-messy").glob("*.csv")):
        short = folder / f"short-{path.name}"
        short.write_bytes(b"".join(path.open("rb").readlines()[:150]))
        found.append(short)
    table = pyarrow.csv.read_csv(ROOT / "data" / "sample" / "job-seekers.csv").slice(0, 100)
    pyarrow.parquet.write_table(table, folder / "people.parquet")
    lines = [json.dumps(row, default=str) for row in table.to_pylist()]
    (folder / "people.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return [*found, folder / "people.parquet", folder / "people.jsonl"]


def peak() -> float:
    """The most memory, in megabytes, that this process has had since it last asked (on Linux)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def fault(path: Path) -> str:
    """What loading this file or folder did that it must not do; empty where there is nothing to say."""
    try:
        log = load(path, as_of="2026-06-30")
    except ExportError as error:
        return "" if 0 < len(str(error)) < 800 else "the sentence of refusal is empty or too long"
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {str(error)[:300]}"
    return inconsistency(log)


def inconsistency(log: InterviewLog) -> str:
    """A row without its place, or a receipt that does not add up; empty where all is well."""
    if (log.receipts[CLASSES].sum(axis=1) != log.receipts["rows_read"]).any():
        return "a receipt does not add up"
    for name in TABLES:
        rows = getattr(log, name)
        own = rows[rows["file"].notna()] if name in DERIVED else rows
        placed = own[["file", "sheet", "line"]].notna().all(axis=1) & own["file"].ne("") & own["line"].ge(1)
        if not placed.all():
            return f"a row of {name} lacks its file, sheet or line"
    return ""


def main(seed: int, seconds: float, folder: Path) -> str:
    """The first fault found, with its round; empty where time ran out without one."""
    seeds = exports(folder)
    contents = [path.read_bytes() for path in seeds]
    work = folder / "damaged"
    work.mkdir()
    peak()
    round_, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        round_ += 1
        chance = random.Random(f"{seed} {round_}")
        for path in work.iterdir():
            path.unlink()
        for number in range(AT_A_TIME):
            at, other = chance.randrange(len(seeds)), chance.randrange(len(seeds))
            (work / f"{number}-{seeds[at].name}").write_bytes(damaged(chance, contents[at], contents[other]))
        (folder / "now.txt").write_text(f"seed {seed}, round {round_}")
        if found := fault(work) or excess():
            return "; ".join(
                [found, *(f"{path.name} alone: {own}" for path in sorted(work.iterdir()) if (own := fault(path)))]
            )
    (folder / "rounds.txt").write_text(str(round_))
    return ""


def excess() -> str:
    """How much memory the last files took, where that was too much."""
    most = peak()
    return f"{most:,.0f} MB of memory" if most > MOST_MEMORY else ""


if __name__ == "__main__":
    said = main(int(sys.argv[1]), float(sys.argv[2]), Path(sys.argv[3]))
    sys.exit(said or None)
