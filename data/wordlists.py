"""The word tables of `data/tables/`: read once, when first asked for, and kept.

A table is a text file of UTF-8 lines; what follows a `#` is a comment. Every entry is folded
(`data.letters.fold`), so look-ups must be folded too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from data.letters import fold


@cache
def words(table: str) -> frozenset[str]:
    """All entries of `data/tables/<table>.txt`, one a line. Raises FileNotFoundError if there is none."""
    return frozenset(fold(line) for line in _lines(table))


@cache
def tagged(table: str) -> Mapping[str, tuple[str, ...]]:
    """Entry → its tags, of a table with lines `entry = tag tag …`. The order of tags is the file's."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines(table):
        entry, _, tags = line.rpartition(" = ")
        word = fold(entry)
        found[word] = (*found.get(word, ()), *tags.split())
    return MappingProxyType(found)


@cache
def sections(table: str) -> Mapping[str, tuple[str, ...]]:
    """Section → its lines as written, of a table divided by lines `[section]`."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in _lines(table):
        if line.startswith("[") and line.endswith("]") and " = " not in line:
            section = line[1:-1]
        else:
            found.setdefault(section, []).append(line)
    return MappingProxyType({name: tuple(lines) for name, lines in found.items()})


@cache
def section(table: str, name: str) -> frozenset[str]:
    """The entries of one section, folded; several on a line are separated by commas."""
    return frozenset(
        fold(entry) for line in sections(table)[name] for entry in line.split(",") if entry.strip()
    )


def _lines(table: str) -> Iterator[str]:
    """The lines of a table that hold something, without comments."""
    for line in files("data").joinpath("tables", f"{table}.txt").read_text("utf-8").splitlines():
        entry = line.split("#", 1)[0].strip()
        if entry:
            yield entry
