"""`aroma quiet`: with whom one is losing touch, for whoever asks; it can be put off."""

from __future__ import annotations

from datetime import date

from data.database import open_database
from data.days import written
from data.errors import AromaError
from data.found import persons
from data.naming import one_person
from data.texts import Language, say
from data.touch import Touch, quiet_since, snooze
from enrich.dates import day
from enrich.durations import duration
from flows.clock import today
from flows.give_page import called
from flows.printing import put, put_json
from flows.settings import Settings

DONE = 0
AT_ONCE = 500
"""People asked about in one question: databases allow so many facts and no more."""


def show_quiet(settings: Settings, since: str, *, json: bool) -> int:
    """Print the people whom one has not been in touch with for so long, the longest first; 0."""
    db = open_database(settings.store_url, migrate=False)
    found = quiet_since(db, _before(since), today=today())
    if not found and not json:
        put(say("give.nobody-quiet", settings.language, since=since))
    for start in range(0, len(found), AT_ONCE):
        part = found[start : start + AT_ONCE]
        known = {person.number: person for person in persons(db, [each.person for each in part])}
        for each in part:
            name, company = called(known[each.person]), known[each.person].company
            if json:
                put_json({"person": each.person, "name": name, "last": each.day, "known": each.known})
            else:
                put(_line(each, name, company, settings.language))
    if found and not json:
        put("", say("give.quiet-snooze", settings.language, name=found[0].person))
    return DONE


def put_off(settings: Settings, name: str, *, until: str, length: str) -> int:
    """Do not name somebody in this list until a day, or for so long; 0. Raises NotFoundError, AromaError."""
    db = open_database(settings.store_url, migrate=False)
    person = one_person(db, name)
    last = _last_day(until, length)
    snooze(db, person.number or 0, last)
    said = written(last, settings.language)
    put(say("give.snoozed", settings.language, name=called(person), day=said))
    return DONE


def _line(each: Touch, name: str, company: str, language: Language) -> str:
    who = " · ".join(part for part in (name, company) if part)
    key = "give.quiet-line" if each.known else "give.quiet-filed"
    return say(key, language, who=who, day=written(each.day, language))


def _before(since: str) -> date:
    """The day before which one must have been in touch last: so long ago, or a day itself."""
    if length := duration(since):
        return length.before(today())
    if found := day(since, today=today(), towards="past"):
        return found
    raise AromaError("give.duration-unknown", text=since)


def _last_day(until: str, length: str) -> date:
    found = day(until, today=today(), towards="future") if until else None
    if not until and (long := duration(length or "3m")):
        found = long.after(today())
    if found is None:
        raise AromaError("give.duration-unknown", text=until or length)
    if found <= today():
        raise AromaError("give.day-not-ahead", day=found)
    return found
