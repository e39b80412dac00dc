from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.contacts import fields
from data.models import Contact, Value
from enrich.succession import replaced


def value(text, kind=None):
    return Value(text, text, kind=kind)


OLD = Contact(
    name=value("Ana Ruiz Peña"),
    job_title=value("Carpintera"),
    company=value("Astilleros Ruiz, S.L."),
    address=value("Muelle 3, 36202 Vigo"),
    phones=(value("+34612345678", "mobile"), value("+34986123456", "landline"), value("+34986123457", "fax")),
    emails=(value("ana@astillerosruiz.example"), value("anaruiz@gmail.com")),
    websites=(value("www.astillerosruiz.example"),),
    social=(value("@anaruiz", "instagram"),),
    also=(value("青空造船", "native_company"), value("山田花子", "native_name")),
)
GONE = {
    ("job_title", "Carpintera"),
    ("company", "Astilleros Ruiz, S.L."),
    ("address", "Muelle 3, 36202 Vigo"),
    ("phones", "+34986123456"),
    ("phones", "+34986123457"),
    ("emails", "ana@astillerosruiz.example"),
    ("websites", "www.astillerosruiz.example"),
    ("also", "青空造船"),
}


def test_another_firm_ends_all_that_was_the_firms_and_nothing_that_is_hers():
    assert replaced(OLD, Contact(company=value("Puerto Verde"))) == GONE


def test_the_same_firm_written_otherwise_ends_nothing():
    assert replaced(OLD, Contact(company=value("ASTILLEROS RUIZ"))) == frozenset()


def test_what_the_newer_card_has_too_goes_on():
    new = Contact(
        company=value("Astilleros Ruiz y Soto"),
        phones=(value("+34986123456", "landline"),),
        emails=(value("a.ruiz@astillerosruiz.example"),),
    )
    gone = replaced(OLD, new)
    assert ("phones", "+34986123456") not in gone
    assert ("emails", "ana@astillerosruiz.example") not in gone, "the firm has a new name, not a new address"
    assert ("phones", "+34986123457") in gone


def test_another_title_in_the_same_firm_ends_the_job_alone():
    assert replaced(OLD, Contact(company=OLD.company, job_title=value("Directora"))) == {
        ("job_title", "Carpintera")
    }


def test_another_address_replaces_the_address_alone():
    assert replaced(OLD, Contact(address=value("Rúa Nova 1, Vigo"))) == {("address", "Muelle 3, 36202 Vigo")}


@pytest.mark.parametrize("newer", ["Ana Ruiz", "A. Ruiz Peña", "ANA RUÍZ", "Dra. Ana Ruiz"])
def test_a_shorter_form_of_a_name_does_not_end_it(newer):
    assert replaced(OLD, Contact(name=value(newer))) == frozenset()


@pytest.mark.parametrize("newer", ["Ana Ruiz de Soto", "Ana Soto Peña", "Anna Ruiz Peña"])
def test_another_name_ends_the_name(newer):
    assert replaced(OLD, Contact(name=value(newer))) == {("name", "Ana Ruiz Peña")}


TEXT = st.text(max_size=12)
VALUE = st.builds(Value, TEXT, TEXT, kind=st.sampled_from([None, "mobile", "landline", "fax", "native_name"]))
SOME = st.lists(VALUE, max_size=2).map(tuple)
CONTACT = st.builds(
    Contact,
    name=st.none() | VALUE,
    job_title=st.none() | VALUE,
    company=st.none() | VALUE,
    address=st.none() | VALUE,
    phones=SOME,
    emails=SOME,
    websites=SOME,
    social=SOME,
    also=SOME,
    rest=st.lists(TEXT, max_size=2).map(tuple),
)


@given(older=CONTACT, newer=CONTACT)
def test_only_what_the_older_card_says_can_end_and_a_card_ends_nothing_of_its_own(older, newer):
    said = {(field, value.value) for field, value in fields(older)}
    assert replaced(older, newer) <= said
    assert replaced(older, older) == frozenset()
