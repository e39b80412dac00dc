"""Titles before a name and degrees after it: taken off, and kept."""

from __future__ import annotations

import re

from enrich.name_words import IBERIAN, bare, given_languages, is_generation, is_given, titles

# What may follow a title inside the titles: Dr. med., Dipl.-Ing. (FH).
BETWEEN = frozenset(
    {"med", "dent", "vet", "rer", "nat", "phil", "jur", "pol", "oec", "hc", "h", "c", "habil", "univ", "agr"}
    | {"civ", "theol", "ir", "inf", "(fh)", "(tu)", "et"}
)
DEGREE = re.compile(r"(?:[^\W\d_]{1,4}\.){2,}[^\W\d_]{0,4}\.?|[A-Z]{2,6}|\(?[A-Z]{2,4}\)")
SPACED_DEGREE = re.compile(r"\b(Ph|M|B|LL|D)\.\s+(D|Sc|Phil|A|B|M|Tech)\.?(?=$|[\s,])", re.IGNORECASE)


def before(line: str) -> tuple[str, str]:
    """(titles, the rest): "Prof. Dr. med. Jana Groß" → ("Prof. Dr. med.", "Jana Groß")."""
    words = line.split()
    count = 0
    while len(words) - count > 1 and _is_title(words[count], words[count + 1 :], after_title=count > 0):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _is_title(word: str, following: list[str], *, after_title: bool) -> bool:
    """True if `word` is a form of address, given the words that follow it."""
    plain = bare(word)
    if after_title and plain in BETWEEN:
        return True
    if plain not in titles("before"):
        pieces = [piece for piece in re.split(r"[./-]", plain) if piece]
        return len(pieces) > 1 and all(piece in titles("before") or piece in BETWEEN for piece in pieces)
    if plain in titles("only_with_stop") and not re.search(r"[.ªº]", word):
        return False
    if plain in {"d", "da"}:
        return _is_spanish_given(following[0]) and len(following) > 1
    if plain in titles("never_alone"):
        return len(following) > 1 and _is_spanish_given(following[0])
    return True


def _is_spanish_given(word: str) -> bool:
    """True for a given name of Spain, Portugal or the Americas."""
    return bool(given_languages(word.strip(",")) & IBERIAN)


def after(body: str) -> tuple[str, str]:
    """(the name, degrees that follow it without a comma): "Ana Gil MBA" → ("Ana Gil", "MBA")."""
    words = SPACED_DEGREE.sub(r"\1.\2.", body).split()
    count = len(words)
    while count > 1 and _is_degree_in_line(words[count - 1]):
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])


def _is_degree_in_line(word: str) -> bool:
    """True for PhD, M.Sc., MBA; for MA, March and others that are names too, only with full stops."""
    plain = bare(word).strip("()")
    if plain not in titles("after") | titles("after_comma") or is_generation(word):
        return False
    if "." in word.strip("."):
        return True
    capitals = sum(letter.isupper() for letter in word)
    return plain not in titles("after_comma") and (capitals >= 2 or word.startswith("("))


def is_degree(segment: str) -> bool:
    """True if a segment after a comma is a degree or a membership: "B.S.B.A.", "CPA", "M.Sc."."""
    words = SPACED_DEGREE.sub(r"\1.\2.", segment).split()
    known = titles("after") | titles("after_comma") | titles("before")
    return bool(words) and all(
        bare(word).strip("()") in known or (DEGREE.fullmatch(word) is not None and not is_given(word))
        for word in words
    )
