"""What several cards of one person say together: the newest where one thing is true, all where many are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from data.letters import fold
from data.models import Answer, Contact, Need, Value
from data.stacks import Layer

Item = TypeVar("Item")


def stacked(own: Sequence[tuple[Layer, Answer]]) -> Answer:
    """The answer of a whole stack, of which `own` are the layers' answers from the oldest card to the newest.

    Their contacts hold what no newer card has ended. A stack of one layer is its answer as it stands.
    """
    if len(own) == 1:
        return own[0][1]
    said = [answer for _, answer in sorted(own, key=lambda mine: (mine[0].filed, mine[0].number))]
    met = next((answer for answer in _by_meeting(own) if _met(answer)), said[0])
    gift = next((answer for answer in reversed(said) if answer.gift or answer.gift_by), said[0])
    return replace(
        said[-1],
        does=newest(answer.does for answer in said),
        heading=newest(answer.heading for answer in said),
        interests=united((answer.interests for answer in said), fold),
        met_where=met.met_where,
        met_when=met.met_when,
        met_through=met.met_through,
        needs=united((answer.needs for answer in said), need_key),
        offers=united((answer.offers for answer in said), fold),
        gift=gift.gift,
        gift_by=gift.gift_by,
        contact=_contact([answer.contact for _, answer in reversed(own)]),
    )


def united(parts: Iterable[Iterable[Item]], key: Callable[[Item], Hashable]) -> tuple[Item, ...]:
    """All items of all parts in their order, each once: of those with one key the first."""
    found: dict[Hashable, Item] = {}
    for part in parts:
        for item in part:
            found.setdefault(key(item), item)
    return tuple(found.values())


def need_key(need: Need) -> tuple[str, str]:
    """What two needs have in common that are one."""
    return need.kind, fold(need.text)


def newest(texts: Iterable[str]) -> str:
    """The last of `texts` that says something, "" where none does."""
    return next((text for text in reversed(tuple(texts)) if text.strip()), "")


def fullest(names: Sequence[str]) -> int:
    """The place of the name with the most words, so that initials do not hide it; of equals the first."""
    return max(range(len(names)), key=lambda place: (len(names[place].split()), -place))


def _by_meeting(own: Sequence[tuple[Layer, Answer]]) -> list[Answer]:
    return [answer for _, answer in sorted(own, key=lambda mine: mine[1].met_when or mine[0].day)]


def _met(answer: Answer) -> bool:
    return bool(answer.met_where.strip() or answer.met_when or answer.met_through.strip())


def _contact(newest_first: Sequence[Contact]) -> Contact:
    names = [contact.name for contact in newest_first if contact.name]

    def first(field: str) -> Value | None:
        values: Iterable[Value | None] = (getattr(contact, field) for contact in newest_first)
        return next(filter(None, values), None)

    def every(field: str) -> tuple[Value, ...]:
        return united((getattr(contact, field) for contact in newest_first), _value_key)

    return Contact(
        name=names[fullest([name.value for name in names])] if names else None,
        job_title=first("job_title"),
        company=first("company"),
        address=first("address"),
        phones=every("phones"),
        emails=every("emails"),
        websites=every("websites"),
        social=every("social"),
        also=every("also"),
        rest=united((contact.rest for contact in newest_first), fold),
    )


def _value_key(value: Value) -> tuple[str, str]:
    return fold(value.value), value.part("extension")
