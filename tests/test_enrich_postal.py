from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich import postal, postcodes

PIECES = [
    "C/",
    "Mayor,",
    "12",
    "3º",
    "B",
    "28013",
    "Madrid",
    "España",
    "·",
    "|",
    "-",
    "P.O.",
    "Box",
    "SW1A",
    "1AA,",
    "D-20095",
    "Hamburg",
    "(Sevilla)",
    "s/n",
]
LINES = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join))


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (
            ["C/ del Olmo, 12, 3º B", "28013 Madrid"],
            {"street": "C/ del Olmo, 12", "floor": "3º B", "postcode": "28013", "city": "Madrid"},
        ),
        (
            ["Pol. Ind. Sur, nave 7", "41500 Alcalá de Guadaíra (Sevilla)"],
            {
                "street": "Pol. Ind. Sur",
                "postcode": "41500",
                "city": "Alcalá de Guadaíra",
                "region": "Sevilla",
            },
        ),
        (
            ["Hauptstraße 5", "D-20095 Hamburg"],
            {"street": "Hauptstraße 5", "postcode": "20095", "city": "Hamburg", "country": "DE"},
        ),
        (
            ["12 Oak Street, Suite 4", "Springfield, IL 62701"],
            {
                "street": "12 Oak Street",
                "postcode": "62701",
                "city": "Springfield",
                "region": "IL",
                "country": "US",
            },
        ),
        (
            ["12 King Street", "London SW1A 1AA, UK"],
            {"street": "12 King Street", "postcode": "SW1A 1AA", "city": "London", "country": "GB"},
        ),
        (
            ["Rua das Flores 7", "4000-123 Porto", "Portugal"],
            {"street": "Rua das Flores 7", "postcode": "4000-123", "city": "Porto", "country": "PT"},
        ),
    ],
)
def test_an_address_has_its_parts(lines: list[str], parts: dict[str, str]) -> None:
    found = postal.clean(lines, region="ES")
    assert found is not None
    assert dict(found.parts) == parts


def test_lines_are_joined_in_the_order_of_the_card_and_nothing_is_dropped() -> None:
    found = postal.clean([" Dirección: Avda. del Mar 3 · bajo ", "", "03001  Alicante |"])
    assert found is not None
    assert found.value == "Avda. del Mar 3, bajo, 03001 Alicante"
    assert "Dirección" in found.raw


@pytest.mark.parametrize("lines", [[], [""], ["12345"], [" - ", "·"]])
def test_lines_without_a_letter_are_no_address(lines: list[str]) -> None:
    assert postal.clean(lines) is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Calle Mayor 5, Madrid, España", "ES"),
        ("28013 Madrid - Spain", "ES"),
        ("Dubai, United Arab Emirates", "AE"),
        ("Springfield, IL 62701", "US"),
        ("CH-8001 Zürich", "CH"),
        ("Toronto, ON M5V 2T6", "CA"),
        ("Amman 11185 Jordan", "JO"),
        ("Ann Jordan", None),
        ("Israel Gómez", None),
        ("28013 Madrid", None),
        ("", None),
    ],
)
def test_the_country_is_the_one_that_the_text_names(text: str, country: str | None) -> None:
    assert postal.country(text) == country


@pytest.mark.parametrize(
    "line",
    [
        "C/ Mayor, 12, 3º B",
        "C/Mayor12",
        "28013 Madrid",
        "28013Madrid",
        "Avda. de la Paz 45",
        "Hauptstraße 5",
        "35 rue des Lilas",
        "12 King Street",
        "Via Verdi 7",
        "Carrer Major 8",
        "Rua das Flores 7",
        "P.O. Box 321",
        "Suite 200",
        "Planta 3, Oficina 12",
        "Apdo. 77",
        "Bangkok, 10310, Thailand",
        "Kerkstraat 9",
        "Polígono Sur, nave 7",
    ],
)
def test_a_line_of_an_address_is_likelier_than_any_other_line(line: str) -> None:
    others = [
        "Director General",
        "Flores del Olmo, S.L.",
        "Móvil 612 345 678",
        "ana@example.com",
        "Ana Gil",
        "www.x.es",
    ]
    assert postal.likelihood(line) > 0.5 > max(postal.likelihood(other) for other in others)


def test_each_sign_of_an_address_adds() -> None:
    signs = ["Mayor", "Calle Mayor", "Calle Mayor 12", "Calle Mayor 12, 28013 Madrid"]
    assert [postal.likelihood(line) for line in signs] == sorted({postal.likelihood(line) for line in signs})


def test_a_postcode_is_read_by_the_shape_of_its_country() -> None:
    assert postcodes.postcodes("28013 Madrid", region="ES") == (("28013", 0, "ES"),)
    assert postcodes.postcodes("99013 Madrid", region="ES") == (("99013", 0, ""),)
    assert postcodes.postcodes("D-20095 Hamburg", region="ES") == (("20095", 2, "DE"),)
    assert postcodes.postcodes("612345678") == ()


@given(LINES)
def test_cleaning_twice_is_cleaning_once_and_keeps_the_key(text: str) -> None:
    found = postal.clean([text], region="ES")
    if found is not None:
        again = postal.clean([found.value], region="ES")
        assert again is not None
        assert again.value == found.value


@given(LINES)
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert postal.key(postal.key(text)) == postal.key(text)


@given(LINES)
def test_the_likelihood_is_between_nothing_and_certain_for_any_text(text: str) -> None:
    assert 0.0 <= postal.likelihood(text) <= 1.0
    assert postal.country(text) is None or len(postal.country(text) or "") == 2
