"""Two rows of words matched as far as their order allows; words may be parted or run together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.letters import fold
from enrich.name_frequency import tells
from enrich.nicknames import is_compound_of
from enrich.same_person_readings import Word
from enrich.same_person_table import weight
from enrich.same_person_words import Grade, grade
from enrich.spellings import seen, spelled

LONGEST_RUN = 3  # words that may be run together in one: delahoz
LEAST = 3  # letters of a word of a mailbox that names somebody
SLIPS = 3  # letters by which a word and a run of words may differ in length
BLEND = 5  # letters of a word made of the beginnings of two names: Luisfer
REMEMBERED = 65536


Aliases = tuple[frozenset[str], frozenset[str]]
"""Where each side may find a given name of its own: what the other's mailboxes call their owner."""
NONE: Aliases = (frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Agreement:
    """The words that agree and how; how many of each side are left over; whether the first ones agree."""

    pairs: tuple[tuple[str, Grade], ...]
    left: int
    right: int
    first: bool = True


def any_agree(one: tuple[Word, ...], other: tuple[Word, ...], aliases: Aliases) -> bool:
    """Whether given names may agree at all: a word with a word, or one word with several. Quick to tell."""
    if min(len(one), len(other)) == 1 < max(len(one), len(other)):
        alone, run = (one[0], other) if len(one) == 1 else (other[0], one)
        first = seen(alone.text)[:1]
        if alone.initials or is_compound_of(alone.text, [word.text for word in run]):
            return True
        if first == seen(run[0].text)[:1] and len(alone.text) >= BLEND:
            return True
    return any(_single(first, second, "given", aliases) for first in one for second in other)


@lru_cache(maxsize=REMEMBERED)
def align(one: tuple[Word, ...], other: tuple[Word, ...], kind: str, aliases: Aliases = NONE) -> Agreement:
    """The best way to match two rows of words in their order; `kind` is given or surname."""
    best: dict[tuple[int, int], tuple[float, Agreement]] = {}
    for i in range(len(one), -1, -1):
        for j in range(len(other), -1, -1):
            ways = [*_skips(one, other, i, j, best), *_matches(one, other, (i, j), best, (kind, aliases))]
            best[i, j] = max(ways, key=lambda way: (way[0], -way[1].left - way[1].right), default=(0.0, END))
    return best[0, 0][1]


WRITTEN = frozenset({Grade.EQUAL, Grade.SPELLING, Grade.MISREAD, Grade.TYPO})
END = Agreement((), 0, 0)
Best = dict[tuple[int, int], tuple[float, Agreement]]


def _skips(
    one: tuple[Word, ...], other: tuple[Word, ...], i: int, j: int, best: Best
) -> Iterator[tuple[float, Agreement]]:
    """The ways that leave a word of one side unmatched."""
    if i < len(one):
        score, rest = best[i + 1, j]
        yield score, _after(rest, left=not one[i].light, at_first=not i or not j)
    if j < len(other):
        score, rest = best[i, j + 1]
        yield score, _after(rest, right=not other[j].light, at_first=not i or not j)


def _after(rest: Agreement, *, at_first: bool, left: bool = False, right: bool = False) -> Agreement:
    passed = (left or right) and at_first and bool(rest.pairs)
    return Agreement(rest.pairs, rest.left + left, rest.right + right, rest.first and not passed)


def _matches(
    one: tuple[Word, ...],
    other: tuple[Word, ...],
    at: tuple[int, int],
    best: Best,
    how: tuple[str, Aliases],
) -> Iterator[tuple[float, Agreement]]:
    """The ways that match what stands at `at`: word with word, or a run of words with a word."""
    i, j = at
    if i == len(one) or j == len(other):
        return
    for first, second in _runs(len(one) - i, len(other) - j):
        found = _grade(one[i : i + first], other[j : j + second], *how)
        if found is None:
            continue
        text = max(
            (_joined(one[i : i + first]), _joined(other[j : j + second])), key=lambda word: (len(word), word)
        )
        score, rest = best[i + first, j + second]
        nats = worth(text, found, how[0]) + score
        yield nats, Agreement(((text, found), *rest.pairs), rest.left, rest.right, rest.first)


def _runs(left: int, right: int) -> Iterator[tuple[int, int]]:
    yield 1, 1
    yield from ((count, 1) for count in range(2, min(LONGEST_RUN, left) + 1))
    yield from ((1, count) for count in range(2, min(LONGEST_RUN, right) + 1))


def worth(text: str, found: Grade, kind: str) -> float:
    """The nats of a word that agrees in that way."""
    if found in {Grade.INITIAL, Grade.CALLED}:
        return weight("rarity", found.value)
    return tells(text, kind) * weight("grade", found.value)


def _grade(one: tuple[Word, ...], other: tuple[Word, ...], kind: str, aliases: Aliases) -> Grade | None:
    if len(one) == len(other) == 1:
        return _single(one[0], other[0], kind, aliases)
    alone, run = (one[0], other) if len(one) == 1 else (other[0], one)
    return _run(alone, run, kind)


def _single(one: Word, other: Word, kind: str, aliases: Aliases) -> Grade | None:
    if one.light != other.light:
        return None
    found = grade(one.text, other.text, kind)
    if found is None and kind == "given" and _is_alias(one.text, other.text, aliases):
        return Grade.MAILBOX
    return found


def _is_alias(one: str, other: str, aliases: Aliases) -> bool:
    """Whether the other one's mailbox says that they are called so."""
    return any(
        len(word) >= LEAST and fold(word) in called
        for word, called in zip((one, other), aliases, strict=True)
    )


def _run(alone: Word, run: tuple[Word, ...], kind: str) -> Grade | None:
    """How a word agrees with several: MT with Marie Thérèse, Delatorre with de la Torre."""
    heavy = [word.text for word in run if not word.light]
    if alone.initials and kind == "given":
        letters = "".join(word[0] for word in heavy)
        return Grade.INITIAL if alone.text.casefold() == letters.casefold() else None
    joined = _joined(run)
    close = abs(len(joined) - len(alone.text)) <= SLIPS and seen(joined)[:1] == seen(alone.text)[:1]
    if not close:
        return _blended(alone, heavy, kind)
    whole = min(map(len, heavy), default=0) > 1 or any(word.light for word in run)
    found = grade(alone.text, joined, kind) if whole else None
    if found in WRITTEN:
        return Grade.SPELLING if found is Grade.EQUAL else found
    return _blended(alone, heavy, kind)


def _blended(alone: Word, heavy: list[str], kind: str) -> Grade | None:
    blend = kind == "given" and len(heavy) == 2 and _is_blend(spelled(alone.text), *map(spelled, heavy))
    return Grade.NICKNAME if blend else None


def _is_blend(word: str, first: str, second: str) -> bool:
    """Whether a word is made of the beginnings of two."""
    if len(word) < BLEND:
        return False
    cuts = range(2, len(word) - 1)
    return any(first.startswith(word[:cut]) and second.startswith(word[cut:]) for cut in cuts)


def _joined(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)
