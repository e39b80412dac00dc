"""`aroma export`: people as other programs read them, to the terminal or into a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from data.database import Database, open_database
from data.errors import HomeError, SettingsError
from data.gifts import Gift, brought
from data.models import Person
from data.naming import one_person
from data.people import people
from data.texts import say
from data.written_cards import written_card
from enrich.card_lines import extra_lines
from enrich.card_weaving import Kept, woven
from enrich.google_csv import google_csv
from enrich.person_json import record
from enrich.vcard4 import vcard4
from flows.files import replace_file
from flows.printing import complain
from flows.settings import Settings

DONE = 0


def export_people(settings: Settings, who: Sequence[str], *, to: str, output: Path | None) -> int:
    """Write everybody, or those whom the texts in `who` mean, in one format; 0.

    Raises SettingsError for a format that there is not, NotFoundError for somebody unknown or several,
    HomeError where `output` cannot be written.
    """
    if to not in FORMATS:
        raise SettingsError("export.format", given=to, formats=", ".join(FORMATS))
    db = open_database(settings.store_url, migrate=False)
    chosen = _chosen(db, who)
    content = FORMATS[to](settings, db, chosen).encode("utf-8", "replace")
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return DONE
    try:
        replace_file(output, content)
    except OSError as error:
        raise HomeError("export.output", path=output, detail=error.strerror or error) from error
    complain(say("export.done", settings.language, count=len(chosen), path=output))
    return DONE


def _chosen(db: Database, who: Sequence[str]) -> tuple[Person, ...]:
    """Those who are meant, each once; everybody where nobody is named."""
    everybody = people(db)
    if not who:
        return everybody
    numbers = {one_person(db, text).number for text in who}
    return tuple(person for person in everybody if person.number in numbers)


def _vcard3(settings: Settings, db: Database, chosen: Sequence[Person]) -> str:
    """Their cards, with what other programs wrote on them too."""
    now = datetime.now(UTC)
    cards = (
        woven(
            person,
            Kept("", (), extra_lines(written_card(db, person.number).extra)),
            revision=now,
            language=settings.language,
            region=settings.region,
        )
        for person in chosen
    )
    return "".join(cards)


def _vcard4(settings: Settings, _db: Database, chosen: Sequence[Person]) -> str:
    now = datetime.now(UTC)
    return "".join(vcard4(person, revision=now, language=settings.language) for person in chosen)


def _google(settings: Settings, _db: Database, chosen: Sequence[Person]) -> str:
    return google_csv(chosen, settings.language)


def _json(_settings: Settings, db: Database, chosen: Sequence[Person]) -> str:
    gifts: dict[int, list[Gift]] = {}
    for gift in brought(db):
        gifts.setdefault(gift.person, []).append(gift)
    records = [record(person, gifts.get(person.number, ())) for person in chosen]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Settings, Database, Sequence[Person]], str]] = {
    "vcard3": _vcard3,
    "vcard4": _vcard4,
    "google": _google,
    "json": _json,
}
"""What there is to export to, by the word that asks for it."""
