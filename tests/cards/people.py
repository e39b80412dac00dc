"""Invented people: who a card is about, and the truth that a reading of it is compared with.

Nothing here draws, so the truth of a seed can be had without fonts. Words come from `words.toml`.

E-mail and web addresses must be nobody's. Most are a coined word and, in their own language, the word for an
example (`quinzar-ejemplo.es`): so the company's name stands right before an ordinary ending, as on real
cards, and readers learn from both. Some stand below `example.com`, which is reserved (RFC 2606). The reserved
ending `.example` is not used: email-validator accepts it, but a reader may rightly doubt an ending that the
root zone does not have.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import phonenumbers
from phonenumbers import PhoneNumberType

RESERVED = ".example.com"
KINDS = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.TOLL_FREE: "toll_free",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What to invent; all that is not said here is left to the seed.

    `phones` are kinds in the order of print: landline, mobile, fax, toll_free. `degree` is "", "before" or
    "after" the name. `extension` is printed after the first landline. `caps` prints the name in capitals.
    """

    locale: str = "es"
    seed: int = 0
    phones: tuple[str, ...] = ("landline", "mobile")
    degree: str = ""
    caps: bool = False
    extension: bool = False
    website: bool = True
    address: bool = True
    shared_email: bool = False


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as it is printed, and in E.164.

    `kind` is what the number itself tells, "" where it can be mobile or landline (as in the United
    States and Mexico); `printed_kind` is what the card is to say it is.
    """

    printed: str
    e164: str
    kind: str
    printed_kind: str
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who does not exist, with all that their card says. `also` are spellings that are right too."""

    locale: str
    name: str
    printed_name: str
    job_title: str
    company: str
    coined: str
    phones: tuple[Phone, ...]
    email: str
    website: str
    address: tuple[str, ...]
    also: dict[str, list[str]] = field(default_factory=dict)

    def truth(self, labels: str = "words") -> dict[str, Any]:
        """The golden record of this card; a value that is not on the card is None or an empty list.

        `labels` is what stands before the numbers (`parts.Design`): some numbers tell their kind only by it.
        """
        return {
            "name": self.name,
            "job_title": self.job_title,
            "company": self.company,
            "phones": [phone.e164 for phone in self.phones],
            "phone_kinds": [self.kind_told(phone, labels) for phone in self.phones],
            "extensions": [phone.extension for phone in self.phones],
            "emails": [self.email],
            "websites": [self.website] if self.website else [],
            "address": ", ".join(self.address) or None,
            "also": self.also,
        }

    def kind_told(self, phone: Phone, labels: str) -> str:
        """What number and label together tell; "unknown" for a bare "Tel.", which is said of mobiles too."""
        if labels == "none":
            return phone.kind or "unknown"
        if phone.printed_kind == "fax" or not phone.kind:
            return self.kind_labelled(phone, labels)
        return phone.kind

    def kind_labelled(self, phone: Phone, labels: str) -> str:
        """What the label tells of a number that does not tell it by itself."""
        word = words()[self.locale]["labels"][phone.printed_kind] if labels in {"words", "long"} else "Tel."
        vague = phone.printed_kind == "landline" and word.startswith("Tel")
        return "unknown" if vague else phone.printed_kind


@cache
def words() -> dict[str, Any]:
    """The word lists by locale, and `coined`."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def locales() -> tuple[str, ...]:
    """Every locale that people can be invented for."""
    return tuple(name for name in words() if name != "coined")


def invent(wish: Wish) -> Invented:
    """Somebody as wished; the same wish gives the same person."""
    dice = Random(wish.seed)  # noqa: S311  # repeatable on purpose, nothing secret
    lists = words()[wish.locale]
    woman = dice.random() < 0.5
    name, login = invent_name(dice, lists, woman=woman)
    coined = dice.choice(words()["coined"])
    trade = dice.choice(lists["trades"])
    company = trade[0].format(x=coined) + dice.choice(lists["legal"])
    domain = invent_domain(dice, coined, lists["endings"])
    degree = gendered(dice.choice(lists[f"degrees_{wish.degree}"]), woman=woman) if wish.degree else ""
    address = (dice.choice(lists["streets"]).format(n=dice.randint(2, 68)), dice.choice(lists["towns"]))
    return Invented(
        locale=wish.locale,
        name=name,
        printed_name=with_degree(name.upper() if wish.caps else name, degree, wish.degree),
        job_title=gendered(dice.choice(trade[1:]), woman=woman),
        company=company,
        coined=coined,
        phones=tuple(invent_phones(dice, lists, wish)),
        email=("info" if wish.shared_email else login) + "@" + domain,
        website=invent_website(dice, domain) if wish.website else "",
        address=address if wish.address else (),
        also={"name": [with_degree(name, degree, wish.degree)]} if degree else {},
    )


def invent_name(dice: Random, lists: dict[str, Any], *, woman: bool) -> tuple[str, str]:
    """A whole name by the locale's pattern, with two different surnames where it has two, and its mailbox."""
    surname, second = dice.sample(lists["surnames"], 2)
    if " da " in lists["pattern"] or " i " in lists["pattern"]:
        surname, second = surname.split()[-1], second.split()[-1]
    given = dice.choice(lists["women" if woman else "men"])
    initial = dice.choice("ABCDEHJLMPRST")
    name = str(lists["pattern"]).format(given=given, surname=surname, second=second, initial=initial)
    return name, mailbox(dice, plain(given.split()[0]), plain(surname.split()[-1]))


def invent_domain(dice: Random, coined: str, endings: list[str]) -> str:
    """A domain that is nobody's."""
    return plain(coined) + dice.choice((*endings, *endings, RESERVED))


def is_nobodys(domain: str) -> bool:
    """True for a domain that `invent_domain` can give."""
    endings = {ending for locale in locales() for ending in words()[locale]["endings"]} | {RESERVED}
    return domain in {plain(coined) + ending for coined in words()["coined"] for ending in endings}


def invent_website(dice: Random, domain: str) -> str:
    """The address as it is printed, mostly behind `www.`."""
    return domain if dice.random() < 0.3 else f"www.{domain}"


def mailbox(dice: Random, given: str, surname: str) -> str:
    """The part before the @, in one of the forms that companies give."""
    return dice.choice((f"{given}.{surname}", f"{given[0]}{surname}", given, f"{given}_{surname}"))


def invent_phones(dice: Random, lists: dict[str, Any], wish: Wish) -> list[Phone]:
    """The numbers of the kinds wished for, all different; a fax is a landline that is labelled so."""
    phones: list[Phone] = []
    for kind in wish.phones:
        template = dice.choice(lists["landline" if kind == "fax" else kind])
        printed = "".join(dice.choice("0123456789") if sign == "#" else sign for sign in template)
        number = phonenumbers.parse(printed, lists["region"])
        e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        true_kind = KINDS.get(phonenumbers.number_type(number), "")
        extended = wish.extension and kind == "landline" and not any(p.extension for p in phones)
        phones.append(Phone(printed, e164, true_kind, kind, str(dice.randint(11, 399)) if extended else ""))
    return phones


def with_degree(name: str, degree: str, place: str) -> str:
    """The name with its degree in front or behind."""
    return f"{degree} {name}" if place == "before" else f"{name}, {degree}" if degree else name


def gendered(text: str, *, woman: bool) -> str:
    """One of the two forms of `woman's|man's`."""
    return text.split("|")[0 if woman else -1]


def plain(text: str) -> str:
    """Small ASCII letters only, for an address: "Muñoz" → "munoz"."""
    text = text.lower().replace("ß", "ss")
    return "".join(c for c in unicodedata.normalize("NFD", text) if c.isascii() and c.isalnum())
