from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import letters, wordlists

TABLES = (
    "given_names",
    "surnames",
    "legal_forms",
    "countries",
    "countries_more",
    "cities",
    "cities_more",
    "regions",
)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert letters.fold(letters.fold(text)) == letters.fold(text)


@given(st.text())
def test_a_tidy_line_is_one_line_and_stays_tidy(text: str) -> None:
    line = letters.tidy(text)
    assert len(line.splitlines()) <= 1
    assert letters.tidy(line) == line


def test_accents_case_and_foreign_letters_fold_to_plain_ones() -> None:
    assert letters.fold("Łódź Ørsted Groß Işık Þór Ñúñez") == "lodz orsted gross isik thor nunez"


@pytest.mark.parametrize("table", TABLES)
def test_every_entry_of_a_table_has_its_tags(table: str) -> None:
    entries = wordlists.tagged(table)
    assert entries
    assert all(word and tags for word, tags in entries.items())


@pytest.mark.parametrize(
    "table", ["countries", "countries_more", "cities", "cities_more", "regions", "legal_forms"]
)
def test_countries_in_tables_are_codes_of_two_letters(table: str) -> None:
    codes = {code for tags in wordlists.tagged(table).values() for code in tags}
    assert all(len(code) == 2 and code.isupper() for code in codes)


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        wordlists.words("no_such_table")
