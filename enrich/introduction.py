"""The message that makes two people known to each other: each reads about the other, in their own language.

What comes of it is left to them. Two who read the same language are told the reason once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.letters import tidy
from data.models import Contact
from data.owner import Me
from data.texts import Language, say
from enrich.letter import Letter, mailbox
from enrich.signature import signature
from enrich.suggestion import Kind, Suggestion
from enrich.wording import first_name, in_words, presented

TOLD = (Kind.NEED, Kind.INTEREST, Kind.TOWN)
"""What may be told as a reason. Where somebody is heading is for them to tell."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads a message: what to call them, what is known of them, and their language."""

    number: int
    name: str
    contact: Contact
    does: str
    language: Language

    @property
    def first(self) -> str:
        return first_name(self.name, self.contact)


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Two people who could be made known to each other, by whom, and why.

    `because` is the owner's own reason, which goes before those of `suggestions`. `notes` is the language in
    which the owner writes, where a text does not tell.
    """

    one: Reader
    other: Reader
    me: Me | None
    notes: Language
    suggestions: tuple[Suggestion, ...] = ()
    because: str = ""

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those of both, each once."""
        return tuple(dict.fromkeys((self.one.language, self.other.language)))

    def first(self, number: int) -> str:
        """How to greet the one of the two who has this number."""
        return self.one.first if number == self.one.number else self.other.first


def introduction(asked: Acquaintance) -> Letter:
    """The draft to both."""
    parts = list(_together(asked) if len(asked.languages) == 1 else _apart(asked))
    body = "\n\n".join([*parts, signature(asked.me, *asked.languages)])
    to = (mailbox(each.name, each.contact) for each in (asked.one, asked.other))
    return Letter(_subject(asked), body + "\n", tuple(each for each in to if each))


def _together(asked: Acquaintance) -> Iterator[str]:
    """What both read, in the language of both."""
    [language] = asked.languages
    yield say("give.greet-two", language, one=asked.one.first, other=asked.other.first)
    for reader, about in ((asked.one, asked.other), (asked.other, asked.one)):
        told = presented(about.name, about.contact, about.does, language, notes=asked.notes)
        yield say("give.meet", language, name=reader.first, other=told)
    yield _why(asked, language)
    yield say("give.yours", language)


def _apart(asked: Acquaintance) -> Iterator[str]:
    """A part for each, in their own language."""
    yield from _part(asked, asked.one, asked.other)
    yield "—"
    yield from _part(asked, asked.other, asked.one)


def _part(asked: Acquaintance, reader: Reader, about: Reader) -> Iterator[str]:
    yield say("give.greet", reader.language, name=reader.first)
    told = presented(about.name, about.contact, about.does, reader.language, notes=asked.notes)
    yield say("give.meet-you", reader.language, other=told)
    yield _why(asked, reader.language)
    yield say("give.yours", reader.language)


def _why(asked: Acquaintance, language: Language) -> str:
    """Why I thought of them; a gap to fill where nothing on file says why."""
    if asked.because.strip():
        return in_words(asked.because, language, notes=asked.notes)
    told = [_reason(asked, each, language) for each in asked.suggestions if each.kind in TOLD]
    return "\n".join([say("give.thought", language), *told]) if told else say("give.why", language)


def _reason(asked: Acquaintance, suggestion: Suggestion, language: Language) -> str:
    return say(
        f"give.because-{suggestion.kind}",
        language,
        name=asked.first(suggestion.person),
        other=asked.first(suggestion.other or 0),
        words=in_words(suggestion.words, language, notes=asked.notes),
        others=in_words(suggestion.others, language, notes=asked.notes),
    )


def _subject(asked: Acquaintance) -> str:
    """In both languages, where they read two."""
    names = {"one": asked.one.first, "other": asked.other.first}
    return tidy(" · ".join(say("give.subject", language, **names) for language in asked.languages))
