"""What is erased of somebody is said so that its owner understands it."""

from __future__ import annotations

import pytest
from stores import answer, contact

from data.naming import one
from data.people import file_card
from data.schema import METADATA
from data.texts import LANGUAGES
from flows.forget import forget
from flows.forget_report import KEPT, report


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_erased_is_said_without_tables_and_figures(make_desk, language):
    desk = make_desk(language=language)
    card = desk.lay(contact())
    file_card(desk.db, card.id, answer(), at=card.arrived)
    found = one(desk.db, "ana", by_name=True)
    erased = forget(desk.settings, desk.db, found, dry_run=True)
    said = list(report(erased, found, "would", desk.settings))[1]
    assert {"en": "what you wrote of them", "es": "lo que escribiste"}[language] in said
    assert not any(sign.isdigit() or sign == "_" for sign in said)


def test_what_is_named_are_tables_of_the_store():
    assert {table for tables in KEPT.values() for table in tables} <= set(METADATA.tables)
