"""`aroma who`: who is this, and how do I know them? BE, DO, HAVE, in that order.

Imports as little as it can: the answer is wanted while the telephone rings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from textwrap import indent

from data.database import open_database
from data.found import Found
from data.models import NeedKind
from data.search import who
from data.texts import Language, say
from flows.days import written
from flows.early import home_path, spoken, store_url
from flows.printing import complain, put, put_json

FOUND, NOBODY = 0, 1
INDENT = "  "


def show_people(environ: Mapping[str, str], text: str, *, json: bool) -> int:
    """Print everybody whom `text` fits, best first; 1 where it fits nobody."""
    language = spoken(environ)
    found = _find(environ, text)
    if found is None:
        complain(say("who.no-store", language, inbox=home_path(environ) / "inbox"))
    elif not found:
        complain(say("who.nobody", language, text=text))
    for person in found or ():
        if json:
            put_json(asdict(person))
        else:
            put(*page(person, language), "")
    return FOUND if found else NOBODY


def _find(environ: Mapping[str, str], text: str) -> tuple[Found, ...] | None:
    """Those who were found; None where nobody was ever filed, and there is no store yet."""
    url = store_url(environ)
    file = home_path(environ) / "aroma.db"
    if not url and not file.exists():
        return None
    return who(open_database(url or f"sqlite:///{file}", migrate=False), text)


def page(person: Found, language: Language) -> Iterator[str]:
    """The lines about one person, or about a card that nobody described yet."""
    yield _heading(person)
    if person.number is None:
        yield INDENT + say("who.not-described", language, card=person.cards[0])
    parts = (("be", _be(person, language)), ("do", _do(person, language)), ("have", _have(person, language)))
    for name, lines in parts:
        told = [line for line in lines if line]
        if told:
            yield INDENT + say(f"who.{name}", language)
            yield from (indent(line, 2 * INDENT) for line in told)


def _heading(person: Found) -> str:
    return " · ".join(part for part in (person.name or "—", person.job_title, person.company) if part)


def _be(person: Found, language: Language) -> Iterator[str]:
    yield person.who
    yield _said("does", person.does, language)
    yield _said("heading", person.heading, language)
    yield _said("interests", ", ".join(person.interests), language)
    yield _said("met", _meeting(person, language), language)


def _meeting(person: Found, language: Language) -> str:
    through = f"{say('who.through', language)} {person.met_through}" if person.met_through else ""
    return ", ".join(part for part in (person.met_where, written(person.met_when, language), through) if part)


def _do(person: Found, language: Language) -> Iterator[str]:
    for need in person.needs:
        kind = "" if need.kind is NeedKind.OTHER else f" ({say(f'questions.needs-{need.kind}', language)})"
        yield _said("needs", need.text + kind, language)
    for offer in person.offers:
        yield _said("offers", offer, language)
    by = f", {say('who.by', language)} {written(person.gift_by, language)}" if person.gift_by else ""
    yield _said("gift", person.gift + by if person.gift else "", language)


def _have(person: Found, language: Language) -> Iterator[str]:
    yield _said("phones", ", ".join(person.phones), language)
    yield _said("emails", ", ".join(person.emails), language)
    yield _said("websites", ", ".join(person.websites + person.social), language)
    yield _said("address", person.address, language)
    yield _said("also", " · ".join(person.also), language)


def _said(what: str, value: str, language: Language) -> str:
    return f"{say(f'who.{what}', language)}: {value}" if value else ""
