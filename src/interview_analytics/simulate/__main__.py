"""Three folders go in; simulated exports stand in the first, the truth behind them in the second, and the same kept by
hand in the third, each explained."""

from __future__ import annotations

import sys
from pathlib import Path

from interview_analytics.simulate import messy, simulate

# stands at the head of every report on the sample, so that nobody takes it for real
SETTINGS = """programme = "A simulated programme: no real people"
grant_start = "2023-07-01"
"""


def main(exports: str, behind: str, by_hand: str) -> None:
    """Writes the default programme: what an agency would export, what is true of it, and the same exports kept in a
    messier way, each folder with its README."""
    programme = simulate()
    folders = {
        "sample": programme.export(exports),
        "sample-truth": programme.truth.write(behind),
        "sample-messy": messy.write(programme.tables, Path(by_hand), written_on=programme.as_of),
    }
    for told, folder in folders.items():
        (folder / "README.md").write_bytes((Path(__file__).parent / f"{told}.md").read_bytes())
    for folder in (folders["sample"], folders["sample-messy"]):
        (folder / "settings.toml").write_text(SETTINGS, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: python -m interview_analytics.simulate EXPORTS TRUTH MESSY")
    main(*sys.argv[1:])
