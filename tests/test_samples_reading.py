"""The samples, read by both readers and drafted: easy photos without a fault, the rest no worse than now."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data.models import Contact
from enrich.draft import draft_contact
from ocr.reader import read_photo

pytestmark = pytest.mark.tesseract

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
TRUTH: dict[str, Any] = json.loads((SAMPLES / "truth.json").read_text("utf-8"))
EASY = sorted(name for name, entry in TRUTH.items() if entry["difficulty"] == "easy")
OTHERS = sorted(set(TRUTH) - set(EASY))

FLOOR = 0.93
"""Share of all values on the medium and hard photos that was read right when this was written."""


@cache
def contacts(name: str) -> tuple[tuple[int, Contact], ...]:
    """Page and contact of every card that is found in a sample; the country is not told."""
    return tuple((reading.page, draft_contact(reading)) for reading in read_photo(SAMPLES / name))


def values(contact: Contact) -> set[tuple[str, str]]:
    """Every value of a contact with its field, in the form in which it is compared."""
    single = {"job_title": contact.job_title, "company": contact.company, "address": contact.address}
    return {
        ("name", contact.name.value if contact.name else ""),
        *((field, letters(value.value)) for field, value in single.items() if value),
        *(("phone", f"{phone.value} {phone.kind} {phone.part('extension')}") for phone in contact.phones),
        *(("email", email.value) for email in contact.emails),
        *(("website", website.value.removeprefix("www.")) for website in contact.websites),
        *(("social", account.value) for account in contact.social),
    }


def truths(card: dict[str, Any]) -> set[tuple[str, str]]:
    """What `values` gives for a card that is read without a fault."""
    phones = zip(card["phones"], card["phone_kinds"], card["extensions"], strict=True)
    return {
        ("name", card["name"]),
        *((field, letters(card[field])) for field in ("job_title", "company", "address") if card[field]),
        *(("phone", f"{number} {kind} {extension}") for number, kind, extension in phones),
        *(("email", email) for email in card["emails"]),
        *(("website", website.removeprefix("www.")) for website in card["websites"]),
    }


def letters(text: str) -> str:
    """The text without what printers choose as they like: case, spaces and punctuation; accents stay."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


@pytest.mark.parametrize("name", EASY)
def test_every_value_of_an_easy_photo_is_right_and_none_is_made_up(name) -> None:
    expected = [(card["page"], truths(card)) for card in TRUTH[name]["cards"]]
    assert [(page, values(contact)) for page, contact in contacts(name)] == expected


def test_the_other_photos_are_read_no_worse_than_before() -> None:
    found = {name: set().union(*(values(contact) for _, contact in contacts(name))) for name in OTHERS}
    expected = {name: set().union(*(truths(card) for card in TRUTH[name]["cards"])) for name in OTHERS}
    missed = {name: sorted(expected[name] - found[name]) for name in OTHERS}
    right = sum(len(expected[name] & found[name]) for name in OTHERS)
    assert right / sum(map(len, expected.values())) >= FLOOR, missed


def test_two_cards_on_one_photo_are_two_contacts() -> None:
    read = [[email.value for email in contact.emails] for _, contact in contacts("two-on-one.jpg")]
    assert sorted(read) == sorted(card["emails"] for card in TRUTH["two-on-one.jpg"]["cards"])
