from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from stores import answer
from test_enrich_vcard import PERSONS

from data.models import Answer, Decision, Person, Value
from enrich.card_lines import card_lines
from enrich.card_said import of_contact, said
from enrich.vcard4 import vcard4

REVISION = datetime(2026, 11, 5, 12, 30, tzinfo=UTC)
ANA = Person(7, answer(), "9d7f3f8e-0000-5000-8000-000000000000")


def test_a_person_is_written_as_rfc_6350_says():
    lines = {line.whole for line in card_lines(vcard4(ANA, revision=REVISION))}
    assert lines >= {
        "VERSION:4.0",
        "UID:urn:uuid:9d7f3f8e-0000-5000-8000-000000000000",
        "FN:Ana Ruiz Peña",
        "N:Ruiz Peña;Ana;;;",
        r"ORG:Astilleros Ruiz\, S.L.",
        "TEL;TYPE=cell;VALUE=uri:tel:+34612345678",
        'TEL;TYPE="work,voice";VALUE=uri:tel:+34986123456;ext=12',
        "URL:https://www.astillerosruiz.example",
        'ADR;TYPE=work;LABEL="Muelle 3, 36202 Vigo":;;Muelle 3;;;36202;',
        "CATEGORIES:remo,la ría de Arousa",
        "REV:20261105T123000Z",
    }


def test_all_that_reaches_somebody_is_read_back():
    read = said(card_lines(vcard4(ANA, revision=REVISION)), region="ES")
    known = of_contact(ANA.answer.contact, region="ES")
    assert {(each.field, each.key) for each in read} == {(each.field, each.key) for each in known}


@given(PERSONS)
def test_no_text_becomes_a_line_of_its_own_and_no_line_is_longer_than_75_octets(person):
    text = vcard4(person, revision=REVISION).encode("utf-8", "replace").decode()
    physical = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in physical)
    assert (physical[0], physical[-1]) == ("BEGIN:VCARD", "END:VCARD")
    begun = [line for line in physical if not line.startswith(" ")]
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in begun)
    assert len([line for line in begun if line.startswith("FN:")]) == 1


@given(PERSONS)
def test_the_note_is_read_back_as_it_was(person):
    told = replace(person, answer=Answer(Decision.FILE, who=person.answer.who or "x"))
    [note] = [line for line in card_lines(vcard4(told, revision=REVISION)) if line.name == "NOTE"] or [None]
    if note:
        assert note.value.startswith("Quién es: ")
        assert "\n" not in note.value


def test_an_extension_in_words_makes_the_number_a_text():
    phone = Value("+34986123456", "", kind="landline", parts=(("extension", "dos"),))
    contact = replace(ANA.answer.contact, phones=(phone,))
    text = vcard4(replace(ANA, answer=replace(ANA.answer, contact=contact)), revision=REVISION)
    assert 'TEL;TYPE="work,voice":+34986123456 ext. dos\r\n' in text
