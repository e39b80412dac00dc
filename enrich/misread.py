"""Names as they must have been printed: blanks that the first reader lost, capital I's that it took for l.

RapidOCR runs capitals together ("ANARUIZ"); the second reader, or the tables of names, part them.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from data.languages import restored
from data.models import Line
from enrich.layout import Row, row_of
from enrich.name_words import is_given, is_particle, is_surname

MOST_WORDS = 5  # a longer line is no name
SHORTEST, LONGEST = 3, 24  # letters of a word of a name, and of two run together
NOUGHT = re.compile(r"(?<![^\W_])(?=0*[^\W\d_])(?:[^\W\d_]|0){3,}(?![^\W_])")  # letters and noughts alone
LIKE_DIGITS = str.maketrans("OoQDIil|SsZzBb", "00001111552288")
DOTTED_NOUGHT = re.compile(r"(?<=[A-Z]\.)0(?=\.[A-Z])|(?<![^\W_])0(?=\.[A-Z]\.)")
DOTTED_FIVE = re.compile(r"(?<![\w.])5(?=\.\s?(?:[A-Z]\.|r\.\s?l|Coop))")
SMALL_L = re.compile(r"(?<![\w.])S\.\s?[rà]\.\s?I\.?(?![\w])|(?<![\w.])s\.\s?r\.\s?I\.?(?!\w)")  # S.r.l.
TURKISH_FORM = re.compile(r"\bA\.\s?\$\.")  # Anonim Şirketi


def mend_row(row: Row, line: Line, locals_: Collection[str], language: str) -> Row:
    """`row` as it must have been printed; `locals_` are what stands before the @ of the card's addresses.

    `language` is the card's, as `data.languages` tells it.
    """
    text = respaced(row.text, line.witness) if row.text == line.text else row.text
    text = digits_seen(text, line.witness or "")
    text = legal_form(NOUGHT.sub(_letter_o, restored(text, line.witness or "", language)))
    text = parted_name(text)
    words = text.split(" ")
    if len(words) <= MOST_WORDS and any(word.startswith("l") for word in words):
        text = " ".join(_capital_i(word, locals_) for word in words)
    return row if text == row.text else row_of(row.number, text, row.area)


def _letter_o(word: re.Match[str]) -> str:
    """A word of letters with its noughts as the letter that they must be: "0lmo" → "Olmo", "V0F" → "VOF"."""
    text = word[0]
    small = text.lstrip("0").islower()
    return text[:1].replace("0", "O") + text[1:].replace("0", "o" if small or text[1:].islower() else "O")


def digits_seen(text: str, witness: str) -> str:
    """`text` with the second reader's digits where both saw the same words: "280l3" seen as 28013."""
    words, seen = text.split(" "), witness.split(" ")
    if len(words) != len(seen):
        return text
    return " ".join(
        other if _means_digits(word, other) else word for word, other in zip(words, seen, strict=True)
    )


def _means_digits(word: str, seen: str) -> bool:
    """Whether a word with a digit in it is the number that the other reader saw."""
    return word != seen and seen.isdigit() and word[:1].isdigit() and word.translate(LIKE_DIGITS) == seen


def legal_form(text: str) -> str:
    """`text` with its legal form as it must have been printed: "V.0.F." and "5.L." are V.O.F. and S.L."""
    text = SMALL_L.sub(lambda found: found[0].replace("I", "l"), text)
    return TURKISH_FORM.sub("A.Ş.", DOTTED_FIVE.sub("S", DOTTED_NOUGHT.sub("O", text)))


def respaced(text: str, witness: str | None) -> str:
    """`text` with the second reader's blanks, where it saw the same letters in more words."""
    if not witness or len(witness.split()) <= len(text.split()):
        return text
    same = "".join(witness.split()) == "".join(text.split())
    words = witness.split()
    begin = all(not word[0].islower() or is_particle(before) for before, word in pairwise(words))
    return witness if same and begin else text


def parted_name(text: str) -> str:
    """A given name and a surname run together, parted: "ANARUIZ"; any other text as it is."""
    known = is_given(text) or is_surname(text)
    if known or not text.isalpha() or not 2 * SHORTEST <= len(text) <= LONGEST:
        return text
    cuts = [
        cut
        for cut in range(SHORTEST, len(text) - SHORTEST + 1)
        if is_given(text[:cut]) and is_surname(text[cut:])
    ]
    best = min(cuts, key=lambda cut: abs(2 * cut - len(text)), default=0)
    return f"{text[:best]} {text[best:]}" if best else text


def _capital_i(word: str, locals_: Collection[str]) -> str:
    """One word with a capital I, where an address has it, or where only that makes a name."""
    capital = f"I{word[1:]}"
    if word[:1] != "l" or not word[1:2].islower():
        return word
    if any(capital.casefold() in local for local in locals_):
        return capital
    known = is_given(capital) or is_surname(capital)
    return capital if known and not (is_given(word) or is_surname(word)) else word
