"""What the person's name and the card's domains say about an e-mail address that was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from rapidfuzz.distance import Levenshtein

from data.models import Value
from data.texts import message
from enrich.characters import fold
from enrich.lookalikes import skeleton


def by_domain(value: Value, hosts: Sequence[str]) -> Value:
    """The address with its domain mended by one that looks the same, or doubted for one that nearly is."""
    local, _, host = value.value.rpartition("@")
    if not hosts or host in hosts or any(host.endswith(f".{known}") for known in hosts):
        return value
    for known in hosts:
        if skeleton(known) == skeleton(host):
            doubt = message("emails.domain", read=value.value)
            return replace(
                value, value=f"{local}@{known}", confidence=min(value.confidence, 0.7), doubt=doubt
            )
    near = next((known for known in hosts if _near(known, host)), None)
    if near and value.doubt is None:
        doubt = message("emails.near_domain", read=host, domain=near)
        return replace(value, confidence=min(value.confidence, 0.6), doubt=doubt)
    return value


def by_name(value: Value, name: str) -> Value:
    """The address with its local part mended where it is the name but for look-alike letters."""
    local, _, host = value.value.rpartition("@")
    known = tuple(forms(name))
    before = value.part("before")
    if before and fold(before) in known:  # readers lose the underscore first
        doubt = message("emails.spaces", raw=f"{before} {value.raw}")
        return replace(value, value=f"{before}_{local}@{host}", doubt=doubt, parts=())
    pieces = re.split(r"([._\-+])", local)
    mended = "".join(_mended(piece, known) for piece in pieces)
    if mended == local:
        mended = _without_label(local, known)
    if mended != local:
        doubt = value.doubt or message("emails.name", read=value.value)
        return replace(value, value=f"{mended}@{host}", confidence=min(value.confidence, 0.8), doubt=doubt)
    return _doubted(value, pieces, known)


def missing_sign(text: str, name: str, hosts: Sequence[str]) -> Value | None:
    """The address in a text without any @: a known domain behind a piece of the person's name."""
    known = {skeleton(form) for form in forms(name)}
    for host, sign in product(hosts, (r"\s", r"[^\w\s.\-]", r"[a-zA-Z0-9]", "")):
        match = re.fullmatch(rf"([a-z0-9._\-]+){sign}{re.escape(host)}", text)
        if match and any(skeleton(piece) in known for piece in re.split(r"[._\-]", match[1])):
            return Value(f"{match[1]}@{host}", text, 0.5, message("emails.sign"))
    return None


def forms(name: str) -> Iterator[str]:
    """How a name appears in an address: its words, pairs of them, initials with words; 3 letters or more."""
    pieces = (piece for piece in re.split(r"[^\w]+", name) if len(piece) > 1 or piece.isupper())
    words = [fold(piece) for piece in pieces]  # "y" and "i" between surnames are no initials
    for first in words:
        if len(first) > 2:
            yield first
    for index, first in enumerate(words):
        for other in words[:index] + words[index + 1 :]:
            if len(other) > 1:
                yield first + other
                yield first[0] + other
                yield other + first[0]


def _mended(piece: str, forms: Sequence[str]) -> str:
    """The form of the name that the piece is but for look-alikes, else the piece."""
    if piece in forms or len(piece) < 3:
        return piece
    same = {form for form in forms if skeleton(form) == skeleton(piece)}
    return same.pop() if len(same) == 1 else piece


def _without_label(local: str, forms: Sequence[str]) -> str:
    """The local part without an "e", "email" or "mail" glued to the name."""
    for glued in ("email", "e-mail", "mail", "e", "m"):
        rest = local.removeprefix(glued)
        pieces = re.split(r"[._\-]", rest)
        if rest != local and all(piece in forms for piece in pieces) and local not in forms:
            return rest
    return local


def _doubted(value: Value, pieces: Sequence[str], forms: Sequence[str]) -> Value:
    """The address, doubted where a long piece of it is one letter away from the name."""
    if value.doubt is not None:
        return value
    for piece in pieces:
        near = None if piece in forms or len(piece) < 6 else next((f for f in forms if _near(f, piece)), None)
        if near:
            doubt = message("emails.near_name", read=piece, name=near)
            return replace(value, confidence=min(value.confidence, 0.7), doubt=doubt)
    return value


def _near(a: str, b: str) -> bool:
    """Whether two texts of the same ending differ in one letter, or in look-alikes and one letter."""
    return min(len(a), len(b)) > 5 and Levenshtein.distance(skeleton(a), skeleton(b), score_cutoff=1) == 1
