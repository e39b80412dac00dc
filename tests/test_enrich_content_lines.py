from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prints import untimed

from enrich.content_lines import LONGEST, MOST, Property, fields, properties


def texts(card: str, name: str) -> list[str]:
    return [found.text for found in properties(card) if found.name == name]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_line_of_a_card_is_a_property_whatever_ends_the_lines(end):
    card = end.join(["BEGIN:VCARD", "VERSION:4.0", "FN:Ana Ejemplo", "TITLE:Florista", "END:VCARD"])
    assert properties(card) == (
        Property("FN", (), ("Ana Ejemplo",)),
        Property("TITLE", (), ("Florista",)),
    )


def test_a_folded_line_is_joined_again():
    assert texts("BEGIN:VCARD\nNOTE:Begonias y ge\n ranios\nEND:VCARD", "NOTE") == ["Begonias y geranios"]


def test_a_line_that_is_only_indented_is_a_line_of_its_own():
    assert texts("BEGIN:VCARD\n  FN:Ana\n  TEL:600000074\nEND:VCARD", "TEL") == ["600000074"]


def test_quoted_printable_is_decoded_in_its_charset_and_over_its_soft_line_breaks():
    utf8 = "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Jard=C3=\n=ADn"
    latin = "NOTE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Jard=EDn"
    unknown = "NOTE;CHARSET=ISO-8859-99;QUOTED-PRINTABLE:Jard=C3=ADn"
    for card in (utf8, latin, unknown):
        assert texts(card, "NOTE") == ["Jardín"]


def test_types_are_told_as_parameters_of_any_version():
    for line in (
        "TEL;CELL;VOICE:1",
        "TEL;TYPE=CELL;TYPE=voice:1",
        'TEL;TYPE="cell,voice":1',
        "item1.TEL;type=cell,voice:1",
    ):
        (found,) = properties(line)
        assert (found.name, found.kinds) == ("TEL", ("cell", "voice"))


def test_a_colon_within_quotes_does_not_end_the_parameters():
    assert texts('ADR;LABEL="Calle: 12; bajo":;;Calle Inventada 12', "ADR") == [";;Calle Inventada 12"]


def test_a_picture_is_no_text():
    assert properties("PHOTO;ENCODING=b;TYPE=JPEG:QUJD\nLOGO;BASE64:QUJD") == ()


def test_escaped_signs_do_not_cut_a_value():
    assert fields(r"Rosas\, S.L.;Ramos\; coronas;a\\;b\nc") == (
        "Rosas, S.L.",
        "Ramos; coronas",
        "a\\",
        "b\nc",
    )


def test_what_stands_behind_the_first_card_is_not_read():
    assert texts("BEGIN:VCARD\nFN:Ana\nEND:VCARD\nBEGIN:VCARD\nFN:Eva\nEND:VCARD", "FN") == ["Ana"]


SCRAPS = st.lists(
    st.sampled_from(
        [
            *(
                "BEGIN:VCARD",
                "END:VCARD",
                "\r\n",
                "\n",
                " ",
                "\t",
                ":",
                ";",
                "=",
                "=3D",
                "\\",
                "\\n",
                '"',
                ",",
            ),
            *(
                "TEL",
                "item1.",
                "N",
                "ENCODING=QUOTED-PRINTABLE",
                "CHARSET=",
                "utf-7",
                "TYPE=",
                "ó",
                "\0",
                "\ud800",
            ),
        ]
    )
    | st.text(max_size=4),
    max_size=40,
).map("".join)


@untimed
@given(SCRAPS)
def test_any_text_is_read_without_an_error(text):
    for found in properties(text):
        assert found.name == found.name.upper()


@given(st.lists(st.text(max_size=8), min_size=1, max_size=5))
def test_fields_that_were_escaped_are_read_back(pieces):
    escaped = (piece.replace("\\", "\\\\").replace(";", "\\;").replace("\n", "\\n") for piece in pieces)
    assert fields(";".join(escaped)) == tuple(pieces)


@pytest.mark.parametrize(
    "piece",
    ['X;"', 'X;a="b"', " ", "\n ", "=\n", "A;ENCODING=QUOTED-PRINTABLE:=\n", "\\;", "A:b\n", ";", "a" * 7],
)
def test_a_hostile_code_takes_no_time_and_no_room(piece):
    begun = time.perf_counter()
    found = properties(piece * 400_000)
    assert time.perf_counter() - begun < 20, "linear in the first letters, whatever follows"
    assert len(found) <= MOST
    assert sum(len(one.text) for one in found) <= LONGEST
