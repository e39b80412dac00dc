"""Contacts that come without a photo, who may be the same person, and what one could give."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0004"
down_revision = "0003"

CORNERS = ("x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4")
PLACE = ("page", "position", "width", "height", "framed", "seconds", *CORNERS)
POINTS = ("address", "phones", "emails", "websites", "social", "also", "rest")
FIELDS = ("name", "job_title", "company", *POINTS)
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = ("page", "position", "width", "height")


def upgrade() -> None:
    """Let cards be without a photo and people be the same, and make the tables of both."""
    _cards()
    _people()
    _known()
    _giving()
    _me()


def _cards() -> None:
    state = op.f("ck_cards_state_is_known")
    states = ("waiting", "later", "filed", "discarded", "let_go")
    placed = " AND ".join(f"(sha256 IS NULL) = ({column} IS NULL)" for column in PLACE)
    with op.batch_alter_table("cards") as batch:
        batch.alter_column("sha256", existing_type=sa.Text(), nullable=True)
        for name in PLACE:
            batch.alter_column(name, existing_type=_measure(name), nullable=True)
        batch.add_column(sa.Column("gone_on", sa.Date()))
        batch.add_column(sa.Column("met", sa.Date()))
        batch.add_column(sa.Column("kept", sa.DateTime(timezone=True)))
        batch.drop_constraint(state, type_="check")
        batch.create_check_constraint(state, sa.text(f"state IN ({_listed(states)})"))
        batch.create_check_constraint(
            op.f("ck_cards_let_go_with_a_day"), sa.text("(state = 'let_go') = (gone_on IS NOT NULL)")
        )
        batch.create_check_constraint(op.f("ck_cards_placed_where_photographed"), sa.text(placed))


def _measure(name: str) -> TypeEngine[Any]:
    if name == "framed":
        return sa.Boolean()
    return sa.Integer() if name in WHOLE else sa.Float()


def _people() -> None:
    with op.batch_alter_table("people", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("language", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("merged_into", sa.Integer()))
        batch.add_column(sa.Column("snoozed_until", sa.Date()))
        batch.create_foreign_key(op.f("fk_people_merged_into_people"), "people", ["merged_into"], ["number"])
        batch.create_index(op.f("ix_people_merged_into"), ["merged_into"])
        batch.create_check_constraint(op.f("ck_people_merged_into_another"), sa.text("merged_into <> number"))
    with op.batch_alter_table("people", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("language", existing_type=sa.Text(), server_default=None)


def _known() -> None:
    op.create_table(
        "imported",
        sa.Column("card_id", sa.Text(), sa.ForeignKey("cards.id"), primary_key=True),
        _chosen("source", ("linkedin", "facebook", "google", "vcard", "people")),
        _text("key"),
        _text("digest"),
        _text("file"),
        sa.Column("line", sa.Integer()),
        _text("extra"),
        _moment("imported"),
        _says_something("key"),
        sa.UniqueConstraint("source", "key"),
    )
    for table, owner in (("person_keys", _person(key=True)), ("card_keys", _card())):
        op.create_table(table, sa.Column("key", WORD, primary_key=True), owner)
        op.create_index(f"ix_{table}_{owner.name}", table, [owner.name])
    op.create_table("told_apart", _card(), _person(key=True))
    op.create_table("forgotten", sa.Column("mark", sa.Text(), primary_key=True), _text("salt"))
    op.create_table("written_cards", _person(key=True), _text("text"), _text("extra"), _moment("written"))


def _giving() -> None:
    op.create_table(
        "notes",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        _text("text"),
        _text("about"),
        sa.Column("day", sa.Date()),
        _moment("noted"),
        _says_something("text"),
    )
    op.create_table(
        "declined",
        sa.Column("suggestion", sa.Text(), primary_key=True),
        _person(),
        sa.Column("other_number", sa.Integer(), sa.ForeignKey("people.number")),
        _moment("declined"),
    )
    op.create_index("ix_declined_person_number", "declined", ["person_number"])
    op.create_index("ix_declined_other_number", "declined", ["other_number"])
    op.create_table(
        "vectors",
        _chosen("kind", ("who", "does", "heading", "interest", "need", "offer", "note"), key=True),
        sa.Column("row_number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("person_number", sa.Integer(), sa.ForeignKey("people.number")),
        _text("model"),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_vectors_person_number", "vectors", ["person_number"])
    op.create_index("ix_vectors_model_kind", "vectors", ["model", "kind"])


def _me() -> None:
    op.create_table(
        "me",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        *(_text(name) for name in ("who", "does", "heading", "language")),
        _moment("changed"),
        sa.CheckConstraint("number = 1", name="only_one"),
    )
    op.create_table(
        "me_values",
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        _chosen("field", FIELDS),
        sa.Column("value_number", sa.Integer(), sa.ForeignKey("contact_values.number"), nullable=False),
        sa.UniqueConstraint("value_number"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _card() -> sa.Column[str]:
    return sa.Column("card_id", sa.Text(), sa.ForeignKey("cards.id"), primary_key=True)


def _person(*, key: bool = False) -> sa.Column[int]:
    person = sa.ForeignKey("people.number")
    return sa.Column(
        "person_number", sa.Integer(), person, primary_key=key, nullable=False, autoincrement=False
    )


def _chosen(name: str, choices: tuple[str, ...], *, key: bool = False) -> sa.Column[str]:
    check = sa.CheckConstraint(f"{name} IN ({_listed(choices)})", name=f"{name}_is_known")
    return sa.Column(name, sa.Text(), check, nullable=False, primary_key=key)


def _says_something(name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"trim({name}, ' \t\n\r') <> ''", name=f"{name}_says_something")


def _listed(choices: tuple[str, ...]) -> str:
    return ", ".join(f"'{choice}'" for choice in choices)
