from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from stores import NOW, answer, contact
from waiting_cards import ANA

from data.errors import NotFoundError, ServerError, StoreError
from data.models import Contact, Value
from data.people import file_card, people
from data.whom import row_meant
from flows.by_hand import split
from flows.filing import write_missing_vcards
from flows.merging import merge

LATER = replace(contact("Ana Ruiz"), company=Value("Puerto Verde", "Puerto Verde"), phones=())


@pytest.fixture
def two(desk) -> tuple[str, str]:
    """Ana's cards, filed as two people, each with a vCard."""
    cards = desk.lay(contact(), "1.jpg").id, desk.lay(LATER, "2.jpg").id
    file_card(desk.db, cards[0], answer("Hace barcos", met_when=date(2019, 3, 1)), at=NOW)
    later = answer("Dirige un puerto", contact=LATER, met_when=date(2024, 6, 1))
    file_card(desk.db, cards[1], later, at=datetime(2026, 11, 6, tzinfo=UTC))
    write_missing_vcards(desk.settings, desk.db)
    return cards


def vcards(desk):
    return {path.name: path.read_text("utf-8") for path in desk.settings.home.people.glob("*.vcf")}


def test_two_people_become_one_with_one_vcard_and_the_way_back_is_said(desk, two, capsys):
    assert merge(desk.settings, "1", "2") == 0
    (person,) = people(desk.db)
    said = capsys.readouterr().out
    assert "Hace barcos" in said
    assert "1 Ana Ruiz Peña · Astilleros Ruiz, S.L." in said
    assert "2 Ana Ruiz · Puerto Verde" in said
    assert "aroma split 1 2" in said
    (card,) = vcards(desk).values()
    folded = card.replace("\n ", "")
    assert "ORG:Puerto Verde" in folded
    assert "trabajo: Carpintera de ribera · Astilleros Ruiz\\, S.L. (01/03/2019 – 01/06/2024)" in folded
    assert person.uid in folded


@pytest.mark.parametrize(
    ("what", "which"), [("1", ""), ("1", "2"), ("2", ""), ("ana ruiz", ""), ("Puerto", "2")]
)
def test_split_gives_back_both_and_their_vcards(desk, two, capsys, what, which):
    before, files = people(desk.db), vcards(desk)
    merge(desk.settings, "2", "1")
    assert split(desk.settings, what, which) == 0
    assert people(desk.db) == before
    assert [unrevised(text) for text in vcards(desk).values()] == [unrevised(text) for text in files.values()]
    assert "aroma merge 1 2" in capsys.readouterr().out


def unrevised(card):
    return [line for line in card.splitlines() if not line.startswith("REV")]


def test_a_person_is_named_by_the_first_letters_of_a_card(desk, two):
    assert [row_meant(desk.db, card[:6]) for card in two] == [1, 2]
    merge(desk.settings, two[0][:5], two[1][:5])
    split(desk.settings, two[1][:6])
    assert len(people(desk.db)) == 2


def test_a_name_that_several_have_lists_them(desk, two):
    with pytest.raises(NotFoundError) as caught:
        merge(desk.settings, "ruiz", "2")
    said = caught.value.text("en")
    assert "1 Ana Ruiz Peña · Astilleros Ruiz, S.L." in said
    assert "2 Ana Ruiz · Puerto Verde" in said


def test_a_whole_name_goes_before_the_beginning_of_one(desk, two):
    assert row_meant(desk.db, "ANA RUIZ") == 2


def test_nobody_and_one_person_alone_are_not_joined(desk, two):
    with pytest.raises(NotFoundError):
        merge(desk.settings, "Xoana", "2")
    with pytest.raises(StoreError) as caught:
        merge(desk.settings, "2", two[1])
    assert "aroma who 2" in caught.value.text("en")
    assert len(people(desk.db)) == 2


def test_of_three_joined_it_has_to_be_said_which_to_part(desk, two):
    third = desk.lay(ANA, "3.jpg").id
    file_card(desk.db, third, answer("Otra más", contact=ANA), at=NOW)
    merge(desk.settings, "1", "2")
    merge(desk.settings, "1", "3")
    with pytest.raises(StoreError) as caught:
        split(desk.settings, "1")
    assert third in caught.value.text("es")
    split(desk.settings, "1", third)
    assert [person.number for person in people(desk.db)] == [1, 3]


def test_what_was_not_joined_is_not_parted(desk, two):
    with pytest.raises(StoreError) as caught:
        split(desk.settings, "1", "2")
    assert caught.value.message.key == "merging.not-of"
    with pytest.raises(StoreError) as caught:
        split(desk.settings, "1")
    assert caught.value.message.key == "merging.not-joined"


def test_a_card_that_waits_is_split_as_before_and_needs_a_running_aroma(desk, two):
    waits = desk.lay(Contact(), "waits.jpg")
    with pytest.raises(ServerError):
        split(desk.settings, waits.id)
    with pytest.raises(StoreError) as caught:
        split(desk.settings, waits.id, "2")
    assert caught.value.message.key == "merging.sides-only"
