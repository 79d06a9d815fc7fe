"""Damaged and hostile files: they are refused in one sentence, or read, and never anything else.

`FUZZ_SECONDS` lengthens the time for which bytes are changed at random; 4 seconds by default.
"""

from __future__ import annotations

import os
import random
import time
import zipfile
from pathlib import Path

import pytest

from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog
from interview_analytics.load import load
from interview_analytics.reading import read

SECONDS = float(os.environ.get("FUZZ_SECONDS", "4"))
EXPORTS = Path(__file__).parent / "exports"
SEEDS = ["totals.csv", "lone-quote-begins.csv", "heading-groups.csv", "utf-16-little.csv", "lines-of-json.jsonl"]
BOOKS = ["workbook.xlsx", "merged-headings.xlsx", "workbook-of-1997.xls", "open-document.ods"]
SIGNS = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b";",
    b"\x00",
    b"\xff",
    b"'",
    b"\\",
    b"\t",
    b"<a href=",
    b"=",
    b"\xe2\x80\xa8",
    b"1e999",
]


def damaged(chance, whole):
    """The bytes with some of them changed, taken out, put in, doubled or cut off."""
    content = bytearray(whole)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(content) + 1)
        way = chance.randrange(5)
        if way == 0 and at < len(content):
            content[at] = chance.randrange(256)
        elif way == 1:
            content[at:at] = chance.choice(SIGNS)
        elif way == 2:
            del content[at : at + chance.randint(1, 30)]
        elif way == 3:
            content[at:at] = content[at : at + 50]
        elif chance.random() < 0.2:
            del content[at:]
    return bytes(content)


def repacked(chance, path):
    """A workbook with one of its parts damaged, packed again so that it opens."""
    parts = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    name = chance.choice(sorted(parts))
    parts[name] = damaged(chance, parts[name] or b" ")
    return parts


def outcome(path):
    """A log, or the sentence of refusal."""
    try:
        log = load(path, as_of="2026-06-30")
    except ExportError as error:
        assert 0 < len(str(error)) < 800
        return str(error)
    assert isinstance(log, InterviewLog)
    parts = ["rows_accepted", "rows_repaired", "rows_set_aside", "rows_duplicate", "rows_not_data"]
    assert (log.receipts[parts].sum(axis=1) == log.receipts["rows_read"]).all()
    return log


@pytest.mark.parametrize("name", SEEDS)
def test_changed_bytes_of_a_text_file_give_a_log_or_one_sentence(tmp_path, name):
    chance, whole = random.Random(name), (EXPORTS / name).read_bytes()
    end = time.monotonic() + SECONDS / 2 / len(SEEDS)
    while time.monotonic() < end:
        (tmp_path / name).write_bytes(damaged(chance, whole))
        outcome(tmp_path / name)


@pytest.mark.parametrize("name", BOOKS)
def test_changed_bytes_of_a_workbook_give_a_log_or_one_sentence(tmp_path, name):
    chance, path = random.Random(name), EXPORTS / name
    end = time.monotonic() + SECONDS / 2 / len(BOOKS)
    while time.monotonic() < end:
        if path.suffix != ".xls" and chance.random() < 0.7:
            with zipfile.ZipFile(tmp_path / name, "w") as archive:
                for part, content in repacked(chance, path).items():
                    archive.writestr(part, content)
        else:
            (tmp_path / name).write_bytes(damaged(chance, path.read_bytes()))
        outcome(tmp_path / name)


def packed(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_workbook_of_too_many_parts_is_refused(tmp_path):
    with pytest.raises(ExportError, match="not built as a workbook should be"):
        read(packed(tmp_path / "a.xlsx", {f"xl/part{number}.xml": "" for number in range(1_001)}))


@pytest.mark.parametrize("name", ["../outside.xml", "xl/../../outside.xml"])
def test_a_workbook_with_a_part_outside_of_it_is_refused(tmp_path, name):
    with pytest.raises(ExportError, match="not built as a workbook should be"):
        read(packed(tmp_path / "a.xlsx", {name: ""}))


def test_a_workbook_that_states_a_small_size_and_unpacks_to_a_large_one_is_refused(tmp_path):
    with pytest.raises(ExportError, match="would unpack to"):
        read(packed(tmp_path / "a.xlsx", {f"xl/{number}.xml": b" " * (1 << 24) for number in range(5)}))


def with_entities(path, declaration, cell):
    """The workbook with a document type in its sheet, and an entity in its first cell."""
    with zipfile.ZipFile(EXPORTS / "workbook.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    start = sheet.index("<worksheet")
    rows = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>' + cell + "</t></is></c></row></sheetData>"
    body = sheet[start : sheet.index("<sheetData>")] + rows + sheet[sheet.index("</sheetData>") + 12 :]
    parts["xl/worksheets/sheet1.xml"] = (declaration + body).encode()
    return packed(path, parts)


def test_entities_that_would_grow_a_billionfold_are_not_followed(tmp_path):
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    path = with_entities(tmp_path / "a.xlsx", f"<!DOCTYPE x [{levels}]>", "&l9;")
    start = time.monotonic()
    try:
        assert len(str([sheet.rows for sheet in read(path)])) < 10_000
    except ExportError as error:
        assert "cannot be read" in str(error)
    assert time.monotonic() - start < 5


def test_an_entity_that_names_a_file_brings_nothing_of_it(tmp_path):
    (tmp_path / "secret.txt").write_text("the secret")
    declaration = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    path = with_entities(tmp_path / "a.xlsx", declaration, "&s;")
    try:
        text = str([sheet.rows for sheet in read(path)])
    except ExportError as error:
        text = str(error)
    assert "the secret" not in text


def seconds(path, text):
    path.write_text(text, encoding="utf-8")
    start = time.process_time()
    read(path)
    return time.process_time() - start


@pytest.mark.parametrize(
    "line",
    [
        '"open,1,2,3\n',  # a quote that nobody closes, in every line
        '""open"",1,2,3\n',
        "a,b\n",  # short rows
        "a,b,c,d,e,f,g\n",  # long rows
        "Subtotal,,,\n",
        "Specialist: ES-1,,,\n",
        ",,,\n",
        '"' * 31 + "\n",
    ],
)
def test_reading_takes_time_in_proportion_to_the_file_however_it_is_spoilt(tmp_path, line):
    head = "Client ID,Date,Employer,Length\nC-1,2026-03-05,Bakery,20\nC-2,2026-03-05,Bakery,20\nC-3,2026-03-06,Farm,5\n"
    seconds(tmp_path / "warm.csv", head + line * 100)
    small = min(seconds(tmp_path / "small.csv", head + line * 3_000) for _ in range(2))
    large = seconds(tmp_path / "large.csv", head + line * 12_000)
    assert large < 11 * max(small, 0.05)  # four times the lines; sixteen times the time would be quadratic


def test_a_cell_of_a_million_letters_is_read(tmp_path):
    (tmp_path / "a.csv").write_text("Client ID,Notes\nC-1," + "x" * 1_000_000 + '\nC-2,"' + "y" * 1_000_000 + '"\n')
    [sheet] = read(tmp_path / "a.csv")
    assert [len(row[1]) for row in sheet.rows[1:]] == [1_000_000, 1_000_000]


def test_a_table_of_more_columns_than_a_workbook_can_have_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text(",".join(f"Heading {n}" for n in range(20_000)) + "\n")
    with pytest.raises(ExportError, match=r"a\.csv: The table has 20,000 columns"):
        read(tmp_path / "a.csv")


def test_a_line_of_a_hundred_thousand_cells_is_read_or_refused_quickly(tmp_path):
    (tmp_path / "a.csv").write_text("Client ID,Date\n1,2026-03-05\n" + "2," * 100_000 + "\n")
    start = time.monotonic()
    assert outcome(tmp_path / "a.csv") is not None
    assert time.monotonic() - start < 10
