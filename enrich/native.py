"""A person's and a company's name in another script than the Latin one, from the native lines of a card.

What has the length of a name and stands next to the Latin name is the native name; what has a legal form, or
stands next to the Latin company, is the native company. Posts and addresses stay among the rest. Names are
left in the order in which they are printed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.letters import fold, tidy
from data.models import Area, Line, Value
from data.texts import message
from data.wordlists import section
from enrich.doubt import CLEAR
from enrich.layout import Row
from enrich.scripts import natives

LEGIBLE = 0.9  # below it, letters that the reader does not know were taken for others
FULLEST = 2.2  # letters that a line has room for, for each that was read: else most of them were not
HALF = 0.55  # of its height is the width of a letter that is not full-width
SHORTEST, LONGEST = 2, 12  # letters of a name, kana among them
SHORT = 4  # letters of nearly every Chinese, Japanese and Korean name
USUAL = 6  # letters that most names do not exceed
NEAR, FAR = 2.0, 6.0  # letter heights
CLEAR_NAME, CLEAR_COMPANY = 1.0, 1.0  # evidence in nats


@dataclass(frozen=True, slots=True)
class Beside:
    """Where the Latin name and the Latin company stand, None where there is none, and the usual height."""

    name: Area | None
    company: Area | None
    usual: float


@dataclass(frozen=True, slots=True)
class Native:
    """What was found in another script, and the rows in which nothing was."""

    values: tuple[Value, ...]
    left: tuple[Row, ...]


def native_values(rows: Sequence[Row], lines: Sequence[Line], beside: Beside) -> Native:
    """The native name and the native company, as far as there are any, and the rows that are neither."""
    legible = [row for row in rows if _is_legible(row, lines[row.number])]
    company = _best(legible, lambda row: _as_company(row, beside), CLEAR_COMPANY)
    name = _best(
        [row for row in legible if row is not company], lambda row: _as_name(row, beside), CLEAR_NAME
    )
    chosen = [(kind, row) for kind, row in (("native_name", name), ("native_company", company)) if row]
    return Native(
        values=tuple(_value(kind, row, lines[row.number]) for kind, row in chosen),
        left=tuple(row for row in rows if row not in (name, company)),
    )


def _is_legible(row: Row, line: Line) -> bool:
    """Whether the reader knows these letters: it is sure of them, and they fill the line."""
    room = row.area.height * sum(1.0 if _is_wide(letter) else HALF for letter in row.text)
    return line.confidence >= LEGIBLE and row.area.width <= FULLEST * room


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _best(rows: Sequence[Row], evidence: Callable[[Row], float], least: float) -> Row | None:
    """The row with most evidence, None where no row has enough."""
    best = max(rows, key=evidence, default=None)
    return best if best and evidence(best) >= least else None


def _as_name(row: Row, beside: Beside) -> float:
    """What speaks for a row being the person's name, in nats."""
    text = _plain(row.text)
    count = natives(text)
    if not SHORTEST <= count <= LONGEST or any(letter.isdigit() for letter in text):
        return -FAR
    words = sum(_says(text, kind) for kind in ("legal_forms", "posts", "places", "contact"))
    reading = all(map(_is_kana, filter(str.isalpha, text)))  # printed small above the name
    length = 1.0 if count <= USUAL else 0.0
    return length + _nearness(row, beside.name) + _size(row, beside) - 3.0 * words - 1.0 * reading


def _as_company(row: Row, beside: Beside) -> float:
    """What speaks for a row being the company, in nats."""
    text = _plain(row.text)
    others = sum(_says(text, kind) for kind in ("posts", "places", "contact"))
    form = 4.0 if _says(text, "legal_forms") else -1.5
    short = 2.0 if natives(text) < SHORTEST else 0.0
    return form + _nearness(row, beside.company) - 1.0 * others - short


def _nearness(row: Row, other: Area | None) -> float:
    """How near the Latin line of the same thing stands: 2 beside it, falling to -2; 0 where there is none."""
    if other is None:
        return 0.0
    height = min(row.area.height, other.height) or 1.0
    across = max(other.left - row.area.right, row.area.left - other.right, 0.0)
    down = max(other.top - row.area.bottom, row.area.top - other.bottom, 0.0)
    return max(-NEAR, NEAR * (1 - (across + down) / height / (FAR / 2)))


def _size(row: Row, beside: Beside) -> float:
    """A little more for large letters, a little less for small ones."""
    return max(-1.0, min(1.0, row.area.height / (beside.usual or 1.0) - 1.0))


def _plain(text: str) -> str:
    """A text in composed full letters: ㈱ and ｱ as (株) and ア."""
    return unicodedata.normalize("NFKC", tidy(text))


def _says(text: str, kind: str) -> bool:
    """Whether a word of this kind stands in the text; a word of one letter only at the end of a long one."""
    folded = fold(text)
    known = section("native_words", kind)
    return any(
        word in folded if len(word) > 1 else natives(text) > SHORT and folded.endswith(word) for word in known
    )


def _is_kana(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("HIRAGANA", "KATAKANA"))


def _value(kind: str, row: Row, line: Line) -> Value:
    doubt = None if line.confidence >= CLEAR else message("doubt.faint")
    return Value(_plain(row.text), row.text, round(line.confidence, 3), doubt, kind)
