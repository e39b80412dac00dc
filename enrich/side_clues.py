"""What two pieces of print have in common, and what each has alone, that tells whether they are one card.

Each clue is one small function of two faces, the same whichever comes first. How much it counts is written
in data/tables/sides.toml. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from rapidfuzz import fuzz

from data.letters import fold
from enrich import companies, names, postal, social
from enrich.agreement import LIKE, company_fits_domain, name_fits_email, word_list
from enrich.faces import FITS, Face, latin

SPELT = 0.5  # of `enrich.agreement`: a name may have that mailbox
NEARLY = 80  # rapidfuzz ratio of two spellings of a short word
PAGE = 150  # words; no side of a card has more
SHORT = 3  # letters of a word that may be anybody's


def _same_name(one: Face, other: Face) -> bool:
    """All words of the one are in the other: "Ana Ruiz" and "Ana Ruiz Peña", "A. Ruiz" and "Ana Ruiz"."""
    few, left = _name_words(one, other)
    if len(few) < 2:
        return bool(few) and few == left
    for word in few:
        found = next((each for each in left if each == word or _initial(each, word)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _name_words(one: Face, other: Face) -> list[list[str]]:
    """The words of both names, those of the shorter one first."""
    return sorted((names.key(face.name).split() for face in (one, other)), key=len)


def _initial(one: str, other: str) -> bool:
    return one[:1] == other[:1] and 1 in {len(one), len(other)}


def _two_names(one: Face, other: Face) -> bool:
    """Two names in comparable letters of which neither can be the other, not even misread."""
    comparable = one.name and other.name and latin(one.name) == latin(other.name)
    if not comparable or _same_name(one, other):
        return False
    few, many = _name_words(one, other)
    if set(few) <= set(many):  # "Ana" may be Ana Ruiz
        return False
    words_ = zip(names.key(one.name).split(), names.key(other.name).split(), strict=False)
    misread = len(few) == len(many) and all(_misread(*pair) for pair in words_)
    return not (misread and (one.mailboxes & other.mailboxes or one.mobiles & other.mobiles))


def _misread(one: str, other: str) -> bool:
    """Whether two words differ as by a misread letter: Ibáñez and lbáñez, but not María and Mario."""
    return fuzz.ratio(one, other) > NEARLY


def _two_scripts(one: Face, other: Face) -> bool:
    return bool(one.name and other.name) and latin(one.name) != latin(other.name)


def _two_mailboxes(one: Face, other: Face) -> bool:
    """Each has addresses of persons, none in common, and no name spells them all."""
    if not one.mailboxes or not other.mailboxes or one.mailboxes & other.mailboxes:
        return False
    locals_ = [address.partition("@")[0] for address in one.mailboxes | other.mailboxes]
    named = [name for name in (one.name, other.name) if name]
    return not (named and all(name_fits_email(name, local) >= SPELT for name in named for local in locals_))


def _two_mobiles(one: Face, other: Face) -> bool:
    return bool(one.mobiles and other.mobiles) and not one.mobiles & other.mobiles


def _two_titles(one: Face, other: Face) -> bool:
    """A job each, but one name at most."""
    if not (one.title and other.title) or (one.name and other.name) or latin(one.title) != latin(other.title):
        return False
    return fuzz.token_set_ratio(fold(one.title), fold(other.title)) < LIKE


def _same_company(one: Face, other: Face) -> bool:
    return _names_company(one, other) or _names_company(other, one)


def _names_company(one: Face, other: Face) -> bool:
    """Whether the company of `one`, or its domain, stands somewhere on `other`, or is spelt in its domain."""
    own = set(companies.key(one.company).split())
    there = set(word_list(other.text))
    if own and own <= there and any(len(word) > SHORT for word in own):
        return True
    if any(len(domain) > SHORT and fold(domain) in there for domain in one.domains):
        return True
    return any(company_fits_domain(one.company, domain) >= FITS for domain in other.domains)


def _two_companies(one: Face, other: Face) -> bool:
    """Two companies, neither of them a guess, that share nothing."""
    if not (_sure_company(one) and _sure_company(other)) or _same_company(one, other):
        return False
    return not set(companies.key(one.company).split()) & set(companies.key(other.company).split())


def _sure_company(face: Face) -> bool:
    return face.contact.company is not None and face.contact.company.doubt is None


def _two_domains(one: Face, other: Face) -> bool:
    apart = one.domains and other.domains and not one.domains & other.domains
    return bool(apart) and not _same_company(one, other)


def _same_address(one: Face, other: Face) -> bool:
    here, there = one.contact.address, other.contact.address
    if here is None or there is None:
        return False
    return fuzz.ratio(postal.key(here.value), postal.key(there.value)) >= LIKE


def _same_account(one: Face, other: Face) -> bool:
    here, there = ({social.key(each.value) for each in face.contact.social} for face in (one, other))
    return bool(here & there)


def _one_named(one: Face, other: Face) -> bool:
    return bool(one.name) != bool(other.name)


def _nobodys(one: Face, other: Face) -> bool:
    return _nobody(one) != _nobody(other)


def _nobody(face: Face) -> bool:
    owner = face.name or _sure_company(face) or face.domains or face.mailboxes
    return face.clear and not owner


def _a_page(one: Face, other: Face) -> bool:
    return any(len(face.text.split()) > PAGE for face in (one, other))


Clue = Callable[[Face, Face], bool]

CLUES: Mapping[str, Clue] = MappingProxyType(
    {
        "same_name": _same_name,
        "same_mailbox": lambda one, other: bool(one.mailboxes & other.mailboxes),
        "same_mobile": lambda one, other: bool(one.mobiles & other.mobiles),
        "same_phone": lambda one, other: bool((one.numbers & other.numbers) - one.mobiles - other.mobiles),
        "same_account": _same_account,
        "same_domain": lambda one, other: bool(one.domains & other.domains),
        "same_company": _same_company,
        "same_address": _same_address,
        "one_named": _one_named,
        "nobodys": _nobodys,
        "two_names": _two_names,
        "two_scripts": _two_scripts,
        "two_titles": _two_titles,
        "two_mailboxes": _two_mailboxes,
        "two_mobiles": _two_mobiles,
        "two_companies": _two_companies,
        "two_domains": _two_domains,
        "a_page": _a_page,
    }
)
