"""E-mail addresses whose @ a reader took for a letter, so that they looked like web addresses.

"anaruizgacme.es" beside "acme.es", or under the name Ana Ruiz, is ana ruiz's address and no website.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from data.models import Value
from data.texts import message
from enrich import emails
from enrich.contact_points import Points
from enrich.domains import is_host
from enrich.email_evidence import forms
from enrich.hosts import host_of

MISREAD = "aegoqcQO0689"
"""What readers take an @ for."""

SHORTEST = 3  # letters before the sign
BARE = re.compile(r"[\w.\-]+")


def with_lost_signs(points: Points, name: str) -> Points:
    """`points` with such websites among the e-mail addresses; `name` is the person's, "" where unknown."""
    hosts = [host_of(point.value.value) for point in (*points.emails, *points.websites)]
    found = {id(point): _address(point.value, name, hosts) for point in points.websites}
    lost = [replace(point, value=value) for point in points.websites if (value := found[id(point)])]
    if not lost:
        return points
    sites = tuple(point for point in points.websites if not found[id(point)])
    return replace(points, emails=(*points.emails, *lost), websites=sites)


def _address(site: Value, name: str, hosts: Sequence[str]) -> Value | None:
    """The e-mail address that a website must be, None where it is a website."""
    text = site.value
    if not BARE.fullmatch(text) or text.startswith("www."):
        return None
    known = (
        text[: -len(host) - 1]
        for host in hosts
        if host != text and text.endswith(host) and text[-len(host) - 1 : -len(host)] in MISREAD
    )
    named = (form for form in _begun(text, name))
    local = next((local for local in (*known, *named) if len(local) >= SHORTEST), None)
    if local is None:
        return None
    address = emails.clean(f"{local}@{text[len(local) + 1 :]}")
    return Value(address.value, site.raw, 0.5, message("emails.sign")) if address else None


def _begun(text: str, name: str) -> list[str]:
    """What may stand before the sign: the name as addresses have it, the longest first."""
    begins = {
        f"{first}{sign}{last}" if sign else first
        for first in forms(name)
        for last in forms(name)
        for sign in ("", ".", "_", "-")
    }
    fitting = [
        begin
        for begin in begins
        if text.startswith(begin) and text[len(begin) : len(begin) + 1] in MISREAD
        and is_host(text[len(begin) + 1 :])
    ]  # fmt: skip
    return sorted(fitting, key=len, reverse=True)
