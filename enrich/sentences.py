"""Whether a sentence says anything about a person that their card does not say already."""

from __future__ import annotations

import re
import unicodedata

from data.letters import fold
from data.models import Contact
from data.wordlists import words

_WORD = re.compile(r"[^\W_]+")
_ROWS = ("qwertyuiop", "asdfghjklñ", "zxcvbnm", "abcdefgh", "1234567890")
_SPACELESS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")


def says_something(sentence: str, contact: Contact) -> bool:
    """Whether `sentence` tells more than the name, the job title and the company of `contact`.

    In doubt it does: only what has fewer than two words, or no word but the card's and those of the
    table `says_nothing`, says nothing. Languages that put no space between words are let through.

    >>> says_something("Mi prima de Zamora", Contact())
    True
    >>> says_something("ok", Contact())
    False
    """
    found = _words(sentence)
    if any(_spaceless(letter) for letter in sentence):
        return len(sentence.strip()) > 1
    if len(found) < 2:
        return False
    known = words("says_nothing") | _on_card(contact)
    return any(word not in known and not _noise(word) for word in found)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _on_card(contact: Contact) -> frozenset[str]:
    values = (contact.name, contact.job_title, contact.company)
    return frozenset(
        word for value in values if value for text in (value.value, value.raw) for word in _words(text)
    )


def _noise(word: str) -> bool:
    """Whether a word is a number, one letter again and again, or a run along the keyboard."""
    run = len(word) > 2 and any(word in row for row in _ROWS)
    return word.isdigit() or len(set(word)) == 1 or run


def _spaceless(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_SPACELESS)
