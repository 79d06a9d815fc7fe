"""Two folders go in; the simulated exports stand in the first, the truth behind them in the second, each explained."""

from __future__ import annotations

import sys
from pathlib import Path

from interview_analytics.simulate import simulate

# stands at the head of every report on the sample, so that nobody takes it for real
SETTINGS = 'programme = "A simulated programme: no real people"\n'


def main(exports: str, behind: str) -> None:
    """Writes the default programme: what an agency would export, and what is true of it, each with its README."""
    programme = simulate()
    beside = Path(__file__).parent
    for folder, told in ((programme.export(exports), "sample.md"), (programme.truth.write(behind), "sample-truth.md")):
        (folder / "README.md").write_bytes((beside / told).read_bytes())
    (Path(exports) / "settings.toml").write_text(SETTINGS, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m interview_analytics.simulate EXPORTS TRUTH")
    main(*sys.argv[1:])
