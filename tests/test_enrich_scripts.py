from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_readings import line

from enrich.layout import row_of
from enrich.scripts import apart, is_native, native_run


@pytest.mark.parametrize("letter", "青あアーｱﾞ々한عяΩ")
def test_letters_of_other_scripts_are_native(letter):
    assert is_native(letter)


@pytest.mark.parametrize("letter", "aÑßıøªºµＡ1・@ 〒")
def test_latin_letters_digits_and_signs_are_not(letter):
    assert not is_native(letter)


@pytest.mark.parametrize(
    ("text", "native"),
    [
        ("青空造船株式会社 Aozora Zosen", "青空造船株式会社"),
        ("Hanako Yamada 山田 花子", "山田 花子"),
        ("〒100-0000 東京都架空町1-2-3", "〒100-0000 東京都架空町1-2-3"),
        ("Aozora (青空) Zosen", "(青空)"),
        ("Calle Inventada 12", ""),
        ("回 www.rosas.example", ""),
        ("3.º dcha.", ""),
    ],
)
def test_the_native_words_of_a_line_are_told_from_the_latin_ones(text, native):
    start, end = native_run(text)
    assert text[start:end] == native


def test_a_line_in_two_scripts_is_parted_where_they_stand():
    area = line("営業部長 Sales Manager", 100, 50).area
    parted = apart([row_of(3, "営業部長 Sales Manager", area)])
    (latin,), (native,) = parted.latin, parted.native
    assert (latin.number, latin.text, native.number, native.text) == (3, "Sales Manager", 3, "営業部長")
    assert native.area.left == area.left
    assert native.area.right <= latin.area.left
    assert latin.area.right == area.right


@given(st.text(st.sampled_from("青空あアaB1 (-.") | st.characters(), max_size=20))
def test_nothing_of_a_line_is_lost(text):
    parted = apart([row_of(0, text, line("x", 0, 0).area)])
    kept = "".join(row.text for row in (*parted.latin, *parted.native))
    assert sorted(kept.replace(" ", "")) == sorted("".join(text.split(" "))) or not text.isprintable()
    assert sum(map(is_native, text)) == sum(map(is_native, kept))
