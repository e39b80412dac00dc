"""Whether two drafts are two sides of one card, told by evidence that can be read; and which is the front.

>>> from data.models import Contact, Value
>>> front = Face(Contact(name=Value("Ana Ruiz Peña", ""), company=Value("Torvalia", "Torvalia")))
>>> judge(front, Face(Contact(company=Value("Torvalia", "TORVALIA")))).text()
'same_company +2.5, one_named +1.0'
>>> judge(front, Face(Contact(name=Value("Leo Sanz Gil", ""), company=Value("Torvalia", "Torvalia")))).fits
False
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from data.models import Contact, Line
from enrich.faces import Face, latin
from enrich.side_clues import CLUES

__all__ = ["Face", "Judgement", "best", "face", "front_first", "judge"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What speaks for (+) and against (−) two faces being one card, in nats."""

    clues: tuple[tuple[str, float], ...]

    @property
    def weight(self) -> float:
        return sum(weight for _, weight in self.clues)

    @property
    def fits(self) -> bool:
        return bool(self.weight >= _table()["enough"])

    def text(self) -> str:
        return ", ".join(f"{name} {weight:+.1f}" for name, weight in self.clues)


def face(contact: Contact, lines: Sequence[Line]) -> Face:
    """One side as it is judged: what it says, and whether its print was read clearly."""
    letters = sum(len(line.text) for line in lines)
    read = sum(len(line.text) * line.confidence for line in lines)
    return Face(contact, bool(letters) and read >= letters * float(_table()["clear"]))


def judge(one: Face, other: Face) -> Judgement:
    """All that speaks for and against two faces being sides of one card, the same whichever comes first."""
    return Judgement(tuple((name, weight) for name, weight in _weights().items() if CLUES[name](one, other)))


def best(one: Face, others: Sequence[Face]) -> int | None:
    """The number of the face that `one` is the other side of; None where none fits, or two equally well."""
    judged = [judge(one, other) for other in others]
    fitting = sorted((each.weight, number) for number, each in enumerate(judged) if each.fits)
    if not fitting or (len(fitting) > 1 and fitting[-1][0] == fitting[-2][0]):
        return None
    return fitting[-1][1]


def front_first(one: Face, other: Face) -> bool:
    """Whether `one` is the front: the side that names the person, in Latin letters, and how to reach them."""
    return _front(one) >= _front(other)


def _front(side: Face) -> tuple[bool, bool, bool, int]:
    values = (*side.contact.phones, *side.contact.emails, *side.contact.websites, *side.contact.social)
    return bool(side.name and latin(side.name)), bool(side.name), bool(side.mailboxes), len(values)


@cache
def _weights() -> Mapping[str, float]:
    """All clues with their weights."""
    table = _table()
    return {**table["for"], **table["against"], **table["decisive"]}


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("data").joinpath("tables", "sides.toml").read_text("utf-8"))
