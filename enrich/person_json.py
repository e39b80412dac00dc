"""A person as a record for JSON: the whole of what is known, BE, DO, HAVE.

Values stand in their standard form, with the text they were read from as `raw`. Nothing is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.gifts import Gift
from data.models import Contact, Meeting, Person, Spell, Value

Record = dict[str, Any]


def record(person: Person, brought: Sequence[Gift] = ()) -> Mapping[str, Any]:
    """The person as nested records; dates are ISO text, what is not known is "", null or an empty list.

    `brought` are the gifts that were given to them, of which each stands with its day. `was` is what changed:
    jobs, names, numbers and sentences, from when to when.
    """
    told = person.answer
    met = Meeting(told.met_where, told.met_when, told.met_through)
    return {
        "number": person.number,
        "uid": person.uid,
        "be": {
            "who": told.who,
            "does": told.does,
            "heading": told.heading,
            "interests": list(told.interests),
            "met": _met(met),
            "met_again": [_met(meeting) for meeting in person.again],
        },
        "do": {
            "needs": [{"kind": str(need.kind), "text": need.text} for need in told.needs],
            "offers": list(told.offers),
            "gift": {"text": told.gift, "by": _day(told.gift_by)},
            "brought": list(map(_brought, brought)),
        },
        "have": _contact(told.contact),
        "was": [_spell(spell) for spell in person.history],
    }


def _brought(gift: Gift) -> Record:
    return {"text": gift.text, "on": _day(gift.given and gift.given.date())}


def _met(meeting: Meeting) -> Record:
    return {"where": meeting.place, "when": _day(meeting.day), "through": meeting.through}


def _spell(spell: Spell) -> Record:
    return {
        "field": spell.field,
        "value": spell.value,
        "since": _day(spell.since),
        "until": _day(spell.until),
    }


def _contact(contact: Contact) -> Record:
    single = ("name", "job_title", "company", "address")
    several = ("phones", "emails", "websites", "social", "also")
    return {
        **{field: _one(getattr(contact, field)) for field in single},
        **{field: _all(getattr(contact, field)) for field in several},
        "rest": list(contact.rest),
    }


def _all(values: Iterable[Value]) -> list[Record | None]:
    return [_one(value) for value in values]


def _one(value: Value | None) -> Record | None:
    if value is None:
        return None
    kind = {"kind": value.kind} if value.kind else {}
    return {"value": value.value, "raw": value.raw, **kind, "parts": dict(value.parts)}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
