from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_analytics.errors import ExportError
from interview_analytics.load import left_out, load
from interview_analytics.shipped import sample
from interview_analytics.simulate import simulate

HEADER = "Interview ID,Client ID,Interview Date,Status,Industry,Duration\n"
ROWS = "I1,C1,2026-03-05,Held,Hospital,20\nI2,C2,2026-03-06,Held,Restaurant,15\n"
CLASSES = ["rows_accepted", "rows_repaired", "rows_set_aside", "rows_duplicate", "rows_not_data"]


def written(folder, text, name="interviews.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def loaded(folder, text, **options):
    return load(written(folder, text), **options)


def faults(log, rule):
    """The lines, columns, values and effects of one rule's problems."""
    own = log.problems[log.problems["rule"] == rule]
    return [(None if pd.isna(row.line) else row.line, row.column, row.value, row.effect) for row in own.itertuples()]


def counts(log):
    [receipt] = log.receipts.to_dict("records")
    return [receipt[name] for name in CLASSES]


def everything(log):
    """All text that a log holds, as one string."""
    frames = [getattr(log, name) for name in log.__dataclass_fields__ if isinstance(getattr(log, name), pd.DataFrame)]
    return " ".join(frame.to_csv() for frame in frames)


def test_a_clean_export_becomes_interviews_without_a_problem(tmp_path):
    log = loaded(tmp_path, HEADER + ROWS)
    assert log.interviews["interview_id"].tolist() == ["I1", "I2"]
    assert log.interviews["held_on"].tolist() == [pd.Timestamp(2026, 3, 5), pd.Timestamp(2026, 3, 6)]
    assert log.interviews["sector"].tolist() == ["62", "72"]
    assert log.interviews["minutes"].tolist() == [20, 15]
    assert log.interviews["line"].tolist() == [2, 3]
    assert set(log.problems["rule"]) == {"roster derived"}
    assert counts(log) == [2, 0, 0, 0, 1]


def test_what_the_exports_hold_is_recorded_and_what_they_do_not_is_missing(tmp_path):
    log = loaded(tmp_path, HEADER + ROWS)
    assert "interviews.minutes" in log.recorded
    assert "interviews.drift" not in log.recorded
    assert log.interviews["drift"].isna().all()


def test_a_column_that_is_there_and_empty_is_unknown(tmp_path):
    log = loaded(tmp_path, "Client ID,Interview Date,Industry Researched\nC1,2026-03-05,\nC2,2026-03-06,x\n")
    assert log.interviews["researched"].tolist() == ["unknown", "yes"]


def test_a_row_without_anybody_is_set_aside(tmp_path):
    log = loaded(tmp_path, HEADER + ROWS + "I3,,2026-03-07,Held,Hotel,20\n")
    assert len(log.interviews) == 2
    assert faults(log, "required cell empty") == [(4, "Client ID", "", "row set aside")]
    assert counts(log) == [2, 0, 1, 0, 1]


def test_a_cell_that_cannot_be_read_is_blanked_and_its_row_kept(tmp_path):
    log = loaded(tmp_path, HEADER + ROWS + "I3,C1,TBD,Scheduled,Hotel,long\n")
    assert faults(log, "date not read") == [(4, "Interview Date", "TBD", "cell blanked")]
    assert faults(log, "number not read") == [(4, "Duration", "long", "cell blanked")]
    assert counts(log) == [2, 1, 0, 0, 1]


def test_the_same_identifier_counts_once_and_the_last_row_is_the_one(tmp_path):
    log = loaded(tmp_path, HEADER + ROWS + "I1,C1,2026-03-05,Held,Hospital,25\n")
    assert log.interviews.set_index("interview_id")["minutes"].to_dict() == {"I2": 15, "I1": 25}
    assert faults(log, "same identifier") == [(2, "Interview ID", "I1", "duplicate")]
    assert counts(log) == [2, 0, 0, 1, 1]


def test_short_and_full_salesforce_ids_are_the_same_identifier(tmp_path):
    log = loaded(tmp_path, HEADER + "a0B5e0000001000,C1,2026-03-05,Held,,\na0B5e0000001000EAA,C1,2026-03-05,Held,,\n")
    assert log.interviews["interview_id"].tolist() == ["a0B5e0000001000EAA"]


def test_rows_without_identifier_are_duplicates_only_where_every_cell_is_the_same(tmp_path):
    text = "Client ID,Interview Date,Employer\nC1,2026-03-05,A\nC1,2026-03-05,B\nC1,2026-03-05,A\n"
    log = loaded(tmp_path, text)
    assert log.interviews["employer"].tolist() == ["A", "B"]
    assert [line for line, *_ in faults(log, "same record")] == [4]


def test_the_same_export_twice_counts_once(tmp_path):
    written(tmp_path, HEADER + ROWS)
    written(tmp_path, HEADER + ROWS, "again.csv")
    log = load(tmp_path)
    assert len(log.interviews) == 2
    assert log.receipts["rows_duplicate"].sum() == 2


def test_of_two_exports_the_one_with_the_newer_rows_counts_whatever_its_time_stamp(tmp_path):
    new = written(tmp_path, HEADER + "I1,C1,2026-03-05,Held,Hospital,30\nI9,C1,2026-03-09,Held,Hospital,9\n", "a.csv")
    old = written(tmp_path, HEADER + ROWS, "b.csv")
    os.utime(old, (1_100_000_000, 1_100_000_000))
    os.utime(new, (1_000_000_000, 1_000_000_000))
    minutes = load(tmp_path).interviews.set_index("interview_id")["minutes"].to_dict()
    assert minutes == {"I1": 30, "I2": 15, "I9": 9}


def test_of_two_exports_with_the_same_newest_row_the_day_in_the_footer_decides_and_then_the_name(tmp_path):
    changed = HEADER + "I1,C1,2026-03-05,Held,Hospital,30\nI2,C2,2026-03-06,Held,Restaurant,15\n"
    written(tmp_path, changed + "\nGenerated on 2026-03-31\n", "a.csv")
    written(tmp_path, HEADER + ROWS, "b.csv")
    assert load(tmp_path).interviews.set_index("interview_id")["minutes"].to_dict() == {"I1": 30, "I2": 15}
    (tmp_path / "a.csv").unlink()
    written(tmp_path, changed, "b-10.csv")
    written(tmp_path, HEADER + ROWS, "b-9.csv")
    assert load(tmp_path).interviews.set_index("interview_id")["minutes"].to_dict() == {"I1": 30, "I2": 15}


def test_an_interview_held_after_the_last_day_is_set_aside_and_a_scheduled_one_kept(tmp_path):
    log = loaded(tmp_path, HEADER + ROWS + "I3,C1,2026-04-01,Scheduled,,\n", as_of="2026-03-05")
    assert log.interviews["interview_id"].tolist() == ["I1", "I3"]
    assert faults(log, "day to come") == [(3, "Interview Date", "2026-03-06", "row set aside")]
    assert log.as_of == dt.date(2026, 3, 5)


def test_a_day_to_come_never_becomes_the_last_day(tmp_path):
    log = loaded(tmp_path, HEADER + ROWS + "I3,C1,2099-04-01,Held,,\n")
    assert log.as_of == dt.date(2026, 3, 6)
    assert log.receipts["rows_set_aside"].sum() == 1


def test_an_end_before_its_start_is_blanked(tmp_path):
    log = loaded(tmp_path, "Client ID,Enrollment Date,Exit Date\nC1,2026-03-05,2026-01-01\nC2,2026-03-05,2026-03-06\n")
    assert log.job_seekers["exited_on"].isna().tolist() == [True, False]
    assert faults(log, "ended before it started") == [(2, "Exit Date", "2026-01-01", "cell blanked")]


def test_an_unfinished_course_is_kept_without_a_day(tmp_path):
    log = loaded(tmp_path, "Specialist ID,Course,Completion Date\nS1,CES,2026-01-05\nS2,CES,\nS3,,2026-01-05\n")
    assert log.training["completed_on"].isna().tolist() == [False, True]
    assert faults(log, "required cell empty") == [(4, "Course", "", "row set aside")]


def test_a_wage_and_hours_out_of_range_are_blanked_with_their_unit_and_the_job_is_kept(tmp_path):
    log = loaded(tmp_path, "Client ID,Start Date,Hourly Wage,Hours per Week\nC1,2026-01-05,1520,400\n")
    assert len(log.placements) == 1
    assert faults(log, "out of range") == [
        (2, "Hourly Wage", "1520", "cell blanked"),
        (2, "Hours per Week", "400", "cell blanked"),
    ]
    said = log.problems.loc[log.problems["rule"] == "out of range", "problem"].str.cat()
    assert "US dollars an hour" in said and "hours a week" in said


def test_the_last_day_may_be_given_with_a_time(tmp_path):
    assert loaded(tmp_path, HEADER + ROWS, as_of=dt.datetime(2026, 5, 1, 9, 30)).as_of == dt.date(2026, 5, 1)


def test_an_interview_before_enrolment_is_accepted_and_noted(tmp_path):
    written(tmp_path, "Client ID,Enrollment Date\nC1,2026-03-06\nC2,2026-03-01\n", "roster.csv")
    written(tmp_path, HEADER + ROWS)
    assert faults(load(tmp_path), "before enrolment") == [(2, "Interview Date", "2026-03-05", "noted")]


def test_a_roster_whose_every_row_is_set_aside_leaves_the_interviews_as_they_are(tmp_path):
    written(tmp_path, "Client ID,Enrollment Date\n,2026-03-06\n", "roster.csv")
    written(tmp_path, HEADER + ROWS)
    log = load(tmp_path)
    assert len(log.interviews) == 2 and faults(log, "before enrolment") == []


def test_a_held_interview_without_a_day_is_kept_and_noted(tmp_path):
    log = loaded(tmp_path, HEADER + ROWS + "I3,C1,,Held,,\nI4,C1,,Declined,,\n")
    assert len(log.interviews) == 4
    assert [line for line, *_ in faults(log, "held without a day")] == [4]


def test_interests_of_one_cell_become_rows_in_their_order(tmp_path):
    text = "Client ID,Enrollment Date,Industries of Interest\nC1,2026-03-05,Hotel; Museum|Farm\nC2,2026-03-05,\n"
    interests = loaded(tmp_path, text).interests
    assert interests[["job_seeker_id", "position", "text", "sector"]].values.tolist() == [
        ["C1", 1, "Hotel", "72"],
        ["C1", 2, "Museum", "71"],
        ["C1", 3, "Farm", "11"],
    ]


def test_a_comma_parts_industries_only_where_every_part_is_known(tmp_path):
    cells = ["Hotel, Museum", "Dogs, big ones", "Arts, Entertainment, and Recreation"]
    rows = "".join(f'C{i},2026-03-05,"{cell}"\n' for i, cell in enumerate(cells))
    text = "Client ID,Enrollment Date,Industries of Interest\n" + rows
    assert loaded(tmp_path, text).interests["text"].tolist() == [
        "Hotel",
        "Museum",
        "Dogs, big ones",
        "Arts, Entertainment, and Recreation",
    ]


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("Hospital, Arts, Entertainment, and Recreation", ["Hospital", "Arts, Entertainment, and Recreation"]),
        (
            "Professional, Scientific, and Technical Services, Retail",
            ["Professional, Scientific, and Technical Services", "Retail"],
        ),
        ("IT, Hospital", ["IT", "Hospital"]),  # a word that a person must decide is known as such
        ("Arts, Entertainment, and Recreation", ["Arts, Entertainment, and Recreation"]),
        ("Hospital, and then something", ["Hospital, and then something"]),
    ],
)
def test_the_ticked_options_of_a_form_are_told_apart_though_their_names_hold_commas(tmp_path, cell, texts):
    log = loaded(tmp_path, f'Client ID,Interview Date,Industries Discovered\nC1,2026-03-05,"{cell}"\n')
    assert log.discoveries["text"].tolist() == texts


def test_discoveries_hang_on_interviews_also_where_these_have_no_identifier(tmp_path):
    log = loaded(tmp_path, "Client ID,Interview Date,Careers Discovered\nC1,2026-03-05,Hotel;Museum\nC2,2026-03-06,\n")
    assert log.discoveries["text"].tolist() == ["Hotel", "Museum"]
    assert set(log.discoveries["interview_id"]) == {log.interviews["interview_id"][0]}
    assert [effect for *_, effect in faults(log, "identifier missing")] == ["noted"]


def test_a_duplicate_row_brings_no_discovery(tmp_path):
    text = "Interview ID,Client ID,Interview Date,Careers Discovered\nI1,C1,2026-03-05,Hotel\nI1,C1,2026-03-05,Hotel\n"
    assert len(loaded(tmp_path, text).discoveries) == 1


def test_a_tracker_row_is_an_interview_and_where_it_says_so_a_placement(tmp_path):
    header = "Client ID,Interview Date,Job Start Date,Hourly Wage\n"
    text = header + "C1,2026-03-05,2026-04-01,$15.50\nC2,2026-03-06,,\nC3,2026-03-07,,14\n"
    log = loaded(tmp_path, text)
    assert len(log.interviews) == 3
    assert log.placements[["job_seeker_id", "hourly_wage"]].values.tolist() == [["C1", 15.5]]
    assert [line for line, *_ in faults(log, "row half filled")] == [4]


def test_an_undecided_industry_is_noted_once_and_not_mapped(tmp_path):
    log = loaded(tmp_path, HEADER + "I1,C1,2026-03-05,Held,IT,20\nI2,C2,2026-03-06,Held,IT,15\n")
    assert log.interviews["sector"].isna().all()
    assert faults(log, "industry undecided") == [(None, "", "IT", "noted")]
    assert log.industry_codes[["text", "method", "rows"]].values.tolist() == [["IT", "not mapped", 2]]


def test_the_users_mapping_decides_headings_values_and_industries(tmp_path):
    said = {"headings": {"Day": "interviews.held_on"}, "values": {"status": {"went": "held"}, "industry": {"IT": "54"}}}
    log = loaded(tmp_path, "Client ID,Day,Status,Industry\nC1,2026-03-05,Went,IT\n", mapping=said)
    assert log.interviews[["status", "sector"]].values.tolist() == [["held", "54"]]
    assert log.industry_codes["method"].tolist() == ["by hand"]


PRIVATE = ["123-45-6789", "1980-01-02", "jo@example.org", "(515) 555-0134", "Doe"]


def test_private_columns_are_named_and_their_values_appear_nowhere(tmp_path):
    text = "Client ID,Interview Date,SS#,DOB,Reach,Call,Last Name\nC1,2026-03-05," + ",".join(PRIVATE) + "\n"
    log = loaded(tmp_path, text)
    assert [column for _, column, *_ in faults(log, "private column")] == ["SS#", "DOB", "Reach", "Call", "Last Name"]
    assert not [value for value in PRIVATE if value in everything(log)]


def test_a_private_cell_in_another_column_appears_nowhere(tmp_path):
    rows = "".join(f"C{i},2026-03-05,fine {i}\n" for i in range(9))
    log = loaded(tmp_path, "Client ID,Interview Date,Notes\n" + rows + "C10,2026-03-06,call 515-555-0134\n")
    assert faults(log, "private cell") == [(11, "Notes", "", "cell blanked")]
    assert "555-0134" not in everything(log)


def test_private_cells_appear_nowhere_in_any_column(tmp_path):
    header = "Client ID,Interview Date,Status,Industry,NAICS Code,Duration,Thank-You Sent,Careers Discovered\n"
    fine = "".join(f"C{i},2026-03-0{i},Held,Hotel,72,{i}0,2026-04-0{i},Museum\n" for i in range(1, 8))
    log = loaded(tmp_path, header + fine + "C9,2026-03-09" + 6 * ",jo@example.org" + "\n")
    assert "jo@example.org" not in everything(log)


def test_the_first_row_of_a_file_without_headings_is_not_quoted_where_it_is_private(tmp_path):
    written(tmp_path, HEADER + ROWS)
    written(tmp_path, "C1,123-45-6789,jo@example.org\nC2,123-45-6780,al@example.org\n", "bare.csv")
    text = everything(load(tmp_path))
    assert not [value for value in ("123-45-6789", "jo@example.org") if value in text]


def test_unknown_columns_of_bare_numbers_or_days_of_long_ago_are_private_by_their_contents(tmp_path):
    text = "Client ID,Enrollment Date,Soc,Reach,Born,Badge,Recent Work\n" + "".join(
        f"C{i},2026-03-0{i},12345678{i},515555013{i},198{i}-01-02,{i}234,Bakery {i}\n" for i in range(1, 6)
    )
    log = loaded(tmp_path, text)
    assert [column for _, column, *_ in faults(log, "private column")] == ["Soc", "Reach", "Born"]
    assert {"badge", "recent_work"} <= set(log.job_seekers)
    assert not [value for value in ("123456781", "5155550131", "1981-01-02") if value in everything(log)]
    said = {"headings": {"Soc": "region"}}
    assert log.job_seekers["region"].isna().all()
    assert load(tmp_path, mapping=said).job_seekers["region"].tolist()[0] == "123456781"


def test_a_social_security_number_is_never_an_identifier(tmp_path):
    written(tmp_path, "Client ID,Interview Date\n123-45-6789,2026-03-05\n")
    with pytest.raises(ExportError) as raised:
        load(tmp_path)
    assert "123-45-6789" not in str(raised.value)


def test_names_are_left_out_where_identifiers_stand_beside_them(tmp_path):
    log = loaded(tmp_path, "Client ID,Client Name,Interview Date\nC1,Jo Doe,2026-03-05\n")
    assert faults(log, "name not read") == [(1, "Client Name", "", "noted")]
    assert "Jo Doe" not in everything(log)


def test_names_serve_as_identifiers_where_there_are_no_others(tmp_path):
    log = loaded(tmp_path, "Client Name,Interview Date\nJo Doe,2026-03-05\n")
    assert log.interviews["job_seeker_id"].tolist() == ["Jo Doe"]
    assert [column for _, column, *_ in faults(log, "name as identifier")] == ["Client Name"]


def test_other_files_of_the_folder_are_skipped(tmp_path):
    written(tmp_path, HEADER + ROWS)
    for name in (".hidden.csv", "~$open.xlsx", "README.md", "readme.txt", "photo.png", "settings.toml"):
        (tmp_path / name).write_text("x")
    (tmp_path / "older").mkdir()
    log = load(tmp_path)
    assert len(log.interviews) == 2
    assert sorted(log.problems.loc[log.problems["rule"] == "file skipped", "file"]) == [
        ".hidden.csv",
        "photo.png",
        "~$open.xlsx",
    ]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path):
    written(tmp_path, HEADER + ROWS)
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04")
    log = load(tmp_path)
    assert len(log.interviews) == 2
    assert log.problems.loc[log.problems["rule"] == "file not read", "file"].tolist() == ["broken.xlsx"]


def test_a_file_whose_name_is_no_utf_8_is_named_and_does_not_stop_the_others(tmp_path):
    written(tmp_path, HEADER + ROWS, os.fsdecode(b"lo\xe9g.csv"))
    with pytest.raises(ExportError, match=r"lo\?g\.csv: This name .* Rename it"):
        load(tmp_path)
    written(tmp_path, HEADER + ROWS)
    log = load(tmp_path)
    assert len(log.interviews) == 2
    assert log.problems.loc[log.problems["rule"] == "file not read", "file"].tolist() == ["lo?g.csv"]


def test_a_person_told_of_beside_several_jobs_stands_once_in_the_roster(tmp_path):
    text = "Client ID,Job Start Date,Hourly Wage,Exit Date\nC1,2026-01-05,17,\nC1,2026-03-02,18,\nC2,2026-03-02,18,\n"
    log = loaded(tmp_path, text, as_of="2026-06-30")
    assert len(log.placements) == 3
    assert log.job_seekers["job_seeker_id"].tolist() == ["C1", "C2"]


def test_a_sheet_of_unknown_headings_is_set_aside_and_its_headings_named(tmp_path):
    written(tmp_path, HEADER + ROWS)
    written(tmp_path, "Foo,Bar\n1,2\n", "other.csv")
    log = load(tmp_path)
    assert "'Foo', 'Bar'" in log.problems.loc[log.problems["rule"] == "headings not known", "remedy"].iloc[0]
    assert log.receipts.set_index("file").loc["other.csv", CLASSES].tolist() == [0, 0, 1, 0, 1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", r"interviews\.csv: The file is empty"),
        ("Foo,Bar\n1,2\n", r"interviews\.csv.*Found were 'Foo', 'Bar'"),
        (HEADER, "There is no record in it"),
        (
            HEADER + "I1,C1,soon,Held,,\nI2,C2,later,Held,,\n",
            r"interviews\.csv, column 'Interview Date': Hardly any cell.*'soon'",
        ),
        (HEADER + "I1,,2026-03-05,Held,,\n", "line 2, column 'Client ID': A row of interviews needs"),
    ],
)
def test_where_nothing_is_usable_one_sentence_says_why(tmp_path, text, sentence):
    written(tmp_path, text)
    with pytest.raises(ExportError, match=sentence) as raised:
        load(tmp_path)
    assert len(str(raised.value)) < 800


def test_a_missing_path_and_an_empty_folder_are_refused(tmp_path):
    with pytest.raises(ExportError, match="There is no such file or folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(ExportError, match="There is no export in this folder"):
        load(tmp_path)


def test_a_last_day_that_is_no_date_is_refused(tmp_path):
    with pytest.raises(ExportError, match="'soon', is not a date"):
        loaded(tmp_path, HEADER + ROWS, as_of="soon")


def test_several_sheets_and_files_make_one_log(tmp_path):
    written(tmp_path, HEADER + ROWS)
    book = openpyxl.Workbook()
    book.active.title = "Jobs"
    book.active.append(["Client ID", "Start Date", "Hourly Wage", "NAICS Code"])
    book.active.append(["C1", dt.datetime(2026, 3, 20), 15.5, 622110])
    book.create_sheet("Staff").append(["Specialist ID", "Start Date", "FTE"])
    book["Staff"].append(["ES-1", dt.datetime(2020, 1, 1), 0.5])
    book.save(tmp_path / "book.xlsx")
    log = load(tmp_path)
    assert log.placements[["started_on", "industry", "sector"]].values.tolist() == [
        [pd.Timestamp(2026, 3, 20), "622110", "62"]
    ]
    assert log.specialists[["specialist_id", "full_time_equivalent"]].values.tolist() == [["ES-1", 0.5]]
    assert log.receipts["table"].tolist() == ["interviews", "placements", "specialists"]


def test_every_problem_has_the_columns_that_the_log_promises(tmp_path):
    log = loaded(tmp_path, HEADER + ROWS + "I3,,TBD,Lunch,IT,long\n")
    assert set(log.problems["effect"]) <= {"row set aside", "duplicate", "cell blanked", "repaired", "noted"}
    assert log.problems[["rule", "problem", "effect"]].notna().all().all()


CELLS = st.sampled_from(
    [
        "",
        "C1",
        "C2",
        "2026-03-05",
        "3/5/2026",
        "TBD",
        "15-20",
        "Held",
        "Total",
        "IT",
        "x",
        '"',
        "\n",
        "123-45-6789",
        "=1+1",
    ]
)
LINES = st.lists(st.lists(CELLS, min_size=0, max_size=8).map(",".join), max_size=12)


@settings(max_examples=25, deadline=None)
@given(LINES)
def test_every_record_is_accounted_for_once(tmp_path_factory, lines):
    text = HEADER + ROWS + "\n".join(lines)
    log = loaded(tmp_path_factory.mktemp("x"), text)
    receipt = log.receipts.iloc[0]
    assert receipt[CLASSES].sum() == receipt["rows_read"]
    assert receipt["rows_accepted"] + receipt["rows_repaired"] == len(log.interviews)
    told = log.problems[log.problems["effect"].isin(["row set aside", "duplicate"])].drop_duplicates("line")
    assert len(told) >= receipt["rows_set_aside"] + receipt["rows_duplicate"]


def test_the_sample_is_read_without_loss():
    log = load(sample())
    lost = ["rows_repaired", "rows_set_aside", "rows_duplicate"]
    assert log.receipts[lost].to_numpy().sum() == 0
    assert set(log.problems["effect"]) == {"noted"}


def same(loaded_frame, true_frame):
    """Assert that two canonical tables tell the same, order of rows and origin aside."""
    columns = [name for name in true_frame if name not in ("file", "sheet", "line")]
    order = list(columns[:3])
    left, right = (frame[columns].sort_values(order, ignore_index=True) for frame in (loaded_frame, true_frame))
    pd.testing.assert_frame_equal(left, right, check_dtype=False)


def test_what_a_simulated_programme_exports_is_read_as_it_was(tmp_path):
    programme = simulate(specialists=3, job_seekers=60, months=18)
    log = load(programme.export(tmp_path), as_of=programme.as_of)
    for name, truth in programme.tables.items():
        same(getattr(log, name), truth)


def test_each_line_that_is_no_record_is_named_with_the_reason(tmp_path):
    written(tmp_path, "Interviews of Jo, 515-555-0134\nAll offices\n" + HEADER + ROWS + "Total,2,,,,\n\nPage 1 of 1\n")
    assert [line.removeprefix("interviews.csv, ") for line in left_out(tmp_path)] == [
        "line 1 (''): title, as it stands above the headings",
        "line 2 ('All offices'): title, as it stands above the headings",
        "line 6 ('Total 2'): subtotal, as it begins with a word for a total and is not as full as a record",
        "line 8 ('Page 1 of 1'): footer, as it stands below the last record and reads like a closing line",
    ]


def test_people_whom_the_exported_roster_does_not_list_are_noted_once_per_table(tmp_path):
    written(tmp_path, "Client ID,Enrollment Date\nC1,2026-01-05\n", "people.csv")
    written(tmp_path, HEADER + ROWS + "I3,C3,2026-03-07,Held,Hotel,20\n")
    assert faults(load(tmp_path), "not in the roster") == [(None, "job_seeker_id", "", "noted")]


def test_two_lists_of_jobs_without_identifiers_keep_all_their_jobs(tmp_path):
    for year, person in (("2025", "C1"), ("2026", "C2")):
        row = f"{person},Bakery,{year}-01-05,Baker"
        written(tmp_path, f"Client ID,Employer,Hire Date,Job Title\n{row}\n", f"{year}.csv")
    log = load(tmp_path)
    assert sorted(log.placements["job_seeker_id"]) == ["C1", "C2"]


def test_a_doubled_row_without_identifier_is_told_by_its_place_and_not_by_a_number_of_ours(tmp_path):
    row = "C1,2026-03-05,Held,Hospital,20\n"
    log = loaded(tmp_path, "Client ID,Interview Date,Status,Industry,Duration\n" + row + row)
    assert faults(log, "same record") == [(3, "", "", "duplicate")]


def loaded_in_time(folder):
    """How many interviews the folder holds, read in a process that is given up after a minute."""
    command = f"from interview_analytics import load; print(len(load({str(folder)!r}).interviews))"
    ended = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, timeout=60, check=True)
    return int(ended.stdout)


def test_a_heading_of_a_million_letters_is_looked_through_for_private_things_once(tmp_path):
    written(tmp_path, HEADER.strip() + "," + "x" * 1_000_000 + "\n" + "I1,C1,2026-03-05,Held,Hospital,20,\n")
    assert loaded_in_time(tmp_path) == 1


@pytest.mark.parametrize("place", ["Duration", "Interview Date", "Status", "Industry"])
@pytest.mark.parametrize("giant", ["x", "1", "1 "])
def test_a_giant_cell_is_no_number_day_or_answer_and_takes_no_longer_than_its_letters(tmp_path, place, giant):
    header = HEADER.strip().split(",")
    row = "I1,C1,2026-03-05,Held,Hospital,20".split(",")
    row[header.index(place)] = giant * 400_000 + "x"
    written(tmp_path, HEADER + ",".join(row) + "\nI2,C2,2026-03-06,Held,Restaurant,15\n")
    assert loaded_in_time(tmp_path) == 2
