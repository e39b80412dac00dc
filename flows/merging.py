"""`aroma merge`, and `aroma split` of a person: who is one person and who is not, said by who knows them.

No server is needed: only the store and the people folder change.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.database import Database, open_database
from data.errors import StoreError
from data.found import Found, persons
from data.merging import joined_to, layers, merge_people, part_person
from data.stacks import heads
from data.texts import say
from data.whom import called, row_meant
from enrich.succession import replaced
from flows.filing import write_missing_vcards
from flows.printing import put
from flows.settings import Settings

DONE = 0


def merge(settings: Settings, one: str, other: str) -> int:
    """Make two people one, show who was joined and how to undo it; 0.

    Raises NotFoundError where one is nobody or could be several, StoreError where they are one person.
    """
    db = open_database(settings.store_url, migrate=False)
    rows = [row_meant(db, text) for text in (one, other)]
    numbers = sorted({_head(db, row) for row in rows})
    if len(numbers) == 1:
        (found,) = persons(db, numbers)
        raise StoreError("merging.one-person", person=called(found), number=numbers[0])
    before = list(persons(db, numbers))
    merge_people(db, numbers, replaced=replaced)
    write_missing_vcards(settings, db)
    _show(settings, "joining", before)
    put(say("merging.undo", settings.language, number=numbers[0], part=numbers[1]))
    return DONE


def part(settings: Settings, db: Database, row: int, which: str = "") -> int:
    """Part what was joined to a person, `which` where it is several, and show who is who now; 0.

    A row that was joined to another is parted from it. Raises NotFoundError, and StoreError where nothing was
    joined, or it has to be said which.
    """
    head = _head(db, row)
    chosen = _chosen(db, head, which) if which else row if row != head else _only(db, head)
    left, apart = part_person(db, chosen, replaced=replaced)
    write_missing_vcards(settings, db)
    _show(settings, "parted", list(persons(db, [left.number, apart.number])))
    put(say("merging.rejoin", settings.language, number=left.number, part=apart.number))
    return DONE


def _chosen(db: Database, head: int, which: str) -> int:
    """The row that is meant among those of one person."""
    chosen = row_meant(db, which)
    if chosen == head or _head(db, chosen) != head:
        (found,) = persons(db, [head])
        raise StoreError("merging.not-of", part=which, person=called(found), number=head)
    return chosen


def _only(db: Database, head: int) -> int:
    """The one row that was joined to this one."""
    joined = joined_to(db, head)
    if len(joined) > 1:
        (found,) = persons(db, [head])
        cards = {layer.number: layer.card for layer in layers(db, head)}
        listed = ", ".join(f"{number} ({cards[number]})" for number in joined)
        raise StoreError("merging.which", person=called(found), found=listed, number=head, example=joined[-1])
    return joined[0] if joined else head


def _head(db: Database, row: int) -> int:
    return heads(db.rows, [row])[row]


def _show(settings: Settings, what: str, found: Sequence[Found]) -> None:
    put(say(f"merging.{what}", settings.language))
    for person in found:
        put(f"  {called(person)}", f"    {person.who}")
