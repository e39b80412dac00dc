"""What was photographed right before and after: the photos in a row, by the time at which they were taken.

Photos of one time stand in the order of their names, as cameras number them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, select, tuple_

from data.cards import Card, card, cards_on
from data.database import Database
from data.photos import Photo, PhotoState, load_photo
from data.photos import photo as read_photo
from data.schema import photos

SHOWING = (PhotoState.CLAIMED, PhotoState.READ)
"""The states of photos that show a card, as far as is known."""
REACH = 2  # photos to each side


@dataclass(frozen=True, slots=True)
class Row:
    """A photo, and those that were taken right before and after it, the nearest first."""

    photo: Photo
    before: tuple[Photo, ...] = ()
    after: tuple[Photo, ...] = ()

    @property
    def next_to(self) -> tuple[Photo, ...]:
        """The one right before and the one right after, where there are."""
        return (*self.before[:1], *self.after[:1])


def row(db: Database, sha256: str, within: timedelta, states: tuple[PhotoState, ...] = SHOWING) -> Row:
    """The row of a photo: two to each side, of those in any of `states`. Raises NotFoundError.

    None that was taken more than `within` from the one beside it, and none where the time is not known.
    """
    photo = read_photo(db, sha256)
    if photo.taken is None or not within:
        return Row(photo)
    with db.reading() as connection:
        before = _nearest(connection, photo, states, last=True)
        after = _nearest(connection, photo, states, last=False)
    return Row(photo, tuple(_close(photo, before, within)), tuple(_close(photo, after, within)))


def card_before(db: Database, asked: Card, within: timedelta) -> Card | None:
    """The card that was photographed right before, in whatever state; None where none was `within` that time.

    It is on the same photo, or the last one on the photo before. Of an other side, its card comes back.
    None for a contact that was imported.
    """
    if not asked.sha256:
        return None  # it was imported
    earlier = [one for one in cards_on(db, asked.sha256) if one.index < asked.index]
    before = row(db, asked.sha256, within).before if not earlier else ()
    earlier += [one for photo in before[:1] for one in cards_on(db, photo.sha256)]
    found = earlier[-1] if earlier else None
    if found and found.side_of:
        found = card(db, found.side_of)
    return None if found and found.id == asked.id else found


def _nearest(
    connection: Connection, photo: Photo, states: tuple[PhotoState, ...], *, last: bool
) -> list[Photo]:
    """Those taken before (the last ones) or after a photo."""
    place = (photos.c.taken, photos.c.name, photos.c.sha256)
    here = (photo.taken, photo.name, photo.sha256)
    which = tuple_(*place) < here if last else tuple_(*place) > here
    chosen = select(photos).where(which, photos.c.state.in_(states))
    ordered = chosen.order_by(*(column.desc() if last else column for column in place)).limit(REACH)
    return [load_photo(found) for found in connection.execute(ordered).mappings()]


def _close(photo: Photo, found: Iterable[Photo], within: timedelta) -> Iterator[Photo]:
    """Those of a row up to the first gap that is longer than `within`."""
    for each in found:
        if photo.taken is None or each.taken is None or abs(each.taken - photo.taken) > within:
            return
        yield each
        photo = each
