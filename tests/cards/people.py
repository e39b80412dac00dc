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
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.cards.besides import invent_slogan, invent_small_print
from tests.cards.codes import payload
from tests.cards.phones import Phone, invent_phone, invent_phones

RESERVED = ".example.com"
SPELT = str.maketrans({"ß": "ss", "đ": "d", "ł": "l", "ı": "i"})
"""Letters that have no accent to take off."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to invent; all that is not said here is left to the seed.

    `phones` are kinds in the order of print: landline, mobile, fax, toll_free. `degree` is "", "before" or
    "after" the name. `extension` is printed after the first landline. `caps` prints the name in capitals.
    `short` prints further numbers of the first landline as "/22/23" ("slash") or "22 to 25" ("to").
    `company_in` is where the company stands: in "print", in a "logo" without its legal form, or in the
    "domain" alone. `small_print` counts lines of it; `people` and `offices` are 1 or 2. `code` is the kind of
    QR code: vcard2, vcard3, vcard4, mecard, url or none.
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
    short: str = ""
    company_in: str = "print"
    slogan: bool = False
    small_print: int = 0
    people: int = 1
    offices: int = 1
    code: str = ""


@dataclass(frozen=True, slots=True)
class Native:
    """What a card says in its country's own script, and the family of type that has its letters."""

    name: str
    company: str
    job_title: str
    place: str
    family: str


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who does not exist, with all that their card says. `also` are spellings that are right too.

    `second` is another person on the same card; `branch` is another office, its address and its number.
    """

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
    company_in: str = "print"
    slogan: str = ""
    small_print: tuple[str, ...] = ()
    branch: tuple[tuple[str, ...], Phone] | None = None
    second: Invented | None = None
    native: Native | None = None
    code: str = ""

    @property
    def trade(self) -> str:
        """The company's name without the coined word and the legal form."""
        forms = [form for form in words()[self.locale]["legal"] if form and self.company.endswith(form)]
        return self.company.removesuffix(max(forms, key=len, default="")).replace(self.coined, "").strip()


@cache
def words() -> dict[str, Any]:
    """The word lists by locale, those with a script of their own after the others, and `coined`."""
    files = (Path(__file__).with_name(name) for name in ("words.toml", "native.toml"))
    return {name: lists for file in files for name, lists in tomllib.loads(file.read_text("utf-8")).items()}


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
    person = Invented(
        locale=wish.locale,
        name=name,
        printed_name=with_degree(name.upper() if wish.caps else name, degree, wish.degree),
        job_title=gendered(dice.choice(trade[1:]), woman=woman),
        company=company,
        coined=coined,
        phones=invent_phones(dice, lists, wish.phones, extension=wish.extension, short=wish.short),
        email=("info" if wish.shared_email else login) + "@" + domain,
        website=invent_website(dice, domain) if wish.website else "",
        address=address if wish.address else (),
        also={"name": [with_degree(name, degree, wish.degree)]} if degree else {},
        company_in=wish.company_in,
    )
    return with_besides(person, wish)


def with_besides(person: Invented, wish: Wish) -> Invented:
    """The person with all else that their card is to say, from dice of its own."""
    dice = Random(f"besides {wish.seed}")  # noqa: S311
    lists = words()[wish.locale]
    full = replace(
        person,
        slogan=invent_slogan(dice, wish.locale) if wish.slogan else "",
        small_print=invent_small_print(dice, wish.locale, wish.small_print),
        branch=invent_branch(dice, lists, person) if wish.offices > 1 else None,
        second=invent_second(dice, person, wish) if wish.people > 1 else None,
        native=spelt(person, lists["native"]) if "native" in lists else None,
    )
    return replace(full, code=payload(full, wish.code) if wish.code else "")


def invent_branch(dice: Random, lists: dict[str, Any], person: Invented) -> tuple[tuple[str, ...], Phone]:
    """Another office: an address in another town, and its number."""
    street = dice.choice([one for one in lists["streets"] if one.split()[0] not in " ".join(person.address)])
    town = dice.choice([one for one in lists["towns"] if one not in person.address])
    return (street.format(n=dice.randint(2, 68)), town), invent_phone(dice, lists, "landline")


def invent_second(dice: Random, person: Invented, wish: Wish) -> Invented:
    """A colleague of another name, with a number and a mailbox of the same house."""
    while True:
        other = invent(Wish(wish.locale, dice.randrange(10**6), phones=("mobile",)))
        if not names(other) & names(person):
            mail = other.email.partition("@")[0] + "@" + person.email.partition("@")[2]
            return replace(other, company=person.company, coined=person.coined, email=mail)


def names(person: Invented) -> set[str]:
    """The parts of a name that are names, not particles."""
    return {part for part in person.name.split() if part[0].isupper()}


def spelt(person: Invented, native: dict[str, Any]) -> Native:
    """The person in their country's own script."""
    given, surname = (native["names"][part] for part in person.name.split())
    coined = native["coined"][words()["coined"].index(person.coined)]
    company = next(
        own
        for latin, own in native["companies"].items()
        if person.company.startswith(latin.format(x=person.coined))
    )
    return Native(
        name=native["order"].format(given=given, surname=surname),
        company=company.format(x=coined),
        job_title=native["jobs"][person.job_title],
        place=native["places"][person.address[1]] if person.address else "",
        family=native["family"],
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


def with_degree(name: str, degree: str, place: str) -> str:
    """The name with its degree in front or behind."""
    return f"{degree} {name}" if place == "before" else f"{name}, {degree}" if degree else name


def gendered(text: str, *, woman: bool) -> str:
    """One of the two forms of `woman's|man's`."""
    return text.split("|")[0 if woman else -1]


def plain(text: str) -> str:
    """Small ASCII letters only, for an address: "Muñoz" → "munoz"."""
    text = text.lower().translate(SPELT)
    return "".join(c for c in unicodedata.normalize("NFD", text) if c.isascii() and c.isalnum())
