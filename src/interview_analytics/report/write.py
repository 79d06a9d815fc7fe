"""A release and a folder go in; the whole report, or nothing, stands in that folder when it comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pandas as pd

from interview_analytics import charts, disclosure
from interview_analytics.errors import ExportError
from interview_analytics.release import Outside, Progress, Release
from interview_analytics.report import (
    data_files,
    data_package,
    docx,
    manifest,
    page,
    pdf,
    pictures,
    scan,
    side_by_side,
    small_counts,
    workbook,
)
from interview_analytics.report.outline import Outline, outline

Parts = dict[str, Callable[[Release, Outline, Path], None]]
TO_SEND, KEEP, REPLACED = "to-send", "keep", "replaced"
WORDS = "the words and tables"  # which the page and the documents share
IGNORED = ("Thumbs.db", "desktop.ini")  # a file browser leaves these behind; dot files likewise


def write_report(
    release: Release,
    folder: str | Path,
    *,
    force: bool = False,
    draw: bool = True,
    progress: Progress | None = None,
) -> Path:
    """The folder, with `to-send` (page, documents, workbook, csv files, manifest) and `keep` (what was read) in it.

    It is built beside its place and moved there as a whole, so that a report is never half written.

    folder: a new or empty one. With `force` it may hold an earlier report, which is replaced.
    draw: also make pictures of the charts, for the documents and on their own, if this machine has a browser for it.
    progress: called with the name of each part before it is written.

    Raises ExportError if the folder holds anything else, which is left untouched.
    """
    place = Path(folder).resolve()
    refuse_occupied(place, force=force)
    place.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place.parent, prefix=".report-") as beside:
        new = Path(beside) / "new"
        _keep_replaced(place, new)
        _build(release, new, parts(draw=draw), progress or (lambda _: None))
        _move(new, place, Path(beside) / "old")
    return Path(folder)


def parts(*, draw: bool = True) -> Parts:
    """The parts of a report by name, in the order in which they are written: documents come after their pictures."""
    return {name: write for name, write in PARTS.items() if draw or write is not _pictures}


def _keep_replaced(place: Path, new: Path) -> None:
    """Keep the ledgers of a report that is replaced: it may have been sent, and then later ones have to know of it."""
    told = [file for name in disclosure.NAMES if (file := place / KEEP / name).is_file()]
    for file in [*told, *(place / KEEP / REPLACED).glob("*.json")]:
        (new / KEEP / REPLACED).mkdir(parents=True, exist_ok=True)
        copyfile(file, new / KEEP / REPLACED / f"{manifest.fingerprint(file)[:12]}.json")


def _build(release: Release, new: Path, parts: Parts, progress: Progress) -> None:
    for folder in (new / TO_SEND / "tables", new / KEEP):
        folder.mkdir(parents=True, exist_ok=True)
    progress(WORDS)
    told = outline(release)
    for name, write in parts.items():
        progress(name)
        write(release, told, new)


def _page(release: Release, told: Outline, new: Path) -> None:
    _text(new / TO_SEND / "index.html", page.html(release, told))


def _pictures(release: Release, told: Outline, new: Path) -> None:
    measures = {name: release.entries[name].measure for name in side_by_side.printed(release)}
    figures = {name: getattr(charts, measure)(release[name]) for name, measure in measures.items()}
    pictures.write(figures, new / TO_SEND)


def _documents(release: Release, told: Outline, new: Path) -> None:
    folder = new / TO_SEND
    (folder / "report.pdf").write_bytes(pdf.pdf(told, release.as_of, folder))
    (folder / "report.docx").write_bytes(docx.docx(told, release.as_of, folder))


def _workbook(release: Release, told: Outline, new: Path) -> None:
    workbook.write(release, new / TO_SEND / "report.xlsx")


def _tables(release: Release, told: Outline, new: Path) -> None:
    for name in side_by_side.printed(release):
        _text(new / TO_SEND / "tables" / f"{name}.csv", data_files.csv(side_by_side.whole(release, name)))
    _text(new / TO_SEND / data_package.NAME, data_package.descriptor(release))


def _kept(release: Release, told: Outline, new: Path) -> None:
    _text(new / KEEP / "receipts.csv", data_files.csv(release.receipts))
    _text(new / KEEP / "problems.csv", data_files.csv(release.problems))
    if release.outside is not None:
        _proof(release.outside, new / KEEP)


def _proof(own: Outside, kept: Path) -> None:
    """What was hidden, who is behind each letter, and what the next report has to know."""
    for name, ledger in zip(disclosure.NAMES, own.ledgers, strict=False):
        _text(kept / name, disclosure.text(ledger))
    names = pd.DataFrame({"specialist": list(own.aliases), "called": list(own.aliases.values())})
    _text(kept / "audit.csv", data_files.csv(own.audit))
    _text(kept / "specialists.csv", data_files.csv(names))


def _scan(release: Release, told: Outline, new: Path) -> None:
    """Look through all that a public report is about to send for what must not leave; raises ExportError for a find."""
    if release.outside is not None:
        scan.refuse_finds(new / TO_SEND, release.outside.canaries())
        small_counts.refuse_small_counts(new / TO_SEND, release.outside.rule)


def _manifests(release: Release, told: Outline, new: Path) -> None:
    for part in (TO_SEND, KEEP):
        _text(new / part / manifest.NAME, manifest.manifest(release, new / part, inputs=part == KEEP))


PARTS: Parts = {
    "the page": _page,
    "the pictures": _pictures,
    "the documents": _documents,
    "the workbook": _workbook,
    "the csv files": _tables,
    "what was read and set aside": _kept,
    "the manifests": _manifests,
    "nothing that must not leave": _scan,
}


def untold(place: Path, after: Sequence[Path]) -> list[Path]:
    """Public reports beside this one, and ledgers of those that it replaced, beside which it was not protected."""
    known = {each.resolve() for each in (*after, place)}
    beside = (
        each for each in sorted(place.resolve().parent.iterdir()) if (each / KEEP / disclosure.NAMES[0]).is_file()
    )
    replaced = sorted((place / KEEP / REPLACED).glob("*.json"))
    now = {manifest.fingerprint(file) for file in (place / KEEP).glob("*.json")}
    return [
        *(each for each in beside if each not in known),
        *(file for file in replaced if file.resolve() not in known and manifest.fingerprint(file) not in now),
    ]


def _text(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _move(new: Path, place: Path, old: Path) -> None:
    """Put the new folder in place; what stood there goes back if that fails."""
    if place.exists():
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise


def refuse_occupied(place: Path, *, force: bool) -> None:
    """Raise ExportError unless a report may be written there: nothing yet, or with `force` an earlier report alone."""
    if not place.exists():
        return
    if not place.is_dir():
        raise ExportError("This is not a folder, so no report can stand there.", "Choose another one.", file=place.name)
    if not any(place.iterdir()):
        return
    if not _holds_report(place):
        remedy = "Choose a new folder; nothing was written."
        raise ExportError("The folder holds files that are not a report of ours.", remedy, file=place.name)
    if not force:
        remedy = "Add --force to replace it, or choose a new folder."
        raise ExportError("The folder holds a report already.", remedy, file=place.name)
    _refuse_strangers(place)


def _holds_report(place: Path) -> bool:
    try:
        return bool(manifest.outputs(place / TO_SEND))
    except ExportError:
        return False


def _refuse_strangers(place: Path) -> None:
    """A replaced folder is gone as a whole, so it must hold nothing but what the earlier report wrote."""
    parts = [part for part in (TO_SEND, KEEP) if (place / part).is_dir()]
    own = {f"{part}/{name}" for part in parts for name in manifest.outputs(place / part)}
    held = (path for path in sorted(place.rglob("*")) if path.is_file() and not _ignored(path))
    stranger = next((path for path in held if path.relative_to(place).as_posix() not in own), None)
    if stranger:
        name = stranger.relative_to(place).as_posix()
        raise ExportError(f"'{name}' does not belong to the report there.", "Move it elsewhere first.", file=place.name)


def _ignored(path: Path) -> bool:
    return path.name in IGNORED or path.name.startswith((".", "~$"))
