from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import answer
from test_enrich_vcard import PERSONS

from data.models import Contact, Person, Value
from enrich import phones
from enrich.google_csv import FIRST, google_csv, harmless, phone

ANA = Person(7, answer(), "9d7f3f8e-0000-5000-8000-000000000000")


def rows(*people: Person) -> list[dict[str, str]]:
    """What a reader that knows nothing of ours reads."""
    return list(csv.DictReader(StringIO(google_csv(people, "es"), newline="")))


def test_the_columns_are_googles_and_as_many_as_the_data_needs():
    [ana] = rows(ANA)
    assert tuple(ana)[: len(FIRST)] == FIRST
    assert tuple(ana)[len(FIRST) :] == (
        *("E-mail 1 - Label", "E-mail 1 - Value"),
        *("Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value"),
        *("Address 1 - Label", "Address 1 - Formatted", "Address 1 - Street", "Address 1 - Postal Code"),
        *("Website 1 - Label", "Website 1 - Value"),
    )
    assert (ana["First Name"], ana["Last Name"]) == ("Ana", "Ruiz Peña")
    assert (ana["Organization Name"], ana["Organization Title"]) == (
        "Astilleros Ruiz, S.L.",
        "Carpintera de ribera",
    )
    assert (ana["Phone 1 - Label"], ana["Phone 1 - Value"]) == ("Mobile", "(+34) 612345678")
    assert ana["Phone 2 - Value"] == "(+34) 986123456 ext. 12"
    assert ana["Notes"].startswith("Quién es: Hace barcos de madera")
    assert ana["Labels"] == "* myContacts ::: remo ::: la ría de Arousa"


def test_several_values_with_one_label_stand_in_one_cell():
    mobiles = tuple(Value(f"+3460000000{number}", "", kind="mobile") for number in range(3))
    [row] = rows(Person(1, answer(contact=Contact(phones=mobiles))))
    assert row["Phone 1 - Value"] == "(+34) 600000000 ::: (+34) 600000001 ::: (+34) 600000002"


@pytest.mark.parametrize(
    "number", ["+34612345678", "+390698765432", "+12025550123", "+358401234567", "+442079460000"]
)
def test_a_phone_is_no_formula_and_still_the_same_number_for_everybody(number):
    shown = phone(number)
    assert shown[0] not in "=+-@"
    parsed = phonenumbers.parse(shown, "PT")
    assert phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) == number
    read = phones.clean(shown, region="PT", label="tel")
    assert read is not None
    assert read.value == number


@given(PERSONS)
def test_no_cell_begins_a_formula(person):
    for row in rows(person, ANA):
        assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


@given(st.text())
def test_a_harmless_cell_holds_its_text_whole(text):
    assert harmless(text) in {text, f"'{text}"}


def test_a_formula_on_a_card_is_not_computed():
    card = Contact(name=Value('=HYPERLINK("http://x")', ""), emails=(Value("-a@x.example", ""),))
    [row] = rows(replace(ANA, answer=answer("+1 de la lista", contact=card)))
    assert row["First Name"] == '\'=HYPERLINK("http://x")'
    assert row["E-mail 1 - Value"] == "'-a@x.example"
