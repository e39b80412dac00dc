from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.contact_points import find_points
from enrich.lost_signs import with_lost_signs
from tests.invented_readings import column


def found(*texts: str, name: str = "") -> tuple[list[str], list[str]]:
    """The e-mail addresses and the websites of a card with these lines."""
    points = with_lost_signs(find_points(column(*texts), region="ES"), name)
    return [point.value.value for point in points.emails], [point.value.value for point in points.websites]


@pytest.mark.parametrize("sign", ["e", "g", "q", "9"])
def test_a_name_and_a_sign_misread_before_a_domain_are_an_address(sign: str) -> None:
    emails, sites = found(f"nuria.ferran{sign}quirinal.es", name="Nuria Ferrán")
    assert (emails, sites) == (["nuria.ferran@quirinal.es"], [])


def test_the_domain_of_another_line_tells_where_the_sign_was() -> None:
    emails, sites = found("contactogquirinal.es", "www.quirinal.es")
    assert (emails, sites) == (["contacto@quirinal.es"], ["www.quirinal.es"])


@pytest.mark.parametrize(
    "text", ["tienda.quirinal.es", "tienda-quirinal.es", "www.tiendaequirinal.es", "quirinal.es"]
)
def test_a_website_stays_one(text: str) -> None:
    assert found(text, "www.quirinal.es")[0] == []


def test_an_address_found_so_is_doubted() -> None:
    points = with_lost_signs(find_points(column("nferrangquirinal.es"), region="ES"), "Nuria Ferrán")
    assert [point.value.doubt is not None for point in points.emails] == [True]


@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=20))
def test_no_point_is_lost(texts: list[str], name: str) -> None:
    points = find_points(column(*texts), region="ES")
    after = with_lost_signs(points, name)
    assert len(after.emails) + len(after.websites) == len(points.emails) + len(points.websites)
