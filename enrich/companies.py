"""Names of companies: as printed, with their legal form as a part, and whether a line looks like one.

>>> clean("Flores del Sur, S.L.").part("legal_form")
'S.L.'
>>> key("FLORES DEL SUR S. L.") == key("Flores del Sur")
True
"""

from __future__ import annotations

import re

from data.letters import letters_key, tidy
from data.models import Value
from data.texts import Message, message
from data.wordlists import section
from enrich import names
from enrich.legal_forms import ending, is_inside
from enrich.phrases import ends, hits, tokens

DEBRIS = ' \t,;:|·•*_~=<>«»"“”–—'
LONGEST = 120  # letters; longer is a sentence
WORDY = 7  # words; a longer line is a slogan rather than a name
PERSON = 0.6  # of the likelihood is taken by that of a person's name
NUMBERS = 0.5  # of it by digits alone
JOINERS = frozenset({"and", "y", "e", "i", "und", "et", "en", "ja", "og", "och", "ve"})  # as good as &


CAMEL = re.compile(
    r"(?<!\bMc)(?<!\bMac)(?<!\bDi)(?<!\bDe)(?<!\bLa)(?<!\bLe)(?<=[a-zà-ÿ])[A-ZÀ-Þ]|\b[A-Z]{2,}[a-z]{2,}"
)
ARTICLE = re.compile(r"(?:the|los|las|el|la|le|les|die|der|das|il|els)\s\w", re.IGNORECASE)
DOMAIN = re.compile(r"\w\.(?:com|io|ai|net|org|es|app|tech)\b", re.IGNORECASE)
ACRONYM = re.compile(r"[A-Z]{2,4}\d?")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)


def clean(text: str) -> Value | None:
    """The company as printed, tidied; None without letter or digit. Capitals stay: they may be a brand.

    Parts: name (without the legal form), legal_form.
    """
    line = tidy(text).strip(DEBRIS)
    if not any(letter.isalnum() for letter in line) or len(line) > LONGEST or "@" in line:
        return None
    name, form = ending(line)
    parts = [("name", name), *([("legal_form", form)] if form else [])]
    return Value(line, text, parts=tuple(parts))


def key(value: str) -> str:
    """The form in which companies are compared: without legal form, accents, case and punctuation."""
    name, _ = ending(tidy(value).strip(DEBRIS))
    words = letters_key(re.sub(r"[&+/]", " ", name)).split()
    return " ".join(word for word in words if word not in JOINERS) or " ".join(words)


def check(text: str) -> Value | Message:
    """A company as a person typed it; a Message where nothing was typed."""
    return clean(text) or message("companies.empty")


def likelihood(text: str) -> float:
    """How much a line looks like a company: 0 not at all, 1 certainly. Evidence, not a decision.

    A legal form tells most; then words of trades and institutions; then how brands are written. Falls with
    the words of posts, with the likeness to a person's name, with the words of running text, and with length.
    """
    found = clean(text)
    if found is None:
        return 0.0
    words = tokens(found.value)
    score = _score(found, words)
    if len(words) > WORDY or re.search(r"[\w\s]{25,}[.!?]$", found.value):
        score *= 0.95 if found.part("legal_form") else 0.5
    return round(min(score, 1.0), 3)


def _score(found: Value, words: list[str]) -> float:
    """The likelihood before length counts."""
    if found.part("legal_form"):
        return 0.95
    if is_inside(words):
        return 0.8
    strong = sum(hits(words, section("company_words", "strong"))) + ends(
        words, section("company_words", "ends")
    )
    heads = sum(hits(words, section("job_words", "heads")))
    base = min(0.85, 0.6 + 0.15 * strong) if strong else 0.3 + _brand(found.value)
    if heads:
        base *= 0.6 if strong > heads else 0.35
    joined = 0.15 if re.search(r"[^\W\d_]\s*[&+]\s*[^\W\d_]", found.value) else 0.0
    text = 0.8 if sum(word in section("function_words", "") for word in words) > 1 else 1.0
    person = 1 - PERSON * names.likelihood(found.value)
    return (base + joined) * text * person * (1 - NUMBERS * _numeric(found.value))


def _brand(line: str) -> float:
    """What the way of writing adds: BrandName, ABC, The Brand, brand.io."""
    if ADDRESS.match(line):
        return -0.3
    if CAMEL.search(line) or ARTICLE.match(line) or DOMAIN.search(line):
        return 0.15
    return 0.1 if ACRONYM.fullmatch(line) else 0.0


def _numeric(line: str) -> float:
    """The share of digits among a line's letters and digits."""
    kept = [letter for letter in line if letter.isalnum()]
    return sum(letter.isdigit() for letter in kept) / len(kept)
