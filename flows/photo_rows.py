"""What `aroma read --pair` makes of photos in a row: two that show the sides of one card become one card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from data.models import CardRead
from data.texts import Message
from enrich.sides import best
from flows.reading import face_of, together


@dataclass(frozen=True, slots=True)
class PhotoRead:
    """One photo: when it was taken, and all that it shows, or the `problem` why it cannot be read."""

    path: Path
    taken: datetime
    cards: tuple[CardRead, ...] = ()
    problem: Message | None = None


def paired(photos: Sequence[PhotoRead], within: timedelta) -> tuple[PhotoRead, ...]:
    """The photos in the same order, each side joined to the card on the photo taken right before it.

    What was joined stands at the photo of its front. Photos taken more than `within` apart are no row.
    """
    shown = {number: photo for number, photo in enumerate(photos) if photo.cards}
    row = sorted(shown, key=lambda number: (shown[number].taken, shown[number].path.name))
    for before, after in pairwise(row):
        if shown[after].taken - shown[before].taken <= within:
            shown[before], shown[after] = _joined(shown[before], shown[after])
    return tuple(shown.get(number, photo) for number, photo in enumerate(photos))


def _joined(before: PhotoRead, after: PhotoRead) -> tuple[PhotoRead, PhotoRead]:
    first, second = list(before.cards), list(after.cards)
    for card in after.cards:
        open_ones = [each for each in first if len(each.sides) == 1]
        alone = len(after.cards) == 1
        place = best(face_of(card, alone=alone), [face_of(each) for each in open_ones])
        if place is None or len(card.sides) > 1:
            continue
        both = together(open_ones[place], card)
        first.remove(open_ones[place])
        second.remove(card)
        (first if both.front is open_ones[place].front else second).append(both)
    return replace(before, cards=tuple(first)), replace(after, cards=tuple(second))
