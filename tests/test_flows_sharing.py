"""Who has something in common, and that nobody has it with themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from people_to_help import ANA, IKER, TOM, filed

from data.merging import merge_people
from data.models import Answer, Decision
from enrich.suggestion import Kind, Suggestion
from flows.give import lines
from flows.give_page import items
from flows.sharing import MOST_NEIGHBOURS, MOST_WITH_ONE
from flows.suggesting import suggestions

TODAY = date(2026, 11, 26)
SHARED = (Kind.INTEREST, Kind.HEADING, Kind.TOWN)


def shared(db, person: int | None = None) -> list[Suggestion]:
    return [each for each in suggestions(db, TODAY, person=person) if each.kind in SHARED]


def somebody(who: str, does: str = "", heading: str = "", *interests: str) -> Answer:
    return Answer(Decision.FILE, who=who, does=does, heading=heading, interests=interests)


def test_two_who_care_about_the_same_are_told_with_the_words_of_both(db):
    ana, iker = filed(db, ANA), filed(db, IKER)
    [found] = shared(db)
    assert (found.kind, {found.person, found.other}) == (Kind.INTEREST, {ana.number, iker.number})
    assert {found.words, found.others} == {"cheese fairs", "las ferias de queso"}
    page = "\n".join(lines(items(db, {"abcde": found}, "en"), "en"))
    assert "THEY CARE ABOUT THE SAME\n  1. Ana Ibáñez Peña and Iker Mendiola  [abcde]\n" in page
    assert "Iker Mendiola cares about: las ferias de queso" in page
    assert "They share a pastime or a cause." in page
    assert shared(db, iker.number) == [found]


def test_two_who_are_heading_the_same_way_are_told(db):
    filed(db, somebody("Cooks for a ship", "", "montar una escuela de cocina"))
    filed(db, somebody("Bakes by night", "", "abrir una escuela de cocina"))
    filed(db, somebody("Mends clocks", "", "to walk across Iceland"))
    [found] = shared(db)
    assert (found.kind, found.person, found.other) == (Kind.HEADING, 1, 2)
    assert {found.words, found.others} == {"montar una escuela de cocina", "abrir una escuela de cocina"}


def test_a_town_is_told_of_those_who_share_more_and_else_to_whoever_asks_about_one(db):
    for number in range(MOST_NEIGHBOURS + 2):
        filed(db, somebody(f"Number {number} of the choir", "Panadera en Teruel"))
    stargazer = filed(db, somebody("Keeps the keys", "Panadero en Teruel", "", "tiene un telescopio"))
    other = filed(db, somebody("Rings the bells", "Baker in Teruel", "", "looks at nebulae"))
    [found] = shared(db)
    assert (found.kind, {found.person, found.other}) == (Kind.INTEREST, {stargazer.number, other.number})
    assert [reason.key for reason in found.reasons] == ["giving.interest", "giving.home"]
    asked = shared(db, stargazer.number)
    assert [each.kind for each in asked] == [Kind.INTEREST, *[Kind.TOWN] * MOST_NEIGHBOURS]
    assert all(each.about(stargazer.number) for each in asked)


def test_what_many_share_names_each_of_them_a_few_times(db):
    for number in range(9):
        filed(db, somebody(f"Number {number} of the choir", "", "", f"el ajedrez, tablero {number}"))
    found = shared(db)
    for number in range(1, 10):
        assert sum(each.about(number) for each in found) <= MOST_WITH_ONE
    assert len(found) > MOST_WITH_ONE


def test_somebody_filed_twice_is_suggested_neither_to_themselves_nor_under_the_number_of_before(db):
    first, iker, again, tom = (filed(db, one) for one in (ANA, IKER, replace(ANA, who="Ana"), TOM))
    both = replace(IKER, needs=ANA.needs, offers=(*IKER.offers, *ANA.offers), contact=ANA.contact)
    third = filed(db, both)
    merge_people(db, [first.number, again.number, third.number], replaced=lambda *_: ())
    found = suggestions(db, TODAY)
    assert found
    for each in found:
        assert each.person != each.other
        assert {each.person, each.other} <= {first.number, iker.number, tom.number, None}
    keys = [(each.kind, each.person, each.other, each.words) for each in found]
    assert len(keys) == len(set(keys))
