"""The pairs of tests/same_people.toml as an import would hand their contacts on."""

from __future__ import annotations

import tomllib
from pathlib import Path

from data.models import Contact
from enrich import companies, emails, job_titles, names, phones

Pair = tuple[str, Contact, Contact]
"""What differs between two contacts, and the two."""


def contact(name: str = "", company: str = "", title: str = "", email: str = "", phone: str = "") -> Contact:
    """A contact of these texts."""
    return Contact(
        name=names.clean(name),
        company=companies.clean(company),
        job_title=job_titles.clean(title),
        emails=emails.find(email),
        phones=phones.find(phone, region="ES"),
    )


def pairs(verdict: str) -> list[Pair]:
    """The pairs that are `same`, or `different`."""
    table = tomllib.loads(Path(__file__).with_name("same_people.toml").read_text("utf-8"))
    return [(each["kind"], contact(*each["one"]), contact(*each["other"])) for each in table[verdict]]
