from __future__ import annotations

import pytest

from data.models import Answer, Contact
from data.texts import LANGUAGES, catalogue
from enrich.questions import QUESTION, QUESTIONS, SAME, Kind, Section


def test_be_comes_before_do_before_have_and_the_decision_is_last():
    order = [question.section for question in QUESTIONS]
    assert order == sorted(order, key=list(Section).index)
    assert [QUESTIONS[0].key, QUESTIONS[-2].key] == ["who", "decision"]


def test_only_who_they_are_is_required():
    assert [question.key for question in QUESTIONS if question.required] == ["who"]


def test_every_question_has_its_place_in_an_answer_or_in_its_contact():
    places = {*Answer.__dataclass_fields__, *Contact.__dataclass_fields__}
    assert {question.key for question in QUESTIONS} <= places


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_every_question_is_asked_in_both_languages(question, language):
    assert question.title(language)
    assert isinstance(question.hint(language), str)
    assert len(set(question.labels(language))) == len(question.choices)


def test_no_sentence_of_the_catalogue_is_left_over():
    used = {question.key + end for question in QUESTIONS for end in ("", "-hint")}
    used |= {SAME.key, f"{SAME.key}-hint"}
    used |= {f"{question.key}-{choice}" for question in QUESTIONS for choice in question.choices}
    used |= {f"section-{section}{end}" for section in Section for end in ("", "-hint")}
    assert set(catalogue("questions")) == used


@pytest.mark.parametrize("typed", ["later", "Ask me later", " pregúntame más tarde ", "ASK ME LATER"])
def test_a_choice_is_known_by_its_key_and_by_its_label_in_any_language(typed):
    assert QUESTION["decision"].chosen(typed) == "later"


@pytest.mark.parametrize("typed", ["", "perhaps", "file it, please"])
def test_a_choice_that_is_none_is_not_guessed(typed):
    assert QUESTION["decision"].chosen(typed) is None


def test_lists_are_known_as_lists():
    many = [question.key for question in QUESTIONS if question.many]
    assert many == ["interests", "needs", "offers", "phones", "emails", "websites", "social"]
    assert QUESTION["needs"].kind is Kind.NEEDS
