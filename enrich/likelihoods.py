"""How much a text looks like a name, a post, a company, a place, by the word tables; kept for a while."""

from __future__ import annotations

import re
from functools import lru_cache

from data.models import Value
from data.wordlists import section
from enrich import companies, job_titles, names, postal
from enrich.legal_forms import is_inside
from enrich.phrases import hits, tokens
from enrich.postcodes import postcodes

NO_NAME, NO_POST, NO_FIRM, NO_PLACE = 0.45, 0.1, 0.3, 0.4
"""The likelihoods of a text about which nothing is known."""

REMEMBERED = 4096  # texts whose likelihoods are kept: those of the last few cards
STANDARD = re.compile(r"\b(?:ISO|DIN|EN|IEC|UNE|OHSAS)[\s-]*\d{3,}")  # certificates, not postcodes
DIGITS = re.compile(r"\d+")
YEAR = 4  # digits


def above(likelihood: float, neutral: float) -> float:
    """How far a likelihood is above the one of any print, 0 to 1."""
    return max(0.0, likelihood - neutral) / (1 - neutral)


def as_name(text: str) -> Value | None:
    """`text` as a person's name, None where it cannot be one."""
    return names.clean(text)


@lru_cache(maxsize=REMEMBERED)
def as_company(text: str) -> Value | None:
    """`text` as a company, None where it cannot be one."""
    return companies.clean(text)


def name_likelihood(text: str) -> float:
    """How much `text` looks like a person's name, 0 to 1."""
    return names.likelihood(text)


@lru_cache(maxsize=REMEMBERED)
def post_likelihood(text: str) -> float:
    """How much `text` looks like a job title, 0 to 1."""
    return job_titles.likelihood(text)


@lru_cache(maxsize=REMEMBERED)
def firm_likelihood(text: str) -> float:
    """How much `text` looks like a company, 0 to 1."""
    return companies.likelihood(text)


@lru_cache(maxsize=REMEMBERED)
def place_likelihood(text: str, region: str) -> float:
    """How much `text` looks like a part of an address, 0 to 1.

    A number that is a postcode elsewhere, or four digits that may be a year, count half.
    """
    if STANDARD.search(text):
        return 0.0
    found = postal.likelihood(text)
    codes = postcodes(text, region=region)
    if not codes:
        return found
    bare = postal.likelihood(DIGITS.sub(" ", text))
    sure = any(land and (bare or len(code) > YEAR) for code, _, land in codes)
    return found if sure else (found + bare) / 2


@lru_cache(maxsize=REMEMBERED)
def has_legal_form(text: str) -> bool:
    """Whether a company's legal form stands at the end of `text`, or inside it beyond doubt."""
    found = as_company(text)
    return bool(found and found.part("legal_form")) or is_inside(tokens(text.replace("-", " ")))


def without_form(text: str) -> str:
    """A company's name without its legal form."""
    found = as_company(text)
    form = found.part("legal_form") if found else ""
    return text.replace(form, "") if form else text


@lru_cache(maxsize=REMEMBERED)
def only_trade(text: str) -> bool:
    """Whether no word tells this company from others of its trade: "Logistics GmbH"."""
    words = tokens(without_form(text))
    trade = section("company_words", "strong") | section("job_words", "areas")
    return bool(words) and all(hits(words, trade))


@lru_cache(maxsize=REMEMBERED)
def speaks(text: str) -> bool:
    """Whether a line speaks to its reader, or of "us", or ends as sentences do: a slogan."""
    return text.rstrip()[-1:] in ("!", "?") or bool(section("slogan_words", "").intersection(tokens(text)))
