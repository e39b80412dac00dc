"""Titles of posts: as a person would write them, and whether a line looks like one.

>>> clean("DIRECTORA DE MARKETING Y I+D").value
'Directora de Marketing y I+D'
"""

from __future__ import annotations

import re

from data.letters import fold, letters_key, tidy
from data.models import Value
from data.wordlists import section
from enrich.name_case import TURKISH, is_lower, is_upper
from enrich.name_evidence import is_person
from enrich.phrases import apart, ends, hits, tokens

DEBRIS = ' \t,;:|·•*_~=<>«»"“”–—-/'
LONGEST = 120  # letters; longer is a sentence
SHORT = 4  # letters; a title of one such word is an acronym
SHORT_ENDING = 3  # letters; less after a slash is an ending: Director/a
WORDY = 9  # words; a longer line is text
JOINTS = re.compile(r"([/\-(&])")
# Words that stay small inside a title.
SMALL = frozenset(
    {
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "y",
        "e",
        "en",
        "para",
        "por",
        "con",
        "a",
        "al",
        "of",
        "and",
        "for",
        "the",
    }
    | {
        "in",
        "to",
        "at",
        "on",
        "da",
        "do",
        "das",
        "dos",
        "di",
        "della",
        "dei",
        "du",
        "des",
        "et",
        "und",
        "für",
    }
    | {"fur", "der", "die", "van", "voor", "i"}
)


def clean(text: str) -> Value | None:
    """The title, tidied; None if it holds no letter. Capitals become title case, acronyms (CEO, I+D) stay."""
    line = tidy(text).strip(DEBRIS)
    if not any(letter.isalpha() for letter in line) or len(line) > LONGEST or "@" in line:
        return None
    return Value(_cased(line), text)


def key(value: str) -> str:
    """The form in which titles are compared: without accents, case and punctuation."""
    return letters_key(tidy(value).replace("&", " and ").replace("+", " and ").replace("/", " "))


def likelihood(text: str) -> float:
    """How much a line looks like a title: 0 not at all, 1 certainly. Evidence, not a decision.

    A word that names a post tells most, more so first or last in the line; departments and ranks alone tell a
    little. Falls with digits and with the share of words that are neither. In "Dean Cook" they are names.
    """
    found = clean(text)
    if found is None or re.search(r"\d{3}|://|www\.", found.value):
        return 0.0
    words = [piece for word in tokens(apart(found.value)) for piece in _pieces(word.strip(".-&'®™©"))]
    words = [word for word in words if word and word not in SMALL]
    if not words:
        return 0.0
    score = _score(words) * (0.6 if len(words) > WORDY else 1.0)
    return round(score * (0.4 if is_person(found.value.split()) else 1.0), 3)


def _pieces(word: str) -> list[str]:
    """A word at its hyphens, unless the table has it whole, as co-founder."""
    return [word] if word in section("job_words", "heads") else word.split("-")


def _score(words: list[str]) -> float:
    """The likelihood of the words that count, before what else the line may be."""
    heads = [
        known or bool(ends([word], section("job_words", "suffixes")))
        for word, known in zip(words, hits(words, section("job_words", "heads")), strict=True)
    ]
    around = hits(words, section("job_words", "areas") | section("job_words", "ranks"))
    share = sum(head or area for head, area in zip(heads, around, strict=True)) / len(words)
    if not any(heads):
        return 0.45 * share
    return 0.55 + 0.35 * share + (0.1 if heads[0] or heads[-1] else 0.0)


def _cased(line: str) -> str:
    """Title case for capitals, a capital first for small letters. Turkish stays: its i cannot be known."""
    if not TURKISH.isdisjoint(line):
        return line
    if is_lower(line):
        return _capital(" ".join(_small(word) for word in line.split()))
    words = line.split()
    if not is_upper(line) or (len(words) == 1 and len(line) <= SHORT):
        return line
    return " ".join(_word(word, first=place == 0) for place, word in enumerate(words))


def _small(word: str) -> str:
    """A word in small letters, an acronym in its own."""
    return word.upper() if word.isascii() and _is_acronym(word) else word


def _word(word: str, *, first: bool) -> str:
    """One word of a title in title case, piece by piece between slashes and hyphens: Jefe/a."""
    if _is_acronym(word):
        return word
    if not first and fold(word) in SMALL:
        return word.lower()
    pieces = JOINTS.split(word)
    return "".join(
        piece
        if _is_acronym(piece)
        else piece.lower()
        if place and len(piece) < SHORT_ENDING
        else _capital(piece.lower())
        for place, piece in enumerate(pieces)
    )


def _capital(piece: str) -> str:
    """The first letter as a capital, where that is one letter (ß has none)."""
    return piece[:1].upper() + piece[1:] if len(piece[:1].upper()) == 1 else piece


def _is_acronym(word: str) -> bool:
    """True for CEO and I+D, with the punctuation round them."""
    return fold(word).strip(".,()") in section("job_words", "acronyms")
