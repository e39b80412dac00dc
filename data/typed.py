"""What was typed into a form, as rows: any nesting of texts, numbers, lists and records, nothing lost.

Each text, number, list and record is one row, so that an emptied list stays emptied and is not taken
for a question that was never asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

MADE: Mapping[str, Callable[[str], Any]] = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": "true".__eq__,
    "nothing": lambda _: None,
    "list": lambda _: [],
    "record": lambda _: {},
}
"""How a value of each kind is made again from its text."""


class TypedRow(NamedTuple):
    """One thing that was typed: the question, the way to it inside the answer, and what it is.

    `path` is a JSON pointer (RFC 6901) inside the answer, "" for the answer itself.
    """

    question: str
    path: str
    kind: str
    text: str


def rows(typed: Mapping[str, Any]) -> Iterator[TypedRow]:
    """`typed` as rows in order. A date becomes ISO text; what is of no kind that forms know, its `str`."""
    for question, value in typed.items():
        for path, kind, text in _flat(value, ""):
            yield TypedRow(str(question), path, kind, text)


def _flat(value: Any, path: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, Mapping):
        yield path, "record", ""
        for name, inner in value.items():
            yield from _flat(inner, f"{path}/{_escaped(str(name))}")
    elif isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes):
        yield path, "list", ""
        for index, inner in enumerate(value):
            yield from _flat(inner, f"{path}/{index}")
    else:
        yield path, *_scalar(value)


def _scalar(value: Any) -> tuple[str, str]:
    match value:
        case None:
            return "nothing", ""
        case bool():
            return "boolean", "true" if value else "false"
        case int():
            return "integer", str(int(value))
        case float():
            return "number", repr(float(value))
        case date():  # a datetime is a date too
            return "text", value.isoformat()
        case _:
            return "text", str(value)


def typed(found: Iterable[TypedRow]) -> dict[str, Any]:
    """What `rows` was made from: the questions in the order of the rows."""
    answers: dict[str, Any] = {}
    for row in found:
        *ways, last = [row.question, *map(_plain, row.path.split("/")[1:])]
        place: Any = answers
        for way in ways:
            place = place[int(way)] if isinstance(place, list) else place[way]
        value = MADE[row.kind](row.text)
        if isinstance(place, list):
            place.append(value)
        else:
            place[last] = value
    return answers


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _plain(name: str) -> str:
    return name.replace("~1", "/").replace("~0", "~")
