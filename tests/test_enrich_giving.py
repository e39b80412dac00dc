"""Needs meet offers: what fits is found, what only looks like it is not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.models import Need, NeedKind
from data.texts import LANGUAGES
from enrich.giving import BLOCK, Shelf, _largest, explained, introductions, shelf, shown
from enrich.giving_reasons import shared_things
from enrich.giving_records import Introduction, offered_of, wanted_of, who
from enrich.meaning import vectors

ASKS = {
    "luz": (
        "Regenta una posada en Soria",
        NeedKind.SUPPLIER,
        "un carpintero que arregle las puertas, por Soria",
    ),
    "tom": (
        "Keeps a guest house in Truro, Cornwall",
        NeedKind.SUPPLIER,
        "a beekeeper with honey in small jars",
    ),
    "eva": ("Almazara en Úbeda", NeedKind.CLIENT, "distribuidores para nuestro aceite de oliva"),
    "ian": ("Sails out of Falmouth", NeedKind.SUPPLIER, "somebody to mend a torn sail on my boat"),
    "pau": (
        "Estudiante de cocina en Girona",
        NeedKind.OTHER,
        "un submarino amarillo de juguete para mi acuario",
    ),
}
OFFERS = {
    "joiner": ("Joiner in Soria", "Doors, windows and fitted furniture in Soria, Spanish or English"),
    "far": ("Carpintero en Punta Arenas, Chile", "Puertas y ventanas de madera, solo en Punta Arenas"),
    "miel": ("Apicultora en Truro", "Miel de mis colmenas en tarros pequeños"),
    "buys": (
        "Delicatessen distributor, Leeds",
        "We buy olive oil from small mills and distribute it in England",
    ),
    "also": ("Almazara en Jaén", "Vendemos aceite de oliva a granel"),
    "wax": ("Cerera en Truro", "Velas de cera y candelas para iglesias"),
    "canvas": ("Sailmaker in Falmouth", "Sails cut and mended, covers for boats"),
}


@pytest.fixture(scope="module")
def kept() -> Shelf:
    offered = [each for key, (does, offer) in OFFERS.items() for each in offered_of(who(key, does, (offer,)))]
    meant = vectors([each.said.text for each in offered])
    return shelf(offered, meant, vectors([each.who.does.text for each in offered]))


def found(key: str, kept: Shelf) -> tuple[Introduction, ...]:
    does, kind, text = ASKS[key]
    return introductions(wanted_of(who(key, does), (Need(kind, text),)), vectors([text]), kept)


def score(key: str, person: str, kept: Shelf) -> float:
    return next(each.score for each in found(key, kept) if each.offered.who.person == person)


def test_a_trade_is_found_in_the_other_language(kept: Shelf) -> None:
    assert found("luz", kept)[0].offered.who.person == "joiner"
    assert found("tom", kept)[0].offered.who.person == "miel"


def test_the_same_trade_in_another_country_counts_less(kept: Shelf) -> None:
    assert score("luz", "far", kept) < score("luz", "joiner", kept)


def test_who_buys_is_found_before_who_sells_the_same(kept: Shelf) -> None:
    assert score("eva", "buys", kept) > score("eva", "also", kept)


def test_a_word_in_another_sense_is_not_taken_for_the_thing(kept: Shelf) -> None:
    assert found("ian", kept)[0].offered.who.person == "canvas"
    assert score("ian", "wax", kept) < score("ian", "canvas", kept)


def test_a_need_that_nobody_serves_gets_nothing(kept: Shelf) -> None:
    assert shown(found("pau", kept)) == ()


def test_nobody_is_introduced_to_themselves(kept: Shelf) -> None:
    own = wanted_of(
        who("joiner", *OFFERS["joiner"][:1]), (Need(NeedKind.SUPPLIER, "doors and windows in Soria"),)
    )
    asked = introductions(own, vectors(["doors and windows in Soria"]), kept)
    assert asked
    assert all(each.offered.who.person != "joiner" for each in asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_suggestion_says_why_in_words_and_without_figures(kept: Shelf, language: str) -> None:
    told = explained(found("luz", kept)[0], kept)
    sentences = [reason.words.text(language) for reason in told.reasons]  # type: ignore[arg-type]
    assert sentences
    assert not any(sign.isdigit() for sentence in sentences for sign in sentence)


def test_what_both_speak_of_is_named_in_the_language_of_who_reads(kept: Shelf) -> None:
    wanted, offered = found("luz", kept)[0].wanted, found("luz", kept)[0].offered
    english, spanish = (shared_things(wanted, offered)[tongue] for tongue in ("en", "es"))
    assert english
    assert spanish
    assert english != spanish


def test_one_person_is_suggested_once_for_a_need(kept: Shelf) -> None:
    people = [each.offered.who.person for each in found("luz", kept)]
    assert len(people) == len(set(people))


def test_nothing_is_suggested_where_nobody_offers() -> None:
    empty = shelf([], vectors([]), vectors([]))
    assert found("luz", empty) == ()


@settings(max_examples=15, deadline=None)
@given(some.text(max_size=60), some.sampled_from(NeedKind))
def test_any_text_is_matched_alike_each_time_and_never_fails(kept: Shelf, text: str, kind: NeedKind) -> None:
    wanted = wanted_of(who("somebody", text), (Need(kind, text),))
    once = introductions(wanted, vectors([text]), kept)
    again = introductions(wanted, vectors([text]), kept)
    assert [(each.offered.who.person, each.score) for each in once] == [
        (each.offered.who.person, each.score) for each in again
    ]
    assert all(0 <= each.score <= 1 for each in once)


def test_the_largest_of_each_row_are_found_block_by_block() -> None:
    rows = np.random.default_rng(4).random((20, 5 * BLOCK * 10 + 17), np.float32)
    found = np.sort(np.take_along_axis(rows, _largest(rows, 6), axis=1))
    assert (found == np.sort(rows)[:, -6:]).all()


def test_what_two_serve_alike_is_sure_of_neither_and_likelier_than_nobody(kept: Shelf) -> None:
    alone = found("tom", kept)
    assert sum(each.score for each in alone) < 1
    assert [each.score for each in alone] == sorted((each.score for each in alone), reverse=True)
