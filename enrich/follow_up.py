"""The message to somebody whom one has just met: where, what they told, what was promised, and who writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.days import written
from data.letters import tidy
from data.models import Answer
from data.owner import Me
from data.texts import Language, say
from enrich.introduction import Reader
from enrich.letter import Letter, mailbox
from enrich.signature import signature
from enrich.wording import in_words

MOST_TOLD = 3
"""Things that a message repeats; more reads like a file."""


def follow_up(reader: Reader, answer: Answer, me: Me | None, *, notes: Language) -> Letter:
    """The draft, in the reader's language; what one noted for oneself alone is not in it.

    `notes` is the language that the owner writes in, where a text does not tell.
    """
    language = reader.language
    paragraphs = [
        say("give.greet", language, name=reader.first),
        " ".join(_met(answer, language, notes)),
        *_told(answer, language, notes),
        *_promised(answer, language, notes),
        *_myself(me, language),
        say("give.anything", language),
        signature(me, language),
    ]
    to = mailbox(reader.name, reader.contact)
    return Letter(_subject(answer, language), "\n\n".join(paragraphs) + "\n", (to,) if to else ())


def _met(answer: Answer, language: Language, notes: Language) -> Iterator[str]:
    place = ", ".join(part for part in (tidy(answer.met_where), _day(answer.met_when, language)) if part)
    yield say("give.glad-at", language, place=place) if place else say("give.glad", language)
    if through := tidy(answer.met_through):
        yield say("give.through", language, name=in_words(through, language, notes=notes))


def _told(answer: Answer, language: Language, notes: Language) -> Iterator[str]:
    """What they said they look for; else what they care about."""
    looked_for = [need.text for need in answer.needs]
    kept = looked_for or list(answer.interests)
    if kept:
        lines = [f"  – {in_words(text, language, notes=notes)}" for text in kept[:MOST_TOLD]]
        yield "\n".join([say("give.you-told" if looked_for else "give.you-care", language), *lines])


def _promised(answer: Answer, language: Language, notes: Language) -> Iterator[str]:
    if gift := tidy(answer.gift):
        yield f"{say('give.promised', language)}\n  – {in_words(gift, language, notes=notes)}"


def _myself(me: Me | None, language: Language) -> Iterator[str]:
    """Who I am: they do not know it any better than I knew who they are."""
    told = [text for text in (me.who, me.does, me.heading) if tidy(text)] if me else []
    if me and told:
        said = (in_words(text, language, notes=me.language) for text in told)
        yield " ".join([say("give.myself", language), *(f"{text}." for text in said)])


def _day(day: date | None, language: Language) -> str:
    return written(day, language) if day else ""


def _subject(answer: Answer, language: Language) -> str:
    place = tidy(answer.met_where)
    return say("give.met-at", language, place=place) if place else say("give.met", language)
