"""What a code on a card tells, as a contact: a vCard, a MeCard, a web address, a number to ring.

Nothing is fetched. Codes for something else (a network's password, a payment) tell nothing about a person.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from data.letters import tidy
from data.models import Contact
from enrich import emails, phones
from enrich.code_contact import LONGEST_VALUE, contact_of, exact_email
from enrich.code_links import account, site
from enrich.content_lines import LONGEST, properties
from enrich.mecards import bizcard, mecard

_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]{1,20}):(?=\S)", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)


def told_by(text: str, *, region: str) -> Contact:
    """What `text` tells about how to reach somebody, an empty contact if nothing; never raises.

    `region` is where numbers are from that name no country.
    """
    said = text[:LONGEST].strip("\ufeff \t\r\n")
    head = said[:12].upper()
    if head.startswith("BEGIN:VCARD"):
        return contact_of(properties(said), region=region)
    if head.startswith("MECARD:"):
        return contact_of(mecard(said), region=region)
    if head.startswith("BIZCARD:"):
        return contact_of(bizcard(said), region=region)
    if len(said) > LONGEST_VALUE:
        return Contact()
    return _link(said) if _WEB.match(said) else _plain(said, region)


def _link(address: str) -> Contact:
    """A web address: an account, a site, or one of which it cannot be told where it leads."""
    if found := account(address):
        return Contact(social=(found,))
    if found := site(address):
        return Contact(websites=(found,))
    return Contact(rest=(tidy(address),))


def _plain(said: str, region: str) -> Contact:
    """Something to write to or to ring; other schemes tell nothing, and other text is kept as it is."""
    scheme = _SCHEME.match(said)
    match scheme["scheme"].casefold() if scheme else "":
        case "mailto":
            mail = exact_email(unquote(said[7:].partition("?")[0]))
            return Contact(emails=(mail,) if mail else ())
        case "matmsg":
            return Contact(emails=emails.find(said)[:1])
        case "tel":
            found = phones.clean(unquote(said[4:]), region=region, label="tel")
            return Contact(phones=(found,) if found else ())
        case "":
            return Contact(rest=tuple(filter(None, map(tidy, said.splitlines()))))
        case _:
            return Contact()
