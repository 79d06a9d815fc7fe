"""A key is made once, kept from others, and draws the same letters for the same people in every report."""

from __future__ import annotations

import hashlib
import hmac
import stat
from pathlib import Path

import pandas as pd
import pytest

from interview_analytics.disclosure import SAMPLE, aliased, aliases, drawn, key, make_key, named
from interview_analytics.disclosure.aliases import by_pseudonym
from interview_analytics.errors import ExportError

PEOPLE = ["Ada", "Ben", "Cem"]


def test_a_new_key_can_be_read_again_and_by_nobody_else(tmp_path: Path):
    made = make_key(tmp_path / "key.txt")
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert key(made).secret == key(made).secret
    assert len(key(made).secret) == 32
    assert key(make_key(tmp_path / "other.txt")).secret != key(made).secret


def test_a_file_that_stands_there_is_not_overwritten(tmp_path: Path):
    first = make_key(tmp_path / "key.txt").read_text(encoding="ascii")
    with pytest.raises(ExportError, match="stands there already"):
        make_key(tmp_path / "key.txt")
    assert (tmp_path / "key.txt").read_text(encoding="ascii") == first


def test_a_key_that_others_can_read_is_refused(tmp_path: Path):
    made = make_key(tmp_path / "key.txt")
    made.chmod(0o640)
    with pytest.raises(ExportError, match="Other users of this computer"):
        key(made)


@pytest.mark.parametrize("text", ["", "secret", "g" * 64, "a" * 63])
def test_a_file_that_is_no_key_is_refused_without_being_quoted(tmp_path: Path, text: str):
    (tmp_path / "key.txt").write_text(text, encoding="ascii")
    with pytest.raises(ExportError, match="not a key") as refused:
        key(tmp_path / "key.txt")
    assert not text or text not in str(refused.value)


def test_a_missing_key_and_a_binary_one_are_refused(tmp_path: Path):
    (tmp_path / "key.bin").write_bytes(b"\xff\x00")
    for name in ("nowhere.txt", "key.bin"):
        with pytest.raises(ExportError, match="no key here that can be read"):
            key(tmp_path / name)


def test_a_key_in_a_repository_or_among_the_exports_is_refused(tmp_path: Path):
    made = make_key(tmp_path / "key.txt")
    with pytest.raises(ExportError, match="among the exports"):
        key(made, exports=tmp_path)
    (tmp_path / ".git").mkdir()
    for refused in (key, make_key):
        with pytest.raises(ExportError, match="in a repository"):
            refused(tmp_path / "key.txt")


def test_a_pseudonym_is_an_hmac_over_purpose_and_name_so_that_two_purposes_never_meet():
    assert SAMPLE.pseudonym("a", "b") == hmac.new(SAMPLE.secret, b"a\0b", hashlib.sha256).hexdigest()
    assert SAMPLE.pseudonym("a", "b") != SAMPLE.pseudonym("b", "a")


def test_letters_are_the_same_for_the_same_key_and_not_in_the_order_of_the_names():
    many = [f"Worker {number:02}" for number in range(20)]
    own = drawn()
    given = aliases(many, own)
    assert given == aliases(reversed(many), own)
    assert sorted(given.values()) == [f"Specialist {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
    assert list(given) != many and aliases(many, drawn()) != given


def test_after_the_26th_specialist_letters_double():
    assert {"Specialist Z", "Specialist AA"} <= set(aliases([str(number) for number in range(27)], SAMPLE).values())


def test_who_had_a_letter_keeps_it_and_nobody_else_gets_it():
    earlier = by_pseudonym(aliases(PEOPLE, SAMPLE), SAMPLE)
    later = aliases(["Dov", "Ben", "Eve"], SAMPLE, earlier)
    assert later["Ben"] == aliases(PEOPLE, SAMPLE)["Ben"]
    assert {later["Dov"], later["Eve"]} == {"Specialist D", "Specialist E"}
    assert not set(PEOPLE) & set(earlier)


def test_the_rows_stand_in_the_order_of_the_letters_and_what_is_not_known_last():
    table = pd.DataFrame(
        {"specialist": ["Ada", "Ada", "Ben", "not known"], "how": ["x", "y", "x", "x"], "count": range(4)}
    )
    told = aliased(table, ("specialist",), {"Ada": "Specialist B", "Ben": "Specialist A"})
    assert told["specialist"].tolist() == ["Specialist A", "Specialist B", "Specialist B", "not known"]
    assert told["count"].tolist() == [2, 0, 1, 3]
    assert named({"one": table, "two": table[["how"]]}) == {"Ada", "Ben"}


def test_within_other_groups_too():
    table = pd.DataFrame({"sector": ["62", "62", "44"], "specialist": ["Ada", "Ben", "Ada"], "count": [1, 2, 3]})
    told = aliased(table, ("sector", "specialist"), {"Ada": "Specialist AA", "Ben": "Specialist Z"})
    assert told.to_dict("list") == {
        "sector": ["62", "62", "44"],
        "specialist": ["Specialist Z", "Specialist AA", "Specialist AA"],
        "count": [2, 1, 3],
    }
