from __future__ import annotations

from data.models import Contact, Value
from enrich.carrying import carried, merged


def said(text: str) -> Value:
    return Value(text, text)


FRONT = Contact(name=said("Ana Ruiz"), phones=(said("+34611000039"), said("+34960000007")))
BOTH = Contact(
    name=said("Ana Ruiz"),
    company=said("Torvalia"),
    phones=(said("+34611000039"), said("+34960000007"), said("+34960000011")),
)
READ = {"name": "Ana Ruiz", "company": "", "phones": ["+34611000039", "+34960000007"]}


def test_where_nobody_typed_there_is_nothing_to_carry():
    assert carried(None, FRONT, BOTH) is None


def test_what_was_left_as_it_was_read_follows_the_card():
    words = carried({"who": "Toca el acordeón", **READ}, FRONT, BOTH)
    assert words["who"] == "Toca el acordeón"
    assert (words["name"], words["company"]) == ("Ana Ruiz", "Torvalia")
    assert words["phones"] == [phone.value for phone in BOTH.phones]


def test_what_was_changed_stays_as_typed_and_lists_get_what_is_new():
    typed = {**READ, "name": "Ana Ruiz Peña", "phones": ["+34611000039", "+34600000000"]}
    words = carried(typed, FRONT, BOTH)
    assert words["name"] == "Ana Ruiz Peña"
    assert words["phones"] == ["+34611000039", "+34600000000", "+34960000011"]


def test_what_came_from_the_other_side_goes_with_it():
    typed = {"name": "Ana Ruiz", "company": "Torvalia", "phones": [phone.value for phone in BOTH.phones]}
    words = carried(typed, BOTH, FRONT)
    assert (words["company"], words["phones"]) == ("", READ["phones"])


def test_the_decision_was_for_that_once():
    words = carried({"decision": "join", "later_until": "mañana"}, FRONT, BOTH)
    assert (words["decision"], words["later_until"]) == ("file", "")


def test_of_two_forms_no_word_about_the_person_is_lost():
    one = {"who": "Toca el acordeón", "does": "", "interests": ["el mar"], "met_where": "Trujillo"}
    other = {"who": "Lleva cuentas", "does": "Asesora", "interests": ["el mar", "quesos"], "gift": "un libro"}
    words = merged(one, other)
    assert words["who"] == "Toca el acordeón\nLleva cuentas"
    assert (words["does"], words["gift"], words["met_where"]) == ("Asesora", "un libro", "Trujillo")
    assert words["interests"] == ["el mar", "quesos"]
    assert merged(one, None) is one
    assert merged(None, other) is other
