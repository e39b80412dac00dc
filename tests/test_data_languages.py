from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.languages import alphabets, language_of, restored
from data.letters import fold


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        (["Trần Quirinal", "Trưởng phòng"], "vie"),
        (["QUIRINAL TAŞIMACILIK A.Ş.", "İstanbul"], "tur"),
        (["Quirinal GmbH", "Geschäftsführer", "www.quirinal.de"], "deu"),
        (["Quirinal", "+34 600 000 000"], "spa"),
        (["Quirinal Ltd", "Director", "+44 20 7946 0000"], "eng"),
        (["Chloë Quirinal", "www.quirinal.com"], "eng"),
        ([], "eng"),
    ],
)
def test_letters_domains_and_prefixes_tell_the_language(lines: list[str], language: str) -> None:
    assert language_of(lines) == language


@pytest.mark.parametrize(
    ("read", "seen", "language", "meant"),
    [
        ("Quirinal Logistica", "Quirinal Logística", "spa", "Quirinal Logística"),
        ("MARIA IBANEZ", "MARÍA IBÁÑEZ", "spa", "MARÍA IBÁÑEZ"),
        ("Laia Solà", "Laia Sola", "cat", "Laia Solà"),
        ("Director técnico", "Director técnicó", "spa", "Director técnico"),
        ("Quirinal", "Quirinol", "spa", "Quirinal"),
        ("Quirinal", "", "spa", "Quirinal"),
        ("Hunh Th Quirinal", "Huỳnh Thị Quirinal", "vie", "Huỳnh Thị Quirinal"),
        ("QUIRINAL TASIMACILIK", "QUIRINAL TAŞIMACILIK", "tur", "QUIRINAL TAŞIMACILIK"),
        ("BUSINESS MANAGER", "BUSİNESS MANAGER", "tur", "BUSINESS MANAGER"),
        ("Quirinal Logistica", "Quirinal Logística", "eng", "Quirinal Logistica"),
    ],
)
def test_what_only_the_second_reader_saw_of_a_letter_is_kept(
    read: str, seen: str, language: str, meant: str
) -> None:
    assert restored(read, seen, language) == meant


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from([*alphabets(), "eng", "xxx"]))
def test_only_letters_of_the_language_are_added(read: str, seen: str, language: str) -> None:
    made = restored(read, seen, language)
    own = alphabets()[language].letters if language in alphabets() else frozenset()
    plain = [fold(letter) for letter in made if letter not in own or letter in read]
    assert "".join(plain) in ("".join(map(fold, made)), *_without(read, made))


@given(st.text(max_size=30), st.sampled_from(sorted(alphabets())))
def test_a_reading_that_agrees_changes_nothing(read: str, language: str) -> None:
    assert restored(read, read, language) == read


def _without(read: str, made: str) -> list[str]:
    return ["".join(fold(letter) for letter in made if letter in read or letter.isspace())]
