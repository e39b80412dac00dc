"""Text off a card is no line, no property and no second card in a vCard."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import vobject
from hostile import HOSTILE, told

from data.models import Person
from enrich.content_lines import properties
from enrich.vcard import vcard

NOW = datetime(2026, 11, 5, tzinfo=UTC)
UID = "2f1c7d1e-8f4e-4b7e-9c3b-0f6f3d1f2a10"
TEXT = {name: text for name, text in HOSTILE.items() if name != "no end"}


def written(text: str) -> str:
    return vcard(Person(7, told(text), UID), revision=NOW)


def named(card: str) -> list[str]:
    """The names of all lines, as a reader takes them that ends lines wherever Unicode does."""
    return [
        line.partition(":")[0].partition(";")[0] for line in card.splitlines() if not line.startswith(" ")
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_card_has_the_lines_of_any_other(text):
    assert named(written(text)) == named(written("Ana"))


@pytest.mark.parametrize("text", TEXT.values(), ids=TEXT)
def test_readers_find_one_card_and_the_text_in_it(text):
    card = written(text)
    (read,) = vobject.readComponents(card)
    assert read.fn.value == " ".join(read.fn.value.split())
    assert read.uid.value == UID
    assert len(read.tel_list) == 2
    assert {found.name for found in properties(card)} <= set(named(card))
