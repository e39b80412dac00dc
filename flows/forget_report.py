"""What forgetting somebody erases, said in words: what the store kept, and each file by its name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from data.found import Found
from data.mentions import Mention
from data.naming import shown
from data.texts import Language, say
from flows.erased import Erased
from flows.home import Home
from flows.settings import Settings

KEPT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cards": ("cards", "card_sides"),
        "photos": ("photos",),
        "reach": ("names", "jobs", "contact_points", "contact_values", "card_values", "front_values"),
        "answers": ("answers", "people", "interests", "needs", "offers", "meetings"),
        "gifts": ("gifts",),
        "imported": ("imported",),
        "finding": ("person_words", "person_keys", "card_words", "card_keys", "vectors"),
    }
)
"""The store's tables by what a person calls it that stands in them. Nothing is counted."""


def report(erased: Erased, found: Found, tense: str, settings: Settings) -> Iterator[str]:
    """What goes, what stays, and where somebody is named still; `tense` is "would" or "did"."""
    language, traces = settings.language, erased.traces
    yield say(f"forget.{tense}", language, name=shown(found))
    yield from (f"  {line}" for line in _lines(erased, settings.home, language))
    kept = [photo for photo in traces.photos if photo.shared]
    yield from (say("forget.shared", language, path=settings.home.cards / photo.path) for photo in kept)
    yield from (_mention(mention, language) for mention in traces.named_in)


def _lines(erased: Erased, home: Home, language: Language) -> Iterator[str]:
    gone = {table for table, _ in erased.traces.rows}
    if gone:
        said = (say(f"forget.kept-{what}", language) for what, tables in KEPT.items() if gone & set(tables))
        yield say("forget.store", language, what=", ".join(said))
    if erased.prefect:
        yield say("forget.prefect", language)
    for path in erased.files:
        yield say("forget.file", language, path=os.path.relpath(path, home.path))


def _mention(mention: Mention, language: Language) -> str:
    """Where somebody is named in words that stay."""
    if mention.person is None:
        return say("forget.named-in-note", language, text=mention.text)
    return say("forget.named-in", language, number=mention.person, text=mention.text)
