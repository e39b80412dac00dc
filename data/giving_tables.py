"""The store's tables of giving: what could be passed on, what was not wanted, what texts mean, and me."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from data.columns import FIELDS, METADATA, belongs, chosen, day, moment, number, said, words

MEANT = ("who", "does", "heading", "interest", "need", "offer", "note")
"""The kinds of text whose meaning is kept."""

notes = Table(  # an event or a piece of news, and what it is about
    "notes",
    METADATA,
    number(),
    said("text"),
    words("about"),
    day("day"),
    moment("noted"),
)

declined = Table(  # suggestions to which the owner said "not this one"
    "declined",
    METADATA,
    Column("suggestion", Text, primary_key=True),
    belongs("person_number", "people.number"),
    belongs("other_number", "people.number", nullable=True),
    moment("declined"),
)

vectors = Table(  # what a text means, as the encoder gave it; little-endian float32
    "vectors",
    METADATA,
    chosen("kind", MEANT, key=True),
    Column("row_number", Integer, primary_key=True, autoincrement=False),  # in the table of its kind
    belongs("person_number", "people.number", nullable=True),
    Column("model", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Index(None, "model", "kind"),  # they are counted before anything is asked
)

me = Table(  # the owner, in one row: what is said of them when they write to somebody
    "me",
    METADATA,
    Column("number", Integer, CheckConstraint("number = 1", name="only_one"), primary_key=True),
    words("who"),
    words("does"),
    words("heading"),
    words("language"),
    moment("changed"),
)

me_values = Table(
    "me_values",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=False),
    chosen("field", FIELDS),
    Column("value_number", ForeignKey("contact_values.number"), nullable=False, unique=True),
)
