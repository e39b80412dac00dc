"""The store's tables of where contacts came from, and of who may be the same person."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from data.columns import METADATA, WORD, belongs, chosen, moment, said, words

SOURCES = ("linkedin", "facebook", "google", "vcard", "people")
"""What a contact can be imported from; `people` is a file that another program put among the vCards."""

imported = Table(  # one for each contact of an export: importing it again finds it here
    "imported",
    METADATA,
    belongs("card_id", "cards.id", key=True),
    chosen("source", SOURCES),
    said("key"),  # what names the contact in its source, for ever
    words("digest"),  # of what was said of it: another one means that it changed
    words("file"),
    Column("line", Integer),
    words("extra"),  # properties of a vCard that Aroma does not know, word for word
    moment("imported"),
    UniqueConstraint("source", "key"),
)

person_keys = Table(  # what somebody else would have to share to be the same person; see enrich
    "person_keys",
    METADATA,
    Column("key", WORD, primary_key=True),
    belongs("person_number", "people.number", key=True),
    Index(None, "person_number"),
)

card_keys = Table(
    "card_keys",
    METADATA,
    Column("key", WORD, primary_key=True),
    belongs("card_id", "cards.id", key=True),
    Index(None, "card_id"),
)

told_apart = Table(  # the owner said that this card is not this person
    "told_apart",
    METADATA,
    belongs("card_id", "cards.id", key=True),
    belongs("person_number", "people.number", key=True),
)

forgotten = Table(  # contacts that were forgotten, so that the next import does not bring them back
    "forgotten",
    METADATA,
    Column("mark", Text, primary_key=True),  # a keyed hash of source and key; see data.forgotten
    Column("salt", Text, nullable=False),  # the same for all: an import has to ask about thousands
)

written_cards = Table(  # the vCards as Aroma wrote them last: what differs in the file was changed by others
    "written_cards",
    METADATA,
    Column("person_number", ForeignKey("people.number"), primary_key=True),
    Column("text", Text, nullable=False),
    words("extra"),  # properties that others wrote and Aroma does not know, word for word
    moment("written"),
)
