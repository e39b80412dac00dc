"""Legal forms at the end of a company's name: S.L., GmbH & Co. KG, Pvt. Ltd. … and their countries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from data.letters import fold
from data.wordlists import sections, tagged

ALSO_WORDS = frozenset(
    {"est", "corporation", "limitada", "limited", "bt", "tov", "ead", "est.", "sia", "scop", "sas", "sci"}
)
SHORT = 2  # letters; forms so short are words too, inside a line
LONGEST_WORD = 3  # letters; forms up to that must be spelt as forms are: S.A.L., SAL, Ltd; not sal


def ending(line: str) -> tuple[str, str]:
    """(the name, its legal form as printed), the form "" where there is none.

    >>> ending("Flores del Sur, S.L.")
    ('Flores del Sur', 'S.L.')
    """
    match = _pattern().search(line)
    if not match or not _is_written_as_form(match["form"]):
        return line, ""
    name = line[: match.start()].rstrip(" ,-–(")
    return (name, match["form"].strip()) if name else (line, "")


def is_inside(words: Sequence[str]) -> bool:
    """True if one of these folded words is a legal form and nothing else: gmbh, l.l.c, ltd; not as."""
    return any(
        _letters(word) in _by_letters()
        and (len(_letters(word)) > SHORT or word.count(".") > 1)
        and word not in ALSO_WORDS
        for word in words
    )


def countries(line: str) -> tuple[str, ...]:
    """The countries (ISO 3166) that have the legal form at the end of `line`; () where there is none."""
    _, form = ending(line)
    return _by_letters().get(_letters(form), ()) if form else ()


def _letters(form: str) -> str:
    """A form's letters alone, so that S. L. and SL are one."""
    return re.sub(r"[^\w&]", "", fold(form))


@cache
def _by_letters() -> dict[str, tuple[str, ...]]:
    """Letters of a form → countries."""
    found: dict[str, tuple[str, ...]] = {}
    for form, codes in tagged("legal_forms").items():
        found[_letters(form)] = (*found.get(_letters(form), ()), *codes)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """Any form at the end of a line, longest first, however its letters are spaced and stopped."""
    forms = sorted(_by_letters(), key=len, reverse=True)
    bodies = "|".join(r"[\s.,/()]*".join(_letter(letter) for letter in form) for form in forms)
    return re.compile(rf"(?:(?<=\s)|(?<=,)|(?<=[-–(]))(?P<form>\(?(?:{bodies})[.)]*)\s*$", re.IGNORECASE)


def _letter(letter: str) -> str:
    """A letter of a form as a pattern, with the accents that forms have."""
    accented = {"s": "[sşŞ]", "a": "[aàá]", "o": "[oóöÖ]", "l": "[lł]", "u": "[uúü]"}
    return accented.get(letter, re.escape(letter))


def _is_written_as_form(form: str) -> bool:
    """False for a short word that only happens to be spelt like a form: Flor de sal, Bar Kas."""
    letters = "".join(letter for letter in form if letter.isalpha())
    if len(letters) > LONGEST_WORD or "." in form or "/" in form or letters.isupper():
        return True
    return letters in _spellings()


@cache
def _spellings() -> frozenset[str]:
    """The forms as the table spells them, capitals kept, without stops and spaces: Ltd, ApS, SAL."""
    forms = (line.rpartition(" = ")[0] for line in sections("legal_forms")[""])
    return frozenset(re.sub(r"[\W]", "", form) for form in forms)
