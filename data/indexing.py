"""The words under which `data.search` finds a card that waits or a person, kept in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete

from data.bulk import insert_rows
from data.contacts import fields
from data.models import Answer, Contact, Value
from data.schema import card_words, person_words
from data.words import from_end, words

NAME, COMPANY, REACHED, SAID, REST = 50, 40, 30, 20, 10
"""What a word weighs: in the name, in the company, in a title or a number, in an answer, in what is left."""

WEIGHTS = {"name": NAME, "company": COMPANY, "rest": REST}


def index_card(connection: Connection, card_id: str, contact: Contact) -> None:
    """Let the card be found by its draft."""
    index_cards(connection, {card_id: contact})


def index_cards(connection: Connection, drafts: Mapping[str, Contact]) -> None:
    """Let each of these cards, by id, be found by its draft."""
    rows = [row for name, draft in drafts.items() for row in _rows(name, _contact_words(draft))]
    rows.sort()  # in the order of the index: many words then go to the same page of it
    insert_rows(connection, card_words, ("word", "card_id", "weight"), rows)


def forget_card(connection: Connection, card_id: str) -> None:
    """Let the card not be found any more: its person is, or nobody."""
    forget_cards(connection, [card_id])


def forget_cards(connection: Connection, card_ids: Sequence[str]) -> None:
    """Let these cards not be found any more."""
    connection.execute(delete(card_words).where(card_words.c.card_id.in_(card_ids)))


def index_person(connection: Connection, number: int, answer: Answer) -> None:
    """Let the person be found by everything that was answered about them."""
    connection.execute(delete(person_words).where(person_words.c.person_number == number))
    found = [*_contact_words(answer.contact), *_answer_words(answer)]
    insert_rows(connection, person_words, ("word", "person_number", "weight"), _rows(number, found))


def _contact_words(contact: Contact) -> Iterator[tuple[str, int]]:
    for field, value in fields(contact):
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


def _rows(owner: str | int, found: Iterable[tuple[str, int]]) -> list[tuple[str, str | int, int]]:
    """A row for each word: the word, whose it is, and the most that it weighs."""
    best: dict[str, int] = {}
    for word, weight in found:
        best[word] = max(weight, best.get(word, 0))
    return [(word, owner, weight) for word, weight in best.items()]
