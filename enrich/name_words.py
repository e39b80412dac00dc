"""What single words tell about a name: given name, surname, title, particle, and of which languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from data.letters import fold
from data.wordlists import section, sections, tagged

IBERIAN = frozenset({"es", "pt", "ca", "gl", "eu"})
FAMILY_FIRST = frozenset({"vi", "zh", "ko"})


@cache
def titles(section: str) -> frozenset[str]:
    """One section of the table of titles: before, after, particles …; folded, without full stops."""
    return frozenset(bare(entry) for entry in sections("name_titles")[section])


@cache
def spellings(section: str) -> frozenset[str]:
    """The same section as it is written in the table, in small letters, full stops and accents kept."""
    return frozenset(entry.casefold() for entry in sections("name_titles")[section])


@cache
def _more() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Kind (given, surname) → folded word → languages, of the table kept by hand."""
    found: dict[str, dict[str, tuple[str, ...]]] = {"given": {}, "surname": {}}
    for heading, lines in sections("names_more").items():
        kind, language = heading.split()
        for word in " ".join(lines).split():
            known = found[kind].get(fold(word), ())
            found[kind][fold(word)] = (*known, language)
    return found


def given_languages(word: str) -> frozenset[str]:
    """The languages in which `word` is a given name; empty where it is none."""
    return _languages(word, "given", "given_names")


def surname_languages(word: str) -> frozenset[str]:
    """The languages in which `word` is a surname; empty where it is none."""
    return _languages(word, "surname", "surnames")


@cache
def _languages(word: str, kind: str, table: str) -> frozenset[str]:
    """Languages of a word; a word joined by hyphens has those of its pieces, if each is known."""
    folded = fold(word)
    if len(folded) < 2:
        return frozenset()
    own = frozenset((*tagged(table).get(folded, ()), *_more()[kind].get(folded, ())))
    pieces = folded.split("-")
    if own or len(pieces) == 1 or not all(pieces):
        return own
    each = [_languages(piece, kind, table) for piece in pieces]
    return frozenset().union(*each) if all(each) else frozenset()


def is_given(word: str) -> bool:
    """True for a known given name."""
    return bool(given_languages(word))


def is_surname(word: str) -> bool:
    """True for a known surname."""
    return bool(surname_languages(word))


def is_usual_surname(word: str) -> bool:
    """True for a surname so usual that it is one rather than a second given name: García, Martín."""
    return fold(word) in _more()["surname"]


def is_usual_given(word: str) -> bool:
    """True for a given name so usual that the table kept by hand has it."""
    return fold(word) in _more()["given"]


def is_particle(word: str) -> bool:
    """True for de, van, bin …; accents count: Vietnamese Văn is not van."""
    return word.casefold() in spellings("particles")


def is_initial(word: str) -> bool:
    """True for J, J., J.R. and Mª; not for y, e, i, which stand between surnames."""
    letters = word.replace(".", "").replace("-", "")
    dotted = (
        "." in word
        and len(letters) <= 3
        and all(len(piece) <= 1 for piece in word.replace("-", ".").split("."))
    )
    return dotted or (len(letters) == 1 and letters.isupper())


def is_generation(word: str, *, after: int = 2) -> bool:
    """True for Jr., III, Filho; for Neto, a surname too, only where it stands `after` two words or more."""
    return bare(word) in titles("generation") or (after > 1 and bare(word) in titles("generation_or_surname"))


def bare(word: str) -> str:
    """A word folded, without full stops and commas, as the table of titles has it."""
    return fold(word.replace("ª", "a").replace("º", "o")).replace(".", "").replace(",", "")


@cache
def common_words() -> frozenset[str]:
    """Words of trades and posts, folded: a line made of them is not a person."""
    return section("company_words", "strong") | section("job_words", "heads") | section("job_words", "areas")
