r"""Facebook's list of friends: names, and since when, with UTF-8 written as if each byte were a letter.

>>> [row.name for row in read('{"friends_v2":[{"name":"Ana Pe\\u00c3\\u00b1a","timestamp":1332547200}]}')]
['Ana Peña']
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from data.letters import tidy
from data.texts import message
from enrich.content_lines import Property
from enrich.encodings import mended
from enrich.entries import BadRow, Entry, Row
from enrich.export_columns import columns

SOURCE = "facebook"
_BEGUN = re.compile(r"\s*[{\[]")
_NEXT = re.compile(r"\s*,?\s*")


def found(text: str) -> bool:
    """Whether `text` is such a file, by the name of the list in it."""
    return _BEGUN.match(text) is not None and _list(text) is not None


def read(text: str) -> Iterator[Row]:
    """Each friend, one object of the list after the other, so that one that is broken spoils no other."""
    begun = _list(text)
    at, line, counted = begun.end() if begun else len(text), 1, 0
    decoder = json.JSONDecoder()
    while (at := _NEXT.match(text, at).end()) < len(text) and text[at] != "]":  # type: ignore[union-attr]
        line, counted = line + text.count("\n", counted, at), at
        try:
            friend, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield BadRow(line, message("import.row-unreadable"))
            following = text.find("{", at + 1)
            at = following if following > 0 else len(text)
        else:
            yield _entry(friend, line)


def _list(text: str) -> re.Match[str] | None:
    names = "|".join(map(re.escape, columns(SOURCE)["lists"]))
    return re.search(rf'"(?:{names})"\s*:\s*\[', text)


def _entry(friend: Any, line: int) -> Row:
    name = friend.get("name") if isinstance(friend, dict) else None
    name = tidy(mended(name)) if isinstance(name, str) else ""
    if not name:
        return BadRow(line, message("import.row-nobody"))
    since = friend.get("timestamp")
    said = (Property("FN", (), (name,)),)
    return Entry(SOURCE, line, said, _day(since), f"{name.casefold()}/{since}" if since else "")


def _day(since: Any) -> date | None:
    """The day of a time in seconds since 1970, None for what is none."""
    try:
        return datetime.fromtimestamp(since, UTC).date()
    except (TypeError, ValueError, OverflowError, OSError):
        return None
