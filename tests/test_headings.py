from __future__ import annotations

import pytest

from interview_analytics.errors import ExportError
from interview_analytics.headings import Mapping, normalised, private_kind, read_mapping, recognised
from interview_analytics.headings.words import meanings


def fed(*header, mapping=None):
    """By table, the headings of each column."""
    found = recognised(header, mapping or Mapping())
    return {
        part.table: {column: [header[at] for at in positions] for column, positions in part.columns.items()}
        for part in found.parts
    }


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("  Client_ID: ", "client id"),
        ("Interview_Date__c", "interview date"),
        ("Thank-You Sent", "thank you sent"),
        ("heldOn", "held on"),
        ("ClientID", "client id"),
    ],
)
def test_case_punctuation_and_underscores_make_no_difference(heading, plain):
    assert normalised(heading) == plain


@pytest.mark.parametrize(
    ("heading", "table", "column"),
    [
        ("held_on", "interviews", "held_on"),
        ("Service Delivery: Delivery Date", "interviews", "held_on"),
        ("Duration (Minutes)", "interviews", "minutes"),
        ("Date Employed", "placements", "started_on"),
        ("Pay per Hour", "placements", "hourly_wage"),
        ("Average Hours per Week", "placements", "hours_per_week"),
        ("Start date of employment", "placements", "started_on"),
        ("Date last worked (if not working)", "placements", "ended_on"),
        ("Participant Identifier", "interviews", "job_seeker_id"),
        ("CID Number", "placements", "job_seeker_id"),
        ("What is your specialist ID?", "training", "specialist_id"),
        ("Please enter the course name:", "training", "course"),
        ("What is the client ID? (leave it empty if you went alone)", "interviews", "job_seeker_id"),
    ],
)
def test_headings_of_real_systems_are_known(heading, table, column):
    assert meanings(heading)[table].column == column


def test_a_sheet_is_recognised_by_its_columns():
    assert list(fed("Client ID", "Interview Date", "Conducted By")) == ["interviews"]
    assert list(fed("Client ID", "Enrollment Date")) == ["job_seekers"]
    assert list(fed("Specialist ID", "Start Date", "FTE")) == ["specialists"]
    assert list(fed("Client ID", "Start Date", "Hourly Wage")) == ["placements"]
    assert list(fed("Client ID", "Specialist ID", "Start Date", "End Date")) == ["assignments"]
    assert list(fed("Client ID", "Quarter", "Gross Wages")) == ["earnings"]


def test_a_tracker_row_feeds_interviews_and_placements():
    tables = fed("Client ID", "Interview Date", "Employer", "Job Start Date", "Hourly Wage")
    assert list(tables) == ["interviews", "placements"]
    assert tables["placements"]["started_on"] == ["Job Start Date"]
    assert "employer" not in tables["placements"]


def test_a_roster_with_a_specialist_feeds_assignments_from_enrolment_to_exit():
    tables = fed("Client ID", "Enrollment Date", "Exit Date", "Specialist ID")
    assert tables["assignments"] == {
        "job_seeker_id": ["Client ID"],
        "specialist_id": ["Specialist ID"],
        "from_on": ["Enrollment Date"],
        "to_on": ["Exit Date"],
    }


def test_an_engagement_in_a_program_makes_a_roster_and_neither_a_placement_nor_an_interview():
    header = (
        "Program Engagement: Program Engagement Name",
        "Client",
        "Program",
        "Stage",
        "Start Date",
        "End Date",
        "Role",
    )
    assert fed(*header) == {
        "job_seekers": {
            "job_seeker_id": ["Client"],
            "program": ["Program"],
            "enrolled_on": ["Start Date"],
            "exited_on": ["End Date"],
        }
    }


def test_in_a_roster_with_days_of_enrolment_another_start_is_that_of_a_job():
    assert list(fed("Client ID", "Program", "Enrollment Date", "Start Date")) == ["job_seekers", "placements"]


def test_several_columns_of_interests_are_all_read():
    assert fed("Client ID", "Enrollment Date", "First Interest", "Second Interest")["interests"]["text"] == [
        "First Interest",
        "Second Interest",
    ]


def test_the_day_of_the_interview_goes_before_the_day_the_form_was_filled_in():
    assert fed("Timestamp", "Client ID", "Interview Date", "Conducted By")["interviews"]["held_on"] == [
        "Interview Date"
    ]
    assert fed("Timestamp", "Client ID", "Conducted By")["interviews"]["held_on"] == ["Timestamp"]


def test_a_timestamp_makes_no_interview_of_another_form():
    assert list(fed("Timestamp", "Specialist ID", "Which course did you complete?")) == ["training"]


def test_a_name_is_the_identifier_only_where_none_stands_beside_it():
    header = ("Client Name", "Interview Date", "Employment Consultant", "Client ID")
    found = recognised(header, Mapping())
    assert fed(*header)["interviews"]["job_seeker_id"] == ["Client ID"]
    assert ([header[at] for at in found.names_used], [header[at] for at in found.names_left]) == (
        ["Employment Consultant"],
        ["Client Name"],
    )


def test_a_near_miss_is_shown_and_never_read():
    found = recognised(("Client ID", "Interview Date", "Thank-Yuo Sent"), Mapping())
    assert found.unused == {2: ["interviews.thanked_on"]}
    assert "thanked_on" not in found.parts[0].columns


def test_further_columns_of_a_roster_are_kept_as_strata():
    assert recognised(("Client ID", "Enrollment Date", "Recent Work"), Mapping()).strata == {"recent_work": 2}


def test_headings_that_nobody_knows_make_no_table():
    assert recognised(("Foo", "Bar"), Mapping()).parts == []


@pytest.mark.parametrize("heading", ["SS#", "SSN", "Date of Birth", "DOB", "Client Email", "Phone Number", "Last Name"])
def test_private_headings_are_known(heading):
    assert private_kind(heading)


def test_the_users_word_goes_before_the_lists(tmp_path):
    said = read_mapping(
        {"headings": {"Day": "interviews.held_on", "Interview Date": "requested_on", "Employer": ""}}, tmp_path
    )
    tables = fed("Client ID", "Day", "Interview Date", "Employer", mapping=said)
    assert tables["interviews"] == {
        "held_on": ["Day"],
        "requested_on": ["Interview Date"],
        "job_seeker_id": ["Client ID"],
    }


def test_a_mapping_beside_the_exports_is_read(tmp_path):
    (tmp_path / "mapping.toml").write_text('[headings]\n"Day" = "held_on"\n[values.status]\n"Went" = "held"\n')
    assert read_mapping(None, tmp_path) == Mapping({"day": "held_on"}, {"status": {"went": "held"}})


def test_without_a_mapping_nothing_is_said(tmp_path):
    assert read_mapping(None, tmp_path) == Mapping()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('[headings]\n"Day" = "interviews.day"\n', "column 'Day', value 'interviews.day': There is no such column"),
        ('[values.status]\n"Went" = "done"\n', "column 'values.status', value 'Went = done'"),
        ('[values.colour]\n"red" = "x"\n', "column 'values.colour': There is no such column"),
        ('[heading]\n"Day" = "held_on"\n', "column 'heading': A mapping has the parts"),
        ("headings = 3\n", "column 'headings': A table of pairs"),
        ("[headings\n", "not valid TOML"),
    ],
)
def test_a_fault_in_the_mapping_is_said_with_its_key(tmp_path, content, sentence):
    (tmp_path / "mapping.toml").write_text(content)
    with pytest.raises(ExportError, match=sentence):
        read_mapping(None, tmp_path)


def test_a_mapping_that_was_named_must_be_there(tmp_path):
    with pytest.raises(ExportError, match="no such mapping file"):
        read_mapping(tmp_path / "other.toml", tmp_path)


def test_the_start_date_of_a_roster_is_enrolment_and_that_of_a_list_of_jobs_is_the_first_day_at_work():
    roster = fed("Participant ID", "Full Name", "Start Date", "Closed", "County")
    assert roster["job_seekers"]["enrolled_on"] == ["Start Date"]
    assert "placements" not in roster
    assert fed("Client ID", "Employer", "Start Date", "End Date")["placements"]["started_on"] == ["Start Date"]
    assert fed("Client ID", "Start Date", "End Date", "Wage")["placements"]["ended_on"] == ["End Date"]


@pytest.mark.parametrize("heading", ["Last Day", "Left", "Termination Date", "Date Left"])
def test_the_last_day_of_a_job_is_read_under_its_usual_headings(heading):
    found = fed("Participant ID", "Employer", "Job Title", "Hire Date", heading)
    assert found == {
        "placements": {
            "job_seeker_id": ["Participant ID"],
            "employer": ["Employer"],
            "job_title": ["Job Title"],
            "started_on": ["Hire Date"],
            "ended_on": [heading],
        }
    }


def test_a_heading_that_means_something_only_elsewhere_is_not_said_to_stand_there_twice():
    found = recognised(["Client ID", "Interview Date", "Sector", "FTE"], Mapping())
    assert found.doubled == []
    assert found.unused == {3: ["specialists.full_time_equivalent"]}
