"""E-mail addresses off a card, repaired only where the evidence says so. No network is asked.

The only door to `email-validator`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from email_validator import EmailNotValidError, validate_email

from data.models import Value
from data.texts import Message, message
from enrich.characters import plain
from enrich.domains import ending, endings, has_ending, mend_ending
from enrich.email_evidence import by_domain, by_name, missing_sign
from enrich.email_prints import Print, prints
from enrich.labels import segments, strip_label

_EXAMPLE = "ana@example.com"


def find(text: str) -> tuple[Value, ...]:
    """All addresses in a text, in order, each mended as far as its own shape says how.

    The part "before" is a word right before the address, which may belong to it.
    """
    found = (
        _value(printed, labelled="email" in segment.kinds)
        for segment in segments(text)
        for printed in prints(segment.text)
    )
    return tuple(dict.fromkeys(value for value in found if value is not None))


def clean(text: str, *, name: str = "", domains: Sequence[str] = ()) -> Value | None:
    """The first address in `text`, mended by the person's name and the domains on the card; None without one.

    `domains` are hosts or web addresses; `name` is the person's whole name.
    """
    hosts = tuple(dict.fromkeys(host for domain in domains if (host := _host(domain))))
    found = find(text)
    value = found[0] if found else missing_sign(strip_label(text)[1], name, hosts)
    if value is None:
        return None
    return by_name(by_domain(value, hosts), name)


def join(first: str, second: str) -> str | None:
    """The text of two lines that make one address together; None where each stands for itself."""
    head, tail = plain(first), plain(second)
    start = strip_label(head)[1]
    if not start or " " in start or not tail or " " in tail:
        return None
    joined = head + tail
    made = find(joined)
    if len(made) != 1 or not has_ending(made[0].value) or made[0].doubt is not None:
        return None
    whole = [value.value for value in find(head) if has_ending(value.value)]
    return joined if _goes_on(start, tail, whole, made[0].value) else None


def _goes_on(head: str, tail: str, whole: Sequence[str], made: str) -> bool:
    """Whether the second line goes on with the first, of which `whole` are the addresses that end in it."""
    if whole:  # "maria@acme.co" and "m" or ".uk"
        return made != whole[-1] and bool(re.fullmatch(r"\.[a-z]{2,3}|[a-z]{1,2}", tail))
    if "@" in head:
        return not find(tail)
    if tail.startswith("@"):
        return True
    return head.islower() and head.endswith((".", "-", "_")) and bool(find(tail))


def check(text: str) -> Value | Message:
    """The address that a person typed, or how to write it."""
    typed = plain(text).removeprefix("mailto:")
    if typed.count("@") > 1:
        return message("emails.check_several", text=typed, example=_EXAMPLE)
    if " " in typed and "@" in typed:
        return message("emails.check_spaces", text=typed, example=_EXAMPLE)
    address = _valid(typed)
    if address is None:
        return message("emails.check_none", text=typed, example=_EXAMPLE)
    if ending(address) not in endings():
        return message("emails.check_ending", text=typed, ending=ending(address), example=_EXAMPLE)
    return Value(address, text)


def key(value: str) -> str:
    """The form in which addresses are compared."""
    return plain(value).casefold()


def _value(printed: Print, *, labelled: bool) -> Value | None:
    """The record of one printed address, None where it is none."""
    host, certain = mend_ending(printed.host)
    if "." not in host:
        whole = f"{printed.local}@{host}".casefold()
        return Value(whole, printed.raw, 0.3, message("emails.incomplete")) if labelled else None
    local = re.sub(r"\.{2,}", ".", printed.local.replace("..", "."))
    address = _valid(f"{local}@{host}")
    if address is None:
        return Value(f"{local}@{host}".casefold(), printed.raw, 0.3, message("emails.invalid"))
    doubt = _doubt(printed, host, certain=certain)
    before = (("before", printed.before),) if printed.before else ()
    return Value(address, printed.raw, 0.6 if doubt else 1.0, doubt, parts=before)


def _doubt(printed: Print, host: str, *, certain: bool) -> Message | None:
    """Why a valid address should be looked at: the first reason that holds."""
    raw = printed.raw
    reasons = (
        (not printed.sign_read, message("emails.sign")),
        (not has_ending(host), message("emails.ending", ending=ending(host))),
        (not certain, message("emails.ending_mended", ending=ending(printed.host))),
        (printed.spaced, message("emails.spaces", raw=raw)),
        (not printed.local.isascii(), message("emails.accent")),
        (bool(printed.before), message("emails.word_before", raw=f"{printed.before} {raw}")),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _valid(address: str) -> str | None:
    """The address in its normal form, lower case, None where the rules of mail forbid it."""
    try:
        valid = validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return None
    return valid.normalized.lower()


def _host(domain: str) -> str:
    """The domain that mail would use, of a web or e-mail address: "www.acme.es/x" → "acme.es"."""
    host = re.sub(r"^https?://", "", plain(domain).casefold().rpartition("@")[2])
    return host.partition("/")[0].removeprefix("www.")
