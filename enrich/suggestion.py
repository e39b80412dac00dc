"""One thing that could be done for somebody, with the words on both sides and the reasons."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import count

from data.texts import Message


class Kind(StrEnum):
    """What a suggestion is about, in the order in which they are shown."""

    STEP = "step"  # what one said one would bring
    NOTE = "note"  # an event or a piece of news that they would be glad of
    NEED = "need"  # an introduction: they look for what another offers
    INTEREST = "interest"  # two who care about the same
    HEADING = "heading"  # two who are heading the same way
    TOWN = "town"  # two who come from the same place


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that one could do for `person`, with `other` where it is about two.

    `key` names it for ever, by the rows it was made of: `need:12/person:34`. `words` are the person's own,
    as they were noted; `others` those of the other, or of the note. `day` is when it is due, or takes place.
    """

    key: str
    kind: Kind
    person: int
    other: int | None = None
    words: str = ""
    others: str = ""
    reasons: tuple[Message, ...] = ()
    day: date | None = None

    def about(self, person: int) -> bool:
        """Whether it is for this person, or with them."""
        return person in {self.person, self.other}


SHORTEST_ID = 5
"""Letters of a suggestion's id: of the 32 that RFC 4648 chose because none is taken for another."""


def ids(suggestions: Iterable[Suggestion]) -> Mapping[str, Suggestion]:
    """Each suggestion by a short id, which stays the same from one day to the next."""
    found: dict[str, Suggestion] = {}
    for each in suggestions:
        digest = b32encode(hashlib.sha256(each.key.encode()).digest()).decode().lower()
        name = next(name for length in count(SHORTEST_ID) if (name := digest[:length]) not in found)
        found[name] = each
    return found
