"""What people are called: familiar forms of given names, and one name in several languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from data.letters import fold, letters_key
from data.wordlists import sections, tagged
from enrich.spellings import spelled

LITTLE = frozenset({"de", "del", "la", "las", "los", "da", "do", "das", "dos"})
REMEMBERED = 65536


@lru_cache(maxsize=REMEMBERED)
def full_names(word: str) -> frozenset[str]:
    """The given names, folded, that `word` is a familiar form or an abbreviation of; of one word each.

    >>> sorted(full_names("Paco"))
    ['francesc', 'francisco']
    """
    return frozenset(name for name in _fulls().get(spelled(word), ()) if " " not in name)


@lru_cache(maxsize=REMEMBERED)
def compounds(word: str) -> frozenset[tuple[str, ...]]:
    """The same of several words each, by their sounds: Chema is ("Jose", "Maria")."""
    names = (name.split() for name in _fulls().get(spelled(word), ()) if " " in name)
    return frozenset(tuple(spelled(piece) for piece in name) for name in names)


@lru_cache(maxsize=REMEMBERED)
def are_familiar(one: str, other: str) -> bool:
    """Whether a word is a familiar form of the other, or both are of one name: Paco, Francisco, Pancho."""
    first, second = _with_own(one), _with_own(other)
    return not first.isdisjoint(second)


def are_called_by(name: str) -> frozenset[str]:
    """The first letters of the familiar forms of a given name: of William b and l too."""
    return _letters().get(spelled(name), frozenset())


def is_compound_of(word: str, given: Sequence[str]) -> bool:
    """Whether `word` is what somebody with these given names is called: Chema of José María."""
    sounds = [spelled(name) for name in given if fold(name) not in LITTLE]
    return spelled(word) not in sounds and any(_stands_in(name, sounds) for name in compounds(word))


@lru_cache(maxsize=REMEMBERED)
def are_translated(one: str, other: str) -> bool:
    """Whether two words are one given name in two languages: Juan, John, Giovanni."""
    return not _translations("given_equivalents", one).isdisjoint(_translations("given_equivalents", other))


@lru_cache(maxsize=REMEMBERED)
def are_translated_surnames(one: str, other: str) -> bool:
    """Whether two words are one surname in two languages: Kelly, Ó Ceallaigh."""
    return not _translations("surname_equivalents", one).isdisjoint(
        _translations("surname_equivalents", other)
    )


@lru_cache(maxsize=REMEMBERED)
def languages_of(word: str) -> frozenset[str]:
    """Marks that a word shares with its forms in other languages, as a given name and as a surname."""
    tables = ("given_equivalents", "surname_equivalents")
    return frozenset(f"{table} {line}" for table in tables for line in _translations(table, word))


@lru_cache(maxsize=REMEMBERED)
def unabbreviated(word: str) -> str:
    """The word that an abbreviation stands for, folded: Mª → maria, Fdez. → fernandez; else the word."""
    plain = fold(word).replace(".", "")
    return _abbreviations().get(plain, plain)


def _with_own(word: str) -> frozenset[str]:
    return frozenset({spelled(word), *(spelled(name) for name in full_names(word))})


def _stands_in(name: Sequence[str], sounds: Sequence[str]) -> bool:
    """Whether the words of a compound name follow each other somewhere in a name."""
    size = len(name)
    return any(tuple(sounds[at : at + size]) == tuple(name) for at in range(len(sounds) - size + 1))


def _translations(table: str, word: str) -> frozenset[int]:
    """The lines of a table on which the word stands."""
    return _lines(table).get(spelled(word), frozenset())


@cache
def _lines(table: str) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(sections(table)[""]):
        for word in line.split():
            found[spelled(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def _fulls() -> Mapping[str, frozenset[str]]:
    """Sound of a familiar form → the names, folded and without little words, that it stands for."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, familiar in tagged("nicknames").items():
        plain = " ".join(word for word in letters_key(name).split() if word not in LITTLE)
        for word in familiar:
            found[spelled(word)].add(plain)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _letters() -> Mapping[str, frozenset[str]]:
    """Sound of a name of one word → the first letters of its familiar forms."""
    return {
        spelled(name): frozenset(fold(word)[:1] for word in familiar)
        for name, familiar in tagged("nicknames").items()
        if " " not in name
    }


@cache
def _abbreviations() -> Mapping[str, str]:
    return {
        fold(short).replace(".", ""): word
        for word, shorts in tagged("name_abbreviations").items()
        for short in shorts
    }
