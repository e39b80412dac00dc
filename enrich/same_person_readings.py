"""A person's name as words to compare, in each order in which it may have been written."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache

from data.letters import fold, tidy
from data.models import Value
from data.wordlists import section
from enrich import names
from enrich.name_words import is_generation, is_particle
from enrich.nicknames import unabbreviated

REMEMBERED = 16384  # names
GENERATIONS = ("younger", "elder", "ordinals")
MOST_WORDS = 8  # of a name; what follows is left out
PIECES = re.compile(r"[\s,;/]+")
HYPHENS = re.compile(r"[-‐‑–]+")
ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\"“”«»][^\"“”«»]*[\"“”«»]")
RUN_TOGETHER = re.compile(r"[A-ZÀ-Þ]{2,3}|(?:[A-Za-zÀ-ÿ]\.){2,}[A-Za-zÀ-ÿ]?")
EDGES = ".,;:·*_'\"`´’"
LITTLE = frozenset({"y", "i", "e", "and", "und", "et"})
PARTED = 2  # given names at most, where only the order tells them from the surnames


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name. `light` ones (de, van, y) may be missing; `initials` are run together, as MT."""

    text: str
    light: bool = False
    initials: bool = False
    married: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to tell given names from surnames; `turned` where the surname is taken to be first."""

    given: tuple[Word, ...]
    surnames: tuple[Word, ...]
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its readings, the likeliest first, its generation (Jr., II; "" mostly), and itself folded.

    `aside` are the words in brackets or quotation marks, in small letters: what the person is called.
    """

    readings: tuple[Reading, ...]
    generation: str
    folded: str
    aside: frozenset[str] = frozenset()

    @property
    def words(self) -> tuple[Word, ...]:
        """All words that are not light."""
        first = self.readings[0]
        return tuple(word for word in (*first.given, *first.surnames) if not word.light)


@lru_cache(maxsize=REMEMBERED)
def name_of(value: Value | None) -> Name | None:
    """The name as it is compared, None where there is none or no word in it."""
    if value is None:
        return None
    if (raw := _mended(value.raw)) != tidy(value.raw):
        value = names.clean(raw) or value
    text = tidy(value.value)
    found = _split(text, value)
    if found is None:
        return None
    given, surnames = found
    generation = _generation(value.part("suffix"), text)
    sure = "," in value.raw
    readings = tuple(dict.fromkeys((Reading(given, surnames), *_other_orders(given + surnames, sure=sure))))
    aside = frozenset(fold(word) for piece in ASIDE.findall(text) for word in re.findall(r"\w+", piece))
    return Name(readings, generation, fold(text), aside)


def _split(text: str, value: Value) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """(given names, surnames) as the value's own parts say."""
    parts = dict(value.parts) if value.parts else {}
    if "given" not in parts and "surname" not in parts:
        cleaned = names.clean(text)
        parts = dict(cleaned.parts) if cleaned else {"given": text}
    given = _words(parts.get("given", ""), surnames=False)
    surnames = _words(parts.get("surname", ""), surnames=True)
    return (given, surnames) if given + surnames else None


def _words(text: str, *, surnames: bool) -> tuple[Word, ...]:
    """The words of a piece of a name, without what stands aside."""
    bare = ASIDE.sub(" ", _born().sub(r" \1 ", text))
    found: list[Word] = []
    pieces = PIECES.split(bare.strip())[: 2 * MOST_WORDS]
    whole = (piece for at, piece in enumerate(pieces) if not ((at or surnames) and _is_generation(piece)))
    for piece in (part for each in whole for part in HYPHENS.split(each)):
        word = piece.strip(EDGES)
        if not any(letter.isalnum() for letter in word):
            continue
        light = is_particle(word.casefold()) or word.casefold() in LITTLE
        together = RUN_TOGETHER.fullmatch(piece.strip(",;")) is not None and not surnames
        married = surnames and bool(found) and found[-1].text.casefold() == "de"
        found.append(Word(word.replace(".", "").replace("'", ""), light, together, married))
    words = found[:MOST_WORDS]
    return tuple(words) if any(not word.light for word in words) else tuple(_heavy(word) for word in words)


@cache
def _born() -> re.Pattern[str]:
    """A name before marriage or after it, with the word that announces it."""
    born = "|".join(map(re.escape, section("same_person", "born") | {"née", "né"}))
    widow = "|".join(map(re.escape, section("same_person", "widow") | {"viúva"}))
    return re.compile(rf"\(?\b(?:(?:{born})\.?|(?:{widow})\.?(?= de))\s+(\w+)\)?", re.IGNORECASE)


def _heavy(word: Word) -> Word:
    """A particle that stands alone is a name: Van, Le."""
    return Word(word.text, False, word.initials, word.married)


def _other_orders(words: tuple[Word, ...], *, sure: bool) -> tuple[Reading, ...]:
    """The name with other words taken for given names, from the left and from the right."""
    if sure or len(words) < 2:
        return ()
    heavy = [at for at, word in enumerate(words) if not word.light]
    straight = (Reading(words[: at + 1], words[at + 1 :]) for at in heavy[:PARTED])
    turned = (Reading(words[at:], words[:at], turned=True) for at in heavy[: -PARTED - 1 : -1])
    return tuple(reading for reading in (*straight, *turned) if _stands(reading))


def _stands(reading: Reading) -> bool:
    return all(any(not word.light for word in words) for words in (reading.given, reading.surnames))


def _is_generation(word: str) -> bool:
    """Whether a word tells the son from the father; what hangs on a hyphen does not: Min-jun."""
    plain = fold(word.strip(EDGES + "()")).replace(".", "")
    return is_generation(word, after=0) or any(plain in section("same_person", name) for name in GENERATIONS)


def _generation(suffix: str, text: str) -> str:
    """Which of several of one name: "jr", "ii" …; "" where the name does not say."""
    for word in f"{text} {suffix}".split()[1:]:
        if _is_generation(word):
            return _same_generation(fold(word.strip(EDGES + "()")).replace(".", ""))
    return ""


def _same_generation(word: str) -> str:
    """Words for the younger one, and for the elder one, made one."""
    return next((name for name in GENERATIONS[:2] if word in section("same_person", name)), word)


def _mended(text: str) -> str:
    """The text tidied; letters of UTF-8 that were read as Latin-1 or Windows-1252 are mended: Ã± → ñ."""
    for letters in ("cp1252", "latin-1"):
        with suppress(UnicodeError):
            return tidy(text.encode(letters).decode("utf-8"))
    return tidy(text)


def plain(word: Word) -> str:
    """The word folded, an abbreviation as what it stands for."""
    return unabbreviated(word.text)
