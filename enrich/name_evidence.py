"""How much some words look like a person's name."""

from __future__ import annotations

from functools import cache

from data.letters import fold
from data.wordlists import sections
from enrich.name_words import (
    FAMILY_FIRST,
    common_words,
    is_given,
    is_initial,
    is_particle,
    is_surname,
    is_usual_given,
    surname_languages,
)

BY_COUNT = {1: 0.6, 2: 1.0, 3: 1.0, 4: 0.95, 5: 0.7, 6: 0.4}  # names have two to four words
LONGEST = 20  # letters of a word of a name
STRANGE = 0.15  # of the likelihood remains for each word of a trade or a post
DOUBLE = 0.8  # of it remains for each such word that may be a name here: Cook, Bakker, Loan
LITTLE = 0.2  # of it remains for a line with the, your, with …


def evidence(words: list[str]) -> float:
    """0 to 1 for the words of a name in proper case, titles off."""
    little = any(word.casefold() in _little_words() for word in words)
    return _shape(words) * _known(words) * _trade(words) * (LITTLE if little else 1.0)


def is_person(words: list[str]) -> bool:
    """True if a given name (in the East, a surname) is first and all others are names, or trades too.

    The first may be a trade itself, as in Dean Parry, if no other is. Behind a usual given name a
    single trade is a surname, whether the tables know it as one or not: Jacques Charpentier.
    """
    full = _full(words)
    if len(full) == len(words) == 2 and is_usual_given(full[0]) and not _is_trade(full[0]):
        return full[1][:1].isupper()
    if len(full) < 2 or not (is_given(full[0]) or surname_languages(full[0]) & FAMILY_FIRST):
        return False
    if _is_trade(full[0]) and any(_is_trade(word) for word in full[1:]):
        return False
    return all(is_surname(word) or is_given(word) for word in full[1:])


@cache
def _little_words() -> frozenset[str]:
    """The little words of running text, with their accents: más is one, Mas a surname."""
    lines = sections("function_words")[""]
    return frozenset(word.strip() for line in lines for word in line.split(","))


def _full(words: list[str]) -> list[str]:
    """The words without particles and initials."""
    return [word for word in words if not is_particle(word) and not is_initial(word)]


def _shape(words: list[str]) -> float:
    """1 for two to four words that can be names, less for one, for many, and for small first letters."""
    full = _full(words)
    if not full or any(len(word) > LONGEST for word in full):
        return 0.1
    size = BY_COUNT.get(len(words) - sum(is_particle(word) for word in words), 0.1)
    return size if not any(word[0].islower() and word[0].isascii() for word in full) else size * 0.4


def _known(words: list[str]) -> float:
    """0.3 for unknown words up to 1.0 for a known given name beside known surnames."""
    full = [word.strip("()") for word in _full(words)]
    if not full:
        return 0.0
    given, family = is_given(full[0]), any(is_surname(word) for word in full)
    if len(full) == 1:
        alone = 0.6 if given else 0.45 if family else 0.3
        return alone + (0.2 if len(words) > 1 and family else 0.0)
    share = sum(is_given(word) or is_surname(word) for word in full[1:]) / (len(full) - 1)
    first = 0.35 if given else 0.25 if any(is_given(word) for word in full[1:]) else 0.1 if family else 0.0
    return 0.3 + first + 0.35 * share


def _trade(words: list[str]) -> float:
    """1 where no word is of a trade or a post, less for each that is; little less in a person's name."""
    strange = sum(_is_trade(word) for word in words)
    return float((DOUBLE if is_person(words) else STRANGE) ** strange)


def _is_trade(word: str) -> bool:
    """True for a word of a trade or a post."""
    return fold(word).strip(".,()") in common_words()
