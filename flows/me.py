"""`aroma me`: my own card, and three sentences on who I am; those I write to do not know it either."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from data.database import Database, open_database
from data.errors import AromaError
from data.models import Contact
from data.owner import Me, owner, record_owner
from data.texts import Language, say
from enrich.contact_answer import check_contact
from flows.clock import now
from flows.own_card import own_card
from flows.printing import complain, put, put_json
from flows.prompts import EMPTY, Prompts, SkipError
from flows.settings import Settings

DONE = 0
SENTENCES = ("who", "does", "heading")
POINTS = ("name", "job_title", "company", "phones", "emails", "websites")
"""What is asked of one's own card; an address and accounts come with a card that is read."""
SEVERAL = ("phones", "emails", "websites")

Typed = Mapping[str, str]


def show_or_keep(
    settings: Settings,
    typed: Typed,
    card: Path | None,
    *,
    ask: bool,
    json: bool,
    prompts: Prompts | None = None,
) -> int:
    """Keep what was typed, or the card that was shown; print what is known of me; 0.

    Where nothing is known and nothing was typed, or with `ask`, ask in the terminal. Raises AromaError for
    what does not hold, PhotoError for a card that cannot be read.
    """
    db = open_database(settings.store_url, migrate=False)
    known = owner(db)
    said = {key: text for key, text in typed.items() if text}
    me = known or Me(language=settings.language)
    if card is not None:
        me = replace(me, contact=own_card(card, settings))
    if ask or not (said or card or known or json):
        said = _asked(me, prompts or _terminal(settings))
    if any(text != EMPTY for text in said.values()) or card is not None:
        me = _changed(me, said, settings)
        record_owner(db, me, at=now())
    _print(db, settings, json=json)
    return DONE


def _asked(me: Me, prompts: Prompts) -> dict[str, str]:
    """What is typed at each question; ".." leaves out the rest."""
    language = prompts.language
    answers: dict[str, str] = {}
    try:
        for key in (*SENTENCES, *POINTS):
            before = _now(me, key)
            hint = say(f"give.me-{key}-hint", language)
            answers[key] = prompts.line(say(f"give.me-{key}", language), hint, before)
    except SkipError:
        pass
    return {key: text or EMPTY for key, text in answers.items()}


def _terminal(settings: Settings) -> Prompts:
    if not sys.stdin.isatty():
        raise AromaError("give.who-are-you")
    return Prompts(Console(), settings.language)


def _changed(me: Me, said: Typed, settings: Settings) -> Me:
    """Me with what was said in place of what was, "-" for nothing. Raises AromaError for what cannot be."""
    emptied = {key: "" if text == EMPTY else text for key, text in said.items()}
    now_typed = {key: emptied.get(key, _now(me, key)) for key in POINTS}
    typed: dict[str, object] = {
        key: [part.strip() for part in text.split(",")] if key in SEVERAL else text
        for key, text in now_typed.items()
    }
    kept = {"address": me.contact.address.value if me.contact.address else ""}
    kept_accounts = {"social": [value.value for value in me.contact.social]}
    contact, wrong = check_contact(typed | kept | kept_accounts, card=me.contact, region=settings.region)
    if wrong:
        raise AromaError(wrong[0].message.key, **dict(wrong[0].message.facts))
    sentences = {key: emptied.get(key, getattr(me, key)) for key in (*SENTENCES, "language")}
    return Me(contact=replace(contact, also=(), rest=()), **sentences)


def _now(me: Me, key: str) -> str:
    """What is known now, several values with commas between them."""
    if key in SENTENCES:
        return str(getattr(me, key))
    return ", ".join(_values(me.contact, key))


def _values(contact: Contact, key: str) -> Sequence[str]:
    found = getattr(contact, key)
    values = found if isinstance(found, tuple) else tuple(filter(None, (found,)))
    return [value.value for value in values]


def _print(db: Database, settings: Settings, *, json: bool) -> None:
    me = owner(db)
    if me is None:
        complain(say("give.who-are-you", settings.language))
    elif json:
        put_json({key: _now(me, key) for key in (*SENTENCES, *POINTS)} | {"language": me.language})
    else:
        put(*_page(me, settings.language))


def _page(me: Me, language: Language) -> Iterator[str]:
    """BE, DO, HAVE, as of everybody."""
    yield " · ".join(part for part in (_now(me, "name"), _now(me, "job_title"), _now(me, "company")) if part)
    for key in SENTENCES:
        if text := _now(me, key):
            yield f"  {say(f'give.me-{key}-short', language)}: {text}"
    for key in SEVERAL:
        if text := _now(me, key):
            yield f"  {say(f'who.{key}', language)}: {text}"
    if me.contact.address:
        yield f"  {say('who.address', language)}: {me.contact.address.value}"
