from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.words import digits, from_end, words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("MARÍA", "maria"),
        ("Muñoz", "munoz"),
        ("O'Brien", "obrien"),
        ("O’Brien", "brien"),
        ("Astilleros, S.L.", "sl"),
        ("García-López", "lopez"),
        ("ana@astilleros.example", "astilleros"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("tel. 612 34 56 78", "#876543216"),
        ("tel. 612 34 56 78", "612345678"),
    ],
)
def test_a_text_is_found_by_this_word(text, word):
    assert word in set(words(text))


@pytest.mark.parametrize(
    "written",
    ["+34 612 34 56 78", "0034 612-345-678", "(+34) 612.345.678", "34612345678", "+34 (0)612 345 678"],
)
def test_a_phone_has_the_same_digits_however_it_is_written(written):
    assert digits(written) == "34612345678"


def test_a_short_number_is_no_phone():
    assert list(from_end("28013")) == []
    assert "#31082" not in set(words("28013 Madrid"))


@given(st.text())
def test_any_text_has_words_that_can_be_kept_and_sorted(text):
    for word in words(text):
        assert word
        assert word == word.casefold()
        assert not any(mark.isspace() or mark == "\0" for mark in word)


@given(st.text())
def test_words_of_words_are_the_same_words(text):
    plain = {word for word in words(text) if not word.startswith("#")}
    assert plain <= {again for word in plain for again in words(word)}
