"""What the codes on a card say, and what it names besides the one person: a field `also`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

CORNERS = ("x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4")
POINTS = ("address", "phones", "emails", "websites", "social", "also", "rest")
FIELDS = ("name", "job_title", "company", *POINTS)


def upgrade() -> None:
    """Make the table of codes, and let values be of the new field."""
    op.create_table(
        "card_codes",
        sa.Column("card_id", sa.Text(), sa.ForeignKey("cards.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=False) for name in CORNERS),
    )
    _allow("card_values", FIELDS)
    _allow("front_values", FIELDS)
    _allow("contact_points", POINTS)


def _allow(table: str, fields: tuple[str, ...]) -> None:
    """Let `table` have these fields; SQLite changes no rule, so there the table is made anew."""
    listed = ", ".join(f"'{field}'" for field in fields)
    rule = op.f(f"ck_{table}_field_is_known")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(rule, type_="check")
        batch.create_check_constraint(rule, sa.text(f"field IN ({listed})"))
