from __future__ import annotations

import json
from dataclasses import replace

from data.models import CardRead, Code, Contact, Side, Value
from data.texts import message
from enrich.printout import card_json, no_card_json
from tests.invented_readings import line, reading

CONTACT = Contact(
    name=Value("Ana Ruiz", "ANA RUIZ", 0.98),
    phones=(Value("+34612345678", "612 34 56 78", 0.9, message("doubt.unwitnessed"), "mobile"),),
    emails=(Value("ana@example.com", "ana@example.com"),),
)
READING = reading(line("Ana Ruiz", 10, 20))


def one_side(contact: Contact) -> CardRead:
    return CardRead((Side(READING, contact),), contact)


CARD = one_side(CONTACT)


def test_a_card_is_printed_in_the_promised_shape() -> None:
    printed = card_json(CARD, "en")
    keys = ["photo", "sha256", "card", "box", "seconds", "error", "fields", "sides", "lines", "codes"]
    assert list(printed) == keys
    assert list(printed["fields"]) == [
        "name",
        "job_title",
        "company",
        "address",
        "phones",
        "emails",
        "websites",
        "social",
        "also",
    ]
    assert printed["fields"]["name"] == {
        "value": "Ana Ruiz",
        "raw": "ANA RUIZ",
        "confidence": 0.98,
        "doubt": None,
    }
    assert printed["fields"]["phones"][0]["kind"] == "mobile"
    assert "kind" not in printed["fields"]["emails"][0]
    assert printed["lines"][0]["text"] == "Ana Ruiz"
    assert json.loads(json.dumps(printed, ensure_ascii=False)) == printed


def test_what_was_not_found_is_null_or_an_empty_list() -> None:
    fields = card_json(one_side(Contact()), "es")["fields"]
    assert [fields[name] for name in ("name", "job_title", "company", "address")] == [None] * 4
    assert [fields[name] for name in ("phones", "emails", "websites", "social", "also")] == [[]] * 5


def test_codes_and_what_else_a_card_names_are_printed_too() -> None:
    box = ((1.0, 2.0), (3.0, 2.0), (3.0, 4.0), (1.0, 4.0))
    also = Contact(also=(Value("青空", "青空", 0.9, kind="native_company"),))
    coded = reading(codes=(Code("https://rosas.example", box),))
    printed = card_json(CardRead((Side(coded, also),), also), "en")
    assert printed["codes"] == [{"text": "https://rosas.example", "box": [[1, 2], [3, 2], [3, 4], [1, 4]]}]
    said = {"value": "青空", "raw": "青空", "confidence": 0.9, "doubt": None, "kind": "native_company"}
    assert printed["fields"]["also"] == [said]


def test_doubts_are_said_in_the_owners_language() -> None:
    said = [card_json(CARD, language)["fields"]["phones"][0]["doubt"] for language in ("es", "en")]
    assert said == ["solo lo ha leído un lector", "only one reader has read it"]


def test_a_photo_without_a_card_has_no_fields_and_an_error() -> None:
    printed = no_card_json("x.jpg", "0" * 64, message("doubt.faint"), "en")
    assert (printed["fields"], printed["error"], printed["lines"]) == (None, "hard to read on the photo", [])
    assert list(printed) == list(card_json(CARD, "en"))


def test_each_side_of_a_card_says_where_it_is_and_has_its_lines() -> None:
    back = replace(reading(line("Desde 1954", 10, 20)), photo="dorso.jpg", page=1, card=1)
    printed = card_json(CardRead((*CARD.sides, Side(back, Contact(rest=("Desde 1954",)))), CONTACT), "en")
    assert printed["photo"] == "card.jpg"
    assert [list(side) for side in printed["sides"]] == [
        ["photo", "sha256", "page", "card", "box", "framed"]
    ] * 2
    assert [(side["photo"], side["page"], side["card"]) for side in printed["sides"]] == [
        ("card.jpg", 0, 0),
        ("dorso.jpg", 1, 1),
    ]
    assert [each["text"] for each in printed["lines"]] == ["Ana Ruiz", "Desde 1954"]
