"""Which of Aroma's two languages a text is in, and which one to write to somebody in."""

from __future__ import annotations

from collections.abc import Iterator

from data.languages import ENGLISH, language_of
from data.letters import fold
from data.models import Contact
from data.texts import LANGUAGES, Language
from data.wordlists import section
from data.words import WORD
from enrich.region import judged_region, speaking

SPANISH_LETTERS = frozenset("ñáéíóúü¿¡«»")
OF_SPAIN = ("spa", "cat")  # who prints cards in Catalan reads Spanish


def tongue_of(text: str) -> Language | None:
    """The language of a short text, None where nothing in it tells, as in a name.

    >>> tongue_of("un local pequeño"), tongue_of("a small room"), tongue_of("Trujillo")
    ('es', 'en', None)
    """
    words = WORD.findall(fold(text))
    votes = {
        language: sum(word in section("giving_words", language) for word in words) for language in LANGUAGES
    }
    votes["es"] += any(letter in SPANISH_LETTERS for letter in text.casefold())
    if votes["es"] == votes["en"]:
        return None
    return "es" if votes["es"] > votes["en"] else "en"


def tongue_to(said: str, contact: Contact, *, owner: Language) -> Language:
    """The language to write to somebody in: the one their owner `said`, else what their card tells.

    Its letters, domains, prefixes, towns and words; who prints it in a third language is written to in
    English. Where nothing tells, as of a name alone, it is the `owner`'s.
    """
    if said in LANGUAGES:
        return "es" if said == "es" else "en"
    printed = tuple(_printed(contact))
    language = language_of(printed)
    if language in OF_SPAIN:
        return "es"
    if language != ENGLISH:
        return "en"
    words = tongue_of(contact.job_title.value) if contact.job_title else None
    country, told = judged_region(printed, default="")
    if not country:
        return words or owner
    return "es" if country in speaking("es") else "en" if told else words or owner


def _printed(contact: Contact) -> Iterator[str]:
    """All that a card says of where it is from."""
    single = (contact.job_title, contact.company, contact.address)
    for value in (*single, *contact.phones, *contact.emails, *contact.websites):
        if value:
            yield value.value
