"""A folder goes in; a working folder with exports, notebooks and settings, or where those lie, comes out."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from interview_analytics import settings as settled
from interview_analytics import shipped
from interview_analytics.errors import ExportError
from interview_analytics.settings import Settings

EXPORTS = "exports"
BLANK = Path(__file__).parent / "blank_settings.toml"  # every setting, with what it does, and none of them made
IGNORED = (settled.NAME, "mapping.toml")


@dataclass(frozen=True)
class WorkingFolder:
    """Where the exports lie, and the settings that belong to them."""

    exports: Path
    settings: Settings


def working_folder(exports: str | Path = "") -> WorkingFolder:
    """The exports named; where none are, those in the folder exports/ here; where it holds none, the simulated sample.

    A folder that itself holds exports/ stands for that. Raises ExportError for settings that cannot be read.
    """
    given = Path(exports) if str(exports) else Path(EXPORTS)
    if not str(exports) and not _holds_files(given):
        return WorkingFolder(shipped.sample(), settled.settings([shipped.sample()]))
    inside = given / EXPORTS
    places = [given, given.absolute().parent, Path.cwd()]
    return WorkingFolder(inside if _holds_files(inside) else given, settled.settings(places))


def make(folder: Path) -> list[str]:
    """Make a working folder, or what one lacks, and return the names of what was made; nothing is overwritten.

    Raises ExportError where a file stands in its place.
    """
    if folder.exists() and not folder.is_dir():
        raise ExportError("This is a file, so no folder can stand there.", "Name another one.", file=folder.name)
    parts = {note.name: note for note in sorted(shipped.notebooks().glob("*.ipynb"))} | {settled.NAME: BLANK}
    missing = {name: part for name, part in parts.items() if not (folder / name).exists()}
    made = [] if (folder / EXPORTS).exists() else [EXPORTS]
    (folder / EXPORTS).mkdir(parents=True, exist_ok=True)
    for name, part in missing.items():
        shutil.copyfile(part, folder / name)
    return [*made, *missing]


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(
        path.is_file() and path.name not in IGNORED and not path.name.startswith(".") for path in folder.rglob("*")
    )
