from __future__ import annotations

import pytest

from data.models import ALSO, CardRead, Contact, Side, Value
from data.texts import message
from flows.read import Printer, _page
from tests.invented_readings import reading

CONTACT = Contact(
    name=Value("Ana Ruiz", "Ana Ruiz", parts=(("source", "both"),)),
    job_title=Value("Florista", "Florista", parts=(("source", "code"), ("printed", "Ramos"))),
    company=Value(
        "Rosas", "Rosas", doubt=message("doubt.printed", printed="Lirios"), parts=(("printed", "Lirios"),)
    ),
    phones=(Value("+34600000074", "600 000 074", kind="mobile", parts=(("source", "code"),)),),
    also=(Value("青空", "青空", kind="native_company"), Value("Eva Soto", "Eva Soto", kind="name")),
)


def page(language, contact=CONTACT) -> list[str]:
    printer = Printer(language, "ES", json=False, explain=False, pair=False)
    card = CardRead((Side(reading(), contact),), contact)
    return [" ".join(line.split()) for line in _page(printer, card, alone=True)]


def test_each_value_says_whether_it_comes_from_a_code():
    assert page("en")[1:5] == [
        "name Ana Ruiz [print and code]",
        "job title Florista [from the code; the print says Ramos]",
        "company Rosas ? so says the code; the print says Lirios",
        "phone +34600000074 (mobile) [from the code]",
    ]
    assert page("es")[2] == "cargo Florista [del código; impreso pone Ramos]"


def test_what_a_card_names_besides_stands_behind_its_kind():
    assert page("en")[5:] == ["native company 青空", "also, name Eva Soto"]
    assert page("es")[5:] == ["empresa original 青空", "y otro nombre Eva Soto"]


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", ALSO)
def test_every_kind_of_what_else_there_is_has_its_words(language, kind):
    (line,) = page(language, Contact(also=(Value("x", "x", kind=kind),)))[1:]
    assert line.endswith(" x")
