"""A release and the files written for it go in; what makes the report traceable and repeatable comes out as JSON."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from interview_analytics.errors import ExportError
from interview_analytics.release import Release

PACKAGE = "interview-analytics"
NAME = "manifest.json"
LIBRARIES = (
    "pandas",
    "plotly",
    "narwhals",
    "pyarrow",
    "duckdb",
    "scipy",
    "rapidfuzz",
    "python-calamine",
    "XlsxWriter",
    "Jinja2",
    "typst",
    "python-docx",
    "choreographer",
)


def manifest(release: Release, folder: Path, *, inputs: bool) -> str:
    """Versions, parameters, counts, and the sha256 of every file in the folder; the inputs' names and sha256 if asked.

    Of a public report the counts of records and problems, which may be small, stand only beside the inputs.
    It holds no path outside the report and no time of day, so that the same report has the same manifest.
    """
    whole = {
        "package": PACKAGE,
        "versions": {PACKAGE: version(PACKAGE), "python": platform.python_version(), **_versions()},
        "parameters": _parameters(release),
        **(_counts(release) if inputs or release.outside is None else {}),
        "tables": {name: len(table) for name, table in release.items()},
        "outputs": {name: fingerprint(folder / name) for name in _files(folder)},
    }
    read = {"inputs": [{"file": file, "sha256": digest} for file, digest in release.inputs]} if inputs else {}
    return json.dumps(whole | read, indent=2, ensure_ascii=False) + "\n"


def outputs(folder: Path) -> set[str]:
    """The files that the manifest in a folder names, itself included. Raises ExportError if it is not one of ours."""
    return {*stored(folder)["outputs"], NAME}


def stored(folder: Path) -> dict[str, Any]:
    """The manifest in a folder. Raises ExportError if it is not one of ours."""
    try:
        known = json.loads((folder / NAME).read_text(encoding="utf-8"))
        parts = [known[name] for name in ("outputs", "parameters", "versions")]
        ours = known["package"] == PACKAGE and all(isinstance(part, dict) for part in parts)
    except (OSError, ValueError, KeyError, TypeError):
        ours = False
    if not ours:
        raise ExportError("There is no manifest of a report here.", "Choose another folder.", file=folder.name)
    return known


def fingerprint(file: Path) -> str:
    """The sha256 of a file's contents."""
    return sha256(file.read_bytes()).hexdigest()


def _versions() -> dict[str, str]:
    return {library: version(library) for library in LIBRARIES}


def _parameters(release: Release) -> dict[str, Any]:
    return {
        "report": release.template.name,
        "template": release.template.sha256,
        "audience": release.audience,
        "programme": release.settings.programme,
        "period": release.period.label if release.period else release.window,
        "first_day": release.period and f"{release.period.first:%Y-%m-%d}",
        "last_day": release.period and f"{release.period.last:%Y-%m-%d}",
        "since": release.since and f"{release.since.first:%Y-%m-%d}",
        "as_of": f"{release.as_of:%Y-%m-%d}",
        "as_of_origin": release.as_of_origin,
        **_protection(release),
    }


def _protection(release: Release) -> dict[str, Any]:
    """By which rule and which key a public report was made; the key itself stands nowhere."""
    if release.outside is None:
        return {}
    own = release.outside
    return {"rule": own.rule.name, "key": own.key.fingerprint if own.key.linkable else None, "after": own.earlier}


def _counts(release: Release) -> dict[str, Any]:
    return {"counts": {"records": dict(release.rows), "problems": _by_effect(release)}}


def _by_effect(release: Release) -> dict[str, int]:
    counts = release.problem_counts
    return {effect: int(part["count"].sum()) for effect, part in counts.groupby("effect", sort=False)}


def _files(folder: Path) -> Iterable[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
