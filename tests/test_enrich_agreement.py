from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.agreement import company_fits_domain, name_fits_email, stem


@pytest.mark.parametrize(
    ("name", "local", "least"),
    [
        ("Ana Ruiz Sanz", "ana.ruiz", 0.9),
        ("ANARUIZ", "ana.ruiz", 0.9),
        ("Ana Ruiz", "aruiz", 0.7),
        ("Zoë Brandtner", "z.brandtner", 0.7),
        ("Ana Ruiz", "ar", 0.5),
        ("Bartholomew Ruiz", "barth", 0.5),
        ("Ana Brandtner", "brandtncr", 0.5),
    ],
)
def test_an_address_spelt_from_a_name_fits_it(name: str, local: str, least: float) -> None:
    assert name_fits_email(name, local) >= least


@pytest.mark.parametrize("local", ["info", "sales", "q", "", "1234"])
def test_an_address_of_nobody_fits_no_name(local: str) -> None:
    assert name_fits_email("Ana Ruiz", local) == 0


@pytest.mark.parametrize(
    ("company", "domain", "least"),
    [
        ("Quirinal Tools S.L.", "quirinal-tools", 0.9),
        ("Quirinal Tools S.L.", "qts", 0.7),
        ("Quirinal", "quirinaltools", 0.6),
        ("QTX Express", "qtxpress", 0.5),
        ("Quirina1tools", "quirinaltools", 0.6),
    ],
)
def test_a_domain_spelt_from_a_company_fits_it(company: str, domain: str, least: float) -> None:
    assert company_fits_domain(company, domain) >= least


def test_a_domain_of_others_fits_no_company() -> None:
    assert company_fits_domain("Quirinal Tools", "bakery") == 0


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("www.quirinal.es", "quirinal"),
        ("quirinal.co.uk", "quirinal"),
        ("mail.quirinal.com", "quirinal"),
        ("quirinal.com/es/madrid", "quirinal"),
        ("quirinal.example.com", "quirinal"),
        ("quirinal-ejemplo.es", "quirinal"),
        ("quirinal", "quirinal"),
        ("", ""),
    ],
)
def test_the_stem_is_the_label_that_the_owner_chose(host: str, own: str) -> None:
    assert stem(host) == own


@given(st.text(max_size=40), st.text(max_size=40))
def test_fitting_is_always_between_0_and_1(one: str, other: str) -> None:
    assert 0 <= name_fits_email(one, other) <= 1
    assert 0 <= company_fits_domain(one, other) <= 1
