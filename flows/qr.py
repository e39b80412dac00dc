"""`aroma qr`: somebody's contact as a code, to be read with a telephone off the terminal or a picture."""

from __future__ import annotations

import sys
from pathlib import Path

from data.database import open_database
from data.errors import HomeError
from data.naming import one_person
from data.people import person
from data.texts import say
from enrich.qr import as_png, in_blocks, payload
from enrich.vcard import display_name
from flows.files import replace_file
from flows.printing import complain, put
from flows.settings import Settings

DONE, NOTHING = 0, 1
LIGHT_ON_DARK, PLAIN = "\x1b[97;40m", "\x1b[0m"
"""White squares on black ground, whatever colours the terminal has."""


def show_code(settings: Settings, who: str, png: Path | None) -> int:
    """Print the code of the person whom `who` means, or write it to `png`; 1 where there is nothing to reach.

    Raises NotFoundError, and HomeError where the picture cannot be written.
    """
    db = open_database(settings.store_url, migrate=False)
    found = person(db, one_person(db, who).number or 0)
    contact = found.answer.contact
    if not (contact.phones or contact.emails or contact.websites):
        complain(say("export.qr-nothing", settings.language, name=display_name(found)))
        return NOTHING
    text = payload(found)
    if png is None:
        _print(text)
        put(display_name(found))
        return DONE
    try:
        replace_file(png, as_png(text))
    except OSError as error:
        raise HomeError("export.output", path=png, detail=error.strerror or error) from error
    put(say("export.qr-png", settings.language, path=png))
    return DONE


def _print(text: str) -> None:
    begin, end = (LIGHT_ON_DARK, PLAIN) if sys.stdout.isatty() else ("", "")
    sys.stdout.writelines(f"{begin}{line}{end}\n" for line in in_blocks(text))
