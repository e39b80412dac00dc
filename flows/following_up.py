"""`aroma follow-up`: the draft of a message to somebody whom one has just met."""

from __future__ import annotations

from pathlib import Path

from data.database import open_database
from data.naming import one_person
from data.owner import owner
from data.people import person
from data.texts import say
from enrich.follow_up import follow_up
from flows.drafting import reader, save, show
from flows.printing import complain
from flows.settings import Settings

DONE = 0


def write_to(settings: Settings, name: str, *, language: str, eml: Path | None) -> int:
    """Print the draft, or write it to the file `eml`; 0. Raises NotFoundError, HomeError."""
    db = open_database(settings.store_url, migrate=False)
    found = one_person(db, name)
    to = reader(db, found, settings.language, language)
    me = owner(db)
    letter = follow_up(to, person(db, to.number).answer, me, notes=settings.language)
    if eml is not None:
        save(letter, me, eml, settings.language)
    else:
        show(letter, to, language=settings.language)
    if me is None:
        complain(say("give.who-are-you", settings.language))
    return DONE
