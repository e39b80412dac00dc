"""Social accounts off a card: `kind` is the network, `value` the profile's address without a scheme.

Where a network has no addresses (Skype, WeChat), or the card does not say the network, it is the handle.
A WhatsApp number is a telephone number and is found by `enrich.phones`, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.models import Value
from data.texts import message
from enrich.characters import plain
from enrich.email_prints import hide
from enrich.labels import Segment, segments
from enrich.networks import network_of, network_of_path, networks, profile

_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?P<host>(?:[\w\-]+\.)+[a-z]{2,})\s?/\s?(?P<path>[^\s|,;]+(?:\s?/\s?[^\s|,;/]+)*)",
    re.IGNORECASE,
)
_EXACT = re.compile(
    r"https?://(?:www\.|m\.)?(?P<host>(?:[a-z\d-]+\.)+[a-z]{2,})/(?P<path>[\w%./-]*[a-z\d])",
    re.IGNORECASE | re.ASCII,
)
_AT = re.compile(r"(?<![\w.])@\s?(?P<handle>[\w][\w.\-]{1,38})")
_PATH = re.compile(
    r"(?:^|[|·•,;:\0]\s?)/?(?P<word>in|ig|fb|yt)\s?/\s?(?P<handle>[\w][\w.\-%]{3,60})", re.IGNORECASE
)
_HANDLE = re.compile(r"[@/]?(?P<handle>[\w][\w.\-]{1,60})$")


def find(text: str) -> tuple[Value, ...]:
    """All social accounts in a text, in order."""
    found = (value for segment in segments(text) for value in _in(segment))
    return tuple(dict.fromkeys(found))


def exact(address: str) -> Value | None:
    """The account whose plain address this text is: what `find` finds in it, without the search."""
    match = _EXACT.fullmatch(address)
    network = network_of(match["host"].lower()) if match else None
    return _address(match, network) if match and network else None


def key(value: str) -> str:
    """The form in which accounts are compared: lower case, no scheme, no "www.", no "@" before a handle."""
    bare = re.sub(r"^https?://", "", plain(value).casefold()).removeprefix("www.")
    return bare.removeprefix("@").rstrip("/")


def _in(segment: Segment) -> Iterator[Value]:
    """The accounts of one piece of a line: addresses first, then handles with a sign, then labelled words."""
    text = hide(segment.text)
    said = next((kind.partition(":")[2] for kind in segment.kinds if kind.startswith("social:")), "")
    found = False
    for match in _ADDRESS.finditer(text):
        if network := network_of(match["host"].lower()):
            found = True
            yield _address(match, network)
    rest = _ADDRESS.sub(" ", text)
    for match in _AT.finditer(rest):
        found = True
        yield _handle(match["handle"].rstrip(".-"), said, match[0])
    for match in _PATH.finditer(rest):
        found = True
        yield _handle(match["handle"].rstrip(".-"), network_of_path(match["word"]) or said, match[0])
    if said and not found and rest.strip() and not _number(rest):
        yield _words(rest.strip(), said)


def _words(text: str, network: str) -> Value:
    """What stands behind the label of a network: a handle, or the name somebody has there."""
    if whole := _HANDLE.fullmatch(text):
        return _handle(whole["handle"], network, text)
    return Value(text, text, 0.5, message("websites.account_name"), network)


def _address(match: re.Match[str], network: str) -> Value:
    """An account printed as a web address."""
    host = match["host"].lower()
    path = match["path"].replace(" ", "").rstrip("/.,:;)")
    return Value(
        f"{host}/{path}", match[0], kind=network, parts=(("handle", path.rpartition("/")[2].lstrip("@")),)
    )


def _handle(handle: str, network: str, raw: str) -> Value:
    """An account printed as a handle."""
    if network not in networks():
        return Value(f"@{handle}", raw, 0.7, message("websites.network"), "unknown", (("handle", handle),))
    return Value(profile(network, handle), raw, 0.95, kind=network, parts=(("handle", handle),))


def _number(text: str) -> bool:
    """Whether a text is a telephone number rather than a handle."""
    return sum(c.isdigit() for c in text) >= 6 and sum(c.isalpha() for c in text) < 4
