from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from same_pairs import contact, pairs

from data.letters import fold
from data.models import Contact, Value
from data.texts import LANGUAGES
from enrich import names
from enrich.same_person import Known, Likeness, judge, suggestions
from enrich.same_person_glance import is_worth_it
from enrich.same_person_index import Index
from enrich.same_person_keys import MOST_CANDIDATES, MOST_HOLDERS, chosen, keys
from enrich.same_person_traits import traits

SAME, DIFFERENT = pairs("same"), pairs("different")
EVERY = [each for _, *two in SAME + DIFFERENT for each in two]
ODD = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)
CONTACTS = st.sampled_from(EVERY) | st.builds(
    lambda name, company, title, phone, email: Contact(
        name=Value(name, name) if name else None,
        company=Value(company, company) if company else None,
        job_title=Value(title, title) if title else None,
        phones=(Value(phone, phone, kind="mobile"),),
        emails=(Value(email, email),),
    ),
    ODD, ODD, ODD, ODD, ODD,
)  # fmt: skip


def label(pair: tuple[str, Contact, Contact]) -> str:
    named = (each.name.value if each.name else "nobody" for each in pair[1:])
    return f"{pair[0]}: {', '.join(named)}"


@pytest.mark.parametrize("pair", SAME, ids=label)
def test_one_person_is_suggested(pair):
    assert judge(*pair[1:]).likeness is not Likeness.DIFFERENT


@pytest.mark.parametrize("pair", DIFFERENT, ids=label)
def test_two_people_are_not_suggested(pair):
    assert judge(*pair[1:]).likeness is Likeness.DIFFERENT


@pytest.mark.parametrize("pair", SAME, ids=label)
def test_one_person_is_found_by_a_key_and_not_ruled_out_by_a_glance(pair):
    _, one, other = pair
    assert keys(one) & keys(other)
    assert is_worth_it(traits(one), traits(other))


@settings(max_examples=100, deadline=None)
@given(one=CONTACTS, other=CONTACTS)
def test_any_two_contacts_are_judged_the_same_whichever_comes_first(one, other):
    there, back = judge(one, other), judge(other, one)
    assert there.nats == pytest.approx(back.nats)
    assert there.likeness is back.likeness
    assert 0 <= there.probability <= 1


@settings(max_examples=60, deadline=None)
@given(one=CONTACTS)
def test_any_contact_has_keys_that_can_be_kept(one):
    assert all(key == key.strip() and "\n" not in key for key in keys(one))


@pytest.mark.parametrize("pair", SAME[:25], ids=label)
def test_the_order_of_values_does_not_matter(pair):
    _, one, other = pair
    more = (
        Value("+34600000097", "+34600000097", kind="mobile"),
        Value("+34910000097", "+34910000097", kind="landline"),
    )
    judged = {
        round(judge(replace(one, phones=tuple(numbers)), other).nats, 6)
        for numbers in permutations((*one.phones, *more))
    }
    assert len(judged) == 1


@pytest.mark.parametrize("pair", SAME, ids=label)
def test_accents_and_case_do_not_make_two_people_of_one(pair):
    one = pair[1]
    if one.name is None or "?" in one.name.value or "Ã" in one.name.raw:
        return
    for text in (fold(one.name.value), one.name.value.upper()):
        written = replace(one, name=names.clean(f"{text} {one.name.part('suffix')}"))
        assert judge(written, one).likeness is Likeness.SAME or judge(one, one).likeness is not Likeness.SAME


def test_an_empty_contact_is_nobody_and_has_no_keys():
    assert judge(Contact(), Contact()).likeness is Likeness.DIFFERENT
    assert keys(Contact()) == frozenset()


def test_a_suggestion_says_why_in_both_languages_the_strongest_first():
    one = contact("Paco Ibarrola", phone="600 000 011")
    judged = judge(one, contact("Francisco Ibarrola Gil", phone="600 000 011"))
    english, spanish = (
        [reason.text(language) for reason in judged.reasons] for language in reversed(LANGUAGES)
    )
    assert english == ["a familiar form of the name", "the same mobile: 600000011"]
    assert spanish == ["un nombre familiar del otro", "el mismo móvil: 600000011"]


def test_every_reason_that_is_given_has_a_sentence():
    judged = [judge(one, other) for one in EVERY[::15] for other in EVERY[::20]]
    assert all(reason.text(language) for each in judged for reason in each.reasons for language in LANGUAGES)


def test_suggestions_come_the_likeliest_first_and_leave_out_who_is_somebody_else():
    card = contact("Nuño Castrillejo", "Café Alameda", phone="600 000 021")
    known = [
        Known("somebody else", (contact("Elvira Matarranz", "Café Alameda"),)),
        Known("by the firm", (contact("N. Castrillejo", "Café Alameda"),)),
        Known("by the mobile", (contact("Nuño Castrillejo Sanz", phone="600 000 021"),)),
    ]
    assert [each.known.key for each in suggestions(card, known)] == ["by the mobile", "by the firm"]


def test_each_card_of_a_person_may_be_the_one_that_fits():
    old, new = (
        contact("Teófila Manzanedo", "Radio Sierra"),
        contact("Teófila Manzanedo Urbina", phone="600 000 022"),
    )
    card = contact("T. Manzanedo", phone="600 000 022")
    assert [each.known.key for each in suggestions(card, [Known("1", (old, new))])] == ["1"]


def test_a_card_that_rules_the_person_out_is_heard():
    father = (
        contact("Anselmo Robredo", "Robredo Maderas"),
        contact("Anselmo Robredo Cid", "Robredo Maderas"),
    )
    son = contact("Anselmo Robredo Lanz", "Robredo Maderas")
    assert suggestions(son, [Known("father", father)]) == ()


def test_the_index_finds_whom_it_was_given():
    index = Index()
    for number, (_, one, _) in enumerate(SAME):
        index.add(Known(str(number), (one,)))
    found = [
        number
        for number, (_, _, other) in enumerate(SAME)
        if str(number) in {s.known.key for s in index.suggest(other)}
    ]
    assert len(found) == len(SAME)


def test_a_key_that_too_many_have_is_passed_over_and_the_rarest_ones_come_first():
    crowd = [f"crowd {number}" for number in range(MOST_HOLDERS + 1)]
    some = [f"some {number}" for number in range(MOST_HOLDERS)]
    found = chosen({"n:garcia:m": crowd, "n:ruiz:a": some, "e:ana@torvalia-ejemplo.es": ["ana"]})
    assert found[0] == "ana"
    assert len(found) == MOST_CANDIDATES
    assert not set(found) & set(crowd)
