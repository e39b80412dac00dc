"""A first glance at two contacts: whether they are worth comparing word by word. Most are not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from enrich.nicknames import compounds, full_names, languages_of, unabbreviated
from enrich.same_person_points import aliases_of
from enrich.same_person_readings import Name
from enrich.same_person_traits import Traits
from enrich.same_person_words import LOST
from enrich.spellings import seen, spelled

BEGINNING = 3  # letters by which two words may be one
BOTH = 2  # words of two names that must look alike, where each has as many
REMEMBERED = 262144


def is_worth_it(one: Traits, other: Traits) -> bool:
    """Whether two contacts have a mailbox, a number or two words of their names in common, or nearly so."""
    if not one.mailboxes.isdisjoint(other.mailboxes) or _share_a_number(one, other):
        return True
    if one.name is None or other.name is None:
        return False
    return _look_alike(one, other)


def _share_a_number(one: Traits, other: Traits) -> bool:
    return any(first.is_same(second) for first in one.numbers for second in other.numbers)


def _look_alike(one: Traits, other: Traits) -> bool:
    first, second = list(_forms_of(one)), list(_forms_of(other))
    if min(len(first), len(second)) < BOTH or _is_unsure(one.name) or _is_unsure(other.name):
        return True
    there = frozenset().union(*second)
    return sum(not forms.isdisjoint(there) for forms in first) >= BOTH


def _forms_of(own: Traits) -> Iterator[frozenset[str]]:
    """The forms of each word of a name, of words run together, and of what the mailboxes call the person."""
    words = [word.text for word in own.name.words] if own.name else []
    surnames = "".join(word.text for word in own.name.readings[0].surnames) if own.name else ""
    called = frozenset(seen(piece)[:BEGINNING] for piece in aliases_of(own.mailboxes))
    for place, word in enumerate(words):
        last = place == len(words) - 1
        yield (
            _forms(word)
            | (called if not place else _forms(words[place - 1] + word))
            | _forms(surnames if last else "")
        )


def _is_unsure(name: Name | None) -> bool:
    """Whether a name has initials, or signs in the place of letters that a program lost."""
    words = name.words if name else ()
    return any(word.initials or len(word.text) == 1 or not LOST.isdisjoint(word.text) for word in words)


@lru_cache(maxsize=REMEMBERED)
def _forms(word: str) -> frozenset[str]:
    """What a word may be told by: its beginning, and that of each name for which it stands."""
    plain = unabbreviated(word)
    fulls = full_names(plain)
    told = {
        seen(plain)[:BEGINNING],
        spelled(plain)[:BEGINNING],
        *(spelled(full)[:BEGINNING] for full in fulls),
    }
    told.add(seen("".join(letter for letter in word if letter.isascii()))[:BEGINNING])  # as where ñ was lost
    told |= {sound[:BEGINNING] for name in compounds(plain) for sound in name}
    return frozenset((*told, *languages_of(plain))) - {""}
