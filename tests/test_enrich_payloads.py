from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prints import untimed
from test_enrich_content_lines import SCRAPS

from data.models import Contact, Value
from enrich.payloads import told_by

OLD = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Garc=C3=ADa=20L=C3=B3pez;Mar=C3=ADa
TITLE:Directora comercial
ORG:Quirinal, S.L.;Ventas
TEL;CELL:600 000 074
TEL;WORK;FAX:+34900000083
EMAIL;INTERNET:maria@quirinal-ejemplo.es
URL:http://www.quirinal-ejemplo.es
ADR;WORK:;;Calle Inventada 12;Madrid;;28013;España
END:VCARD"""
USUAL = """BEGIN:VCARD
VERSION:3.0
FN:María García López
N:García López;María;;;
TITLE:Directora comercial
ORG:Quirinal\\, S.L.;Ventas
TEL;TYPE=CELL,VOICE:+34600000074
TEL;TYPE=WORK,FAX:+34900000083
EMAIL;TYPE=INTERNET:maria@quirinal-ejemplo.es
item1.URL:https://www.quirinal-ejemplo.es
item1.X-ABLabel:_$!<HomePage>!$_
ADR;TYPE=WORK:;;Calle Inventada 12;Madrid;;28013;España
END:VCARD"""
NEW = """BEGIN:VCARD
VERSION:4.0
FN;ALTID=1;LANGUAGE=es:María García López
N:García López;María;;;
TITLE:Directora comercial
ORG:Quirinal\\, S.L.;Ventas
TEL;VALUE=uri;TYPE="cell,voice":tel:+34600000074
TEL;VALUE=uri;TYPE=fax:tel:+34900000083
EMAIL:maria@quirinal-ejemplo.es
URL:https://www.quirinal-ejemplo.es
ADR;LABEL="Calle Inventada 12\\n28013 Madrid":;;Calle Inventada 12;Madrid;;28013;España
END:VCARD"""


def value(found: Value | None) -> str | None:
    return found.value if found else None


def values(found: tuple[Value, ...]) -> list[str]:
    return [one.value for one in found]


@pytest.mark.parametrize("card", [OLD, USUAL, NEW], ids=["2.1", "3.0", "4.0"])
def test_a_vcard_of_every_version_tells_the_same(card):
    told = told_by(card, region="ES")
    assert value(told.name) == "María García López"
    assert told.name is not None
    assert (told.name.part("given"), told.name.part("surname")) == ("María", "García López")
    assert value(told.job_title) == "Directora comercial"
    assert value(told.company) == "Quirinal, S.L."
    assert value(told.address) == "Calle Inventada 12, 28013 Madrid, España"
    assert [(phone.value, phone.kind) for phone in told.phones] == [
        ("+34600000074", "mobile"),
        ("+34900000083", "fax"),
    ]
    assert values(told.emails) == ["maria@quirinal-ejemplo.es"]
    assert values(told.websites) == ["www.quirinal-ejemplo.es"]
    assert told.rest == ("Ventas",)


def test_a_mecard_tells_its_fields():
    told = told_by(
        "MECARD:N:Ejemplo,Ana;TEL:+34600000074;EMAIL:ana@rosas-ejemplo.es;URL:https\\://rosas-ejemplo.es;"
        "ADR:Calle Inventada 12, 28013 Madrid;NOTE:Rosas\\; ramos;;",
        region="ES",
    )
    assert value(told.name) == "Ana Ejemplo"
    assert values(told.phones) == ["+34600000074"]
    assert values(told.emails) == ["ana@rosas-ejemplo.es"]
    assert values(told.websites) == ["rosas-ejemplo.es"]
    assert value(told.address) == "Calle Inventada 12, 28013 Madrid"
    assert told.rest == ("Rosas; ramos",)


def test_a_bizcard_tells_its_fields():
    told = told_by(
        "BIZCARD:N:Ana;X:Ejemplo;T:Florista;C:Rosas;B:+34900000082;E:ana@rosas-ejemplo.es;;", region="ES"
    )
    assert (value(told.name), value(told.job_title), value(told.company)) == (
        "Ana Ejemplo",
        "Florista",
        "Rosas",
    )
    assert (values(told.phones), values(told.emails)) == (["+34900000082"], ["ana@rosas-ejemplo.es"])


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("https://www.rosas-ejemplo.es/ana", "websites", "www.rosas-ejemplo.es/ana"),
        ("HTTPS://ROSAS-EJEMPLO.ES", "websites", "rosas-ejemplo.es"),
        ("www.rosas-ejemplo.es", "websites", "www.rosas-ejemplo.es"),
        ("https://www.linkedin.com/in/ana-ejemplo", "social", "linkedin.com/in/ana-ejemplo"),
        ("mailto:ana@rosas-ejemplo.es?subject=Hola", "emails", "ana@rosas-ejemplo.es"),
        ("MATMSG:TO:ana@rosas-ejemplo.es;SUB:Hola;BODY:;;", "emails", "ana@rosas-ejemplo.es"),
        ("tel:+34600000074", "phones", "+34600000074"),
        ("TEL:600%20000%20074", "phones", "+34600000074"),
    ],
)
def test_a_code_that_is_one_thing_tells_that(text, field, said):
    told = told_by(text, region="ES")
    assert values(getattr(told, field)) == [said]
    assert told == Contact(**{field: getattr(told, field)})


@pytest.mark.parametrize(
    "address", ["https://qrco.de/abc123", "https://bit.ly/3xYz", "https://hihello.me/p/abc"]
)
def test_an_address_that_only_leads_elsewhere_is_nobodys_website(address):
    assert told_by(address, region="ES") == Contact(rest=(address,))


@pytest.mark.parametrize(
    "text",
    [
        "WIFI:T:WPA;S:casa;P:secreto;;",
        "otpauth://totp/x?secret=abc",
        "bitcoin:abc",
        "SMSTO:+34600000074:hola",
        "",
    ],
)
def test_a_code_for_something_else_tells_nothing_about_a_person(text):
    assert told_by(text, region="ES") == Contact()


def test_plain_text_is_kept_line_by_line():
    assert told_by("Florista del año\n\nStand 12", region="ES") == Contact(
        rest=("Florista del año", "Stand 12")
    )


def test_the_card_of_a_company_names_no_person():
    told = told_by("BEGIN:VCARD\nFN:Rosas Inventadas\nORG:Rosas Inventadas\nEND:VCARD", region="ES")
    assert (told.name, value(told.company)) == (None, "Rosas Inventadas")


def test_a_second_address_is_kept_too():
    told = told_by(
        "BEGIN:VCARD\nADR:;;Calle Inventada 12;Madrid;;28013;\nADR:;;Rúa Soñada 3;Vigo;;36202;\nEND:VCARD",
        region="ES",
    )
    assert value(told.address) == "Calle Inventada 12, 28013 Madrid"
    assert [(one.kind, one.value) for one in told.also] == [("address", "Rúa Soñada 3, 36202 Vigo")]


def test_what_is_no_number_and_no_address_is_kept_as_it_is():
    told = told_by(
        "BEGIN:VCARD\nTEL:a ratos\nEMAIL:en la web\nURL:https://bit.ly/3xYz\nEND:VCARD", region="ES"
    )
    assert told == Contact(rest=("tel: a ratos", "en la web", "https://bit.ly/3xYz"))


@pytest.mark.parametrize(
    "head", ["BEGIN:VCARD\nURL:", "BEGIN:VCARD\nTEL:", "MECARD:URL:", "https://", "tel:", ""]
)
@pytest.mark.parametrize("piece", ["www.", "a.", "-", "1 ", "a@"])
def test_what_is_too_long_for_any_value_is_none(head, piece):
    assert told_by(head + piece * 2000, region="ES") == Contact()


HEADS = st.sampled_from(
    ["BEGIN:VCARD\n", "MECARD:", "BIZCARD:", "https://", "www.", "mailto:", "tel:", "MATMSG:", ""]
)


@untimed
@given(HEADS, SCRAPS | st.text())
def test_any_code_is_understood_without_an_error(head, text):
    told = told_by(head + text, region="ES")
    assert all(line.strip() for line in told.rest)
