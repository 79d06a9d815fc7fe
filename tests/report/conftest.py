"""One report of a programme whose identifiers would do harm if anything ran them."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_analytics.release import Release, release
from interview_analytics.report import write_report
from interview_analytics.settings import Settings
from tests.small_logs import hostile

PROGRAMME = "North & <b>South</b>"


@pytest.fixture(scope="session")
def released() -> Release:
    return release(
        hostile(), audience="internal", settings=Settings(programme=PROGRAMME), period="2023-07-01..2026-06-30"
    )


@pytest.fixture(scope="session")
def report(released: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Without pictures, for which a browser would be needed: tests/browser draws them."""
    return write_report(released, tmp_path_factory.mktemp("written") / "report", draw=False)
