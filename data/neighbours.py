"""What was photographed right before and after: the photos in a row, by the time at which they were taken.

Photos of one time stand in the order of their names, as cameras number them.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, and_, select, tuple_

from data.cards import Card, card, cards_on
from data.database import Database
from data.photos import Photo, PhotoState, load_photo
from data.photos import photo as read_photo
from data.schema import photos

SHOWING = (PhotoState.CLAIMED, PhotoState.READ)
"""The states of photos that show a card, as far as is known."""


def neighbours(
    db: Database, photo: Photo, within: timedelta, states: tuple[PhotoState, ...] = SHOWING
) -> tuple[Photo, ...]:
    """The photo in any of `states` that was taken right before, and the one right after, where there are.

    None that was taken more than `within` apart, and none of a photo whose time is not known.
    """
    if photo.taken is None or not within:
        return ()
    place = tuple_(photos.c.taken, photos.c.name, photos.c.sha256)
    here = (photo.taken, photo.name, photo.sha256)
    earlier = and_(place < here, photos.c.taken >= photo.taken - within)
    later = and_(place > here, photos.c.taken <= photo.taken + within)
    with db.reading() as connection:
        before = _nearest(connection, earlier, states, last=True)
        after = _nearest(connection, later, states, last=False)
    return tuple(found for found in (before, after) if found)


def card_before(db: Database, asked: Card, within: timedelta) -> Card | None:
    """The card that was photographed right before, in whatever state; None where none was `within` that time.

    It is on the same photo, or the last one on the photo before. Of an other side, its card comes back.
    """
    earlier = [one for one in cards_on(db, asked.sha256) if one.index < asked.index]
    earlier = earlier or _cards_before(db, read_photo(db, asked.sha256), within)
    found = earlier[-1] if earlier else None
    if found and found.side_of:
        found = card(db, found.side_of)
    return None if found and found.id == asked.id else found


def _cards_before(db: Database, photo: Photo, within: timedelta) -> list[Card]:
    """The cards on the photo that was taken right before."""
    around = neighbours(db, photo, within)
    before = [
        one for one in around if (one.taken, one.name, one.sha256) < (photo.taken, photo.name, photo.sha256)
    ]
    return list(cards_on(db, before[0].sha256)) if before else []


def _nearest(
    connection: Connection, which: ColumnElement[bool], states: tuple[PhotoState, ...], *, last: bool
) -> Photo | None:
    chosen = select(photos).where(which, photos.c.state.in_(states))
    place = (photos.c.taken, photos.c.name, photos.c.sha256)
    ordered = chosen.order_by(*(column.desc() if last else column for column in place)).limit(1)
    found = connection.execute(ordered).mappings().first()
    return load_photo(found) if found else None
