"""On which card of a stack an older value ended, worked out anew whenever the stack changes.

So nothing has to be taken back: what a stack does not hold any more has ended nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, func, or_, select, update

from data.models import Contact
from data.person_loading import load_answers
from data.schema import cards, contact_points, contact_values, jobs, names, people
from data.stacks import Layer

Replaced = Callable[[Contact, Contact], frozenset[tuple[str, str]]]
"""The fields and values of an older card that hold no longer once a newer one says what it says."""

DATED = (names, jobs, contact_points)


def end_anew(connection: Connection, mine: Sequence[Layer], replaced: Replaced) -> None:
    """Note on which card of the stack each value ended; `mine` are its layers, the oldest card first.

    What was ended by another card than one of a person's joined here is left as it is.
    """
    numbers = [layer.number for layer in mine]
    for kept in DATED:
        _begin_anew(connection, kept, numbers)
    whole = load_answers(connection, select(people.c.number).where(people.c.number.in_(numbers)))
    for older, newer in combinations(mine, 2):
        gone = replaced(whole[older.number].contact, whole[newer.number].contact)
        for kept, which in _rows(
            gone
        ):  # coalesce: the index of to_card would be searched, where most are NULL
            open_still = and_(kept.c.person_number == older.number, func.coalesce(kept.c.to_card, "") == "")
            connection.execute(update(kept).where(open_still, which).values(to_card=newer.card))


def _begin_anew(connection: Connection, kept: Table, numbers: Sequence[int]) -> None:
    """Forget what the cards of other rows have ended: all that joining ever ended."""
    ended_by = select(cards.c.person_number).where(cards.c.id == kept.c.to_card).scalar_subquery()
    joined = and_(kept.c.person_number.in_(numbers), ended_by != kept.c.person_number)
    connection.execute(update(kept).where(joined).values(to_card=None))


def _rows(gone: frozenset[tuple[str, str]]) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """The tables, and which of a person's rows in them hold one of these values."""
    by_field: dict[str, list[str]] = {}
    for field, value in gone:
        by_field.setdefault(field, []).append(value)
    jobs_gone: list[ColumnElement[bool]] = []
    for field, values in by_field.items():
        if field == "name":
            yield names, _is(names.c.value_number, values)
        elif field == "company":
            jobs_gone.append(_is(jobs.c.company_number, values))
        elif field == "job_title":
            jobs_gone.append(_is(jobs.c.title_number, values))
        else:
            yield (
                contact_points,
                and_(contact_points.c.field == field, _is(contact_points.c.value_number, values)),
            )
    if jobs_gone:
        yield jobs, or_(*jobs_gone)


def _is(number: Column[int], values: Sequence[str]) -> ColumnElement[bool]:
    held = and_(contact_values.c.number == number, contact_values.c.value.in_(values))
    return select(contact_values.c.number).where(held).exists()
