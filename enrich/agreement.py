"""How well two things on a card fit each other: a name its e-mail address, a company its domain.

Both are measured from 0 (nothing in common) to 1 (one is spelt out of the other). What fits is
evidence for which line is what, and that it was read right.
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from data.letters import fold
from data.wordlists import section

# Labels of a host that stand before the country: acme.co.uk, acme.com.es, acme.uk.com.
SECOND_LEVEL = frozenset(
    ["ac", "co", "com", "edu", "gob", "gov", "go", "ne", "net", "nom", "or", "org", "uk", "us", "eu"]
)
LIKE = 86  # rapidfuzz ratio from which two spellings are one word misread


def letters(text: str) -> str:
    """`text` folded to its letters and digits, nothing between them."""
    return "".join(c for c in fold(text) if c.isalnum())


def word_list(text: str) -> list[str]:
    """The folded words of `text`, each of letters and digits alone, empty ones left out."""
    return [word for word in (letters(piece) for piece in re.split(r"[\s.\-_,/&]+", text)) if word]


def stem(host: str) -> str:
    """The label of a host that its owner chose: "www.acme-tools.co.uk" → "acme-tools", "" where none is.

    Names reserved for examples are nobody's: "acme.example.com" → "acme".
    """
    labels = [label for label in host.casefold().split("/")[0].removeprefix("www.").split(".") if label]
    if len(labels) > 1:
        labels.pop()
    while len(labels) > 1 and (
        labels[-1] in SECOND_LEVEL or labels[-1] in section("placeholders", "reserved")
    ):
        labels.pop()
    return _without_blank(labels[-1]) if labels else ""


def _without_blank(label: str) -> str:
    """A label without a word for "example" behind a hyphen: "acme-ejemplo" → "acme"."""
    own, hyphen, last = label.rpartition("-")
    return own if hyphen and own and last in section("placeholders", "suffixes") else label


def name_fits_email(name: str, local: str) -> float:
    """How well `name` fits the part of an e-mail address before the @, from 0 to 1."""
    words = [word for word in word_list(name) if not word.isdigit()]
    given = letters(re.sub(r"\d", "", local))
    if not words or len(given) < 2:
        return 0.0
    joined = "".join(words)
    if len(given) >= 4 and given in (joined, "".join(reversed(words))):
        return 1.0
    found = [word for word in words if len(word) >= 3 and word in given]
    if found:
        return min(1.0, 0.35 + 0.75 * sum(map(len, found)) / len(given))
    if given == "".join(word[0] for word in words):
        return 0.5
    return _nearly(words, given)


def _nearly(words: list[str], given: str) -> float:
    """The same where one letter was misread, or only the beginning of a word is used."""
    if any(len(word) >= 5 and fuzz.partial_ratio(word, given) >= LIKE for word in words):
        return 0.6
    begun = any(len(given) >= 3 and len(word) > 3 and word.startswith(given) for word in words)
    return 0.5 if begun else 0.0


def company_fits_domain(company: str, domain: str) -> float:
    """How well `company` fits the stem of a domain, from 0 to 1."""
    words = word_list(company)
    own = letters(domain)
    if not words or len(own) < 2:
        return 0.0
    joined = "".join(words)
    if own == joined or (len(own) > 3 and joined.startswith(own)) or _with_trade(joined, own):
        return 1.0
    initials = "".join(word[0] for word in words)
    if len(initials) > 2 and own.startswith(initials):
        return 0.8 if own == initials else 0.5
    if len(own) >= 2 and len(words) > 1 and initials.startswith(own):
        return 0.8
    covered = sum(len(word) for word in set(words) if len(word) >= 3 and word in own)
    if covered:
        return min(1.0, 0.2 + 0.8 * covered / len(own))
    return 0.7 if len(own) >= 4 and fuzz.ratio(joined, own) >= LIKE else _shortened(words, own)


def _with_trade(joined: str, own: str) -> bool:
    """Whether a domain is the company and what it trades in: "sampletools" of Sample."""
    begins = len(joined) > 3 and own.startswith(joined)
    return begins and own[len(joined) :] in section("company_words", "strong")


def _shortened(words: list[str], own: str) -> float:
    """The same where the domain is made of the beginnings of the words: "samtoo" of Sample Tools."""
    rest = own
    for word in words:
        common = next((n for n in range(min(len(word), len(rest)), 0, -1) if rest.startswith(word[:n])), 0)
        rest = rest[common:]
    used = len(own) - len(rest)
    return 0.6 * used / len(own) if not rest or used >= 4 else 0.0
