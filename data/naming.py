"""Whom a name on the command line means: exactly one person, or an error that says who it could be."""

from __future__ import annotations

from collections.abc import Iterable

from data.database import Database
from data.errors import NotFoundError
from data.found import Found, persons
from data.letters import letters_key
from data.search import who

MOST_NAMED = 8
"""Candidates that an error lists; whoever has more of a name types more of it."""


def one_person(db: Database, text: str) -> Found:
    """The person whom `text` means: their number, or words by which `aroma who` finds nobody else.

    A whole name goes before a part of one, a name before a word of an answer. Raises NotFoundError.
    """
    if text.strip().isdecimal():
        found = tuple(persons(db, [int(text)]))
        if found:
            return found[0]
    found = tuple(person for person in who(db, text) if person.number is not None)
    for fits in (found, tuple(_named(found, text)), tuple(_called(found, text))):
        if len(fits) == 1:
            return fits[0]
    if not found:
        raise NotFoundError("give.nobody", text=text)
    listed = " · ".join(_shown(person) for person in found[:MOST_NAMED])
    raise NotFoundError("give.several", text=text, found=listed)


def _named(found: Iterable[Found], text: str) -> Iterable[Found]:
    """Those in whose name each word of `text` begins a word."""
    asked = letters_key(text).split()
    for person in found:
        name = letters_key(person.name).split()
        if all(any(word.startswith(part) for word in name) for part in asked):
            yield person


def _called(found: Iterable[Found], text: str) -> Iterable[Found]:
    return (person for person in found if letters_key(person.name) == letters_key(text))


def _shown(person: Found) -> str:
    known = ", ".join(part for part in (person.name, person.company) if part) or person.who
    return f"{person.number} {known}"
