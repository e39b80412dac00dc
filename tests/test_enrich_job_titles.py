from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich import job_titles

PIECES = [
    "DIRECTORA",
    "de",
    "I+D",
    "CEO",
    "&",
    "founder",
    "/",
    "-in",
    "(h/m)",
    "UX/UI",
    "Geschäftsführer",
    "MÜDÜRÜ",
    "ß",
    ".",
    ",",
]
LINES = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("DIRECTORA DE MARKETING Y I+D", "Directora de Marketing y I+D"),
        ("HEAD OF R&D", "Head of R&D"),
        ("JEFE/A DE VENTAS", "Jefe/a de Ventas"),
        ("UX/UI DESIGNER", "UX/UI Designer"),
        ("CO-FOUNDER & CEO", "Co-Founder & CEO"),
        ("CEO", "CEO"),
        ("ceo & founder", "CEO & founder"),
        ("abogada", "Abogada"),
        ("Sales manager", "Sales manager"),
        ("SATIŞ MÜDÜRÜ", "SATIŞ MÜDÜRÜ"),
        (" · Gerente · ", "Gerente"),
    ],
)
def test_titles_are_written_as_a_person_would(printed: str, cleaned: str) -> None:
    found = job_titles.clean(printed)
    assert found is not None
    assert found.value == cleaned
    assert found.raw == printed


@pytest.mark.parametrize("text", ["", "12", "ana@example.com", "x" * 121])
def test_what_cannot_be_a_title_is_none(text: str) -> None:
    assert job_titles.clean(text) is None


def test_titles_compare_without_accents_case_and_punctuation() -> None:
    assert job_titles.key("TÉCNICO/A, Ventas") == job_titles.key("tecnico a ventas")


@pytest.mark.parametrize(
    "title",
    [
        "Director General",
        "ABOGADA",
        "Sales Manager",
        "Geschäftsführer",
        "Verkaufsberater",
        "Directrice commerciale",
        "Amministratore delegato",
        "Cap de projecte",
        "Sócio-gerente",
        "Zaakvoerder",
        "Co-founder",
        "DirectorGeneral",
    ],
)
def test_a_title_is_likelier_than_a_person_a_company_or_an_address(title: str) -> None:
    others = [
        "María García López",
        "Emma Baker",
        "Flores del Sur, S.L.",
        "Calle Mayor, 5",
        "Tel. 912 345 678",
    ]
    assert job_titles.likelihood(title) > 0.6 > max(job_titles.likelihood(other) for other in others)


def test_a_department_alone_says_less_than_a_post() -> None:
    assert 0.0 < job_titles.likelihood("Contabilidad") < job_titles.likelihood("Jefa de Contabilidad")


@given(LINES)
def test_cleaning_twice_is_cleaning_once_and_keeps_the_key(text: str) -> None:
    found = job_titles.clean(text)
    if found is not None:
        again = job_titles.clean(found.value)
        assert again is not None
        assert again.value == found.value
        assert job_titles.key(found.value) == job_titles.key(text)


@given(LINES)
def test_the_likelihood_is_between_nothing_and_certain_for_any_text(text: str) -> None:
    assert 0.0 <= job_titles.likelihood(text) <= 1.0
