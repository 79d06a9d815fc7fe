"""`python -m benchmarks`: every benchmark of this folder, one after the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    print(f"\n{path.stem}")
    subprocess.run([sys.executable, str(path)], check=True)
