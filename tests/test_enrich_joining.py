from __future__ import annotations

from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import Contact, Value
from data.texts import message
from enrich.joining import KEYS, joined

DOUBT = message("doubt.unsure")
TEXTS = st.sampled_from(
    ["Ana Ruiz", "Torvalia, S.L.", "+34611000039", "ana@torvalia-ejemplo.es", "C/ Higuera, 5"]
)
VALUES = st.builds(
    lambda text, sure, doubt: Value(text, text, sure, doubt),
    TEXTS,
    st.sampled_from([0.4, 0.8, 0.99]),
    st.sampled_from([None, DOUBT]),
)
MANY = st.lists(VALUES, max_size=3, unique_by=lambda value: value.value).map(tuple)
ONE = st.none() | VALUES
CONTACTS = st.builds(
    Contact, *([ONE] * 4), *([MANY] * 4), rest=st.lists(TEXTS, max_size=3, unique=True).map(tuple)
)


def printed(contact: Contact) -> set[str]:
    """All that stands in a contact."""
    found = set(contact.rest)
    for field in fields(Contact):
        value = getattr(contact, field.name)
        found |= {
            each.value
            for each in (value if isinstance(value, tuple) else (value,))
            if isinstance(each, Value)
        }
    return found


@settings(deadline=None)  # the first one reads the tables
@given(st.lists(CONTACTS, min_size=1, max_size=3))
def test_joining_loses_no_value(contacts):
    assert printed(joined(contacts)) == set().union(*map(printed, contacts))


@given(CONTACTS)
def test_joining_a_card_with_itself_changes_nothing(contact):
    assert joined([contact, contact]) == contact


@given(CONTACTS, CONTACTS)
def test_nothing_becomes_surer_by_being_printed_twice(front, back):
    both = joined([front, back])
    sure = {(value.value, value.confidence, value.doubt) for one in (front, back) for value in every(one)}
    assert {(value.value, value.confidence, value.doubt) for value in every(both)} <= sure


def every(contact: Contact) -> list[Value]:
    single = [contact.name, contact.job_title, contact.company, contact.address]
    return [*filter(None, single), *contact.phones, *contact.emails, *contact.websites, *contact.social]


def test_the_front_decides_and_the_back_fills_what_is_missing():
    front = Contact(name=Value("Ana Ruiz", "x"), job_title=Value("Asesora", "Asesora"))
    back = Contact(
        job_title=Value("Adviser", "ADVISER"), company=Value("Torvalia", "x"), rest=("Desde 1954",)
    )
    both = joined([front, back])
    assert (both.name.value, both.job_title.value, both.company.value) == ("Ana Ruiz", "Asesora", "Torvalia")
    assert both.rest == ("ADVISER", "Desde 1954")


def test_an_undoubted_value_is_taken_before_a_doubtful_one_and_the_surer_of_two_doubtful_ones():
    doubtful, surer = (
        Value(text, text, sure, DOUBT) for text, sure in (("Torvalla", 0.5), ("Torvalia", 0.7))
    )
    certain = Value("Torvalia", "TORVALIA", 0.6)
    assert joined([Contact(company=doubtful), Contact(company=certain)]).company is certain
    assert joined([Contact(company=doubtful), Contact(company=surer)]).company is surer
    assert joined([Contact(company=certain), Contact(company=surer)]).company is certain


def test_what_both_sides_print_is_listed_once_as_the_surer_one():
    doubtful = Value("www.torvalia-ejemplo.es", "x", 0.5, DOUBT)
    certain = Value("torvalia-ejemplo.es", "x")
    both = joined([Contact(websites=(doubtful,)), Contact(websites=(certain, Value("otra-ejemplo.es", "x")))])
    assert [site.value for site in both.websites] == ["torvalia-ejemplo.es", "otra-ejemplo.es"]


def test_every_key_is_that_of_a_field():
    assert KEYS.keys() <= {field.name for field in fields(Contact)}
