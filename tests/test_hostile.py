"""Hostile files are refused in one sentence, or read, within limits of memory and time, and never anything else."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest

from interview_analytics.errors import ExportError
from interview_analytics.interview_log import InterviewLog
from interview_analytics.load import load
from interview_analytics.reading import read
from interview_analytics.reading.encoding import UNREADABLE

EXPORTS = Path(__file__).parent / "exports"


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
    large = min(seconds(tmp_path / "large.csv", head + line * 12_000) for _ in range(2))
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


MEASURED = """
import re, sys
from interview_analytics.errors import ExportError
from interview_analytics.load import load
most = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024
before = most()
try:
    load(sys.argv[1], as_of="2026-06-30")
    said = "a log"
except ExportError as error:
    said = str(error)
print(most() - before, said)
"""


def measured(path):
    """Megabytes that a process of its own takes to load the file, within two minutes, and what it says of it."""
    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, timeout=120, check=True
    )
    megabytes, said = ended.stdout.split(" ", 1)
    return int(megabytes), said.strip()


def with_rows(path, rows, strings=None, dimension=None):
    """The workbook with these rows, as XML, in place of its own."""
    with zipfile.ZipFile(EXPORTS / "workbook.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = re.sub(r"<dimension[^>]*/>", "", parts["xl/worksheets/sheet1.xml"].decode())
    start = sheet.index("<sheetData>")
    sheet = sheet[:start] + "<sheetData>" + rows + sheet[sheet.index("</sheetData>") :]
    if dimension:
        sheet = re.sub(r"(<worksheet[^>]*>)", rf'\1<dimension ref="{dimension}"/>', sheet)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    return packed(path, parts | ({"xl/sharedStrings.xml": strings} if strings else {}))


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def records(count):
    head = f'<row r="1">{cell("A1", "Client ID")}{cell("B1", "Interview Date")}</row>'
    rows = (f'<row r="{n}">{cell(f"A{n}", f"C-{n}")}{cell(f"B{n}", "2026-03-05")}</row>' for n in range(2, count + 2))
    return head + "".join(rows)


@pytest.mark.parametrize("stated", ["4294967295", "18446744073709551615"])
def test_more_shared_texts_than_the_workbook_has_letters_are_refused(tmp_path, stated):
    texts = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount = "{stated}"><si/></sst>'
    )
    path = with_rows(tmp_path / "a.xlsx", records(3), texts.encode())
    command = f"from interview_analytics.reading import read; read({str(path)!r})"
    ended = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert re.search(r"ExportError: a\.xlsx: .*says that it shares", ended.stderr)


def test_a_damaged_workbook_is_refused_without_the_words_of_the_library_that_opens_it(tmp_path):
    content = (EXPORTS / "workbook-of-1997.xls").read_bytes()
    (tmp_path / "a.xls").write_bytes(content[:549])
    command = "from interview_analytics.errors import ExportError\nfrom interview_analytics.reading import read\n"
    command += f"try:\n    read({str(tmp_path / 'a.xls')!r})\nexcept ExportError as fault:\n    print(fault)"
    ended = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert ended.stdout.startswith("a.xls: The workbook cannot be read")
    assert ended.stderr == ""


@pytest.mark.parametrize("dimension", ["A1", "A1:B2", "A1:XFD1048576"])
def test_the_size_that_a_sheet_states_of_itself_is_not_believed(tmp_path, dimension):
    [sheet] = read(with_rows(tmp_path / "a.xlsx", records(3), dimension=dimension))
    assert len(sheet) == 3


def far_apart(path):
    return with_rows(
        path / "a.xlsx", f'<row r="1">{cell("A1", "x")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>'
    )


def placed_in_a_row_of_many_digits(path):
    return with_rows(path / "a.xlsx", f'<row r="1">{cell("A1", "x")}{cell("B" + "1" * 200, "x")}</row>')


def far_apart_in_1997(path):
    content = bytearray((EXPORTS / "workbook-of-1997.xls").read_bytes())
    at = content.rindex(b"\xfd\x00\x0a\x00")  # the last cell of words; its row and column follow
    content[at + 4 : at + 8] = b"\xff\xff\xff\xff"
    (path / "a.xls").write_bytes(content)
    return path / "a.xls"


def repeated_without_end(path):
    with zipfile.ZipFile(EXPORTS / "open-document.ods") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for tag, count in ((b"<table:table-row", b"rows"), (b"<table:table-cell", b"columns")):
        more = tag + b" table:number-" + count + b'-repeated="1000000"'
        parts["content.xml"] = parts["content.xml"].replace(tag, more, 1)
    return packed(path / "a.ods", parts)


def one_text_in_every_cell(path):
    text = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + b"x" * 1_000_000
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5_001))
    return with_rows(path / "a.xlsx", rows, strings=text + b"</t></si></sst>")


def more_than_it_says(path):
    """An archive whose part unpacks to 300 MB and is said to be small."""
    packed(path / "a.xlsx", {"xl/workbook.xml": b" " * 300_000_000})
    content = (path / "a.xlsx").read_bytes().replace((300_000_000).to_bytes(4, "little"), (5_000).to_bytes(4, "little"))
    (path / "a.xlsx").write_bytes(content)
    return path / "a.xlsx"


def one_endless_line(path):
    with (path / "a.csv").open("wb") as out:
        out.write(b"Client ID,Interview Date\n")
        for _ in range(200):
            out.write(b"x" * 1_000_000)
    return path / "a.csv"


def quotes_without_end(path):
    (path / "a.csv").write_bytes(b"Client ID,Interview Date\nC-1,2026-03-05\n" + b'"' * 50_000_000)
    return path / "a.csv"


def a_million_headings(path):
    (path / "a.csv").write_text(",".join(f"H{n}" for n in range(1_000_000)) + "\n")
    return path / "a.csv"


def short_rows_below_many_headings(path):
    (path / "a.csv").write_text(",".join(f"Heading {n}" for n in range(16_000)) + "\n" + "a,b\n" * 200_000)
    return path / "a.csv"


def a_name_of_its_own_on_every_line(path):
    (path / "a.jsonl").write_text("".join(f'{{"Client ID": "C", "name {n}": 1}}\n' for n in range(20_000)))
    return path / "a.jsonl"


def braces_without_end(path):
    (path / "a.jsonl").write_text('{"Client ID":' * 100_000 + "1" + "}" * 100_000)
    return path / "a.jsonl"


def more_rows_than_bytes(path):
    whole = pa.DictionaryArray.from_arrays(pa.array(np.zeros(20_000_000, dtype=np.int8)), pa.array(["x" * 500]))
    pyarrow.parquet.write_table(pa.table({"Client ID": whole}), path / "a.parquet")
    return path / "a.parquet"


@pytest.mark.parametrize(
    "made",
    [
        far_apart,
        placed_in_a_row_of_many_digits,
        far_apart_in_1997,
        repeated_without_end,
        one_text_in_every_cell,
        more_than_it_says,
        one_endless_line,
        quotes_without_end,
        a_million_headings,
        short_rows_below_many_headings,
        a_name_of_its_own_on_every_line,
        braces_without_end,
        more_rows_than_bytes,
    ],
    ids=lambda made: made.__name__,
)
def test_what_would_fill_the_memory_is_refused_in_one_sentence_before_it_does(tmp_path, made):
    megabytes, said = measured(made(tmp_path))
    assert said.startswith("a.")
    assert megabytes < 700


def test_a_parquet_file_that_carries_a_pickle_runs_nothing_of_it(tmp_path):
    told = tmp_path / "told.txt"
    harm = f"cbuiltins\nexec\n(Vopen({str(told)!r}, 'w').close()\ntR.".encode()
    marks = {b"ARROW:extension:name": b"arrow.py_extension_type", b"ARROW:extension:metadata": harm}
    schema = pa.schema([pa.field("Client ID", pa.string(), metadata=marks), pa.field("Interview Date", pa.string())])
    table = pa.table([["C-1"], ["2026-03-05"]], schema=schema).replace_schema_metadata({b"pandas": harm})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    assert len(load(tmp_path / "a.parquet", as_of="2026-06-30").interviews) == 1
    assert not told.exists()


def in_parquet(folder, column):
    pyarrow.parquet.write_table(pa.table({"Client ID": ["C-1", "C-2"], "Region": column}), folder / "a.parquet")
    return folder / "a.parquet"


def bytes_that_are_no_text():
    places = pa.py_buffer(np.array([0, 2, 4], dtype=np.int32).tobytes())
    return pa.Array.from_buffers(pa.string(), 2, [None, places, pa.py_buffer(b"C\xffC\xfe")])


def test_bytes_in_a_parquet_file_that_are_no_text_are_replaced_and_said(tmp_path):
    [sheet] = read(in_parquet(tmp_path, bytes_that_are_no_text()))
    assert sheet.rows[1:] == [["C-1", "C\ufffd"], ["C-2", "C\ufffd"]]
    assert [(problem.column, problem.fault.rule) for problem in sheet.problems] == [("Region", UNREADABLE.rule)]


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (pa.array([b"North", b"\xff"]), ["North", "\ufffd"]),
        (pa.array([b"No", b"So"], pa.binary(2)), ["No", "So"]),
        (pa.array([b"\x00" * 16, None], pa.uuid()), ["00000000-0000-0000-0000-000000000000", ""]),
        (pa.array([{"a": 1}, None]), ["{'a': 1}", ""]),
    ],
    ids=["bytes", "bytes of one length", "uuid", "struct"],
)
def test_a_parquet_column_of_any_type_is_read_as_text(tmp_path, column, texts):
    [sheet] = read(in_parquet(tmp_path, column))
    assert sheet.columns[1].texts() == texts


@pytest.mark.parametrize(
    "column",
    [pa.array([[2**62], [0]], pa.list_(pa.timestamp("us"))), pa.array([0, 1], pa.timestamp("us", "Mars/Olympus"))],
    ids=["a list of days beyond any calendar", "a time zone that there is not"],
)
def test_a_parquet_column_that_cannot_be_told_as_text_is_refused(tmp_path, column):
    with pytest.raises(ExportError, match="The parquet file cannot be read"):
        read(in_parquet(tmp_path, column))


def test_half_a_letter_in_a_json_line_is_no_fault(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"Client ID": "C\\ud800", "Interview Date": "2026-03-05", "\\udc00": "x"}\n')
    assert load(tmp_path / "a.jsonl", as_of="2026-06-30").interviews["job_seeker_id"].tolist() == ["C?"]


def test_a_table_of_thousands_of_empty_headings_takes_no_longer_than_its_cells_need(tmp_path):
    start = time.process_time()
    (tmp_path / "a.csv").write_text("Client ID" + "," * 3_000 + "\nC-1\n" * 3_000)
    outcome(tmp_path / "a.csv")
    assert time.process_time() - start < 30


def test_links_that_lead_nowhere_devices_and_temporary_files_are_no_exports(tmp_path):
    (tmp_path / "a.csv").write_text("Client ID,Interview Date\nC-1,2026-03-05\n")
    (tmp_path / "~$a.xlsx").write_text("in use")
    (tmp_path / "nowhere.csv").symlink_to(tmp_path / "gone.csv")
    (tmp_path / "round.csv").symlink_to(tmp_path / "round.csv")
    (tmp_path / "endless.csv").symlink_to("/dev/zero")
    log = load(tmp_path, as_of="2026-06-30")
    assert log.receipts["file"].tolist() == ["a.csv"]
    skipped = log.problems.loc[log.problems["rule"] == "file skipped", "file"]
    assert sorted(skipped) == ["endless.csv", "nowhere.csv", "round.csv", "~$a.xlsx"]
