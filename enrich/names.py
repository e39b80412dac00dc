"""Names of persons: standard form, comparison key, check of a typed one, and whether a line looks like one.

>>> clean("DRA. MARÍA JOSÉ GARCÍA LÓPEZ").value
'María José García López'
>>> clean("García López, María").part("surname")
'García López'
>>> clean("info@example.com") is None
True
"""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache

from data.letters import fold, letters_key, tidy
from data.models import Value
from data.texts import Message, message
from enrich.legal_forms import ending
from enrich.name_evidence import evidence
from enrich.name_parts import Parts, split
from enrich.name_words import spellings

LONGEST = 90  # letters; longer is a sentence
NOT_A_NAME = re.compile(r"[@{}<>=\\|+]|://|www\.|\d{4}", re.IGNORECASE)
DEBRIS = ' \t,;:|·•*_~=<>«»"“”-–—/\\'
NO_NAME = re.compile(r"[\d&%#!?/]|\w-\s|\s-\w|\s\.\w")
TITLE_ADDS = 0.5  # of the likelihood, for Dr. and MBA
AFTER_COMMA = 0.7  # of it remains where a comma and something strange follow
MOST_TITLES = 8  # rounds of taking titles off
REMEMBERED = 4096  # lines whose names are kept: every field asks whether a line is a name
LETTER = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=REMEMBERED)
def clean(text: str) -> Value | None:
    """The name in proper case without titles, which are kept as parts; None if this is no name.

    Parts: prefix ("Dra."), given, surname, suffix ("MBA"), rest (what stood after a comma and is none of
    these). A digit inside is a doubt, not a refusal.
    """
    line = _bare(tidy(text))
    if not LETTER.search(line) or len(line) > LONGEST or NOT_A_NAME.search(line):
        return None
    parts = _settled(split(line))
    if not LETTER.search(parts.name):
        return None
    doubt = message("names.digits", text=line) if re.search(r"\d", parts.name) else None
    return Value(parts.name, text, 1.0 if doubt is None else 0.5, doubt, parts=_named(parts))


def key(value: str) -> str:
    """The form in which names are compared: without titles, accents, case and punctuation."""
    cleaned = clean(value)
    return letters_key(cleaned.value if cleaned else value)


def check(text: str) -> Value | Message:
    """A name as a person typed it; a Message where it cannot be one. Case is left as typed if mixed."""
    if not LETTER.search(text):
        return message("names.empty")
    found = clean(text)
    if found is None:
        return message("names.not_a_name", text=tidy(text)[:LONGEST])
    return found


def _named(parts: Parts) -> tuple[tuple[str, str], ...]:
    """The parts that are there."""
    named = {
        "prefix": parts.prefix,
        "given": parts.given,
        "surname": parts.surname,
        "suffix": parts.suffix,
        "rest": parts.rest,
    }
    return tuple((name, piece) for name, piece in named.items() if piece)


def _bare(line: str) -> str:
    """A line without debris round it and without the word that announces a name: "Nombre: Ana" → "Ana"."""
    label, colon, rest = line.partition(":")
    announced = colon and fold(label).strip(DEBRIS + ".") in spellings("labels")
    return (rest if announced else line).strip(DEBRIS)


def _settled(parts: Parts) -> Parts:
    """The parts once nothing more comes off the name: a title may hide behind another or behind debris."""
    for _ in range(MOST_TITLES):
        again = split(_bare(parts.name) or parts.name)
        if again.name == parts.name:
            break
        prefix = f"{parts.prefix} {again.prefix}".strip()
        suffix = ", ".join(dict.fromkeys(piece for piece in (again.suffix, parts.suffix) if piece))
        parts = dataclasses.replace(again, prefix=prefix, suffix=suffix, rest=parts.rest or again.rest)
    return parts


@lru_cache(maxsize=REMEMBERED)
def likelihood(text: str) -> float:
    """How much a line looks like a person's name: 0 not at all, 1 certainly. Evidence, not a decision.

    Grows with known given names and surnames, with a title before it and with the shape of a name (two to
    five words of letters, capitals first); falls with every word of trades and posts, with a legal form, and
    where something follows after a comma. A hyphen that joins nothing, or a full stop before
    a word, stands in no name.
    """
    found = clean(text)
    if found is None or NO_NAME.search(found.value) or ending(found.value)[1]:
        return 0.0
    score = evidence(found.value.split())
    if found.part("prefix") or found.part("suffix"):
        score = min(1.0, score + TITLE_ADDS * score)
    return round(score * (AFTER_COMMA if found.part("rest") else 1.0), 3)
