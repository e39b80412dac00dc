"""The store's tables, for SQLite and PostgreSQL alike.

What must never happen is a constraint here and not a habit of the code: a card is filed exactly when it
has a person, and a person has a sentence that says who they are. Rows are read and written by
`data.photos`, `data.cards`, `data.people` and `data.search`. Each change here needs a migration in
`data/migrations/versions`; a test compares the two.
"""

from __future__ import annotations

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
    SIDES,
    WORD,
    Words,
    belongs,
    chosen,
    day,
    measures,
    moment,
    not_blank,
    number,
    position,
    share,
    words,
)
from data.giving_tables import declined, me, me_values, notes, vectors
from data.known_tables import card_keys, forgotten, imported, person_keys, told_apart, written_cards
from data.models import CardState
from data.people_tables import (
    contact_points,
    gifts,
    interests,
    jobs,
    meetings,
    names,
    needs,
    offers,
    people,
)
from data.side_tables import card_sides, front_values, parted_cards

__all__ = [  # all tables, wherever they are described
    "METADATA",
    "card_keys",
    "card_sides",
    "contact_points",
    "declined",
    "forgotten",
    "front_values",
    "gifts",
    "imported",
    "interests",
    "jobs",
    "me",
    "me_values",
    "meetings",
    "names",
    "needs",
    "notes",
    "offers",
    "parted_cards",
    "people",
    "person_keys",
    "told_apart",
    "vectors",
    "written_cards",
]

PLACED = " AND ".join(
    f"(sha256 IS NULL) = ({column} IS NULL)"
    for column in ("page", "position", "width", "height", "framed", "seconds", *CORNERS)
)
"""The condition, in SQL, that a card has all of a place on a photo, or nothing of it."""

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

cards = Table(  # photographed, or a contact that was imported: that one has no photo and no place on it
    "cards",
    METADATA,
    Column("id", Text, CheckConstraint("length(id) = 12", name="id_has_12_digits"), primary_key=True),
    belongs("sha256", "photos.sha256", nullable=True),
    Column("page", Integer, CheckConstraint("page >= 0", name="page_from_0")),
    position(nullable=True),
    chosen("state", CardState),
    Column("round", Integer, CheckConstraint("round >= 0", name="round_from_0"), nullable=False, default=0),
    Column("run_id", Text, unique=True),
    day("later_until"),
    belongs("person_number", "people.number", nullable=True),
    words("discarded_because"),
    day("gone_on"),  # until then, a card that was let go can be brought back
    day("met"),  # the day of the meeting, as far as it is known before anybody was asked
    moment("kept", nullable=True),  # its owner wants to be asked about it next
    moment("arrived"),
    moment("changed"),
    Column("width", Integer),
    Column("height", Integer),
    Column("framed", Boolean),
    Column("seconds", Float),
    *measures(*CORNERS, nullable=True),
    UniqueConstraint("sha256", "page", "position"),
    Index(None, "state", "arrived"),
    CheckConstraint("(state = 'filed') = (person_number IS NOT NULL)", name="filed_with_a_person"),
    CheckConstraint("(state = 'later') = (later_until IS NOT NULL)", name="later_with_a_day"),
    CheckConstraint("(state = 'let_go') = (gone_on IS NOT NULL)", name="let_go_with_a_day"),
    CheckConstraint(PLACED, name="placed_where_photographed"),
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

# --- Words to find people and cards by; see data.words

person_words = Table(
    "person_words",
    METADATA,
    Column("word", WORD, primary_key=True),
    belongs("person_number", "people.number", key=True),
    Column("weight", Integer, nullable=False),
    Index(None, "person_number"),
)

card_words = Table(
    "card_words",
    METADATA,
    Column("word", WORD, primary_key=True),
    belongs("card_id", "cards.id", key=True),
    Column("weight", Integer, nullable=False),
    Index(None, "card_id"),
)
