"""What speaks for and against two contacts being one person, each with its nats and what shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from data.letters import fold
from enrich.agreement import letters
from enrich.same_person_firms import PARTED, SAME, likeness
from enrich.same_person_names import compare
from enrich.same_person_points import aliases_of, is_office, near, two_of_one_domain
from enrich.same_person_table import weight
from enrich.same_person_traits import Traits

ALIKE = 88  # rapidfuzz ratio of two titles that are one
APART = 60  # and of two that are none
SPELT = 5  # letters of a name that stands in a mailbox
LEAST_CALLED = 3  # letters of what somebody is called there


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that two contacts have in common, or that parts them: its nats, and what shows it."""

    name: str
    weight: float
    shown: str = ""


def clues(one: Traits, other: Traits) -> tuple[Clue, ...]:
    """All clues of two contacts, the same whichever comes first."""
    same_firm, firm = _firm(one, other)
    found = [*_names(one, other), *_mailboxes(one, other), *_mobiles(one, other, same_firm=same_firm)]
    return (*found, *firm, *_titles(one, other, same_firm=same_firm))


def _names(one: Traits, other: Traits) -> Iterator[Clue]:
    if one.name is None or other.name is None:
        return
    found = compare(one.name, other.name, (_aliases(other, one), _aliases(one, other)))
    if found.weight:
        yield Clue(found.clue, found.weight)
    yield from (Clue(name, nats) for name, nats in found.against)


def _aliases(owner: Traits, other: Traits) -> frozenset[str]:
    """What mailboxes that `owner` alone has call them, those aside that say the name itself."""
    own = {fold(word.text) for word in owner.name.words} if owner.name else set()
    boxes = (aliases_of({address}) for address in owner.mailboxes - other.mailboxes)
    found = (pieces for pieces in boxes if own.isdisjoint(pieces))
    return (owner.name.aside if owner.name else frozenset()).union(*found)


def _mailboxes(one: Traits, other: Traits) -> Iterator[Clue]:
    shared = sorted(address for address in one.mailboxes & other.mailboxes if not is_office(address))
    if shared:
        yield _clue("points", "same_mailbox", shared[0])
        return
    if one.mailboxes & other.mailboxes:
        return
    if misread := near(one.mailboxes, other.mailboxes):
        yield _clue("points", "near_mailbox", misread)
    elif two_of_one_domain(one.mailboxes, other.mailboxes):
        yield _clue("points", "two_mailboxes")
    elif spelt := _spelt(one, other) or _spelt(other, one):
        yield _clue("points", "mailbox_spells", spelt)


def _spelt(owner: Traits, other: Traits) -> str:
    """A mailbox of `owner` that names the other as that one writes it: bill@… of William."""
    if owner.name is None or other.name is None:
        return ""
    first = other.name.readings[0]
    given = [fold(word.text) for word in first.given if len(word.text) >= LEAST_CALLED]
    if given and given[0] in _aliases(owner, other):
        return given[0]
    words = [letters(word.text) for word in other.name.words]
    boxes = (box for box in sorted(owner.mailboxes) if not other.mailboxes and len(words) > 1)
    return next((box for box in boxes if _holds(letters(box.partition("@")[0]), words)), "")


def _holds(local: str, words: list[str]) -> bool:
    """Whether a mailbox is a name run together: anaruiz, aruiz, anar; not of one word alone."""
    first, second = words[:2]
    runs = {first + second, first[:1] + second, first + second[:1]}
    return len(local) >= SPELT and min(len(first), len(second)) > 1 and local in runs


def _mobiles(one: Traits, other: Traits, *, same_firm: bool | None) -> Iterator[Clue]:
    """The best number in common that may be one's own; else that each has a mobile of its own."""
    kinds = _shared_kinds(one, other)
    for name, kind in (("same_mobile", "mobile"), ("same_number", "unknown")):
        if kind in kinds:
            yield _clue("points", name, kinds[kind])
            return
    mobiles = [any(number.kind == "mobile" for number in each.numbers) for each in (one, other)]
    if all(mobiles) and not kinds:
        yield _clue("points", "two_mobiles_one_firm" if same_firm else "two_mobiles")


def _shared_kinds(one: Traits, other: Traits) -> dict[str, str]:
    """The kinds of the numbers in common, each with the digits of such a number."""
    found: dict[str, str] = {}
    for first in sorted(one.numbers, key=lambda number: number.turned):
        for second in sorted(other.numbers, key=lambda number: number.turned):
            if first.is_same(second):
                kinds = {first.kind, second.kind}
                kind = next(
                    (each for each in ("mobile", "landline", "toll_free") if each in kinds), "unknown"
                )
                found[kind] = min(first.turned, second.turned, key=len)[::-1]
    return found


def _firm(one: Traits, other: Traits) -> tuple[bool | None, list[Clue]]:
    """Whether the firm is one (None: not known), and its clues: the strongest whole, the others a little."""
    alike = likeness(one.firm, other.firm, one.sounds | other.sounds)
    signs = [*_lines(one, other)]
    if alike is not None and alike >= SAME:
        signs.append(_clue("firm", "same_firm", min(one.firm.name, other.firm.name, key=len)))
    signs.sort(key=lambda clue: -clue.weight)
    kept = [*signs[:1], *(Clue(clue.name, weight("firm", "further"), clue.shown) for clue in signs[1:])]
    if not signs and alike is not None and alike < PARTED:
        return False, [_clue("firm", "two_firms")]
    return (True if signs else None), kept


def _lines(one: Traits, other: Traits) -> Iterator[Clue]:
    """What a whole office has in common: its line, its mailbox."""
    kinds = _shared_kinds(one, other)
    for kind in ("landline", "toll_free"):
        if kind in kinds:
            yield _clue("points", "same_landline", kinds[kind])
            break
    offices = sorted(address for address in one.mailboxes & other.mailboxes if is_office(address))
    if offices:
        yield _clue("points", "same_office_mailbox", offices[0])


def _titles(one: Traits, other: Traits, *, same_firm: bool | None) -> Iterator[Clue]:
    if not one.title or not other.title:
        return
    alike = fuzz.token_set_ratio(one.title, other.title)
    if alike >= ALIKE:
        yield _clue("title", "same_title", one.title if one.title == other.title else "")
    elif alike < APART:
        yield _clue("title", "two_titles_one_firm" if same_firm else "two_titles")


def _clue(section: str, name: str, shown: str = "") -> Clue:
    return Clue(name, weight(section, name), shown)
