"""What the matching of needs asks of the store besides meanings: kinds of needs, and where people are."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from data.database import Database
from data.models import NeedKind
from data.people_tables import contact_points, needs
from data.schema import contact_values
from data.stacks import joined, of


def need_kinds(db: Database) -> Mapping[int, NeedKind]:
    """The kind of each need, by the number of its row."""
    with db.reading() as connection:
        return {
            number: NeedKind(kind)
            for number, kind in connection.execute(select(needs.c.number, needs.c.kind))
        }


def addresses(db: Database) -> Mapping[int, str]:
    """The address of each person whose card has one, by their number; of several the last that was filed."""
    value = contact_values.c.number == contact_points.c.value_number
    chosen = select(contact_points.c.person_number, contact_values.c.value).join(contact_values, value)
    current = (contact_points.c.field == "address", contact_points.c.to_card.is_(None))
    order = (contact_points.c.person_number, contact_points.c.position)
    with db.reading() as connection:
        found = connection.execute(chosen.where(*current).order_by(*order)).all()
        heads = joined(of(connection))
    return {heads.get(row.person_number, row.person_number): row.value for row in found}
