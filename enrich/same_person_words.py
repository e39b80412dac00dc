"""How two words of two names agree: the same, another spelling, misread, a nickname, an initial, or not."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from data.letters import fold
from data.wordlists import section
from enrich.name_frequency import how_usual
from enrich.nicknames import (
    are_called_by,
    are_familiar,
    are_translated,
    are_translated_surnames,
    unabbreviated,
)
from enrich.spellings import seen, shape, spelled

REMEMBERED = 131072  # pairs of words
LOST = frozenset("?\ufffd□")  # what stands for a letter that a program could not write
SHORTEST_TYPO, LONG = 5, 9  # letters of words that may differ in one letter, and in two
SHORTEST_CUT = 3  # letters of a name cut short
ENDING = 3  # letters that a name may have behind what its diminutive begins with
MISREAD_LEAST = 3  # letters


class Grade(StrEnum):
    """How two words agree, the best first; the values are the names of their weights."""

    EQUAL = "equal"
    ABBREVIATION = "abbreviation"
    SPELLING = "spelling"
    MISREAD = "misread"
    NICKNAME = "nickname"
    TYPO = "typo"
    SHORTENED = "shortened"
    TRANSLATED = "translated"
    MAILBOX = "mailbox"
    INITIAL = "initial"
    CALLED = "called_initial"


@lru_cache(maxsize=REMEMBERED)
def grade(one: str, other: str, kind: str) -> Grade | None:
    """How two words of a name agree, None where they do not; `kind` is given or surname. Symmetric."""
    first, second = unabbreviated(one), unabbreviated(other)
    if min(len(first), len(second)) <= 1:
        letter, word = sorted((first, second), key=len)
        return _initial(letter, word, kind)
    if first == second:
        return Grade.EQUAL if fold(one) == fold(other) else Grade.ABBREVIATION
    if kind == "given" and _are_two_sexes(first, second) and not are_familiar(first, second):
        return None
    if spelled(first) == spelled(second):
        return Grade.SPELLING
    if _are_misread(one, other):
        return Grade.MISREAD
    return (_given if kind == "given" else _surname)(first, second)


def _initial(letter: str, word: str, kind: str) -> Grade | None:
    """An initial of the word itself, or of what somebody of that name is called: B. of William."""
    if letter[:1] == word[:1]:
        return Grade.INITIAL
    return Grade.CALLED if kind == "given" and letter in are_called_by(word) else None


def _given(one: str, other: str) -> Grade | None:
    if are_familiar(one, other):
        return Grade.NICKNAME
    if are_translated(one, other):
        return Grade.TRANSLATED
    if _is_typo(one, other, "given"):
        return Grade.TYPO
    short, long = sorted((one, other), key=lambda word: (len(word), word))
    return Grade.SHORTENED if _is_cut(short, long) else None


def _surname(one: str, other: str) -> Grade | None:
    if are_translated_surnames(one, other):
        return Grade.TRANSLATED
    if _is_typo(one, other, "surname"):
        return Grade.TYPO
    return None


def _are_two_sexes(one: str, other: str) -> bool:
    """Whether two names differ in their end only, as Roberto and Roberta, Daniel and Daniela do."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or spelled(one) == spelled(other):
        return False
    stem = short.rstrip("aeio")
    ends = section("same_person", "sexes")
    return long.startswith(stem) and long[len(stem) :] in ends and short[len(stem) :] in {"", *ends}


def _are_misread(one: str, other: str) -> bool:
    """Whether only look-alike letters differ, or letters that a program lost: CA?IZO and Cañizo."""
    if min(len(one), len(other)) < MISREAD_LEAST:
        return False
    if shape(one) == shape(other) or seen(one) == seen(other):
        return True
    return _is_lost(one, other) or _is_lost(other, one)


def _is_lost(one: str, other: str) -> bool:
    """Whether `one` is `other` with a sign in the place of each accented letter, or without them."""
    bare = fold(one)
    if any(sign in one for sign in LOST):
        pattern = "".join(".{1,2}" if letter in LOST else re.escape(letter) for letter in bare)
        return re.fullmatch(pattern, fold(other)) is not None
    kept = "".join(letter for letter in other.casefold() if letter.isascii())
    return one.isascii() and len(kept) < len(other) and len(kept) >= SHORTEST_TYPO - 1 and bare == kept


def _is_typo(one: str, other: str, kind: str) -> bool:
    """Whether a slip of the finger parts two words; not where both are usual names."""
    shorter = min(len(one), len(other))
    if shorter < SHORTEST_TYPO:
        return False
    most = 2 if shorter >= LONG else 1
    if DamerauLevenshtein.distance(one, other, score_cutoff=most) > most:
        return False
    if kind == "given" and (one[:-1] == other[:-1] or one[0] != other[0]):
        return False
    return not (_is_usual(one, kind) and _is_usual(other, kind))


def _is_usual(word: str, kind: str) -> bool:
    return how_usual(word, kind) != "rare"


def _is_cut(short: str, long: str) -> bool:
    """Whether one name is the other cut short, with an ending of affection or without: Tarsi, Tarsilita."""
    if how_usual(short, "given") in {"most", "many"} or len(short) < SHORTEST_CUT:
        return False
    if long.startswith(short) and len(long) - len(short) > 1:
        return long[len(short) :] not in section("same_person", "sexes")
    if len(short) > SHORTEST_CUT and len(long) > len(short) + 2 and long.endswith(short):
        return True
    return _is_diminutive(short, long) or _is_diminutive(long, short)


def _is_diminutive(word: str, name: str) -> bool:
    """Whether a word is a name with an ending of affection: Tarsilita of Tarsila."""
    stem = _diminutives().sub("", word)
    return (
        stem != word
        and len(stem) > SHORTEST_CUT
        and name.startswith(stem)
        and len(name) - len(stem) <= ENDING
    )


@cache
def _diminutives() -> re.Pattern[str]:
    """Any ending of affection, the longest first."""
    ends = sorted(section("same_person", "diminutives"), key=lambda end: (-len(end), end))
    return re.compile(f"(?:{'|'.join(ends)})$")
