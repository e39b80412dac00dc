from __future__ import annotations

import json

from data.models import Contact, Value
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
    assert list(printed) == ["photo", "sha256", "card", "box", "seconds", "error", "fields", "lines"]
    assert list(printed["fields"]) == [
        "name",
        "job_title",
        "company",
        "address",
        "phones",
        "emails",
        "websites",
        "social",
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
    assert [fields[name] for name in ("phones", "emails", "websites", "social")] == [[]] * 4


def test_doubts_are_said_in_the_owners_language() -> None:
    said = [card_json(CARD, CONTACT, language)["fields"]["phones"][0]["doubt"] for language in ("es", "en")]
    assert said == ["solo lo ha leído un lector", "only one reader has read it"]


def test_a_photo_without_a_card_has_no_fields_and_an_error() -> None:
    printed = no_card_json("x.jpg", "0" * 64, message("doubt.faint"), "en")
    assert (printed["fields"], printed["error"], printed["lines"]) == (None, "hard to read on the photo", [])
    assert list(printed) == list(card_json(CARD, CONTACT, "en"))
