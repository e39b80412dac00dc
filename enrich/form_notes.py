"""What stands in a form around its fields, as markdown: the picture, the problems, the hints, the doubts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.models import Contact, Value
from data.texts import Language, say
from enrich.markdown import plain
from enrich.pictures import data_uri
from enrich.questions import QUESTION, Problem, Question, Section

_BESIDES: Mapping[str, tuple[str, ...]] = {
    "name": ("native_name", "name"),
    "job_title": ("job_title",),
    "company": ("native_company",),
    "address": ("address",),
}
"""Under which question each kind of `Contact.also` is shown."""


def top(picture: bytes | str | None, problems: Sequence[Problem], language: Language) -> list[str]:
    """What stands above the first question: what is wrong, and the card's picture (JPEG).

    For a contact that was never a card, a sentence on where it is from stands instead of a picture.
    """
    uri = data_uri(picture) if isinstance(picture, bytes) else None
    shown = f"![{say('form.picture', language)}]({uri})" if uri else say("form.no-picture", language)
    if isinstance(picture, str):
        shown = plain(picture)
    if not problems:
        return [shown]
    count = "form.problems-one" if len(problems) == 1 else "form.problems-many"
    heading = f"**{say(count, language, number=len(problems))}**"
    listed = [
        f"⚠ **{plain(QUESTION[problem.key].title(language))}** {plain(problem.message.text(language))}"
        for problem in problems
    ]
    return [heading, *listed, shown]


def notes(question: Question, contact: Contact, problems: Sequence[Problem], language: Language) -> str:
    """What stands between a question and its field: what is wrong there, a hint, what to look at twice."""
    wrong = [
        f"**⚠ {plain(problem.message.text(language))}**"
        for problem in problems
        if problem.key == question.key
    ]
    doubted = [f"⚠ {plain(doubt)}" for doubt in doubts(question, contact, language)]
    others = map(plain, besides(question, contact, language))
    return paragraphs([*wrong, question.hint(language), *doubted, *others])


def besides(question: Question, contact: Contact, language: Language) -> list[str]:
    """What the card says besides the values in a field: print that a code outranks, and what else."""
    if question.section is not Section.HAVE:
        return []
    printed = (value.part("printed") for value in _read(question, contact) if value.doubt is None)
    others = (value.value for value in contact.also if value.kind in _BESIDES.get(question.key, ()))
    told = {"form.printed": printed, "form.also": others}
    said = {key: " · ".join(filter(None, texts)) for key, texts in told.items()}
    return [say(key, language, values=texts) for key, texts in said.items() if texts]


def _read(question: Question, contact: Contact) -> tuple[Value, ...]:
    """The values that the card gave for this question."""
    read: Value | tuple[Value, ...] | None = getattr(contact, question.key)
    return read if isinstance(read, tuple) else tuple(filter(None, (read,)))


def paragraphs(texts: Sequence[str]) -> str:
    """The texts that there are, one below the other.

    Three newlines: Prefect's page turns every newline that no other follows into a space.
    """
    return "\n\n\n".join(text for text in texts if text)


def doubts(question: Question, contact: Contact, language: Language) -> list[str]:
    """What to look at twice in the values that the card gave for this question, each with its reason."""
    if question.section is not Section.HAVE:
        return []
    return [
        say("form.doubt", language, value=value.value, reason=value.doubt.text(language))
        for value in _read(question, contact)
        if value.doubt is not None
    ]
