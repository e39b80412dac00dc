"""How a piece of print stands on the card: features for data/tables/evidence.toml."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import log2

from data.letters import letters_key
from data.wordlists import section
from enrich.layout import Piece, Row, size_ratio
from enrich.likelihoods import has_legal_form, only_trade
from enrich.phrases import hits, tokens
from enrich.surroundings import Feature, Surroundings

SMALLEST, LARGEST = -1.0, 1.6  # doublings of the usual letter height that still count
LEGIBLE = 0.97  # the first reader's confidence in clear print
FAR_LARGER = 1.15  # times as large as the next
SHORT = 2  # letters; a row so short is a sign rather than a name
ALIKE = 1.25  # times larger: letters of one line of a logo and the next
JOINTS = frozenset(
    ["&", "and", "y", "e", "et", "und", "of", "de", "del", "for", "para", "di", "van", "ve", "+"]
)
ARTICLES = frozenset(
    ["the", "a", "an", "your", "we", "our", "el", "la", "los", "las", "un", "una", "tu", "su"]
)


def _large(piece: Piece, _around: Surroundings) -> float:
    return max(SMALLEST, min(LARGEST, log2(piece.size))) if piece.size > 0 else SMALLEST


def _largest(piece: Piece, around: Surroundings) -> float:
    """Whether one line alone is the largest print of the card, by far."""
    return float(len(piece.rows) == 1 and piece.whole and piece.size >= FAR_LARGER * around.second_size)


def _legible(piece: Piece, around: Surroundings) -> float:
    return 10 * min(0.0, min(around.sure[n] for n in piece.lines) - LEGIBLE)


def _joined(piece: Piece, _around: Surroundings) -> float:
    return float(len(piece.rows) - 1)


def _part(piece: Piece, _around: Surroundings) -> float:
    return float(not piece.whole)


def _repeated(piece: Piece, around: Surroundings) -> float:
    return float(around.keys.get(letters_key(piece.text), 0) > 1)


def _spelt_out(piece: Piece, around: Surroundings) -> float:
    words = letters_key(piece.text).split()
    if any(hits(words, section("street_words", "streets") | section("street_words", "inside"))):
        return 0.0
    beginnings = (" ".join(words[:count]) for count in range(1, len(words)))
    said = any(len(start) > SHORT and around.keys.get(start, 0) for start in beginnings)
    return float(len(piece.rows) == 1 and said)


def _first(piece: Piece, around: Surroundings) -> float:
    return float(around.first in piece.lines)


def _continues(piece: Piece, _around: Surroundings) -> float:
    return sum(continues(upper, lower) for upper, lower in pairwise(piece.rows))


def continues(upper: Row, lower: Row) -> float:
    """How much one row looks like the continuation of the one before: 1.5 surely, -1.5 hardly."""
    last, first = tokens(upper.text)[-1:], tokens(lower.text)[:1]
    if upper.text.rstrip()[-1:] in ("&", "-", "+", "/") or set(last + first) & JOINTS:
        return 1.5
    alike = size_ratio(upper.area, lower.area) < ALIKE and upper.text.isupper() == lower.text.isupper()
    whole = has_legal_form(lower.text) and not alike and not only_trade(lower.text)
    if has_legal_form(upper.text) or whole or set(first) & ARTICLES:
        return -1.5
    return (0.5 if upper.text.isupper() else 0.15) if alike else -0.4


def _trade_below(piece: Piece, _around: Surroundings) -> float:
    under = (only_trade(lower.text) and not only_trade(upper.text) for upper, lower in pairwise(piece.rows))
    return float(sum(under))


FEATURES: Mapping[str, Feature] = {
    "large": _large,
    "largest": _largest,
    "legible": _legible,
    "joined": _joined,
    "part": _part,
    "repeated": _repeated,
    "spelt_out": _spelt_out,
    "first": _first,
    "continues": _continues,
    "trade_below": _trade_below,
}
