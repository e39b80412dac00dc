"""Which words of a name are given names and which surnames, in the customs of its language."""

from __future__ import annotations

import dataclasses
from functools import cache

from nameparser import Lexicon, Parser, Policy

from data.letters import fold
from enrich.name_words import (
    FAMILY_FIRST,
    IBERIAN,
    common_words,
    given_languages,
    is_given,
    is_initial,
    is_particle,
    is_surname,
    is_usual_given,
    is_usual_surname,
    surname_languages,
    titles,
)

JOINERS = frozenset({"y", "e", "i"})


def given_and_surname(words: list[str]) -> tuple[str, str]:
    """(given names, surnames) of the words of a name; each "" where there is none."""
    if len(words) < 2:
        alone = " ".join(words)
        return ("", alone) if is_surname(alone) and not is_given(alone) else (alone, "")
    if is_family_first(words):
        return " ".join(words[1:]), words[0]
    if _surname_first(words):
        return words[-1], " ".join(words[:-1])
    if _iberian(words):
        count = _iberian_given(words)
        return " ".join(words[:count]), " ".join(words[count:])
    parsed = _parser().parse(" ".join(words))
    given, surname = f"{parsed.given} {parsed.middle}".strip(), parsed.family
    whole = len(given.split()) + len(surname.split()) == len(words)
    return (given, surname) if whole and given and surname else (" ".join(words[:-1]), words[-1])


def is_inverted(first: str, second: str) -> bool:
    """True if a comma parts surnames from given names: "García López, María"; not "Ana Gil, Directora"."""
    before, after = first.split(), second.split()
    if len(after) > 3 or len(before) > 4 or not before:
        return False
    if any(fold(word) in common_words() and not is_given(word) for word in after):
        return False
    if all(is_initial(word) for word in after):
        return len(before) == 1
    givens = [word for word in after if not is_particle(word) and not is_initial(word)]
    starts_with_given = is_given(before[0]) and not is_surname(before[0])
    return bool(givens) and all(is_given(word) for word in givens) and not starts_with_given


def is_family_first(words: list[str]) -> bool:
    """True for Nguyễn Văn An and Zhang Wei: a surname of the East first, and none in the West's place."""
    first = surname_languages(words[0]) & FAMILY_FIRST
    if "vi" in first and len(words) >= 3 and _vietnamese(words[1:]):
        return True
    western = given_languages(words[0]) - FAMILY_FIRST - {"en", "de"}
    if not first or western or any(is_initial(word) or is_particle(word) for word in words[1:]):
        return False
    return len(words) <= 3 and not surname_languages(words[-1]) - FAMILY_FIRST and not _western(words[1:])


def _vietnamese(words: list[str]) -> bool:
    """True if most words are names of Vietnam."""
    known = [word for word in words if "vi" in given_languages(word) | surname_languages(word)]
    return 2 * len(known) >= len(words) and not any(is_initial(word) for word in words)


def _western(words: list[str]) -> bool:
    """True if one of the words is a given name that the East does not have."""
    return any(given_languages(word) and not given_languages(word) & FAMILY_FIRST for word in words)


def _surname_first(words: list[str]) -> bool:
    """True for MACHADO VEGA JUAN, as lists and offices write: no given name first, nothing else last."""
    first, last = words[0], words[-1]
    if not is_usual_surname(first) or is_usual_given(first) or is_usual_surname(last):
        return False
    return is_usual_given(last) or (is_given(last) and not is_surname(last))


def _iberian(words: list[str]) -> bool:
    """True if the words are names of Spain, Portugal and the Americas for the most part."""
    full = [word for word in words if not is_particle(word) and not is_initial(word)]
    known = [word for word in full if (given_languages(word) | surname_languages(word)) & IBERIAN]
    return 2 * len(known) > len(full) or (len(known) == 1 and len(full) == 2 and words[0] in known)


def _iberian_given(words: list[str]) -> int:
    """How many words from the left are given names: at least one, and one surname is left."""
    count = 1
    while len(words) - count > 1:
        devotion = _devotion(words, count)
        if devotion and len(words) - count - devotion >= 1:
            count += devotion
        elif _is_second_given(words, count):
            count += 1
        else:
            break
    return count


def _devotion(words: list[str], place: int) -> int:
    """How many words from `place` on make "del Carmen", "de los Ángeles" …; 0 where none do."""
    for size in (3, 2):
        if " ".join(fold(word) for word in words[place : place + size]) in titles("devotions"):
            return size
    return 0


def _is_second_given(words: list[str], place: int) -> bool:
    """True if the word at `place` is one more given name, not the first surname."""
    word = words[place]
    if is_initial(word):
        return True
    if is_particle(word) or words[place + 1].casefold() in JOINERS or not is_given(word):
        return False
    surnames_after = sum(not is_particle(later) for later in words[place + 1 :])
    return not is_usual_surname(word) or surnames_after > 1


@cache
def _parser() -> Parser:
    """The nameparser for names of everywhere else; titles are off already, so that it looks for none."""
    none: frozenset[str] = frozenset()
    words = dataclasses.replace(
        Lexicon.default(), titles=none, given_name_titles=none, suffix_acronyms=none, suffix_words=none,
        suffix_acronyms_ambiguous=none, honorific_tails=none, after_given_titles=none,
    )  # fmt: skip
    return Parser(lexicon=words, policy=Policy(segment_scripts=frozenset()))
