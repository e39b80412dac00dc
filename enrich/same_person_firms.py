"""Whether two contacts are of one firm: by its name, written one way or another, and by its domain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import DamerauLevenshtein

from data.models import Value
from data.wordlists import section
from enrich import companies
from enrich.agreement import company_fits_domain
from enrich.spellings import seen, shape, spelled

SAME, PARTED = 0.72, 0.34  # shares of the words from which firms are one, and below which they are two
FITS = 0.85  # of `company_fits_domain`
OWN, TRADE = 0.4, 0.6  # what a person's own name, and the word of a trade, weigh beside a word of the firm's
SHORTEST_CUT = 3  # letters of an abbreviation: Inst. for Institute
LONG = 6  # letters of a word of which one may be a slip
LITTLE = frozenset(
    {"de", "del", "la", "las", "los", "el", "the", "of", "da", "do", "di", "des", "du", "der", "s"}
)


@dataclass(frozen=True, slots=True)
class Firm:
    """What is known of a firm: the words of its name, without legal form, and the stems of its domains."""

    words: tuple[str, ...]
    stems: frozenset[str]
    name: str = ""


@lru_cache(maxsize=16384)
def firm_of(value: Value | None, stems: frozenset[str]) -> Firm:
    """The firm of a contact, which may have no word and no stem."""
    name = value.value if value else ""
    kept = re.sub(r"[’'´`]s\b", "", name)
    words = tuple(
        word for word in re.split(r"[^\w!?\ufffd]+", companies.key(kept)) if word and word not in LITTLE
    )
    return Firm(words, stems, name)


def likeness(one: Firm, other: Firm, own: frozenset[str]) -> float | None:
    """0 to 1: how surely two firms are one; None where nothing can be compared.

    `own` are the sounds of both persons' names: a firm named after its owner shares that with relatives.
    """
    shares = [*_names(one, other, own), *_domains(one, other, own)]
    return max(shares, default=None)


def _names(one: Firm, other: Firm, own: frozenset[str]) -> list[float]:
    if not one.words or not other.words:
        return []
    if _as_one(one.words, other.words):
        return [1.0]
    shared = sum(_weight(word, own) for word in one.words if _has(other.words, word))
    back = sum(_weight(word, own) for word in other.words if _has(one.words, word))
    total = sum(_weight(word, own) for word in (*one.words, *other.words))
    return [max((shared + back) / total, _contained(one.words, other.words, own))]


def _as_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are the same run together, by sound, by shape, or as initials."""
    first, second = "".join(one), "".join(other)
    if spelled(first) == spelled(second) or seen(first) == seen(second):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and len(long) > 2 and short[0] == "".join(word[0] for word in long)


def _contained(one: Sequence[str], other: Sequence[str], own: frozenset[str]) -> float:
    """How much it says that one name is the beginning of the other: Alder, Alder Museum."""
    short, long = sorted((one, other), key=len)
    telling = any(
        spelled(word) not in own and not _is_trade(word) and len(word) > SHORTEST_CUT for word in short
    )
    return SAME if telling and all(_has(long, word) for word in short) else 0.0


def _weight(word: str, own: frozenset[str]) -> float:
    if spelled(word) in own:
        return OWN
    return TRADE if _is_trade(word) else 1.0


def _is_trade(word: str) -> bool:
    return word in section("company_words", "strong") or word in section("job_words", "areas")


def _has(words: Sequence[str], word: str) -> bool:
    return any(_same_word(word, each) for each in words)


@lru_cache(maxsize=65536)
def _same_word(one: str, other: str) -> bool:
    """Whether two words of firms are one: another spelling, misread, a slip, or cut short."""
    if spelled(one) == spelled(other) or seen(one) == seen(other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= SHORTEST_CUT and long.startswith(short) and len(long) > len(short) + 1:
        return True
    if any(sign in word for word in (one, other) for sign in "?\ufffd"):
        return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= 2
    return len(short) >= LONG and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1


def _domains(one: Firm, other: Firm, own: frozenset[str]) -> list[float]:
    if one.stems & other.stems:
        return [1.0]
    pairs = ((one, other), (other, one))
    spelt = [
        company_fits_domain(" ".join(firm.words), each)
        for firm, away in pairs
        if firm.words
        for each in away.stems
    ]
    near = [1.0 for first, second in product(one.stems, other.stems) if shape(first) == shape(second)]
    fits = max(spelt, default=0.0)
    telling = any(spelled(word) not in own for firm, away in pairs if away.stems for word in firm.words)
    return near or ([fits] if fits >= FITS and telling else [])
