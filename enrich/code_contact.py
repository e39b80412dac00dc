"""The properties of a vCard or MeCard as a contact, each value in the standard form that print is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from data.letters import letters_key, tidy
from data.models import Contact, Value
from enrich import companies, emails, job_titles, names, phones, postal, social, websites
from enrich.code_links import account, site
from enrich.content_lines import Property

_LABELS = (("fax", "fax"), ("cell", "mobile"), ("mobile", "mobile"), ("iphone", "mobile"))
_ACCOUNTS = ("X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP")
LONGEST_VALUE = 500  # letters; a longer one is no number and no address, and slow to search for one
_MOST = 20  # values of a kind; more is no card


@dataclass(frozen=True, slots=True)
class Sorted:
    """Values, each once, and the texts that are none."""

    values: tuple[Value, ...]
    left: tuple[str, ...]


def contact_of(properties: Sequence[Property], *, region: str) -> Contact:
    """What the properties say; further addresses are in `also`, what else can be read in `rest`.

    `region` is where numbers are from that name no country.
    """
    properties = [found for found in properties if len(found.text) <= LONGEST_VALUE or found.name == "NOTE"]
    company, *departments = next((found.fields for found in properties if found.name == "ORG"), ("",))
    addresses = list(_addresses(properties, region))
    numbers = _sorted(_numbers(properties), lambda said: _phone(said, region), phones.key)
    mails = _sorted(_texts(properties, "EMAIL"), exact_email, emails.key)
    accounts = _sorted(_texts(properties, "URL", *_ACCOUNTS), account, social.key)
    sites = _sorted(accounts.left, site, websites.key)
    left = (*departments, *numbers.left, *mails.left, *sites.left, *_texts(properties, "NOTE"))
    return Contact(
        name=_name(properties, company),
        job_title=_job_title(properties),
        company=companies.clean(company),
        address=next(iter(addresses), None),
        phones=numbers.values,
        emails=mails.values,
        websites=sites.values,
        social=accounts.values,
        also=tuple(replace(address, kind="address") for address in addresses[1:_MOST]),
        rest=tuple(filter(None, map(tidy, left)))[:_MOST],
    )


def exact_email(text: str) -> Value | None:
    """The e-mail address that `text` is, letter for letter: a code is not misread."""
    found = emails.check(text.removeprefix("mailto:"))
    return found if isinstance(found, Value) else next(iter(emails.find(text)), None)


def _sorted(texts: Iterable[str], read: Callable[[str], Value | None], key: Callable[[str], str]) -> Sorted:
    values: dict[str, Value] = {}
    left = []
    for text in texts:
        if value := read(text):
            values.setdefault(key(value.value), value)
        else:
            left.append(text)
    return Sorted(tuple(values.values())[:_MOST], tuple(left))


def _texts(properties: Iterable[Property], *names: str) -> Iterator[str]:
    """The values of the properties with these names that say something."""
    return (found.text.strip() for found in properties if found.name in names and found.text.strip())


def _name(properties: Sequence[Property], company: str) -> Value | None:
    """The person's name as it is shown, its parts as they are told; None where the card is a company's."""
    cut = next((found.fields for found in properties if found.name == "N"), ())
    family, given, more, prefix, suffix = (tidy(part) for part in (*cut, "", "", "", "", "")[:5])
    built = " ".join(filter(None, (given, more, family)))
    shown = next(_texts(properties, "FN"), "") or " ".join(filter(None, (prefix, built, suffix)))
    if not shown or letters_key(shown) == letters_key(company):
        return None
    found = names.clean(shown) or Value(tidy(shown), shown)
    if not (given and family) or letters_key(built) != letters_key(found.value):
        return found
    told = {"given": f"{given} {more}".strip(), "surname": family, "prefix": prefix, "suffix": suffix}
    parts = dict(found.parts) | {name: part for name, part in told.items() if part}
    return replace(found, parts=tuple(parts.items()))


def _job_title(properties: Sequence[Property]) -> Value | None:
    said = next(_texts(properties, "TITLE", "ROLE"), "")
    return job_titles.clean(said) or (Value(tidy(said), said) if said else None)


def _addresses(properties: Sequence[Property], region: str) -> Iterator[Value]:
    """Each address: box, extension and street, then postcode and town, region, country; or as one text."""
    cut = [_lines(found.fields) for found in properties if found.name == "ADR"]
    whole = [found.text.splitlines() for found in properties if found.name == "LABEL"]
    for lines in cut if any(map(any, cut)) else whole:
        if address := postal.clean([tidy(line) for line in lines if line.strip()], region=region):
            yield address


def _lines(fields: Sequence[str]) -> list[str]:
    if len(fields) < 3:  # not cut at all
        return list(fields)
    box, extended, street, city, region, code, country = (*map(tidy, fields), *[""] * 7)[:7]
    return [street, extended, box, f"{code} {city}".strip(), region if region != city else "", country]


def _numbers(properties: Iterable[Property]) -> Iterator[str]:
    """Each number behind the label that its types make: "mobile: +34 …"."""
    for found in properties:
        if found.name == "TEL" and (number := tidy(found.text)):
            label = next((label for kind, label in _LABELS if kind in found.kinds), "tel")
            yield f"{label}: {number.removeprefix('tel:').replace(';ext=', ' ext. ')}"


def _phone(labelled: str, region: str) -> Value | None:
    label, _, number = labelled.partition(": ")
    return phones.clean(number, region=region, label=label)
