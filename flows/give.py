"""`aroma give`: what I could do this week, for whom, and why; and "not this one"."""

from __future__ import annotations

from collections.abc import Iterator

from data.database import Database, open_database
from data.declining import decline
from data.errors import NotFoundError
from data.naming import one_person
from data.texts import Language, say
from enrich.suggestion import Suggestion, ids
from flows.clock import now, today
from flows.give_page import Item, by_kind, items
from flows.printing import put, put_json
from flows.settings import Settings
from flows.suggesting import for_a_week, suggestions

DONE = 0
INDENT = "     "


def show_suggestions(settings: Settings, who: str, *, every: bool, json: bool) -> int:
    """Print what could be done this week, or all of it, or all about one person; 0. Raises NotFoundError."""
    db = open_database(settings.store_url, migrate=False)
    person = one_person(db, who).number if who else None
    found = ids(suggestions(db, today(), person=person))
    chosen = found if every or person is not None else for_a_week(found)
    shown = items(db, chosen, settings.language)
    if json:
        for item in shown:
            put_json(_plain(item, settings.language))
        return DONE
    put(*lines(shown, settings.language, more=len(chosen) < len(found)))
    return DONE


def put_away(settings: Settings, name: str) -> int:
    """Never suggest this one again, and say so; 0. Raises NotFoundError."""
    db = open_database(settings.store_url, migrate=False)
    found = ids(suggestions(db, today()))
    fits = [each for known, each in found.items() if known.startswith(name.strip().casefold())]
    if len(fits) != 1:
        raise NotFoundError("give.no-suggestion" if not fits else "give.several-suggestions", name=name)
    [unwanted] = fits
    decline(db, unwanted.key, unwanted.person, unwanted.other, at=now())
    put(say("give.declined", settings.language, title=_named(db, unwanted, settings.language)))
    return DONE


def lines(shown: tuple[Item, ...], language: Language, *, more: bool = False) -> Iterator[str]:
    """The page as plain lines."""
    if not shown:
        yield say("give.nothing", language)
        return
    for heading, found in by_kind(shown, language):
        yield heading
        for item in found:
            yield f"{item.number:>3}. {item.title}  [{item.name}]"
            yield from (INDENT + line for line in item.lines)
        yield ""
    yield from hints(shown, language)
    if more:
        yield say("give.more", language)


def hints(shown: tuple[Item, ...], language: Language) -> Iterator[str]:
    """What to type when one is not wanted, or done."""
    yield say("give.not-this", language, name=shown[0].name)
    yield say("give.when-done", language)


def _named(db: Database, suggestion: Suggestion, language: Language) -> str:
    [item] = items(db, {"": suggestion}, language)
    return item.title


def _plain(item: Item, language: Language) -> dict[str, object]:
    each = item.suggestion
    return {
        "id": item.name,
        "key": each.key,
        "kind": each.kind,
        "title": item.title,
        "person": each.person,
        "other": each.other,
        "words": each.words,
        "others": each.others,
        "reasons": [reason.text(language) for reason in each.reasons],
        "day": each.day,
    }
