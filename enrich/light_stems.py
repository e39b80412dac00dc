"""Words of Spanish and English cut to what their forms share, and the language of a short text.

The cuts are light: plural, gender and the last vowel in Spanish, -s, -ing, -ed in English. Regular verbs of
a table are written out in all their forms (`forms`) instead of cutting deeper, so that "casar" stays
apart from "casa".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from data.letters import fold
from data.wordlists import section

Tongue = Literal["es", "en"]
TONGUES: tuple[Tongue, ...] = ("es", "en")

TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
SHORTEST = 3  # letters that a cut leaves
SPANISH_SIGNS = re.compile(r"[ñáéíóúü¿¡]", re.IGNORECASE)
KEY = 6  # letters by which words of both languages are compared
SOUNDS = (
    ("ph", "f"),
    ("th", "t"),
    ("qu", "c"),
    ("k", "c"),
    ("y", "i"),
    ("z", "c"),
    ("tion", "cion"),
    ("x", "s"),
)

PRESENT = {
    "ar": "o as a amos ais an e es emos en e aste o aron aba aban aria ara aran ar arse arme arnos arle "
    "arlo arla arlos arlas ado ada ados adas ando andome ador adora adores adoras",
    "er": "o es e emos en a as amos an i io ieron ia ian eria era eran er erse erme ernos erlo erla "
    "erlos ido ida idos idas iendo edor edora",
    "ir": "o es e imos en a as amos an i io ieron ia ian iria ira iran ir irse irme irnos irlo irla "
    "irlos ido ida idos idas iendo idor idora",
}
SOFT = (("c", "qu"), ("g", "gu"), ("z", "c"))  # how the last letter of a stem in -ar is written before an e


def tokens(text: str) -> tuple[str, ...]:
    """The words of `text`, folded, in their order."""
    return tuple(TOKEN.findall(fold(text)))


@cache
def little_words(tongue: Tongue) -> frozenset[str]:
    """The words of a language that say nothing of what a text is about."""
    return section("giving_words", tongue)


def tongue_of(text: str, *, default: Tongue = "es") -> Tongue:
    """The language of `text`, told by its little words; `default` where they do not tell."""
    said = tokens(text)
    spanish = sum(word in little_words("es") for word in said) + 2 * bool(SPANISH_SIGNS.search(text))
    english = sum(word in little_words("en") for word in said)
    if spanish == english:
        return default
    return "es" if spanish > english else "en"


@lru_cache(maxsize=100_000)
def stem(word: str, tongue: Tongue) -> str:
    """The folded `word` without its endings.

    >>> stem("colmenas", "es"), stem("boxes", "en"), stem("training", "en")
    ('colmen', 'box', 'train')
    """
    return _spanish(word) if tongue == "es" else _english(word)


def stems(text: str, tongue: Tongue) -> tuple[str, ...]:
    """The stems of all words of `text`, in their order."""
    return tuple(stem(word, tongue) for word in tokens(text))


@lru_cache(maxsize=100_000)
def word_key(word: str, tongue: Tongue) -> str:
    """What `word` is compared by across languages: its stem's first letters, spelled alike in both.

    >>> word_key("fermentation", "en") == word_key("fermentacion", "es")
    True
    """
    key = stem(word, tongue)
    for said, written in SOUNDS:
        key = key.replace(said, written)
    return re.sub(r"(.)\1", r"\1", key)[:KEY]


def forms(infinitive: str) -> Sequence[str]:
    """The regular forms of a folded Spanish verb, and itself; itself alone where it ends like none."""
    root, ending = infinitive[:-2], infinitive[-2:]
    if ending not in PRESENT:
        return (infinitive,)
    return tuple(dict.fromkeys(_joined(root, ending, each) for each in PRESENT[ending].split()))


def _joined(root: str, ending: str, form: str) -> str:
    """One form, with the root written as it is before its vowel."""
    if ending == "ar" and form[0] == "e":
        for hard, soft in SOFT:
            if root.endswith(hard):
                return root[: -len(hard)] + soft + form
    return root + form


def _spanish(word: str) -> str:
    if word.endswith("ces") and len(word) > SHORTEST + 2:
        word = word[:-3] + "z"
    elif word.endswith("es") and len(word) > SHORTEST + 2 and word[-3] not in "aeiou":
        word = word[:-2]
    elif word.endswith("s") and len(word) > SHORTEST and word[-2] in "aeiou":
        word = word[:-1]
    return word[:-1] if len(word) > SHORTEST and word[-1] in "aeo" else word


def _english(word: str) -> str:
    word = word.split("'", maxsplit=1)[0] or word
    word = _singular(word)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
            word = word[:-1] if word[-1] == word[-2] and word[-1] not in "ls" else word
            break
    return word[:-1] if len(word) > SHORTEST and word[-1] == "e" else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > SHORTEST + 2:
        return word[:-3] + "y"
    if re.search(r"(?:[sxz]|ch|sh)es$", word) and len(word) > SHORTEST + 2:
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > SHORTEST else word
