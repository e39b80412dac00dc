"""Suggestions as a page: numbered, by their kinds, with the words on both sides and the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from data.database import Database
from data.days import written
from data.found import Found, persons
from data.texts import Language, say
from enrich.suggestion import Kind, Suggestion


@dataclass(frozen=True, slots=True)
class Item:
    """One suggestion as it is shown: its number on the page, its id, for whom, its title, and more lines."""

    number: int
    name: str
    kind: Kind
    who: str
    title: str
    lines: tuple[str, ...]
    suggestion: Suggestion


def items(db: Database, chosen: Mapping[str, Suggestion], language: Language) -> tuple[Item, ...]:
    """The suggestions as they are shown; `chosen` has them by their ids, in their order."""
    numbers = {number for each in chosen.values() for number in (each.person, each.other) if number}
    known = {person.number or 0: person for person in persons(db, sorted(numbers))}
    return tuple(
        Item(
            number=place,
            name=name,
            kind=each.kind,
            who=called(known[each.person]),
            title=_title(each, known, language),
            lines=tuple(_lines(each, known, language)),
            suggestion=each,
        )
        for place, (name, each) in enumerate(chosen.items(), start=1)
    )


def by_kind(shown: Sequence[Item], language: Language) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """The heading of each kind, and its items."""
    for kind, found in groupby(shown, key=lambda item: item.kind):
        yield say(f"give.kind-{kind}", language), tuple(found)


def called(person: Found) -> str:
    """What to call somebody on a page."""
    return person.name or person.company or person.who


def _title(each: Suggestion, known: Mapping[int, Found], language: Language) -> str:
    name = called(known[each.person])
    match each.kind:
        case Kind.STEP:
            said = each.words or say("give.something", language)
            by = say("give.until", language, day=written(each.day, language)) if each.day else ""
            return f"{name}: {said}{by}"
        case Kind.NOTE:
            return f"{name}: {each.others}"
    return say("give.two", language, one=name, other=called(known[each.other or 0]))


def _lines(each: Suggestion, known: Mapping[int, Found], language: Language) -> Iterator[str]:
    """Both sides' own words, the reasons, and what to type to write to both."""
    if each.other is not None:
        for key, number, words in (
            ("words", each.person, each.words),
            ("others", each.other, each.others),
        ):
            if words:
                yield say(f"give.{each.kind}-{key}", language, name=called(known[number]), words=words)
    for reason in each.reasons:
        yield reason.text(language)
    if each.other is not None:
        yield say("give.introduce-them", language, one=each.person, other=each.other)
