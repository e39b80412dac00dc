from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from PIL import Image
from stores import answer
from test_enrich_vcard import PERSONS

from data.models import Contact, Person, Value
from enrich.code_contact import contact_of
from enrich.content_lines import properties
from enrich.qr import as_png, in_blocks, payload

ANA = Person(7, answer(), "9d7f3f8e-0000-5000-8000-000000000000")
LIGHT = {"█": (255, 255), "▀": (255, 0), "▄": (0, 255), " ": (0, 0)}


def from_png(png: bytes) -> str:
    return decoded(np.array(Image.open(BytesIO(png)).convert("L")))


def from_terminal(lines: tuple[str, ...]) -> str:
    """What a telephone reads off the letters as a terminal shows them."""
    rows = [[LIGHT[letter][half] for letter in line] for line in lines for half in (0, 1)]
    return decoded(np.kron(np.array(rows, dtype=np.uint8), np.ones((6, 6), dtype=np.uint8)))


def decoded(picture: np.ndarray) -> str:
    [code] = zxingcpp.read_barcodes(picture)
    return code.text


@pytest.mark.parametrize(
    "read", [lambda text: from_png(as_png(text)), lambda text: from_terminal(in_blocks(text))]
)
def test_the_code_says_how_to_reach_somebody(read):
    said = contact_of(properties(read(payload(ANA))), region="PT")
    kept = ANA.answer.contact
    assert said.name is not None
    assert (said.name.value, said.name.part("surname")) == ("Ana Ruiz Peña", "Ruiz Peña")
    assert [v.value for v in (said.company, said.job_title) if v] == [
        "Astilleros Ruiz, S.L.",
        "Carpintera de ribera",
    ]
    assert [(v.value, v.part("extension")) for v in said.phones] == [
        ("+34612345678", ""),
        ("+34986123456", "12"),
    ]
    assert [v.value for v in said.emails] == [v.value for v in kept.emails]
    assert "URL:https://www.astillerosruiz.example" in read(payload(ANA))


def test_what_is_private_is_in_no_code():
    assert "barcos" not in payload(ANA)
    assert "Xoán" not in payload(ANA)


def test_what_does_not_fit_a_code_that_a_terminal_can_show_is_left_out():
    card = Contact(
        name=Value("Ana Prueba", ""),
        company=Value("Compañía " + "Larga " * 40, ""),
        phones=tuple(Value(f"+3460000000{number}", "") for number in range(9)),
        websites=(Value("www.prueba.example/" + "x" * 200, ""),),
    )
    text = payload(Person(1, answer(contact=card)))
    assert "Ana Prueba" in text
    assert "+34600000000" in text
    assert "URL" not in text
    assert len(in_blocks(text)[0]) <= 80


@given(PERSONS)
def test_any_person_makes_a_code_that_is_read(person):
    text = payload(
        replace(person, answer=replace(person.answer, contact=replace(person.answer.contact, job_title=None)))
    )
    assert text.startswith("BEGIN:VCARD")
    assert text.endswith("END:VCARD")
    assert in_blocks(text)
