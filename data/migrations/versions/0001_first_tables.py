"""The first tables: photos, cards, answers, people, and the words to find them by."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BLANKS = " \t\n\r"
CORNERS = ("x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4")
CARD_STATES = ("waiting", "later", "filed", "discarded")
FIELDS = ("name", "job_title", "company", "address", "phones", "emails", "websites", "social", "rest")
POINTS = ("address", "phones", "emails", "websites", "social", "rest")
NEEDS = ("client", "supplier", "partner", "information", "event", "friend", "other")
TYPED = ("text", "integer", "number", "boolean", "nothing", "list", "record")


def upgrade() -> None:
    """Make them; a table after those that it refers to."""
    _photos()
    _values()
    _people()
    _cards()
    _answers()
    _reached()
    _told()
    _words()


def _photos() -> None:
    op.create_table(
        "photos",
        sa.Column("sha256", sa.Text(), primary_key=True),
        _text("name"),
        _text("path"),
        sa.Column("size", sa.BigInteger(), nullable=False),
        _text("state"),
        _text("reason"),
        _integer("attempts"),
        _moment("arrived"),
        _moment("changed"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256_has_64_digits"),
        _from_0("size"),
        _from_0("attempts"),
        _known("state", ("claimed", "read", "set_aside")),
        sa.CheckConstraint(f"(state = 'set_aside') = ({_said('reason')})", name="set_aside_with_a_reason"),
    )
    op.create_table("arrivals", _number(), _to("sha256", "photos.sha256"), _text("name"), _moment("arrived"))
    _index("arrivals", "sha256")


def _values() -> None:
    op.create_table(
        "contact_values",
        _number(),
        _text("value"),
        _text("raw"),
        _float("confidence"),
        _text("kind", nullable=True),
        _text("doubt", nullable=True),
        _share("confidence"),
        sqlite_autoincrement=True,
    )
    for name in ("value_parts", "value_doubts"):
        op.create_table(
            name,
            _to("value_number", "contact_values.number", primary_key=True),
            _integer("position", primary_key=True),
            _text("name"),
            _text("text"),
        )


def _people() -> None:
    op.create_table(
        "people",
        _number(),
        _text("uid"),
        _text("who"),
        _text("does"),
        _text("heading"),
        _moment("filed"),
        _text("vcard", nullable=True),
        sa.UniqueConstraint("uid"),
        sa.UniqueConstraint("vcard"),
        sa.CheckConstraint(_said("who"), name="who_says_something"),
        sqlite_autoincrement=True,
    )


def _cards() -> None:
    op.create_table(
        "cards",
        sa.Column("id", sa.Text(), primary_key=True),
        _to("sha256", "photos.sha256"),
        _integer("page"),
        _integer("position"),
        _text("state"),
        _integer("round"),
        _text("run_id", nullable=True),
        sa.Column("later_until", sa.Date()),
        _to("person_number", "people.number", nullable=True),
        _text("discarded_because"),
        _moment("arrived"),
        _moment("changed"),
        _integer("width"),
        _integer("height"),
        sa.Column("framed", sa.Boolean(), nullable=False),
        *map(_float, ("seconds", *CORNERS)),
        sa.UniqueConstraint("sha256", "page", "position"),
        sa.UniqueConstraint("run_id"),
        *_card_rules(),
    )
    for column in ("sha256", "person_number"):
        _index("cards", column)
    op.create_index("ix_cards_state_arrived", "cards", ["state", "arrived"])
    _read()


def _card_rules() -> tuple[sa.CheckConstraint, ...]:
    thrown = f"(state = 'discarded') = ({_said('discarded_because')})"
    return (
        sa.CheckConstraint("length(id) = 12", name="id_has_12_digits"),
        _from_0("page"),
        _from_0("position"),
        _from_0("round"),
        _known("state", CARD_STATES),
        sa.CheckConstraint("(state = 'filed') = (person_number IS NOT NULL)", name="filed_with_a_person"),
        sa.CheckConstraint("(state = 'later') = (later_until IS NOT NULL)", name="later_with_a_day"),
        sa.CheckConstraint(thrown, name="discarded_with_a_reason"),
    )


def _read() -> None:
    """What the readers saw on a card, and the draft that was made of it."""
    op.create_table(
        "card_lines",
        _to("card_id", "cards.id", primary_key=True),
        _integer("position", primary_key=True),
        _text("text"),
        _float("confidence"),
        _text("witness", nullable=True),
        *map(_float, (*CORNERS, "left", "top", "right", "bottom")),
        _share("confidence"),
    )
    op.create_table(
        "card_values",
        _to("card_id", "cards.id", primary_key=True),
        _integer("position", primary_key=True),
        _text("field"),
        _to("value_number", "contact_values.number", unique=True),
        _known("field", FIELDS),
    )


def _answers() -> None:
    op.create_table(
        "answer_rounds",
        _to("card_id", "cards.id", primary_key=True),
        _integer("round", primary_key=True),
        _moment("answered"),
        _from_0("round"),
    )
    op.create_table(
        "answers",
        _text("card_id", primary_key=True),
        *(_integer(name, primary_key=True) for name in ("round", "position")),
        *map(_text, ("question", "path", "kind", "text")),
        sa.ForeignKeyConstraint(["card_id", "round"], ["answer_rounds.card_id", "answer_rounds.round"]),
        _known("kind", TYPED),
    )


def _reached() -> None:
    """What people have: names, jobs, and ways to reach them, each from one card to another."""
    value = "contact_values.number"
    _of_person("names", _to("value_number", value, unique=True), seen=True)
    _of_person(
        "jobs",
        _to("company_number", value, unique=True, nullable=True),
        _to("title_number", value, unique=True, nullable=True),
        sa.CheckConstraint("company_number IS NOT NULL OR title_number IS NOT NULL", name="company_or_title"),
        seen=True,
    )
    points = _text("field"), _to("value_number", value, unique=True), _known("field", POINTS)
    _of_person("contact_points", *points, seen=True)


def _told() -> None:
    """What the owner told about people."""
    _of_person("interests", _text("text"), _text_says())
    _of_person("needs", _text("kind"), _text("text"), _known("kind", NEEDS), _text_says())
    _of_person("offers", _text("text"), _text_says())
    met = f"{_said('place')} OR day IS NOT NULL OR {_said('through')}"
    _of_person("meetings", _text("place"), sa.Column("day", sa.Date()), _text("through"), _says(met))
    gift = _text("text"), sa.Column("due", sa.Date()), _moment("given", nullable=True)
    _of_person("gifts", *gift, _says(f"{_said('text')} OR due IS NOT NULL"))


def _words() -> None:
    word = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    for name, column, target in (
        ("person_words", "person_number", "people.number"),
        ("card_words", "card_id", "cards.id"),
    ):
        owner = _to(column, target, primary_key=True)
        op.create_table(name, sa.Column("word", word, primary_key=True), owner, _integer("weight"))
        _index(name, column)


def _of_person(name: str, *columns: sa.Column[Any] | sa.CheckConstraint, seen: bool = False) -> None:
    """A table of rows that belong to one person, in their order; `seen` on cards."""
    person = _number(), _to("person_number", "people.number"), _integer("position"), _from_0("position")
    cards = (_to("from_card", "cards.id"), _to("to_card", "cards.id", nullable=True)) if seen else ()
    op.create_table(name, *person, *columns, *cards, sa.UniqueConstraint("person_number", "position"))
    for card in ("from_card", "to_card") if seen else ():
        _index(name, card)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True)


def _integer(name: str, *, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=primary_key, nullable=False, autoincrement=False)


def _float(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=False)


def _text(name: str, *, nullable: bool = False, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable, primary_key=primary_key)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _to(
    name: str, target: str, *, nullable: bool = False, primary_key: bool = False, unique: bool | None = None
) -> sa.Column[Any]:
    """A reference to a row of another table."""
    kind: sa.Integer | sa.Text = sa.Integer() if target.endswith(".number") else sa.Text()
    key = sa.ForeignKey(target)
    return sa.Column(name, kind, key, nullable=nullable, primary_key=primary_key, unique=unique)


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def _said(name: str) -> str:
    return f"trim({name}, '{BLANKS}') <> ''"


def _text_says() -> sa.CheckConstraint:
    return sa.CheckConstraint(_said("text"), name="text_says_something")


def _says(condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name="says_something")


def _from_0(name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{name} >= 0", name=f"{name}_from_0")


def _share(name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{name} >= 0 AND {name} <= 1", name=f"{name}_from_0_to_1")


def _known(name: str, choices: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return sa.CheckConstraint(f"{name} IN ({listed})", name=f"{name}_is_known")
