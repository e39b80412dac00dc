"""`aroma read`: what photos of cards say, for people or as JSON for a script. Files nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.errors import PhotoError
from data.models import ALSO, CardRead, Contact, Reading, Value
from data.texts import Language, message, say
from enrich.draft import explain as candidates_of
from enrich.draft import is_contact
from enrich.printout import MANY, SINGLE, card_json, no_card_json
from flows.files import StillWrittenError, sha256
from flows.home import shown
from flows.photo_rows import PhotoRead, paired
from flows.printing import complain, put, put_json
from flows.progress import advance, bar, expect
from flows.reading import apart, read_cards
from flows.settings import Settings, within
from ocr.taken import taken

ALL_READ, SOME_NOT = 0, 1
MOST_CANDIDATES = 3  # a field; more are noise


@dataclass(frozen=True, slots=True)
class Printer:
    """How readings are printed; with `pair`, the sides of a card together."""

    language: Language
    region: str
    json: bool
    explain: bool
    pair: bool


def read_photos(
    settings: Settings, photos: Sequence[Path], *, json: bool, explain: bool, pair: bool = False
) -> int:
    """Read all photos, in parallel, and print them in the order given; 1 where one could not be read.

    With `pair`, the sides of one card are one card, on one photo or on two taken one after the other.
    """
    printer = Printer(settings.language, settings.region, json, explain, pair)
    complete = True
    with ThreadPoolExecutor(settings.workers) as pool, bar(settings.language):
        expect(len(photos))
        threads = max(settings.workers // max(len(photos), 1), 1)  # a single photo may have them all
        readings = [pool.submit(_read, settings, photo, threads) for photo in photos]
        try:
            for read in _in_order(readings, within(settings) if pair else None):
                complete &= _print(printer, read)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return ALL_READ if complete else SOME_NOT


def _in_order(readings: Iterable[Future[PhotoRead]], row: timedelta | None) -> Iterator[PhotoRead]:
    """Each photo as soon as it is read; where sides are joined across photos, all after the last."""
    done = _each_done(readings)
    return iter(paired(tuple(done), row)) if row is not None else done


def _each_done(readings: Iterable[Future[PhotoRead]]) -> Iterator[PhotoRead]:
    for reading in readings:
        read = reading.result()
        advance()
        yield read


def _read(settings: Settings, photo: Path, threads: int) -> PhotoRead:
    name = shown(photo.name)
    try:
        cards = read_cards(photo, name=name, reader=settings.reader, region=settings.region, threads=threads)
    except PhotoError as error:
        return PhotoRead(photo, datetime.max.replace(tzinfo=UTC), problem=error.message)
    return PhotoRead(photo, taken(photo), cards)


def _print(printer: Printer, read: PhotoRead) -> bool:
    """Whether the photo was read; it is printed either way."""
    contacts = [card for card in read.cards if is_contact(card.contact)]
    cards = contacts if printer.pair else [side for card in contacts for side in apart(card)]
    problem = read.problem
    if read.cards and not cards:
        problem = message("collect.no-contact", name=shown(read.path.name))
    if problem:
        if printer.json:
            put_json(no_card_json(shown(read.path.name), _sha256(read.path), problem, printer.language))
        complain(problem.text(printer.language))
        return False
    for card in cards:
        if printer.json:
            put_json(card_json(card, printer.language))
        else:
            put(*_page(printer, card, alone=len(cards) == 1), "")
    return True


def _sha256(photo: Path) -> str:
    """The hash of a photo that could not be read, "" where there is nothing to hash."""
    with suppress(OSError, StillWrittenError):
        return sha256(photo)
    return ""


def _page(printer: Printer, card: CardRead, *, alone: bool) -> Iterator[str]:
    yield _heading(card, printer.language, alone=alone)
    yield from _fields(card.contact, printer.language)
    if printer.explain:
        yield from ("", say("read.candidates", printer.language))
        for side in card.sides:
            yield from _candidates(side.reading, printer.region)


def _heading(card: CardRead, language: Language, *, alone: bool) -> str:
    photos = " + ".join(dict.fromkeys(side.reading.photo for side in card.sides))
    if not alone:
        photos = say("read.card-of", language, photo=photos, number=card.front.card + 1)
    seen = all(side.reading.framed for side in card.sides)
    return photos if seen else f"{photos}  ({say('read.unframed', language)})"


def _fields(contact: Contact, language: Language) -> Iterator[str]:
    named = [(name, getattr(contact, name)) for name in SINGLE]
    named += [(name, value) for name in MANY for value in getattr(contact, name)]
    rows = [(_label(name, value, language), value) for name, value in named if value]
    rest = say("read.rest", language)
    width = max((len(label) for label, _ in [*rows, (rest, None)]), default=0)
    for label, value in rows:
        yield f"  {label:{width}}  {_value(value, language)}"
    if contact.rest:
        yield f"  {rest:{width}}  {' | '.join(contact.rest)}"


def _label(field: str, value: Value, language: Language) -> str:
    """What stands before a value; before what a card names besides, its kind."""
    return say(f"read.also-{value.kind}" if field == "also" else f"read.{field}", language)


def _value(value: Value, language: Language) -> str:
    kind = f" ({_kind(value.kind, language)})" if value.kind and value.kind not in ALSO else ""
    doubt = f"  ? {value.doubt.text(language)}" if value.doubt else ""
    return value.value + kind + _source(value, language) + doubt


def _source(value: Value, language: Language) -> str:
    """Where a value comes from, "" for the print alone, and what the print says where that differs."""
    source, printed = value.part("source"), value.part("printed")
    said = [say(f"read.from-{source}", language)] if source else []
    said += [say("read.printed", language, printed=printed)] if printed and not value.doubt else []
    return f" [{'; '.join(said)}]" if said else ""


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
