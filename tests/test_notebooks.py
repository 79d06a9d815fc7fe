"""The notebooks show what the data say: a changed number in the exports does not go unseen."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from interview_analytics.shipped import notebooks, sample
from interview_analytics.show import PLOTLY

NAME = "2-interviews-held.ipynb"


def _copied(folder: Path) -> tuple[Path, Path]:
    """The notebook, told to read a copy of the sample, and that copy."""
    exports = Path(shutil.copytree(sample(), folder / "exports"))
    notebook = json.loads((notebooks() / NAME).read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", []))
    cell["source"] = "".join(cell["source"]).replace('exports: str = ""', f"exports: str = {str(exports)!r}")
    (folder / NAME).write_text(json.dumps(notebook), encoding="utf-8")
    return folder / NAME, exports / "informational-interviews.csv"


def _run(notebook: Path) -> subprocess.CompletedProcess[str]:
    options = ["-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", str(notebook.parent), "--nbval"]
    command = [sys.executable, "-m", "pytest", "-q", *options, str(notebook)]
    return subprocess.run(command, capture_output=True, text=True, cwd=notebook.parent, check=False)


@pytest.mark.parametrize("changed", [False, True])
def test_a_notebook_passes_on_the_sample_and_fails_when_one_interview_changes(tmp_path, changed):
    notebook, interviews = _copied(tmp_path)
    if changed:
        text = interviews.read_text(encoding="utf-8")
        interviews.write_text(text.replace('"Held"', '"Declined"', 1), encoding="utf-8")
    result = _run(notebook)
    assert result.returncode == (1 if changed else 0), result.stdout[-2000:]


def test_no_stored_output_holds_a_path_a_cloud_button_or_an_error():
    for path in sorted(notebooks().glob("*.ipynb")):
        text = path.read_text(encoding="utf-8")
        outputs = [output for cell in json.loads(text)["cells"] for output in cell.get("outputs", [])]
        assert {output["output_type"] for output in outputs} <= {"display_data", "execute_result"}
        figures = [output["data"][PLOTLY] for output in outputs if PLOTLY in output["data"]]
        assert all(figure["config"]["showSendToCloud"] is False for figure in figures)
        assert all("sendChartToCloud" in str(figure["layout"]["template"]["layout"]["modebar"]) for figure in figures)
        assert str(Path.home()) + "/" not in text and tempfile.gettempdir() not in text
