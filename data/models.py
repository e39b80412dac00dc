"""Frozen records that travel from the photo to the person; each value is described once, here.

Pixels are counted from the left top corner. "Photo pixels" are those of the photo turned upright by
its EXIF orientation; "card pixels" are those of the straightened card.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from data.texts import Message

Point = tuple[float, float]
Box = tuple[Point, Point, Point, Point]
"""Four corners in photo pixels, clockwise from the left top corner of the upright text."""


@dataclass(frozen=True, slots=True)
class Area:
    """An upright rectangle in card pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """One line of print as the first reader read it, and what the second reader saw there.

    `confidence` is the first reader's own, 0 to 1. `witness` is the second reader's text for the same
    crop, "" where it saw nothing, and None where no second reader was asked.
    """

    text: str
    confidence: float
    box: Box
    area: Area
    witness: str | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """What a QR code (or another kind of the sort) on a card says, and where it is in the photo."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Reading:
    """One card in one photo, read.

    `photo` is the file's name, `sha256` the hex digest of its bytes. `page` counts pages of a PDF or
    frames of a TIFF, `card` the cards of the whole file, both from 0. `lines` are in reading order.
    `width` and `height` are those of the straightened card in card pixels, `picture` is that card as
    JPEG. `framed` is False where no edge of a card was found and the text's own place was taken.
    `codes` are those printed on the card, in the order in which they were found.
    """

    photo: str
    sha256: str
    page: int
    card: int
    box: Box
    lines: tuple[Line, ...]
    width: int
    height: int
    picture: bytes = field(repr=False)
    seconds: float = 0.0
    framed: bool = True
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a contact: its standard form, and the raw text that it was read from.

    `confidence` is 0 to 1. `doubt` says why a person should look, None where there is no reason to.
    `kind` is one of mobile, landline, fax, toll_free, unknown for a phone; the network's name
    for a social account; what it is for a value of `Contact.also`; None for the rest. `parts` are named
    pieces of the value, for example ("surname", "García López") of a name, ("legal_form", "S.L.") of a
    company, ("postcode", "28013") of an address, ("extension", "12") and ("region", "ES") of a phone.
    ("source", "code") says that a code on the card told it, ("source", "both") that print and code do, and
    ("printed", …) what the print says where that differs.
    """

    value: str
    raw: str
    confidence: float = 1.0
    doubt: Message | None = None
    kind: str | None = None
    parts: tuple[tuple[str, str], ...] = ()

    def part(self, name: str) -> str:
        """The piece named `name`, "" where there is none."""
        return dict(self.parts).get(name, "")


ALSO = ("native_name", "native_company", "name", "job_title", "address")
"""The kinds of `Contact.also`, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What a card says about how to reach somebody. `rest` are the lines that were given no field.

    `also` is what the card names besides, its kind one of `ALSO`: the name and the company in another
    script; name and job title of a second person, each title behind its name; a further office's address.
    """

    name: Value | None = None
    job_title: Value | None = None
    company: Value | None = None
    address: Value | None = None
    phones: tuple[Value, ...] = ()
    emails: tuple[Value, ...] = ()
    websites: tuple[Value, ...] = ()
    social: tuple[Value, ...] = ()
    also: tuple[Value, ...] = ()
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a card: its reading, and what it says by itself."""

    reading: Reading
    contact: Contact


@dataclass(frozen=True, slots=True)
class CardRead:
    """A card that was read: its sides, the front first, and what they say together."""

    sides: tuple[Side, ...]
    contact: Contact

    @property
    def front(self) -> Reading:
        return self.sides[0].reading


@dataclass(frozen=True, slots=True)
class Imported:
    """A contact of an export, as it is kept.

    `source` is one of `data.known_tables.SOURCES`, `key` what names the contact there for ever, `digest` that
    of everything that the export said. `file` and `line` are where it stands; `met` the day that the export
    gives for the meeting; `extra` what Aroma has no place for, word for word.
    """

    source: str
    key: str
    digest: str
    file: str
    line: int
    contact: Contact
    met: date | None = None
    extra: str = ""


class CardState(StrEnum):
    """Where a card is on its way. Filed and discarded are ends; later turns to waiting on its day.

    One that was let go can be brought back for a while; then what it said is erased.
    """

    WAITING = "waiting"
    LATER = "later"
    FILED = "filed"
    DISCARDED = "discarded"
    LET_GO = "let_go"


Order = Literal["newest", "oldest", "name", "company"]
"""In which order contacts are asked about: by the day of the meeting, or by what they are called."""


class Decision(StrEnum):
    """What the owner wants done with a card."""

    FILE = "file"
    LATER = "later"
    DISCARD = "discard"
    SPLIT = "split"  # its sides are cards of two people
    JOIN = "join"  # it is the other side of the card before it


class NeedKind(StrEnum):
    """What somebody may be looking for."""

    CLIENT = "client"
    SUPPLIER = "supplier"
    PARTNER = "partner"
    INFORMATION = "information"
    EVENT = "event"
    FRIEND = "friend"  # with the same hobby
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Need:
    """Something a person is looking for, in the owner's words."""

    kind: NeedKind
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A form that holds: everything checked and in standard form. BE, DO, HAVE, and what to do.

    `who` is the sentence without which nothing is filed. `met_when` is the day of the first meeting.
    `gift` is what the owner could bring first, `gift_by` until when. `contact` is as the owner left it.
    `later_until` is the day on which a postponed card comes back. `same` are the numbers of people on file
    who are this person, `different` of those who were asked about and are not.
    """

    decision: Decision
    who: str = ""
    does: str = ""
    heading: str = ""
    interests: tuple[str, ...] = ()
    met_where: str = ""
    met_when: date | None = None
    met_through: str = ""
    needs: tuple[Need, ...] = ()
    offers: tuple[str, ...] = ()
    gift: str = ""
    gift_by: date | None = None
    contact: Contact = field(default_factory=Contact)
    later_until: date | None = None
    same: tuple[int, ...] = ()
    different: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where, when and through whom one met; "" and None for what is not known."""

    place: str = ""
    day: date | None = None
    through: str = ""


@dataclass(frozen=True, slots=True)
class Spell:
    """Something that was true of a person for a time, as their cards tell it.

    `field` is one of `Contact` or `Answer`; a job, title and company together, has the field "job". `since`
    is the day of the first card that says so, `until` that of the card which says otherwise, None where
    it is still true. A sentence is dated by when it was said.
    """

    field: str
    value: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on file: the answer of their owner, under the number that the store gave them.

    `uid` names the person everywhere and for ever, in their vCard too; a UUID, "" before filing. Of somebody
    with several cards the answer is what holds now: the newest sentences, all interests, needs and offers,
    the first meeting, and how to reach them; `history` is what changed, `again` are the further meetings.
    """

    number: int
    answer: Answer
    uid: str = ""
    history: tuple[Spell, ...] = ()
    again: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody on file who may be the person of a card that waits, and why."""

    person: Person
    reasons: tuple[Message, ...] = ()
