"""The fields that one question becomes in the browser, and the words that come back from them.

Prefect's page opens a list of choices only at its little arrow, not where one clicks (a click is heard
twice, by the box and by its frame, and so opens and closes it). So there are no such lists: a choice is a
switch for each way but the first, somebody who may be the same is a switch, and needs are a text for each
kind, one need a line. Every text is of
type `str` with "" for nothing: an optional type would become a pair of tabs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ConfigDict, Field, create_model

from data.models import Decision
from data.texts import Language, say
from enrich.form_notes import paragraphs
from enrich.known import facts, whether
from enrich.markdown import plain
from enrich.questions import DIFFERENT, QUESTION, SAME, Kind, Question, Section, questions
from enrich.typed import needs, text, texts

_DECISION = QUESTION["decision"]
_SAME = f"{SAME.key}_"
_AND = " + "


def fields(question: Question, words: Any, description: str, language: Language) -> dict[str, Any]:
    """The fields of one question: name → (type, pydantic field), filled with `words` from `prefill`."""
    if question.kind is Kind.CHOICE:
        return _switches(question, words, description, language)
    if question.kind is Kind.SAME:
        return _known(question, words, language)
    kind: Any = list[str] if question.kind is Kind.LIST else str
    if question.kind is Kind.NEEDS:
        kind, words = _texts(question, words, language), ...
    return {
        question.key: (kind, Field(words, title=question.title(language), description=description or None))
    }


def _switches(question: Question, words: str, description: str, language: Language) -> dict[str, Any]:
    marked = {question.chosen(part) for part in words.split(_AND)}
    switches: dict[str, Any] = {}
    for choice in reversed(question.choices[1:]):  # so that "later" stands beside its day
        title = question.label(choice, language)
        described = description if not switches else ""
        field = Field(choice in marked, title=title, description=described or None)
        switches[f"{question.key}_{choice}"] = (bool, field)
    return switches


def _known(question: Question, marked: Sequence[str], language: Language) -> dict[str, Any]:
    switches: dict[str, Any] = {}
    for known in question.known:
        number = str(known.person.number)
        description = paragraphs([*map(plain, facts(known, language)), plain(say("merging.mark", language))])
        field = Field(number in marked, title=whether(known, language), description=description)
        switches[f"{question.key}_{number}"] = (bool, field)
    return switches


def _texts(question: Question, words: list[dict[str, str]], language: Language) -> Any:
    found = needs(words)
    texts: dict[str, Any] = {}
    for choice in question.choices:
        lines = "\n".join(need.text for need in found if need.kind == choice)
        texts[str(choice)] = (str, Field(lines, title=question.label(choice, language)))
    return create_model("Needs", __config__=ConfigDict(extra="forbid"), **texts)


def flat(response: Mapping[str, Any]) -> dict[str, Any]:
    """The words that a form sent, by their question, as `check_answer` takes them; flat ones stay so."""
    words: dict[str, Any] = {}
    for key, answer in response.items():
        if key in set(Section) and isinstance(answer, Mapping):
            words.update(answer)
        else:
            words[key] = answer
    if isinstance(words.get("needs"), Mapping):
        words["needs"] = [{"kind": need.kind.value, "text": need.text} for need in needs(words["needs"])]
    return _decided(_told(words))


def _told(words: dict[str, Any]) -> dict[str, Any]:
    """The switches about people on file as the numbers of those who are the same, and who are not."""
    shown = {key: key.removeprefix(_SAME) for key in words if key.startswith(_SAME)}
    if shown:
        marked = {number for key, number in shown.items() if words.pop(key) is True}
        words[SAME.key] = [number for number in shown.values() if number in marked]
        words[DIFFERENT] = [number for number in shown.values() if number not in marked]
    return words


def _decided(words: dict[str, Any]) -> dict[str, Any]:
    """The switches as one decision. A day to be asked again on means later, with or without its switch."""
    names = {f"{_DECISION.key}_{choice}": choice for choice in _DECISION.choices[1:]}
    if names.keys().isdisjoint(words):
        return words
    marked = [choice for name, choice in names.items() if words.pop(name, False) is True]
    if text(words.get("later_until")) and not marked:
        marked = [Decision.LATER]
    words[_DECISION.key] = _AND.join(marked) or str(Decision.FILE)
    return words


def nested(words: Mapping[str, Any], asked: Sequence[Question] | None = None) -> dict[str, dict[str, Any]]:
    """Words by their question in the shape in which a form sends them: the reverse of `flat`.

    `asked` are the form's questions, where they are not the usual ones.
    """
    own = {question.key: question for question in asked or questions()}
    sections: dict[str, dict[str, Any]] = {str(section): {} for section in Section}
    for key, answer in words.items():
        if key in own:
            sections[own[key].section][key] = answer
    lines: dict[str, list[str]] = {}
    for need in needs(words.get("needs")):
        lines.setdefault(str(need.kind), []).append(need.text)
    sections[Section.DO]["needs"] = {kind: "\n".join(texts) for kind, texts in lines.items()}
    switches = sections[Section.DECIDE]
    marked = text(switches.pop(_DECISION.key, "")).split(_AND)
    for choice in own[_DECISION.key].choices[1:]:
        switches[f"{_DECISION.key}_{choice}"] = choice in {_DECISION.chosen(part) for part in marked}
    same = texts(sections[Section.BE].pop(SAME.key, ()))
    for known in own.get(SAME.key, SAME).known:
        sections[Section.BE][f"{_SAME}{known.person.number}"] = str(known.person.number) in same
    return sections
