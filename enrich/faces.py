"""One side of a card as it is compared with another: whose it seems to be, by what stands on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import name as letter_name

from data.models import Contact, Value
from data.wordlists import words
from enrich import emails, phones
from enrich.agreement import company_fits_domain, stem, word_list
from enrich.hosts import host_of, is_provider
from enrich.places import cities

FITS = 0.7  # of `enrich.agreement`: the one is spelt out of the other


@dataclass(frozen=True, slots=True)
class Face:
    """What was read on one side; `clear` where print was read so well that a name would have been seen."""

    contact: Contact
    clear: bool = False

    @property
    def name(self) -> str:
        return self.contact.name.value if self.contact.name else ""

    @property
    def company(self) -> str:
        return self.contact.company.value if self.contact.company else ""

    @property
    def title(self) -> str:
        return self.contact.job_title.value if self.contact.job_title else ""

    @property
    def mailboxes(self) -> frozenset[str]:
        """The addresses that are a person's own."""
        found = (emails.key(value.value) for value in self.contact.emails)
        return frozenset(address for address in found if not _of_office(address, self.company))

    @property
    def mobiles(self) -> frozenset[str]:
        return frozenset(phones.key(each.value) for each in self.contact.phones if each.kind == "mobile")

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(phones.key(each.value) for each in self.contact.phones)

    @property
    def domains(self) -> frozenset[str]:
        """The stems of its own hosts, in e-mail and web addresses."""
        hosts = (host_of(value.value) for value in (*self.contact.emails, *self.contact.websites))
        return frozenset(filter(None, (stem(host) for host in hosts if not is_provider(host))))

    @property
    def text(self) -> str:
        """All that is printed on it."""
        single = (self.contact.name, self.contact.job_title, self.contact.company, self.contact.address)
        values: tuple[Value, ...] = tuple(value for value in single if value)
        many = (*self.contact.phones, *self.contact.emails, *self.contact.websites, *self.contact.social)
        return " ".join([*(value.raw for value in (*values, *many)), *self.contact.rest])


def _of_office(address: str, company: str) -> bool:
    """Whether nobody's name stands before the @: a department, a town, or the company itself."""
    local, _, host = address.partition("@")
    whole = re.sub(r"[\W\d_]", "", local)
    first = next(iter(word_list(re.sub(r"\d", " ", local))), "")
    own = company_fits_domain(company, whole) >= FITS if company else False
    return (
        own
        or whole == stem(host)
        or not words("office_mailboxes").isdisjoint({first, whole})
        or bool(cities(local))
    )


def latin(text: str) -> bool:
    """Whether most of its letters are Latin ones."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum("LATIN" in letter_name(letter, "") for letter in letters) * 2 > len(letters)
