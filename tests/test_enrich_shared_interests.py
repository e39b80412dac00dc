"""People who care about the same find each other, across languages."""

from __future__ import annotations

from enrich.giving_records import who
from enrich.meaning import vectors
from enrich.shared_interests import SHOWN, cares_of, same_destination, same_home, shared_interests


def pairs(*people: tuple[str, str]) -> set[tuple[str, str]]:
    cares = [cares_of(name, (care,)) for name, care in people]
    found = shared_interests(cares, vectors([care for _, care in people]))
    return {(each.one, each.other) for each in found if each.score >= SHOWN}


def test_one_pastime_is_shared_across_languages() -> None:
    assert pairs(("a", "tiene un telescopio"), ("b", "looks at nebulae")) == {("a", "b")}


def test_unlike_pastimes_are_not_shared() -> None:
    assert pairs(("a", "el ajedrez de café"), ("b", "deep sea diving")) == set()


def test_nobody_shares_with_themselves() -> None:
    assert pairs(("a", "origami"), ("a", "origami")) == set()


def test_the_same_destination_is_told_by_its_own_name() -> None:
    people = [("a", "montar una escuela de cocina"), ("b", "abrir una escuela de cocina")]
    (found,) = same_destination(people, vectors([text for _, text in people]))
    assert (found.words.key, found.said) == ("giving.destination", (people[0][1], people[1][1]))


def test_what_one_person_shares_is_among_what_all_share() -> None:
    people = [("a", "tiene un telescopio"), ("b", "looks at nebulae"), ("c", "la astronomía")]
    meant = vectors([care for _, care in people])
    cares = [cares_of(name, (care,)) for name, care in people]
    every = shared_interests(cares, meant)
    assert {(each.one, each.other) for each in every} == {("a", "b"), ("a", "c"), ("b", "c")}
    own = tuple(each for each in every if "c" in {each.one, each.other})
    assert shared_interests(cares, meant, of="c") == own


def test_the_same_home_town_is_told_by_its_own_name() -> None:
    (found,) = same_home(
        [who("a", "Panadera en Teruel"), who("b", "Baker in Teruel"), who("c", "Baker in Leeds")]
    )
    assert (found.one, found.other, found.words.key) == ("a", "b", "giving.home")
