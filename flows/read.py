"""`aroma read`: what photos of cards say, for people or as JSON for a script. Files nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data.errors import PhotoError
from data.models import Contact, Reading, Value
from data.texts import Language, say
from enrich.draft import explain as candidates_of
from enrich.printout import MANY, SINGLE, card_json, no_card_json
from flows.files import StillWrittenError, sha256
from flows.home import shown
from flows.printing import complain, put, put_json
from flows.progress import advance, bar, expect
from flows.reading import CardRead, read_cards
from flows.settings import Settings

ALL_READ, SOME_NOT = 0, 1
MOST_CANDIDATES = 3  # a field; more are noise


@dataclass(frozen=True, slots=True)
class Printer:
    """How readings are printed."""

    language: Language
    region: str
    json: bool
    explain: bool


def read_photos(settings: Settings, photos: Sequence[Path], *, json: bool, explain: bool) -> int:
    """Read all photos, in parallel, and print them in the order given; 1 where one could not be read."""
    printer = Printer(settings.language, settings.region, json, explain)
    complete = True
    with ThreadPoolExecutor(settings.workers) as pool, bar(settings.language):
        expect(len(photos))
        threads = max(settings.workers // max(len(photos), 1), 1)  # a single photo may have them all
        readings = [(photo, pool.submit(_read, settings, photo, threads)) for photo in photos]
        try:
            for photo, reading in readings:
                complete &= _print(printer, photo, reading)
                advance()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return ALL_READ if complete else SOME_NOT


def _read(settings: Settings, photo: Path, threads: int) -> tuple[CardRead, ...]:
    name = shown(photo.name)
    return read_cards(photo, name=name, reader=settings.reader, region=settings.region, threads=threads)


def _print(printer: Printer, photo: Path, result: Future[tuple[CardRead, ...]]) -> bool:
    """Whether the photo was read; it is printed either way."""
    try:
        cards = result.result()
    except PhotoError as error:
        if printer.json:
            put_json(no_card_json(shown(photo.name), _sha256(photo), error.message, printer.language))
        complain(error.text(printer.language))
        return False
    for reading, contact in cards:
        if printer.json:
            put_json(card_json(reading, contact, printer.language))
        else:
            put(*_page(printer, reading, contact, alone=len(cards) == 1), "")
    return True


def _sha256(photo: Path) -> str:
    """The hash of a photo that could not be read, "" where there is nothing to hash."""
    with suppress(OSError, StillWrittenError):
        return sha256(photo)
    return ""


def _page(printer: Printer, reading: Reading, contact: Contact, *, alone: bool) -> Iterator[str]:
    yield _heading(reading, printer.language, alone=alone)
    yield from _fields(contact, printer.language)
    if printer.explain:
        yield from ("", say("read.candidates", printer.language))
        yield from _candidates(reading, printer.region)


def _heading(reading: Reading, language: Language, *, alone: bool) -> str:
    if alone:
        return reading.photo
    return say("read.card-of", language, photo=reading.photo, number=reading.card + 1)


def _fields(contact: Contact, language: Language) -> Iterator[str]:
    named = [(name, getattr(contact, name)) for name in SINGLE]
    named += [(name, value) for name in MANY for value in getattr(contact, name)]
    rows = [(say(f"read.{name}", language), value) for name, value in named if value]
    rest = say("read.rest", language)
    width = max((len(label) for label, _ in [*rows, (rest, None)]), default=0)
    for label, value in rows:
        yield f"  {label:{width}}  {_value(value, language)}"
    if contact.rest:
        yield f"  {rest:{width}}  {' | '.join(contact.rest)}"


def _value(value: Value, language: Language) -> str:
    kind = f" ({_kind(value.kind, language)})" if value.kind else ""
    doubt = f"  ? {value.doubt.text(language)}" if value.doubt else ""
    return value.value + kind + doubt


def _kind(kind: str, language: Language) -> str:
    """A phone's kind in words; a network's own name as it is."""
    try:
        return say(f"read.kind-{kind}", language)
    except KeyError:
        return kind


def _candidates(reading: Reading, region: str) -> Iterator[str]:
    """The best candidates of each field, each with all that spoke for (+) and against (−) it."""
    told: dict[str, int] = {}
    for candidate in candidates_of(reading, region=region):
        told[candidate.field] = told.get(candidate.field, 0) + 1
        if told[candidate.field] > MOST_CANDIDATES and not candidate.chosen:
            continue
        sign = "→" if candidate.chosen else " "
        weights = ", ".join(f"{name} {weight:+.1f}" for name, weight in candidate.evidence)
        yield f"{sign} {candidate.field:10} {candidate.score:+6.1f}  {candidate.piece.text}   [{weights}]"
