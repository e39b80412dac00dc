"""The print on a card and what its codes tell, as one contact: a code outranks the print, and both are kept.

A code is not misread. So where both agree there is nothing left to doubt. Where they do not, the code's value
comes first and the printed one stays: as the part "printed" of a single value, as a further one of many.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from data.letters import fold, letters_key
from data.models import Code, Contact, Value
from data.texts import message
from enrich import companies, emails, job_titles, names, phones, postal, social, websites
from enrich.hosts import host_of, is_provider
from enrich.payloads import told_by
from enrich.scripts import FEWEST, natives

TOLD, CONFIRMED = 0.99, 0.998
"""How sure a value is that a code tells, and one that print and code tell alike."""
ALIKE = 90  # per cent of the words from which two texts say the same
NATIONAL = 7  # digits at the end that make a number the same with and without its country

Key = Callable[[str], str]
SINGLE: Mapping[str, Key] = {
    "name": names.key,
    "job_title": job_titles.key,
    "company": companies.key,
    "address": postal.key,
}
MANY: Mapping[str, Key] = {
    "phones": phones.key,
    "emails": emails.key,
    "websites": websites.key,
    "social": social.key,
}


def with_codes(printed: Contact, codes: Sequence[Code], *, region: str) -> Contact:
    """`printed` with what the codes tell; the same contact where there is no code.

    `region` is where numbers are from that name no country.
    """
    told = reduce(_united, (told_by(code.text, region=region) for code in codes), Contact())
    told = _in_two_scripts(printed, told)
    single = {name: _single(getattr(printed, name), getattr(told, name), key) for name, key in SINGLE.items()}
    many = {name: _many(getattr(printed, name), getattr(told, name), key) for name, key in MANY.items()}
    many["websites"] = _perhaps_elsewhere(many["websites"], printed)
    also = _many(printed.also, told.also, letters_key) if told.also else printed.also
    return Contact(**single, **many, also=also, rest=_each_once(printed.rest, told.rest))  # type: ignore[arg-type]


def _each_once(printed: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of the print, all of them, and those of the codes that say something new."""
    return (*printed, *(line for line in dict.fromkeys(told) if line not in printed))


def _united(one: Contact, other: Contact) -> Contact:
    """What two codes tell; of what can be one only, the first."""
    single = {name: getattr(one, name) or getattr(other, name) for name in SINGLE}
    lists = (*MANY, "also", "rest")
    many = {name: getattr(one, name) + getattr(other, name) for name in lists}
    return Contact(**single, **many)


def _in_two_scripts(printed: Contact, told: Contact) -> Contact:
    """What the codes tell, a name and a company in another script than the printed ones beside these."""
    also = list(told.also)
    for field, kind in (("name", "native_name"), ("company", "native_company")):
        own: Value | None = getattr(told, field)
        latin: Value | None = getattr(printed, field)
        if own and latin and natives(own.value) >= FEWEST > natives(latin.value):
            also.insert(0, replace(own, kind=kind))
            told = replace(told, **{field: None})  # type: ignore[arg-type]
    return replace(told, also=tuple(also))


def _single(printed: Value | None, told: Value | None, key: Key) -> Value | None:
    if told is None or printed is None or _is_inferred(printed):
        return _from_code(told) if told else printed
    if not _alike(key(printed.value), key(told.value)) or _in_other_words(printed.value, told.value):
        doubt = None if printed.doubt else message("doubt.printed", printed=printed.value)
        return _beside(replace(_from_code(told), doubt=doubt), printed)
    if _says_more(printed.value, told.value) or _has_more_accents(printed, told):
        return _confirmed(printed)
    both = replace(told, raw=printed.raw)
    return _confirmed(both if both.value == printed.value else _beside(both, printed))


def _is_inferred(value: Value) -> bool:
    """Whether a company is not printed, but taken from a domain."""
    return value.doubt is not None and value.doubt.key == "doubt.inferred"


def _alike(one: str, other: str) -> bool:
    """Whether two keys say the same, one of them perhaps more of it."""
    return fuzz.token_set_ratio(one, other) >= ALIKE


def _in_other_words(printed: str, told: str) -> bool:
    """Whether each has words that the other lacks: "VP of Sales" and "Vice President of Sales"."""
    here, there = set(letters_key(printed).split()), set(letters_key(told).split())
    glued = "".join(letters_key(printed).split()) == "".join(letters_key(told).split())
    return not glued and not (here <= there or there <= here)


def _says_more(printed: str, told: str) -> bool:
    """Whether the print has all the words of the code, and further ones."""
    return set(letters_key(printed).split()) > set(letters_key(told).split())


def _has_more_accents(printed: Value, told: Value) -> bool:
    """Whether the two are one word but for accents, which codes are often written without."""
    return fold(printed.value) == fold(told.value) and printed.value.isascii() < told.value.isascii()


def _many(printed: Sequence[Value], told: Sequence[Value], key: Key) -> tuple[Value, ...]:
    """The code's values first, each confirmed where it is printed too; then what is printed alone."""
    left = list(printed)
    first: dict[str, Value] = {}
    for value in told:
        same = next((other for other in left if _same(other, value, key)), None)
        if same:
            left.remove(same)
        first.setdefault(key(value.value), _met(value, same))
    return (*first.values(), *left)


def _same(printed: Value, told: Value, key: Key) -> bool:
    """Whether a printed value is the code's, printed without its country, or misread by a sign."""
    own, known = key(printed.value), key(told.value)
    if own == known:
        return True
    if key is phones.key and _without_country(printed, known):
        return True
    misread = printed.doubt is not None or key is emails.key
    return misread and Levenshtein.distance(own, known, score_cutoff=1) == 1


def _without_country(printed: Value, known: str) -> bool:
    """Whether a number that names no country ends as the known one does."""
    digits = "".join(sign for sign in printed.raw if sign.isdigit()).lstrip("0")
    return "+" not in printed.raw and len(digits) >= NATIONAL and known.endswith(digits)


def _met(told: Value, printed: Value | None) -> Value:
    """A value of a code, and the printed one that is the same."""
    if printed is None:
        return _from_code(told)
    kind = printed.kind if told.kind in {None, "unknown"} or printed.kind == "fax" else told.kind
    parts = tuple((dict(told.parts) | dict(printed.parts)).items())
    both = replace(told, raw=printed.raw, kind=kind, parts=parts)
    return _confirmed(both if both.value == printed.value else _beside(both, printed))


def _perhaps_elsewhere(sites: tuple[Value, ...], printed: Contact) -> tuple[Value, ...]:
    """The sites, those doubted that only a code tells while the print tells another domain."""
    hosts = (host_of(value.value) for value in (*printed.websites, *printed.emails))
    own = {host for host in hosts if not is_provider(host)}
    return tuple(
        replace(value, doubt=message("doubt.code_only"))
        if own and value.part("source") == "code" and host_of(value.value) not in own
        else value
        for value in sites
    )


def _from_code(value: Value) -> Value:
    return replace(value, confidence=min(TOLD, value.confidence), parts=(*value.parts, ("source", "code")))


def _confirmed(value: Value) -> Value:
    return replace(value, confidence=CONFIRMED, doubt=None, parts=(*value.parts, ("source", "both")))


def _beside(value: Value, printed: Value) -> Value:
    """`value`, and the print that says something else."""
    return replace(value, parts=(*value.parts, ("printed", printed.value)))
