"""What to call a card in a list and in a run's name."""

from __future__ import annotations

from data.models import Contact
from data.texts import Language, say
from flows.printing import printable

LONGEST_PART = 60  # letters of a name or a company in a run's name


def run_name(contact: Contact, language: Language) -> str:
    """What to call a card in a list: `Name · Company`, or what else the card says; never empty."""
    parts = [_part(value.value) for value in (contact.name, contact.company) if value]
    if not any(parts):
        known = (*contact.emails, *contact.phones, *contact.websites)
        parts = [say("waits.nameless", language), *(_part(value.value) for value in known[:1])]
    return " · ".join(part for part in parts if part)


def _part(text: str) -> str:
    line = " ".join(printable(text).split())
    return line if len(line) <= LONGEST_PART else line[: LONGEST_PART - 1].rstrip() + "…"
