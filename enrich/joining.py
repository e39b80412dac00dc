"""The contacts of a card's sides → the one contact that they give together; no value of either is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial, reduce
from types import MappingProxyType
from typing import Any

from data.letters import letters_key
from data.models import Contact, Value
from enrich import companies, emails, names, phones, postal, social, websites

KEYS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "name": names.key,
        "company": companies.key,
        "address": postal.key,
        "phones": phones.key,
        "emails": emails.key,
        "websites": websites.key,
        "social": social.key,
    }
)


def joined(contacts: Sequence[Contact]) -> Contact:
    """What all sides say together, the front first.

    Where a field has one value it is the front's, unless that is doubtful and the other side's is less so.
    The value that was not taken stands in `rest`, as printed. Being printed twice makes no value surer.
    """
    return reduce(_both, contacts)


def _both(front: Contact, back: Contact) -> Contact:
    found: dict[str, Any] = {}
    left: list[str] = []
    for field in fields(Contact):
        here, there = getattr(front, field.name), getattr(back, field.name)
        if field.name == "rest":
            continue
        key = partial(_key, KEYS.get(field.name, letters_key))
        if isinstance(here, tuple):
            found[field.name] = tuple(_many(here, there, key))
        else:
            found[field.name] = surer(here, there)
            left += _left(here, there, key)
    return Contact(**found, rest=tuple(dict.fromkeys([*front.rest, *left, *back.rest])))


def _key(kind: Callable[[str], str], value: str) -> str:
    """The form in which values are compared, `value` itself where its kind finds nothing in it to compare."""
    return kind(value) or value


def surer(front: Value | None, back: Value | None) -> Value | None:
    """The value that there is; of two the undoubted one; of two doubtful ones the surer; else the front's."""
    if front is None or back is None:
        return front or back
    if (front.doubt is None) != (back.doubt is None):
        return front if front.doubt is None else back
    return back if front.doubt and back.confidence > front.confidence else front


def _left(front: Value | None, back: Value | None, key: Callable[[str], str]) -> Iterator[str]:
    """What the side printed whose value was not taken, where it is another one."""
    if front and back and key(front.value) != key(back.value):
        yield " ".join((back if surer(front, back) is front else front).raw.split())


def _many(front: tuple[Value, ...], back: tuple[Value, ...], key: Callable[[str], str]) -> Iterator[Value]:
    """The values of the front, then those that only the back has; of what both have the surer one."""
    there = {key(value.value): value for value in reversed(back)}
    for value in front:
        taken = surer(value, there.pop(key(value.value), None))
        if taken is not None:
            yield taken
    yield from (value for value in back if there.get(key(value.value)) is value)
