"""The words typed about a card, carried on where its sides are joined or split and it says other things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.models import Contact, Decision
from enrich.prefill import prefill
from enrich.questions import QUESTIONS, Kind, Section
from enrich.typed import text, texts


def carried(typed: Mapping[str, Any] | None, before: Contact, after: Contact) -> dict[str, Any] | None:
    """The words for the next form of a card that said `before` and now says `after`; None where nobody typed.

    What was left as it was read follows the card; what was changed stays as typed, and lists get what is new.
    """
    if typed is None:
        return None
    words = {**typed, "decision": str(Decision.FILE), "later_until": ""}
    was, now = (prefill(contact, None, "en") for contact in (before, after))
    for question in QUESTIONS:
        key = question.key
        if question.section is not Section.HAVE or key not in typed:
            continue
        if question.many:
            words[key] = _list(texts(typed[key]), was[key], now[key])
        elif text(typed[key]) in {"", text(was[key])}:
            words[key] = now[key]
    return words


def _list(typed: tuple[str, ...], was: list[str], now: list[str]) -> list[str]:
    """`typed` without what the card says no more, and with what it says only now."""
    gone, new = set(was) - set(now), [value for value in now if value not in was]
    kept = [value for value in typed if value not in gone]
    return list(dict.fromkeys([*kept, *new]))


def merged(one: dict[str, Any] | None, other: dict[str, Any] | None) -> dict[str, Any] | None:
    """The words of both; where there is room for one alone, those of `one`."""
    if one is None or other is None:
        return one if other is None else other
    words = {**other, **one}
    for question in QUESTIONS:
        key = question.key
        here, there = one.get(key), other.get(key)
        if question.many and isinstance(here, list) and isinstance(there, list):
            words[key] = [*here, *(item for item in there if item not in here)]
        elif not here or not there:
            words[key] = here or there
        elif question.kind is Kind.TEXT and question.section is not Section.HAVE and here != there:
            words[key] = f"{here}\n{there}"
    return words
