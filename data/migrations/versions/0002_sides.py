"""Two sides of a card: when a photo was taken, and which cards are the other side of which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

FIELDS = ("name", "job_title", "company", "address", "phones", "emails", "websites", "social", "rest")


def upgrade() -> None:
    """Add the time, and the tables that say what belongs together and what does not."""
    op.add_column("photos", sa.Column("taken", sa.DateTime(timezone=True)))
    op.create_index("ix_photos_taken", "photos", ["taken"])
    _sides()
    _front_values()
    op.create_table("parted_cards", _card("card_id"), _card("other_id"))


def _sides() -> None:
    op.create_table(
        "card_sides",
        _card("card_id"),
        sa.Column("front_id", sa.Text(), sa.ForeignKey("cards.id"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("joined", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("front_id", "position"),
        sa.CheckConstraint("position >= 0", name="position_from_0"),
        sa.CheckConstraint("card_id <> front_id", name="side_of_another"),
    )
    op.create_index("ix_card_sides_front_id", "card_sides", ["front_id"])


def _front_values() -> None:
    listed = ", ".join(f"'{field}'" for field in FIELDS)
    op.create_table(
        "front_values",
        _card("card_id"),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value_number", sa.Integer(), sa.ForeignKey("contact_values.number"), nullable=False),
        sa.UniqueConstraint("value_number"),
        sa.CheckConstraint(f"field IN ({listed})", name="field_is_known"),
    )


def _card(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), sa.ForeignKey("cards.id"), primary_key=True)
