"""The one somebody means who types a number, a card's letters, a name, or a few words."""

from __future__ import annotations

from collections.abc import Sequence

from data.database import Database
from data.errors import NotFoundError
from data.found import Found, persons, waiting_cards
from data.letters import letters_key
from data.search import who
from data.stacks import heads

SHOWN = 8
"""Those who are listed where several are meant."""
LETTERS = 4
"""Of a card's id, from which on a text is taken for one."""


def one(db: Database, text: str, *, by_name: bool = False) -> Found:
    """The one person, or card that waits, whom `text` means.

    It is a person's number, the first letters of a card's id, a whole name or the beginning of one (accents
    and case do not count), or words that fit one alone; with `by_name`, where a mistake cannot be undone,
    words that are only said about somebody mean nobody. Raises NotFoundError, which lists whom it could mean.
    """
    found = _by_number(db, text) or _by_card(db, text)
    if not found:
        fitting = who(db, text, limit=SHOWN + 1)
        whole = tuple(each for each in fitting if letters_key(each.name) == letters_key(text))
        called = whole or tuple(each for each in fitting if _is_called(each, text))
        found = called if called or by_name else fitting
    if not found:
        raise NotFoundError("naming.nobody", text=text)
    if len(found) > 1:
        raise NotFoundError("naming.several", text=text, found=_listed(found))
    return found[0]


def one_person(db: Database, text: str) -> Found:
    """The one person on file whom `text` means, as `one` finds them; their `number` is never None.

    Raises NotFoundError, for a card that nobody has described yet too.
    """
    found = one(db, text)
    if found.number is None:
        raise NotFoundError("naming.waits", text=text, card=found.cards[0])
    return found


def shown(found: Found) -> str:
    """What to call somebody where several are meant: name, company, and what to type for them alone."""
    called = " · ".join(filter(None, (found.name or found.who, found.company)))
    return f"{called or '—'} ({found.number or found.cards[0]})"


def _is_called(found: Found, text: str) -> bool:
    """Whether each word of `text` begins one of the name."""
    named = letters_key(found.name).split()
    return all(any(word.startswith(part) for word in named) for part in letters_key(text).split())


def _listed(found: Sequence[Found]) -> str:
    texts = [shown(each) for each in found[:SHOWN]]
    return "; ".join([*texts, "…"] if len(found) > SHOWN else texts)


def _by_number(db: Database, text: str) -> tuple[Found, ...]:
    typed = text.strip().removeprefix("#")
    if not (typed.isdecimal() and typed.isascii() and len(typed) < LETTERS + 5):
        return ()
    return _people(db, [int(typed)])


def _by_card(db: Database, text: str) -> tuple[Found, ...]:
    typed = text.strip().lower()
    if len(typed) < LETTERS or not set(typed) <= set("0123456789abcdef"):
        return ()
    rows = db.rows(
        "SELECT id, person_number, state FROM cards WHERE substr(id, 1, :length) = :typed ORDER BY id",
        {"length": len(typed), "typed": typed},
    )
    filed = _people(db, [number for _, number, _ in rows if number is not None])
    open_ids = [name for name, number, state in rows if number is None and state != "discarded"]
    return (*filed, *waiting_cards(db, open_ids))


def _people(db: Database, numbers: Sequence[int]) -> tuple[Found, ...]:
    """The people with these numbers; of somebody who is the same as one filed before, that one."""
    found = heads(db.rows, numbers)
    return tuple(persons(db, list(dict.fromkeys(found[number] for number in numbers if number in found))))
