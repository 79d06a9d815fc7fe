from __future__ import annotations

import pytest

from interview_analytics.industries import SECTORS, coded, sector_of


def test_there_are_the_twenty_sectors_of_naics_2022():
    assert len(SECTORS) == 20


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("62", "62"),
        ("622110", "62"),
        ("31", "31-33"),
        ("332710", "31-33"),
        ("33", "31-33"),
        ("44-45", "44-45"),
        ("445110", "44-45"),
        ("493110.0", "48-49"),
        ("72 - Restaurants", "72"),
        ("NAICS 541213", "54"),
    ],
)
def test_codes_are_read_by_their_prefix(text, sector):
    assert sector_of(text)[:2] == (sector, "code")


@pytest.mark.parametrize("text", ["99", "999999", "1", "2026-03-05", "12345678"])
def test_other_numbers_are_no_codes(text):
    assert sector_of(text).sector is None


@pytest.mark.parametrize(("sector", "name"), SECTORS.items())
def test_each_sectors_own_name_is_exact(sector, name):
    assert sector_of(name.upper())[:2] == (sector, "exact")


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("hospital", "62"),
        ("Nursing Homes", "62"),
        ("restaurant", "72"),
        ("cafeteria", "72"),
        ("hotel", "72"),
        ("grocery", "44-45"),
        ("warehouse", "48-49"),
        ("Trucking", "48-49"),
        ("landscaping", "56"),
        ("staffing", "56"),
        ("school", "61"),
        ("library", "51"),
        ("Arts & Entertainment", "71"),
        ("Construction industry", "23"),
    ],
)
def test_everyday_words_have_their_sector(text, sector):
    assert sector_of(text)[:2] == (sector, "synonym")


@pytest.mark.parametrize(
    "text", ["communications", "IT", "animals", "non-profit", "office", "clerical", "janitor", "Technology"]
)
def test_words_that_may_mean_several_sectors_are_left_to_a_person(text):
    assert sector_of(text)[:2] == (None, "not mapped")


def test_one_wrong_letter_in_a_long_word_is_a_near_miss_with_less_confidence():
    found = sector_of("Manufacturng")
    assert found[:2] == ("31-33", "near miss")
    assert 0.5 < found.confidence < 0.9


def test_a_word_near_an_ambiguous_one_is_left_to_a_person():
    assert sector_of("comunications").sector is None


def test_the_users_word_goes_before_everything():
    found = coded(["IT", "hospital"], {"it": "54", "hospital": "Public Administration"})
    assert {text: own[:2] for text, own in found.items()} == {"IT": ("54", "by hand"), "hospital": ("92", "by hand")}
