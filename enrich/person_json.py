"""A person as a record for JSON: the whole of what is known, BE, DO, HAVE.

Values stand in their standard form, with the text they were read from as `raw`. Nothing is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from data.models import Contact, Person, Value

Record = dict[str, Any]


def record(person: Person) -> Mapping[str, Any]:
    """The person as nested records; dates are ISO text, what is not known is "", null or an empty list."""
    told = person.answer
    met = {"where": told.met_where, "when": _day(told.met_when), "through": told.met_through}
    return {
        "number": person.number,
        "uid": person.uid,
        "be": {
            "who": told.who,
            "does": told.does,
            "heading": told.heading,
            "interests": list(told.interests),
            "met": met,
        },
        "do": {
            "needs": [{"kind": str(need.kind), "text": need.text} for need in told.needs],
            "offers": list(told.offers),
            "gift": {"text": told.gift, "by": _day(told.gift_by)},
        },
        "have": _contact(told.contact),
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
