"""Who has something in common: what they care about, where they are heading, where they are at home.

A town alone says little of two people, and one's own town would name everybody with everybody. So it is told
of two who share something else too, and by itself only to whoever asks about one person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from data.database import Database
from data.texts import Message
from data.vectors import Meanings, meanings
from enrich.encoder import MODEL, SIZE, Vectors
from enrich.giving_records import Who
from enrich.meaning import centred
from enrich.shared_interests import SHOWN, Common, cares_of, same_destination, same_home, shared_interests
from enrich.suggestion import Kind, Suggestion

MOST_WITH_ONE = 3
"""People who are named for one person in one kind: of thousands they would be millions."""
MOST_NEIGHBOURS = 12
"""People of the same town who are named for one person."""


def in_common(db: Database, people: Mapping[int, Who], *, person: int | None) -> Iterator[Suggestion]:
    """The pairs who have something in common, the surest first; or those of one person."""
    of = "" if person is None else str(person)
    found: dict[frozenset[str], None] = {}
    for kind, pairs in ((Kind.INTEREST, _interests(db, of)), (Kind.HEADING, _destinations(db, of))):
        for each in _few(pairs):
            found[frozenset((each.one, each.other))] = None
            homes = same_home([people[int(name)] for name in (each.one, each.other)])
            yield _suggestion(kind, each, (each.words, *(home.words for home in homes)))
    if person is not None:
        yield from islice(_neighbours(people, person, found), MOST_NEIGHBOURS)


def _interests(db: Database, of: str) -> Iterator[Common]:
    said = meanings(db, MODEL, "interest")
    places: dict[int, list[int]] = defaultdict(list)
    for place, each in enumerate(said.texts):
        places[each.person or 0].append(place)
    cares = [
        cares_of(str(whose), [said.texts[place].text for place in mine]) for whose, mine in places.items()
    ]
    order = [place for mine in places.values() for place in mine]
    found = shared_interests(cares, centred(_rows(said))[order], of=of)
    return (each for each in found if each.score >= SHOWN)


def _destinations(db: Database, of: str) -> Sequence[Common]:
    said = meanings(db, MODEL, "heading")
    people = [(str(each.person), each.text) for each in said.texts]
    return same_destination(people, centred(_rows(said)), of=of)


def _neighbours(
    people: Mapping[int, Who], person: int, known: Iterable[frozenset[str]]
) -> Iterator[Suggestion]:
    """Those of the same town who are not named already, who was filed last first."""
    me = people[person]
    for number in sorted(people, reverse=True) if me.home else ():
        if number != person and frozenset((me.person, str(number))) not in known:
            for each in same_home([me, people[number]]):
                yield _suggestion(Kind.TOWN, each, (each.words,))


def _few(pairs: Iterable[Common]) -> Iterator[Common]:
    """The surest of each person."""
    named: Counter[str] = Counter()
    for each in pairs:
        if max(named[each.one], named[each.other]) < MOST_WITH_ONE:
            named.update((each.one, each.other))
            yield each


def _suggestion(kind: Kind, each: Common, reasons: tuple[Message, ...]) -> Suggestion:
    one, other = each.said
    key = f"{kind}/person:{each.one}/person:{each.other}"
    return Suggestion(key, kind, int(each.one), int(each.other), one, other, reasons)


def _rows(said: Meanings) -> Vectors:
    """The vectors, of the usual width even where there are none."""
    return said.matrix if said.texts else said.matrix.reshape(0, SIZE)
