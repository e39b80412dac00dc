"""A draft on its way to its owner: on the screen, as a link for their mail program, as a file. Never sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from data.database import Database
from data.errors import HomeError, NotFoundError
from data.found import Found
from data.owner import Me
from data.people import person
from data.texts import Language, say
from enrich.introduction import Reader
from enrich.letter import Letter, draft, is_whole, mailbox, mailto
from enrich.tongue import tongue_to
from enrich.wording import to_word
from flows.clock import now
from flows.give_page import called
from flows.printing import complain, put


def reader(db: Database, found: Found, owner: Language, chosen: str) -> Reader:
    """Somebody as the reader of a message; in the `chosen` language, or in that which is known or told."""
    contact = person(db, found.number or 0).answer.contact
    language = tongue_to(chosen or found.language, contact, owner=owner)
    return Reader(found.number or 0, called(found), contact, found.does, language)


def show(letter: Letter, *readers: Reader, language: Language) -> None:
    """Print a draft with its subject, and the link that opens it; on stderr, what is left to do."""
    put(say("give.subject-line", language, subject=letter.subject), "")
    put(*letter.body.splitlines())
    if letter.to:
        put("", mailto(letter))
    complain(*_left(letter, readers, language))


def save(letter: Letter, me: Me | None, file: Path, language: Language) -> None:
    """Write a draft as a file that mail programs open. Raises NotFoundError without an address of one's own.

    Raises HomeError where it cannot be written, or is there already.
    """
    name = me.contact.name.value if me and me.contact.name else ""
    sender = mailbox(name, me.contact) if me else None
    if sender is None:
        raise NotFoundError("give.no-address-of-mine")
    try:
        with file.open("xb") as out:
            out.write(draft(letter, sender, at=now()))
    except FileExistsError as error:
        raise HomeError("give.file-exists", path=file) from error
    except OSError as error:
        raise HomeError("give.file-failed", path=file, problem=error.strerror) from error
    put(say("give.saved", language, path=file))


def _left(letter: Letter, readers: tuple[Reader, ...], language: Language) -> Iterator[str]:
    known = {each.address for each in letter.to}
    for each in readers:
        if not known & {value.value for value in each.contact.emails}:
            yield say("give.no-address", language, name=each.name)
    if letter.to and not is_whole(letter):
        yield say("give.link-too-long", language)
    if pieces := to_word(letter.body):
        yield say("give.to-word", language, pieces=" ".join(pieces))
    yield say("give.yours-to-send", language)
