"""The contact data of an answer, checked: each value as its owner typed it, in standard form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from data.models import Contact, Value
from data.texts import Message
from enrich import companies, emails, names, phones, postal, social, websites
from enrich.questions import Problem
from enrich.typed import text, texts

Check = Callable[[str], Value | Message]


def check_contact(
    typed: Mapping[str, Any], *, card: Contact, region: str
) -> tuple[Contact, tuple[Problem, ...]]:
    """The contact that `typed` leaves of what `card` said, without the values that have problems.

    A value that was left as it was keeps all that is known of it, and is doubted no more: its owner saw it.
    What the card names besides is not asked, and stays. `region` is where phones and addresses are from that
    name no country.
    """
    checks: dict[str, Check] = {
        "name": names.check,
        "job_title": _as_typed,
        "company": lambda said: companies.clean(said) or _as_typed(said),
        "address": lambda said: postal.clean(said.splitlines(), region=region) or _as_typed(said),
        "phones": lambda said: phones.check(said, region=region),
        "emails": emails.check,
        "websites": websites.check,
        "social": _account,
    }
    found: dict[str, Any] = {"also": card.also, "rest": card.rest}
    problems: list[Problem] = []
    for key, check in checks.items():
        read = getattr(card, key)
        each = _many if isinstance(read, tuple) else _one
        found[key], wrong = each(typed.get(key), read, check)
        problems.extend(Problem(key, message) for message in wrong)
    return Contact(**found), tuple(problems)


def _one(answer: object, read: Value | None, check: Check) -> tuple[Value | None, list[Message]]:
    said = text(answer)
    if not said:
        return None, []
    if read and said == text(read.value):
        return _confirmed(read), []
    found = check(said)
    if isinstance(found, Message):
        return None, [found]
    return _confirmed(replace(found, raw=read.raw) if read else found), []


def _many(answer: object, read: tuple[Value, ...], check: Check) -> tuple[tuple[Value, ...], list[Message]]:
    known = {value.value: value for value in read}
    checked = [known.get(said) or check(said) for said in texts(answer)]
    values = [_confirmed(found) for found in checked if isinstance(found, Value)]
    # The first of two that are the same stays.
    kept = {value.value: value for value in reversed(values)}
    wrong = [found for found in checked if isinstance(found, Message)]
    return tuple(value for value in values if kept.get(value.value) is value), wrong


def _as_typed(said: str) -> Value:
    return Value(said, said)


def _account(said: str) -> Value:
    found = social.find(said)
    return found[0] if len(found) == 1 else _as_typed(said)


def _confirmed(value: Value) -> Value:
    """`value` as its owner saw and left it."""
    return replace(value, confidence=1.0, doubt=None)
