"""The keys by which contacts that may be one person find each other among a hundred thousand.

A key stands for a mailbox, the end of a number, a surname by its shapes and sounds with the first letter of a
given name, or a firm with such a letter. A nickname gives the letters of its names too: Paco gives p and f.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from data.models import Contact
from data.wordlists import section
from enrich.nicknames import compounds, full_names, unabbreviated
from enrich.same_person_points import is_office
from enrich.same_person_readings import Name, Reading, Word
from enrich.same_person_traits import Traits, traits
from enrich.same_person_words import LOST
from enrich.spellings import seen, shape, spelled

END = 8  # digits from the end of a number
MOST_HOLDERS = 300  # of one key; a key of more says too little
MOST_CANDIDATES = 60  # who are compared
LEAST_WORD = 3  # letters of a firm's word


def keys(contact: Contact) -> frozenset[str]:
    """The keys of a contact; an empty set where it says nothing that could find anybody."""
    return keys_of(traits(contact))


def keys_of(own: Traits) -> frozenset[str]:
    """The same of traits that are at hand."""
    letters = frozenset(_letters(own.name)) if own.name else frozenset()
    return frozenset((*_points(own), *_names(own.name), *_firms(own, letters)))


def chosen(holders: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Who are worth comparing, of key → its holders: those who share the rarest keys, a bounded number."""
    told: Counter[str] = Counter()
    for held in holders.values():
        if len(held) <= MOST_HOLDERS:
            told.update(dict.fromkeys(held, 0))
            for each in held:
                told[each] += 1_000_000 // len(held)
    ordered = sorted(told.items(), key=lambda item: (-item[1], item[0]))
    return tuple(holder for holder, _ in ordered[:MOST_CANDIDATES])


def _points(own: Traits) -> Iterator[str]:
    for address in own.mailboxes:
        yield f"e:{address}"
        yield f"m:{shape(address)}"
    for number in own.numbers:
        yield f"p:{number.turned[:END]}"


def _names(name: Name | None) -> Iterator[str]:
    if name is None:
        return
    for reading in name.readings:
        letters = set(_given_letters(reading.given))
        yield from (f"n:{surname}:{letter}" for surname in _surnames(reading) for letter in letters)


def _surnames(reading: Reading) -> Iterator[str]:
    """The first and the last surname, alone and run together, by shapes and sounds."""
    heavy = [word.text for word in reading.surnames if not word.light]
    whole = "".join(word.text for word in reading.surnames)
    for word in {*heavy[:1], *heavy[-1:], whole}:
        if len(word) > 1:
            yield seen(unabbreviated(word))
        if not word.isascii() or any(sign in word for sign in LOST):  # as a program leaves them that lost ñ
            yield seen("".join(letter for letter in word if letter.isascii() and letter not in LOST))


def _letters(name: Name) -> Iterator[str]:
    for reading in name.readings:
        yield from _given_letters(reading.given)


def _given_letters(given: Iterable[Word]) -> Iterator[str]:
    """The first sounds of given names and of what they stand for."""
    for word in given:
        if not word.light:
            plain = unabbreviated(word.text)
            yield seen(plain)[:1]
            yield from (spelled(full)[:1] for full in full_names(plain))
            yield from (sound[0][:1] for sound in compounds(plain))


def _firms(own: Traits, letters: frozenset[str]) -> Iterator[str]:
    """The firm's own words and domains, each with the letters that the person may be called by."""
    words = [seen(word) for word in own.firm.words if len(word) >= LEAST_WORD and not _is_trade(word)]
    marks = {*words, *(seen(stem) for stem in own.firm.stems)}
    marks |= {f"{box}" for box in own.mailboxes if is_office(box)}
    yield from (f"f:{mark}:{letter}" for mark in marks for letter in letters)


def _is_trade(word: str) -> bool:
    return word in section("company_words", "strong")
