"""`aroma note`: an event or a piece of news is kept, and who would be glad of it is said at once."""

from __future__ import annotations

from collections.abc import Iterator

from data.database import Database, open_database
from data.days import written
from data.declining import declined
from data.noting import Note, forget_note, notes, record_note
from data.texts import Language, say
from enrich.event_days import event_day
from enrich.suggestion import Suggestion, ids
from flows.clock import now, today
from flows.give_page import items
from flows.meaning import keep_meanings
from flows.printing import put, put_json
from flows.settings import Settings
from flows.suggesting import caring

DONE = 0


def keep_note(settings: Settings, text: str, about: str, *, json: bool) -> int:
    """Keep a note and print who cares about it, and why; 0."""
    db = open_database(settings.store_url, migrate=False)
    note = record_note(db, text.strip(), about.strip(), event_day(text, today=today()), at=now())
    keep_meanings(db)
    unwanted = declined(db)
    found = tuple(each for each in caring(db, (note,)) if each.key not in unwanted)
    if json:
        put_json({**_plain(note), "people": [each.person for each in found]})
        return DONE
    put(_kept(note, settings.language), *_glad(db, found, settings.language))
    return DONE


def show_notes(settings: Settings, *, json: bool) -> int:
    """Print the notes that are still to come, and those without a day; 0."""
    found = notes(open_database(settings.store_url, migrate=False), since=today())
    for note in found:
        if json:
            put_json(_plain(note))
        else:
            put(f"{note.number:>3}. {_said(note, settings.language)}")
    if not found and not json:
        put(say("give.no-notes", settings.language))
    return DONE


def drop_note(settings: Settings, number: int) -> int:
    """Forget a note, and say so; 0. Raises NotFoundError."""
    forget_note(open_database(settings.store_url, migrate=False), number)
    put(say("give.note-forgotten", settings.language, number=number))
    return DONE


def _glad(db: Database, found: tuple[Suggestion, ...], language: Language) -> Iterator[str]:
    if not found:
        yield say("give.nobody-cares", language)
        return
    yield say("give.who-cares", language)
    for item in items(db, ids(found), language):
        yield f"{item.number:>3}. {item.who}  [{item.name}]"
        yield from (f"     {line}" for line in item.lines)


def _kept(note: Note, language: Language) -> str:
    key = "give.noted" if note.day is None else "give.noted-on"
    if note.day is not None and note.day < today():
        key = "give.noted-past"
    return say(key, language, number=note.number, day=written(note.day, language) if note.day else "")


def _said(note: Note, language: Language) -> str:
    day = say("give.on-day", language, day=written(note.day, language)) if note.day else ""
    about = say("give.about", language, about=note.about) if note.about else ""
    return f"{note.text}{day}{about}"


def _plain(note: Note) -> dict[str, object]:
    return {"note": note.number, "text": note.text, "about": note.about, "day": note.day}
