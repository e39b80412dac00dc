"""Proper case for a name printed in capitals or in small letters; what is mixed was meant so and stays."""

from __future__ import annotations

import re

from data.letters import fold
from data.wordlists import words
from enrich.name_order import is_family_first
from enrich.name_words import (
    FAMILY_FIRST,
    is_generation,
    is_initial,
    is_particle,
    surname_languages,
)

CASELESS = frozenset("ßªº")
TURKISH = frozenset("İıŞşĞğ")
VOWELS = frozenset("aeiouy")
ELISIONS = frozenset({"d", "l", "o", "n", "m", "t", "dell", "dall", "nell", "sant", "degl", "all"})
SHORT_WORD = 2  # letters
ROMAN = frozenset({"ii", "iii", "iv"})
LATIN_APOSTROPHE = re.compile(r"(['’‘`´-])")


def proper(text: str) -> str:
    """`text` in proper case: MARÍA DE LA CRUZ → María de la Cruz, o'brien → O'Brien, McDonald as it is.

    No letter is added, dropped or given another accent. Capitals among small letters (Jean DUPONT) are a
    surname printed so, and become proper too.
    """
    parts = text.split()
    turkish = not TURKISH.isdisjoint(text)
    if is_upper(text) or is_lower(text):
        cased = [_word(part, turkish=turkish) for part in parts]
        return " ".join(_particles(cased))
    return " ".join(_word(part, turkish=turkish) if is_shouted(part) else part for part in parts)


def is_upper(text: str) -> bool:
    """True if the name is in capitals; accented small letters among them are a reader's or a font's slip."""
    letters = [letter for letter in text if letter.isalpha() and letter not in CASELESS]
    small = [letter for letter in letters if letter.islower()]
    capitals = sum(letter.isupper() for letter in letters)
    return (
        capitals >= 2 and capitals > len(small) and not any(letter.isascii() for letter in _mc(text, small))
    )


def _mc(text: str, small: list[str]) -> list[str]:
    """The small letters that count against capitals: not the c of McDONALD."""
    return [] if small == ["c"] and re.search(r"\bMc[A-Z]", text) else small


def is_lower(text: str) -> bool:
    """True if no letter is a capital."""
    return any(letter.islower() for letter in text) and not any(letter.isupper() for letter in text)


def is_shouted(word: str) -> bool:
    """True for DUPONT among small letters; not for JR or AJ, which are initials."""
    letters = [letter for letter in word if letter.isalpha() and letter not in CASELESS]
    if is_generation(word) or is_initial(word) or not is_upper(word):
        return False
    sounds = not VOWELS.isdisjoint(fold(word))
    return sounds and (len(letters) > 2 or bool(surname_languages(word) & FAMILY_FIRST))


def _word(word: str, *, turkish: bool) -> str:
    """One word in proper case, piece by piece between hyphens and apostrophes."""
    if is_initial(word) or fold(word).strip(".") in ROMAN:
        return word.upper()
    pieces = LATIN_APOSTROPHE.split(word)
    done: list[str] = []
    for place, piece in enumerate(pieces):
        joint = pieces[place - 1] if place else ""
        small = joint not in ("", "-") and fold(pieces[place - 2]) not in ELISIONS
        done.append(_lower(piece, turkish=turkish) if small else _piece(piece, turkish=turkish))
    return "".join(done)


def _piece(piece: str, *, turkish: bool) -> str:
    """A piece with its first letter as a capital, and the one after Mc, or Mac in the names known for it."""
    small = _lower(piece, turkish=turkish)
    if re.fullmatch(r"mc[^\W\d_]{2,}", small):
        return "Mc" + _capital(small[2:], turkish=turkish)
    if fold(small) in words("mac_names"):
        return "Mac" + _capital(small[3:], turkish=turkish)
    return _capital(small, turkish=turkish)


def _capital(piece: str, *, turkish: bool) -> str:
    """The first letter as a capital, also after an opening bracket or quotation mark."""
    for place, letter in enumerate(piece):
        if letter.isalpha():
            upper = letter if letter in CASELESS or len(letter.upper()) > 1 else letter.upper()
            capital = "İ" if turkish and letter == "i" else upper
            return piece[:place] + capital + piece[place + 1 :]
    return piece


def _lower(piece: str, *, turkish: bool) -> str:
    """Small letters; İ is i, and where a Turkish letter shows the language, I is ı."""
    dotted = piece.replace("İ", "i")
    return (dotted.replace("I", "ı") if turkish else dotted).lower()


def _particles(cased: list[str]) -> list[str]:
    """De, Van, Bin … in small letters, inside a name; not in Nguyen Van An, where Van is a name."""
    if cased and is_family_first(cased):
        return cased
    last = len(cased) - 1
    return [
        word.lower() if 0 < place < last and is_particle(word) and _joins(cased, place) else word
        for place, word in enumerate(cased)
    ]


def _joins(cased: list[str], place: int) -> bool:
    """True if the particle at `place` is small here: la after de, e and i after a surname; not El."""
    word, previous = cased[place].casefold(), cased[place - 1]
    if word in {"la", "las", "los"}:
        return previous.casefold() == "de"
    if word in {"e", "i"}:
        return place > 1 and len(previous) > SHORT_WORD and not is_initial(previous)
    return word != "el"
