"""Which row of `people` is meant on the command line: by its number, its card, or words that find one."""

from __future__ import annotations

from data.database import Database
from data.errors import NotFoundError
from data.found import Found
from data.letters import letters_key
from data.search import who

LISTED = 8
LETTERS = 4
"""Of a card's id, from which on a text is taken for one."""

CARD = "SELECT person_number FROM cards WHERE person_number IS NOT NULL AND id >= :first AND id < :last"


def row_meant(db: Database, text: str) -> int:
    """The number that `text` is, that its card was filed as, or that of the one person whom it finds.

    Of somebody with several cards, the number or the card of each means that one row; whatever else means
    the person. Raises NotFoundError, which lists whom it could mean.
    """
    typed = text.strip()
    for found in (_by_number(db, typed), _by_card(db, typed.lower())):
        if len(found) == 1:
            return found[0]
    return _by_words(db, typed)


def _by_number(db: Database, typed: str) -> list[int]:
    if not typed.isdecimal():
        return []
    rows = db.rows("SELECT number FROM people WHERE number = :number", {"number": int(typed)})
    return [number for (number,) in rows]


def _by_card(db: Database, typed: str) -> list[int]:
    if len(typed) < LETTERS:
        return []
    return [number for (number,) in db.rows(CARD, {"first": typed, "last": typed + "\U0010ffff"})]


def _by_words(db: Database, typed: str) -> int:
    found = {each.number: each for each in who(db, typed, limit=LISTED) if each.number is not None}
    named = {number: each for number, each in found.items() if letters_key(each.name) == letters_key(typed)}
    fits = named or found
    if not fits:
        raise NotFoundError("merging.nobody", text=typed)
    if len(fits) > 1:
        raise NotFoundError("merging.several", text=typed, found="; ".join(map(called, fits.values())))
    (number,) = fits
    return number


def called(found: Found) -> str:
    """What to call somebody where several are meant, their number first."""
    return f"{found.number} {' · '.join(filter(None, (found.name or found.who, found.company)))}"
