"""Two photos in a row that show the two sides of one card become one card.

What waits and has no form yet is compared with what was photographed right before and after. A photo that
shows no contact by itself (a logo, a map) is loose: it stays claimed until its neighbours are read, and is
then the other side of one of them, or set aside. So after a stop at any step the next look finds the same to
do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from data.cards import Card, card_id, cards_on, without_run
from data.database import Database
from data.models import CardRead, CardState
from data.neighbours import Row, row
from data.photos import Photo, PhotoState, read_again, record_other_sides, unread
from data.sides import parted
from enrich.joining import joined
from enrich.sides import Face, best
from flows.files import write
from flows.home import home_errors
from flows.joining import face_of, join_cards, withdraw
from flows.reading import face_of as face_read
from flows.runs import Runs
from flows.set_aside import take_back
from flows.settings import Settings, within


@dataclass(frozen=True, slots=True)
class Loose:
    """A photo that was read and shows no contact, and all that it shows."""

    photo: Photo
    cards: tuple[CardRead, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """One look's photos in a row; `loose` are those of them that wait for their neighbours, by their hash."""

    settings: Settings
    db: Database
    runs: Runs
    loose: dict[str, Loose] = field(default_factory=dict)

    def join_new(self) -> None:
        """Join each card that has no form yet with the one before or after it, where it is its other side."""
        done: set[str] = set()
        for card in without_run(self.db):
            shown = self._row(card.sha256)
            if card.id not in done and _untouched(card) and not self._near_unread(shown):
                done |= self._join(card, shown)

    def settle(self) -> Iterator[tuple[Photo, bool]]:
        """The loose photos that wait no longer, each with whether it was the other side of a card."""
        for found in sorted(self.loose.values(), key=lambda each: in_row(each.photo)):
            shown = self._row(found.photo.sha256)
            if not self._near_unread(shown):
                del self.loose[found.photo.sha256]
                yield found.photo, any(self._attach(found, card, shown) for card in found.cards)

    def held(self, card: Card) -> bool:
        """Whether the card's other side may still come in this look, so that its form would be too early."""
        return any(each.state is PhotoState.CLAIMED for each in self._row(card.sha256).next_to)

    def _join(self, card: Card, shown: Row) -> set[str]:
        """The ids of the two cards that became one, nothing where none did."""
        other = None if parted(self.db, card.id) else self._fitting(face_of(self.db, card), shown)
        if not other or not all(withdraw(self.runs, each, self.settings.language) for each in (card, other)):
            return set()
        earlier = shown.before and other.sha256 == shown.before[0].sha256
        join_cards(self.db, *((other, card) if earlier else (card, other)))
        return {card.id, other.id}

    def _attach(self, found: Loose, card: CardRead, shown: Row) -> bool:
        """Whether this is the other side of a card that waits; then it is."""
        front = self._fitting(face_read(card, alone=len(found.cards) == 1), shown)
        if front is None or not withdraw(self.runs, front, self.settings.language):
            return False
        picture_card(self.settings, card)
        home = self.settings.home
        take_back(home, home.cards / found.photo.path, found.photo.name)
        contact = joined([front.contact, *(side.contact for side in card.sides)])
        record_other_sides(self.db, found.photo.sha256, card.sides, front.id, contact, at=datetime.now(UTC))
        return True

    def _fitting(self, side: Face, shown: Row) -> Card | None:
        """The card of which this is the other side: on the photo before, else on the one after."""
        for other in shown.next_to:
            cards = [each for each in cards_on(self.db, other.sha256) if _untouched(each)]
            place = best(side, [face_of(self.db, each) for each in cards])
            if place is not None and not parted(self.db, cards[place].id):
                return cards[place]
        return None

    def _near_unread(self, shown: Row) -> bool:
        """Whether a photo near this one is not read yet: the next one, or one that the next may belong to."""
        near = (*shown.before, *shown.after)
        return any(each.state is PhotoState.CLAIMED and each.sha256 not in self.loose for each in near)

    def _row(self, sha256: str) -> Row:
        return row(self.db, sha256, within(self.settings))


def _untouched(card: Card) -> bool:
    """Whether the card waits, nobody has said anything about it yet, and it has one side."""
    alone = not card.others and card.side_of is None
    return card.state is CardState.WAITING and card.typed is None and alone


def picture_card(settings: Settings, card: CardRead) -> None:
    """Keep the picture of each side; what a look that ended here left is replaced."""
    for side in card.sides:
        reading = side.reading
        picture = settings.home.picture(card_id(reading.sha256, reading.page, reading.card))
        with home_errors(picture):
            picture.unlink(missing_ok=True)
            write(picture, reading.picture)


def retry_neighbours(settings: Settings, db: Database, most: int) -> None:
    """Let what was set aside be read again where the photo right before or after it came in now.

    It may be the back of that card. None is tried more than `most` times.
    """
    for new in unread(db):
        for near in row(db, new.sha256, within(settings), tuple(PhotoState)).next_to:
            if near.state is PhotoState.SET_ASIDE and near.attempts < most:
                read_again(db, near.sha256, datetime.now(UTC))


def in_row(photo: Photo) -> tuple[datetime, str]:
    """By what photos stand in a row: when they were taken, and how their camera numbered them."""
    return photo.taken or photo.arrived, photo.name
