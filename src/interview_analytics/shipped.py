"""Nothing goes in; the folders that come with the package, in a checkout or installed, come out."""

from __future__ import annotations

from pathlib import Path

from interview_analytics.errors import ExportError

_PACKAGE = Path(__file__).parent


def sample() -> Path:
    """The folder of simulated exports that comes with the package."""
    return folder("data", "sample")


def notebooks() -> Path:
    """The folder of notebooks that comes with the package."""
    return folder("notebooks")


def folder(*names: str) -> Path:
    """The folder of that name inside the installed package, else at the root of the checkout that it is run from.

    Raises `ExportError` where it is in neither.
    """
    for root in (_PACKAGE, _PACKAGE.parents[1]):
        if (found := root.joinpath(*names)).is_dir():
            return found
    raise ExportError(f"The folder '{'/'.join(names)}' did not come with the package.", "Install the package again.")
