"""The store's tables, for SQLite and PostgreSQL alike.

What must never happen is a constraint here and not a habit of the code: a card is filed exactly when it
has a person, and a person has a sentence that says who they are. Rows are read and written by
`data.photos`, `data.cards`, `data.people` and `data.search`. Each change here needs a migration in
`data/migrations/versions`; a test compares the two.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from data.columns import (
    CORNERS,
    FIELDS,
    METADATA,
    POINTS,
    SIDES,
    Words,
    belongs,
    chosen,
    day,
    measures,
    moment,
    not_blank,
    number,
    position,
    said,
    share,
    words,
)
from data.models import CardState, NeedKind
from data.side_tables import card_sides, front_values, parted_cards

__all__ = ["METADATA", "card_sides", "front_values", "parted_cards"]  # all tables, those of sides too

# --- Photos and cards

photos = Table(
    "photos",
    METADATA,
    Column(
        "sha256", Text, CheckConstraint("length(sha256) = 64", name="sha256_has_64_digits"), primary_key=True
    ),
    words("name"),
    words("path"),
    Column("size", BigInteger, CheckConstraint("size >= 0", name="size_from_0"), nullable=False),
    chosen("state", ("claimed", "read", "set_aside")),
    words("reason"),
    Column("attempts", Integer, CheckConstraint("attempts >= 0", name="attempts_from_0"), nullable=False),
    moment("arrived"),
    moment("changed"),
    moment("taken", nullable=True),  # NULL for those that came before this was asked
    Index(None, "taken"),
    CheckConstraint(f"(state = 'set_aside') = ({not_blank('reason')})", name="set_aside_with_a_reason"),
)

arrivals = Table(  # every time that a photo came in, duplicates too
    "arrivals",
    METADATA,
    number(),
    belongs("sha256", "photos.sha256"),
    words("name"),
    moment("arrived"),
)

cards = Table(
    "cards",
    METADATA,
    Column("id", Text, CheckConstraint("length(id) = 12", name="id_has_12_digits"), primary_key=True),
    belongs("sha256", "photos.sha256"),
    Column("page", Integer, CheckConstraint("page >= 0", name="page_from_0"), nullable=False),
    position(),
    chosen("state", CardState),
    Column("round", Integer, CheckConstraint("round >= 0", name="round_from_0"), nullable=False, default=0),
    Column("run_id", Text, unique=True),
    day("later_until"),
    belongs("person_number", "people.number", nullable=True),
    words("discarded_because"),
    moment("arrived"),
    moment("changed"),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("framed", Boolean, nullable=False),
    Column("seconds", Float, nullable=False),
    *measures(*CORNERS),
    UniqueConstraint("sha256", "page", "position"),
    Index(None, "state", "arrived"),
    CheckConstraint("(state = 'filed') = (person_number IS NOT NULL)", name="filed_with_a_person"),
    CheckConstraint("(state = 'later') = (later_until IS NOT NULL)", name="later_with_a_day"),
    CheckConstraint(
        f"(state = 'discarded') = ({not_blank('discarded_because')})", name="discarded_with_a_reason"
    ),
)

card_lines = Table(  # what the two readers saw
    "card_lines",
    METADATA,
    belongs("card_id", "cards.id", key=True),
    Column("position", Integer, primary_key=True),
    words("text"),
    share("confidence"),
    Column("witness", Words),
    *measures(*CORNERS, *SIDES),
)

card_codes = Table(  # what the codes on it say
    "card_codes",
    METADATA,
    belongs("card_id", "cards.id", key=True),
    Column("position", Integer, primary_key=True),
    words("text"),
    *measures(*CORNERS),
)

# --- Values: of a card's draft, and of a person's contact

contact_values = Table(
    "contact_values",
    METADATA,
    number(),
    words("value"),
    words("raw"),
    share("confidence"),
    Column("kind", Words),
    Column("doubt", Words),
    sqlite_autoincrement=True,
)

value_parts = Table(  # the surname of a name, the postcode of an address …
    "value_parts",
    METADATA,
    belongs("value_number", "contact_values.number", key=True),
    Column("position", Integer, primary_key=True),
    words("name"),
    words("text"),
)

value_doubts = Table(  # what fills the gaps in the sentence of doubt
    "value_doubts",
    METADATA,
    belongs("value_number", "contact_values.number", key=True),
    Column("position", Integer, primary_key=True),
    words("name"),
    words("text"),
)

card_values = Table(  # the draft: what the card seems to say
    "card_values",
    METADATA,
    belongs("card_id", "cards.id", key=True),
    Column("position", Integer, primary_key=True),
    chosen("field", FIELDS),
    Column("value_number", ForeignKey("contact_values.number"), nullable=False, unique=True),
)

# --- Answers as they were typed

answer_rounds = Table(
    "answer_rounds",
    METADATA,
    belongs("card_id", "cards.id", key=True),
    Column("round", Integer, CheckConstraint("round >= 0", name="round_from_0"), primary_key=True),
    moment("answered"),
)

answers = Table(  # one row for each text, number, list and record; see data.typed
    "answers",
    METADATA,
    Column("card_id", Text, primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    words("question"),
    words("path"),
    chosen("kind", ("text", "integer", "number", "boolean", "nothing", "list", "record")),
    words("text"),
    ForeignKeyConstraint(["card_id", "round"], ["answer_rounds.card_id", "answer_rounds.round"]),
)

# --- People

people = Table(
    "people",
    METADATA,
    number(),
    Column("uid", Text, nullable=False, unique=True),  # from the card that was filed: at most one person each
    said("who"),
    words("does"),
    words("heading"),
    moment("filed"),
    Column("vcard", Text, unique=True),
    sqlite_autoincrement=True,
)


def _of_person(name: str, *columns: Column[Any] | CheckConstraint) -> Table:
    """A table of numbered rows that each belong to one person, in their order."""
    person: Column[int] = Column("person_number", ForeignKey("people.number"), nullable=False)
    unique = UniqueConstraint("person_number", "position")
    return Table(name, METADATA, number(), person, position(), *columns, unique)


def _seen() -> tuple[Column[Any], Column[Any]]:
    """The card that a row was taken from, and the card on which it was no longer true."""
    return (
        belongs("from_card", "cards.id"),
        belongs("to_card", "cards.id", nullable=True),
    )


names = _of_person(
    "names",
    Column("value_number", ForeignKey("contact_values.number"), nullable=False, unique=True),
    *_seen(),
)

jobs = _of_person(
    "jobs",
    Column("company_number", ForeignKey("contact_values.number"), unique=True),
    Column("title_number", ForeignKey("contact_values.number"), unique=True),
    *_seen(),
    CheckConstraint("company_number IS NOT NULL OR title_number IS NOT NULL", name="company_or_title"),
)

contact_points = _of_person(
    "contact_points",
    chosen("field", POINTS),
    Column("value_number", ForeignKey("contact_values.number"), nullable=False, unique=True),
    *_seen(),
)

interests = _of_person("interests", said("text"))
needs = _of_person("needs", chosen("kind", NeedKind), said("text"))
offers = _of_person("offers", said("text"))

meetings = _of_person(
    "meetings",
    words("place"),
    day("day"),
    words("through"),
    CheckConstraint(
        f"{not_blank('place')} OR day IS NOT NULL OR {not_blank('through')}", name="says_something"
    ),
)

gifts = _of_person(
    "gifts",
    words("text"),
    day("due"),
    moment("given", nullable=True),
    CheckConstraint(f"{not_blank('text')} OR due IS NOT NULL", name="says_something"),
)

# --- Words to find people and cards by; see data.words

# PostgreSQL compares by bytes here, as SQLite always does, so that a range of words is a prefix.
_WORD = Text().with_variant(Text(collation="C"), "postgresql")

person_words = Table(
    "person_words",
    METADATA,
    Column("word", _WORD, primary_key=True),
    belongs("person_number", "people.number", key=True),
    Column("weight", Integer, nullable=False),
    Index(None, "person_number"),
)

card_words = Table(
    "card_words",
    METADATA,
    Column("word", _WORD, primary_key=True),
    belongs("card_id", "cards.id", key=True),
    Column("weight", Integer, nullable=False),
    Index(None, "card_id"),
)
