"""The store's tables of sides: which cards are other sides, asked about with their front and not alone."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table, UniqueConstraint

from data.columns import FIELDS, METADATA, belongs, chosen, moment, position

card_sides = Table(
    "card_sides",
    METADATA,
    belongs("card_id", "cards.id", key=True),
    belongs("front_id", "cards.id"),
    position(),
    moment("joined"),
    UniqueConstraint("front_id", "position"),
    CheckConstraint("card_id <> front_id", name="side_of_another"),
)

front_values = Table(  # what a front says by itself; its `card_values` are what all its sides say
    "front_values",
    METADATA,
    belongs("card_id", "cards.id", key=True),
    Column("position", Integer, primary_key=True),
    chosen("field", FIELDS),
    Column("value_number", ForeignKey("contact_values.number"), nullable=False, unique=True),
)

parted_cards = Table(  # their owner said that they are two
    "parted_cards",
    METADATA,
    belongs("card_id", "cards.id", key=True),
    belongs("other_id", "cards.id", key=True),
)
