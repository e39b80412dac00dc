"""What two contacts are compared by, taken out of each once."""

from __future__ import annotations

from dataclasses import dataclass

from data.letters import fold
from data.models import Contact
from enrich.same_person_firms import Firm, firm_of
from enrich.same_person_points import Number, mailboxes_of, numbers_of, own_stems
from enrich.same_person_readings import Name, name_of
from enrich.spellings import spelled


@dataclass(frozen=True, slots=True)
class Traits:
    """The name, mailboxes, numbers, firm and title of a contact in the forms in which they are compared."""

    name: Name | None
    mailboxes: frozenset[str]
    numbers: frozenset[Number]
    firm: Firm
    title: str

    @property
    def sounds(self) -> frozenset[str]:
        """The words of the name by their sounds, and the whole name run together."""
        words = self.name.words if self.name else ()
        return frozenset(
            (*(spelled(word.text) for word in words), spelled("".join(word.text for word in words)))
        )


def traits(contact: Contact) -> Traits:
    """The traits of a contact; a value that says nothing is left out."""
    mailboxes = mailboxes_of(contact)
    stems = own_stems(mailboxes, (site.value for site in contact.websites))
    name = name_of(contact.name)
    return Traits(
        name,
        mailboxes,
        numbers_of(contact),
        firm_of(contact.company, stems),
        fold(contact.job_title.value) if contact.job_title else "",
    )
