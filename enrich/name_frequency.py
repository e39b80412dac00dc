"""How much it tells that two people share a word of their names: little for Smith, much for a rare one."""

from __future__ import annotations

from functools import lru_cache

from data.letters import fold
from data.wordlists import section
from enrich.name_words import is_given, is_surname, is_usual_given, is_usual_surname
from enrich.same_person_table import weight

REMEMBERED = 65536  # words


@lru_cache(maxsize=REMEMBERED)
def tells(word: str, kind: str) -> float:
    """How rare a word of a name is, in nats; `kind` is given or surname, but a usual word is usual as either.

    >>> tells("Smith", "surname") < tells("Atkinson", "surname") < tells("Quillfeather", "surname")
    True
    """
    ranks = ((each, how_usual(word, each)) for each in ("given", "surname"))
    return min(weight("rarity", f"{each}_{rank}") for each, rank in ranks if each == kind or rank != "rare")


def how_usual(word: str, kind: str) -> str:
    """One of most, many, known, rare: as data/tables/frequent_names.txt has it, and the tables of names."""
    folded = fold(word)
    for rank in ("most", "many"):
        if folded in section("frequent_names", f"{kind} {rank}"):
            return rank
    usual, known = (is_usual_given, is_given) if kind == "given" else (is_usual_surname, is_surname)
    if usual(word):
        return "many"
    return "known" if known(word) else "rare"
