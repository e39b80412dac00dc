"""`aroma introduce`: the draft of a message that makes two people known to each other."""

from __future__ import annotations

from pathlib import Path

from data.database import open_database
from data.errors import NotFoundError
from data.naming import one_person
from data.owner import owner
from data.texts import say
from enrich.introduction import Acquaintance, introduction
from flows.clock import today
from flows.drafting import reader, save, show
from flows.printing import complain
from flows.settings import Settings
from flows.suggesting import suggestions

DONE = 0


def introduce(
    settings: Settings, one: str, other: str, *, language: str, because: str, eml: Path | None
) -> int:
    """Print the draft to both, or write it to the file `eml`; 0. Raises NotFoundError, HomeError."""
    db = open_database(settings.store_url, migrate=False)
    both = [one_person(db, name) for name in (one, other)]
    first, second = (reader(db, each, settings.language, language) for each in both)
    if first.number == second.number:
        raise NotFoundError("give.one-and-the-same", name=first.name)
    found = suggestions(db, today(), person=first.number)
    why = tuple(each for each in found if each.about(second.number))
    me = owner(db)
    letter = introduction(Acquaintance(first, second, me, settings.language, why, because))
    if eml is not None:
        save(letter, me, eml, settings.language)
    else:
        show(letter, first, second, language=settings.language)
    if me is None:
        complain(say("give.who-are-you", settings.language))
    complain(say("give.then-gave", settings.language, one=first.number, other=second.number))
    return DONE
