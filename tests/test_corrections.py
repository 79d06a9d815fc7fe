"""Rows that cannot be used come back in a workbook, are mended there, and count in place of the old ones."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_analytics.corrections import to_mend, write_fixes
from interview_analytics.errors import ExportError
from interview_analytics.load import examined, load, originals
from tests.test_pollution import CLASSES, EXAMPLES, HEADER, WIDELY, exports, put

LOG = "Interview ID,Client ID,Interview Date,Status,Duration\n"
FINE = "I1,C1,2026-03-05,Held,20\nI2,C2,2026-03-06,Held,15\n"
LEAD = 4  # line, mark, file and sheet stand before the columns of the export


def handed_back(folder, path, **options):
    """How many rows `check --fix` hands back."""
    log, _ = examined(folder, **options)
    return write_fixes(to_mend(originals(folder), log.problems), path)


def mended(path, to, change):
    """The workbook, saved elsewhere, once `change` was called with each row: the line, and the cells by heading."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        headings = [cell.value for cell in sheet[1]]
        for row in list(sheet.iter_rows(min_row=2)):
            change(int(row[0].value), dict(zip(headings, row, strict=True)))
    book.save(to)


def exported(folder, text, name="log.csv"):
    (folder / "exports").mkdir(exist_ok=True)
    (folder / "exports" / name).write_text(text, encoding="utf-8")
    return folder / "exports"


def put_back(folder, changes, name="back.xlsx"):
    """Hand the rows of the exports back, write these texts into them (by line and heading), and lay them beside."""
    handed_back(folder / "exports", folder / "fixes.xlsx")

    def change(line, cells):
        for heading, text in changes.get(line, {}).items():
            cells[heading].value = text

    mended(folder / "fixes.xlsx", folder / "exports" / name, change)
    (folder / "fixes.xlsx").unlink()
    return load(folder / "exports")


def cells(path):
    """By sheet, all cells of a workbook."""
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in openpyxl.load_workbook(path)}


def everything(path):
    """All that stands in a workbook, comments included, as one text."""
    book = openpyxl.load_workbook(path)
    rows = [cell for sheet in book for row in sheet for cell in row]
    return " ".join(f"{cell.value} {cell.comment.text if cell.comment else ''}" for cell in rows)


def told(frame):
    """An interview as it counts, wherever it was read from."""
    plain = frame.drop(columns=["interview_id", "file", "sheet", "line"])
    return plain.sort_values("job_seeker_id", ignore_index=True)


BAD_CELLS = {  # by heading, what nobody takes for an answer
    "Client ID": ["", "n/a"],
    "Interview Date": ["TBD", "2026-13-45", "99999", "=1+1"],
    "Status": ["no idea", "x2"],
    "Duration": ["15-20", "about 20", "long", "0"],
}


@st.composite
def polluted(draw):
    """A clean log polluted in its layout, and in some of its cells."""
    export = draw(exports())
    for number, (text, record) in enumerate(export.lines):
        if record is not None and text.startswith(export.written(record)) and draw(st.booleans()):
            heading = draw(st.sampled_from(list(BAD_CELLS)))
            cells = dict(zip(HEADER, record, strict=True)) | {heading: draw(st.sampled_from(BAD_CELLS[heading]))}
            padding = text[len(export.written(record)) :]
            export.lines[number] = (export.written(list(cells.values())) + padding, record)
    return export


def clean(export):
    """The same log as it would have been exported without any fault."""
    own = type(export)(export.delimiter, export.quoting)
    own.add(HEADER)
    for _, record in export.lines:
        if record is not None:
            own.add(record)
    return own


@given(polluted())
@settings(WIDELY, max_examples=EXAMPLES // 5)  # each writes, edits and reads a workbook
def test_a_polluted_log_with_its_rows_mended_tells_what_the_clean_log_tells(export):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "exports"
        folder.mkdir()
        put(folder, export)
        records = export.records()
        log, _ = examined(folder, as_of="2026-06-30")
        found = to_mend(originals(folder), log.problems)

        def change(line, row):
            record = dict(zip(HEADER, records[line], strict=True)) if line in records else {}
            for heading, cell in row.items():
                if heading in (*HEADER, "(no heading)"):
                    cell.value = record.get(heading)  # what was torn off a record by a quote is emptied

        if write_fixes(found, Path(place) / "fixes.xlsx"):
            mended(Path(place) / "fixes.xlsx", folder / "back.xlsx", change)
        result = load(folder, as_of="2026-06-30")
        shutil.rmtree(folder)
        folder.mkdir()
        put(folder, clean(export))
        expected = load(folder, as_of="2026-06-30")
    pd.testing.assert_frame_equal(told(result.interviews), told(expected.interviews))
    assert set(result.job_seekers["job_seeker_id"]) == set(expected.job_seekers["job_seeker_id"])
    assert (result.receipts[CLASSES].sum(axis=1) == result.receipts["rows_read"]).all()


BAD = LOG + FINE + "I3,,2026-03-07,Held,20\nI4,C4,TBD,Scheduled,long\n"


def test_a_row_that_was_set_aside_counts_once_it_is_mended_and_in_its_own_place(tmp_path):
    exported(tmp_path, BAD)
    log = put_back(tmp_path, {4: {"Client ID": "C3"}})
    assert log.interviews[["interview_id", "job_seeker_id", "file", "line"]].values.tolist()[2] == [
        "I3",
        "C3",
        "log.csv",
        4,
    ]
    assert log.receipts.set_index("file").loc["log.csv", CLASSES].tolist() == [2, 2, 0, 0, 1]
    back = log.receipts[log.receipts["file"] == "back.xlsx"].set_index("sheet")
    assert back.loc["1 log", CLASSES].tolist() == [
        0,
        0,
        0,
        0,
        3,
    ]  # headings and two rows that count elsewhere
    assert (back[CLASSES].sum(axis=1) == back["rows_read"]).all()


def test_a_row_that_nobody_changed_is_still_set_aside_with_its_problem(tmp_path):
    exported(tmp_path, BAD)
    log = put_back(tmp_path, {5: {"Interview Date": "2026-04-01"}})
    assert log.interviews["interview_id"].tolist() == ["I1", "I2", "I4"]
    own = log.problems[log.problems["line"].notna()]
    assert own[["file", "line", "rule", "effect"]].values.tolist() == [
        ["log.csv", 4, "required cell empty", "row set aside"],
        ["log.csv", 5, "corrected", "repaired"],
        ["log.csv", 5, "number not read", "cell blanked"],
    ]


def test_rows_may_be_sorted_deleted_and_remarked_upon(tmp_path):
    exported(tmp_path, BAD + "I5,C5,2026-03-08,Held,much\n")
    handed_back(tmp_path / "exports", tmp_path / "fixes.xlsx")
    book = openpyxl.load_workbook(tmp_path / "fixes.xlsx")
    sheet = book.worksheets[1]
    rows = [[cell.value for cell in row] for row in sheet]
    heading, (third, _, fifth) = rows[0], rows[1:]
    third[heading.index("Client ID")], fifth[heading.index("Duration")] = "C3", 30
    sheet.delete_rows(1, 10)
    for row in ([*heading, "done"], [*fifth, "yes"], [*third, "yes"]):
        sheet.append(row)
    book.save(tmp_path / "exports" / "any name.xlsx")
    log = load(tmp_path / "exports")
    assert log.interviews.set_index("interview_id")["job_seeker_id"].to_dict()["I3"] == "C3"
    assert log.interviews.set_index("interview_id")["minutes"].to_dict()["I5"] == 30
    assert log.problems.loc[log.problems["line"] == 5, "rule"].tolist() == ["date not read", "number not read"]


def test_mended_rows_may_be_handed_back_and_mended_again(tmp_path):
    exported(tmp_path, BAD)
    put_back(tmp_path, {5: {"Interview Date": "soon", "Duration": "25"}}, "z-first.xlsx")
    log = put_back(tmp_path, {5: {"Interview Date": "2026-03-09"}}, "a-second.xlsx")
    assert log.interviews.set_index("interview_id").loc["I4", ["held_on", "minutes"]].tolist() == [
        pd.Timestamp(2026, 3, 9),
        25,
    ]
    assert "row to correct not found" not in set(log.problems["rule"])


def test_a_correction_of_a_row_that_is_no_longer_there_is_a_problem(tmp_path):
    folder = exported(tmp_path, BAD)
    put_back(tmp_path, {4: {"Client ID": "C3"}})
    exported(tmp_path, LOG + FINE + "I3,,2026-03-30,Held,45\n")
    log = load(folder)
    gone = log.problems[log.problems["rule"] == "row to correct not found"]
    assert gone[["file", "line", "effect"]].values.tolist() == [["back.xlsx", 2, "row set aside"]]
    assert "log.csv, line 4" in gone["problem"].iloc[0]
    assert log.receipts.set_index("file").loc["back.xlsx", "rows_set_aside"].sum() == 1
    (folder / "log.csv").rename(folder / "other.csv")
    assert "row to correct not found" in set(load(folder).problems["rule"])


def test_a_correction_follows_its_row_to_another_line_and_is_silent_where_the_source_says_the_same_now(tmp_path):
    folder = exported(tmp_path, BAD)
    put_back(tmp_path, {4: {"Client ID": "C3"}})
    exported(tmp_path, LOG + "I0,C0,2026-03-01,Held,20\n" + BAD.removeprefix(LOG))
    log = load(folder)
    assert log.interviews.loc[log.interviews["interview_id"] == "I3", ["job_seeker_id", "line"]].values.tolist() == [
        ["C3", 5]
    ]
    exported(tmp_path, BAD.replace("I3,,", "I3,C3,"))
    assert not {"corrected", "row to correct not found"} & set(load(folder).problems["rule"])


def test_the_workbook_shows_what_is_wrong_where_and_what_to_do(tmp_path):
    handed_back(exported(tmp_path, BAD), tmp_path / "fixes.xlsx")
    book = openpyxl.load_workbook(tmp_path / "fixes.xlsx")
    assert [sheet.title for sheet in book] == ["Rows to mend", "1 log"]
    sheet = book.worksheets[1]
    rows = [[cell.value for cell in row][LEAD:] for row in sheet]
    assert rows[0] == ["Interview ID", "Client ID", "Interview Date", "Status", "Duration", "problem", "what to do"]
    assert [row[:5] for row in rows[1:]] == [
        ["I3", "", "2026-03-07", "Held", "20"],
        ["I4", "C4", "TBD", "Scheduled", "long"],
    ]
    assert rows[1][5] == "Client ID: A row of interviews needs 'Client ID' or 'specialist_id'."
    coloured = {cell.coordinate for row in sheet for cell in row if cell.fill.fgColor.rgb == "FFFFD9B3"}
    assert coloured == {"F2", "G3", "I3"} == {cell.coordinate for row in sheet for cell in row if cell.comment}
    assert [sheet.column_dimensions[letter].hidden for letter in "ABE"] == [False, True, False]
    [choice] = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("H2:H3", '"held,scheduled,declined,no_answer,cancelled,no_show"')


def test_nothing_in_the_workbook_is_a_formula_or_a_link(tmp_path):
    text = "Client ID,Interview Date,=Status,Notes\n=1+1,TBD,http://example.org,@SUM(A1)\nC2,2026-03-05,-2,+3\n"
    handed_back(exported(tmp_path, text, "=cmd.csv"), tmp_path / "fixes.xlsx")
    book = openpyxl.load_workbook(tmp_path / "fixes.xlsx")
    found = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert "=1+1" in {cell.value for cell in found}
    assert {cell.data_type for cell in found} == {"s", "n"}
    assert not [cell for cell in found if cell.hyperlink]


def test_what_is_private_does_not_stand_in_the_workbook(tmp_path):
    text = (
        "Client ID,Client Name,Interview Date,SSN,DOB,Reach,Notes,Duration\n"
        "C1,Jo Doe,2026-03-05,123-45-6789,1980-01-02,jo@example.org,fine,20\n"
        "C2,Al Roe,TBD,123-45-6780,1981-01-02,al@example.org,call 515-555-0134,long\n"
        "C3,Bo Poe,2026-03-06,123-45-6781,1982-01-02,bo@example.org,Cy Coe,20,more\n"
    )
    handed_back(exported(tmp_path, text), tmp_path / "fixes.xlsx")
    told = everything(tmp_path / "fixes.xlsx")
    assert "C2" in told and "TBD" in told
    private = [
        "Jo Doe",
        "Al Roe",
        "6789",
        "6780",
        "6781",
        "1981-01-02",
        "1982-01-02",
        "example.org",
        "555-0134",
        "Cy Coe",
    ]
    assert not [value for value in private if value in told]


def test_a_private_cell_that_is_not_shown_is_not_lost_when_its_row_is_mended(tmp_path):
    rows = "".join(f"C{i},2026-03-05,fine {i}\n" for i in range(9))
    exported(tmp_path, "Client ID,Interview Date,Notes\n" + rows + "C10,soon,call 515-555-0134\n")
    log = put_back(tmp_path, {11: {"Interview Date": "2026-03-06"}})
    assert log.problems.loc[log.problems["line"] == 11, "rule"].tolist() == ["corrected", "private cell"]


def test_names_that_serve_as_identifiers_can_be_mended(tmp_path):
    exported(tmp_path, "First Name,Last Name,Interview Date\nJo,Doe,2026-03-05\nAl,Roe,soon\n")
    log = put_back(tmp_path, {3: {"Interview Date": "2026-03-06", "First Name": "Alf"}})
    assert log.interviews["job_seeker_id"].tolist() == ["Jo Doe", "Alf Roe"]


def test_a_row_of_which_all_cells_were_emptied_is_no_record(tmp_path):
    exported(tmp_path, BAD)
    empty = dict.fromkeys(["Interview ID", "Client ID", "Interview Date", "Status", "Duration"])
    log = put_back(tmp_path, {4: empty, 5: {"Interview Date": "2026-04-01", "Duration": "20"}})
    assert log.interviews["interview_id"].tolist() == ["I1", "I2", "I4"]
    assert log.receipts.set_index("file").loc["log.csv", CLASSES].tolist() == [2, 1, 0, 0, 2]
    assert log.problems.loc[log.problems["line"].notna() & log.problems["remedy"].ne(""), "rule"].tolist() == []


def test_each_sheet_of_a_workbook_is_mended_on_a_sheet_of_its_own(tmp_path):
    (tmp_path / "exports").mkdir()
    book = openpyxl.Workbook()
    for at, name in enumerate(("ES-1", "ES-2")):
        sheet = book.active if at == 0 else book.create_sheet()
        sheet.title = name
        for row in (["Client ID", "Interview Date"], ["C1", "2026-03-05"], ["C2", "soon"]):
            sheet.append(row)
    book.save(tmp_path / "exports" / "book.xlsx")
    log = put_back(tmp_path, {3: {"Interview Date": "2026-03-06"}})
    assert log.interviews[["specialist_id", "line"]].values.tolist() == [
        ["ES-1", 2],
        ["ES-1", 3],
        ["ES-2", 2],
        ["ES-2", 3],
    ]
    assert log.interviews["held_on"].notna().all()


def test_an_existing_workbook_is_never_written_over(tmp_path):
    folder = exported(tmp_path, BAD)
    (tmp_path / "fixes.xlsx").write_text("mine")
    with pytest.raises(ExportError, match="There is such a file already, and it was left as it is"):
        handed_back(folder, tmp_path / "fixes.xlsx")
    assert (tmp_path / "fixes.xlsx").read_text() == "mine"
    with pytest.raises(ExportError, match=r"ends in \.xlsx"):
        handed_back(folder, tmp_path / "fixes.csv")


def test_where_there_is_nothing_to_mend_no_workbook_is_written(tmp_path):
    assert handed_back(exported(tmp_path, LOG + FINE), tmp_path / "fixes.xlsx") == 0
    assert not (tmp_path / "fixes.xlsx").exists()


def test_rows_that_were_sorted_without_their_first_columns_change_nothing(tmp_path):
    folder = exported(tmp_path, BAD + "I5,C5,2026-03-08,Held,much\n")
    handed_back(folder, tmp_path / "fixes.xlsx")
    book = openpyxl.load_workbook(tmp_path / "fixes.xlsx")
    sheet = book.worksheets[1]
    texts = [[cell.value for cell in row[LEAD:]] for row in sheet.iter_rows(min_row=2)]
    for row, moved in zip(sheet.iter_rows(min_row=2), [texts[2], texts[0], texts[1]], strict=True):
        for cell, text in zip(row[LEAD:], moved, strict=True):
            cell.value = text
    before = load(folder).interviews
    book.save(folder / "back.xlsx")
    log = load(folder)
    pd.testing.assert_frame_equal(log.interviews, before)
    assert log.problems.loc[log.problems["rule"] == "sorted apart", "effect"].tolist() == ["row set aside"] * 3
