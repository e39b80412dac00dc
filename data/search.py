"""Who is this, and how do I know them? Answered from any word, without the heavy libraries.

The questions are plain SELECTs that SQLite and PostgreSQL both know, through `Database.rows`: `aroma who`
has 0.3 seconds for everything, its start included.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.database import Database
from data.found import Found, persons, waiting_cards
from data.letters import fold
from data.words import NUMBER, SHORTEST, WORD, from_end

MOST_TERMS = 40
"""Words of a question that are looked at; nobody needs more to tell one person from another."""
LAST = "\U0010ffff"
"""Sorts after every letter, so that [word, word + LAST) is all that begins with the word."""
EXACT = 5
"""What a whole word is worth above a beginning of one; less than the step between two weights."""


def who(db: Database, text: str, *, limit: int = 20) -> tuple[Found, ...]:
    """The people, and the cards still waiting, about whom all words of `text` are known; best first.

    A word may be the beginning of one; accents and case do not count; a phone may be written in any way.
    A name counts more than a company, a company more than an answer. At most `limit` come back.
    """
    ranked = _best(db, terms(text), limit) or _best(db, words_of(text), limit)
    described = persons(db, [key for _, key in ranked if isinstance(key, int)])
    waiting = waiting_cards(db, [key for _, key in ranked if isinstance(key, str)])
    by_key = {found.number or found.cards[0]: found for found in (*described, *waiting)}
    return tuple(by_key[key] for _, key in ranked if key in by_key)


def terms(text: str) -> tuple[str, ...]:
    """What a question asks for: phones from their end as `#` and digits reversed, and folded words."""
    phones = [found[0] for found in map(from_end, NUMBER.findall(text)) if found]
    rest = NUMBER.sub(lambda number: " " if from_end(number[0]) else number[0], text)
    return tuple(dict.fromkeys([*phones, *words_of(rest)]))[:MOST_TERMS]


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a question alone: what looked like a phone may be a year and a postcode."""
    return tuple(dict.fromkeys(WORD.findall(fold(text))))[:MOST_TERMS]


def _best(db: Database, asked: Sequence[str], limit: int) -> list[tuple[int, int | str]]:
    """Scores, and the numbers of people or the ids of waiting cards that have all terms, best first."""
    if not asked:
        return []
    found = [
        *_ranked(db, "person_words", "person_number", asked, limit),
        *_ranked(db, "card_words", "card_id", asked, limit),
    ]
    return sorted(found, key=lambda ranked: -ranked[0])[:limit]


def _ranked(db: Database, table: str, column: str, asked: Sequence[str], limit: int) -> list[tuple[Any, ...]]:
    """Scores, and the keys that have all terms, best and newest first."""
    facts: dict[str, Any] = {"terms": len(asked), "most": limit}
    parts = []
    for place, term in enumerate(asked):
        facts |= {f"low{place}": term, f"high{place}": term + LAST}
        condition = f"word >= :low{place} AND word < :high{place}"
        for length in range(SHORTEST + 1, len(term)) if term.startswith("#") else ():
            facts[f"end{place}_{length}"] = term[:length]  # the kept number may be the shorter one
            condition += f" OR word = :end{place}_{length}"
        parts.append(
            f"SELECT {column}, MAX(weight + CASE WHEN word = :low{place} THEN {EXACT} ELSE 0 END) AS best"  # noqa: S608, our own names
            f" FROM {table} WHERE {condition} GROUP BY {column}"
        )
    every = " UNION ALL ".join(parts)
    return db.rows(
        f"SELECT SUM(best) AS score, {column} FROM ({every}) AS found GROUP BY {column}"  # noqa: S608, our own names
        f" HAVING COUNT(*) = :terms ORDER BY score DESC, {column} DESC LIMIT :most",
        facts,
    )
