from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Value
from data.texts import Message
from enrich import companies, legal_forms

PIECES = [
    "Flores",
    "SUR",
    "S.L.",
    "s",
    "l",
    "GmbH",
    "&",
    "Co.",
    "KG",
    "Ltd,",
    "Inc.",
    "Hotel",
    "-",
    ".",
    "y",
    "A/S",
    "(c)",
    "T.V.",
    "3M",
    "Ş",
]
LINES = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))


@pytest.mark.parametrize(
    ("printed", "name", "form"),
    [
        ("Flores del Sur, S.L.", "Flores del Sur", "S.L."),
        ("FLORES DEL SUR S L", "FLORES DEL SUR", "S L"),
        ("Flores del Sur SLU", "Flores del Sur", "SLU"),
        ("Huertas Unidas S.Coop.", "Huertas Unidas", "S.Coop."),
        ("Mar Azul S.A. de C.V.", "Mar Azul", "S.A. de C.V."),
        ("Kranich GmbH & Co. KG", "Kranich", "GmbH & Co. KG"),
        ("Kranich AG", "Kranich", "AG"),
        ("Bluebell Ltd", "Bluebell", "Ltd"),
        ("Bluebell Co., Ltd.", "Bluebell", "Co., Ltd."),
        ("Bluebell Pvt. Ltd.", "Bluebell", "Pvt. Ltd."),
        ("Bluebell, Inc.", "Bluebell", "Inc."),
        ("Muguet SARL", "Muguet", "SARL"),
        ("Mughetto S.r.l.", "Mughetto", "S.r.l."),
        ("Tulp B.V.", "Tulp", "B.V."),
        ("Lírio, Lda.", "Lírio", "Lda."),
        ("Syrinx A/S", "Syrinx", "A/S"),
        ("Konwalia Sp. z o.o.", "Konwalia", "Sp. z o.o."),
        ("Lale Çiçekçilik A.Ş.", "Lale Çiçekçilik", "A.Ş."),
    ],
)
def test_the_legal_form_is_a_part_and_the_company_stays_as_printed(
    printed: str, name: str, form: str
) -> None:
    found = companies.clean(printed)
    assert found is not None
    assert (found.value, found.part("name"), found.part("legal_form")) == (printed, name, form)


@pytest.mark.parametrize(
    "printed", ["Mar Azul", "SA", "Casa", "Grupo Oslo", "Bar Kas", "El Tobogán", "PIXELAB"]
)
def test_a_word_that_only_looks_like_a_legal_form_is_none(printed: str) -> None:
    found = companies.clean(printed)
    assert found is not None
    assert found.part("legal_form") == ""


def test_a_legal_form_tells_the_countries_that_have_it() -> None:
    assert legal_forms.countries("Flores del Sur, S.L.") == ("ES",)
    assert "DE" in legal_forms.countries("Kranich GmbH")
    assert legal_forms.countries("Kranich") == ()


def test_companies_compare_without_form_accents_case_and_joining_words() -> None:
    assert companies.key("FLORES DEL SUR, S.L.") == companies.key("Flores del Sur")
    assert companies.key("Peón & Hijos") == companies.key("PEON Y HIJOS S.A.")


@pytest.mark.parametrize("text", ["", " - ", "ana@example.com", "x" * 121])
def test_what_cannot_be_a_company_is_none(text: str) -> None:
    assert companies.clean(text) is None


def test_a_typed_company_is_refused_only_where_it_is_empty() -> None:
    assert isinstance(companies.check("3M"), Value)
    said = companies.check("  ")
    assert isinstance(said, Message)
    assert said.text("es") != said.text("en")


@pytest.mark.parametrize(
    "company",
    [
        "Flores del Sur, S.L.",
        "Bodegas López",
        "Universidad del Norte",
        "Vidal & Asociados",
        "Acme Consulting",
        "Kranichbau",
    ],
)
def test_a_company_is_likelier_than_a_person_a_post_or_a_slogan(company: str) -> None:
    others = [
        "María García López",
        "Directora de Ventas",
        "Ponemos flores en la vida de todos desde siempre.",
    ]
    assert companies.likelihood(company) > 0.6 > max(companies.likelihood(other) for other in others)


@given(LINES)
def test_cleaning_twice_is_cleaning_once_and_keeps_the_key(text: str) -> None:
    found = companies.clean(text)
    if found is not None:
        again = companies.clean(found.value)
        assert again is not None
        assert again.value == found.value
        assert companies.key(found.value) == companies.key(text)


@given(LINES)
def test_the_likelihood_is_between_nothing_and_certain_for_any_text(text: str) -> None:
    assert 0.0 <= companies.likelihood(text) <= 1.0
