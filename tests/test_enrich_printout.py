from __future__ import annotations

import json

from data.models import Code, Contact, Value
from data.texts import message
from enrich.printout import card_json, no_card_json
from tests.invented_readings import line, reading

CARD = reading(line("Ana Ruiz", 10, 20))
CONTACT = Contact(
    name=Value("Ana Ruiz", "ANA RUIZ", 0.98),
    phones=(Value("+34612345678", "612 34 56 78", 0.9, message("doubt.unwitnessed"), "mobile"),),
    emails=(Value("ana@example.com", "ana@example.com"),),
)


def test_a_card_is_printed_in_the_promised_shape() -> None:
    printed = card_json(CARD, CONTACT, "en")
    assert list(printed) == ["photo", "sha256", "card", "box", "seconds", "error", "fields", "lines", "codes"]
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
    fields = card_json(CARD, Contact(), "es")["fields"]
    assert [fields[name] for name in ("name", "job_title", "company", "address")] == [None] * 4
    assert [fields[name] for name in ("phones", "emails", "websites", "social", "also")] == [[]] * 5


def test_codes_and_what_else_a_card_names_are_printed_too() -> None:
    box = ((1.0, 2.0), (3.0, 2.0), (3.0, 4.0), (1.0, 4.0))
    also = Contact(also=(Value("青空", "青空", 0.9, kind="native_company"),))
    printed = card_json(reading(codes=(Code("https://rosas.example", box),)), also, "en")
    assert printed["codes"] == [{"text": "https://rosas.example", "box": [[1, 2], [3, 2], [3, 4], [1, 4]]}]
    said = {"value": "青空", "raw": "青空", "confidence": 0.9, "doubt": None, "kind": "native_company"}
    assert printed["fields"]["also"] == [said]


def test_doubts_are_said_in_the_owners_language() -> None:
    said = [card_json(CARD, CONTACT, language)["fields"]["phones"][0]["doubt"] for language in ("es", "en")]
    assert said == ["solo lo ha leído un lector", "only one reader has read it"]


def test_a_photo_without_a_card_has_no_fields_and_an_error() -> None:
    printed = no_card_json("x.jpg", "0" * 64, message("doubt.faint"), "en")
    assert (printed["fields"], printed["error"], printed["lines"]) == (None, "hard to read on the photo", [])
    assert list(printed) == list(card_json(CARD, CONTACT, "en"))
