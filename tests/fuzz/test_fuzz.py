"""Real exports, damaged at random for two minutes, are read or refused in one sentence, and never anything else.

Nothing crashes, hangs or takes more than 1 GB; `load` raises nothing but `ExportError`; no row lacks its file, sheet
and line. Everything runs in a process of its own, so that the end of a library written in another language is seen.
`FUZZ_SECONDS=36000 make test` searches through a night; `FUZZ_SEED` repeats a run.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = float(os.environ.get("FUZZ_SECONDS", "120"))
SEED = int(os.environ.get("FUZZ_SEED") or random.SystemRandom().randrange(1 << 32))
SLOWEST = 120.0  # seconds that a few small files may take, on a machine that others use too
ROOT = Path(__file__).parents[2]


def watched(process: subprocess.Popen, folder: Path) -> str:
    """What the process says at its end; "hangs" where it stays on the same files for too long."""
    begun, round_, now = time.monotonic(), "", folder / "now.txt"
    while process.poll() is None:
        time.sleep(0.5)
        current = now.read_text() if now.exists() else ""
        if current != round_:
            begun, round_ = time.monotonic(), current
        if time.monotonic() - begun > SLOWEST:
            process.kill()
            return f"hangs: it takes more than {SLOWEST:g} seconds"
    said = (folder / "said.txt").read_text(errors="replace")
    ended = f"the process ended with status {process.returncode}" if process.returncode not in (0, 1) else ""
    return f"{ended} {said[-2_000:]}".strip() if process.returncode else ""


def test_damaged_exports_are_read_or_refused_in_one_sentence(tmp_path):
    command = [sys.executable, "-m", "tests.fuzz.worker", str(SEED), str(SECONDS), str(tmp_path)]
    with (tmp_path / "said.txt").open("wb") as out, subprocess.Popen(command, cwd=ROOT, stderr=out) as process:
        said = watched(process, tmp_path)
    if said:
        kept = shutil.copytree(tmp_path / "damaged", tempfile.mkdtemp(prefix="fuzz-"), dirs_exist_ok=True)
        said = f"{(tmp_path / 'now.txt').read_text()}, kept in {kept}: {said}"
    assert said == ""
    assert int((tmp_path / "rounds.txt").read_text()) > 0
