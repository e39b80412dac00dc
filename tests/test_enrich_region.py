from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.region import country, region_of


@pytest.mark.parametrize(
    ("lines", "region"),
    [
        (["Tel. +44 20 7946 0018"], "GB"),
        (["12 Sample Street, Austin, TX 78701", "(512) 555-0143"], "US"),
        (["512-555-0143"], "US"),
        (["Musterweg 5, D-12345 Berlin"], "DE"),
        (["Calle Inventada 5", "Tel. 91 000 00 00", "www.inventada.es"], "ES"),
        (["Rua Inventada 5, Lisboa", "info@inventada.pt"], "PT"),
        (["Rue Inventée 5, Paris, France"], "FR"),
        (["info@inventada.co.uk"], "GB"),
        (["Inventata Ceramiche S.p.A.", "Tel. 02 0000 0000"], "IT"),
        (["Invented Marg, Kolkata-700 000"], "IN"),
        (["+61 555 1234"], "AU"),
    ],
)
def test_the_card_tells_its_country(lines: list[str], region: str) -> None:
    assert region_of(lines, default="MX") == region


@pytest.mark.parametrize(
    "lines", [[], ["Ana Ruiz", "Directora"], ["www.inventada.ai", "ana@inventada.io"], ["London Reyes"]]
)
def test_a_card_that_tells_none_is_of_the_owners_country(lines: list[str]) -> None:
    assert region_of(lines, default="ES") == "ES"


def test_one_foreign_number_does_not_outweigh_address_and_domain() -> None:
    lines = ["+1 512 555 0143", "Calle Inventada 5, 28001 Madrid, España", "www.inventada.es"]
    assert region_of(lines, default="MX") == "ES"


def test_a_country_is_known_in_several_languages_and_by_its_letters() -> None:
    assert {country(name) for name in ("Spain", "España", "ESPAÑA", "Spanien", "Espagne")} == {"ES"}
    assert (country("UK"), country("us"), country("Ruiz")) == ("GB", None, None)


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_has_a_region(lines: list[str]) -> None:
    assert len(region_of(lines, default="ES")) == 2
