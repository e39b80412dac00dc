"""How sure a value is, and why a person should look at it: `judge` puts both into a `Value`.

Three things speak: whether the second reader saw the same, whether the choice of the line was close, and
whether the value carries a check in itself (a name that its e-mail address spells, a domain printed twice).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.letters import fold
from data.models import Line, Value
from data.texts import Message, message

SHOWN = 60  # letters of a reading that a doubt shows
DOUBTED = 0.85  # how sure a value may be of which there is something to say
CLOSE = 0.8  # below this the choice was too close to be silent
CLEAR = 0.97  # the first reader's own confidence in print that it reads nearly always right

AGREED, CHECKED, CLEARLY_READ, UNSEEN, DIFFERING, UNWITNESSED = 0.995, 0.985, 0.97, 0.9, 0.85, 0.9
"""How often a value is read right, by how it was witnessed; see docs/reading.md."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How clear the choice of a value's lines was, 0 to 1, and what they compete with, "" for nothing."""

    sure: float = 1.0
    otherwise: str = ""


NO_CHOICE = Choice()


class Witness(StrEnum):
    """What the second reader says about a value."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNSEEN = "unseen"
    ABSENT = "absent"  # it was not asked


def digits(text: str) -> str:
    """The digits of `text`, letters that readers take for digits among them turned back."""
    return "".join(c for c in text.translate(str.maketrans("OoIl|", "00111")) if c.isdigit())


def plain_letters(text: str) -> str:
    """The letters and digits of a text, without case and accents, which the second reader knows few of."""
    return "".join(c for c in fold(text) if c.isalnum())


def witness(pieces: Sequence[str], lines: Sequence[Line], form: Callable[[str], str]) -> Witness:
    """What the second reader says about `pieces` of `lines`; `form` makes both comparable."""
    seen = [line.witness for line in lines]
    if any(text is None for text in seen):
        return Witness.ABSENT
    if not any(text and text.strip() for text in seen):
        return Witness.UNSEEN
    together = form(" ".join(text or "" for text in seen))
    return Witness.AGREES if all(form(piece) in together for piece in pieces) else Witness.DIFFERS


def judge(
    value: Value,
    lines: Sequence[Line],
    *,
    form: Callable[[str], str],
    pieces: Sequence[str] | None = None,
    choice: Choice = NO_CHOICE,
    checked: bool = False,
) -> Value:
    """`value` with the confidence that it is right, and the reason to look at it, if there is one.

    `pieces` is what the second reader must have seen (the raw text if not given), `choice` how clear it was
    that these are its lines; `checked` that the card confirms it.
    """
    said = witness([value.raw] if pieces is None else pieces, lines, form)
    read = _read(said, lines, checked=checked)
    doubt = value.doubt or _choice_doubt(choice) or _reading_doubt(said, read, value, lines)
    confidence = value.confidence * choice.sure * read
    return Value(
        value.value,
        value.raw,
        round(min(confidence, DOUBTED) if doubt else confidence, 3),
        doubt,
        value.kind,
        value.parts,
    )


def _read(said: Witness, lines: Sequence[Line], *, checked: bool) -> float:
    """How likely the value was read right."""
    clear = min((line.confidence for line in lines), default=0.0) >= CLEAR
    if said is Witness.AGREES:
        return AGREED
    if checked:
        return CHECKED
    if said is Witness.ABSENT:
        return UNWITNESSED
    if said is Witness.UNSEEN:
        return CLEARLY_READ if clear else UNSEEN
    return DIFFERING


def _choice_doubt(choice: Choice) -> Message | None:
    if choice.sure >= CLOSE:
        return None
    return (
        message("doubt.close", other=choice.otherwise[:SHOWN])
        if choice.otherwise
        else message("doubt.unsure")
    )


def _reading_doubt(said: Witness, read: float, value: Value, lines: Sequence[Line]) -> Message | None:
    if read >= CLEARLY_READ:
        return None
    if said is Witness.ABSENT:
        return message("doubt.unwitnessed")
    if said is Witness.UNSEEN:
        return message("doubt.unseen")
    second = " ".join(line.witness or "" for line in lines).strip()
    return message("doubt.differ", first=value.raw[:SHOWN], second=second[:SHOWN])
