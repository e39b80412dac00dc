"""The words under which `data.search` finds a card that waits or a person, kept in the same transaction.

With them go the keys by which `data.candidates` finds who may be the same: what changed has none until
they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from sqlalchemy import Connection, delete, select

from data.bulk import insert_rows
from data.contacts import fields
from data.models import Answer, Contact, Value
from data.person_loading import load_answers, load_held
from data.schema import card_keys, card_words, people, person_keys, person_words
from data.stacks import members, of
from data.words import from_end, words

NAME, COMPANY, REACHED, SAID, REST = 50, 40, 30, 20, 10
"""What a word weighs: in the name, in the company, in a title or a number, in an answer, in what is left."""

WordRow = tuple[str, str | int, int]
"""A word, whose it is, and the most that it weighs."""
WEIGHTS = {"name": NAME, "company": COMPANY, "rest": REST}


def index_card(connection: Connection, card_id: str, contact: Contact) -> None:
    """Let the card be found by its draft."""
    index_cards(connection, {card_id: contact})


def index_cards(connection: Connection, drafts: Mapping[str, Contact]) -> None:
    """Let each of these cards, by id, be found by its draft."""
    connection.execute(delete(card_keys).where(card_keys.c.card_id.in_(list(drafts))))
    rows = [row for name, draft in drafts.items() for row in _rows(name, _value_words(fields(draft)))]
    rows.sort()  # in the order of the index: many words then go to the same page of it
    insert_rows(connection, card_words, ("word", "card_id", "weight"), rows)


def forget_card(connection: Connection, card_id: str) -> None:
    """Let the card not be found any more: its person is, or nobody."""
    forget_cards(connection, [card_id])


def forget_cards(connection: Connection, card_ids: Sequence[str]) -> None:
    """Let these cards not be found any more."""
    for kept in (card_words, card_keys):
        connection.execute(delete(kept).where(kept.c.card_id.in_(card_ids)))


def index_person(connection: Connection, head: int) -> None:
    """Let the person be found by everything that was answered about them, on whichever of their cards."""
    numbers = members(of(connection), [head])
    connection.execute(delete(person_keys).where(person_keys.c.person_number.in_(numbers)))
    forget_person(connection, head)
    rows = select(people.c.number).where(people.c.number.in_(numbers))
    held = load_held(connection, rows, ended=True).values()
    answers = load_answers(connection, rows).values()
    insert_words(connection, word_rows(head, answers, chain.from_iterable(held)))


def word_rows(head: int, answers: Iterable[Answer], held: Iterable[tuple[str, Value]]) -> list[WordRow]:
    """The rows that let a person be found by these answers and values."""
    return _rows(head, chain(*map(_answer_words, answers), _value_words(held)))


def insert_words(connection: Connection, rows: list[WordRow]) -> None:
    """Keep rows of people who have none yet."""
    insert_rows(connection, person_words, ("word", "person_number", "weight"), rows)


def forget_person(connection: Connection, number: int) -> None:
    """Let the row not be found by itself: the person to whom it was joined is."""
    connection.execute(delete(person_words).where(person_words.c.person_number == number))


def _value_words(held: Iterable[tuple[str, Value]]) -> Iterator[tuple[str, int]]:
    for field, value in held:
        weight = WEIGHTS.get(field, REACHED)
        found = {*words(value.value), *_raw_words(field, value)}
        for word in found.union(from_end(value.value)) if field == "phones" else found:
            yield word, weight


def _raw_words(field: str, value: Value) -> Iterator[str]:
    """The words as they stand on the card. A phone lacks its country there: from its end `value` finds it."""
    if value.raw == value.value or (field == "social" and value.raw.endswith(value.value)):
        return iter(())  # nothing new: of an account's address `https` is left out
    whole = field == "phones" and value.value.startswith("+")
    return (word for word in words(value.raw) if not (whole and word.startswith("#")))


def _answer_words(answer: Answer) -> Iterator[tuple[str, int]]:
    met = answer.met_when.isoformat() if answer.met_when else ""
    said = [answer.who, answer.does, answer.heading, *answer.interests, *answer.offers, answer.gift]
    said += [answer.met_where, answer.met_through, met, *(need.text for need in answer.needs)]
    for text in said:
        for word in words(text):
            yield word, SAID


def _rows(owner: str | int, found: Iterable[tuple[str, int]]) -> list[WordRow]:
    """A row for each word."""
    best: dict[str, int] = {}
    for word, weight in found:
        best[word] = max(weight, best.get(word, 0))
    return [(word, owner, weight) for word, weight in best.items()]
