"""A reading and its contact as the JSON that `aroma read --json` prints, one object a card.

Fields that were not found are null, or [] for those that may be many.
"""

from __future__ import annotations

from typing import Any

from data.models import CardRead, Code, Contact, Line, Reading, Value
from data.texts import Language, Message

SINGLE = ("name", "job_title", "company", "address")
MANY = ("phones", "emails", "websites", "social", "also")
WITH_KIND = ("phones", "social", "also")


def card_json(card: CardRead, language: Language) -> dict[str, Any]:
    """One card: where its front is in the photo, its fields, its sides and the lines of all of them.

    Doubts are said in `language`.
    """
    readings = [side.reading for side in card.sides]
    return {
        "photo": card.front.photo,
        "sha256": card.front.sha256,
        "card": card.front.card,
        "box": [list(corner) for corner in card.front.box],
        "seconds": round(sum(reading.seconds for reading in readings), 3),
        "error": None,
        "fields": fields_json(card.contact, language),
        "sides": [side_json(reading) for reading in readings],
        "lines": [line_json(line) for reading in readings for line in reading.lines],
        "codes": [code_json(code) for reading in readings for code in reading.codes],
    }


def side_json(reading: Reading) -> dict[str, Any]:
    """Where one side of a card is; not `framed` where no edge of it was seen."""
    return {
        "photo": reading.photo,
        "sha256": reading.sha256,
        "page": reading.page,
        "card": reading.card,
        "box": [list(corner) for corner in reading.box],
        "framed": reading.framed,
    }


def no_card_json(
    photo: str, sha256: str, error: Message, language: Language, *, seconds: float = 0.0
) -> dict[str, Any]:
    """A photo in which there is no card to read: no fields, and `error` says why."""
    return {
        "photo": photo,
        "sha256": sha256,
        "card": 0,
        "box": None,
        "seconds": round(seconds, 3),
        "error": error.text(language),
        "fields": None,
        "sides": [],
        "lines": [],
        "codes": [],
    }


def fields_json(contact: Contact, language: Language) -> dict[str, Any]:
    """All fields of a contact, in the order of a card."""
    single = {name: value_json(getattr(contact, name), language) for name in SINGLE}
    many = {
        name: [value_json(value, language, kind=name in WITH_KIND) for value in getattr(contact, name)]
        for name in MANY
    }
    return single | many


def value_json(value: Value | None, language: Language, *, kind: bool = False) -> dict[str, Any] | None:
    """One value with the raw text beside it; null where there is none."""
    if value is None:
        return None
    said = {
        "value": value.value,
        "raw": value.raw,
        "confidence": round(value.confidence, 3),
        "doubt": value.doubt.text(language) if value.doubt else None,
    }
    return {**said, "kind": value.kind} if kind else said


def line_json(line: Line) -> dict[str, Any]:
    """One line of print: text, the first reader's confidence, and where it is in the photo."""
    return {
        "text": line.text,
        "confidence": round(line.confidence, 3),
        "box": [list(corner) for corner in line.box],
    }


def code_json(code: Code) -> dict[str, Any]:
    """One code: what it says, and where it is in the photo."""
    return {"text": code.text, "box": [list(corner) for corner in code.box]}
