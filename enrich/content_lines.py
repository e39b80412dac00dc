r"""The lines of a vCard 2.1, 3.0 or 4.0 as properties, however loosely they were written.

One reader for all versions: what makers of codes call 3.0 is often half 2.1. See RFC 6350 (4.0), RFC 2426
(3.0) and the Versit consortium's specification of vCard 2.1 for parameters, folds, quoted-printable, escapes.

>>> properties("BEGIN:VCARD\nTEL;CELL:+34 600 000 074\nEND:VCARD")
(Property(name='TEL', kinds=('cell',), fields=('+34 600 000 074',)),)
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

LONGEST = 10_000  # letters; no code holds more
MOST = 200  # properties
_LINE = re.compile(
    r'\s*(?:(?P<group>[\w-]+)\.)?(?P<name>[A-Za-z][\w-]*)(?P<parameters>(?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):'
)
_PARAMETER = re.compile(r';(?P<text>[^;"]*(?:"[^"]*"[^;"]*)*)')
_BEGUN = re.compile(
    r"\s*(?:item\d+\.)?(?:N|FN|ORG|TITLE|ROLE|TEL|EMAIL|URL|ADR|LABEL|NOTE|END|VERSION)[;:]", re.IGNORECASE
)
_CHARSET = re.compile(
    r"utf-8|us-ascii|iso-8859-\d{1,2}|windows-125\d|shift_jis|euc-(?:jp|kr)|gb(?:2312|k|18030)|big5"
)
_SIGN = {sign: re.compile(rf"\\.|[^\\{sign}]+|{sign}|\\", re.DOTALL) for sign in ";,"}


@dataclass(frozen=True, slots=True)
class Property:
    """One fact: its name in capitals, its types in small letters, its value cut at the semicolons."""

    name: str
    kinds: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole value, for properties that are not cut."""
        return ";".join(self.fields)


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One unfolded line: the group before its name, "" without one, and what it says.

    `said` has no fields where the value is a picture or a sound.
    """

    group: str
    said: Property


def properties(text: str) -> tuple[Property, ...]:
    """The properties of the first card in `text` that hold text; what is no line of a card is left out."""
    found: list[Property] = []
    for line in filter(None, map(parsed, unfolded(re.split(r"\r\n|\r|\n", text[:LONGEST])))):
        if line.said.name == "END" or len(found) == MOST:
            break
        if line.said.fields and line.said.name not in {"BEGIN", "VERSION"}:
            found.append(line.said)
    return tuple(found)


def parsed(line: str) -> ContentLine | None:
    """What an unfolded line says; None for what is no line of a card."""
    begun = _LINE.match(line)
    if begun is None:
        return None
    parameters = _parameters(begun["parameters"])
    value = _decoded(line[begun.end() :], parameters)
    said = () if value is None else fields(value)
    return ContentLine(begun["group"] or "", Property(begun["name"].upper(), _kinds(parameters), said))


def escaped(text: str) -> str:
    r"""`text` as the value of a line: what `fields` takes off again.

    >>> escaped("a;b, c")
    'a\\;b\\, c'
    """
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\r\n", "\n").replace("\n", r"\n")


def fields(value: str) -> tuple[str, ...]:
    r"""A value cut at its semicolons, each piece without escapes: `a\;b;c` is "a;b" and "c"."""
    return pieces(value, ";")


def pieces(value: str, sign: Literal[";", ","]) -> tuple[str, ...]:
    """A value cut at each `sign` that is not escaped, each piece without escapes."""
    found = [""]
    for run in _SIGN[sign].findall(value):
        if run == sign:
            found.append("")
        else:
            found[-1] += _plain(run)
    return tuple(found)


def _plain(sign: str) -> str:
    """A run of letters, or what a backslash and the letter after it stand for."""
    if sign in {r"\n", r"\N"}:
        return "\n"
    return sign[-1] if sign.startswith("\\") else sign


def unfolded(lines: Iterable[str], *, loose: bool = True) -> Iterator[str]:
    """The lines, those that go on in the next one joined; they come without their ends.

    With `loose`, an indented line that begins like a property is one: makers of codes indent whole cards.
    """
    whole = ""
    for line in lines:
        soft = whole.endswith("=") and "QUOTED-PRINTABLE" in whole.partition(":")[0].upper()
        if soft:
            whole = whole[:-1] + line
        elif line[:1] in {" ", "\t"} and not (loose and _BEGUN.match(line)):
            whole += line[1:]
        else:
            yield whole
            whole = line
    yield whole


def _parameters(text: str) -> tuple[tuple[str, str], ...]:
    """Each parameter's name and value in small letters; in 2.1 a type may stand without its name."""
    found = []
    for match in _PARAMETER.finditer(text):
        name, sign, value = match["text"].casefold().partition("=")
        found.append((name.strip(), value.strip(' "')) if sign else ("type", name.strip()))
    return tuple(found)


def _kinds(parameters: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    said = (kind.strip() for name, value in parameters if name == "type" for kind in value.split(","))
    return tuple(kind for kind in said if kind)


def _decoded(value: str, parameters: tuple[tuple[str, str], ...]) -> str | None:
    """The value as text, None where it is a picture or a sound."""
    said = {value for name, value in parameters if name in {"encoding", "type"}}
    if said & {"b", "base64"}:
        return None
    if "quoted-printable" not in said:
        return value
    charset = dict(parameters).get("charset", "")
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return raw.decode(charset if _CHARSET.fullmatch(charset) else "utf-8", "replace")
    except LookupError:  # ISO 8859 has not so many parts
        return raw.decode("utf-8", "replace")
