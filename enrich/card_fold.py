r"""The form of a line in a vCard: what is escaped in it, and where it is folded (RFC 6350, 3.2 and 3.4).

>>> escape("Flores, S.L.; Vigo\n")
'Flores\\, S.L.\\; Vigo\\n'
"""

from __future__ import annotations

from collections.abc import Iterator

LONGEST = 75
"""Octets of a line, its end not counted."""
ESCAPES = str.maketrans({"\\": r"\\", ",": r"\,", ";": r"\;", "\n": r"\n", "\r": None})


def escape(text: str) -> str:
    """`text` as a value, or as one component of one."""
    return text.translate(ESCAPES)


def fold(line: str) -> str:
    """The line with its end, on as many lines as it takes; no letter is cut in two."""
    return "\r\n ".join(_cut(line)) + "\r\n"


def _cut(line: str) -> Iterator[str]:
    start, octets, room = 0, 0, LONGEST
    for place, letter in enumerate(line):
        size = len(letter.encode("utf-8", "replace"))
        if octets + size > room:
            yield line[start:place]
            start, octets, room = place, 0, LONGEST - 1  # the blank that goes on counts too
        octets += size
    yield line[start:]
