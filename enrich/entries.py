"""What the readers of exports hand out: a contact as it stands in its file, or a row that is none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.models import Contact, Imported
from data.texts import Message
from enrich.code_contact import contact_of
from enrich.content_lines import Property


@dataclass(frozen=True, slots=True)
class Entry:
    """One contact of an export, not read any further than its file goes.

    `line` counts from 1. `uid` is what the source itself calls the contact, "" where it has no name for it;
    `met` the day that it gives for the meeting; `extra` the lines that say what Aroma has no place for.
    """

    source: str
    line: int
    properties: tuple[Property, ...]
    met: date | None = None
    uid: str = ""
    extra: str = ""

    def texts(self, name: str) -> Iterator[str]:
        """What the properties with this name say."""
        return (found.text.strip() for found in self.properties if found.name == name and found.text.strip())

    @property
    def name(self) -> str:
        """The name as it is shown, "" where there is none."""
        if shown := next(self.texts("FN"), ""):
            return shown
        cut = next((found.fields for found in self.properties if found.name == "N"), ())
        family, given, more = (*cut, "", "", "")[:3]
        return " ".join(filter(None, (given, more, family)))

    @property
    def digest(self) -> str:
        """Another one for another contact, and for the same one of which anything else is said.

        It is made of what stands in the file, and so stays the same when Aroma learns to read it better.
        """
        said = [(found.name, found.kinds, found.fields) for found in self.properties]
        told = repr((self.uid, self.met, said, self.extra))
        return hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:32]

    def contact(self, region: str) -> Contact:
        """What it says, in the standard form that a card's print is given."""
        return contact_of(self.properties, region=region)

    def imported(self, key: str, file: str, region: str) -> Imported:
        """The contact as it is kept, under the key that `enrich.identity` gave it."""
        made = self.contact(region)
        return Imported(self.source, key, self.digest, file, self.line, made, self.met, self.extra)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of an export that does not go in, and why."""

    line: int
    reason: Message


Row = Entry | BadRow
