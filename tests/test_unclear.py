"""What nobody knows in an export is written into a mapping; edited as a person would, it makes the export clear."""

from __future__ import annotations

import tomllib

import pandas as pd
import pytest

from interview_analytics.corrections import write_mapping
from interview_analytics.errors import ExportError
from interview_analytics.load import examined, load, originals

LOG = (
    'Client ID,Interview Date,Status,Industry,Thank-Yuo Sent,Visit Date,"Länge ""in Min""",SSN\n'
    "C1,2026-03-05,Went well,IT,2026-03-06,2026-03-05,20,123-45-6789\n"
    "C2,2026-03-06,Went well,Manufacturimg,pending,2026-03-06,15,123-45-6780\n"
)


def written(folder, text=LOG):
    """The mapping that is written beside this export."""
    (folder / "log.csv").write_text(text, encoding="utf-8")
    log, _ = examined(folder)
    place = write_mapping(originals(folder), log, folder)
    return place.read_text(encoding="utf-8") if place else ""


def edited(text, **said):
    """The mapping with the lines of these words completed and their # taken away."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        for left, right in said.items():
            if line.startswith(f"# {left} = "):
                lines[at] = f'{left} = "{right}"'
    return "\n".join(lines)


def test_headings_words_and_industries_that_nobody_knows_are_asked_for(tmp_path):
    lines = written(tmp_path).split("# The columns:")[0].splitlines()
    asked = [line.partition("  # ")[0] for line in lines if line.startswith(('# "', "["))]
    assert asked == [
        "[headings]",
        '# "Thank-Yuo Sent" = "interviews.thanked_on"',
        r'# "Länge \"in Min\"" = ""',
        '# "Visit Date" = ""',
        "[values.status]",
        '# "Went well" = ""',
        "[values.industry]",
        '# "IT" = ""',
        '# "Manufacturimg" = "31-33"',
    ]
    assert "One of cancelled, declined, held, no_answer, no_show, scheduled" in "\n".join(lines)


def test_before_it_is_edited_the_mapping_changes_nothing(tmp_path):
    before = load(written(tmp_path) and tmp_path / "log.csv", mapping={})
    assert tomllib.loads((tmp_path / "mapping.toml").read_text(encoding="utf-8")) == {
        "headings": {},
        "values": {"status": {}, "industry": {}},
    }
    pd.testing.assert_frame_equal(load(tmp_path).interviews, before.interviews)


def test_what_the_mapping_says_is_what_load_understands(tmp_path):
    said = {
        '"Thank-Yuo Sent"': "interviews.thanked_on",
        r'"Länge \"in Min\""': "minutes",
        '"Visit Date"': "",
        '"Went well"': "held",
        '"IT"': "54",
        '"Manufacturimg"': "Health Care and Social Assistance",
    }
    text = edited(written(tmp_path), **said)
    (tmp_path / "mapping.toml").write_text(text, encoding="utf-8")
    log = load(tmp_path)
    assert log.interviews[["status", "sector", "minutes"]].values.tolist() == [["held", "54", 20], ["held", "62", 15]]
    assert log.interviews["thanked_on"].tolist()[0] == pd.Timestamp(2026, 3, 6)
    left = set(log.problems["rule"]) - {"private column", "identifier missing", "roster derived"}
    assert left == {"date not read"}
    (tmp_path / "mapping.toml").unlink()
    (tmp_path / "mapping.toml").write_text(f'{text}\n[values.thanked_on]\n"pending" = ""\n', encoding="utf-8")
    assert "date not read" not in set(load(tmp_path).problems["rule"])


def test_a_sheet_of_which_nothing_is_understood_is_asked_for_too(tmp_path):
    text = written(tmp_path, "Kid,Day,Boss\nC1,2026-03-05,S1\n")
    said = {'"Kid"': "job_seeker_id", '"Day"': "interviews.held_on", '"Boss"': "specialist_id"}
    (tmp_path / "mapping.toml").write_text(edited(text, **said), encoding="utf-8")
    assert load(tmp_path).interviews[["job_seeker_id", "specialist_id"]].values.tolist() == [["C1", "S1"]]


def test_a_word_that_stands_for_no_day_can_be_declared_so(tmp_path):
    text = written(tmp_path, "Client ID,Interview Date,Status\nC1,2026-03-05,Held\nC2,pending,Scheduled\n")
    (tmp_path / "mapping.toml").write_text(edited(text, **{'"pending"': ""}), encoding="utf-8")
    assert "date not read" not in set(load(tmp_path).problems["rule"])


def test_what_is_private_is_not_asked_for(tmp_path):
    text = written(tmp_path)
    assert "SSN" not in text and "6789" not in text


def test_a_mapping_that_is_there_is_left_as_it_is(tmp_path):
    (tmp_path / "mapping.toml").write_text("[headings]\n")
    with pytest.raises(ExportError, match="There is a mapping beside the exports already, and it was left as it is"):
        written(tmp_path)
    assert (tmp_path / "mapping.toml").read_text() == "[headings]\n"


def test_where_all_is_understood_no_mapping_is_written(tmp_path):
    assert written(tmp_path, "Client ID,Interview Date\nC1,2026-03-05\n") == ""
    assert not (tmp_path / "mapping.toml").exists()


def test_a_sector_that_does_not_exist_is_refused(tmp_path):
    (tmp_path / "log.csv").write_text("Client ID,Interview Date,Industry\nC1,2026-03-05,IT\n")
    with pytest.raises(ExportError, match=r"column 'values.industry', value 'it = 99'"):
        load(tmp_path, mapping={"values": {"industry": {"IT": "99"}}})
