"""What stands in a form's fields before anybody types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.models import Contact, Decision, Value
from data.texts import Language
from enrich.questions import QUESTION, QUESTIONS, Kind, Question, Section
from enrich.typed import needs, text, texts


def prefill(contact: Contact, typed: Mapping[str, Any] | None, language: Language) -> dict[str, Any]:
    """The words for each question: those typed before, or what the card says where nobody typed yet.

    A text for most, a list of texts, or of `{"kind": label, "text": …}`; a choice is its label,
    or what was typed where it is none.
    """
    if typed is None:
        typed = {"decision": str(Decision.FILE), **_read(contact)}
    return {
        question.key: _shaped(question, typed.get(question.key), language) for question in QUESTION.values()
    }


def _read(contact: Contact) -> dict[str, Any]:
    keys = (question.key for question in QUESTIONS if question.section is Section.HAVE)
    return {key: _words(getattr(contact, key)) for key in keys}


def _words(read: Value | tuple[Value, ...] | None) -> Any:
    if isinstance(read, tuple):
        return [value.value for value in read]
    return read.value if read is not None else ""


def _shaped(question: Question, answer: object, language: Language) -> Any:
    if question.kind in {Kind.LIST, Kind.SAME}:
        return list(texts(answer))
    if question.kind is Kind.NEEDS:
        return [{"kind": question.label(need.kind, language), "text": need.text} for need in needs(answer)]
    if question.kind is Kind.CHOICE:
        chosen = question.chosen(text(answer))
        return question.label(chosen, language) if chosen else text(answer)
    return text(answer)
