"""What a text is about is told by the tables, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from enrich.concepts import concept_names, concept_terms, named, tables_print
from enrich.meaning import anchors


def concepts(text: str, tongue: str) -> set[str]:
    return {each.concept for each in named(text, tongue)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("un carpintero", "a joiner"),
        ("abogada", "solicitor"),
        ("mis colmenas", "two hives"),
        ("sidra", "cider"),
    ],
)
def test_one_thing_has_one_name_in_both_languages(spanish: str, english: str) -> None:
    assert concepts(spanish, "es") & concepts(english, "en")


def test_a_verb_is_found_in_its_forms() -> None:
    assert concepts("traduzco y traducimos", "es") & concepts("translator", "en")


def test_the_other_words_tell_which_sense_is_meant() -> None:
    assert "candles" not in concepts("velas y jarcia de un barco", "es")
    assert "sail" not in concepts("velas y jabones de cera", "es")


def test_little_words_name_nothing() -> None:
    assert named("una de las que te doy", "es") == ()


def test_the_vectors_of_the_concepts_are_made_from_these_tables() -> None:
    assert anchors().made_from == tables_print(), "python -m enrich.generate_concept_vectors"


@given(some.text(max_size=80))
def test_weights_are_within_bounds_for_any_text(text: str) -> None:
    assert all(0 < each.weight <= 1 for each in named(text, "en"))


def test_every_concept_can_be_named_to_people_in_both_languages() -> None:
    names = concept_names()
    assert set(names) == set(concept_terms())
    assert all(name[tongue] and "~" not in name[tongue] for name in names.values() for tongue in ("es", "en"))
    assert names["builder"] == {"en": "builder", "es": "albañil"}
