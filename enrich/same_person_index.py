"""Contacts by their keys, in memory: whoever has the store looks the same keys up in its tables."""

from __future__ import annotations

from collections import defaultdict

from data.models import Contact
from enrich.same_person import Known, Suggestion, suggestions
from enrich.same_person_keys import chosen, keys


class Index:
    """People who can be found by what a contact says."""

    def __init__(self) -> None:
        self._known: dict[str, Known] = {}
        self._holders: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, known: Known) -> None:
        """Keep somebody; whoever was kept under that key before must not come again."""
        self._known[known.key] = known
        for key in frozenset().union(*map(keys, known.contacts)):
            self._holders[key].append(known.key)

    def suggest(self, contact: Contact) -> tuple[Suggestion, ...]:
        """Those kept who may be this person, the likeliest first."""
        holders = {key: self._holders[key] for key in keys(contact) if key in self._holders}
        return suggestions(contact, (self._known[key] for key in chosen(holders)))
