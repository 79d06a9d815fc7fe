"""Columns of industry texts go in; their sectors, and rows for cells that name several industries, come out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from interview_analytics.errors import ExportError
from interview_analytics.headings import FILE, Mapping, Part
from interview_analytics.industries import Coded, coded, is_known, sector_of
from interview_analytics.interview_log import INDUSTRY_CODES
from interview_analytics.load.record import Notes, Record
from interview_analytics.reading import Cells, Fault
from interview_analytics.reading.sheet import NOTED
from interview_analytics.tables import DTYPES, TABLES
from interview_analytics.values import texts

if TYPE_CHECKING:
    from interview_analytics.load.convert import Converter

LISTS = ("interests", "discoveries")  # tables that take several rows from one cell
_MOST_PIECES = 4  # of a sector's name, between its commas
_BETWEEN = re.compile(r"\s*[;|\n\r]+\s*")


def add_sectors(part: Part, converter: Converter) -> None:
    """Put the raw text and the sector of the part's industry columns into the record."""
    table, record = TABLES[part.table], converter.record
    if "sector" not in table.names:
        return
    said = converter.said.values
    record.by_hand |= {**said.get("sector", {}), **said.get("industry", {}), **said.get("text", {})}
    text = "text" if part.table in LISTS else "industry"
    own = [converter.cells(at, table[text]) for at in part.columns.get(text, [])]
    codes = [converter.cells(at, table["sector"]) for at in part.columns.get("sector", [])]
    if part.table in LISTS:
        record.lists[part.table] = own or codes
    elif own or codes:
        record.parts[part.table] |= _single(record, own, codes)


def refuse_strange_sectors(said: Mapping) -> None:
    """Raise ExportError where the user's word for an industry is neither a sector's code nor its name."""
    for column in ("industry", "text", "sector"):
        for word, ours in said.values.get(column, {}).items():
            if ours and sector_of("", {"": ours}).sector is None:
                raise ExportError(
                    "The right side is no sector.",
                    'Write its NAICS code or name, as "62" or "Health Care and Social Assistance".',
                    file=FILE,
                    column=f"values.{column}",
                    value=f"{word} = {ours}",
                )


def _single(record: Record, own: list[Cells], codes: list[Cells]) -> dict[str, pa.Array]:
    """The raw industry and its sector, row by row; a code goes before a text."""
    raw = _texts(own[0] if own else codes[0])
    sector = pa.nulls(len(record.sheet), pa.large_string())
    for cells in [*codes, *own]:
        sector = pc.coalesce(sector, _sectors(record, cells, truths_of(sector)))
    return {"industry": raw, "sector": sector}


def truths_of(sector: pa.Array) -> np.ndarray:
    """Per row, whether a sector is known."""
    return sector.is_valid().to_numpy(zero_copy_only=False)


def _texts(cells: Cells) -> pa.Array:
    return cells.spread(texts(cells.distinct).values)


def _sectors(record: Record, cells: Cells, known: np.ndarray) -> pa.Array:
    """The sector of each row's text; counts the rows that have none from elsewhere."""
    plain = texts(cells.distinct).values.to_pylist()
    found = coded((text for text in plain if text), record.by_hand)
    counts = np.bincount(cells.codes[~known], minlength=len(plain))
    rows: Counter[str] = Counter()
    for text, count in zip(plain, counts.tolist(), strict=True):
        if text and count:
            rows[text] += count
    record.industries.append(({text: found[text] for text in rows}, rows))
    return cells.spread(pa.array([found[text].sector if text else None for text in plain], pa.string()))


def listed(record: Record, table: str) -> tuple[np.ndarray, pa.Array, pa.Array]:
    """For the usable rows of a sheet, each text that its cells name: the row, the text, the sector."""
    rows, words = [], []
    usable = np.flatnonzero(record.usable & record.rows[table])
    for cells in record.lists[table]:
        parts = [parts_of(text, record.by_hand) for text in texts(cells.distinct).values.to_pylist()]
        sizes = np.array([len(part) for part in parts], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(sizes)])[:-1]
        codes = cells.codes[usable]
        repeated = np.repeat(np.arange(len(usable)), sizes[codes])
        within = np.arange(len(repeated)) - np.repeat(np.cumsum(sizes[codes]) - sizes[codes], sizes[codes])
        flat = pa.array([text for part in parts for text in part], pa.string())
        rows.append(usable[repeated])
        words.append(flat.take(pa.array(starts[codes][repeated] + within)))
    row, text = np.concatenate(rows), pa.concat_arrays(words)
    order = np.argsort(row, kind="stable")
    row, text = row[order], text.take(pa.array(order))
    encoded = text.dictionary_encode()
    found = coded(encoded.dictionary.to_pylist(), record.by_hand)
    counts = np.bincount(encoded.indices.to_numpy(), minlength=len(encoded.dictionary)).tolist()
    record.industries.append((found, dict(zip(encoded.dictionary.to_pylist(), counts, strict=True))))
    sectors = pa.array([found[text].sector for text in encoded.dictionary.to_pylist()], pa.string())
    return row, text, sectors.take(encoded.indices)


def parts_of(text: str | None, by_hand: dict[str, str]) -> list[str]:
    """The industries that one cell names: split at `;`, `|`, line breaks, and at commas where every part is known."""
    if not text:
        return []
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) == 1 and "," in text:
        parts = _by_comma(text, by_hand)
    return list({part.casefold(): part for part in reversed(parts)}.values())[::-1]


def _by_comma(text: str, by_hand: dict[str, str]) -> list[str]:
    """The industries between the commas, the longest names first, which may hold commas; the whole text where some
    stretch of it is no industry's name."""
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    whole, parts, at = sector_of(text, by_hand), [], 0
    while at < len(pieces):
        ends = range(min(at + _MOST_PIECES, len(pieces)), at, -1)
        names = (", ".join(pieces[at:end]) for end in ends)
        name = next((name for name in names if is_known(name, by_hand)), None)
        if name is None and (whole.sector or not sector_of(pieces[at], by_hand).sector):
            return [text]
        parts.append(name or pieces[at])
        at += 1 + (name or "").count(",")
    return parts


def industry_codes(records: list[Record]) -> pd.DataFrame:
    """Every industry text once, with its sector, the method, the confidence, and the rows that hold it."""
    found: dict[str, Coded] = {}
    rows: Counter[str] = Counter()
    for codes, counts in (pair for record in records for pair in record.industries):
        found |= codes
        rows.update(counts)
    told = [(text, own.sector, own.method, own.confidence, rows[text]) for text, own in found.items()]
    frame = pd.DataFrame(told, columns=[column.name for column in INDUSTRY_CODES])
    frame = frame.astype({column.name: DTYPES[column.kind] for column in INDUSTRY_CODES})
    return frame.sort_values(["rows", "text"], ascending=[False, True], kind="stable", ignore_index=True)


def note_undecided(records: list[Record], codes: pd.DataFrame, notes: Notes) -> None:
    """Take down once each text whose sector a person must decide, and each that was read by likeness."""
    open_texts = set(codes.loc[codes["method"].isin(["not mapped", "near miss"]), "text"])
    rows = dict(zip(codes["text"], codes["rows"], strict=True))
    for record in records:
        for found, _ in record.industries:
            for text in [text for text in found if text in open_texts]:
                open_texts.discard(text)
                notes.add(record.sheet.file, _undecided(found[text], rows[text]), sheet=record.sheet.sheet, value=text)


def _undecided(found: Coded, rows: int) -> Fault:
    remedy = 'Say in mapping.toml, under [values.industry], what it means: "hospital work" = "62" is health care.'
    stand = f"It stands in {rows:,} {'row' if rows == 1 else 'rows'}."
    if found.method == "near miss":
        return Fault("industry by likeness", f"Read as '{found.likely}', sector {found.sector}. {stand}", remedy, NOTED)
    near = (
        f"It looks like '{found.likely}'."
        if found.likely
        else "It may mean several sectors, or none that is known here."
    )
    return Fault("industry undecided", f"{near} {stand}", remedy, NOTED)
