from __future__ import annotations

import datetime as dt
import io
import json
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from interview_analytics.errors import ExportError
from interview_analytics.reading import read

PLAIN = "Client ID,Date,Employer\n1,2026-03-05,Bakery\n2,2026-03-06,Museum\n"
ROWS = [["Client ID", "Date", "Employer"], ["1", "2026-03-05", "Bakery"], ["2", "2026-03-06", "Museum"]]


def written(folder, text, name="export.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def only(path):
    [sheet] = read(path)
    return sheet


def test_a_plain_csv_is_a_header_and_rows_with_their_lines(tmp_path):
    sheet = only(written(tmp_path, PLAIN))
    assert sheet.rows == ROWS
    assert sheet.first_lines.tolist() == [2, 3]
    assert (sheet.dropped, sheet.problems, sheet.header_line) == ([], [], 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_gives_the_same_text(tmp_path, encoding):
    sheet = only(written(tmp_path, PLAIN.replace("Museum", "Café"), encoding=encoding))
    assert sheet.rows == [*ROWS[:2], ["2", "2026-03-06", "Café"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_delimiter_and_line_end_gives_the_same_cells(tmp_path, delimiter, end):
    sheet = only(written(tmp_path, PLAIN.replace(",", delimiter).replace("\n", end), "export.txt"))
    assert sheet.rows == ROWS
    assert sheet.first_lines.tolist() == [2, 3]


def test_a_delimiter_inside_quotes_belongs_to_the_cell(tmp_path):
    sheet = only(written(tmp_path, 'Client ID,Employer\n1,"Smith, Jones ""and"" Sons"\n2,Museum\n'))
    assert sheet.rows[1] == ["1", 'Smith, Jones "and" Sons']


def test_single_quotes_are_quotes_where_no_double_ones_are(tmp_path):
    sheet = only(written(tmp_path, "'Client ID','Employer'\n'1','Smith, Jones'\n'2','Museum'\n"))
    assert sheet.rows == [["Client ID", "Employer"], ["1", "Smith, Jones"], ["2", "Museum"]]


def test_a_line_break_inside_a_cell_moves_the_lines_below(tmp_path):
    sheet = only(written(tmp_path, 'Client ID,Notes\n1,"one\ntwo"\n2,three\n'))
    assert sheet.rows[1] == ["1", "one\ntwo"]
    assert sheet.first_lines.tolist() == [2, 4]


def test_a_heading_with_a_line_break_is_one_heading(tmp_path):
    sheet = only(written(tmp_path, '"Client\nID",Notes\n1,a\n2,b\n'))
    assert sheet.header == ["Client\nID", "Notes"]
    assert sheet.first_lines.tolist() == [3, 4]


def test_titles_above_and_footers_below_are_told_apart_from_records(tmp_path):
    text = "Interviews by specialist\nAll dates\n\n" + PLAIN + "\nGrand Totals (2 records)\nCopyright (c) 2000-2026\n"
    sheet = only(written(tmp_path, text))
    assert sheet.rows == ROWS
    assert sheet.first_lines.tolist() == [5, 6]
    kinds = [(drop.line, drop.kind) for drop in sheet.dropped]
    assert kinds == [(1, "title"), (2, "title"), (3, "blank"), (7, "blank"), (8, "footer"), (9, "footer")]


def test_blank_rows_totals_and_repeated_headers_are_no_records(tmp_path):
    between = ",,\nSubtotal,,\nClient ID,Date,Employer\n"
    text = "Client ID,Date,Employer\n1,2026-03-05,Bakery\n" + between + "2,2026-03-06,Museum\nTotal,2,\n"
    sheet = only(written(tmp_path, text))
    assert sheet.rows == ROWS
    kinds = [(drop.line, drop.kind) for drop in sheet.dropped]
    assert kinds == [(3, "blank"), (4, "subtotal"), (5, "header"), (7, "subtotal")]


def test_an_employer_whose_name_begins_with_total_is_a_record(tmp_path):
    sheet = only(written(tmp_path, "Employer,Date,Client ID\nTotal Wine,2026-03-05,1\nMuseum,2026-03-06,2\n"))
    assert len(sheet) == 2


def test_a_short_row_is_filled_up_and_said_and_a_long_one_set_aside(tmp_path):
    sheet = only(written(tmp_path, "a,b,c\n1,2,3\n4,5\n6,7,8,9\n"))
    assert [(problem.line, problem.fault.effect) for problem in sheet.problems] == [
        (3, "repaired"),
        (4, "row set aside"),
    ]
    assert sheet.rows[2:] == [["4", "5", "", ""], ["6", "7", "8", "9"]]


def test_empty_columns_at_the_side_are_left_out(tmp_path):
    assert only(written(tmp_path, "a,b,,\n1,2,,\n3,4,,\n")).rows == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_headings_may_be_doubled(tmp_path):
    assert only(written(tmp_path, "Date,Date\n1,2\n")).rows == [["Date", "Date"], ["1", "2"]]


def test_a_header_without_rows_is_a_sheet_of_no_records(tmp_path):
    sheet = only(written(tmp_path, "Client ID,Date\n"))
    assert (sheet.header, len(sheet)) == (["Client ID", "Date"], 0)


def test_the_careful_way_and_the_quick_one_read_alike(tmp_path):
    quick = only(written(tmp_path, PLAIN))
    careful = only(written(tmp_path, PLAIN + "3,2026-03-07\n", "other.csv"))
    assert careful.rows[:3] == quick.rows


def workbook(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_each_sheet_of_a_workbook_is_a_sheet_and_numbers_are_plain_text(tmp_path):
    rows = [["Client ID", "Date", "Length", "Wage"], [100234, dt.datetime(2026, 3, 5), dt.time(0, 20), 17.5]]
    first, second = read(workbook(tmp_path / "a.xlsx", One=rows, Two=[["a"], ["b"]]))
    assert first.rows == [["Client ID", "Date", "Length", "Wage"], ["100234", "2026-03-05", "00:20:00", "17.5"]]
    assert (first.sheet, second.sheet, first.first_lines.tolist()) == ("One", "Two", [2])


def test_an_empty_sheet_of_a_workbook_is_left_out(tmp_path):
    assert [sheet.sheet for sheet in read(workbook(tmp_path / "a.xlsx", Empty=[], Full=[["a"], ["b"]]))] == ["Full"]


def test_lines_of_a_workbook_are_its_rows_also_below_empty_ones(tmp_path):
    rows = [
        [],
        ["Report of March"],
        ["Client ID", "Date", "Employer"],
        [1, "2026-03-05", "x"],
        [None, None, None],
        [2, "2026-03-06", "y"],
    ]
    [sheet] = read(workbook(tmp_path / "a.xlsx", One=rows))
    assert sheet.first_lines.tolist() == [4, 6]
    assert sheet.header_line == 3


def test_parquet_and_json_lines_are_read_as_text(tmp_path):
    pq.write_table(pa.table({"Client ID": [1, 2], "Employer": ["Bakery", None]}), tmp_path / "a.parquet")
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"Client ID": 1, "Tags": ["a", "b"]}) + "\n\n" + json.dumps({"Client ID": 2})
    )
    assert only(tmp_path / "a.parquet").rows == [["Client ID", "Employer"], ["1", "Bakery"], ["2", ""]]
    sheet = only(tmp_path / "a.jsonl")
    assert sheet.rows == [["Client ID", "Tags"], ["1", "a;b"], ["2", ""]]
    assert sheet.first_lines.tolist() == [1, 3]


def test_a_workbook_that_was_named_csv_is_read_by_its_contents(tmp_path):
    path = workbook(tmp_path / "a.xlsx", One=[["a", "b"], ["1", "2"]]).rename(tmp_path / "a.csv")
    assert only(path).rows == [["a", "b"], ["1", "2"]]


def test_a_protected_workbook_is_refused_in_one_sentence(tmp_path):
    plain = io.BytesIO(workbook(tmp_path / "plain.xlsx", One=[["a"], ["b"]]).read_bytes())
    with (tmp_path / "locked.xlsx").open("wb") as file:
        OOXMLFile(plain).encrypt("secret", file)
    with pytest.raises(ExportError, match=r"locked\.xlsx: The workbook is protected by a password\."):
        read(tmp_path / "locked.xlsx")


def test_a_workbook_that_would_unpack_to_far_more_than_it_is_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 1024 * 1024))
    with pytest.raises(ExportError, match="would unpack to 60 MB"):
        read(tmp_path / "bomb.xlsx")


@pytest.mark.parametrize(
    ("name", "contents", "sentence"),
    [
        ("a.csv", b"", r"a\.csv: The file is empty\."),
        ("a.csv", b"\n\n", r"a\.csv: The file is empty\."),
        ("a.pdf", b"%PDF", "This type of file is not read"),
        ("a.xlsx", b"PK\x03\x04 cut", "The workbook cannot be read"),
        ("a.parquet", b"PAR1 cut", "The parquet file cannot be read"),
        ("a.jsonl", b"[1]\n", "line 1: The line is no json object"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(tmp_path, name, contents, sentence):
    (tmp_path / name).write_bytes(contents)
    with pytest.raises(ExportError, match=sentence):
        read(tmp_path / name)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ExportError, match="There is no such file"):
        read(tmp_path / "nowhere.csv")


@pytest.mark.parametrize("sign", [":", "^", "~", " ", "#", "\x1f", "§", "::", "||", "\t\t", "\\t"])
def test_a_rare_delimiter_is_found_by_what_it_parts(tmp_path, sign):
    rows = [["Client", "Age", "Employer"], *([f"C-{at}", str(20 + at), "Bakery"] for at in range(6))]
    assert only(written(tmp_path, "".join(sign.join(row) + "\n" for row in rows))).rows == rows


def test_a_list_of_times_or_of_names_is_one_column(tmp_path):
    for lines in (["Time", "12:04", "13:30", "15:10"], ["Name", "Ann Lee", "Bo Chu", "Cy Diaz"]):
        assert only(written(tmp_path, "\n".join(lines) + "\n")).rows == [[line] for line in lines]


def test_a_quote_without_a_partner_is_told_wherever_it_stands(tmp_path):
    for spoilt in ('2,2026-03-06,Mus"eum', '2,2026-03-06,"Museum""', '"2,2026-03-06,Museum'):
        sheet = only(written(tmp_path, PLAIN.replace("2,2026-03-06,Museum", spoilt)))
        assert sheet.first_lines.tolist() == [2, 3]
        assert [(problem.line, problem.fault.rule) for problem in sheet.problems] == [(3, "stray quote")]


def test_a_row_in_the_other_quotes_is_read_without_them_and_told(tmp_path):
    quoted = "".join('"' + '","'.join(row) + '"\n' for row in ROWS)
    sheet = only(written(tmp_path, quoted.replace('"2","2026-03-06","Museum"', "'2','2026-03-06','Museum'")))
    assert sheet.rows == ROWS
    assert [(problem.line, problem.fault.rule) for problem in sheet.problems] == [(3, "other quote")]


REGIONS = [["Area", "2009", "2010"], ["Adur", "1204", "1310"], ["Arun", "2411", "2599"], ["Bath", "9020", "8817"]]


def test_a_row_whose_figures_add_up_is_a_total_whatever_it_is_called_and_wherever_it_stands(tmp_path):
    total = ["All of England", "12635", "12726"]
    for rows, line in (([*REGIONS, total], 5), ([REGIONS[0], total, *REGIONS[1:]], 2)):
        sheet = only(written(tmp_path, "".join(",".join(row) + "\n" for row in rows)))
        assert sheet.rows == REGIONS
        assert [(drop.line, drop.kind) for drop in sheet.dropped] == [(line, "subtotal")]
        assert "sum" in sheet.dropped[0].reason


def test_a_row_whose_figures_nearly_add_up_is_a_record(tmp_path):
    rows = [*REGIONS, ["Elsewhere", "12635", "12727"]]
    assert only(written(tmp_path, "".join(",".join(row) + "\n" for row in rows))).rows == rows


def test_words_alone_below_numbers_are_a_footer_and_a_cut_off_record_is_none(tmp_path):
    note = only(written(tmp_path, PLAIN + "FOOTNOTE,,\n"))
    assert [(drop.line, drop.kind) for drop in note.dropped] == [(4, "footer")]
    assert only(written(tmp_path, PLAIN + "3")).rows == [*ROWS, ["3", "", ""]]


def test_names_of_groups_are_no_records_and_stay_with_the_rows_below_them(tmp_path):
    text = "Area,2009,2010\nNorth,,\nAdur,1204,1310\nArun,2411,2599\nSouth,,\nBath,9020,8817\nBexley,77,91\n"
    sheet = only(written(tmp_path, text))
    assert [row[0::3] for row in sheet.rows[1:]] == [
        ["Adur", "North"],
        ["Arun", "North"],
        ["Bath", "South"],
        ["Bexley", "South"],
    ]
    assert [drop.line for drop in sheet.dropped] == [2, 5]


def test_units_in_brackets_belong_to_the_headings(tmp_path):
    sheet = only(written(tmp_path, "Area,Wage,Share\n,($),(%)\nAdur,17,4\nArun,18,5\n"))
    assert sheet.header == ["Area", "Wage: ($)", "Share: (%)"]
    assert len(sheet) == 2


def test_a_list_above_a_wider_table_is_no_title(tmp_path):
    names = [f"name {at}" for at in range(25)]
    sheets = read(written(tmp_path, "\n".join(["Name", *names]) + "\n\nKey,Count,Rate\na,1,2\nb,3,4\n"))
    assert {*names} <= {row[0] for sheet in sheets for row in sheet.rows}


def test_cells_set_in_from_the_corner_of_a_workbook_keep_their_rows(tmp_path):
    rows = [[], [], [None, None, "Client ID", "Date"], [None, None, 1, "2026-03-05"], [None, None, 2, "2026-03-06"]]
    [sheet] = read(workbook(tmp_path / "a.xlsx", One=rows))
    assert sheet.rows == [["Client ID", "Date"], ["1", "2026-03-05"], ["2", "2026-03-06"]]
    assert sheet.first_lines.tolist() == [4, 5]
