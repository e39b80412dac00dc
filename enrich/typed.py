"""Words as they were typed into a form, whatever their shape: the schema may not have been kept.

Nothing here refuses anything and nothing drops a word; empty items are no words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from unicodedata import category

from data.models import Need, NeedKind
from enrich.questions import QUESTION


def text(answer: object) -> str:
    """`answer` as one text, without space around it and without control characters; "" for nothing."""
    if answer is None:
        return ""
    if isinstance(answer, str):
        return _printable(answer).strip()
    if isinstance(answer, (list, tuple)):
        return "\n".join(texts(answer))
    if isinstance(answer, Mapping):
        return _printable(json.dumps(answer, ensure_ascii=False, default=str))
    return str(answer)


def texts(answer: object) -> tuple[str, ...]:
    """`answer` as texts of one line each, the empty ones dropped; a single text is one item."""
    items = answer if isinstance(answer, (list, tuple)) else [answer]
    lines = (line.strip() for item in items for line in text(item).splitlines())
    return tuple(line for line in lines if line)


def needs(answer: object) -> tuple[Need, ...]:
    """`answer` as needs, those that say nothing dropped; a kind that is unknown stays as a word.

    It is a list of `{"kind": …, "text": …}`, or for each kind a text with one need a line.
    """
    found = [_need(item) for item in _need_items(answer)]
    return tuple(need for need in found if need.text or need.kind is not NeedKind.OTHER)


def _need_items(answer: object) -> list[object]:
    if isinstance(answer, (list, tuple)):
        return list(answer)
    if isinstance(answer, Mapping) and set(answer).isdisjoint({"kind", "text"}):
        return [{"kind": kind, "text": said} for kind, said_all in answer.items() for said in texts(said_all)]
    return [answer]


def _need(item: object) -> Need:
    if not isinstance(item, Mapping):
        return Need(NeedKind.OTHER, text(item))
    kind, said = text(item.get("kind")), text(item.get("text"))
    chosen = QUESTION["needs"].chosen(kind)
    if chosen:
        return Need(NeedKind(chosen), said)
    return Need(NeedKind.OTHER, ": ".join(part for part in (kind, said) if part))


def _printable(answer: str) -> str:
    # Nobody types control characters or halves of a pair, and not every database takes them.
    return "".join(
        " " if category(letter) in {"Cc", "Cs"} and letter != "\n" else letter for letter in answer
    )
