"""What was said about people is given its vectors: on filing, and before anything is asked of them.

So a question never waits for more than the texts that are new, and what was filed before this was kept
catches up by itself.
"""

from __future__ import annotations

from data.database import Database
from data.vectors import record_vectors, without_vector
from enrich.encoder import MODEL, encode

AT_ONCE = 512
"""Texts between two transactions: stopped in between, only these are asked again."""


def keep_meanings(db: Database, *, most: int | None = None) -> int:
    """How many texts had no vector yet, and have one now; it stops at `most` or soon after."""
    count = 0
    while (most is None or count < most) and (missing := without_vector(db, MODEL, limit=AT_ONCE)):
        record_vectors(db, MODEL, missing, encode([meant.text for meant in missing]))
        count += len(missing)
    return count
