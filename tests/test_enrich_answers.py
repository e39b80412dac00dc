from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import Answer, Contact, Decision, Need, NeedKind, Value
from data.texts import LANGUAGES, message
from enrich.answers import check_answer
from enrich.form import form
from enrich.prefill import prefill
from enrich.questions import QUESTION, QUESTIONS, Problem

TODAY = date(2026, 11, 23)
SENTENCE = "Enseña a leer planos a chavales del barrio"
CARD = Contact(
    name=Value("Ana Prueba Inventada", "ANA PRUEBA INVENTADA", 0.9, parts=(("given", "Ana"),)),
    job_title=Value("Directora de Ventas", "Directora de Ventas"),
    company=Value("Talleres Ejemplares, S.L.", "Talleres Ejemplares, S.L."),
    phones=(
        Value("+34612345678", "Móvil 612 34 56 78", 0.8, message("form.read-as", raw="6l2"), kind="mobile"),
    ),
    also=(Value("Eva Soto", "Eva Soto", kind="name"),),
    rest=("Desde 1954",),
)


def checked(**typed):
    words = {**prefill(CARD, None, "es"), "who": SENTENCE, **typed}
    return check_answer(words, card=CARD, region="ES", today=TODAY)


def wrong(**typed):
    found = checked(**typed)
    assert isinstance(found, tuple)
    return [problem.key for problem in found]


def test_an_answer_that_holds_is_in_standard_form():
    found = checked(
        does=" Vende puertas\n",
        interests=["el mar", "", "  "],
        needs=[{"kind": "Un cliente", "text": "bares"}, {"kind": "supplier", "text": "hierro"}],
        met_when="ayer",
        gift_by="1/12/2026",
        emails=["Ana@Talleres-Ejemplares.es"],
    )
    assert isinstance(found, Answer)
    assert (found.decision, found.who, found.does) == (Decision.FILE, SENTENCE, "Vende puertas")
    assert found.interests == ("el mar",)
    assert found.needs == (Need(NeedKind.CLIENT, "bares"), Need(NeedKind.SUPPLIER, "hierro"))
    assert (found.met_when, found.gift_by) == (date(2026, 11, 22), date(2026, 12, 1))
    assert [email.value.casefold() for email in found.contact.emails] == ["ana@talleres-ejemplares.es"]


def test_what_the_owner_left_as_it_was_keeps_all_that_is_known_of_it_without_its_doubt():
    contact = checked().contact
    assert contact.name.parts == (("given", "Ana"),)
    assert contact.phones == (Value("+34612345678", "Móvil 612 34 56 78", kind="mobile"),)
    assert contact.rest == ("Desde 1954",)
    assert contact.also == CARD.also


def test_a_corrected_value_keeps_what_the_card_said_beside_it():
    name = checked(name="Ana Prueba Corregida").contact.name
    assert (name.value, name.raw) == ("Ana Prueba Corregida", "ANA PRUEBA INVENTADA")


def test_what_the_owner_emptied_is_gone_and_the_same_value_twice_is_one():
    contact = checked(company="", phones=["612 34 56 78", "+34612345678"]).contact
    assert contact.company is None
    assert [phone.value for phone in contact.phones] == ["+34612345678"]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"who": ""}, "who"),
        ({"who": "Ana Prueba, directora de ventas"}, "who"),
        ({"phones": ["123"]}, "phones"),
        ({"emails": ["ana en casa"]}, "emails"),
        ({"websites": ["no tiene"]}, "websites"),
        ({"met_when": "nunca"}, "met_when"),
        ({"met_when": "2026-11-24"}, "met_when"),
        ({"gift_by": "2026-11-22"}, "gift_by"),
        ({"needs": [{"kind": "client", "text": ""}]}, "needs"),
        ({"decision": "perhaps"}, "decision"),
        ({"decision": "later + discard"}, "decision"),
        ({"decision": "later", "later_until": ""}, "later_until"),
        ({"decision": "later", "later_until": "2026-11-23"}, "later_until"),
        ({"decision": "later", "later_until": "algún día"}, "later_until"),
    ],
)
def test_each_mistake_is_told_at_its_question_in_both_languages(typed, key):
    found = checked(**typed)
    assert isinstance(found, tuple)
    assert [problem.key for problem in found] == [key]
    assert all(found[0].message.text(language) for language in LANGUAGES)


def test_problems_stand_in_the_order_of_the_form():
    assert wrong(phones=["1"], who="", met_when="x", gift_by="x") == ["who", "met_when", "gift_by", "phones"]


def test_who_puts_a_card_off_or_away_need_not_mend_anything_else():
    assert checked(decision="later", later_until="mañana", who="", phones=["1"]) == Answer(
        Decision.LATER, later_until=date(2026, 11, 24)
    )
    assert checked(decision="discard", who="", phones=["1"]) == Answer(Decision.DISCARD)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from([question.key for question in QUESTIONS])
DECISIONS = st.sampled_from([*Decision, ""])


@settings(deadline=None)
@given(typed=st.dictionaries(KEYS, JSON), decision=DECISIONS)
def test_whatever_was_typed_is_an_answer_or_problems_and_never_an_error(typed, decision):
    found = check_answer({"decision": decision, **typed}, card=CARD, region="ES", today=TODAY)
    assert isinstance(found, Answer) or all(isinstance(problem, Problem) for problem in found)


WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1).map(str.strip).filter(bool)


@settings(deadline=None, max_examples=50)
@given(words=st.dictionaries(st.sampled_from(["who", "does", "gift", "met_where"]), WORDS))
def test_no_word_is_lost_neither_in_the_answer_nor_in_the_form_that_asks_again(words):
    typed = {"decision": "file", **words}
    found = check_answer(typed, card=CARD, region="ES", today=TODAY)
    if isinstance(found, Answer):
        assert {key: getattr(found, key) for key in words} == words
    shown = form(CARD, language="es", typed=typed).model_json_schema()["$defs"]
    sections = {key: QUESTION[key].section.name.title() for key in words}
    assert {key: shown[section]["properties"][key]["default"] for key, section in sections.items()} == words


def test_of_somebody_on_file_no_sentence_is_needed():
    found = checked(who="", same=["12", "7"], different=["9"])
    assert isinstance(found, Answer)
    assert (found.who, found.same, found.different) == ("", (12, 7), (9,))
    assert wrong(who="", same=[], different=["9"]) == ["who"]
    assert wrong(who="ok", same=["12"]) == ["who"], "what is said must say something all the same"


@pytest.mark.parametrize("junk", [None, "", ["Ana"], {"a": 1}, [None, "-3"]])
def test_what_is_no_number_is_nobody_on_file(junk):
    assert checked(same=junk).same == ()
