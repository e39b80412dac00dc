"""What to call a card in a list and in a run's name."""

from __future__ import annotations

from data.models import Contact
from data.texts import Language, say
from flows.printing import printable

LONGEST_PART = 60  # letters of a name or a company in a run's name


def run_name(contact: Contact, language: Language) -> str:
    """What to call a card in a list: `Name · Company`, or what else the card says; never empty."""
    name, company = (value.value if value else "" for value in (contact.name, contact.company))
    known = (*contact.emails, *contact.phones, *contact.websites)
    return name_in_list(name, company, known[0].value if known else "", language)


def name_in_list(name: str, company: str, known_by: str, language: Language) -> str:
    """The same of plain texts: a name, a company, and for want of both an address or a number."""
    parts = [_part(name), _part(company)]
    if not any(parts):
        parts = [say("waits.nameless", language), _part(known_by)]
    return " · ".join(part for part in parts if part)


def _part(text: str) -> str:
    line = " ".join(printable(text).split())
    return line if len(line) <= LONGEST_PART else line[: LONGEST_PART - 1].rstrip() + "…"
