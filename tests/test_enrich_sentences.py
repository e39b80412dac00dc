from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Contact, Value
from enrich.sentences import says_something

CARD = Contact(
    name=Value("Ana Prueba Inventada", "ANA PRUEBA INVENTADA"),
    job_title=Value("Directora de Ventas", "Directora de Ventas"),
    company=Value("Talleres Ejemplares, S.L.", "Talleres Ejemplares, S.L."),
)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "...",
        "ok",
        "x",
        "asdf asdf",
        "no sé",
        "I don't know",
        "test test",
        "aaa bbb",
        "1234 5678",
        "Ana Prueba Inventada",
        "ANA PRUEBA, directora de ventas",
        "Trabaja en Talleres Ejemplares como directora de ventas",
        "She is Ana Prueba of Talleres Ejemplares",
    ],
)
def test_a_sentence_that_only_repeats_the_card_says_nothing(sentence):
    assert not says_something(sentence, CARD)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mi tía",
        "Hace pan",
        "She bakes",
        "Buena gente",
        "Le gusta el mar",
        "Directora de ventas que baila tangos",
        "No sé nada de ella, pero me hizo reír",
        "Es la madre de Luis",
        "我的朋友",
    ],
)
def test_a_short_sentence_that_is_one_says_something(sentence):
    assert says_something(sentence, CARD)


@given(st.text())
def test_any_text_says_something_or_nothing(sentence):
    assert says_something(sentence, CARD) in {True, False}
