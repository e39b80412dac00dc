"""The golden record of a card: what a reading of it is compared with."""

from __future__ import annotations

from typing import Any

from tests.cards.people import Invented, words
from tests.cards.phones import Phone


def truth(person: Invented, labels: str = "words") -> dict[str, Any]:
    """What the person's card says; a value that is not on it is None or an empty list.

    `labels` is what stands before the numbers (`parts.Design`): some numbers tell their kind only by it.
    """
    phones = [phone for one in everybody(person) for phone in one.phones]
    phones += [person.branch[1]] if person.branch else []
    company, companies = company_told(person)
    record = {
        "name": person.name,
        "job_title": person.job_title,
        "company": company,
        "phones": [number for phone in phones for number in (phone.e164, *phone.more)],
        "phone_kinds": [kind_told(person, phone, labels) for phone in phones for _ in (0, *phone.more)],
        "extensions": [
            extension for phone in phones for extension in (phone.extension, *("" for _ in phone.more))
        ],
        "emails": [one.email for one in everybody(person)],
        "websites": [person.website] if person.website else [],
        "address": ", ".join(person.address) or None,
        "also": person.also | also(person, phones, companies),
    }
    if person.native:
        record |= {"native_name": person.native.name, "native_company": person.native.company}
    return record | ({"codes": [person.code]} if person.code else {})


def everybody(person: Invented) -> list[Invented]:
    """All people on the card."""
    return [person, person.second] if person.second else [person]


def company_told(person: Invented) -> tuple[str, list[str]]:
    """The company as the card tells it, and what is right too."""
    if person.code and not person.code.startswith(
        "https:"
    ):  # the code spells it out, wherever else it stands
        return person.company, [person.company.removesuffix(legal_form(person)), person.coined]
    if person.company_in == "domain":
        return person.coined, [person.email.partition("@")[2].partition(".")[0]]
    if person.company_in == "logo":
        return person.company.removesuffix(legal_form(person)), []
    return person.company, []


def legal_form(person: Invented) -> str:
    """The end of the company's name that a logo leaves out."""
    forms = [form for form in words()[person.locale]["legal"] if form and person.company.endswith(form)]
    return max(forms, key=len, default="")


def also(person: Invented, phones: list[Phone], companies: list[str]) -> dict[str, list[str]]:
    """By field, what is on the card too: the second person's, the other office's, the code's."""
    second = person.second
    names = person.also.get("name", []) + ([second.name] if second else [])
    found = {
        "name": names + ([person.native.name] if person.native else []),
        "job_title": ([second.job_title] if second else [])
        + ([person.native.job_title] if person.native else []),
        "company": companies + ([person.native.company] if person.native else []),
        "address": [", ".join(person.branch[0])] if person.branch else [],
        "phones": [number for phone in phones for number in phone.between],
        "websites": [person.code] if person.code.startswith("https:") else [],
    }
    return {field: values for field, values in found.items() if values}


def kind_told(person: Invented, phone: Phone, labels: str) -> str:
    """What number and label together tell; "unknown" for a bare "Tel.", which is said of mobiles too."""
    if labels == "none":
        return phone.kind or "unknown"
    if phone.printed_kind == "fax" or not phone.kind:
        return kind_labelled(person, phone, labels)
    return phone.kind


def kind_labelled(person: Invented, phone: Phone, labels: str) -> str:
    """What the label tells of a number that does not tell it by itself."""
    own = words()[person.locale]["labels"][phone.printed_kind]
    word = "Tel." if labels in {"letters", "dotted", "icons", "signs"} else own
    vague = phone.printed_kind == "landline" and word.casefold().startswith("tel")
    return "unknown" if vague else phone.printed_kind
