"""A report's folder and its exports go in; what differs when it is made again, and why it may, comes out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from interview_analytics import shipped
from interview_analytics.assemble import GIVEN
from interview_analytics.disclosure import Key
from interview_analytics.errors import ExportError
from interview_analytics.load import load
from interview_analytics.release import Progress, Release, release
from interview_analytics.report import data_files, manifest, side_by_side
from interview_analytics.report.write import KEEP, TO_SEND
from interview_analytics.settings import Settings
from interview_analytics.templates import ENDING, TO_DATE, names
from interview_analytics.words import FIGURES

CLOSE = 1e-9  # relative: the last digits of a float depend on the machine
Manifest = Mapping[str, Any]


@dataclass(frozen=True)
class Verified:
    """What a second making of a report found: each number that differs, and what is not as it was."""

    differences: tuple[str, ...]
    changed: tuple[str, ...]


def verify(
    folder: str | Path,
    *,
    exports: str | Path | None = None,
    mapping: str | Path | None = None,
    key: str | Path | Key | None = None,
    after: Sequence[str | Path] = (),
    progress: Progress | None = None,
) -> Verified:
    """The report made again from its exports, with the parameters in `keep/manifest.json`, and compared.

    exports: where they lie; by default a folder `exports` beside the report or here, or the sample, if it holds one of
    the files that the report was made from. mapping, key, after: as the report was made with them.

    Raises ExportError for a folder that holds no report of ours, and where the report cannot be made again.
    """
    kept = manifest.stored(Path(folder) / KEEP)
    place = Path(exports) if exports else _exports(Path(folder), kept)
    asked = kept["parameters"]
    log = load(place, mapping=mapping, as_of=asked["as_of"] if asked["as_of_origin"] == GIVEN else None)
    made = release(
        log,
        audience=asked["audience"],
        settings=Settings(programme=asked["programme"], grant_start=asked["since"] or asked["first_day"]),
        period=asked["period"] if asked["first_day"] else None,
        report=_template(asked["report"], place),
        rule=asked.get("rule", "cms"),
        key=key,
        after=after,
        progress=progress,
    )
    _refuse_letters(made)
    _refuse_another(made, asked)
    now = json.loads(manifest.manifest(made, Path(folder) / KEEP, inputs=True))
    return Verified(tuple(_differences(made, Path(folder))), tuple(_changed(Path(folder), kept, now)))


def _refuse_letters(made: Release) -> None:
    """Raise ExportError where specialists have letters that no second making can draw again."""
    if made.outside and made.outside.aliases and not made.outside.key.linkable:
        remedy = "If it was made with a key, name it: --key FILE."
        raise ExportError("The letters of this report were drawn by chance, so they cannot be drawn again.", remedy)


def _refuse_another(made: Release, asked: Manifest) -> None:
    """Raise ExportError where a public report was made with another key, or beside others: its numbers would differ."""
    if made.outside is None:
        return
    if asked.get("key") != (made.outside.key.fingerprint if made.outside.key.linkable else None):
        raise ExportError("The report was made with a key, and not with this one.", "Name its key: --key FILE.")
    if asked.get("after", []) != made.outside.earlier:
        said = ", ".join(asked.get("after", [])) or "none"
        raise ExportError(f"The report was made after others ({said}).", "Name the same: --after FOLDER.")


def _exports(folder: Path, kept: Manifest) -> Path:
    """The first likely place that holds a file of the same name as one that the report was made from."""
    read = {each["file"] for each in kept.get("inputs", [])}
    likely = (folder.resolve().parent / "exports", Path.cwd() / "exports", shipped.sample())
    found = next((place for place in likely if any((place / name).is_file() for name in read)), None)
    if found is None:
        raise ExportError("The exports of this report were not found.", "Say where they lie: --exports FOLDER.")
    return found


def _template(name: str, exports: Path) -> str:
    """The report of that name: one that comes with the package, else a file beside the exports or here."""
    places = (exports, exports.parent, Path.cwd())
    own = (place / f"{name}{ENDING}" for place in places)
    return name if name in names() else str(next((file for file in own if file.is_file()), f"{name}{ENDING}"))


def _differences(made: Release, folder: Path) -> Iterator[str]:
    """A sentence for each number of each csv file that is not as it was."""
    tables = folder / TO_SEND / "tables"
    held = {path.stem for path in tables.glob("*.csv")}
    now = set(side_by_side.printed(made))
    yield from (f"{name}: the table is no longer there" for name in sorted(held - now))
    yield from (f"{name}: the table was not there" for name in sorted(now - held))
    for name in (name for name in side_by_side.printed(made) if name in held):
        before = (tables / f"{name}.csv").read_text(encoding="utf-8", errors="replace")
        yield from _of_table(name, _texts(before), _texts(data_files.csv(side_by_side.whole(made, name))))


def _texts(csv: str) -> pd.DataFrame:
    """The cells of a csv file; none where somebody spoilt it, so that every one of them differs."""
    try:
        return pd.read_csv(StringIO(csv), dtype="str", keep_default_na=False)
    except (pd.errors.EmptyDataError, pd.errors.ParserError):
        return pd.DataFrame()


def _of_table(name: str, before: pd.DataFrame, now: pd.DataFrame) -> Iterator[str]:
    keys = [column for column in now if column.removesuffix(TO_DATE) not in FIGURES]
    if list(before) != list(now) or before[keys].values.tolist() != now[keys].values.tolist():
        yield f"{name}: other rows or columns, {len(before)} rows then and {len(now)} now"
        return
    for column in now.columns.difference(keys, sort=False):
        for row in before.index[~_same(before[column], now[column])]:
            place = "".join(f", {key} {now[key][row]}" for key in keys)
            yield f"{name}{place}: {column} was {before[column][row] or 'empty'}, is {now[column][row] or 'empty'}"


def _same(before: pd.Series, now: pd.Series) -> pd.Series:
    numbers = [pd.to_numeric(each, errors="coerce") for each in (before, now)]
    return (before == now) | ((numbers[0] - numbers[1]).abs() <= CLOSE * numbers[0].abs())


def _changed(folder: Path, kept: Manifest, now: Manifest) -> Iterator[str]:
    """What is not as it was: exports, template, versions, the last day counted, and the report's own files."""
    before, after = ({each["file"]: each["sha256"] for each in told["inputs"]} for told in (kept, now))
    for file in sorted(before.keys() | after.keys()):
        if file not in after:
            yield f"the export {file} is missing"
        elif before.get(file) != after[file]:
            yield f"the export {file} {'has changed' if file in before else 'is new'}"
    yield from _of_named("version of", kept["versions"], now["versions"])
    yield from _of_named("", kept["parameters"], now["parameters"])
    stored = manifest.stored(folder / TO_SEND)["outputs"]
    for name, digest in stored.items():
        file = folder / TO_SEND / name
        if not file.is_file() or manifest.fingerprint(file) != digest:
            yield f"the report's own file {name} is not as it was written"


def _of_named(kind: str, before: Manifest, now: Manifest) -> Iterator[str]:
    for name in [name for name in before if name in now and before[name] != now[name]]:
        yield f"{kind} {name.replace('_', ' ')}: {before[name]} then, {now[name]} now".strip()
