"""`aroma who`: who is this, and how do I know them? BE, DO, HAVE, in that order.

Imports as little as it can: the answer is wanted while the telephone rings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

from data.database import Database, open_database
from data.days import short
from data.found import Found
from data.models import NeedKind
from data.origins import origin
from data.search import who, words_of
from data.texts import Language, say
from enrich.past import met_again, past
from flows.early import home_path, spoken, store_url
from flows.home import Home
from flows.printing import complain, put, put_json

if TYPE_CHECKING:
    from data.vectors import Meant

FOUND, NOBODY = 0, 1
INDENT = "  "
LONGEST_NAME = 60  # letters of a file that is called after a question
LABELS = {"heading": "heading", "interest": "interests", "need": "needs", "offer": "offers"}
"""What kinds of text are called that are no sentence about a person by themselves."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is looked for, by meaning only or by words first; and where to: printed, or into `file` as HTML."""

    text: str
    meaning: bool = False
    json: bool = False
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who was found, and where it was by meaning, what was said of them that fits."""

    person: Found
    because: str = ""


def usual_file(text: str) -> Path:
    """Where the page goes when nobody says where: here, called after what was asked."""
    return Path("-".join(words_of(text))[:LONGEST_NAME] or "aroma").with_suffix(".html")


def show_people(environ: Mapping[str, str], wanted: Wanted) -> int:
    """Show everybody who was found, best first; 1 where that is nobody.

    Raises StoreError, and HomeError where the file cannot be written.
    """
    language = spoken(environ)
    db = _store(environ)
    found = _find(environ, db, wanted, language) if db else ()
    if db is None:
        complain(say("who.no-store", language, inbox=home_path(environ) / "inbox"))
    elif not found:
        complain(say("who.nobody", language, text=wanted.text))
    elif wanted.file:
        from flows.who_page import write_page  # noqa: PLC0415 - with pictures, which the terminal has none of

        put(say("who.written", language, file=write_page(environ, db, wanted.file, found)))
    elif wanted.json:
        for match in found:
            put_json(asdict(match.person) | ({"because": match.because} if match.because else {}))
    else:
        put(*lines(found, language))
    return FOUND if found else NOBODY


def _store(environ: Mapping[str, str]) -> Database | None:
    """The store, None where nobody was ever filed, and there is none yet."""
    url = store_url(environ)
    file = home_path(environ) / "aroma.db"
    if not url and not file.exists():
        return None
    return open_database(url or f"sqlite:///{file}", migrate=False)


def _find(environ: Mapping[str, str], db: Database, wanted: Wanted, language: Language) -> tuple[Match, ...]:
    """Those whom the words fit; where they fit nobody, those who come near by meaning."""
    found = () if wanted.meaning else who(db, wanted.text)
    if found or not any(letter.isalpha() for letter in wanted.text):
        return tuple(map(Match, found))
    from flows.by_meaning import nearest  # noqa: PLC0415 - takes a second, and words are enough as a rule

    near = nearest(db, Home(home_path(environ)), wanted.text)
    return tuple(Match(each.person, _because(each.because, language)) for each in near)


def _because(meant: Meant, language: Language) -> str:
    label = LABELS.get(meant.kind, "")
    return _said(label, meant.text, language) if label else meant.text


def lines(found: Sequence[Match], language: Language) -> Iterator[str]:
    """The pages of those who were found; of several by meaning, only who they are and why."""
    short = len(found) > 1 and all(match.because for match in found)
    if found[0].because:
        yield say("who.by-meaning", language)
    for match in found:
        heading, *rest = page(match.person, language)
        yield heading
        if match.because:
            yield INDENT + say("who.because", language, said=match.because)
        yield from () if short else (*rest, "")
    if short:
        yield ""


def page(person: Found, language: Language) -> Iterator[str]:
    """The lines about one person, or about a card that nobody described yet."""
    yield heading(person)
    if person.number is None:
        waits = "who.not-described-contact" if person.source else "who.not-described"
        yield INDENT + say(waits, language, card=person.cards[0])
        if person.source:
            yield INDENT + origin(person.source, person.met_when, language)
    for name, told in parts(person, language):
        yield INDENT + say(f"who.{name}", language)
        yield from (indent(line, 2 * INDENT) for line in told)


def parts(person: Found, language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """BE, DO, HAVE, and how it was, each with its lines; those of which nothing is known are left out."""
    every = (
        ("be", _be(person, language)),
        ("do", _do(person, language)),
        ("have", _have(person, language)),
        ("past", past(person.history, language)),
    )
    for name, told in every:
        known = tuple(line for line in told if line)
        if known:
            yield name, known


def heading(person: Found) -> str:
    """Who it is, in a line."""
    return " · ".join(part for part in (person.name or "—", person.job_title, person.company) if part)


def _be(person: Found, language: Language) -> Iterator[str]:
    yield person.who
    yield _said("does", person.does, language)
    yield _said("heading", person.heading, language)
    yield _said("interests", ", ".join(person.interests), language)
    yield _said("met", _meeting(person, language) if person.number is not None else "", language)
    yield from met_again(person.again, language)


def _meeting(person: Found, language: Language) -> str:
    through = f"{say('who.through', language)} {person.met_through}" if person.met_through else ""
    return ", ".join(part for part in (person.met_where, short(person.met_when, language), through) if part)


def _do(person: Found, language: Language) -> Iterator[str]:
    for need in person.needs:
        kind = say(f"questions.needs-{need.kind}", language).lower()
        yield _said("needs", need.text if need.kind is NeedKind.OTHER else f"{need.text} ({kind})", language)
    for offer in person.offers:
        yield _said("offers", offer, language)
    by = f", {say('who.by', language)} {short(person.gift_by, language)}" if person.gift_by else ""
    yield _said("gift", person.gift + by if person.gift else "", language)
    for text, day in person.given:
        yield _said("given", f"{text} ({short(day, language)})", language)


def _have(person: Found, language: Language) -> Iterator[str]:
    yield _said("phones", ", ".join(person.phones), language)
    yield _said("emails", ", ".join(person.emails), language)
    yield _said("websites", ", ".join(person.websites + person.social), language)
    yield _said("address", person.address, language)
    yield _said("also", " · ".join(person.also), language)


def _said(what: str, value: str, language: Language) -> str:
    return f"{say(f'who.{what}', language)}: {value}" if value else ""
