"""Web addresses in codes: an account, a site of somebody's own, or one that tells not where it leads.

Nothing is fetched to find out.
"""

from __future__ import annotations

import re

from data.models import Value
from data.wordlists import section
from enrich import social, websites
from enrich.networks import network_of


def account(address: str) -> Value | None:
    """The account on a social network that `address` or `network:handle` names, None if it names none."""
    return social.exact(address) or next(iter(social.find(address)), None)


def site(address: str) -> Value | None:
    """The website at `address`; None where it is none, is on a network, or only leads elsewhere."""
    if network_of(websites.key(address)) or leads_elsewhere(address):
        return None
    found = websites.check(address)
    return found if isinstance(found, Value) else None


def leads_elsewhere(address: str) -> bool:
    """Whether the address is one of a service that shortens, or shows digital cards.

    >>> leads_elsewhere("https://bit.ly/3xYz"), leads_elsewhere("https://rosas.example")
    (True, False)
    """
    host = re.split(r"[/?#:]", websites.key(address), maxsplit=1)[0]
    services = (section("link_services", name) for name in ("shorteners", "codes", "cards"))
    return any(host in known or host.partition(".")[2] in known for known in services)
