"""Internet domains in a print: which endings exist, and what a misread one must have been."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from enrich.characters import fold

_LABEL = re.compile(r"[^\W_](?:[\w\-]*[^\W_])?")


@cache
def endings() -> frozenset[str]:
    """All top-level domains, lower case, without a dot."""
    text = files("data").joinpath("tables", "tlds.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def ending(host: str) -> str:
    """The last label of a host, lower case: "acme.co.uk" → "uk"."""
    return host.rpartition(".")[2].casefold()


def has_ending(host: str) -> bool:
    """Whether the host has a dot and ends in a top-level domain that exists."""
    return "." in host and ending(host) in endings()


def is_host(text: str) -> bool:
    """Whether `text` is a whole host name: labels of letters, digits, hyphens, and an ending that exists."""
    return has_ending(text) and all(_LABEL.fullmatch(label) and len(label) < 64 for label in text.split("."))


def mend_ending(host: str) -> tuple[str, bool]:
    """The host with a misread ending mended, and whether that is certain; (host, True) where it exists."""
    if "." not in host or has_ending(host):
        return host, True
    head, _, last = host.rpartition(".")
    bare = fold(last)
    if bare in endings():
        return f"{head}.{bare}", True
    mended = _misread().get(bare)
    return (f"{head}.{mended[0]}", mended[1]) if mended else (host, False)


@cache
def _misread() -> dict[str, tuple[str, bool]]:
    """Misread ending → the right one, and whether it is certain."""
    text = files("data").joinpath("tables", "endings.toml").read_text("utf-8")
    table = tomllib.loads(text).items()
    return {
        wrong: (right, sure == "certain")
        for right, ways in table
        for sure, wrongs in ways.items()
        for wrong in wrongs
        if wrong not in endings()
    }
