"""Everything that is told about somebody who was found, by plain SELECTs; see `data.search`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from data.database import Database
from data.models import CardState, Need, NeedKind


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who was found: BE, DO, HAVE. `number` is None and `who` "" for a card nobody described yet.

    `also` is what else the card names: another script, another person, another office.
    `gift` is what one still wants to bring, `given` what one brought, each with its day. `language` is that
    to write in, "" where nobody said.
    `state` is that of the card: filed, waiting, or later (until `later_until`). `cards` are its ids.
    """

    number: int | None
    state: CardState
    who: str = ""
    does: str = ""
    heading: str = ""
    interests: tuple[str, ...] = ()
    met_where: str = ""
    met_when: date | None = None
    met_through: str = ""
    needs: tuple[Need, ...] = ()
    offers: tuple[str, ...] = ()
    gift: str = ""
    gift_by: date | None = None
    name: str = ""
    company: str = ""
    job_title: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    address: str = ""
    also: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    later_until: date | None = None
    given: tuple[tuple[str, date], ...] = ()
    language: str = ""


def persons(db: Database, numbers: Sequence[int]) -> Iterator[Found]:
    """Everything about these people that `Found` tells."""
    if not numbers:
        return
    which, facts = _among(numbers)

    def each(columns: str, table: str) -> dict[int, list[tuple[Any, ...]]]:
        return _grouped(
            db.rows(
                f"SELECT person_number, {columns} FROM {table}"  # noqa: S608, our own names
                f" WHERE person_number IN {which} ORDER BY person_number, position",
                facts,
            )
        )

    interests, offers = each("text", "interests"), each("text", "offers")
    needs, meetings = each("kind, text", "needs"), each("place, day, through", "meetings")
    gifts, cards = each("text, due, given", "gifts"), each("id", "cards")
    values = _grouped(db.rows(PERSON_VALUES.format(which=which), facts))
    for number, said, does, heading, language in db.rows(
        f"SELECT number, who, does, heading, language FROM people WHERE number IN {which}",  # noqa: S608
        facts,
    ):
        place, day, through = meetings[number][0] if meetings[number] else ("", None, "")
        gift, due = next(((text, due) for text, due, given in gifts[number] if given is None), ("", None))
        yield Found(
            number=number,
            state=CardState.FILED,
            who=said,
            does=does,
            heading=heading,
            interests=tuple(text for (text,) in interests[number]),
            met_where=place,
            met_when=_day(day),
            met_through=through,
            needs=tuple(Need(NeedKind(kind), text) for kind, text in needs[number]),
            offers=tuple(text for (text,) in offers[number]),
            gift=gift,
            gift_by=_day(due),
            given=tuple((text, _moment(given)) for text, _, given in gifts[number] if given is not None),
            language=language,
            cards=tuple(card for (card,) in cards[number]),
            **_contact(values[number]),
        )


PERSON_VALUES = """
SELECT kept.person_number, kept.field, contact_values.value FROM (
  SELECT person_number, 'name' AS field, 0 AS position, value_number, to_card FROM names
  UNION ALL SELECT person_number, 'company', 1, company_number, to_card FROM jobs
  UNION ALL SELECT person_number, 'job_title', 2, title_number, to_card FROM jobs
  UNION ALL SELECT person_number, field, 3 + position, value_number, to_card FROM contact_points
) AS kept JOIN contact_values ON contact_values.number = kept.value_number
WHERE kept.to_card IS NULL AND kept.person_number IN {which} ORDER BY kept.position
"""


def waiting_cards(db: Database, ids: Sequence[str]) -> Iterator[Found]:
    """Everything that the drafts of these cards say."""
    if not ids:
        return
    which, facts = _among(ids)
    values = _grouped(
        db.rows(
            "SELECT card_id, field, value FROM card_values"  # noqa: S608, our own names
            " JOIN contact_values ON contact_values.number = card_values.value_number"
            f" WHERE card_id IN {which} ORDER BY card_id, position",
            facts,
        )
    )
    found = db.rows(f"SELECT id, state, later_until FROM cards WHERE id IN {which}", facts)  # noqa: S608
    for name, state, until in found:
        yield Found(
            number=None,
            state=CardState(state),
            cards=(name,),
            later_until=_day(until),
            **_contact(values[name]),
        )


def _among(keys: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    facts = {f"key{place}": key for place, key in enumerate(keys)}
    return f"({', '.join(f':{name}' for name in facts)})", facts


def _grouped(rows: Iterable[tuple[Any, ...]]) -> defaultdict[Any, list[tuple[Any, ...]]]:
    groups: defaultdict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *row in rows:
        groups[key].append(tuple(row))
    return groups


def _contact(values: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Values by the fields of `Found`: one of a kind, or all."""
    found = _grouped(values)
    first = {
        field: found[field][0][0] if found[field] else ""
        for field in ("name", "company", "job_title", "address")
    }
    every = {
        field: tuple(text for (text,) in found[field])
        for field in ("phones", "emails", "websites", "social", "also")
    }
    return first | every


def _day(value: date | str | None) -> date | None:
    """A date as the database gives it: SQLite's own type for it is text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _moment(value: datetime | str) -> date:
    """The day of a moment, here; SQLite keeps it as text without its time zone, which is UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone().date()
