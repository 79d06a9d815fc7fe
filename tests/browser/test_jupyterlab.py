"""The seven notebooks in JupyterLab in a real browser: opened, run from top to bottom, charts on the page."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interview_analytics.shipped import notebooks

NAMES = sorted(path.name for path in notebooks().glob("*.ipynb"))
COMMAND = (sys.executable, "-m", "interview_analytics", "lab")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab that `interview-analytics lab` started in a folder of its own."""
    folder = tmp_path_factory.mktemp("lab") / "interview-notebooks"
    log = folder.parent / "lab.log"
    with log.open("w") as out:
        running = subprocess.Popen([*COMMAND, str(folder), "--no-browser", "--allow-root"], stdout=out, stderr=out)
    try:
        yield _address(log, running)
    finally:
        running.terminate()
        assert running.wait(30) is not None, "ending the command ends JupyterLab"


def _address(log: Path, running: subprocess.Popen) -> str:
    for _ in range(120):
        found = re.search(r"http://(?:localhost|127\.0\.0\.1):\d+/lab\?token=\w+", log.read_text())
        if found:
            return found.group()
        assert running.poll() is None, log.read_text()
        time.sleep(0.5)
    raise AssertionError(log.read_text())


def _wait_for_kernel(page, lab: str, name: str) -> None:
    """What is run before the notebook is connected to its kernel is never run."""
    sessions = lab.replace("/lab?", "/api/sessions?")
    for _ in range(240):
        held = [each["kernel"] for each in page.request.get(sessions).json() if each["path"] == name]
        if held and held[0]["execution_state"] == "idle" and held[0]["connections"] > 0:
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"no kernel for {name}")


def _choose(page, menu: str, item: str) -> None:
    page.click(f'.lm-MenuBar-itemLabel:text-is("{menu}")')
    page.click(f'.lm-Menu-itemLabel:text-is("{item}")')


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_and_shows_its_charts(page, lab, name):
    page.goto(lab.replace("/lab?", f"/lab/tree/{name}?reset&"))
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']", timeout=60_000)
    _wait_for_kernel(page, lab, name)
    _choose(page, "Edit", "Clear Outputs of All Cells")  # what was stored would pass for what is run
    _choose(page, "Run", "Run All Cells")
    page.wait_for_function(
        """() => { const cells = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
                   const prompts = cells.map(cell => cell.textContent);
                   return prompts.length && prompts.every(text => /\\[\\d+\\]/.test(text)); }""",
        timeout=300_000,
    )
    _wait_for_kernel(page, lab, name)
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr'], [data-mime-type*='error']").count() == 0
    if name[0] in "234567":
        page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
        assert page.locator(".js-plotly-plot .main-svg").count() > 0
    outside = [url for url in page.requests if not re.match(r"(http|ws)://(localhost|127\.0\.0\.1)|data:|blob:", url)]
    assert outside == []
