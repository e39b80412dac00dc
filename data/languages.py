"""The language that a card is printed in, told by its letters, web addresses and telephone prefixes.

Not the country's: a Swiss card may be in German, and a card from Dubai mostly is in English.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from data.letters import fold

ENGLISH = "eng"
ADDRESS = 2.0  # a domain, or a prefix, as many votes as two letters that no other language has
ENOUGH = 1.0  # votes below which a card is taken for English: an é alone is a name's
MOST = 4  # of one letter; a longer text says it no better
DOMAIN = re.compile(r"[\w-]\.([a-z]{2,3})(?![\w.])", re.IGNORECASE)
PREFIX = re.compile(r"(?:\+|\b00)\s?\(?(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A language's own letters, in both cases, and the domains and prefixes of its countries.

    `one_stress` tells that a word has one acute accent at most, `accents_twice` that a letter may have two.
    """

    letters: frozenset[str]
    domains: frozenset[str]
    prefixes: tuple[str, ...]
    one_stress: bool
    accents_twice: bool


@cache
def alphabets() -> Mapping[str, Alphabet]:
    """All languages but English, by their three letters."""
    table = tomllib.loads(files("data").joinpath("tables", "languages.toml").read_text("utf-8"))
    return {
        language: Alphabet(
            frozenset(letter for letter in row["letters"] + row["letters"].upper() if not letter.isascii()),
            frozenset(row["domains"]),
            tuple(map(str, row["prefixes"])),
            row.get("one_stress", False),
            row.get("accents_twice", False),
        )
        for language, row in table.items()
    }


def language_of(texts: Iterable[str]) -> str:
    """The language of a card with these lines, "eng" where nothing on it tells another."""
    votes = _votes(tuple(texts))
    best = max(votes, key=lambda language: votes[language], default=ENGLISH)
    return best if votes.get(best, 0.0) >= ENOUGH else ENGLISH


def _votes(texts: tuple[str, ...]) -> Mapping[str, float]:
    """How strongly each language is told. A letter that several share counts for each by its share."""
    votes: dict[str, float] = defaultdict(float)
    every = "".join(texts)
    domains = {end.casefold() for text in texts for end in DOMAIN.findall(text)}
    prefixes = {digits for text in texts for digits in PREFIX.findall(text)}
    for language, alphabet in alphabets().items():
        for letter in alphabet.letters.intersection(every):
            sharing = sum(letter in other.letters for other in alphabets().values())
            votes[language] += min(every.count(letter), MOST) / sharing
        votes[language] += ADDRESS * bool(domains & alphabet.domains)
        votes[language] += ADDRESS * any(digits.startswith(alphabet.prefixes) for digits in prefixes)
    return votes


def restored(first: str, second: str, language: str) -> str:
    """`first` with the letters of its language that only the `second` reading of the same print kept.

    Readers drop accents, or the whole letter below two of them; what they add is rare. Nothing else changes:
    where the readings differ in more than that, `first` comes back as it is.
    """
    if language not in alphabets() or not second or second == first:
        return first
    alphabet = alphabets()[language]
    words, seen = first.split(" "), second.split(" ")
    if len(words) == len(seen):
        made = " ".join(_restored(one, other, alphabet) for one, other in zip(words, seen, strict=True))
    else:
        made = _restored(first, second, alphabet)
    return made if alphabet.letters.intersection(made) - {"İ"} else first  # an English word has I, not İ


def _restored(first: str, second: str, alphabet: Alphabet) -> str:
    """The same for one word, or for a line whose words the readers part otherwise."""
    pairs = _paired(first, second)
    if pairs is None or any(not one and other not in alphabet.letters for one, other in pairs):
        return first
    made = "".join(_better(one, other, alphabet) for one, other in pairs)
    return first if alphabet.one_stress and any(_stresses(word) > 1 for word in made.split()) else made


def _paired(first: str, second: str) -> list[tuple[str, str]] | None:
    """Each letter of `second` with the one of `first` that it stands for, "" for one that was dropped.

    None where the readings differ in more than accents and letters that were dropped.
    """
    pairs, at = [], 0
    for letter in second:
        here = first[at : at + 1]
        if here and fold(here) == fold(letter) and here.isspace() == letter.isspace():
            pairs.append((here, letter))
            at += 1
        else:
            pairs.append(("", letter))
    return pairs if at == len(first) else None


def _better(one: str, other: str, alphabet: Alphabet) -> str:
    """The letter of the two that the language has; of two that it has, the one with more accents.

    Where the first reader knows few of a language's letters, as in Vietnamese, the second is believed.
    """
    if not one or (other in alphabet.letters and one not in alphabet.letters):
        return other
    known = other in alphabet.letters and one in alphabet.letters
    better = _marks(other) >= _marks(one) if alphabet.accents_twice else _marks(other) > _marks(one)
    return other if known and better else one


def _marks(letter: str) -> int:
    """How many accents a letter has; one that is a letter of its own, as ß and đ, counts as having one."""
    apart = unicodedata.normalize("NFD", letter)
    return sum(bool(unicodedata.combining(c)) or fold(c) != c.casefold() for c in apart)


def _stresses(word: str) -> int:
    return sum("\u0301" in unicodedata.normalize("NFD", letter) for letter in word)
