"""Where e-mail addresses stand in a print, and what blanks, commas and misread signs did to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enrich.domains import endings, has_ending

_SPELT = re.compile(r"\s?[(\[{<]\s?(?:at|a|arroba|@|ä)\s?[)\]}>]\s?", re.IGNORECASE)
_SPELT_DOT = re.compile(r"\s?[(\[{<]\s?(?:dot|punto|punkt|point)\s?[)\]}>]\s?", re.IGNORECASE)
_HALF_BRACKET = re.compile(r"(?<=\w)\s?[(\[{<]\s?@\s?(?=\w)")
_TIGHT = re.compile(r"(?<=[\w.\-+])\s?@[/\\|]?\s?(?=\w)")
_STAND_IN = re.compile(r"(?<=[a-z0-9._\-])(?:\s?[©®€]\s?|Q|O(?=[a-z]))(?=[a-z0-9][\w\-]*(?:\.[\w\-]+)+)")
_WHOLE = re.compile(
    rf"[\w.+\-]+(?:@|[(\[{{<]@|\s?@[/\\|]?\s?(?=[\w\-]+\s?[.,]\s?\w)|{_SPELT.pattern})[\w\-]+(?:\s?\.\s?[\w\-]+|,[\w\-]+)*",
    re.IGNORECASE,
)
_WHOLE_STAND_IN = re.compile(rf"[\w.\-]*{_STAND_IN.pattern}\S+")
_LOCAL = re.compile(r"[^\s@,;:<>()\[\]{}|\"“”«»\\/]+$")
_HEAD = re.compile(r"(?:^|(?<=[\s:|]))([a-z0-9][\w\-+.]*)$")
_BEFORE_COUNTRY = frozenset({"co", "com", "org", "net", "ac", "gov", "gob", "edu", "or", "ne"})
_FIRST = re.compile(r"[\w\-]+")
_NEXT = re.compile(r"(?P<sign>\s?[.,]\s?|\s)(?P<label>[\w\-]+)")
_LABEL_GLUED = re.compile(r"^[eE][-–](?:mail|rnail)[:.]?(?=.{3})")


@dataclass(frozen=True, slots=True)
class Print:
    """An address as printed: `raw`, its two sides, and what had to be done to it.

    `before` is the lower-case word right before it, which may belong to it.
    """

    raw: str
    local: str
    host: str
    spaced: bool = False
    sign_read: bool = True
    before: str = ""


def prints(text: str) -> Iterator[Print]:
    """All addresses in a plain text."""
    spelt = _SPELT_DOT.sub(".", _SPELT.sub("@", text)) if _SPELT.search(text) else text
    spelt = _HALF_BRACKET.sub("@", spelt)
    sign_read = "@" in spelt
    tight = _TIGHT.sub("@", spelt if sign_read else _STAND_IN.sub("@", spelt, count=1))
    start = 0
    for match in re.finditer("@", tight):
        local, before, begin = _local(tight[start : match.start()])
        host, spaced, end = _host(tight, match.end())
        if local and host and not local.lower().startswith("www."):
            raw = tight[start + begin : end]
            yield Print(raw if raw in text else text, local, host, spaced, sign_read, before)
            start = end


def hide(text: str) -> str:
    """`text` with every address in it written over by NUL characters, its length kept."""
    text = _WHOLE.sub(lambda match: "\0" * len(match[0]), text)
    return text if "\0" in text else _WHOLE_STAND_IN.sub(lambda match: "\0" * len(match[0]), text)


def _local(text: str) -> tuple[str, str, int]:
    """What stands before the sign, the word before that, and where the address begins."""
    found = _LOCAL.search(text)
    if not found:
        return "", "", len(text)
    local, begin = found[0], found.start()
    while joined := _joined(text[:begin], local):
        local, begin = joined
    local = _LABEL_GLUED.sub("", local).strip(".-'`*•=–·~^")
    word = _HEAD.search(text[:begin].rstrip())
    before = word[1] if word and word[1].isalpha() and text[:begin].endswith(" ") else ""
    return local, before, begin


def _joined(head: str, local: str) -> tuple[str, int] | None:
    """The local part with the piece before it, where a dot, an underscore or a comma ties them."""
    if head.endswith(",") and (word := _HEAD.search(head[:-1])):
        return f"{word[1]}.{local}", word.start(1)
    if not head.endswith(" "):
        return None
    word = _HEAD.search(head.rstrip())
    tied = word and (word[1][-1] in "._-" or local[0] in "._-")
    if word and tied and word[1].islower() and local == local.lower():
        return word[1] + local, word.start(1)
    return None


def _host(text: str, at: int) -> tuple[str, bool, int]:
    """The host after the sign, whether blanks were removed by guess, and where it ends."""
    first = _FIRST.match(text, at)
    if not first:
        return "", False, at
    host, at, guessed = first[0], first.end(), False
    while more := _NEXT.match(text, at):
        joined = _extended(host, more["sign"], more["label"], text[more.end() :])
        if joined is None:
            break
        guessed = guessed or not set(more["sign"]) & set(".,")
        host, at = joined, more.end()
    return host.strip("-_"), guessed, at


def _extended(host: str, sign: str, label: str, rest: str) -> str | None:
    """The host with the next label, None where that is something else."""
    complete = has_ending(host)
    if re.match(r"@\w", rest):
        return None
    if sign == ".":
        return f"{host}.{label}"
    if "," in sign:
        country = sign == "," and host.rpartition(".")[2].lower() in _BEFORE_COUNTRY and len(label) == 2
        known = label.lower() in endings()
        return f"{host}.{label}" if (known and country) or (not complete and (known or sign == ",")) else None
    if "." in sign:
        apart = complete and sign.endswith(" ")
        return None if apart or label.lower().startswith(("www", "http")) else f"{host}.{label}"
    return _over_blank(host, label, rest, complete=complete)


def _over_blank(host: str, label: str, rest: str, *, complete: bool) -> str | None:
    """The host joined with what stands behind a blank: "acme es", "ac me.es", "acme.c om"."""
    ends = not re.match(r"\s?\w", rest)
    last = host.rpartition(".")[2]
    if "." not in host:
        dotted = re.match(r"[.,](\w{2,})", rest)
        if label.lower() in endings() and not dotted and ends and label.islower():
            return f"{host}.{label}"
        return f"{host}{label}" if dotted and dotted[1].lower() in endings() and label.islower() else None
    split = f"{last}{label}".lower() in endings() and ends and label.islower()
    return f"{host}{label}" if split and (not complete or len(label) == 1) else None
