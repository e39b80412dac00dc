"""What goes to the terminal: lines and JSON in which no text off a card is an order to it.

A terminal takes control characters for orders (to clear itself, to rename its window), and some letters
turn the direction of writing. None of them belongs in a line that says something.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import TextIO


def printable(text: str) -> str:
    r"""`text` on one line, with a space for each letter that cannot be printed.

    >>> printable("Ana\x1b[2J\nPrueba")
    'Ana [2J Prueba'
    """
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else " " for letter in text)


def put(*lines: str) -> None:
    """Print each of `lines` on a line of its own."""
    _write(sys.stdout, lines)


def complain(*lines: str) -> None:
    """Print each of `lines` on a line of its own, on stderr."""
    _write(sys.stderr, lines)


def put_json(record: Mapping[str, object]) -> None:
    """Print `record` as one line of JSON, dates as ISO text; what cannot be printed is spelt out in it."""
    text = json.dumps(record, ensure_ascii=False, default=str)
    put("".join(letter if letter.isprintable() else json.dumps(letter)[1:-1] for letter in text))


def _write(stream: TextIO, lines: Iterable[str]) -> None:
    stream.writelines(f"{printable(line)}\n" for line in lines)
    stream.flush()
